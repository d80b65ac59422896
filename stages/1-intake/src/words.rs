//! The words that intake knows of every language: it comes before the language is known.

/// What the languages' tables say about the lines around a body.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The words that header lines begin with.
    pub headers: Vec<HeaderWord>,
    /// The names of the months in small letters, without the full stop of an abbreviation, from 1 to 12.
    pub months: Vec<(&'static str, u8)>,
    /// The names of news agencies, as they sign.
    pub agencies: Vec<&'static str>,
    /// Words that paragraphs of pages begin with that are no part of an article, in small letters.
    pub notices: Vec<(&'static str, Notice)>,
    /// Words that stand beside a hyphen of their own, in small letters.
    pub hyphens: Vec<(&'static str, HyphenSide)>,
}

/// A word that header lines begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderWord {
    /// The word or words, in small letters.
    pub word: &'static str,
    /// What such a line gives.
    pub header: Header,
    /// Whether who writes it writes the day before the month, so that `03/08/2021` can only be the third of August.
    pub day_first: bool,
}

/// What a header line gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// When the article was published.
    Date,
    /// When it was last changed. It stands in for the date of publication where the file has none.
    Updated,
    /// The headline.
    Title,
    /// Who wrote it.
    Author,
    /// Who wrote it, also without a colon: the word and a name make the line.
    Byline,
    /// Something that is no part of the body and has no place in an article.
    Other,
    /// The same, also in the middle of the body: a credit, a link to another article.
    Aside,
    /// The same, also without a colon: a short line that begins so.
    Notice,
}

/// Where a word stands that has a hyphen of its own, so that one at the end of a line is not taken for a division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HyphenSide {
    /// It stands before a hyphen: `vice-`, `well-`.
    Before,
    /// It stands behind one: `-ils`, `-là`.
    After,
    /// A hyphen before it belongs to the word it hangs from: `pré- et postnatal`, `mid- to late May`.
    Apart,
}

/// How much of a page goes with a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A paragraph that has these words and nothing else but figures.
    Whole,
    /// A short paragraph that begins with them.
    Start,
    /// The same, or a heading, in the second half of the article, and all that follows it.
    Section,
}

impl Words {
    /// The month of a name or abbreviation, with or without its full stop.
    pub(crate) fn month(&self, word: &str) -> Option<u8> {
        let word = word.trim_end_matches(['.', ',']).to_lowercase();
        let mut months = self.months.iter();
        months
            .find(|(name, _)| *name == word)
            .map(|&(_, month)| month)
    }

    /// Whether an agency is named, alone or with others: `AFP`, `AFP/Reuters`, `Agence France-Presse`.
    pub(crate) fn names_agency(&self, text: &str) -> bool {
        let known = |name: &str| self.agencies.contains(&name);
        let text = text.trim();
        known(text)
            || text
                .split(['/', ',', ' ', '-', '–'])
                .any(|part| known(part.trim()))
    }

    /// Whether a line has agencies in it and nothing else.
    pub(crate) fn only_agencies(&self, text: &str) -> bool {
        let known = |name: &str| self.agencies.contains(&name);
        let signature =
            text.trim_matches(|edge: char| edge.is_whitespace() || "()[].".contains(edge));
        known(signature)
            || !signature.is_empty()
                && signature
                    .split(['/', ',', '-'])
                    .all(|part| known(part.trim()))
    }

    /// Whether the word has a hyphen of its own on that side.
    pub(crate) fn hyphenates(&self, word: &str, side: HyphenSide) -> bool {
        let word = word.to_lowercase();
        self.hyphens
            .iter()
            .any(|&(known, there)| known == word && there == side)
    }
}
