//! Short dispatches through the built-in models, and who is named in them. Rules are tested on trees, beside them.

use selon_analyse::Analyser;
use selon_intake::{Intake, Span, Words};
use selon_languages::pack;
use selon_read::{ActorId, Certainty, Event, EventKind, Party, Reader, Record, Tense};

use crate::Resolver;

fn resolve(code: &'static str, text: &str) -> Record {
    resolve_with(code, text, |_| {})
}

/// The same of a record to which something is done between the stages.
fn resolve_with(code: &'static str, text: &str, change: impl FnOnce(&mut Record)) -> Record {
    let pack = pack(code).unwrap();
    let analyser = Analyser::load(pack.code(), pack.model().unwrap()).unwrap();
    let article = Intake::new(Words::default())
        .read_text(text.as_bytes(), "-", None)
        .unwrap();
    let analysis = analyser.analyse(&article);
    let mut findings = Reader::new(pack).unwrap().read(&article, &analysis);
    change(&mut findings.record);
    Resolver::new(pack).resolve(&analysis, findings)
}

/// The mentions of the actor that has this name.
fn mentions(record: &Record, name: &str) -> Vec<String> {
    let actor = record.actors.iter().find(|actor| actor.name == name);
    let actor = actor.unwrap_or_else(|| panic!("nobody is called {name}: {:#?}", record.actors));
    let text = &record.document.text;
    actor
        .mentions
        .iter()
        .map(|mention| mention.span.of(text).to_owned())
        .collect()
}

/// The name of the source of the statement with that cue.
fn source<'r>(record: &'r Record, cue: &str) -> Option<&'r str> {
    let text = &record.document.text;
    let spoken = record.statements.iter().find(|statement| {
        statement
            .cue
            .as_ref()
            .is_some_and(|found| found.cover().of(text) == cue)
    });
    let statement = spoken.unwrap_or_else(|| panic!("no statement with {cue}"));
    let actor = statement.source.as_ref()?.actor?;
    Some(&record.actors[actor.0].name)
}

#[test]
fn a_surname_a_title_and_a_pronoun_are_the_person_named_before() {
    let record = resolve(
        "fr",
        "La ministre Claire Besson a annoncé une enquête. Mme Besson a promis un rapport. \
         Elle a ajouté que le port resterait fermé.",
    );
    assert_eq!(
        mentions(&record, "Claire Besson"),
        ["La ministre Claire Besson", "Mme Besson", "Elle"]
    );
    assert_eq!(source(&record, "a ajouté"), Some("Claire Besson"));
}

#[test]
fn an_office_points_back_at_its_holder() {
    let record = resolve(
        "fr",
        "Le préfet Marc Delorme a fermé le pont. « Le risque est réel », a déclaré le préfet.",
    );
    assert_eq!(source(&record, "a déclaré"), Some("Marc Delorme"));
    let record = resolve(
        "fr",
        "Le ministre de la Santé Jean Morin a démissionné. Le ministre des Transports a déclaré \
         que rien ne changerait.",
    );
    assert_ne!(source(&record, "a déclaré"), Some("Jean Morin"));
}

#[test]
fn pronouns_for_nobody_named_are_left_out() {
    let record = resolve("fr", "Il pleut sur la ville. Ils sont partis.");
    assert!(
        record
            .actors
            .iter()
            .all(|actor| actor.name.to_lowercase() != "ils")
    );
}

/// Adds an event in which whoever is first called by these words does something to whoever is by those.
fn attack(record: &mut Record, trigger: &str, actor: &str, recipient: &str) {
    let text = &record.document.text;
    let party = |words: &str| {
        let called = |id: &usize| record.actors[*id].mentions[0].span.of(text) == words;
        let id = (0..record.actors.len()).find(called);
        let id = id.unwrap_or_else(|| panic!("nobody is called {words}: {:#?}", record.actors));
        Party {
            span: record.actors[id].mentions[0].span,
            actor: Some(ActorId(id)),
        }
    };
    let start = text.find(trigger).expect("the words stand there");
    let event = Event {
        kind: EventKind::Assault,
        trigger: vec![Span::new(start, start + trigger.len())],
        actors: vec![party(actor)],
        recipients: vec![party(recipient)],
        time: None,
        place: None,
        certainty: Certainty::Stated,
        tense: Tense::Past,
        negated: false,
        according_to: None,
        figures: Vec::new(),
    };
    record.events.push(event);
}

