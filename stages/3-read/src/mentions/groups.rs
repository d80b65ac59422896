//! How far a nominal group reaches that names somebody, and whether it names anybody at all.
//!
//! The tree proposes, the words decide: a group ends before a relative clause, a participle with something to it, and a
//! preposition that says where somebody is, whatever the tree hangs on its noun.

use std::ops::RangeInclusive;

use selon_analyse::feature::{Number, Poss, VerbForm};
use selon_analyse::{Relation, Upos};

use super::Line;
use crate::grammar::nominal;
use crate::grammar::punctuation::is_quotation_mark;
use crate::grammar::tree::has_case;
use crate::names::{self, Class, Link, Noun, is_capital};

/// How many words bound a number before it at most: *as many as at least*.
const BOUND: usize = 4;

impl Line<'_> {
    /// Whether a noun is the head of a group and not a part of another one's name or compound.
    pub(super) fn heads_group(&self, head: usize) -> bool {
        let word = &self.of.words[head];
        let noun = match word.upos {
            Upos::Noun | Upos::Propn => true,
            Upos::Adj => {
                !word.is(Relation::Amod) && (self.determined(head) || self.is_set_off(head))
            }
            _ => false,
        };
        let inside = [
            Relation::Compound,
            Relation::Flat,
            Relation::Fixed,
            Relation::Goeswith,
            Relation::Amod,
        ];
        let part = word.is_any(&inside);
        noun && !(part && word.head.is_some_and(|of| of > head))
    }

    /// Whether a word stands behind a comma or an opening bracket.
    fn is_set_off(&self, word: usize) -> bool {
        let before = word
            .checked_sub(1)
            .map(|before| self.of.words[before].form.as_str());
        before.is_some_and(|before| before == "," || before == "(")
    }

    fn determined(&self, head: usize) -> bool {
        let mut children = self.of.children(head);
        children
            .any(|child| matches!(self.of.words[child].upos, Upos::Det | Upos::Num) && child < head)
    }

    /// The words of a group.
    pub(super) fn group(&self, head: usize) -> RangeInclusive<usize> {
        let wide = nominal::close_group(self.of, head);
        let last = self.right(head, *wide.end());
        self.left(head, *wide.start())..=last
    }

    /// The last word that still says which one is meant.
    fn right(&self, head: usize, limit: usize) -> usize {
        let of = self.of;
        let noun = self.rules.lexicon.noun(of, head).unwrap_or_default();
        let mut last = head;
        let mut at = head + 1;
        while at <= limit {
            if let [name, ..] = names::beginning_in(self.names, at..=at) {
                last = (*name.words.end()).min(limit);
                at = last + 1;
                continue;
            }
            let word = &of.words[at];
            match word.upos {
                _ if crate::record::inside_any(self.times, word.span) => break,
                Upos::Noun | Upos::Propn | Upos::Num | Upos::Sym | Upos::X => last = at,
                Upos::Adj if !self.opens_clause(at) => last = at,
                Upos::Verb if self.is_bare_participle(at) => last = at,
                Upos::Det | Upos::Adv | Upos::Part => {}
                Upos::Adp if self.goes_on(head, noun, at) => {}
                Upos::Cconj if self.joins(head, at) => {}
                Upos::Punct if self.is_inside(at, limit) => {}
                _ => break,
            }
            at += 1;
        }
        self.balanced(head, last, limit)
    }

    /// A mark of quotation that has been opened is closed inside or left out.
    fn balanced(&self, head: usize, last: usize, limit: usize) -> usize {
        let mark = |word: usize| is_quotation_mark(&self.of.words[word].form);
        let open = (head..=last).filter(|&word| mark(word)).count() % 2 == 1;
        if !open {
            return last;
        }
        if last < limit && mark(last + 1) {
            return last + 1;
        }
        // Before the last mark all are paired again.
        let before = (head + 1..=last).rev().find(|&word| mark(word));
        before.map_or(head, |mark| mark - 1)
    }

    /// An adjective or participle with a complement of its own: *loyal to the general*, *venues de loin*.
    fn opens_clause(&self, at: usize) -> bool {
        const COMPLEMENTS: [Relation; 5] = [
            Relation::Obl,
            Relation::Advcl,
            Relation::Xcomp,
            Relation::Ccomp,
            Relation::Obj,
        ];
        let of = self.of;
        let mut children = of.children(at).filter(|&child| child > at);
        children.any(|child| has_case(of, child) || of.words[child].is_any(&COMPLEMENTS))
    }

    fn is_bare_participle(&self, at: usize) -> bool {
        let word = &self.of.words[at];
        let mut after = self.of.children(at).filter(|&child| child > at);
        let bare = after.all(|child| self.of.words[child].upos == Upos::Punct);
        let describes = word.is(Relation::Acl) || word.is(Relation::Amod);
        // *portés disparus*, *urged caution*: what it says goes on.
        let on = self.of.words.get(at + 1).is_some_and(|next| {
            matches!(
                next.upos,
                Upos::Adj | Upos::Noun | Upos::Num | Upos::Det | Upos::Propn
            )
        });
        let led = self.of.words[at - 1].upos == Upos::Adp;
        word.feats.is(VerbForm::Part) && bare && describes && !on && !led
    }

    /// Whether a preposition goes on with what says which one is meant.
    fn goes_on(&self, head: usize, noun: Noun, at: usize) -> bool {
        let of = self.of;
        let after = |word: &usize| of.words[*word].upos != Upos::Det;
        let Some(next) = (at + 1..of.words.len()).find(after) else {
            return false;
        };
        if matches!(of.words[next].upos, Upos::Verb | Upos::Aux | Upos::Pron) {
            return false;
        }
        let name = names::holding(self.names, next);
        let named = |class: Class| name.is_some_and(|name| name.class == class);
        match self.rules.lexicon.link(of, at) {
            Some(Link::Which | Link::Origin) => {
                !(named(Class::Place) && self.moved(head, noun, at))
            }
            Some(Link::Office) => {
                let located = self.rules.lexicon.locates(of, at).is_some();
                let office = is_capital(of, next) && (name.is_none() || named(Class::Body));
                (noun.role || noun.body) && (!located || office)
            }
            Some(Link::Work) => {
                noun.human() && (named(Class::Body) || name.is_none() && self.has_body(next))
            }
            _ => false,
        }
    }

    /// Whether the group that begins at a word is a body: *eleven clinics*.
    fn has_body(&self, first: usize) -> bool {
        let group = (first..self.of.words.len()).take_while(|&word| {
            matches!(self.of.words[word].upos, Upos::Adj | Upos::Noun | Upos::Num)
        });
        let head = group.last();
        head.and_then(|head| self.rules.lexicon.noun(self.of, head))
            .is_some_and(|noun| noun.body)
    }

    /// Whether a place behind a noun says where it is taken from: *ils ont transporté des malades de Nyborg*. Nouns that
    /// go with the names of places keep it: *les habitants de Nyborg*.
    fn moved(&self, head: usize, noun: Noun, at: usize) -> bool {
        let of = self.of;
        let word = &of.words[head];
        let described = (head + 1..at).any(|word| of.words[word].upos == Upos::Adj);
        let counts = |word: usize| {
            matches!(of.words[word].upos, Upos::Adv | Upos::Num) || self.rules.is_quantity(of, word)
        };
        // The tree may hang what is counted on the count: *plus de 200 malades*.
        let counted = word.head.filter(|&count| count < head && counts(count));
        let object = &of.words[counted.unwrap_or(head)];
        let verb = object
            .head
            .filter(|_| object.is(Relation::Obj) || object.is(Relation::NsubjPass));
        let moves = verb.is_some_and(|verb| self.rules.lexicon.moves_object(&of.words[verb].lemma));
        moves && !noun.of_place && (described || noun.person)
    }

    /// Whether a conjunction joins two parts of the group, and not the group to another one.
    fn joins(&self, head: usize, at: usize) -> bool {
        let of = self.of;
        let mut after = at + 1..of.words.len().min(at + 5);
        let conjunct = after.find(|&word| of.words[word].is(Relation::Conj));
        let first = conjunct.and_then(|word| of.words[word].head);
        first.is_some_and(|first| first > head && first < at)
    }

    /// A hyphen, or a mark of quotation, inside the group.
    fn is_inside(&self, at: usize, limit: usize) -> bool {
        let form = self.of.words[at].form.as_str();
        at < limit && (is_quotation_mark(form) || form.chars().all(|c| "-‐‑/".contains(c)))
    }

    /// The first word, with what counts the group and what bounds that.
    fn left(&self, head: usize, limit: usize) -> usize {
        let comma = |&word: &usize| self.of.words[word].form == ",";
        let limit = (limit..head)
            .rev()
            .find(comma)
            .map_or(limit, |comma| comma + 1);
        let first = (limit..head)
            .find(|&word| self.can_lead(word))
            .unwrap_or(head);
        let first = self.determiner(first);
        let first = self.quantity(first).unwrap_or(first);
        self.bounded(first, head)
    }

    fn can_lead(&self, word: usize) -> bool {
        use Upos::{Adp, Adv, Aux, Cconj, Pron, Punct, Sconj, Verb};
        let token = &self.of.words[word];
        let never = matches!(token.upos, Adp | Cconj | Sconj | Punct | Verb | Aux | Adv);
        let pronoun = token.upos == Pron && !token.feats.is(Poss::Yes);
        !never && !pronoun && !token.joined
    }

    /// A determiner right before the group that the tree hangs elsewhere.
    fn determiner(&self, first: usize) -> usize {
        let determiner = |word: usize| {
            let word = &self.of.words[word];
            word.upos == Upos::Det && !word.joined
                || word.upos == Upos::Pron && word.feats.is(Poss::Yes)
        };
        match first.checked_sub(1) {
            Some(before) if determiner(before) && !determiner(first) => before,
            _ => first,
        }
    }

    /// The start of a quantity before the group: *une dizaine de*, *thousands of*.
    pub(super) fn quantity(&self, first: usize) -> Option<usize> {
        let (link, count) = (first.checked_sub(1)?, first.checked_sub(2)?);
        let linked = self.rules.lexicon.link(self.of, link) == Some(Link::Which);
        if !linked || !self.rules.is_quantity(self.of, count) {
            return None;
        }
        let part = |&word: &usize| {
            let word = &self.of.words[word];
            matches!(word.upos, Upos::Det | Upos::Adj | Upos::Num) && !word.joined
        };
        Some((0..count).rev().take_while(part).last().unwrap_or(count))
    }

    /// The start of what bounds the number of a group: *plus de*, *at least*.
    fn bounded(&self, first: usize, head: usize) -> usize {
        let words = &self.of.words;
        let counts =
            |&word: &usize| words[word].upos == Upos::Num || self.rules.is_quantity(self.of, word);
        let Some(number) = (first..=head).find(counts) else {
            return first;
        };
        let bounds = |start: &usize| {
            let phrase = self
                .text
                .get(words[*start].span.start..words[number - 1].span.end);
            phrase.is_some_and(|phrase| self.rules.lexicon.bounds(phrase))
        };
        let mut starts = number.saturating_sub(BOUND)..number;
        starts.find(bounds).map_or(first, |start| start.min(first))
    }

    /// The word of a group that its sentence hangs it by: a quantity's noun, or the head itself.
    pub(super) fn outer(&self, head: usize, words: &RangeInclusive<usize>) -> usize {
        if self.is_counted(head, words) {
            nominal::anchor(self.of, *words.start(), head)
        } else {
            head
        }
    }

    pub(super) fn is_plural(&self, head: usize, words: &RangeInclusive<usize>) -> bool {
        self.of.words[head].feats.is(Number::Plur) || self.is_counted(head, words)
    }

    fn is_counted(&self, head: usize, words: &RangeInclusive<usize>) -> bool {
        (*words.start()..head).any(|word| self.rules.is_quantity(self.of, word))
    }

    /// Whether a group stands for anybody: it has a determiner or a number, is many, or an apposition. *En tant que groupe
    /// armé*, *elected chairman* stand for nobody.
    pub(super) fn refers(&self, head: usize, words: &RangeInclusive<usize>, noun: Noun) -> bool {
        let of = self.of;
        let first = *words.start();
        let leads = |word: usize| {
            let word = &of.words[word];
            matches!(word.upos, Upos::Det | Upos::Num) || word.feats.is(Poss::Yes)
        };
        let mut children = of.children(head).filter(|&child| child < head);
        let possessed = children.any(|child| of.words[child].is(Relation::NmodPoss));
        let contracted = first > 0 && of.words[first - 1].joined;
        let plural = self.is_plural(head, words);
        // *le pays*, *the town* are somebody where they act, and places elsewhere.
        let acts = || {
            of.words[head].is(Relation::Nsubj)
                || of.words[head].is(Relation::OblAgent)
                || of.words[head].is(Relation::NmodPoss)
        };
        if noun.place() && !noun.human() && !plural && !acts() {
            return false;
        }
        if (first..=head).any(leads) || possessed || contracted || plural || noun.bare {
            return true;
        }
        let set_off = |before: usize| {
            let set_off = matches!(of.words[before].form.as_str(), "," | "(" | "—" | "–" | "-");
            let joined = of.words[before].upos == Upos::Cconj && of.words[head].is(Relation::Conj);
            set_off || joined && self.after_apposition(before)
        };
        noun.human() && first.checked_sub(1).is_none_or(set_off)
    }

    /// Whether what a conjunction joins began behind a comma: *X, députée et maire*.
    fn after_apposition(&self, conjunction: usize) -> bool {
        let mut stops = (0..conjunction).rev().filter(|&word| {
            let upos = self.of.words[word].upos;
            matches!(upos, Upos::Punct | Upos::Verb | Upos::Aux)
        });
        stops
            .next()
            .is_some_and(|word| self.of.words[word].upos == Upos::Punct)
    }

    /// Where the group of a title begins.
    pub(super) fn title_start(&self, title: usize) -> usize {
        let mut first = title;
        while let Some(before) = first.checked_sub(1) {
            let word = &self.of.words[before];
            let rank = self.rules.lexicon.is_portfolio(&word.form) && is_capital(self.of, before)
                || self
                    .rules
                    .gazetteer
                    .people(self.text, self.of, before)
                    .is_some();
            let (describes, leads) = match word.upos {
                _ if rank => (true, false),
                Upos::Noun if !is_capital(self.of, before) => {
                    let compound = word.is(Relation::Compound) || word.is(Relation::NmodPoss);
                    (compound && self.is_part_of_title(before, title), false)
                }
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Part => {
                    (self.is_part_of_title(before, title), false)
                }
                Upos::Punct => (
                    word.form == "-" && self.is_part_of_title(before, title),
                    false,
                ),
                Upos::Det => (!word.joined, true),
                Upos::Pron => (word.feats.is(Poss::Yes), true),
                _ => (false, false),
            };
            if !describes {
                break;
            }
            first = before;
            if leads {
                break;
            }
        }
        first
    }

    /// Whether a word before a title hangs on it, or on the name behind it, at few removes.
    fn is_part_of_title(&self, word: usize, title: usize) -> bool {
        let mut at = word;
        for _ in 0..3 {
            match self.of.words[at].head {
                Some(head) if head >= title => {
                    const PARTS: [Relation; 6] = [
                        Relation::Amod,
                        Relation::Compound,
                        Relation::Nmod,
                        Relation::Flat,
                        Relation::Nummod,
                        Relation::Punct,
                    ];
                    return self.of.words[at].is_any(&PARTS);
                }
                Some(head) if head > word => at = head,
                _ => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{group, mentions};

    #[test]
    fn part_of_a_compound_heads_no_group() {
        let rows = "the DET 3 det/police NOUN 3 compound/chiefs NOUN 4 nsubj Number=Plur chief/met VERB 0 root";
        assert_eq!(mentions("en", rows), ["group nominal: the police chiefs"]);
    }

    #[test]
    fn an_adjective_heads_a_group_where_it_is_led_or_set_off() {
        let led = "les DET 2 det/blessés ADJ 3 nsubj Number=Plur blessé/attendent VERB 0 root";
        assert_eq!(mentions("fr", led), ["group nominal: les blessés"]);
        let bare = "ils PRON 2 nsubj/semblent VERB 0 root/blessés ADJ 2 xcomp Number=Plur blessé";
        assert_eq!(mentions("fr", bare), ["unnamed pronoun: ils"]);
    }

    #[test]
    fn an_adjective_belongs_to_the_group_unless_it_opens_a_clause() {
        let plain = "le DET 2 det/maire NOUN 4 nsubj/sortant ADJ 2 amod/parle VERB 0 root";
        assert_eq!(group("fr", plain), "le maire sortant");
        let clause = "soldiers NOUN 0 root Number=Plur soldier/loyal ADJ 1 amod/to ADP 5 case/the DET 5 det/king NOUN 2 obl";
        assert_eq!(group("en", clause), "soldiers");
    }

    #[test]
    fn a_participle_belongs_to_the_group_if_nothing_follows_it() {
        let rows = |behind| {
            format!(
                "les DET 2 det/maires NOUN 5 nsubj Number=Plur maire/élus VERB 2 acl VerbForm=Part élire/{behind}"
            )
        };
        let bare = rows("hier ADV 5 advmod/parlent VERB 0 root");
        assert_eq!(group("fr", &bare), "les maires élus");
        let more = rows("députés NOUN 3 xcomp/parlent VERB 0 root");
        assert_eq!(group("fr", &more), "les maires");
    }

    #[test]
    fn what_says_which_one_is_meant_belongs_to_the_group() {
        let rows = "le DET 2 det/représentant NOUN 6 nsubj/des ADP 4 case/salariés NOUN 2 nmod Number=Plur salarié/de ADP 5 dep/parle VERB 0 root";
        assert_eq!(group("fr", rows), "le représentant des salariés");
    }

    #[test]
    fn where_somebody_is_does_not_belong_to_the_group() {
        let rows = "farmers NOUN 4 nsubj Number=Plur farmer/in ADP 3 case/Devon PROPN 1 nmod/objected VERB 0 root";
        assert_eq!(group("en", rows), "farmers");
    }

    #[test]
    fn who_is_taken_from_a_place_is_not_of_it() {
        let rows = |verb| {
            format!(
                "ils PRON 2 nsubj/{verb}/des DET 4 det/malades NOUN 2 obj Number=Plur malade/graves ADJ 4 amod/\
                 de ADP 7 case/Sorvane PROPN 4 nmod/dans ADP 10 case/une DET 10 det/ambulance NOUN 2 obl"
            )
        };
        let moved = rows("évacuent VERB 0 root évacuer");
        assert_eq!(group("fr", &moved), "des malades graves");
        let seen = rows("voient VERB 0 root voir");
        assert_eq!(group("fr", &seen), "des malades graves de Sorvane");
    }

    #[test]
    fn somebody_is_named_with_the_body_they_work_at() {
        let bank = "an DET 2 det/analyst NOUN 6 nsubj/at ADP 5 case/Holm PROPN 5 compound/Bank PROPN 2 nmod/left VERB 0 root";
        assert_eq!(group("en", bank), "an analyst at Holm Bank");
        let noon =
            "an DET 2 det/analyst NOUN 5 nsubj/at ADP 4 case/noon NOUN 2 nmod/left VERB 0 root";
        assert_eq!(group("en", noon), "an analyst");
    }

    #[test]
    fn a_conjunction_inside_the_group_goes_on_with_it() {
        let rows = "la DET 2 det/ministre NOUN 9 nsubj/de ADP 5 case/la DET 5 det/culture NOUN 2 nmod/et CCONJ 8 cc/\
                    du ADP 8 case/sport NOUN 5 conj/parle VERB 0 root";
        assert_eq!(group("fr", rows), "la ministre de la culture et du sport");
        let next = "la DET 2 det/ministre NOUN 6 nsubj/et CCONJ 5 cc/le DET 5 det/maire NOUN 2 conj/parlent VERB 0 root";
        assert_eq!(group("fr", next), "la ministre");
    }

    #[test]
    fn quotation_marks_are_both_in_the_group_or_none() {
        let rows = |close| {
            format!(
                "le DET 2 det/maire NOUN 6 nsubj/« PUNCT 4 punct/vert ADJ 2 amod/{close}/parle VERB 0 root"
            )
        };
        assert_eq!(group("fr", &rows("» PUNCT 4 punct")), "le maire « vert »");
        assert_eq!(group("fr", &rows("vite ADV 6 advmod")), "le maire");
    }

    #[test]
    fn a_quantity_and_its_bound_lead_the_group() {
        let ten = "une DET 2 det/vingtaine NOUN 5 nsubj/de ADP 4 case/maires NOUN 2 nmod Number=Plur maire/parlent VERB 0 root";
        assert_eq!(group("fr", ten), "une vingtaine de maires");
        let least = "at ADV 2 case/least ADJ 3 nmod/ninety NUM 4 nummod/children NOUN 5 nsubj Number=Plur child/slept VERB 0 root";
        assert_eq!(group("en", least), "at least ninety children");
    }

    #[test]
    fn a_noun_without_a_determiner_stands_for_nobody_but_in_an_apposition() {
        let as_group = "interdit VERB 0 root/comme ADP 3 case/groupe NOUN 1 obl/armé ADJ 3 amod";
        assert_eq!(mentions("fr", as_group), [""; 0]);
        let apposed = "Hannah PROPN 6 nsubj/Orvan PROPN 1 flat/, PUNCT 4 punct/maire NOUN 1 appos/, PUNCT 4 punct/parle VERB 0 root";
        assert_eq!(group("fr", apposed), "maire");
        let second = "Hannah PROPN 8 nsubj/Orvan PROPN 1 flat/, PUNCT 4 punct/députée NOUN 1 appos/et CCONJ 6 cc/maire NOUN 4 conj/\
                      , PUNCT 4 punct/parle VERB 0 root";
        assert!(mentions("fr", second).contains(&"role nominal: maire".to_owned()));
    }

    #[test]
    fn a_place_is_somebody_where_it_acts() {
        let acts = "le DET 2 det/pays NOUN 3 nsubj/signe VERB 0 root";
        let is = "ils PRON 2 nsubj/quittent VERB 0 root/le DET 4 det/pays NOUN 2 obj";
        assert_eq!(mentions("fr", acts), ["group nominal: le pays"]);
        assert_eq!(mentions("fr", is), ["unnamed pronoun: ils"]);
    }

    #[test]
    fn a_title_begins_with_its_determiner_and_what_ranks_it() {
        let rows = "the DET 4 det/Kenyan ADJ 4 amod/Transport PROPN 4 compound/Minister PROPN 6 nsubj/Hannah PROPN 4 flat/spoke VERB 0 root";
        assert_eq!(
            mentions("en", rows),
            ["person title: the Kenyan Transport Minister Hannah"]
        );
        let own = "son DET 2 det/ancien ADJ 3 amod/avocat NOUN 5 nsubj/Orvan PROPN 3 appos/parle VERB 0 root";
        assert_eq!(
            mentions("fr", own),
            ["person title: son ancien avocat Orvan"]
        );
    }
}
