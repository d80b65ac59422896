//! Questions and what they find.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use proptest::prelude::*;
use selon::EventKind;
use selon_keep::ask::{
    ActorsQuestion, EventRow, EventsQuestion, FiguresQuestion, PlacesQuestion, Quote, Scope,
    StatementsQuestion, TextQuestion,
};
use selon_keep::{Incoming, Store, Who, Words};
use support::{HARBOUR, Place, QUAY, deed, record, sanctions};

const UNDATED: &str = "The mayor of Larkfield, Ruth Penhale, said that the quay would stay closed. \
    She warned that more than 40 ships were waiting outside.";

fn store(place: &Place) -> Store {
    place.store(&[
        ("news/b.txt", QUAY),
        ("news/a.txt", HARBOUR),
        ("old/c.txt", UNDATED),
    ])
}

fn words(written: &str) -> Option<Words> {
    Some(written.parse().unwrap())
}

/// Whether the words stand in the article at these code points.
fn stands(store: &Store, article: &str, quote: &Quote) {
    let text = store.record(article).unwrap().unwrap().document.text;
    let words: String = text
        .chars()
        .skip(quote.start)
        .take(quote.end - quote.start)
        .collect();
    assert_eq!(words, quote.text);
}

fn contents(store: &Store, question: &StatementsQuestion) -> Vec<String> {
    let rows = store.statements(question).unwrap();
    let content = |row: &selon_keep::ask::StatementRow| {
        let pieces = row.content.iter().map(|piece| piece.text.as_str());
        pieces.collect::<Vec<_>>().join(" … ")
    };
    rows.iter().map(content).collect()
}

#[test]
fn statements_by_somebody_whatever_they_are_called() {
    let place = Place::new();
    let store = store(&place);
    let by = |name| StatementsQuestion {
        by: words(name),
        ..Default::default()
    };
    let expected = [
        "que le port resterait fermé",
        "« Nous attendons l’avis du préfet 𝔛 »",
    ];
    for name in ["Carvalho", "carvalho ines", "\"Inès Carvalho\"", "CARV*"] {
        assert_eq!(contents(&store, &by(name)), expected, "{name}");
    }
    assert!(contents(&store, &by("Poutine")).is_empty());
    // Words that would mean something to the index are words.
    assert!(contents(&store, &by("Carvalho OR préfet")).is_empty());
}

#[test]
fn statements_about_words_or_whoever_they_name() {
    let place = Place::new();
    let store = store(&place);
    let about = |name| StatementsQuestion {
        about: words(name),
        ..Default::default()
    };
    assert_eq!(
        contents(&store, &about("camions bloques")),
        ["Plus de 340 camions sont bloqués"]
    );
    let both = StatementsQuestion {
        by: words("préfet"),
        ..about("Carvalho")
    };
    let rows = store.statements(&both).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].document.origin, "news/b.txt");
    assert_eq!(rows[0].cue.as_ref().unwrap().lemma, "assurer");
}

#[test]
fn every_row_has_its_words_where_it_says() {
    let place = Place::new();
    let store = store(&place);
    let rows = store.statements(&StatementsQuestion::default()).unwrap();
    assert!(rows.len() >= 6, "{rows:#?}");
    for row in &rows {
        let quotes = row
            .content
            .iter()
            .chain(row.source.as_ref().map(|source| &source.span));
        let quotes = quotes.chain(row.cue.iter().flat_map(|cue| &cue.span));
        let quotes: Vec<_> = quotes.chain(&row.sentence).collect();
        quotes
            .iter()
            .for_each(|quote| stands(&store, &row.document.id, quote));
        assert!(row.sentence.is_some());
    }
    for row in store.figures(&FiguresQuestion::default()).unwrap() {
        let quotes = [&row.span].into_iter().chain(&row.of).chain(&row.sentence);
        quotes.for_each(|quote| stands(&store, &row.document.id, quote));
    }
    for row in store.actors(&ActorsQuestion::default()).unwrap() {
        let quotes = row.mentions.iter().chain(&row.sentence);
        quotes.for_each(|quote| stands(&store, &row.document.id, quote));
    }
}