/// The names of those who take part in the first event.
fn participants(record: &Record) -> [Option<&str>; 2] {
    let event = &record.events[0];
    [&event.actors[0], &event.recipients[0]].map(|party| {
        let actor = party.actor?;
        Some(record.actors[actor.0].name.as_str())
    })
}

#[test]
fn who_takes_part_in_an_event_is_one_actor_with_whoever_was_named() {
    let record = resolve_with(
        "fr",
        "La maire Inès Carvalho a reçu le préfet Marc Delorme. Elle a giflé M. Delorme.",
        |record| attack(record, "a giflé", "Elle", "M. Delorme"),
    );
    assert_eq!(
        participants(&record),
        [Some("Inès Carvalho"), Some("Marc Delorme")]
    );
}

#[test]
fn a_pronoun_that_does_something_is_kept_though_it_stands_for_nobody_named() {
    let text = "Ils ont attaqué le maire Paul Sauvage. Ils sont partis.";
    let record = resolve_with("fr", text, |record| {
        attack(record, "ont attaqué", "Ils", "le maire Paul Sauvage");
    });
    assert_eq!(participants(&record), [Some("Ils"), Some("Paul Sauvage")]);
    let record = resolve(
        "fr",
        "Ils ont croisé le maire Paul Sauvage. Ils sont partis.",
    );
    assert_eq!(record.events, []);
    assert!(record.actors.iter().all(|actor| actor.name != "Ils"));
}

#[test]
fn the_tables_tell_the_gender_of_whoever_they_know() {
    let record = resolve(
        "en",
        "Angela Merkel met Nicolas Sarkozy. She said the talks had been useful.",
    );
    assert_eq!(source(&record, "said"), Some("Angela Merkel"));
    let record = resolve(
        "en",
        "Angela Merkel met Nicolas Sarkozy. He said the talks had been useful.",
    );
    assert_eq!(source(&record, "said"), Some("Nicolas Sarkozy"));
}

#[test]
fn a_surname_joins_the_office_holder_named_in_full() {
    let record = resolve(
        "fr",
        "Vladimir Poutine a reçu le ministre. « Nous sommes prêts », a déclaré M. Poutine.",
    );
    let putin = record
        .actors
        .iter()
        .find(|actor| actor.name == "Vladimir Poutine");
    assert_eq!(putin.and_then(|actor| actor.known_as), Some("Q7747"));
    assert_eq!(source(&record, "a déclaré"), Some("Vladimir Poutine"));
}

#[test]
fn another_noun_names_somebody_again() {
    let record = resolve(
        "fr",
        "La procureure Édith Larrain a ouvert une enquête. La magistrate a expliqué que deux hommes étaient recherchés.",
    );
    assert_eq!(source(&record, "a expliqué"), Some("Édith Larrain"));
    let record = resolve(
        "en",
        "Holt Steel Ltd sacked its chairman. The steelmaker said that profits had fallen.",
    );
    assert_eq!(source(&record, "said"), Some("Holt Steel Ltd"));
    let record = resolve(
        "en",
        "Tom Baxley blamed the cuts. The 58-year-old said that he had warned the managers.",
    );
    assert_eq!(source(&record, "said"), Some("Tom Baxley"));
}

/// The names of the sources of the quotations without a cue.
fn unclaimed(record: &Record) -> Vec<Option<&str>> {
    let actor = |statement: &selon_read::Statement| {
        let actor = statement.source.as_ref()?.actor?;
        Some(record.actors[actor.0].name.as_str())
    };
    let without_cue = record.statements.iter().filter(|one| one.cue.is_none());
    without_cue.map(actor).collect()
}

