//! Attribution on sentences of newsroom kind, through the shipped models: text in, source, cue and content out.

#![allow(clippy::unwrap_used)] // In a test, what nobody expects should fail it.

mod support;

use selon_read::{Attitude, Certainty, Record, Statement, StatementForm};

fn read(language: &str, text: &str) -> Record {
    support::read(language, None, text).0
}

/// `source | cue | content | content …`, an absent source or cue as nothing.
fn line(record: &Record, statement: &Statement) -> String {
    let text = &record.document.text;
    let source = statement
        .source
        .as_ref()
        .map_or("", |source| source.span.of(text));
    let pieces = statement.cue.iter().flat_map(|cue| &cue.pieces);
    let cue: Vec<&str> = pieces.map(|piece| piece.of(text)).collect();
    let cue = cue.join(" … ");
    let content: Vec<&str> = statement.content.iter().map(|span| span.of(text)).collect();
    format!("{source} | {cue} | {}", content.join(" | "))
}

#[track_caller]
fn expect(language: &str, text: &str, expected: &[&str]) -> Record {
    let record = read(language, text);
    let lines: Vec<String> = record
        .statements
        .iter()
        .map(|statement| line(&record, statement))
        .collect();
    assert_eq!(lines, expected, "in: {text}");
    record
}

#[test]
fn a_quotation_before_its_inverted_cue() {
    let record = expect(
        "fr",
        "« La route restera fermée jusqu’à lundi », a annoncé le préfet de la Drôme.",
        &["le préfet de la Drôme | a annoncé | « La route restera fermée jusqu’à lundi »"],
    );
    assert_eq!(record.statements[0].form, StatementForm::Direct);
}

#[test]
fn a_quotation_of_several_sentences_behind_a_colon() {
    expect(
        "fr",
        "La ministre a répondu : « Nous avons entendu les agriculteurs. Le texte sera revu avant l’été. »",
        &[
            "La ministre | a répondu | « Nous avons entendu les agriculteurs. Le texte sera revu avant l’été. »",
        ],
    );
}

#[test]
fn a_clause_with_words_quoted_inside_is_mixed() {
    let record = expect(
        "fr",
        "Le syndicat a affirmé que la direction « refusait tout dialogue depuis des mois ».",
        &["Le syndicat | a affirmé | que la direction « refusait tout dialogue depuis des mois »"],
    );
    assert_eq!(record.statements[0].form, StatementForm::Mixed);
}

#[test]
fn a_preposition_names_the_source_of_its_clause() {
    let record = expect(
        "fr",
        "L’incendie a détruit trois hangars, selon les pompiers.",
        &["les pompiers | selon | L’incendie a détruit trois hangars"],
    );
    assert_eq!(record.statements[0].form, StatementForm::Indirect);
}

#[test]
fn a_label_in_quotation_marks_is_no_statement() {
    expect(
        "fr",
        "La police a dispersé le rassemblement « illégal » devant la gare.",
        &[],
    );
}

#[test]
fn a_negated_cue_denies() {
    let record = read("fr", "Le maire n’a pas dit que la piscine fermerait.");
    assert_eq!(record.statements[0].attitude, Attitude::Deny);
    assert_eq!(record.statements[0].certainty, Certainty::Denied);
}

#[test]
fn the_journalistic_conditional_is_hearsay() {
    let record = read(
        "fr",
        "Le suspect aurait déclaré que son frère conduisait la voiture.",
    );
    assert_eq!(record.statements[0].certainty, Certainty::Hearsay);
}

#[test]
fn a_second_verb_shares_the_subject() {
    let record = read(
        "fr",
        "La présidente a visité l’usine et a assuré que les emplois seraient maintenus.",
    );
    assert_eq!(
        line(&record, record.statements.last().unwrap()),
        "La présidente | a assuré | que les emplois seraient maintenus"
    );
}

#[test]
fn a_belief_inside_a_statement_is_nested() {
    let record = read(
        "fr",
        "Le directeur a déclaré qu’il espérait que les travaux finiraient en mars.",
    );
    let inner = &record.statements[1];
    assert_eq!(inner.attitude, Attitude::Hope);
    assert_eq!(inner.within.map(|outer| outer.0), Some(0));
}