#[test]
fn rows_come_by_date_and_can_be_bounded() {
    let place = Place::new();
    let store = store(&place);
    let origins = |scope: Scope| {
        let rows = store
            .statements(&StatementsQuestion {
                scope,
                ..Default::default()
            })
            .unwrap();
        let mut origins: Vec<_> = rows.into_iter().map(|row| row.document.origin).collect();
        origins.dedup();
        origins
    };
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(
        origins(Scope::default()),
        ["old/c.txt", "news/a.txt", "news/b.txt"]
    );
    let since = |since| Scope {
        since: day(since),
        ..Default::default()
    };
    let until = |until| Scope {
        until: day(until),
        ..Default::default()
    };
    assert_eq!(origins(since("2026-03-12")), ["news/a.txt", "news/b.txt"]);
    assert_eq!(origins(since("2026-03-13")), ["news/b.txt"]);
    assert_eq!(origins(until("2026-03")), ["news/a.txt"]);
    assert!(origins(until("2026-03-11")).is_empty());
    let document = |document| Scope {
        document: day(document),
        ..Default::default()
    };
    assert_eq!(origins(document("news/")), ["news/a.txt", "news/b.txt"]);
    let one = Scope {
        limit: Some(1),
        ..Default::default()
    };
    let rows = store
        .statements(&StatementsQuestion {
            scope: one,
            ..Default::default()
        })
        .unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(origins(document(&rows[0].document.id)), ["old/c.txt"]);
}

#[test]
fn figures_of_something_according_to_somebody() {
    let place = Place::new();
    let store = store(&place);
    let of = |of| FiguresQuestion {
        of: words(of),
        ..Default::default()
    };
    let rows = store.figures(&of("camions")).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].low, rows[0].bound.as_str()),
        (Some(340.0), "more_than")
    );
    assert!(rows[0].according_to.is_some());
    let transporteurs = FiguresQuestion {
        by: words("transporteurs"),
        ..of("camions")
    };
    assert_eq!(store.figures(&transporteurs).unwrap(), rows);
    let mayor = FiguresQuestion {
        by: words("Carvalho"),
        ..of("camions")
    };
    assert!(store.figures(&mayor).unwrap().is_empty());
}

/// Two articles with events.
fn store_of_events(place: &Place) -> Store {
    let mut store = Store::create(&place.path()).unwrap();
    let text = "date 2026-04-01\n\nLes Etats-Unis ont sanctionné la Russie et l’Iran. Vladimir Poutine a reçu Igor Dodon.";
    let mut visit = record("old/visit.txt", text);
    visit.events.clear();
    deed(
        &mut visit,
        EventKind::Sanction,
        &["ont sanctionné"],
        [&["Les Etats-Unis"], &["la Russie", "l’Iran"]],
    );
    deed(
        &mut visit,
        EventKind::Consult,
        &["a reçu"],
        [&["Vladimir Poutine", "Igor Dodon"], &[]],
    );
    store
        .add(&[Incoming::new(visit), Incoming::new(sanctions())])
        .unwrap();
    store
}

fn who(written: &str) -> Option<Who> {
    Some(written.parse().unwrap())
}

/// The types and words of the events that are found.
fn deeds(store: &Store, question: &EventsQuestion) -> Vec<String> {
    let rows = store.events(question).unwrap();
    let words = |row: &EventRow| {
        let pieces = row.trigger.iter().map(|piece| piece.text.as_str());
        let pieces: Vec<_> = pieces.collect();
        format!("{} {}", row.kind, pieces.join(" … "))
    };
    rows.iter().map(words).collect()
}

#[test]
fn events_by_type_and_by_whom() {
    let place = Place::new();
    let store = store_of_events(&place);
    let all = EventsQuestion::default;
    let of = |kinds: &[EventKind]| EventsQuestion {
        kinds: kinds.to_vec(),
        ..all()
    };
    let imposed = "SANCTION a imposé … sanctions";
    let (american, met) = ("SANCTION ont sanctionné", "CONSULT a reçu");
    let (arrested, denounced) = ("COERCE a arrêté", "DISAPPROVE dénoncé");
    assert_eq!(
        deeds(&store, &all()),
        [
            imposed,
            arrested,
            "CONSULT verront",
            denounced,
            american,
            met
        ]
    );
    use EventKind::{Coerce, Disapprove, Fight, Sanction};
    assert_eq!(deeds(&store, &of(&[Sanction])), [imposed, american]);
    assert_eq!(
        deeds(&store, &of(&[Coerce, Disapprove])),
        [arrested, denounced]
    );
    assert!(deeds(&store, &of(&[Fight])).is_empty());
    let by = |written| EventsQuestion {
        actor: who(written),
        ..all()
    };
    assert_eq!(deeds(&store, &by("RUS")), [imposed, met]);
    assert_eq!(deeds(&store, &by("RUSGOV")), [imposed, met]);
    assert_eq!(deeds(&store, &by("FRA COP")), [arrested]);
    assert_eq!(deeds(&store, &by("poutine")), [met]);
    assert_eq!(deeds(&store, &by("Q7747")), [met]);
    assert!(deeds(&store, &by("RUSCOP")).is_empty() && deeds(&store, &by("\"RUS\"")).is_empty());
    let to = |written| EventsQuestion {
        recipient: who(written),
        ..all()
    };
    assert_eq!(deeds(&store, &to("Russie")), [denounced, american]);
    let between = EventsQuestion {
        kinds: vec![Sanction],
        ..EventsQuestion {
            actor: who("USA"),
            ..to("RUS")
        }
    };
    assert_eq!(deeds(&store, &between), [american]);
    let nobody = EventsQuestion {
        actor: who("MDA"),
        ..between
    };
    assert!(deeds(&store, &nobody).is_empty());
}

