//! Numbers in digits and in words.

use selon_languages::{self as tables, NumberRole, Pack};

use super::atoms::{Atom, AtomKind, Gap};
use super::phrases::Phrases;

/// How a language writes numbers.
#[derive(Debug)]
pub(crate) struct Numbers {
    words: Phrases<NumberWord>,
    links: Phrases<()>,
    groups: Vec<&'static str>,
    decimals: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy)]
struct NumberWord {
    value: f64,
    role: Role,
    below: f64,
    /// Whether a multiplier is a number without another before it.
    alone: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Adds its value: *vingt*, *five*.
    Add,
    /// The indefinite article: one before a multiplier, and nothing alone.
    Article,
    /// Multiplies what stands before it: *hundred*, *millions*.
    Times,
    /// Multiplies and is only roughly meant: *dizaine*.
    Round,
    /// A part of one: *moitié*, *thirds*.
    Fraction,
    /// Half of the multiplier before it: *et demi*.
    Half,
}

impl Role {
    /// What a word does inside a number, and whether a multiplier is one by itself; nothing for words beside numbers.
    fn of(role: NumberRole) -> Option<(Role, bool)> {
        Some(match role {
            NumberRole::Add => (Role::Add, false),
            NumberRole::Article => (Role::Article, false),
            NumberRole::Times => (Role::Times, false),
            NumberRole::Alone => (Role::Times, true),
            NumberRole::Round => (Role::Round, false),
            NumberRole::Fraction => (Role::Fraction, false),
            NumberRole::Half => (Role::Half, false),
            NumberRole::Link
            | NumberRole::Order
            | NumberRole::Ratio
            | NumberRole::Range
            | NumberRole::Ordinal
            | NumberRole::Group
            | NumberRole::Decimal
            | NumberRole::Name => return None,
        })
    }
}

/// The words and signs of that role.
pub(crate) fn with_role(
    pack: &'static Pack,
    role: NumberRole,
) -> impl Iterator<Item = &'static tables::NumberWord> {
    pack.numbers
        .iter()
        .filter(move |row| row.role.contains(&role))
}

/// A number as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    pub value: f64,
    /// The same without its last multiplier: 15 for *15 millions*.
    pub value_before_magnitude: f64,
    /// The atom after it.
    pub end: usize,
    /// Its language means it roughly: *une dizaine*.
    pub round: bool,
    /// It is a part of one: *la moitié*.
    pub fraction: bool,
    /// It is nothing but the indefinite article.
    pub article: bool,
    /// It begins with digits.
    pub digits: bool,
}

impl Numbers {
    pub fn load(pack: &'static Pack) -> Numbers {
        let mut words = Phrases::new();
        for row in pack.numbers {
            let role = row.role.iter().find_map(|role| Role::of(*role));
            let (Some((role, alone)), Some(value)) = (role, row.value) else {
                continue;
            };
            let below = row.below.unwrap_or_default();
            let word = NumberWord {
                value,
                role,
                below,
                alone,
            };
            words.insert(row.form, word);
        }
        let marks = |role| with_role(pack, role).map(|row| row.form);
        Numbers {
            words,
            links: marks(NumberRole::Link).map(|word| (word, ())).collect(),
            groups: marks(NumberRole::Group).collect(),
            decimals: marks(NumberRole::Decimal).collect(),
        }
    }

    /// The longest number that begins at an atom.
    pub fn at(&self, atoms: &[Atom], start: usize) -> Option<Number> {
        let mut sum = Sum::new();
        let mut at = start;
        if atoms.get(start)?.kind == AtomKind::Digits {
            let (value, end) = self.digits(atoms, start)?;
            sum.begin(value);
            at = end;
        }
        while let Some((end, word)) = self.next_word(atoms, at, &sum) {
            sum.push(word);
            at = end;
        }
        (at > start).then(|| sum.finish(at)).flatten()
    }

    /// The value of a multiplier word that stands there without a number: *thousand* in *several thousand*.
    pub fn multiplier(&self, atoms: &[Atom], at: usize) -> Option<(usize, f64)> {
        let (end, word) = self.words.longest(atoms, at)?;
        matches!(word.role, Role::Times | Role::Round).then_some((end, word.value))
    }

