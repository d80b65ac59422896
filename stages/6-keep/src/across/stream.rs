//! A text as the things it speaks of, in their order.

use selon_intake::Span;
use selon_read::{Actor, ActorKind, MentionForm, Place, PlacePrecision, Record};

use super::tokens::{Token, tokens};
use super::vocabulary::{Class, Meaning, Vocabulary, Word, feature, short};

/// Something that a text speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Thing {
    /// The byte at which its words begin.
    pub at: usize,
    /// Its number, in every language the same.
    pub feature: u32,
    /// What sort.
    pub class: Class,
    /// It is said not to be so, or its contrary is said.
    pub negated: bool,
}

/// How far a negation's two words may stand from each other, in words.
const PAIRED: usize = 8;

/// What a text speaks of, and all its words.
#[derive(Debug)]
pub(super) struct Stream {
    pub things: Vec<Thing>,
    /// The folded letters of each word, as a number.
    pub words: Vec<u64>,
    /// Where each word begins.
    pub starts: Vec<usize>,
}

/// Reads a text. Whoever and whatever the tables know by an id is one thing, however many words name it.
pub(super) fn stream(vocabulary: &Vocabulary, text: &str, known: &[(Span, u32)]) -> Stream {
    let mut all: Vec<(Token, Word)> = Vec::with_capacity(text.len() / 5);
    tokens(text, |token, letters| {
        all.push((token, vocabulary.word(letters)))
    });
    let words: Vec<Word> = all.iter().map(|(_, word)| *word).collect();
    let mut reading = Reading {
        things: Vec::with_capacity(words.len() / 2),
        particles: vocabulary.particles,
        particle: None,
        negation: None,
        pending: false,
    };
    let mut known = known.iter().copied().peekable();
    let mut at = 0;
    while at < all.len() {
        let (token, word) = all[at];
        while known.next_if(|(span, _)| span.end <= token.start).is_some() {}
        if token.fresh {
            reading.clause();
        }
        if let Some((span, feature)) = known.next_if(|(span, _)| span.start <= token.start) {
            reading.thing(token.start, feature, Class::Name, false);
            at += all[at..]
                .iter()
                .take_while(|(token, _)| token.start < span.end)
                .count();
            continue;
        }
        let (length, meaning) = vocabulary.read(&words[at..]);
        match meaning {
            Some(Meaning::Nothing) => {}
            Some(Meaning::Particle) => reading.particle(at),
            Some(Meaning::Negates) => reading.negates(at),
            Some(Meaning::Thing {
                feature,
                class,
                contrary,
            }) => {
                reading.thing(token.start, feature, class, contrary);
            }
            None if token.digit => {}
            // A capital at the beginning of a clause says nothing.
            None => {
                let name = token.capital && !token.fresh;
                let class = if name { Class::Name } else { Class::Word };
                reading.thing(token.start, short(word.stem), class, false);
            }
        }
        at += length;
    }
    Stream {
        things: reading.things,
        words: words.iter().map(|word| word.exact).collect(),
        starts: all.iter().map(|(token, _)| token.start).collect(),
    }
}

/// Things as they are read, with the negations around them.
struct Reading {
    things: Vec<Thing>,
    /// Whether a negation takes two words.
    particles: bool,
    /// Where one of them stands, and how many things stand before it.
    particle: Option<(usize, usize)>,
    negation: Option<(usize, usize)>,
    /// The next thing is negated.
    pending: bool,
}

impl Reading {
    fn clause(&mut self) {
        (self.particle, self.negation, self.pending) = (None, None, false);
    }

    fn thing(&mut self, at: usize, feature: u32, class: Class, contrary: bool) {
        // What is named stays what it is.
        let negated = class != Class::Name && std::mem::take(&mut self.pending);
        let negated = negated != contrary;
        self.things.push(Thing {
            at,
            feature,
            class,
            negated,
        });
    }

    fn particle(&mut self, at: usize) {
        match self.negation.take_if(|(word, _)| at - *word <= PAIRED) {
            Some((_, before)) => self.negate(before),
            None => self.particle = Some((at, self.things.len())),
        }
    }

