//! Where names begin and end.

use std::ops::RangeInclusive;

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Relation, Sentence, Upos};

use super::{Link, Rules, is_capital};
use crate::Time;
use crate::grammar::nominal;
use crate::places::gazetteer::Known;

/// How many words an acronym may stand for, the small ones counted.
const ACRONYM_REACH: usize = 14;

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

/// One sentence, with what is known of its words before names are looked for.
struct Line<'a> {
    text: &'a str,
    of: &'a Sentence,
    /// Words that belong to an expression of time.
    timed: Vec<bool>,
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

    fn line(&self, line: &Line<'_>) -> Vec<Found> {
        let mut found: Vec<Found> = self.spelled_out(line);
        let mut word = 0;
        while word < line.of.words.len() {
            if let Some(taken) = found.iter().find(|name| name.core.contains(&word)) {
                word = taken.core.end() + 1;
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
                Some((known, last)) => (vec![found(first..=last, Some(known))], last + 1),
                None => (Vec::new(), first + 1),
            };
        }
        let run = self.run(line, first);
        if let Some((known, last)) = known
            && last >= run
        {
            return (vec![found(first..=last, Some(known))], last + 1);
        }
        (self.parts(line, first, run), run + 1)
    }

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

    /// The last word of the run of capitals, and of what belongs to it, that begins at a word.
    fn run(&self, line: &Line<'_>, first: usize) -> usize {
        let mut last = first;
        loop {
            let next = self.step(line, first, last);
            if next == last {
                return last;
            }
            last = next;
        }
    }

    /// One step further in a run, or the same word where it ends.
    fn step(&self, line: &Line<'_>, first: usize, last: usize) -> usize {
        let of = line.of;
        let part = |word: usize| {
            word < of.words.len()
                && !line.timed[word]
                && is_capital(of, word)
                && (is_open(of.words[word].upos) || glued(of, word))
                && !begins(of, word)
        };
        let next = last + 1;
        if next >= of.words.len() {
            return last;
        }
        let form = of.words[next].form.as_str();
        if part(next) {
            return next;
        }
        let mark =
            form.chars().all(|c| "-‐‑'’".contains(c)) && glued(of, next) && glued(of, next + 1);
        let article = is_capital(of, next) && of.words[next].upos == Upos::Det && !begins(of, next);
        if (mark || form == "&" || article) && part(next + 1) {
            return next + 1;
        }
        if self.lexicon.link(of, next) == Some(Link::Name) && part(next + 1) {
            return next + 1;
        }
        let named =
            (first..=last).any(|word| self.names_body(of, word) || self.is_place_noun(of, word));
        let longer = if named {
            self.complement(line, first, last)
        } else {
            self.shared_end(line, first, last)
        };
        longer
            .or_else(|| self.possessed(line, first, last))
            .unwrap_or(last)
    }

    /// Whether a word with a capital belongs to a body's or a place's name by its meaning.
    fn names_body(&self, of: &Sentence, word: usize) -> bool {
        let noun = self.lexicon.noun(of, word).unwrap_or_default();
        let common = self.lexicon.capital_noun(&of.words[word].form);
        is_capital(of, word) && !common && (noun.body || noun.names_body || noun.site)
    }

    /// The last word of a complement that belongs to a body's name: *of Trade*, *européenne*, *des Nations unies*.
    fn complement(&self, line: &Line<'_>, first: usize, last: usize) -> Option<usize> {
        let of = line.of;
        let next = last + 1;
        let inside = |word: usize| {
            of.words[word]
                .head
                .is_some_and(|head| (first..=last).contains(&head))
        };
        if of.words[next].upos == Upos::Adj
            && of.words[next].is(Relation::Amod)
            && inside(next)
            && !line.timed[next]
        {
            return Some(next);
        }
        let mut at = next;
        let mut link = self.lexicon.link(of, at)?;
        if link == Link::And {
            at += 1;
            link = self.lexicon.link(of, at).unwrap_or(Link::And);
        }
        let small =
            self.lexicon.small_complements && (first..=last).any(|word| self.names_body(of, word));
        match link {
            Link::Which | Link::Office => at += 1,
            Link::And if at > next && (first..=last).count() > 2 => {}
            _ => return None,
        }
        while at < of.words.len() && of.words[at].upos == Upos::Det {
            at += 1;
        }
        let begin = at;
        let content = |word: usize| {
            word < of.words.len()
                && !line.timed[word]
                && (is_capital(of, word) && is_open(of.words[word].upos)
                    || small && matches!(of.words[word].upos, Upos::Noun | Upos::Adj | Upos::Propn))
                && !begins(of, word)
        };
        while content(at) {
            at += 1;
        }
        if at == begin {
            return None;
        }
        let body = (first..=last).any(|word| self.names_body(of, word));
        if !body && link != Link::Which {
            return None;
        }
        // What *and* joins must belong to the name, and not be the next one named.
        let joined = self.lexicon.link(of, next) == Some(Link::And);
        let conjunct = (begin..at).any(|word| {
            of.words[word].is(Relation::Conj)
                && of.words[word]
                    .head
                    .is_some_and(|head| head > first && head <= last)
        });
        let person = self.lexicon.is_given_name(&of.words[begin].form);
        ((!joined || conjunct) && !person).then(|| at - 1)
    }

    /// *Maritime and Coastguard Agency*: two words with a capital share the noun for the body behind the second.
    fn shared_end(&self, line: &Line<'_>, first: usize, last: usize) -> Option<usize> {
        let of = line.of;
        let and = last + 1;
        let led = first > 0 && of.words[first - 1].upos == Upos::Det;
        if first != last || self.lexicon.link(of, and) != Some(Link::And) {
            return None;
        }
        let second = and + 1;
        if second >= of.words.len() || !is_capital(of, second) {
            return None;
        }
        let end = (second..of.words.len())
            .take_while(|&word| is_capital(of, word) && is_open(of.words[word].upos))
            .last()?;
        // Places share the body that serves them: *Devon and Cornwall Police*.
        let public = self.lexicon.noun(of, end).is_some_and(|noun| noun.of_place);
        let known = self.gazetteer.known(line.text, of, first).is_some();
        let shares = if led { !known || public } else { public };
        (end > second && self.names_body(of, end) && shares).then_some(end)
    }

    /// *the National Farmers' Union*: the owners are part of the body's name.
    fn possessed(&self, line: &Line<'_>, first: usize, last: usize) -> Option<usize> {
        let of = line.of;
        let owner = of.words.get(last + 1).is_some_and(|word| {
            matches!(word.upos, Upos::Part | Upos::Punct)
                && word.form.starts_with(['\'', '’'])
                && glued(of, last + 1)
        });
        let led = first > 0 && of.words[first - 1].upos == Upos::Det;
        let known = (first..=last).any(|word| self.gazetteer.known(line.text, of, word).is_some());
        if !owner || !led || known {
            return None;
        }
        let end = (last + 2..of.words.len())
            .take_while(|&word| is_capital(of, word) && is_open(of.words[word].upos))
            .last()?;
        self.names_body(of, end).then_some(end)
    }

    /// The names in a run of capitals once titles are cut out of it.
    fn parts(&self, line: &Line<'_>, first: usize, last: usize) -> Vec<Found> {
        let of = line.of;
        let whole = |word: usize| self.names_body(of, word) || self.is_place_noun(of, word);
        let named = (first..=last).any(|word| whole(word) && !self.is_title(of, word));
        let ends_in_body = whole(last);
        let title = (first..=last).rev().find(|&word| {
            self.is_title(of, word)
                && !ends_in_body
                && !(word == last && named_so(self, of, first, last))
        });
        let mut parts = Vec::new();
        let mut from = first;
        if let Some(title) = title {
            // What a title has before it is its own, unless it is somebody else's name: *NATO Secretary General*.
            let mut word = first;
            while word < title {
                match self.gazetteer.known(line.text, of, word) {
                    Some((known, end)) if end < title => {
                        parts.push(found(word..=end, Some(known)));
                        word = end + 1;
                    }
                    _ => word += 1,
                }
            }
            from = title + 1;
        }
        while from <= last && self.lexicon.is_civility(of, from) {
            from += 1;
        }
        if !named {
            // People are no name: *Kenyan*, *the French*.
            while from <= last && self.gazetteer.people(line.text, of, from).is_some() {
                from += 1;
            }
        }
        let portfolio = |word: usize| self.lexicon.is_portfolio(&of.words[word].form);
        let given = |word: usize| self.lexicon.is_given_name(&of.words[word].form);
        // *La ministre des Transports Mette Holm*: two names without a sign between them.
        while from < last && portfolio(from) && given(from + 1) {
            from += 1;
        }
        if from > last || !of.words[from].form.chars().any(char::is_alphabetic) {
            return parts;
        }
        if (from..=last).all(portfolio) {
            parts.push(Found {
                portfolio: true,
                ..found(from..=last, None)
            });
            return parts;
        }
        let alone = from == last && self.is_common(line.text, of, from);
        if !alone {
            let known = self
                .gazetteer
                .known(line.text, of, from)
                .filter(|&(_, end)| end == last);
            parts.push(found(from..=last, known.map(|(known, _)| known)));
        }
        parts
    }

    /// Whether a lone word with a capital is a noun like any other: *État*, *Residents*, *Belges*.
    fn is_common(&self, text: &str, of: &Sentence, word: usize) -> bool {
        let noun = self.lexicon.noun(of, word).unwrap_or_default();
        let people = self.gazetteer.people(text, of, word).is_some();
        people
            || noun.human()
            || (noun.body && begins(of, word))
            || noun.body && self.lexicon.capital_noun(&of.words[word].form)
    }

    fn is_place_noun(&self, of: &Sentence, word: usize) -> bool {
        let noun = self.lexicon.noun(of, word).unwrap_or_default();
        is_capital(of, word) && (noun.place() || noun.names_place)
    }

    fn is_title(&self, of: &Sentence, word: usize) -> bool {
        let noun = self.lexicon.noun(of, word).unwrap_or_default();
        let partner = word > 0 && of.words[word - 1].form == "&";
        self.lexicon.is_civility(of, word) || noun.role && !partner
    }

    /// Long names whose acronym stands in brackets behind them.
    fn spelled_out(&self, line: &Line<'_>) -> Vec<Found> {
        let of = line.of;
        let open = |word: usize| of.words[word].form == "(";
        let brackets = (1..of.words.len().saturating_sub(1)).filter(|&word| open(word));
        let names = brackets.filter_map(|bracket| {
            let acronym: Vec<char> = of.words[bracket + 1].form.chars().collect();
            let all = acronym.iter().all(|c| c.is_uppercase());
            if !all || !(2..=7).contains(&acronym.len()) {
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
                ..found(core, known.map(|(known, _)| known))
            })
        });
        names.collect()
    }

    /// The word before a bracket from which on the initials are those of an acronym. Small words may have a letter in it.
    fn initials(&self, of: &Sentence, bracket: usize, acronym: &[char]) -> Option<usize> {
        let mut letters = acronym.iter().rev().peekable();
        for word in (bracket.saturating_sub(ACRONYM_REACH)..bracket).rev() {
            let initial = of.words[word].form.chars().next()?;
            let small = self.lexicon.link(of, word).is_some() || of.words[word].upos == Upos::Det;
            if plain(initial) == plain(**letters.peek()?) {
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

/// Whether a name keeps the noun for an office at its end: *Stephen King*.
fn named_so(rules: &Rules, of: &Sentence, first: usize, last: usize) -> bool {
    last > first && rules.lexicon.is_given_name(&of.words[first].form)
}

fn found(core: RangeInclusive<usize>, known: Option<Known>) -> Found {
    Found {
        core,
        known,
        spelled_out: false,
        portfolio: false,
    }
}

/// A letter as an acronym has it, without accent.
fn plain(letter: char) -> char {
    match letter.to_lowercase().next().unwrap_or(letter) {
        'é' | 'è' | 'ê' => 'e',
        'à' | 'â' => 'a',
        'î' => 'i',
        'ô' => 'o',
        other => other,
    }
}

/// Whether a word's capital may only come from its place: it begins the sentence, a quotation or what a colon or dash
/// introduces.
fn begins(of: &Sentence, word: usize) -> bool {
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
fn glued(of: &Sentence, word: usize) -> bool {
    word > 0 && word < of.words.len() && of.words[word - 1].span.end == of.words[word].span.start
}

fn is_open(upos: Upos) -> bool {
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
