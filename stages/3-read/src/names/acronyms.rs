//! Long names whose acronym stands in brackets behind them: *le Bureau des études maritimes (BEM)*.

use std::ops::RangeInclusive;

use selon_analyse::{Sentence, Upos};

use super::spans::{Found, Line};
use super::{Rules, is_capital};

/// How many words an acronym may stand for, the small ones counted.
const REACH: usize = 14;
/// How many letters an acronym has.
const LETTERS: RangeInclusive<usize> = 2..=7;

impl Rules {
    /// Long names whose acronym stands in brackets behind them.
    pub(super) fn spelled_out(&self, line: &Line<'_>) -> Vec<Found> {
        let of = line.of;
        let open = |word: usize| of.words[word].form == "(";
        let brackets = (1..of.words.len().saturating_sub(1)).filter(|&word| open(word));
        let names = brackets.filter_map(|bracket| {
            let acronym: Vec<char> = of.words[bracket + 1].form.chars().collect();
            let all = acronym.iter().all(|c| c.is_uppercase());
            if !all || !LETTERS.contains(&acronym.len()) {
                return None;
            }
            let first = self.initials(of, bracket, &acronym)?;
            let core = first..=bracket - 1;
            let known = self
                .gazetteer
                .known(line.text, of, first)
                .filter(|&(_, last)| last == *core.end());
            Some(Found {
                spelled_out: true,
                ..Found::new(core, known.map(|(known, _)| known))
            })
        });
        names.collect()
    }

    /// The word before a bracket from which on the initials are those of an acronym. Small words may have a letter in it.
    fn initials(&self, of: &Sentence, bracket: usize, acronym: &[char]) -> Option<usize> {
        let mut letters = acronym.iter().rev().peekable();
        for word in (bracket.saturating_sub(REACH)..bracket).rev() {
            let initial = of.words[word].form.chars().next()?;
            let small = self.lexicon.link(of, word).is_some() || of.words[word].upos == Upos::Det;
            if bare(initial) == bare(**letters.peek()?) {
                letters.next();
            } else if !small && of.words[word].upos != Upos::Adj {
                return None;
            }
            if letters.peek().is_none() {
                return is_capital(of, word).then_some(word);
            }
        }
        None
    }
}

/// A letter as an acronym has it, without accent.
fn bare(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        'é' | 'è' | 'ê' => 'e',
        'à' | 'â' => 'a',
        'î' => 'i',
        'ô' => 'o',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::names::testing::{cores, found};

    #[test]
    fn an_acronym_tells_where_the_name_before_it_begins() {
        let name = |acronym: &str| {
            format!(
                "Le DET 2 det/Bureau NOUN 8 nsubj/des ADP 4 case/études NOUN 2 nmod/( PUNCT 6 punct/\
                 {acronym} PROPN 2 appos/) PUNCT 6 punct/siège VERB 0 root"
            )
        };
        assert_eq!(cores("fr", &name("BE")), ["Bureau des études", "BE"]);
        let spelled_out = |acronym| found("fr", &name(acronym)).1[0].spelled_out;
        assert!(spelled_out("BE"));
        // Small words may have a letter in it.
        assert!(spelled_out("BDE"));
        assert!(!spelled_out("XE"));
    }

    #[test]
    fn small_letters_in_brackets_are_no_acronym() {
        let rows = "Le DET 2 det/bureau NOUN 8 nsubj/des ADP 4 case/études NOUN 2 nmod/( PUNCT 6 punct/\
                    be NOUN 2 appos/) PUNCT 6 punct/siège VERB 0 root";
        assert_eq!(cores("fr", rows), [""; 0]);
    }
}
