//! Names and nominal groups of a few sentences, end to end through the shipped models. Each rule has its own tests, on trees,
//! where it stands.

#![allow(clippy::unwrap_used)] // In a test, what nobody expects should fail it.

mod support;

use std::cmp::Reverse;

use selon_read::MentionForm;

/// `kind form: words` of every name and nominal group, in text order.
#[track_caller]
fn expect(language: &str, text: &str, expected: &[&str]) {
    let (record, _) = support::read(language, None, text);
    let mentions = record.actors.iter().flat_map(|actor| {
        let kind = actor.kind.name();
        let mentions = actor.mentions.iter();
        mentions.map(move |mention| (mention.span, kind, mention.form))
    });
    let places = record.places.iter();
    let places = places.map(|place| (place.span, "place", MentionForm::Name));
    let spoken = mentions.filter(|(.., form)| *form != MentionForm::Pronoun);
    let mut named: Vec<_> = spoken.chain(places).collect();
    named.sort_by_key(|(span, ..)| (span.start, Reverse(span.end)));
    let lines = named.iter();
    let lines: Vec<String> = lines
        .map(|(span, kind, form)| format!("{kind} {}: {}", form.name(), span.of(text)))
        .collect();
    assert_eq!(lines, expected, "in: {text}");
}

#[test]
fn a_title_takes_its_determiner_and_its_complements() {
    expect(
        "fr",
        "La ministre danoise des Transports Mette Holm a parlé.",
        &["person title: La ministre danoise des Transports Mette Holm"],
    );
    expect(
        "en",
        "Kenyan Transport Minister Davis Chirchir spoke on Monday.",
        &["person title: Kenyan Transport Minister Davis Chirchir"],
    );
    expect(
        "fr",
        "Mme Caron a parlé hier.",
        &["person title: Mme Caron"],
    );
    expect(
        "en",
        "Ms. Larkin spoke on Monday.",
        &["person title: Ms. Larkin"],
    );
}

#[test]
fn an_apposition_behind_a_comma_is_a_group_of_its_own() {
    expect(
        "fr",
        "Claire Dumesnil, maire de Valmer, a démissionné.",
        &[
            "person name: Claire Dumesnil",
            "role nominal: maire de Valmer",
            "place name: Valmer",
        ],
    );
    expect(
        "en",
        "Nordane, a Danish shipping company, hired Peter Lund.",
        &[
            "organisation name: Nordane",
            "group nominal: a Danish shipping company",
            "person name: Peter Lund",
        ],
    );
}

#[test]
fn a_noun_for_a_body_and_the_name_beside_it_are_one_name() {
    expect(
        "fr",
        "L’association Sauvons Valmer a déposé un recours devant le tribunal administratif de Rennes.",
        &[
            "organisation name: L’association Sauvons Valmer",
            "organisation name: le tribunal administratif de Rennes",
        ],
    );
    expect(
        "en",
        "The Nautilus union wrote to the Brampton council.",
        &[
            "organisation name: The Nautilus union",
            "organisation name: the Brampton council",
        ],
    );
}

#[test]
fn a_bodys_name_goes_on_over_its_complements() {
    expect(
        "en",
        "The Larkfield Chamber of Trade met the Maritime and Coastguard Agency.",
        &[
            "organisation name: The Larkfield Chamber of Trade",
            "organisation name: the Maritime and Coastguard Agency",
        ],
    );
    expect(
        "fr",
        "Hier, l’Office français des ports a rendu son avis.",
        &["organisation name: l’Office français des ports"],
    );
}

#[test]
fn a_surname_is_whoever_had_the_full_name() {
    expect(
        "en",
        "Hannah Oyelaran won. Supporters cheered Oyelaran.",
        &[
            "person name: Hannah Oyelaran",
            "group nominal: Supporters",
            "person name: Oyelaran",
        ],
    );
}

#[test]
fn a_group_ends_before_a_clause_and_before_where_it_is() {
    expect(
        "fr",
        "Des familles venues de Carhaix attendent.",
        &["group nominal: Des familles", "place name: Carhaix"],
    );
    expect(
        "en",
        "Farmers in Devon objected.",
        &["group nominal: Farmers", "place name: Devon"],
    );
    expect(
        "fr",
        "Les habitants qui dormaient ont fui.",
        &["group nominal: Les habitants"],
    );
}

#[test]
fn a_quantity_and_what_bounds_it_belong_to_the_group() {
    expect(
        "fr",
        "Une vingtaine de manifestants ont défilé.",
        &["group nominal: Une vingtaine de manifestants"],
    );
    expect(
        "fr",
        "Plus de 300 retraités ont défilé.",
        &["group nominal: Plus de 300 retraités"],
    );
    expect(
        "en",
        "At least 90 children were treated.",
        &["group nominal: At least 90 children"],
    );
    expect(
        "fr",
        "Des milliers d’Afghans ont défilé.",
        &["group nominal: Des milliers d’Afghans"],
    );
}

#[test]
fn the_place_that_speaks_is_a_state_and_no_place() {
    let (record, _) = support::read("fr", None, "« Nous signerons », a promis Nairobi.");
    let forms: Vec<_> = record
        .actors
        .iter()
        .map(|actor| actor.mentions[0].form)
        .collect();
    assert!(forms.contains(&MentionForm::Metonym), "{:?}", record.actors);
    assert!(record.places.is_empty(), "{:?}", record.places);
}
