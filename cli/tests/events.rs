//! Asking a store who did what to whom, as a shell sees it.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::collections::HashMap;

use rusqlite::Connection;
use serde_json::{Value, json};
use support::{FRENCH, Place, Ran, add_sanctions, sanctions};

fn stored() -> Place {
    let place = Place::new(&[]);
    add_sanctions(&place.path("s.db"));
    place
}

fn ask(place: &Place, more: &[&str]) -> Ran {
    place.run(&[&["ask", "--store", "s.db", "events"], more].concat())
}

/// The types of the events that are found.
fn types(place: &Place, more: &[&str]) -> Vec<String> {
    let ran = ask(place, &[more, &["--format", "jsonl"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let rows = ran.records();
    rows.iter()
        .map(|row| row["type"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn by_type_and_by_whom() {
    let place = stored();
    let both = ["SANCTION", "COERCE"];
    assert_eq!(types(&place, &[]), both);
    assert_eq!(
        types(&place, &["--type", "SANCTION", "--actor", "RUS"]),
        both[..1]
    );
    // In small letters, several, and with a comma.
    assert_eq!(types(&place, &["--type", "coerce"]), both[1..]);
    for several in [
        &["--type", "coerce,Sanction"][..],
        &["--type", "COERCE", "--type", "SANCTION"],
    ] {
        assert_eq!(types(&place, several), both);
    }
    assert_eq!(types(&place, &["--actor", "russie"]), both[..1]);
    assert_eq!(types(&place, &["--recipient", "MDA GOV"]), both[..1]);
    assert_eq!(
        types(&place, &["--actor", "FRACOP", "--until", "2026"]),
        both[1..]
    );
    assert!(types(&place, &["--actor", "RUS", "--since", "2026-04"]).is_empty());
    assert_eq!(
        ask(&place, &["--actor", "MDA"]).stderr,
        "selon: nothing found\n"
    );
}

#[test]
fn types_of_a_later_version_are_known() {
    let place = stored();
    let connection = Connection::open(place.path("s.db")).unwrap();
    let change = "UPDATE events SET type = 'DISAPPROVE' WHERE type = 'SANCTION';
                  UPDATE events SET type = 'DEMAND' WHERE type = 'COERCE';";
    connection.execute_batch(change).unwrap();
    assert_eq!(types(&place, &["--type", "ACCUSE"]), ["DISAPPROVE"]);
    assert_eq!(types(&place, &["--type", "request"]), ["DEMAND"]);
    let wrong = ask(&place, &["--type", "BOYCOTT"]);
    assert_eq!(wrong.code, 2);
    for name in ["BOYCOTT", "SANCTION", "FIGHT", "REQUEST", "ACCUSE"] {
        assert!(wrong.stderr.contains(name), "{}", wrong.stderr);
    }
}

#[test]
fn rows_name_everybody_and_their_words() {
    let place = stored();
    let text: Vec<char> = sanctions().document.text.chars().collect();
    let rows = ask(&place, &["--format", "jsonl"]).records();
    spans_hold(&json!(rows), &text);
    let row = &rows[0];
    assert_eq!(row["id"], "e1");
    assert_eq!(row["document"]["origin"], "news/sanctions.txt");
    assert_eq!(row["actor"][0]["actor"]["country"], "RUS");
    assert_eq!(row["recipient"][0]["actor"]["name"], "Moldavie");
    assert_eq!(row["source"]["span"]["text"], "le Kremlin");
    assert_eq!(
        (&row["according_to"], &row["time"]["value"]),
        (&json!("s1"), &json!("2026-03-10"))
    );
    assert!(
        row["sentence"]["text"]
            .as_str()
            .unwrap()
            .starts_with("La Russie a imposé")
    );
    let row = &rows[1];
    assert_eq!(
        (&row["negated"], &row["figures"][0]["low"]),
        (&json!(true), &json!(12.0))
    );
    let table = ask(&place, &[]).stdout;
    for shown in [
        "SANCTION",
        "La Russie",
        "la Moldavie",
        "a imposé …",
        "le Kremlin",
        "negated",
    ] {
        assert!(table.contains(shown), "{shown}: {table}");
    }
}

/// Whatever has offsets has the words that stand there.
fn spans_hold(value: &Value, text: &[char]) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| spans_hold(value, text)),
        Value::Object(object) if object.contains_key("start") => {
            let at = |key: &str| usize::try_from(object[key].as_u64().unwrap()).unwrap();
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(object["text"], words);
        }
        Value::Object(object) => object.values().for_each(|value| spans_hold(value, text)),
        _ => {}
    }
}

#[test]
fn several_stand_side_by_side_in_a_column() {
    let place = stored();
    let csv = ask(&place, &["--format", "csv"]).stdout;
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let lines = csv.deserialize::<HashMap<String, String>>();
    let lines: Vec<_> = lines.map(Result::unwrap).collect();
    assert_eq!(lines[0]["trigger"], "a imposé … sanctions");
    assert_eq!(
        (
            lines[0]["actor"].as_str(),
            lines[0]["actor_country"].as_str()
        ),
        ("La Russie", "RUS")
    );
    let [recipients, names, countries] =
        ["recipient", "recipient_name", "recipient_country"].map(|name| &lines[1][name]);
    assert_eq!(recipients, "militants … Paris");
    // Paris there is a place and nobody: what is not known is empty.
    assert_eq!(names, "12 militants … ");
    assert_eq!(countries.matches('…').count(), 1);
    assert_eq!(
        (lines[1]["negated"].as_str(), lines[1]["figures"].as_str()),
        ("true", "12 militants")
    );
}

#[test]
fn events_stand_on_maps_and_in_annotations() {
    let place = stored();
    let map = ask(&place, &["--format", "geojson"]);
    let map: Value = serde_json::from_str(&map.stdout).unwrap();
    assert_eq!(map["features"][0]["geometry"], Value::Null);
    assert_eq!(map["features"][1]["geometry"]["type"], "Point");
    assert_eq!(map["features"][1]["properties"]["place_name"], "Paris");
    let id = sanctions().document.id;
    let collection = ask(&place, &["--format", "annotation", "--type", "SANCTION"]).stdout;
    let collection: Value = serde_json::from_str(&collection).unwrap();
    assert_eq!(collection["label"], "events of type SANCTION");
    let item = &collection["first"]["items"][0];
    assert_eq!(item["id"], format!("urn:selon:{id}:e1"));
    let exact = |target: &Value| target["selector"][0]["exact"].clone();
    let targets: Vec<_> = item["target"]
        .as_array()
        .unwrap()
        .iter()
        .map(exact)
        .collect();
    assert_eq!(targets, ["a imposé", "sanctions"]);
    let body = &item["body"][1];
    assert_eq!(
        (&body["type"], &body["selon:type"]),
        (&json!("selon:event"), &json!("SANCTION"))
    );
    assert_eq!(body["selon:actor_country"], json!(["RUS"]));
    assert_eq!(exact(&body["selon:recipient"][0]), "la Moldavie");
    let all = place.run(&[
        "ask",
        "--store",
        "s.db",
        "article",
        &id,
        "--format",
        "annotation",
    ]);
    assert!(
        all.stdout.contains(&format!("urn:selon:{id}:e2")),
        "{}",
        all.stdout
    );
}

#[test]
fn a_record_from_the_store_has_its_events() {
    let place = stored();
    let id = sanctions().document.id;
    let page = place
        .run(&["ask", "--store", "s.db", "article", &id])
        .stdout;
    assert!(
        page.contains("SANCTION La Russie → la Moldavie · a imposé … sanctions"),
        "{page}"
    );
    let json = place.run(&["ask", "--store", "s.db", "article", &id, "--format", "json"]);
    let record = json.records().remove(0);
    assert_eq!(record["events"][0]["actor"], json!(["a1"]));
    assert_eq!(record["events"][1]["figures"], json!(["f1"]));
}

#[test]
fn articles_that_were_not_read_for_events_are_told() {
    let place = stored();
    let added = place.run_on(FRENCH.as_bytes(), &["add", "--store", "s.db", "-"]);
    assert_eq!(added.code, 0);
    let connection = Connection::open(place.path("s.db")).unwrap();
    let older = "INSERT INTO without_events SELECT id FROM documents";
    connection.execute_batch(older).unwrap();
    let told = ask(&place, &[]);
    assert_eq!(told.code, 0);
    assert!(
        told.stderr
            .starts_with("selon: 2 of the articles were read by"),
        "{}",
        told.stderr
    );
}

/// One happening as newsrooms of two countries put it.
const TWINS: [(&str, &str); 2] = [
    (
        "a.fr.txt",
        "date 2026-03-12\n\nLa Russie a imposé de nouvelles sanctions contre la Moldavie, a annoncé le Kremlin mardi.\n",
    ),
    (
        "b.en.txt",
        "date 2026-03-13\n\nRussia has imposed new sanctions on Moldova, the Kremlin announced on Tuesday.\n",
    ),
];

fn read() -> Place {
    let place = Place::new(&TWINS.map(|(name, text)| (name, text.as_bytes())));
    let added = place.run(&["add", "--store", "s.db", TWINS[0].0, TWINS[1].0]);
    assert_eq!(added.code, 0, "{}", added.stderr);
    place
}

#[test]
fn what_is_read_is_found_in_both_languages() {
    let place = read();
    let question = ["--type", "SANCTION", "--actor", "RUS", "--recipient", "MDA"];
    let rows = ask(&place, &[&question[..], &["--format", "jsonl"]].concat()).records();
    let origins: Vec<_> = rows.iter().map(|row| &row["document"]["origin"]).collect();
    assert_eq!(origins, ["a.fr.txt", "b.en.txt"]);
    for (row, says) in rows.iter().zip(["le Kremlin", "the Kremlin"]) {
        assert_eq!(
            (&row["tense"], &row["certainty"]),
            (&json!("past"), &json!("stated"))
        );
        assert_eq!(row["negated"], json!(false));
        assert_eq!(row["source"]["span"]["text"], says);
        let trigger = row["trigger"].to_string();
        assert!(trigger.contains("sanctions"), "{trigger}");
    }
    assert!(types(&place, &["--type", "SANCTION", "--actor", "MDA"]).is_empty());
}

#[test]
fn what_is_read_is_written_by_every_writer() {
    let place = read();
    let write = |format| {
        place
            .run(&["read", "--model", "fast", "--format", format, TWINS[0].0])
            .stdout
    };
    let page = write("text");
    assert!(page.contains("SANCTION La Russie → la Moldavie"), "{page}");
    let brat = write("brat");
    assert!(
        brat.contains("SANCTION") && brat.contains("Participant"),
        "{brat}"
    );
    let record: Value = serde_json::from_str(&write("json")).unwrap();
    let event = &record["events"][0];
    assert_eq!(
        (&event["type"], &event["according_to"]),
        (&json!("SANCTION"), &json!("s1"))
    );
    assert_eq!(event["actor"].as_array().unwrap().len(), 1);
}