    fn next_word(&self, atoms: &[Atom], at: usize, sum: &Sum) -> Option<(usize, NumberWord)> {
        if let Some((end, word)) = self.words.longest(atoms, at)
            && sum.takes(word)
        {
            return Some((end, *word));
        }
        // `et`, `and`, a hyphen: only where a word follows that still fits into the number.
        if sum.pieces == 0 {
            return None;
        }
        let (end, ()) = self.links.longest(atoms, at)?;
        let (end, word) = self.words.longest(atoms, end)?;
        sum.takes(word).then_some((end, *word))
    }

    fn digits(&self, atoms: &[Atom], start: usize) -> Option<(f64, usize)> {
        let mut digits = atoms[start].text.to_string();
        let mut at = start + 1;
        let mut grouped_by: Option<(Gap, &str)> = None;
        while digits.len() <= 15
            && atoms[start].text.len() <= 3
            && let Some((end, by)) = self.group(atoms, at)
            && grouped_by.is_none_or(|before| before == by)
        {
            digits.push_str(&atoms[end - 1].text);
            grouped_by = Some(by);
            at = end;
        }
        if let [mark, fraction, ..] = &atoms[at.min(atoms.len())..]
            && self.is_decimal(mark, grouped_by.map(|(_, mark)| mark))
            && fraction.kind == AtomKind::Digits
            && fraction.tight()
        {
            digits.push('.');
            digits.push_str(&fraction.text);
            at += 2;
        }
        // Longer runs are serial numbers; a float would not hold them.
        (digits.len() <= 18).then_some(())?;
        Some((digits.parse().ok()?, at))
    }

    /// Three more digits after a space or a mark that groups them: the atom after, and what groups.
    fn group<'a>(&self, atoms: &'a [Atom], at: usize) -> Option<(usize, (Gap, &'a str))> {
        let three = |atom: &Atom| atom.kind == AtomKind::Digits && atom.text.len() == 3;
        let atom = atoms.get(at)?;
        if three(atom) {
            let space = atom.gap == Gap::Space && self.groups.contains(&"space");
            // Writers mix the kinds of space in one number; they count as the same.
            return (space || atom.gap == Gap::Hard).then_some((at + 1, (Gap::Hard, "")));
        }
        let next = atoms.get(at + 1)?;
        let mark = atom.tight() && next.tight() && self.groups.contains(&atom.text.as_str());
        (mark && three(next)).then_some((at + 2, (Gap::None, atom.text.as_str())))
    }

    /// A language's decimal mark; its grouping mark too, where three digits do not follow: *3.5* in a French text.
    fn is_decimal(&self, mark: &Atom, grouped_by: Option<&str>) -> bool {
        let text = mark.text.as_str();
        mark.tight()
            && grouped_by != Some(text)
            && (self.decimals.contains(&text) || self.groups.contains(&text))
    }
}

/// A number in the making: what its words have summed up to so far.
struct Sum {
    total: f64,
    /// The part below the last multiplier of a thousand or more.
    current: f64,
    /// What is added next has to be below this.
    room: f64,
    /// The next such multiplier has to be below this.
    multiplier_room: f64,
    last_multiplier: f64,
    pieces: usize,
    round: bool,
    fraction: bool,
    half: bool,
    only_article: bool,
    digits: bool,
}

impl Sum {
    fn new() -> Sum {
        Sum {
            total: 0.0,
            current: 0.0,
            room: f64::INFINITY,
            multiplier_room: f64::INFINITY,
            last_multiplier: 1.0,
            pieces: 0,
            round: false,
            fraction: false,
            half: false,
            only_article: true,
            digits: false,
        }
    }

    fn begin(&mut self, value: f64) {
        self.current = value;
        self.room = 0.0;
        self.pieces = 1;
        self.only_article = false;
        self.digits = true;
    }

    fn takes(&self, word: &NumberWord) -> bool {
        match word.role {
            _ if self.half => false,
            Role::Add | Role::Article => !self.fraction && word.value < self.room,
            // Half a million, but never a third of a third.
            Role::Times | Role::Round if self.fraction => self.last_multiplier == 1.0,
            // A bare multiplier is a number only where it may count one of itself: *mille*, *cent*.
            Role::Times | Role::Round => {
                let fits = word.value < self.multiplier_room
                    && (word.value >= 1000.0 || self.current < 100.0 || self.digits);
                fits && (self.current > 0.0 || word.alone && word.value < self.room)
            }
            Role::Fraction => !self.fraction && self.total == 0.0 && self.current < 100.0,
            Role::Half => self.pieces > 0,
        }
    }