#[test]
fn english_quotation_and_clause() {
    expect(
        "en",
        "“The bridge will stay closed until Monday,” said the mayor of Leeds.",
        &["the mayor of Leeds | said | “The bridge will stay closed until Monday,”"],
    );
    expect(
        "en",
        "The company said that it would appeal the ruling.",
        &["The company | said | that it would appeal the ruling"],
    );
}

#[test]
fn english_according_to() {
    expect(
        "en",
        "Three people died in the fire, according to local police.",
        &["local police | according to | Three people died in the fire"],
    );
}

#[test]
fn a_pronoun_between_parts_the_cue() {
    expect(
        "fr",
        "« La séance est levée », a-t-il ajouté.",
        &["il | a … ajouté | « La séance est levée »"],
    );
}

#[test]
fn verbs_that_only_help_belong_to_the_cue() {
    let record = expect(
        "fr",
        "Le préfet a fini par admettre que la digue était trop basse.",
        &["Le préfet | a fini par admettre | que la digue était trop basse"],
    );
    assert_eq!(record.statements[0].attitude, Attitude::Say);
    let record = expect(
        "fr",
        "Le coureur s’est vu reprocher d’avoir quitté la piste.",
        &[" | s’est vu reprocher | d’avoir quitté la piste"],
    );
    let addressee = record.statements[0].addressee.as_ref().unwrap();
    assert_eq!(addressee.span.of(&record.document.text), "Le coureur");
}

#[test]
fn a_report_before_or_around_its_cue_needs_no_quotation() {
    expect(
        "fr",
        "La fontaine, a précisé la mairie, sera réparée avant l’été.",
        &["la mairie | a précisé | La fontaine | sera réparée avant l’été"],
    );
    expect(
        "fr",
        "Le port rouvrira lundi, comme l’a annoncé la capitainerie.",
        &["la capitainerie | a annoncé | Le port rouvrira lundi"],
    );
    expect(
        "en",
        "As the gazette reported, the ferry was sold.",
        &["the gazette | reported | the ferry was sold"],
    );
}

#[test]
fn whom_something_is_said_of_belongs_to_the_content() {
    expect(
        "fr",
        "Le procureur soupçonne le comptable d’avoir détourné les fonds.",
        &["Le procureur | soupçonne | le comptable d’avoir détourné les fonds"],
    );
    expect(
        "en",
        "The council accused the builder of hiding cracks.",
        &["The council | accused | the builder of hiding cracks"],
    );
    expect(
        "en",
        "The mayor expects the clinic to open in May.",
        &["The mayor | expects | the clinic to open in May"],
    );
}

#[test]
fn nobody_need_be_named_in_a_passive() {
    expect(
        "en",
        "The firm was accused of fraud.",
        &[" | was accused of | The firm | fraud"],
    );
}

#[test]
fn punctuation_alone_attributes() {
    expect(
        "fr",
        "Le maire : « Nous tiendrons »\n\nLa réunion a eu lieu hier.",
        &["Le maire | : | « Nous tiendrons »"],
    );
    expect(
        "fr",
        "« Évitez le pont neuf » – Préfecture du Lot",
        &["Préfecture du Lot | – | « Évitez le pont neuf »"],
    );
}

