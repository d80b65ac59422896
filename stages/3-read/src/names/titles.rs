//! Titles before names: the noun of an office, or of whatever somebody is.

use selon_analyse::{Relation, Sentence, Upos};

use super::{Noun, Rules};

/// How many adjectives a title may have before the name.
const ADJECTIVES: usize = 8;
/// How many words a title may have before the name.
const TITLE: usize = 8;

impl Rules {
    /// The noun of a title before the name that begins at a word.
    pub(crate) fn title_before(&self, of: &Sentence, first: usize) -> Option<usize> {
        let before = first.checked_sub(1)?;
        self.title_beside(of, before)
            .or_else(|| self.title_above(of, first))
    }

    /// *le percussionniste brésilien Zé*, *coach Doe*: right before the name, but for adjectives.
    fn title_beside(&self, of: &Sentence, last: usize) -> Option<usize> {
        let mut words = (0..=last).rev().take(ADJECTIVES + 1);
        let found = words.find_map(|word| {
            let noun = self.lexicon.noun(of, word).unwrap_or_default();
            if self.lexicon.is_civility(of, word) || noun.human() {
                return Some(Some(word));
            }
            let adjective = of.words[word].upos == Upos::Adj && !noun.place() && !noun.body;
            let goes_on = adjective && !of.words[word].is(Relation::Root);
            (!goes_on).then_some(None)
        });
        found.flatten()
    }

    /// *le critique de Télérama Zé*: with a complement between. The tree has to say that the name is the title's.
    fn title_above(&self, of: &Sentence, first: usize) -> Option<usize> {
        use Upos::{Adp, Aux, Cconj, Det, Punct, Verb};
        let title = self.human_above(of, first)?;
        let led = matches!(of.words[first - 1].upos, Adp | Det);
        let stops = |word: usize| matches!(of.words[word].upos, Punct | Verb | Aux | Cconj);
        let near = title + 1 < first && first - title <= TITLE;
        (near && !led && !(title..first).any(stops)).then_some(title)
    }

    /// The noun for a human being that stands before a name and has it for its apposition, at up to three removes.
    fn human_above(&self, of: &Sentence, name: usize) -> Option<usize> {
        const APPOSED: [Relation; 3] = [Relation::Appos, Relation::Flat, Relation::Nmod];
        let mut at = name;
        for _ in 0..3 {
            let apposed = of.words[at].is_any(&APPOSED);
            at = of.words[at]
                .head
                .filter(|&holder| apposed && holder < name)?;
            if self.lexicon.noun(of, at).is_some_and(Noun::human) {
                return Some(at);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::grammar::testing::tree;
    use crate::names::testing::rules;

    /// The title before a name.
    fn title(code: &str, rows: &str, name: &str) -> Option<String> {
        let tree = tree(rows);
        let title = rules(code).title_before(&tree.sentence, tree.at(name));
        tree.form(title).map(str::to_owned)
    }

    #[test]
    fn a_title_stands_before_the_name_but_for_adjectives() {
        let rows = "le DET 2 det/maire NOUN 5 nsubj/breton ADJ 2 amod/Orvan PROPN 2 appos/parle VERB 0 root";
        assert_eq!(title("fr", rows, "Orvan").as_deref(), Some("maire"));
        let thing =
            "le DET 2 det/pont NOUN 5 nsubj/breton ADJ 2 amod/Orvan PROPN 2 appos/cède VERB 0 root";
        assert_eq!(title("fr", thing, "Orvan"), None);
    }

    #[test]
    fn a_form_of_address_is_a_title() {
        let rows = "Mme NOUN 3 nsubj/Orvan PROPN 1 flat:name/parle VERB 0 root";
        assert_eq!(title("fr", rows, "Orvan").as_deref(), Some("Mme"));
    }

    #[test]
    fn a_title_with_a_complement_has_the_name_for_its_apposition() {
        let of = |sign| {
            format!(
                "le DET 2 det/maire NOUN 7 nsubj/de ADP 4 case/Valmer PROPN 2 nmod/{sign}\
                 /Orvan PROPN 2 appos/parle VERB 0 root"
            )
        };
        let rows = of("réélu ADJ 2 amod");
        assert_eq!(title("fr", &rows, "Orvan").as_deref(), Some("maire"));
        assert_eq!(title("fr", &of(", PUNCT 6 punct"), "Orvan"), None);
    }

    #[test]
    fn a_complement_of_an_office_is_no_name_of_who_holds_it() {
        let rows =
            "le DET 2 det/maire NOUN 0 root/élu ADJ 2 amod/de ADP 5 case/Valmer PROPN 2 nmod";
        assert_eq!(title("fr", rows, "Valmer"), None);
    }
}