#[test]
fn events_come_once_by_date_and_can_be_bounded() {
    let place = Place::new();
    let store = store_of_events(&place);
    let by = |since: Option<&str>, document: Option<&str>, limit| EventsQuestion {
        actor: who("RUS"),
        scope: Scope {
            since: since.map(str::to_owned),
            document: document.map(str::to_owned),
            limit,
            ..Scope::default()
        },
        ..EventsQuestion::default()
    };
    // Both who meet there are of Russia by the tables.
    let found = deeds(&store, &by(Some("2026-04"), None, None));
    assert_eq!(found, ["CONSULT a reçu"]);
    assert_eq!(deeds(&store, &by(None, Some("old/"), None)), found);
    assert_eq!(deeds(&store, &by(None, None, Some(1))).len(), 1);
}

#[test]
fn an_event_tells_all_that_is_known_of_it() {
    let place = Place::new();
    let store = store_of_events(&place);
    let rows = store.events(&EventsQuestion::default()).unwrap();
    for row in &rows {
        let parties = row.actor.iter().chain(&row.recipient).chain(&row.source);
        let quotes = parties.map(|party| &party.span).chain(&row.trigger);
        let quotes = quotes.chain(row.figures.iter().map(|figure| &figure.span));
        let quotes = quotes.chain(row.time.iter().map(|time| &time.span));
        let quotes = quotes.chain(row.place.iter().map(|place| &place.span));
        for quote in quotes.chain(&row.sentence) {
            stands(&store, &row.document.id, quote);
        }
        assert!(row.sentence.is_some());
    }
    let name = |source: &selon_keep::ask::Source| source.actor.clone().unwrap().name;
    let [imposed, arrested, met, denounced, ..] = &rows[..] else {
        panic!("{rows:?}")
    };
    assert_eq!(imposed.id, "e1");
    assert_eq!(name(&imposed.actor[0]), "Russie");
    assert_eq!(name(&imposed.recipient[0]), "Moldavie");
    assert_eq!(imposed.according_to.as_deref(), Some("s1"));
    assert_eq!(imposed.source.as_ref().unwrap().span.text, "le Kremlin");
    assert_eq!(imposed.time.as_ref().unwrap().span.text, "mardi");
    assert_eq!(arrested.place.as_ref().unwrap().name, "Paris");
    let [figure] = &arrested.figures[..] else {
        panic!("{arrested:?}")
    };
    assert_eq!((figure.id.as_str(), figure.low), ("f1", Some(12.0)));
    assert!(met.negated && met.tense == "future" && met.certainty == "hearsay");
    assert_eq!(
        (&denounced.actor[0].actor, denounced.recipient.len()),
        (&None, 1)
    );
}

#[test]
fn actors_in_their_articles() {
    let place = Place::new();
    let store = store(&place);
    let name = words("Carvalho");
    let rows = store
        .actors(&ActorsQuestion {
            name,
            scope: Scope::default(),
        })
        .unwrap();
    let found: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row.document.origin.as_str(),
                row.entity.kind.as_str(),
                row.statements,
            )
        })
        .collect();
    assert_eq!(
        found,
        [("news/a.txt", "person", 2), ("news/b.txt", "person", 0)]
    );
    assert!(
        rows[0]
            .mentions
            .iter()
            .any(|mention| mention.text == "elle")
    );
}

#[test]
fn text_is_found_with_its_sentence() {
    let place = Place::new();
    let store = store(&place);
    let question = |written: &str| TextQuestion {
        words: written.parse().unwrap(),
        scope: Scope::default(),
    };
    let rows = store.text(&question("prefet 𝔛")).unwrap();
    assert_eq!(rows.len(), 1);
    for quote in rows[0].matches.iter().chain(&rows[0].sentence) {
        stands(&store, &rows[0].document.id, quote);
    }
    assert_eq!(rows[0].matches.len(), 2);
    // One row a sentence.
    let rows = store.text(&question("port fermé")).unwrap();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.document.origin == "news/a.txt"));
    assert!(store.text(&question("\"fermé port\"")).unwrap().is_empty());
}

