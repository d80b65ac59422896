//! Numbers that count and measure nothing: ordinals, the items of lists, the numbers of articles, telephones and flights.

use selon_analyse::Upos;

use super::Reading;
use crate::rules::atoms::AtomKind;
use crate::rules::numbers::Number;

impl Reading<'_> {
    /// The reasons for which a number that begins at an atom counts nothing; one is enough.
    const REASONS: [fn(&Self, usize, &Number) -> bool; 7] = [
        Self::is_ordinal,
        Self::is_glued,
        Self::is_named,
        Self::is_abbreviated,
        Self::is_item,
        Self::is_dotted,
        Self::is_other_word,
    ];

    /// Whether a number that begins at an atom counts nothing.
    pub(super) fn is_no_count(&self, start: usize, number: Number) -> bool {
        Self::REASONS
            .iter()
            .any(|reason| reason(self, start, &number))
    }

    /// *20e*, *3rd*: digits with the ending of an ordinal say which, not how many.
    fn is_ordinal(&self, _: usize, number: &Number) -> bool {
        let ending = self.tight_after(number);
        ending.is_some_and(|at| {
            let ending = self.atoms[at].text.as_str();
            self.rules.ordinals.contains(ending)
        })
    }

    /// *3D*, *12bis*: letters that touch digits and are no unit make a name of both.
    fn is_glued(&self, _: usize, number: &Number) -> bool {
        let letters = self.tight_after(number);
        letters
            .is_some_and(|at| self.atoms[at].kind == AtomKind::Letters && self.unit(at).is_none())
    }

    /// *article 5*, *page 12*: the word before says that the number is a name.
    fn is_named(&self, start: usize, _: &Number) -> bool {
        start
            .checked_sub(1)
            .is_some_and(|before| self.names_numbers(before))
    }

    /// *n. 5*, *p. 12*: the same word cut short.
    fn is_abbreviated(&self, start: usize, _: &Number) -> bool {
        start >= 2 && self.atoms[start - 1].text == "." && self.names_numbers(start - 2)
    }

    /// *1. Le contexte*, *2) The vote*: the number of an item begins a sentence.
    fn is_item(&self, start: usize, number: &Number) -> bool {
        let first = start == 0 && number.end == 1;
        let after = self.atoms.get(number.end);
        first && after.is_some_and(|next| next.tight() && [".", ")"].contains(&next.text.as_str()))
    }

    /// *06.12.34.56.78*, *3/4*, *10:15*: digits that go on behind a mark are a number of another kind.
    fn is_dotted(&self, _: usize, number: &Number) -> bool {
        const MARKS: [&str; 4] = [".", "/", ":", "-"];
        self.tight_after(number).is_some_and(|at| {
            let digits = self.atoms.get(at + 1);
            MARKS.contains(&self.atoms[at].text.as_str())
                && digits.is_some_and(|next| next.tight() && next.kind == AtomKind::Digits)
        })
    }

    /// The *neuf* that means new, the *second* that follows the first: a number word that is tagged as something else.
    fn is_other_word(&self, start: usize, number: &Number) -> bool {
        use Upos::{Adj, Adv, Pron, Verb};
        let upos = self.atoms[start].upos(self.sentence);
        let alone = !number.digits && number.end == start + 1;
        alone && matches!(upos, Some(Adj | Adv | Verb | Pron))
    }

    /// The atom that touches a number in digits from behind.
    fn tight_after(&self, number: &Number) -> Option<usize> {
        let touches = self.atoms.get(number.end)?.tight();
        (number.digits && touches).then_some(number.end)
    }

    /// Whether an atom is a word whose number is a name: *article*, *page*.
    fn names_numbers(&self, atom: usize) -> bool {
        let word = self.atoms[atom].text.as_str();
        self.rules.names.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use crate::figures::testing::{none, one};

    #[test]
    fn an_ordinal_says_which() {
        none("fr", "le 20e siècle", "siècle:NOUN");
        none("en", "the 3rd time", "time:NOUN");
    }

    #[test]
    fn letters_that_touch_digits_make_a_name_of_them() {
        none("fr", "un film en 3D", "film:NOUN");
        one("en", "It weighs 5kg.", "", "5kg = 5..5 exact kilogram");
    }

    #[test]
    fn the_number_of_an_article_or_a_page_is_its_name() {
        none("fr", "l’article 5 du traité", "traité:NOUN");
        none("fr", "page 12", "");
        none("fr", "Il cite la p. 12 du rapport.", "rapport:NOUN");
    }

    #[test]
    fn the_number_of_an_item_counts_nothing() {
        none("fr", "1. Le contexte", "contexte:NOUN");
        none("en", "2) Reactions", "reactions:NOUN:reaction");
        one("en", "Only 2) stayed.", "", "2 = 2..2 exact ");
    }

    #[test]
    fn digits_that_go_on_behind_a_mark_are_no_count() {
        none("fr", "au 06.12.34.56.78", "");
        none("en", "version 3:11", "");
    }

    #[test]
    fn a_number_word_may_be_another_word() {
        none("fr", "un immeuble neuf", "immeuble:NOUN neuf:ADJ");
        let houses = "neuf immeubles = 9..9 exact immeuble (immeubles)";
        one(
            "fr",
            "neuf immeubles",
            "neuf:NUM immeubles:NOUN:immeuble",
            houses,
        );
    }
}