    fn negates(&mut self, at: usize) {
        if !self.particles {
            self.pending = true;
            return;
        }
        match self.particle.take_if(|(word, _)| at - *word <= PAIRED) {
            Some((_, before)) => self.negate(before),
            None => self.negation = Some((at, self.things.len())),
        }
    }

    /// Both words of a negation have been read: what stands between them and the next thing are negated.
    fn negate(&mut self, before: usize) {
        let between = self.things[before..].iter_mut();
        between
            .filter(|thing| thing.class != Class::Name)
            .for_each(|thing| thing.negated ^= true);
        self.pending = true;
    }
}

/// Whoever and whatever the tables know, with where it is named, in text order.
pub(super) fn known(record: &Record) -> Vec<(Span, u32)> {
    let actors = record
        .actors
        .iter()
        .filter_map(|actor| Some((actor, of_actor(actor)?)));
    let mut known: Vec<_> = actors
        .flat_map(|(actor, feature)| {
            let named = actor.mentions.iter().filter(|mention| {
                use MentionForm::{Metonym, Name, Title};
                matches!(mention.form, Name | Title | Metonym)
            });
            named.map(move |mention| (mention.span, feature))
        })
        .collect();
    let places = record.places.iter();
    known.extend(places.filter_map(|place| Some((place.span, of_place(place)?))));
    known.sort_unstable_by_key(|(span, _)| (span.start, usize::MAX - span.end));
    known
}

/// Two places nearer than a hundredth of a degree are one.
const DEGREE: f64 = 100.0;

fn of_place(place: &Place) -> Option<u32> {
    if let (Some(PlacePrecision::Country), Some(country)) = (place.precision, place.country) {
        return Some(feature(&format!("country:{country}")));
    }
    let (latitude, longitude) = (place.latitude?, place.longitude?);
    let [north, east] = [latitude, longitude].map(|degrees| (degrees * DEGREE).round() as i64);
    Some(feature(&format!("place:{north},{east}")))
}

/// The number of an actor that the tables know.
pub(super) fn of_actor(actor: &Actor) -> Option<u32> {
    match (actor.kind, actor.country, actor.known_as) {
        (ActorKind::State, Some(country), _) => Some(feature(&format!("country:{country}"))),
        (_, _, Some(id)) => Some(feature(&format!("entity:{id}"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::vocabulary;
    use super::*;

    /// What of a text is negated.
    fn negated(language: &str, text: &str) -> Vec<String> {
        let stream = stream(vocabulary(language), text, &[]);
        let negated = stream.things.iter().filter(|thing| thing.negated);
        let word = |at: usize| {
            text[at..]
                .split([' ', '\'', '.', ','])
                .next()
                .unwrap_or_default()
        };
        negated.map(|thing| word(thing.at).to_owned()).collect()
    }

    #[test]
    fn what_is_negated() {
        assert_eq!(negated("fr", "Le maire ne votera pas."), ["votera"]);
        assert_eq!(
            negated("fr", "Aucune substance n'a été rejetée, selon le maire."),
            ["substance", "rejetée"]
        );
        assert_eq!(
            negated(
                "en",
                "The dam is no longer holding and the town is in danger."
            ),
            ["holding"]
        );
        assert_eq!(
            negated("en", "There is no danger for the town."),
            ["danger"]
        );
    }

    #[test]
    fn what_is_not_negated() {
        let none: [&str; 0] = [];
        assert_eq!(
            negated(
                "fr",
                "Le maire n'attend que le rapport du préfet sur le stade."
            ),
            none
        );
        assert_eq!(negated("fr", "Plus de 340 camions attendent."), none);
        // The contrary of what is open.
        assert_eq!(negated("en", "The port will close."), ["close"]);
        assert_eq!(negated("en", "The port will not close."), none);
    }

    #[test]
    fn what_the_tables_know_is_one_thing() {
        let text = "Le président Poutine parle.";
        let known = [(Span::new(0, 20), 7)];
        let stream = stream(vocabulary("fr"), text, &known);
        assert_eq!(stream.things[0].feature, 7);
        assert_eq!(stream.things.len(), 2);
        assert_eq!(stream.words.len(), 4);
    }
}
