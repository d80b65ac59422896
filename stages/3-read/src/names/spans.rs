//! Where names begin and end.

use std::ops::RangeInclusive;

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Sentence, Upos};

use super::{Rules, is_capital};
use crate::Time;
use crate::gazetteer::Known;
use crate::grammar::nominal;

/// A name whose class is still open.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) core: RangeInclusive<usize>,
    pub(super) known: Option<Known>,
    /// An acronym in brackets behind it says that all this is one body's name.
    pub(super) spelled_out: bool,
    /// What an office deals with: a name only together with the noun before it, *le ministère de la Santé*.
    pub(super) portfolio: bool,
}

impl Found {
    pub(super) fn new(core: RangeInclusive<usize>, known: Option<Known>) -> Found {
        Found {
            core,
            known,
            spelled_out: false,
            portfolio: false,
        }
    }
}

/// One sentence, with what is known of its words before names are looked for.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) of: &'a Sentence,
    /// Words that belong to an expression of time.
    pub(super) timed: Vec<bool>,
    /// Words that the article writes with a capital where nothing asks for one.
    capitals: &'a FxHashSet<&'a str>,
    /// Words that the article writes without.
    small: &'a FxHashSet<&'a str>,
}

impl Rules {
    pub(super) fn spans(&self, text: &str, analysis: &Analysis, times: &[Time]) -> Vec<Vec<Found>> {
        let (capitals, small) = self.spellings(analysis);
        let lines = analysis.sentences.iter().map(|of| {
            let timed = |word: &selon_analyse::Word| crate::record::inside_any(times, word.span);
            let line = Line {
                text,
                of,
                timed: of.words.iter().map(timed).collect(),
                capitals: &capitals,
                small: &small,
            };
            self.line(&line)
        });
        lines.collect()
    }

    /// How the article spells words inside sentences: with a capital, and without.
    fn spellings<'a>(&self, analysis: &'a Analysis) -> (FxHashSet<&'a str>, FxHashSet<&'a str>) {
        let (mut capitals, mut small) = (FxHashSet::default(), FxHashSet::default());
        for of in &analysis.sentences {
            for (index, word) in of.words.iter().enumerate() {
                if !is_capital(of, index) {
                    small.insert(word.form.as_str());
                } else if !begins(of, index) && is_open(word.upos) {
                    capitals.insert(word.form.as_str());
                }
            }
        }
        (capitals, small)
    }

    /// The names of a sentence in order. What an acronym tells the bounds of is not looked into.
    fn line(&self, line: &Line<'_>) -> Vec<Found> {
        let mut found = self.spelled_out(line);
        let mut behind: Vec<Option<usize>> = vec![None; line.of.words.len()];
        for name in found.iter().rev() {
            behind[name.core.clone()].fill(Some(name.core.end() + 1));
        }
        let mut word = 0;
        while word < line.of.words.len() {
            if let Some(next) = behind[word] {
                word = next;
                continue;
            }
            let (parts, next) = self.from(line, word);
            found.extend(parts);
            word = next;
        }
        found.sort_by_key(|name| *name.core.start());
        found.dedup_by(|later, earlier| later.core.start() <= earlier.core.end());
        found
    }

    /// Names in the run of capitals that begins at a word, and the word behind it.
    fn from(&self, line: &Line<'_>, first: usize) -> (Vec<Found>, usize) {
        let known = self.gazetteer.known(line.text, line.of, first);
        let known = known.filter(|&(_, last)| !(first..=last).all(|word| line.timed[word]));
        if !self.can_begin(line, first) {
            return match known {
                Some((known, last)) => (vec![Found::new(first..=last, Some(known))], last + 1),
                None => (Vec::new(), first + 1),
            };
        }
        let run = self.run(line, first);
        if let Some((known, last)) = known
            && last >= run
        {
            return (vec![Found::new(first..=last, Some(known))], last + 1);
        }
        (self.parts(line, first, run), run + 1)
    }

    /// Whether a run of capitals begins at a word. At the start of a sentence a capital says nothing, so the tags, the rest of
    /// the article and the words behind it decide.
    fn can_begin(&self, line: &Line<'_>, word: usize) -> bool {
        let of = line.of;
        let token = &of.words[word];
        if !is_capital(of, word) || line.timed[word] || !token.form.chars().any(char::is_alphabetic)
        {
            return false;
        }
        if !begins(of, word) {
            return is_open(token.upos);
        }
        let lower = token.form.to_lowercase();
        let seen = line.capitals.contains(token.form.as_str());
        let common = line.small.contains(lower.as_str()) && !seen;
        let next = word + 1 < of.words.len()
            && is_capital(of, word + 1)
            && is_open(of.words[word + 1].upos);
        let noun = self.lexicon.noun(of, word).is_some();
        let proper = matches!(token.upos, Upos::Propn | Upos::X);
        let given = self.lexicon.is_given_name(&token.form);
        (proper || seen || next && (token.upos == Upos::Noun || given))
            && (next || !(common || noun))
            && is_open(token.upos)
    }
}

