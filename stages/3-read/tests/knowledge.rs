//! What the tables know of states, cities, bodies and people, end to end through the shipped models. Each rule has its own
//! tests where it stands.

#![allow(clippy::unwrap_used)] // In a test, what nobody expects should fail it.

mod support;

use selon_intake::{DateSource, Precision, Published};
use selon_read::{Actor, ActorKind, MentionForm, PlacePrecision, Record};

/// The record of a text that was published at a date, or at none.
fn read(language: &str, date: &str, text: &str) -> Record {
    let precision = match date.len() {
        4 => Precision::Year,
        7 => Precision::Month,
        _ => Precision::Day,
    };
    let published = (!date.is_empty()).then(|| Published {
        value: date.into(),
        precision,
        from: DateSource::Given,
    });
    support::read(language, published, text).0
}

/// Who is mentioned by these words.
#[track_caller]
fn actor<'r>(record: &'r Record, words: &str) -> &'r Actor {
    let text = &record.document.text;
    let named = |actor: &&Actor| actor.mentions[0].span.of(text) == words;
    let found = record.actors.iter().find(named);
    found.unwrap_or_else(|| panic!("nobody is mentioned as {words}: {:#?}", record.actors))
}

/// What the one who is mentioned by these words is known as.
#[track_caller]
fn known_as(language: &str, date: &str, text: &str, words: &str) -> Option<&'static str> {
    actor(&read(language, date, text), words).known_as
}

/// `name country precision` of every place.
fn places(language: &str, text: &str) -> Vec<String> {
    let record = read(language, "", text);
    let place =
        |place: &selon_read::Place| format!("{} {}", place.name, place.country.unwrap_or("-"));
    record.places.iter().map(place).collect()
}

#[test]
fn a_person_without_wikidata_id_is_known_by_the_row() {
    let text = "Keir Starmer said the talks would resume on Monday.";
    assert_eq!(
        known_as("en", "2024-09-01", text, "Keir Starmer"),
        Some("starmer-keir")
    );
}

#[test]
fn a_title_does_not_hide_the_name() {
    let text = "Le président Emmanuel Macron a promis une réponse rapide.";
    assert_eq!(
        known_as("fr", "", text, "Le président Emmanuel Macron"),
        Some("Q3052772")
    );
    let text = "Le pape François a appelé au cessez-le-feu.";
    assert_eq!(
        known_as("fr", "2020", text, "Le pape François"),
        Some("Q450675")
    );
}

#[test]
fn any_space_may_stand_before_a_name() {
    let text = "Le pape\u{a0}François a appelé au cessez-le-feu.";
    assert_eq!(
        known_as("fr", "2020", text, "Le pape\u{a0}François"),
        Some("Q450675")
    );
    read(
        "fr",
        "",
        "selon de\u{ad}puis \u{a0}» According to à 10 heures « « ",
    );
}

#[test]
fn the_office_at_the_date_gives_country_and_sector() {
    let text = "Christine Lagarde a défendu sa décision.";
    let at = |date| {
        let record = read("fr", date, text);
        let lagarde = actor(&record, "Christine Lagarde");
        (lagarde.country, lagarde.sector)
    };
    assert_eq!(at("2009"), (Some("FRA"), Some("GOV")));
    assert_eq!(at("2015"), (None, Some("IGO")));
    assert_eq!(at("2022"), (None, Some("IGO")));
}

#[test]
fn a_place_in_a_persons_name_is_no_place() {
    for (language, text) in [
        ("fr", "Florence Parly a visité la base."),
        ("fr", "Israël Katz a visité la base."),
        ("en", "Nancy Pelosi visited the base."),
        ("en", "Jack London visited the base."),
    ] {
        assert_eq!(places(language, text), [""; 0], "in: {text}");
    }
}

#[test]
fn cities_have_their_french_names() {
    assert_eq!(
        places(
            "fr",
            "Une explosion a eu lieu à Londres, puis à Cologne et à Anvers."
        ),
        ["Londres GBR", "Cologne DEU", "Anvers BEL"]
    );
    assert_eq!(
        places("fr", "Les combats ont repris à Mykolaïv."),
        ["Mykolaïv UKR"]
    );
    assert_eq!(
        places("en", "Fighting resumed in Mykolaiv."),
        ["Mykolaiv UKR"]
    );
    assert_eq!(
        places("fr", "Le navire a quitté Le Pirée."),
        ["Le Pirée GRC"]
    );
}

