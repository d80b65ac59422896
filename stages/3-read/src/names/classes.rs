//! Whose names they are: a person's, a body's or a place's.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;
use selon_analyse::feature::{Definite, Number};
use selon_analyse::{Analysis, Relation, Sentence, Upos};

use super::spans::{Found, anchor, with_determiner};
use super::{Class, Link, Name, Names, Rules, is_capital};
use crate::grammar::nominal;
use crate::places::gazetteer::Known;

/// How much what stands around a name speaks for each class.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    person: i32,
    body: i32,
    place: i32,
}

/// What the tables know outweighs everything else.
const KNOWN: i32 = 100;
/// Says so plainly: a title, a noun for a body in the name.
const PLAIN: i32 = 8;
/// Speaks for it.
const LIKELY: i32 = 4;
/// Decides where nothing else does.
const SLIGHT: i32 = 1;

impl Votes {
    fn add(&mut self, other: Votes) {
        self.person += other.person;
        self.body += other.body;
        self.place += other.place;
    }

    fn class(self) -> Class {
        if self.place > self.person && self.place > self.body {
            Class::Place
        } else if self.body > self.person {
            Class::Body
        } else {
            Class::Person
        }
    }
}

/// A common noun that is joined to a name and says what it is: *le fleuve Sanga*, *the Nautilus union*.
struct Joined {
    words: RangeInclusive<usize>,
    noun: usize,
    class: Class,
}

impl Rules {
    pub(super) fn classified(
        &self,
        text: &str,
        analysis: &Analysis,
        found: Vec<Vec<Found>>,
    ) -> Names {
        let mut votes: FxHashMap<&str, Votes> = FxHashMap::default();
        let sentences = || analysis.sentences.iter().zip(&found);
        for (of, names) in sentences() {
            for name in names.iter().filter(|name| !name.portfolio) {
                let spelled = nominal::span(of, name.core.clone()).of(text);
                votes.entry(spelled).or_default().add(self.votes(of, name));
            }
        }
        let inherited = self.inherited(&votes);
        for (name, more) in inherited {
            votes.entry(name).or_default().add(more);
        }
        let named = sentences().map(|(of, names)| {
            let class = |name: &Found| {
                let spelled = nominal::span(of, name.core.clone()).of(text);
                votes.get(spelled).copied().unwrap_or_default().class()
            };
            self.joined_up(of, names, &class)
        });
        named.collect()
    }