#[test]
fn the_lines_of_an_interview_belong_to_whom_they_name() {
    let record = read(
        "fr",
        "La Gazette : Comment va la ruche ?\n\nAnne Lormel : Mal. Il pleut depuis mars.\n\nLa Gazette : Et demain ?\n\nAnne Lormel : On verra.",
    );
    let lines: Vec<String> = record
        .statements
        .iter()
        .map(|statement| line(&record, statement))
        .collect();
    assert!(
        lines.contains(&"Anne Lormel | : | Mal. Il pleut depuis mars.".to_owned()),
        "{lines:?}"
    );
    assert!(
        lines.contains(&"La Gazette | : | Et demain ?".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn a_relative_pronoun_is_the_source_of_its_own_clause() {
    let record = read(
        "fr",
        "Le syndicat, selon qui rien n’est signé, appelle à la grève.",
    );
    assert_eq!(
        line(&record, &record.statements[0]),
        "qui | selon | rien n’est signé"
    );
}

#[test]
fn the_conditional_behind_a_source_is_hearsay() {
    let record = read("fr", "Un arrêté serait prêt, d’après un conseiller.");
    assert_eq!(record.statements[0].certainty, Certainty::Hearsay);
    let record = read("fr", "Le maire a promis que la route serait rouverte.");
    assert_eq!(record.statements[0].certainty, Certainty::Stated);
}

#[test]
fn a_typewriter_quotes_with_two_apostrophes() {
    expect(
        "en",
        "''We will rebuild,'' Mayor Dale Arnott said. ''It will take a year.''",
        &["Mayor Dale Arnott | said | ''We will rebuild,'' | ''It will take a year.''"],
    );
}

#[test]
fn a_quotation_goes_on_behind_its_cue() {
    expect(
        "en",
        "“We lost everything,” said Rep. Ana Ruiz, “but nobody was hurt.”",
        &["Rep. Ana Ruiz | said | “We lost everything,” | “but nobody was hurt.”"],
    );
}

#[test]
fn an_english_preposition_belongs_to_its_cue() {
    expect(
        "en",
        "The mayor called for a vote.",
        &["The mayor | called for | a vote"],
    );
    expect(
        "fr",
        "Le maire appelle à un vote.",
        &["Le maire | appelle | à un vote"],
    );
}

#[test]
fn who_is_asked_does_not_ask() {
    let record = read("fr", "Interrogée sur la grève, la préfecture n’a rien dit.");
    let asked = &record.statements[0];
    assert!(asked.source.is_none());
    let addressee = asked.addressee.as_ref().unwrap();
    assert_eq!(addressee.span.of(&record.document.text), "la préfecture");
}

#[test]
fn what_a_relative_clause_adds_to_a_thing_is_the_writers() {
    expect(
        "en",
        "The experts praised the mayor's proposals, which include a provision on rents.",
        &["The experts | praised | the mayor's proposals"],
    );
}

#[test]
fn a_quotation_is_taken_up_behind_a_conjunction() {
    expect(
        "en",
        "\"It is a fine town,\" Mayor Dale Arnott said, but \"the bridge has to go.\"",
        &["Mayor Dale Arnott | said | \"It is a fine town,\" | but \"the bridge has to go.\""],
    );
}

#[test]
fn what_somebody_concedes_is_no_part_of_what_they_said() {
    expect(
        "en",
        "He said the plan would pass, although he conceded that it needs votes.",
        &[
            "He | said | the plan would pass",
            "he | conceded | that it needs votes",
        ],
    );
}

#[test]
fn a_poll_shows_somebody_doing_something() {
    expect(
        "en",
        "The new poll showed Arnott doing better than in June.",
        &["The new poll | showed | Arnott doing better than in June"],
    );
}

#[test]
fn reports_that_pile_up_go_on_behind_their_verb() {
    let record = expect(
        "fr",
        "Les témoignages de pillages dans les faubourgs se multiplient, avec des familles qui auraient fui à pied.",
        &[
            " | témoignages | de pillages dans les faubourgs se multiplient, avec des familles qui auraient fui à pied",
        ],
    );
    assert_eq!(record.statements[0].certainty, Certainty::Hearsay);
}

#[test]
fn behind_a_semicolon_somebody_else_speaks() {
    let record = read(
        "en",
        "Some workers want to leave; others hope for a miracle.",
    );
    let last = record.statements.last().unwrap();
    assert_eq!(line(&record, last), "others | hope for | a miracle");
}

#[test]
fn a_pronoun_between_commas_stresses_who_says_it() {
    expect(
        "fr",
        "Le Front, lui, dément avoir tiré le premier.",
        &["Le Front | dément | avoir tiré le premier"],
    );
    expect(
        "fr",
        "La ministre craint, elle, que les urgences suivent.",
        &["La ministre | craint | que les urgences suivent"],
    );
}

#[test]
fn a_relative_clause_parts_no_subject_from_its_verb() {
    expect(
        "fr",
        "Le festival, qui a fermé ses portes dimanche, espère dépasser le record de 2019.",
        &["Le festival | espère | dépasser le record de 2019"],
    );
}

#[test]
fn nobody_speaks_out_of_a_quotation_from_outside() {
    let record = read(
        "fr",
        "« On ne rentre pas », a soupiré Mme Keravel en quittant la salle, menaçant de saisir le tribunal.",
    );
    let threat = record.statements.last().unwrap();
    assert_eq!(
        line(&record, threat),
        "Mme Keravel | menaçant | de saisir le tribunal"
    );
}

#[test]
fn a_noun_negates_nothing() {
    let record = read("fr", "Interrogée sur ce point, la ministre n’a rien dit.");
    assert_eq!(record.statements[0].certainty, Certainty::Stated);
}