#[test]
fn answers_are_of_whoever_is_interviewed() {
    let record = resolve(
        "fr",
        "L’architecte Simon Vauquet publie un essai.\n\nContre qui écrivez-vous ?\n\n\
         « Contre une habitude. On construit trop haut. »\n\n\
         Selon l’Institut du logement, il manque dix mille toits. Que faire ?\n\n\
         « Je ne sais pas. Il faut chercher. »\n\nUn conseil aux étudiants ?\n\n\
         « Écrivez des lettres. Je leur dis cela depuis vingt ans. »",
    );
    let answers = unclaimed(&record);
    assert_eq!(answers, [Some("Simon Vauquet"); 3]);
    assert!(mentions(&record, "Simon Vauquet").contains(&"Je".to_owned()));
}

#[test]
fn any_text_is_resolved() {
    for text in [
        "«",
        "il",
        "Elle elle elle.",
        "Je « nous » — ils, (M.)",
        "a\u{301} ’ l’",
    ] {
        resolve("fr", text);
        resolve("en", text);
    }
}

#[test]
fn one_of_a_group_is_called_by_its_noun() {
    let record = resolve(
        "fr",
        "Plusieurs témoins ont raconté la scène. « Tout le monde savait », assure l'un d'eux.",
    );
    assert_eq!(source(&record, "assure"), Some("témoin"));
    let record = resolve(
        "fr",
        "Les astronomes amateurs attendent la comète. Certains craignent les nuages.",
    );
    assert_eq!(source(&record, "craignent"), Some("astronomes amateurs"));
}

#[test]
fn some_of_a_group_may_be_some_of_some() {
    let record = resolve(
        "fr",
        "Les riverains sont las. Certains veulent vendre. D'autres pensent que le projet passera. « On verra bien », \
         soupire l'un d'eux.",
    );
    assert_eq!(source(&record, "veulent"), Some("riverains"));
    assert_eq!(source(&record, "pensent"), Some("riverains"));
    assert_eq!(source(&record, "soupire"), Some("riverain"));
}

#[test]
fn a_document_is_named_again() {
    let record = resolve(
        "fr",
        "Le rapport de la chambre a été publié lundi. Le document conclut que la digue est trop basse.",
    );
    let source = source(&record, "conclut").unwrap();
    assert!(source.starts_with("rapport"), "{source}");
}

#[test]
fn an_age_points_at_whoever_was_just_named() {
    let record = resolve(
        "fr",
        "Benoît Faucher a déposé une plainte hier. « On nous a laissés seuls », souffle cet éleveur de 55 ans.",
    );
    assert_eq!(source(&record, "souffle"), Some("Benoît Faucher"));
}

#[test]
fn nobody_in_particular_is_no_antecedent() {
    let record = resolve(
        "fr",
        "On lui conseille de partir. Il refuse de partir. « Je reste », jure-t-il.",
    );
    assert_ne!(source(&record, "jure"), source(&record, "conseille"));
}

#[test]
fn the_latter_is_not_who_says_so() {
    let record = resolve(
        "fr",
        "Selon un proche du ministre de l’Économie, ce dernier aurait demandé à la directrice de renoncer.",
    );
    assert_eq!(
        source(&record, "aurait demandé"),
        Some("ministre de l’Économie")
    );
}

#[test]
fn a_lawyer_has_a_client() {
    let record = resolve(
        "fr",
        "Rémi Castagnac est jugé à Valence. Me Hortense Valadier a affirmé que son client comptait faire appel.",
    );
    assert_eq!(source(&record, "comptait"), Some("Rémi Castagnac"));
}

#[test]
fn a_pronoun_for_people_is_no_thing() {
    let record = resolve("en", "The report is long. He said the plan would pass.");
    assert_eq!(source(&record, "said"), Some("He"));
}
