//! How far a run of capitals goes, with the small words that belong to it.

use selon_analyse::{Relation, Sentence, Upos};

use super::spans::{Line, begins, glued, is_open};
use super::{Link, Rules, is_capital};

/// A run of capitals as far as it has been read.
struct Run<'l> {
    line: &'l Line<'l>,
    first: usize,
    last: usize,
    /// Whether one of its words belongs to a body's name by its meaning.
    body: bool,
    /// Whether one belongs to a place's.
    place: bool,
}

impl Run<'_> {
    fn next(&self) -> usize {
        self.last + 1
    }

    /// Whether the run has a noun that tells what it names.
    fn has_noun(&self) -> bool {
        self.body || self.place
    }

    fn holds(&self, word: usize) -> bool {
        (self.first..=self.last).contains(&word)
    }

    fn is_led(&self) -> bool {
        self.first > 0 && self.line.of.words[self.first - 1].upos == Upos::Det
    }

    /// Whether a word goes on with the run by itself.
    fn takes(&self, word: usize) -> bool {
        let of = self.line.of;
        word < of.words.len()
            && !self.line.timed[word]
            && is_capital(of, word)
            && (is_open(of.words[word].upos) || glued(of, word))
            && !begins(of, word)
    }
}

impl Rules {
    /// The ways in which a run goes on, in the order in which they are tried; each gives its new last word.
    const STEPS: [fn(&Rules, &Run<'_>) -> Option<usize>; 7] = [
        Rules::capital,
        Rules::tied,
        Rules::particle,
        Rules::described,
        Rules::complement,
        Rules::shared_end,
        Rules::possessed,
    ];

    /// The last word of the run of capitals, and of what belongs to it, that begins at a word.
    pub(super) fn run(&self, line: &Line<'_>, first: usize) -> usize {
        let mut run = Run {
            line,
            first,
            last: first,
            body: false,
            place: false,
        };
        let mut new = first..=first;
        loop {
            for word in new {
                run.body |= self.names_body(line.of, word);
                run.place |= self.is_place_noun(line.of, word);
            }
            let next = run.next();
            let goes_on = next < line.of.words.len();
            let mut steps = Rules::STEPS.iter().filter(|_| goes_on);
            let Some(last) = steps.find_map(|step| step(self, &run)) else {
                return run.last;
            };
            run.last = last;
            new = next..=last;
        }
    }

    /// *World* | *Bank*: one more word with a capital.
    fn capital(&self, run: &Run<'_>) -> Option<usize> {
        Some(run.next()).filter(|&word| run.takes(word))
    }

    /// *Maison* | *-Blanche*, *Marks* | *& Spencer*, *Radio* | *La Voix*: a hyphen, an ampersand or an article with a capital
    /// between two words of a name.
    fn tied(&self, run: &Run<'_>) -> Option<usize> {
        let (of, next) = (run.line.of, run.next());
        let form = of.words[next].form.as_str();
        let mark = form.chars().all(|c| "-‐‑'’".contains(c));
        let mark = mark && glued(of, next) && glued(of, next + 1);
        let article = is_capital(of, next) && of.words[next].upos == Upos::Det && !begins(of, next);
        (mark || form == "&" || article)
            .then_some(next + 1)
            .filter(|&word| run.takes(word))
    }

    /// *Ursula* | *von der Leyen*: a small word between the parts of people's names.
    fn particle(&self, run: &Run<'_>) -> Option<usize> {
        let particle = self.lexicon.link(run.line.of, run.next()) == Some(Link::Name);
        let behind = Some(run.next() + 1).filter(|_| particle);
        behind.filter(|&word| run.takes(word))
    }

    /// *l'Office* | *français*: an adjective that the tree hangs on the run of a body or a place.
    fn described(&self, run: &Run<'_>) -> Option<usize> {
        let next = run.next();
        let word = &run.line.of.words[next];
        let adjective = word.upos == Upos::Adj && word.is(Relation::Amod);
        let of_run = word.head.is_some_and(|head| run.holds(head));
        (run.has_noun() && adjective && of_run && !run.line.timed[next]).then_some(next)
    }

    /// *Chamber* | *of Trade*, *Organisation* | *des Nations unies*: a complement of the noun in a body's or a place's name.
    fn complement(&self, run: &Run<'_>) -> Option<usize> {
        let of = run.line.of;
        let and = self.lexicon.link(of, run.next()) == Some(Link::And);
        let begin = self.complement_begin(run, and)?;
        let small = self.lexicon.small_complements && run.body;
        let content = |&word: &usize| {
            let upos = of.words[word].upos;
            let capital = is_capital(of, word) && is_open(upos);
            let noun = small && matches!(upos, Upos::Noun | Upos::Adj | Upos::Propn);
            !run.line.timed[word] && (capital || noun) && !begins(of, word)
        };
        let last = (begin..of.words.len()).take_while(content).last()?;
        // What *and* joins must belong to the name, and not be the next one named.
        let conjunct = |word: usize| {
            let word = &of.words[word];
            let head = word.head.filter(|_| word.is(Relation::Conj));
            head.is_some_and(|head| head > run.first && head <= run.last)
        };
        (!and || (begin..=last).any(conjunct)).then_some(last)
    }

    /// Where a complement begins behind its preposition, conjunction and articles; nobody's given name does.
    fn complement_begin(&self, run: &Run<'_>, and: bool) -> Option<usize> {
        let of = run.line.of;
        let mut at = run.next() + usize::from(and);
        let behind_and = Some(Link::And).filter(|_| and);
        let goes_on = match self.lexicon.link(of, at).or(behind_and)? {
            Link::Which => run.has_noun(),
            Link::Office => run.body,
            Link::And => and && run.body && run.last - run.first > 1,
            Link::Name | Link::Origin | Link::Work => false,
        };
        if !goes_on {
            return None;
        }
        if self
            .lexicon
            .link(of, at)
            .is_some_and(|link| link != Link::And)
        {
            at += 1;
        }
        while of.words.get(at)?.upos == Upos::Det {
            at += 1;
        }
        (!self.lexicon.is_given_name(&of.words[at].form)).then_some(at)
    }

    /// *Maritime* | *and Coastguard Agency*: two words with a capital share the noun for the body behind the second.
    fn shared_end(&self, run: &Run<'_>) -> Option<usize> {
        let (of, and) = (run.line.of, run.next());
        let second = and + 1;
        let alone = run.first == run.last && !run.has_noun();
        if !alone || self.lexicon.link(of, and) != Some(Link::And) {
            return None;
        }
        let end = capitals_end(of, second)?;
        // Places share the body that serves them: *Devon and Cornwall Police*.
        let public = self.lexicon.noun(of, end).is_some_and(|noun| noun.of_place);
        let known = || self.gazetteer.known(run.line.text, of, run.first).is_some();
        let shares = public || run.is_led() && !known();
        (end > second && self.names_body(of, end) && shares).then_some(end)
    }

    /// *the National Farmers* | *' Union*: the owners are part of the body's name.
    fn possessed(&self, run: &Run<'_>) -> Option<usize> {
        let (of, next) = (run.line.of, run.next());
        let word = &of.words[next];
        let owner = matches!(word.upos, Upos::Part | Upos::Punct)
            && word.form.starts_with(['\'', '’'])
            && glued(of, next);
        let known = |word: usize| self.gazetteer.known(run.line.text, of, word).is_some();
        if !owner || !run.is_led() || (run.first..=run.last).any(known) {
            return None;
        }
        let end = capitals_end(of, next + 1)?;
        self.names_body(of, end).then_some(end)
    }

    /// Whether a word with a capital belongs to a body's or a site's name by its meaning.
    pub(super) fn names_body(&self, of: &Sentence, word: usize) -> bool {
        let noun = self.lexicon.noun(of, word).unwrap_or_default();
        let common = self.lexicon.capital_noun(&of.words[word].form);
        is_capital(of, word) && !common && (noun.body || noun.names_body || noun.site)
    }

    /// Whether a word with a capital belongs to a place's name by its meaning.
    pub(super) fn is_place_noun(&self, of: &Sentence, word: usize) -> bool {
        let noun = self.lexicon.noun(of, word).unwrap_or_default();
        is_capital(of, word) && (noun.place() || noun.names_place)
    }
}

/// The last of the words with a capital that begin at one.
fn capitals_end(of: &Sentence, first: usize) -> Option<usize> {
    let capital = |&word: &usize| is_capital(of, word) && is_open(of.words[word].upos);
    (first..of.words.len()).take_while(capital).last()
}

#[cfg(test)]
mod tests {
    use crate::names::testing::cores;

