//! The names in a run of capitals: titles, people's adjectives and what an office deals with are cut out of it.

use selon_analyse::Sentence;

use super::Rules;
use super::spans::{Found, Line, begins};

impl Rules {
    /// The names in a run of capitals.
    pub(super) fn parts(&self, line: &Line<'_>, first: usize, last: usize) -> Vec<Found> {
        let title = self.last_title(line.of, first, last);
        let mut parts = match title {
            Some(title) => self.known_before(line, first, title),
            None => Vec::new(),
        };
        let from = self.behind_titles(line, first, title, last);
        let letters = |word: usize| line.of.words[word].form.chars().any(char::is_alphabetic);
        if from <= last && letters(from) {
            parts.extend(self.rest(line, from, last));
        }
        parts
    }

    /// *NATO Secretary General* | *Doe*: the last noun for an office in a run. A name that ends in a noun for a body has none,
    /// and a given name keeps the one behind it: *Stephen King*.
    fn last_title(&self, of: &Sentence, first: usize, last: usize) -> Option<usize> {
        if self.says_what(of, last) {
            return None;
        }
        let named_so = last > first && self.lexicon.is_given_name(&of.words[first].form);
        let mut words = (first..=last).rev();
        words.find(|&word| self.is_title(of, word) && !(word == last && named_so))
    }

    /// *NATO* | *Secretary General*: what a title has before it is its own, unless it is somebody else's name.
    fn known_before(&self, line: &Line<'_>, first: usize, title: usize) -> Vec<Found> {
        let mut parts = Vec::new();
        let mut word = first;
        while word < title {
            match self.gazetteer.known(line.text, line.of, word) {
                Some((known, end)) if end < title => {
                    parts.push(Found::new(word..=end, Some(known)));
                    word = end + 1;
                }
                _ => word += 1,
            }
        }
        parts
    }

    /// The first word of a run that is neither title nor form of address, nor a people (*Kenyan*, *the French*) where nothing
    /// says that a name is made with it, nor what the office before a given name deals with.
    fn behind_titles(
        &self,
        line: &Line<'_>,
        first: usize,
        title: Option<usize>,
        last: usize,
    ) -> usize {
        let of = line.of;
        let mut from = title.map_or(first, |title| title + 1);
        while from <= last && self.lexicon.is_civility(of, from) {
            from += 1;
        }
        let whole = |word: usize| self.says_what(of, word) && !self.is_title(of, word);
        if !(first..=last).any(whole) {
            while from <= last && self.gazetteer.people(line.text, of, from).is_some() {
                from += 1;
            }
        }
        // *La ministre des Transports Mette Holm*: two names without a sign between them.
        let given = |word: usize| self.lexicon.is_given_name(&of.words[word].form);
        while from < last && self.is_portfolio(of, from) && given(from + 1) {
            from += 1;
        }
        from
    }

    /// What is left of a run: a portfolio, a name, or a noun like any other.
    fn rest(&self, line: &Line<'_>, from: usize, last: usize) -> Option<Found> {
        let of = line.of;
        if (from..=last).all(|word| self.is_portfolio(of, word)) {
            return Some(Found {
                portfolio: true,
                ..Found::new(from..=last, None)
            });
        }
        let alone = from == last && self.is_common(line.text, of, from);
        let known = || {
            let known = self.gazetteer.known(line.text, of, from);
            known.filter(|&(_, end)| end == last)
        };
        (!alone).then(|| Found::new(from..=last, known().map(|(known, _)| known)))
    }

    /// Whether a lone word with a capital is a noun like any other: *État*, *Residents*, *Belges*.
    fn is_common(&self, text: &str, of: &Sentence, word: usize) -> bool {
        let noun = self.lexicon.noun(of, word).unwrap_or_default();
        let capital = || self.lexicon.capital_noun(&of.words[word].form);
        let people = || self.gazetteer.people(text, of, word).is_some();
        noun.human() || noun.body && (begins(of, word) || capital()) || people()
    }

    /// Whether a word with a capital tells by its meaning that a body or a place is named.
    fn says_what(&self, of: &Sentence, word: usize) -> bool {
        self.names_body(of, word) || self.is_place_noun(of, word)
    }

    fn is_portfolio(&self, of: &Sentence, word: usize) -> bool {
        self.lexicon.is_portfolio(&of.words[word].form)
    }

    fn is_title(&self, of: &Sentence, word: usize) -> bool {
        let noun = self.lexicon.noun(of, word).unwrap_or_default();
        let partner = word > 0 && of.words[word - 1].form == "&";
        self.lexicon.is_civility(of, word) || noun.role && !partner
    }
}

#[cfg(test)]
mod tests {
    use crate::names::testing::cores;

    #[test]
    fn a_title_is_cut_off_with_whose_it_is() {
        let rows = "NATO PROPN 3 compound/Secretary PROPN 3 compound/Chairman PROPN 5 nsubj/Sorvan PROPN 3 flat/left VERB 0 root";
        assert_eq!(cores("en", rows), ["NATO", "Sorvan"]);
    }

    #[test]
    fn a_given_name_keeps_the_noun_for_an_office_behind_it() {
        let rows = "Hannah PROPN 3 nsubj/King PROPN 1 flat/left VERB 0 root";
        assert_eq!(cores("en", rows), ["Hannah King"]);
    }

    #[test]
    fn a_form_of_address_is_no_part_of_the_name() {
        let rows = "Mme NOUN 3 nsubj/Orvan PROPN 1 flat:name/parle VERB 0 root";
        assert_eq!(cores("fr", rows), ["Orvan"]);
    }

    #[test]
    fn a_people_is_cut_off_unless_a_body_is_called_so() {
        let person =
            "the DET 3 det/Kenyan ADJ 3 amod/Hannah PROPN 5 nsubj/Ek PROPN 3 flat/left VERB 0 root";
        assert_eq!(cores("en", person), ["Hannah Ek"]);
        let body = "the DET 3 det/Kenyan ADJ 3 amod/Union PROPN 4 nsubj/left VERB 0 root";
        assert_eq!(cores("en", body), ["Kenyan Union"]);
    }

    #[test]
    fn what_an_office_deals_with_is_parted_from_who_holds_it() {
        let rows = "la DET 2 det/ministre NOUN 7 nsubj/des ADP 4 case/Transports NOUN 2 nmod/Mette PROPN 2 appos/\
                    Holm PROPN 5 flat/parle VERB 0 root";
        assert_eq!(cores("fr", rows), ["Mette Holm"]);
    }

    #[test]
    fn a_lone_noun_with_a_capital_is_no_name() {
        let state = "Ils PRON 2 nsubj/quittent VERB 0 root/l' DET 4 det/État NOUN 2 obj";
        assert_eq!(cores("fr", state), [""; 0]);
        let people = "Ils PRON 2 nsubj/aiment VERB 0 root/les DET 4 det/Belges NOUN 2 obj belge";
        assert_eq!(cores("fr", people), [""; 0]);
    }
}
