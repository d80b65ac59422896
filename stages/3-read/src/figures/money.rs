//! Money: signs and codes, names after a number, and names that are words for something else too.

use rustc_hash::FxHashMap;
use selon_analyse::Sentence;
use selon_languages::{Pack, shared};

use crate::rules::atoms::{Atom, AtomKind};
use crate::rules::phrases::Phrases;

/// What a language knows about money; the values are codes of ISO 4217.
#[derive(Debug)]
pub(super) struct Money {
    /// What may stand before a number too: `$`, `EUR`.
    signs: Phrases<&'static str>,
    /// Signs, codes and names, as they stand after a number.
    names: Phrases<&'static str>,
    /// Names that mean something else too: *livres*.
    words: Phrases<&'static str>,
}

/// The currencies of an ambiguous name, by what it is of by itself, that an article gives a full name: `None` where it
/// gives full names of several.
#[derive(Debug, Default)]
pub(super) struct Named(FxHashMap<&'static str, Option<&'static str>>);

/// How many atoms a sum in brackets has before its currency at most.
const CONVERTED: usize = 12;

impl Money {
    /// Reads the tables of a language and of all languages.
    pub fn load(pack: &'static Pack) -> Money {
        let signs = shared::CURRENCIES.iter().map(|row| (row.form, row.code));
        let named = |ambiguous| {
            let rows = pack.units.iter();
            let rows = rows.filter(move |row| row.ambiguous == ambiguous);
            rows.filter_map(|row| Some((row.form, row.currency?)))
        };
        Money {
            names: signs.clone().chain(named(false)).collect(),
            signs: signs.collect(),
            words: named(true).collect(),
        }
    }

    /// The full names in the sentences of an article.
    pub fn named(&self, sentences: &[Vec<Atom>]) -> Named {
        let mut named = Named::default();
        for atoms in sentences {
            for at in 0..atoms.len() {
                if let Some((_, &word)) = self.words.longest(atoms, at)
                    && let Some((_, &full)) = self.names.longest(atoms, at)
                {
                    named.take(word, full);
                }
            }
        }
        named
    }

    /// A sign or code at an atom, with a number behind it.
    pub fn before(
        &self,
        at: usize,
        atoms: &[Atom],
        sentence: &Sentence,
    ) -> Option<(usize, &'static str)> {
        let (end, &code) = self.signs.longest(atoms, at)?;
        (!is_small_word(&atoms[at], sentence)).then_some((end, code))
    }

    /// A sign, code or name at an atom, behind a number.
    pub fn after(&self, at: usize, atoms: &[Atom], named: &Named) -> Option<(usize, &'static str)> {
        if let Some((end, &code)) = self.names.longest(atoms, at) {
            return Some((end, code));
        }
        let (end, &word) = self.words.longest(atoms, at)?;
        let converted = || self.is_converted(end, atoms).then_some(word);
        named.code(word).or_else(converted).map(|code| (end, code))
    }

    /// Whether the same sum in another currency follows in brackets: *40 millions de livres (46 millions d'euros)*.
    fn is_converted(&self, at: usize, atoms: &[Atom]) -> bool {
        let opens = atoms.get(at).is_some_and(|atom| atom.text == "(");
        let inside = atoms.iter().enumerate().skip(at + 1).take(CONVERTED);
        let mut inside = inside.take_while(|(_, atom)| atom.text != ")");
        opens && inside.any(|(at, _)| self.names.longest(atoms, at).is_some())
    }
}

impl Named {
    fn take(&mut self, word: &'static str, full: &'static str) {
        let code = self.0.entry(word).or_insert(Some(full));
        *code = code.filter(|&code| code == full);
    }

    /// Which currency an ambiguous name is of, where all full names of it are of one.
    fn code(&self, word: &str) -> Option<&'static str> {
        self.0.get(word).copied().flatten()
    }
}

/// Many codes are words or names when they are not in capitals: *try*, *Cup 16*.
fn is_small_word(atom: &Atom, sentence: &Sentence) -> bool {
    let form = atom.word_of(sentence).map(|word| word.form.as_str());
    atom.kind == AtomKind::Letters
        && form.is_some_and(|form| {
            form.chars().all(char::is_alphabetic) && form.chars().any(char::is_lowercase)
        })
}

#[cfg(test)]
mod tests {
    use crate::figures::testing::{one, read};

    const TAGS: &str = "livres:NOUN:livre";

    #[test]
    fn an_ambiguous_name_alone_is_a_thing() {
        let books = "240 millions de livres = 240000000..240000000 exact livre (livres)";
        one(
            "fr",
            "La Ville a perdu 240 millions de livres.",
            TAGS,
            books,
        );
    }

    #[test]
    fn an_ambiguous_name_is_money_where_the_sum_is_converted() {
        let text = "240 millions de livres (280 millions d’euros)";
        let pounds = "240 millions de livres = 240000000..240000000 exact GBP";
        assert_eq!(read("fr", text, TAGS)[0], pounds);
    }

    #[test]
    fn an_ambiguous_name_is_the_currency_that_the_article_gives_in_full() {
        let text = "Sur 9 milliards de livres égyptiennes, 240 millions de livres manquent.";
        let pounds = "240 millions de livres = 240000000..240000000 exact EGP";
        assert_eq!(read("fr", text, TAGS)[1], pounds);
        let two = "9 livres égyptiennes, 8 livres libanaises, 240 millions de livres";
        let books = "240 millions de livres = 240000000..240000000 exact livre (livres)";
        assert_eq!(read("fr", two, TAGS)[2], books);
    }

    #[test]
    fn a_code_in_small_letters_is_a_word() {
        one("en", "a Cup 16 sides want", "", "16 = 16..16 exact ");
        one("en", "It cost CUP 16.", "", "CUP 16 = 16..16 exact CUP");
    }
}