    #[test]
    fn words_with_a_capital_go_on() {
        let rows = "He PRON 2 nsubj/left VERB 0 root/Hannah PROPN 2 obj/Sorvan PROPN 3 flat/Ek PROPN 3 flat";
        assert_eq!(cores("en", rows), ["Hannah Sorvan Ek"]);
    }

    #[test]
    fn a_sign_or_an_article_ties_two_words() {
        let sign =
            "They PRON 2 nsubj/sued VERB 0 root/Holm PROPN 2 obj/& CCONJ 5 cc/Ek PROPN 3 conj";
        assert_eq!(cores("en", sign), ["Holm & Ek"]);
        let article =
            "Ils PRON 2 nsubj/lisent VERB 0 root/Radio PROPN 2 obj/La DET 5 det/Voix PROPN 3 flat";
        assert_eq!(cores("fr", article), ["Radio La Voix"]);
        let comma =
            "Ils PRON 2 nsubj/lisent VERB 0 root/Holm PROPN 2 obj/, PUNCT 5 punct/Ek PROPN 3 conj";
        assert_eq!(cores("fr", comma), ["Holm", "Ek"]);
    }

    #[test]
    fn a_particle_stands_between_the_parts_of_a_name() {
        let rows =
            "On PRON 2 nsubj/aime VERB 0 root/Lena PROPN 2 obj/van ADP 5 case/Ek PROPN 3 flat";
        assert_eq!(cores("fr", rows), ["Lena van Ek"]);
    }

