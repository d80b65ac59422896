//! Places: states, cities and sites, where their names stand for the place and not for who governs it.

pub(crate) mod gazetteer;
mod holders;

use std::sync::Arc;

use rustc_hash::FxHashSet;
use selon_analyse::{Analysis, Sentence, Upos};
use selon_intake::Span;
use selon_languages::Pack;

use crate::nominal;
use crate::{Place, PlacePrecision};
use gazetteer::{Gazetteer, Known};

/// What the places of one language are found by.
#[derive(Debug)]
pub(crate) struct Rules {
    gazetteer: Arc<Gazetteer>,
    sites: FxHashSet<&'static str>,
}

impl Rules {
    /// Compiles the tables of a language.
    pub(crate) fn load(pack: &'static Pack, gazetteer: Arc<Gazetteer>) -> Rules {
        let sites = pack.table("site-nouns").rows();
        Rules {
            gazetteer,
            sites: sites.map(|row| row.key()).collect(),
        }
    }

    /// The places of an article in text order. They do not overlap.
    pub(crate) fn places(&self, text: &str, analysis: &Analysis) -> Vec<Place> {
        let mut places = Vec::new();
        for sentence in &analysis.sentences {
            let mut word = 0;
            while word < sentence.words.len() {
                let found = self
                    .site(text, sentence, word)
                    .or_else(|| self.name(text, sentence, word));
                let Some((place, last)) = found else {
                    word += 1;
                    continue;
                };
                places.extend(place);
                word = last + 1;
            }
        }
        places
    }

    /// A noun for a place with the name that tells which: it lies where its city or country does.
    fn site(&self, text: &str, of: &Sentence, noun: usize) -> Option<(Option<Place>, usize)> {
        let words = &of.words;
        if !self
            .sites
            .contains(words[noun].lemma.to_lowercase().as_str())
        {
            return None;
        }
        let group = nominal::close_group(of, noun);
        let named = |&word: &usize| word != noun && words[word].upos == Upos::Propn;
        let last = group.clone().rev().find(named)?;
        let known = group
            .clone()
            .find_map(|word| self.gazetteer.known(text, of, word));
        let (country, at) = known.map_or((None, None), |(known, _)| self.whereabouts(known));
        let last = last
            .max(noun)
            .max(known.map_or(0, |(_, last)| last.min(*group.end())));
        let span = nominal::span(of, *group.start()..=last);
        let name = nominal::span(of, noun.min(named_start(of, &group))..=last)
            .of(text)
            .to_owned();
        Some((
            Some(place(span, name, country, at, Some(PlacePrecision::Site))),
            last,
        ))
    }

    /// A name the tables know, or one behind a preposition that is said of places alone.
    fn name(&self, text: &str, of: &Sentence, first: usize) -> Option<(Option<Place>, usize)> {
        let Some((known, last)) = self.gazetteer.known(text, of, first) else {
            return self.unknown(text, of, first);
        };
        let head = name_head(of, first, last);
        let precision = match known {
            Known::Body(_) | Known::Person => return Some((None, last)),
            Known::Country(_) if self.gazetteer.acts(of, head, false) => return Some((None, last)),
            Known::Seat(_) | Known::City { capital: true, .. }
                if self.gazetteer.acts(of, head, true) =>
            {
                return Some((None, last));
            }
            Known::Country(_) => PlacePrecision::Country,
            Known::Seat(_) => PlacePrecision::Site,
            Known::City { .. } => PlacePrecision::City,
        };
        let (country, at) = self.whereabouts(known);
        let span = nominal::span(of, first..=last);
        Some((
            Some(place(
                span,
                span.of(text).to_owned(),
                country,
                at,
                Some(precision),
            )),
            last,
        ))
    }

    fn unknown(&self, text: &str, of: &Sentence, first: usize) -> Option<(Option<Place>, usize)> {
        let word = &of.words[first];
        let capital = word.form.chars().next().is_some_and(char::is_uppercase);
        if word.upos != Upos::Propn || !capital {
            return None;
        }
        if !self.gazetteer.is_place(of, nominal::head_of(of, first)) {
            return None;
        }
        let part = |&word: &usize| of.words[word].upos == Upos::Propn;
        let last = (first..of.words.len()).take_while(part).last()?;
        let span = nominal::span(of, first..=last);
        Some((
            Some(place(span, span.of(text).to_owned(), None, None, None)),
            last,
        ))
    }

    fn whereabouts(&self, known: Known) -> (Option<&'static str>, Option<(f64, f64)>) {
        match known {
            Known::Country(country) | Known::Seat(country) => {
                (Some(country), self.gazetteer.capital(country))
            }
            Known::City { country, at, .. } => (Some(country), Some(at)),
            Known::Body(body) => (body.country, None),
            Known::Person => (None, None),
        }
    }
}

/// The word of a name that its sentence hangs it by.
pub(crate) fn name_head(sentence: &Sentence, first: usize, last: usize) -> usize {
    let outside = |&word: &usize| {
        sentence.words[word]
            .head
            .is_none_or(|head| !(first..=last).contains(&head))
    };
    (first..=last).find(outside).unwrap_or(first)
}

/// The first word of a group that is no determiner.
fn named_start(sentence: &Sentence, group: &std::ops::RangeInclusive<usize>) -> usize {
    group
        .clone()
        .find(|&word| sentence.words[word].upos != Upos::Det)
        .unwrap_or(*group.start())
}

fn place(
    span: Span,
    name: String,
    country: Option<&'static str>,
    at: Option<(f64, f64)>,
    precision: Option<PlacePrecision>,
) -> Place {
    let (latitude, longitude) = at.unzip();
    Place {
        span,
        name,
        country,
        latitude,
        longitude,
        precision,
    }
}