    /// What the parts of names take from the whole: a surname from the full name, the first word of a company's name
    /// from all of it, a town from what is called after it.
    fn inherited<'t>(&self, votes: &FxHashMap<&'t str, Votes>) -> Vec<(&'t str, Votes)> {
        let mut inherited = Vec::new();
        let mut wholes: Vec<(&str, Class)> = votes
            .iter()
            .filter(|(name, _)| name.contains(' '))
            .map(|(name, votes)| (*name, votes.class()))
            .collect();
        wholes.sort_unstable_by_key(|(name, _)| *name);
        for &part in votes.keys() {
            let mut more = Votes::default();
            let after = |whole: &str| {
                whole
                    .strip_prefix(part)
                    .is_some_and(|rest| rest.starts_with(' '))
            };
            let before = |whole: &str| {
                whole
                    .strip_suffix(part)
                    .is_some_and(|rest| rest.ends_with(' '))
            };
            for &(whole, class) in &wholes {
                match class {
                    Class::Person if before(whole) || after(whole) => more.person = PLAIN,
                    Class::Body if after(whole) && self.lexicon.is_public(whole) => {
                        more.place += LIKELY
                    }
                    Class::Body if after(whole) || before(whole) => more.body = PLAIN,
                    _ => {}
                }
            }
            inherited.push((part, more));
        }
        inherited
    }

    /// What one place in the text says of a name there.
    fn votes(&self, of: &Sentence, name: &Found) -> Votes {
        let mut votes = Votes::default();
        match name.known {
            Some(Known::Body(_)) => votes.body += KNOWN,
            Some(Known::Person) => votes.person += KNOWN,
            Some(_) => votes.place += KNOWN,
            None => {}
        }
        if name.spelled_out {
            votes.body += KNOWN;
        }
        votes.add(self.by_its_words(of, &name.core));
        votes.add(self.by_its_neighbours(of, &name.core));
        votes.add(self.by_its_governor(of, &name.core));
        if let Some(joined) = self.joined(of, name, None) {
            match joined.class {
                // What is called after a town: the noun is not the town's.
                Class::Body | Class::Place if self.after_place(of, &joined, &name.core) => {
                    votes.place += LIKELY
                }
                Class::Body => votes.body += PLAIN,
                _ => votes.place += LIKELY,
            }
        }
        votes
    }

    fn by_its_words(&self, of: &Sentence, core: &RangeInclusive<usize>) -> Votes {
        let mut votes = Votes::default();
        let words = core.clone().count();
        for word in core.clone() {
            let noun = self.lexicon.noun(of, word).unwrap_or_default();
            let capital = is_capital(of, word);
            if capital && (noun.body || noun.names_body) {
                votes.body += PLAIN;
            } else if capital && (noun.place() || noun.names_place) {
                votes.place += PLAIN;
            }
            let form = of.words[word].form.as_str();
            if form == "&" {
                votes.body += PLAIN;
            }
            let first = form.split(['-', '‐', '‑']).next().unwrap_or(form);
            if first != form && self.lexicon.names_place(first) {
                votes.place += 2 * SLIGHT;
            }
        }
        let first = of.words[*core.start()].form.as_str();
        let given = self.lexicon.is_given_name(first);
        votes.person += match (given, words) {
            (true, 1) => 2 * SLIGHT,
            (true, _) => PLAIN,
            (false, 1) => 0,
            (false, _) => 2 * SLIGHT,
        };
        // News gives a person's full name before the surname alone.
        votes.body += if !given && words == 1 { SLIGHT } else { 0 };
        if words == 1 && is_acronym(first) {
            votes.body += LIKELY;
        }
        let particle = core
            .clone()
            .skip(1)
            .any(|word| self.lexicon.link(of, word) == Some(Link::Name));
        if particle {
            votes.person += SLIGHT;
        }
        votes
    }

    /// Titles, articles, appositions, ages, datelines.
    fn by_its_neighbours(&self, of: &Sentence, core: &RangeInclusive<usize>) -> Votes {
        let mut votes = Votes::default();
        let (first, last) = (*core.start(), *core.end());
        let before = first.checked_sub(1);
        if let Some(before) = before {
            let word = &of.words[before];
            if self.lexicon.is_civility(of, before) {
                votes.person += KNOWN;
            } else if self.title_before(of, first).is_some() {
                votes.person += PLAIN;
            } else if word.upos == Upos::Det {
                votes.person -= LIKELY;
                votes.body += SLIGHT;
                votes.place += SLIGHT;
            }
        }
        if let Some(apposed) = self.apposed(of, first, last) {
            if apposed.human() {
                votes.person += LIKELY;
            } else if apposed.body {
                votes.body += LIKELY;
            }
        }
        let at = |word: usize| of.words.get(word);
        let number = at(last + 2).is_some_and(|word| word.upos == Upos::Num);
        let closed =
            at(last + 3).is_none_or(|word| word.upos == Upos::Punct || word.upos == Upos::Noun);
        if at(last + 1).is_some_and(|word| word.form == ",") && number && closed {
            votes.person += LIKELY;
        }
        let relative =
            at(last + 2).filter(|word| word.upos == Upos::Pron || word.upos == Upos::Det);
        let relative = relative.filter(|_| at(last + 1).is_some_and(|word| word.form == ","));
        match relative.and_then(|word| self.lexicon.relates_to_person(&word.form.to_lowercase())) {
            Some(true) => votes.person += LIKELY,
            Some(false) => {
                votes.body += LIKELY;
                votes.place += LIKELY;
            }
            None => {}
        }
        let line = first == 0
            && core
                .clone()
                .all(|word| !of.words[word].form.chars().any(char::is_lowercase));
        let bracket =
            at(last + 1).is_some_and(|word| word.form == "(" || "-–—".contains(word.form.as_str()));
        let comma = at(last + 1).is_some_and(|word| word.form == ",");
        if line && (bracket || comma) {
            votes.place += PLAIN;
        }
        votes
    }

    /// The noun of an apposition behind a name or before it: *X, a Danish shipping company*; *her lawyer, X*.
    fn apposed(&self, of: &Sentence, first: usize, last: usize) -> Option<super::Noun> {
        let comma = |word: usize| of.words.get(word).is_some_and(|word| word.form == ",");
        let behind = || {
            let start = last + 2;
            let words = start..of.words.len().min(start + 7);
            let mut heads = None;
            for word in words {
                let token = &of.words[word];
                if matches!(
                    token.upos,
                    Upos::Verb | Upos::Aux | Upos::Pron | Upos::Adp | Upos::Punct | Upos::Cconj
                ) {
                    break;
                }
                heads = self
                    .lexicon
                    .noun(of, word)
                    .filter(|_| token.upos == Upos::Noun)
                    .or(heads);
            }
            heads
        };
        let before = || {
            let mut word = first.checked_sub(2)?;
            let mut found = None;
            for _ in 0..8 {
                let token = &of.words[word];
                if matches!(
                    token.upos,
                    Upos::Verb | Upos::Aux | Upos::Punct | Upos::Pron
                ) {
                    break;
                }
                if token.upos == Upos::Noun {
                    found = self.lexicon.noun(of, word).or(found);
                }
                word = word.checked_sub(1)?;
            }
            found
        };
        if comma(last + 1)
            && let Some(noun) = behind()
        {
            return Some(noun);
        }
        first
            .checked_sub(1)
            .filter(|&word| comma(word))
            .and_then(|_| before())
    }

    /// The preposition before a name, and the noun or verb it goes with.
    fn by_its_governor(&self, of: &Sentence, core: &RangeInclusive<usize>) -> Votes {
        let mut votes = Votes::default();
        let head = anchor(of, core);
        let word = &of.words[head];
        let first = with_determiner(of, *core.start());
        let mut case = first
            .checked_sub(1)
            .filter(|&case| of.words[case].upos == Upos::Adp);
        if case.is_none() && first > 1 && of.words[first - 1].joined {
            case = Some(first - 2);
        }
        let governor = word
            .head
            .and_then(|governor| self.lexicon.noun(of, governor))
            .unwrap_or_default();
        let possessor = of
            .words
            .get(core.end() + 1)
            .is_some_and(|next| next.upos == Upos::Part);
        if possessor && governor.role {
            votes.body += SLIGHT;
        }
        let Some(case) = case else { return votes };
        let before = case.checked_sub(1);
        let governed = |word: usize| {
            self.lexicon
                .noun(of, word)
                .is_some_and(|noun| noun.of_place && !noun.human())
        };
        let compound = before
            .is_some_and(|word| self.lexicon.locates_as(&of.words[word].form) || governed(word));
        let mover = word
            .head
            .is_some_and(|verb| self.lexicon.moves(&of.words[verb].lemma))
            || before.is_some_and(|word| self.lexicon.moves(&of.words[word].lemma));
        let strength = self.lexicon.locates(of, case);
        let link = self.lexicon.link(of, case);
        let located = strength == Some(true) || compound && link == Some(Link::Which);
        if located || mover && strength.is_some() {
            votes.place += LIKELY;
        } else if governor.of_place && link == Some(Link::Which) {
            votes.place += LIKELY + SLIGHT;
        } else if governor.role && link == Some(Link::Which) {
            votes.body += LIKELY;
        } else if governor.human() && link == Some(Link::Work) {
            votes.body += LIKELY - SLIGHT;
        } else if strength == Some(false) && link != Some(Link::Which) {
            let argument =
                word.is(Relation::OblArg) || word.is(Relation::Iobj) || word.is(Relation::OblAgent);
            votes.place += if argument { SLIGHT } else { 3 * SLIGHT };
        } else if link == Some(Link::Which) && first < *core.start() {
            votes.place += SLIGHT;
        } else if governor.person && link == Some(Link::Which) {
            votes.place += 2 * SLIGHT;
        }
        votes
    }

    /// The noun of a title right before a name: *le percussionniste brésilien Zé*, *coach Doe*.
    pub(crate) fn title_before(&self, of: &Sentence, first: usize) -> Option<usize> {
        let mut word = first.checked_sub(1)?;
        loop {
            let noun = self.lexicon.noun(of, word).unwrap_or_default();
            if self.lexicon.is_civility(of, word) || noun.human() {
                return Some(word);
            }
            let adjective = of.words[word].upos == Upos::Adj && !noun.place() && !noun.body;
            if !adjective || of.words[word].is(Relation::Root) {
                break;
            }
            word = word.checked_sub(1)?;
        }
        self.title_above(of, first)
    }

    /// The noun of a title with a complement: *le critique de Télérama Zé*. The tree has to say that the name is its.
    fn title_above(&self, of: &Sentence, first: usize) -> Option<usize> {
        use Upos::{Adp, Aux, Cconj, Det, Punct, Verb};
        const APPOSED: [Relation; 3] = [Relation::Appos, Relation::Flat, Relation::Nmod];
        let mut at = first;
        for _ in 0..3 {
            let apposed = of.words[at].is_any(&APPOSED);
            at = of.words[at]
                .head
                .filter(|&holder| apposed && holder < first)?;
            if self.lexicon.noun(of, at).is_some_and(super::Noun::human) {
                break;
            }
        }
        let human = self.lexicon.noun(of, at).is_some_and(super::Noun::human);
        let led = matches!(of.words[first - 1].upos, Adp | Det);
        let stops = |word: usize| matches!(of.words[word].upos, Punct | Verb | Aux | Cconj);
        let stopped = (at..first).any(stops);
        (human && !led && !stopped && at + 1 < first && first - at < 9).then_some(at)
    }

    /// The names of a sentence with the common nouns that are part of them.
    fn joined_up(
        &self,
        of: &Sentence,
        names: &[Found],
        class: &dyn Fn(&Found) -> Class,
    ) -> Vec<Name> {
        let mut named: Vec<Name> = Vec::new();
        for found in names {
            let own = class(found);
            let joined = self.joined(of, found, Some(own));
            let name = match joined {
                Some(joined) => Name {
                    words: described(of, *joined.words.start())..=*joined.words.end(),
                    core: found.core.clone(),
                    class: joined.class,
                    known: found.known,
                    noun: Some(joined.noun),
                },
                None if found.portfolio || self.is_thing(of, found, own) => continue,
                None => Name {
                    words: self.own_determiner(of, found)..=*found.core.end(),
                    core: found.core.clone(),
                    class: own,
                    known: found.known,
                    noun: None,
                },
            };
            // A longer name takes those it covers.
            if let Some(last) = named.last()
                && last.words.end() >= name.words.start()
            {
                if last.words.clone().count() >= name.words.clone().count() {
                    continue;
                }
                named.pop();
            }
            named.push(name);
        }
        named
    }

    /// The first word of a name with its determiner, unless that is the one of a noun behind it: *a Sheffield firm*.
    fn own_determiner(&self, of: &Sentence, found: &Found) -> usize {
        let (first, next) = (*found.core.start(), found.core.end() + 1);
        let led = with_determiner(of, first);
        let others =
            led < first && of.words[led].head == Some(next) && of.words[next].upos == Upos::Noun;
        if others { first } else { led }
    }

    /// Whether a name only tells one thing from others: *l’ouragan Ida*.
    fn is_thing(&self, of: &Sentence, found: &Found, class: Class) -> bool {
        let Some(before) = found.core.start().checked_sub(1) else {
            return false;
        };
        let common = of.words[before].upos == Upos::Noun && !is_capital(of, before);
        let noun = self.lexicon.noun(of, before).unwrap_or_default();
        let head = anchor(of, &found.core);
        let part = of.words[head].head == Some(before) && class != Class::Place;
        common && part && !noun.human() && !noun.body && !noun.place() && found.known.is_none()
    }

    /// The common noun that is part of a name. `class` is what the name is by itself, once that is known.
    fn joined(&self, of: &Sentence, found: &Found, class: Option<Class>) -> Option<Joined> {
        self.noun_behind(of, found, class)
            .or_else(|| self.noun_before(of, found, class))
    }

    /// *the Teesta river*, *Avon police*.
    fn noun_behind(&self, of: &Sentence, found: &Found, class: Option<Class>) -> Option<Joined> {
        let next = found.core.end() + 1;
        let word = of.words.get(next)?;
        let part = found
            .core
            .clone()
            .any(|word| of.words[word].head == Some(next))
            || word
                .head
                .is_some_and(|head| found.core.contains(&head) && word.is(Relation::Flat));
        let noun = self
            .lexicon
            .noun(of, next)
            .filter(|_| word.upos == Upos::Noun && part && !is_capital(of, next))?;
        let joined = |class| Joined {
            words: *found.core.start()..=next,
            noun: next,
            class,
        };
        let country = matches!(found.known, Some(Known::Country(_)));
        if noun.human() || class == Some(Class::Person) {
            None
        } else if noun.place() && !noun.body {
            Some(joined(Class::Place))
        } else if noun.body
            && !country
            && !self.is_one_of_many(of, *found.core.start())
            && !matches!(found.known, Some(Known::Body(_)))
            && self.singular(of, next)
        {
            Some(joined(Class::Body))
        } else {
            None
        }
    }

    /// *le fleuve Sanga*, *le tribunal correctionnel de Valence*, *the port of Mombasa*, *le fonds américain Norwood*.
    fn noun_before(&self, of: &Sentence, found: &Found, class: Option<Class>) -> Option<Joined> {
        let first = *found.core.start();
        let mut at = first.checked_sub(1)?;
        let mut linked = false;
        if of.words[at].upos == Upos::Det && at > 0 {
            at -= 1;
            linked = true;
        }
        if self.lexicon.link(of, at) == Some(Link::Which) && of.words[at].upos == Upos::Adp {
            at = at.checked_sub(1)?;
            linked = true;
        } else if linked {
            return None;
        }
        let at = self.leading_noun(of, at)?;
        let noun = self.lexicon.noun(of, at)?;
        // *Un garage de Valmer* is not called so.
        let one_of_many = linked && self.is_one_of_many(of, described(of, at) + 1);
        if is_capital(of, at) && at > 0 || !self.singular(of, at) || one_of_many {
            return None;
        }
        let country = matches!(found.known, Some(Known::Country(_)));
        let body = matches!(found.known, Some(Known::Body(_)));
        let person = class == Some(Class::Person);
        let portfolio = self.lexicon.is_portfolio(&of.words[first].form);
        let words = at..=*found.core.end();
        let joined = |class| {
            Some(Joined {
                words: words.clone(),
                noun: at,
                class,
            })
        };
        if noun.human() && !linked {
            // *son rival Translia*: who holds no name of a person is no person.
            let body = class == Some(Class::Body) && noun.person;
            return body.then(|| joined(Class::Body)).flatten();
        }
        if noun.human() {
            return None;
        }
        if !linked {
            let place = noun.place() && !noun.body;
            return match (place, noun.body) {
                (true, _) => joined(Class::Place),
                (false, true) => joined(self.body_or_site(of, at, noun)),
                _ => None,
            };
        }
        if noun.place() && !noun.body {
            return if body { None } else { joined(Class::Place) };
        }
        let sub_state = !country && !body && (portfolio || !person || noun.of_place);
        (noun.body && sub_state && (noun.of_place || portfolio || class != Some(Class::Body)))
            .then(|| joined(self.body_or_site(of, at, noun)))
            .flatten()
    }

    /// The noun that leads a group up to a word, over its adjectives and complements without article: *chambre de commerce*.
    fn leading_noun(&self, of: &Sentence, last: usize) -> Option<usize> {
        let mut at = last;
        let mut found = None;
        for _ in 0..7 {
            let word = &of.words[at];
            let known = self
                .lexicon
                .noun(of, at)
                .filter(|noun| noun.body || noun.place() || noun.human());
            if known.is_some() && matches!(word.upos, Upos::Noun | Upos::Adj) && !is_capital(of, at)
            {
                found = Some(at);
            }
            let part = match word.upos {
                Upos::Adj | Upos::Noun => !is_capital(of, at) || at == 0,
                Upos::Adp => {
                    self.lexicon.link(of, at) == Some(Link::Which) && found != Some(at + 1)
                }
                _ => false,
            };
            if !part || (word.upos == Upos::Noun && found == Some(at) && self.ends_noun(of, at)) {
                break;
            }
            at = at.checked_sub(1)?;
        }
        found
    }

    /// Whether nothing that leads further stands before a noun.
    fn ends_noun(&self, of: &Sentence, noun: usize) -> bool {
        noun == 0
            || !(self.lexicon.link(of, noun - 1) == Some(Link::Which)
                && of.words[noun - 1].upos == Upos::Adp)
    }

    /// A noun that can be both is a place where somebody or something is in it.
    fn body_or_site(&self, of: &Sentence, noun: usize, is: super::Noun) -> Class {
        let first = with_determiner(of, noun);
        let mut case = first.checked_sub(1);
        if case.is_some_and(|case| of.words[case].joined) {
            case = first.checked_sub(2);
        }
        let located = case.is_some_and(|case| {
            let link = self.lexicon.link(of, case);
            self.lexicon.locates(of, case).is_some() && link != Some(Link::Which)
        });
        if is.place() && located {
            Class::Place
        } else {
            Class::Body
        }
    }

    /// Whether a joined noun is called after the place the name is: *le tribunal de Valence*.
    fn after_place(&self, of: &Sentence, joined: &Joined, core: &RangeInclusive<usize>) -> bool {
        let noun = self.lexicon.noun(of, joined.noun).unwrap_or_default();
        noun.of_place && joined.noun + 1 < *core.start()
    }

    /// Whether an indefinite article stands before a word: *a Sheffield firm* is not called so.
    fn is_one_of_many(&self, of: &Sentence, first: usize) -> bool {
        first > 0 && of.words[first - 1].feats.is(Definite::Ind)
    }

    fn singular(&self, of: &Sentence, word: usize) -> bool {
        !of.words[word].feats.is(Number::Plur)
    }
}

/// The start of a common noun's group: its adjectives, where a determiner stands before them, and that.
fn described(of: &Sentence, noun: usize) -> usize {
    let adjective = |word: &usize| of.words[*word].upos == Upos::Adj;
    let first = (0..noun).rev().take_while(adjective).last().unwrap_or(noun);
    let led = with_determiner(of, first);
    if led < first {
        led
    } else {
        with_determiner(of, noun)
    }
}

/// Two capitals or more and nothing else.
fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| c.is_alphabetic()).count();
    (2..=6).contains(&letters) && form.chars().all(|c| c.is_uppercase() || ".-".contains(c))
}