/// Whether a word's capital may only come from its place: it begins the sentence, a quotation or what a colon or dash
/// introduces.
pub(super) fn begins(of: &Sentence, word: usize) -> bool {
    match word.checked_sub(1) {
        None => true,
        Some(before) => {
            let before_it = &of.words[before];
            let glued = before_it.span.end == of.words[word].span.start
                && "-‐‑'’".contains(before_it.form.as_str());
            before_it.upos == Upos::Punct && !glued && !",;()".contains(before_it.form.as_str())
        }
    }
}

/// Whether a word touches the one before it.
pub(super) fn glued(of: &Sentence, word: usize) -> bool {
    word > 0 && word < of.words.len() && of.words[word - 1].span.end == of.words[word].span.start
}

pub(super) fn is_open(upos: Upos) -> bool {
    use Upos::{Adj, Adv, Noun, Num, Propn, Sym, Verb, X};
    matches!(upos, Adj | Adv | Noun | Num | Propn | Sym | Verb | X)
}

/// The determiners right before a name, where they are words of their own.
pub(super) fn with_determiner(of: &Sentence, first: usize) -> usize {
    let determiner = |word: usize| of.words[word].upos == Upos::Det && !of.words[word].joined;
    match first.checked_sub(1) {
        Some(before) if determiner(before) => before,
        _ => first,
    }
}

/// The word of a name that its sentence hangs it by.
pub(super) fn anchor(of: &Sentence, words: &RangeInclusive<usize>) -> usize {
    nominal::anchor(of, *words.start(), *words.end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TimeKind;
    use crate::names::testing::{cores, found, rules};

    #[test]
    fn a_capital_at_the_start_of_a_sentence_says_nothing() {
        let houses = "Maisons NOUN 2 nsubj/brûlent VERB 0 root";
        assert_eq!(cores("fr", houses), [""; 0]);
        let proper = "Orvan PROPN 2 nsubj/parle VERB 0 root";
        assert_eq!(cores("fr", proper), ["Orvan"]);
    }

    #[test]
    fn a_word_that_has_its_capital_inside_a_sentence_has_it_at_the_start_too() {
        let rows = "Orvan NOUN 2 nsubj/quitte VERB 0 root/Orvan PROPN 2 obj";
        assert_eq!(cores("fr", rows), ["Orvan", "Orvan"]);
    }

    #[test]
    fn a_capital_behind_a_colon_says_nothing_either() {
        let rows = "Il PRON 2 nsubj/dit VERB 0 root/: PUNCT 4 punct/Partons VERB 2 ccomp";
        assert_eq!(cores("fr", rows), [""; 0]);
        let comma = "Il PRON 2 nsubj/dit VERB 0 root/, PUNCT 4 punct/Orvan NOUN 2 obj";
        assert_eq!(cores("fr", comma), ["Orvan"]);
    }

    #[test]
    fn words_of_a_time_are_nobodys_name() {
        let (tree, _) = found(
            "en",
            "We PRON 2 nsubj/left VERB 0 root/Wednesday PROPN 2 obl",
        );
        let analysis = Analysis {
            language: "en",
            model: None,
            sentences: vec![tree.sentence.clone()],
        };
        let day = Time {
            span: tree.sentence.words[2].span,
            kind: TimeKind::Date,
            value: String::new(),
            begin: None,
            end: None,
        };
        let names = |times: &[Time]| rules("en").spans(&tree.text, &analysis, times)[0].len();
        assert_eq!((names(&[]), names(&[day])), (1, 0));
    }

    #[test]
    fn a_known_name_may_be_longer_than_the_capitals() {
        let rows = "la DET 2 det/Organisation NOUN 7 nsubj/mondiale ADJ 2 amod/de ADP 6 case/la DET 6 det/santé NOUN 2 nmod/\
                    publie VERB 0 root";
        assert_eq!(cores("fr", rows), ["Organisation mondiale de la santé"]);
    }
}
