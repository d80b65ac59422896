//! Places: states, cities and sites, where their names stand for the place and not for who governs it.

use selon_analyse::{Analysis, Sentence};
use selon_intake::Span;

use crate::gazetteer::Known;
use crate::grammar::nominal;
use crate::names::{Name, Names, Rules};
use crate::{Place, PlacePrecision};

/// The places among the proper names of an article, in text order. They do not overlap.
pub(crate) fn places(rules: &Rules, text: &str, analysis: &Analysis, names: &Names) -> Vec<Place> {
    let sentences = analysis.sentences.iter().zip(names);
    let places = sentences.flat_map(|(of, names)| {
        let places = names.iter().filter(|name| name.place);
        places.map(|name| read(rules, text, of, name))
    });
    places.collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::testing::{named, rules};

    /// The places of a sentence as `name country precision`.
    fn found(rows: &str) -> Vec<String> {
        let rules = rules("fr");
        let (tree, names) = named(rules, rows);
        let analysis = Analysis {
            language: "fr",
            model: None,
            sentences: vec![tree.sentence.clone()],
        };
        let places = places(rules, &tree.text, &analysis, &vec![names]);
        let shown = |place: &Place| {
            let precision = place.precision.map_or("-", PlacePrecision::name);
            format!(
                "{} {} {precision}",
                place.name,
                place.country.unwrap_or("-")
            )
        };
        places.iter().map(shown).collect()
    }

    #[test]
    fn a_place_is_as_precise_as_what_it_names() {
        let inside =
            |name: &str| format!("Ils PRON 2 nsubj/vivent VERB 0 root/dans ADP 4 case/{name}");
        for (name, expected) in [
            ("Kenya PROPN 2 obl:mod", "Kenya KEN country"),
            ("Anvers PROPN 2 obl:mod", "Anvers BEL city"),
            ("Sorvane PROPN 2 obl:mod", "Sorvane - -"),
        ] {
            assert_eq!(found(&inside(name)), [expected]);
        }
        let site = "le DET 2 det/fleuve NOUN 4 nsubj/Orvane PROPN 2 nmod/monte VERB 0 root";
        assert_eq!(found(site), ["fleuve Orvane - site"]);
    }

    #[test]
    fn a_name_that_somebody_acts_by_is_no_place() {
        assert_eq!(
            found("L' DET 2 det/Ouganda PROPN 3 nsubj/signe VERB 0 root"),
            [""; 0]
        );
    }
}
