//! Places: states, cities and sites, where their names stand for the place and not for who governs it.

pub(crate) mod gazetteer;
mod holders;

use selon_analyse::{Analysis, Sentence};
use selon_intake::Span;

use crate::grammar::nominal;
use crate::names::{Class, Name, Names, Rules};
use crate::{Place, PlacePrecision};
use gazetteer::Known;

/// The places among the proper names of an article, in text order. They do not overlap.
pub(crate) fn places(rules: &Rules, text: &str, analysis: &Analysis, names: &Names) -> Vec<Place> {
    let sentences = analysis.sentences.iter().zip(names);
    let places = sentences.flat_map(|(of, names)| {
        let places = names.iter().filter(|name| is_place(rules, of, name));
        places.map(|name| read(rules, text, of, name))
    });
    places.collect()
}

/// Whether a name stands for a place rather than for the state that has it or its seat there.
pub(crate) fn is_place(rules: &Rules, of: &Sentence, name: &Name) -> bool {
    let head = nominal::anchor(of, *name.words.start(), *name.words.end());
    let acts = !rules.is_located(of, *name.words.start())
        && match name.known_whole() {
            Some(Known::Country(_)) => rules.gazetteer.acts(of, head, false),
            Some(Known::Seat(_) | Known::City { capital: true, .. }) => {
                rules.gazetteer.acts(of, head, true)
            }
            _ => false,
        };
    name.class == Class::Place && !acts
}

fn read(rules: &Rules, text: &str, of: &Sentence, name: &Name) -> Place {
    let site = name
        .noun
        .and_then(|noun| rules.lexicon.noun(of, noun))
        .is_some_and(|noun| noun.site);
    let precision = match name.known {
        _ if site => Some(PlacePrecision::Site),
        Some(Known::Country(_)) if name.noun.is_none() => Some(PlacePrecision::Country),
        Some(Known::Seat(_)) => Some(PlacePrecision::Site),
        Some(Known::City { .. }) => Some(PlacePrecision::City),
        _ => None,
    };
    let (country, at) = whereabouts(rules, name.known);
    let name_of_it = nominal::span(of, name.bare()).of(text).to_owned();
    place(
        nominal::span(of, name.words.clone()),
        name_of_it,
        country,
        at,
        precision,
    )
}

fn whereabouts(rules: &Rules, known: Option<Known>) -> (Option<&'static str>, Option<(f64, f64)>) {
    match known {
        Some(Known::Country(country) | Known::Seat(country)) => {
            (Some(country), rules.gazetteer.capital(country))
        }
        Some(Known::City { country, at, .. }) => (Some(country), Some(at)),
        Some(Known::Body(body)) => (body.country, None),
        Some(Known::Person) | None => (None, None),
    }
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