#[test]
fn territories_and_long_names_are_states() {
    assert_eq!(
        places("fr", "Un séisme a frappé au Groenland."),
        ["Groenland GRL"]
    );
    assert_eq!(
        places("en", "The storm hit in Puerto Rico."),
        ["Puerto Rico PRI"]
    );
    let record = read(
        "en",
        "",
        "The Islamic Republic of Iran rejected the report.",
    );
    let iran = actor(&record, "The Islamic Republic of Iran");
    assert_eq!((iran.country, iran.known_as), (Some("IRN"), Some("Q794")));
}

#[test]
fn demonyms_in_every_gender_and_number_give_the_country() {
    for (text, words, country) in [
        (
            "Le ministre malien a démissionné.",
            "Le ministre malien",
            "MLI",
        ),
        (
            "La ministre malienne a démissionné.",
            "La ministre malienne",
            "MLI",
        ),
        (
            "Les ministres groenlandais ont démissionné.",
            "Les ministres groenlandais",
            "GRL",
        ),
        ("Les Réunionnaises ont voté.", "Les Réunionnaises", "REU"),
        (
            "Un responsable écossais a démissionné.",
            "Un responsable écossais",
            "GBR",
        ),
    ] {
        assert_eq!(
            actor(&read("fr", "", text), words).country,
            Some(country),
            "in: {text}"
        );
    }
    for (text, words, country) in [
        (
            "The Scottish minister resigned.",
            "The Scottish minister",
            "GBR",
        ),
        (
            "Two Puerto Rican officials said the port was closed.",
            "Two Puerto Rican officials",
            "PRI",
        ),
        (
            "The Greenlanders voted on Sunday.",
            "The Greenlanders",
            "GRL",
        ),
    ] {
        assert_eq!(
            actor(&read("en", "", text), words).country,
            Some(country),
            "in: {text}"
        );
    }
}

#[test]
fn a_seat_that_acts_is_the_state_and_a_city_where_things_happen_is_a_place() {
    for (language, text, words, known_as) in [
        (
            "fr",
            "La Maison-Blanche a démenti mardi.",
            "La Maison-Blanche",
            "Q30",
        ),
        (
            "fr",
            "Le Quai d’Orsay a condamné l’attaque.",
            "Le Quai d’Orsay",
            "Q142",
        ),
        ("fr", "Moscou a rejeté ces accusations.", "Moscou", "Q159"),
        (
            "en",
            "Zhongnanhai rejected the offer.",
            "Zhongnanhai",
            "Q148",
        ),
        (
            "en",
            "The White House denied the report.",
            "The White House",
            "Q30",
        ),
    ] {
        let record = read(language, "", text);
        let state = actor(&record, words);
        assert_eq!(state.mentions[0].form, MentionForm::Metonym, "in: {text}");
        assert_eq!(
            (state.kind, state.known_as),
            (ActorKind::State, Some(known_as)),
            "in: {text}"
        );
        assert_eq!(record.places, [], "in: {text}");
    }
    let record = read("fr", "", "La délégation est arrivée à Moscou.");
    assert_eq!(record.places[0].precision, Some(PlacePrecision::City));
    assert!(
        record
            .actors
            .iter()
            .all(|actor| actor.kind != ActorKind::State)
    );
}

#[test]
fn bodies_are_known_by_the_names_of_the_language() {
    let text = "L’Organisation mondiale de la santé a publié un rapport.";
    let words = "L’Organisation mondiale de la santé";
    assert_eq!(known_as("fr", "", text, words), Some("Q7817"));
    assert_eq!(
        known_as("en", "", "The WHO published a report.", "The WHO"),
        Some("Q7817")
    );
    assert_eq!(
        known_as("fr", "", "La CFDT appelle à la grève.", "La CFDT"),
        Some("cfdt")
    );
}