#[test]
fn places_by_name_or_country() {
    let place = Place::new();
    let paris = "La ministre a déclaré mardi à Paris que le train pour Nîmes ne partirait pas.";
    let store = place.store(&[("a.txt", paris), ("b.txt", HARBOUR)]);
    let names = |name| {
        let name = words(name);
        let scope = Scope::default();
        let rows = store.places(&PlacesQuestion { name, scope }).unwrap();
        for row in &rows {
            stands(&store, &row.document.id, &row.place.span);
            assert!(
                row.sentence
                    .as_ref()
                    .unwrap()
                    .text
                    .contains(&row.place.span.text)
            );
        }
        rows.into_iter()
            .map(|row| row.place.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("nimes"), ["Nîmes"]);
    assert_eq!(names("FRA"), ["Paris", "Nîmes"]);
    assert_eq!(names("Par*"), ["Paris"]);
    assert!(names("Lyon").is_empty());
}

#[test]
fn a_statement_tells_when_and_where_it_was_made_and_what_stands_around_it() {
    let place = Place::new();
    let store = place.store(&[(
        "a.txt",
        "La maire de Paris, Inès Carvalho, a prévenu mardi que le port serait fermé.",
    )]);
    let rows = store.statements(&StatementsQuestion::default()).unwrap();
    let [row] = &rows[..] else { panic!("{rows:?}") };
    let (when, location) = (row.time.as_ref().unwrap(), row.place.as_ref().unwrap());
    assert_eq!(
        (when.span.text.as_str(), when.kind.as_str()),
        ("mardi", "DATE")
    );
    assert_eq!(
        (location.span.text.as_str(), location.country.as_deref()),
        ("Paris", Some("FRA"))
    );
    assert!(location.latitude.is_some());
    let around = store
        .around(&row.document.id, &location.span, 4)
        .unwrap()
        .unwrap();
    assert_eq!(
        (around.before.as_str(), around.after.as_str()),
        (" de ", ", In")
    );
    let first = store
        .around(&row.document.id, &row.source.as_ref().unwrap().span, 4)
        .unwrap()
        .unwrap();
    assert_eq!(first.before, "");
    assert_eq!(store.around("0", &location.span, 4).unwrap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whatever stands before, between and behind, every row's words are those of the text at its offsets, and what stands
    /// around them is what the text has there.
    #[test]
    fn rows_point_at_their_words_in_any_text(before: String, between: String, behind: String) {
        let text = format!(
            "{before}\n\n{HARBOUR}\n\n{between}\n\nThe mayor said that 40 ships had left Paris. {behind}"
        );
        let place = Place::new();
        let store = place.store(&[("a.txt", &text)]);
        let scope = Scope::default;
        let mut quotes = Vec::new();
        for row in store.statements(&StatementsQuestion::default()).unwrap() {
            quotes.extend(row.content);
            quotes.extend(row.cue.into_iter().flat_map(|cue| cue.span));
            quotes.extend([row.source, row.addressee].into_iter().flatten().map(|party| party.span));
            quotes.extend(row.time.map(|time| time.span));
            quotes.extend(row.place.map(|place| place.span));
            quotes.extend(row.sentence);
        }
        for row in store.figures(&FiguresQuestion::default()).unwrap() {
            quotes.extend([Some(row.span), row.of, row.sentence].into_iter().flatten());
        }
        for row in store.actors(&ActorsQuestion { name: None, scope: scope() }).unwrap() {
            quotes.extend(row.mentions.into_iter().chain(row.sentence));
        }
        for row in store.places(&PlacesQuestion { name: None, scope: scope() }).unwrap() {
            quotes.extend([Some(row.place.span), row.sentence].into_iter().flatten());
        }
        let words = "ships".parse().unwrap();
        for row in store.text(&TextQuestion { words, scope: scope() }).unwrap() {
            quotes.extend(row.matches.into_iter().chain(row.sentence));
        }
        prop_assert!(quotes.len() > 10);
        let article = &store.statements(&StatementsQuestion::default()).unwrap()[0].document.id;
        let text: Vec<char> = store.record(article).unwrap().unwrap().document.text.chars().collect();
        let cut = |from: usize, to: usize| text[from..to.min(text.len())].iter().collect::<String>();
        for quote in &quotes {
            prop_assert_eq!(&quote.text, &cut(quote.start, quote.end));
            let around = store.around(article, quote, 5).unwrap().unwrap();
            prop_assert_eq!(around.before, cut(quote.start.saturating_sub(5), quote.start));
            prop_assert_eq!(around.after, cut(quote.end, quote.end + 5));
        }
    }
}