    fn push(&mut self, word: NumberWord) {
        match word.role {
            Role::Add | Role::Article => {
                self.current += word.value;
                self.room = word.below;
            }
            Role::Times | Role::Round => self.multiply(word),
            Role::Fraction => {
                self.current = self.current.max(1.0) * word.value;
                self.fraction = true;
            }
            Role::Half => {
                self.current += 0.5 * self.last_multiplier;
                self.half = true;
            }
        }
        self.only_article &= word.role == Role::Article;
        self.pieces += 1;
    }

    fn multiply(&mut self, word: NumberWord) {
        let counted = if self.current == 0.0 {
            1.0
        } else {
            self.current
        };
        if word.value >= 1000.0 {
            self.total += counted * word.value;
            self.current = 0.0;
            self.multiplier_room = word.value;
        } else {
            self.current = counted * word.value;
        }
        self.room = word.below;
        self.last_multiplier = word.value;
        self.round |= word.role == Role::Round;
        self.fraction = false;
    }

    fn finish(self, end: usize) -> Option<Number> {
        (self.pieces > 0).then_some(Number {
            value: self.total + self.current,
            value_before_magnitude: (self.total + self.current) / self.last_multiplier,
            end,
            round: self.round,
            fraction: self.fraction,
            article: self.only_article,
            digits: self.digits,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::atoms::cut;
    use super::*;

    /// The longest number at the beginning of a text.
    fn first(code: &str, text: &str) -> Option<Number> {
        let numbers = Numbers::load(selon_languages::pack(code).unwrap());
        numbers.at(&cut(text, 0), 0)
    }

    /// Its value and how much of the text is left behind it.
    #[track_caller]
    fn value(code: &str, text: &str) -> (f64, usize) {
        let number = first(code, text).unwrap();
        (number.value, cut(text, 0).len() - number.end)
    }

    #[test]
    fn digits_are_grouped_by_any_space_and_by_the_mark_of_the_language() {
        for space in [" ", "\u{a0}", "\u{202f}", "\u{2009}"] {
            assert_eq!(value("fr", &format!("12{space}500 maisons")), (12_500.0, 1));
        }
        assert_eq!(value("fr", "1.200.000 maisons"), (1_200_000.0, 1));
        assert_eq!(value("en", "18,000 homes"), (18_000.0, 1));
        // An English writer groups with a comma, so a blank parts two numbers.
        assert_eq!(value("en", "12 500"), (12.0, 1));
    }

    #[test]
    fn a_decimal_mark_is_the_languages_or_one_that_groups_nothing() {
        assert_eq!(value("fr", "3,5"), (3.5, 0));
        assert_eq!(value("fr", "3.5"), (3.5, 0));
        assert_eq!(value("en", "5.25"), (5.25, 0));
        assert_eq!(value("en", "1,200.5"), (1200.5, 0));
    }

    #[test]
    fn a_run_of_digits_too_long_for_a_number_is_none() {
        assert_eq!(first("fr", "1234567890123456789"), None);
    }

    #[test]
    fn number_words_sum_up() {
        for (words, expected) in [
            ("vingt-trois", 23.0),
            ("soixante et onze", 71.0),
            ("quatre-vingt-dix-sept", 97.0),
            ("deux cent trois", 203.0),
            ("mille cent", 1100.0),
            ("trois mille quatre cents", 3400.0),
            ("un million deux cent mille", 1_200_000.0),
        ] {
            assert_eq!(value("fr", words), (expected, 0), "{words}");
        }
        assert_eq!(value("en", "two hundred and five"), (205.0, 0));
    }

    #[test]
    fn words_that_do_not_fit_are_another_number() {
        assert_eq!(value("fr", "vingt trente"), (20.0, 1));
        assert_eq!(value("fr", "deux et les autres"), (2.0, 3));
    }

    #[test]
    fn halves_and_parts() {
        assert_eq!(value("fr", "un million et demi"), (1_500_000.0, 0));
        assert_eq!(value("en", "half a million"), (500_000.0, 0));
        assert!(first("fr", "la moitié").unwrap().fraction);
    }

    #[test]
    fn an_article_alone_is_no_count_and_a_rough_number_says_so() {
        assert!(first("fr", "un char").unwrap().article);
        let ten = first("fr", "une dizaine").unwrap();
        assert!(ten.round && !ten.article && ten.value == 10.0);
    }

    #[test]
    fn a_number_without_its_last_multiplier() {
        let number = first("fr", "15 millions").unwrap();
        assert_eq!((number.value, number.value_before_magnitude), (15e6, 15.0));
    }
}