    #[test]
    fn a_bodys_name_goes_on_over_its_adjective_and_its_complement() {
        let office = "l' DET 2 det/Office PROPN 6 nsubj/français ADJ 2 amod/des ADP 5 case/ports NOUN 2 nmod/siège VERB 0 root";
        assert_eq!(cores("fr", office), ["Office français des ports"]);
        let chamber =
            "The DET 2 det/Chamber PROPN 5 nsubj/of ADP 4 case/Trade PROPN 2 nmod/met VERB 0 root";
        assert_eq!(cores("en", chamber), ["Chamber of Trade"]);
    }

    #[test]
    fn a_persons_name_has_no_complement_and_is_none() {
        let mayor =
            "We PRON 2 nsubj/met VERB 0 root/Sorvan PROPN 2 obj/of ADP 5 case/Trade PROPN 3 nmod";
        assert_eq!(cores("en", mayor), ["Sorvan", "Trade"]);
        let office =
            "The DET 2 det/Chamber PROPN 5 nsubj/of ADP 4 case/Hannah PROPN 2 nmod/met VERB 0 root";
        assert_eq!(cores("en", office), ["Chamber", "Hannah"]);
    }

    #[test]
    fn two_words_share_the_noun_for_a_body() {
        let rows = "the DET 2 det/Maritime PROPN 6 nsubj/and CCONJ 5 cc/Coastguard PROPN 5 compound/Agency PROPN 2 conj/met VERB 0 root";
        assert_eq!(cores("en", rows), ["Maritime and Coastguard Agency"]);
        let apart = "the DET 2 det/Maritime PROPN 5 nsubj/and CCONJ 4 cc/Sorvan PROPN 2 conj/met VERB 0 root";
        assert_eq!(cores("en", apart), ["Maritime", "Sorvan"]);
    }

    #[test]
    fn owners_are_part_of_their_bodys_name() {
        let led = "the DET 2 det/Sorvan PROPN 4 nmod:poss/'s PART 2 case/Union PROPN 5 nsubj/voted VERB 0 root";
        assert_eq!(cores("en", led), ["Sorvan's Union"]);
        let bare = "Sorvan PROPN 3 nmod:poss/'s PART 1 case/Union PROPN 4 nsubj/voted VERB 0 root";
        assert_eq!(cores("en", bare)[0], "Sorvan");
    }
}
