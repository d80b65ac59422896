//! Asking a store, as a shell sees it.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use serde_json::Value;
use support::Place;

const PORT: &str = "date 2026-03-12

Le port de Valmer reste fermé

La maire de Valmer, Inès Carvalho, a prévenu mardi que le port resterait fermé. « Nous attendons l’avis du préfet », a-t-elle déclaré.

Plus de 340 camions sont bloqués, selon l’Union des transporteurs.";

fn stored() -> Place {
    let place = Place::new(&[("news/port.txt", PORT.as_bytes())]);
    assert_eq!(place.run(&["add", "--store", "s.db", "news"]).code, 0);
    place
}

#[test]
fn rows_as_json_name_article_offsets_and_sentence() {
    let ran = stored().run(&[
        "ask",
        "--store",
        "s.db",
        "statements",
        "--by",
        "Carvalho",
        "--since",
        "2026-03",
        "--format",
        "jsonl",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let rows = ran.records();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["document"]["origin"], "news/port.txt");
    let text: Vec<char> = PORT
        .strip_prefix("date 2026-03-12\n\n")
        .unwrap()
        .chars()
        .collect();
    for row in &rows {
        for span in [&row["content"][0], &row["source"]["span"], &row["sentence"]] {
            let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
            let words: String = text[at("start")..at("end")].iter().collect();
            assert_eq!(span["text"], words);
        }
    }
}

#[test]
fn rows_come_in_every_format() {
    let place = stored();
    let ask = |format| {
        place.run(&[
            "ask", "--store", "s.db", "figures", "--of", "camions", "--format", format,
        ])
    };
    let table = ask("table").stdout;
    assert!(
        table.contains("Plus de 340 camions") && table.contains("news/port.txt"),
        "{table}"
    );
    let list: Value = serde_json::from_str(&ask("json").stdout).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["low"], 340.0);
    assert_eq!(ask("jsonl").records()[0], list[0]);
    let csv = ask("csv").stdout;
    let mut lines = csv.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("article,origin,title,language,published,id,figure,start,end,low")
    );
    assert!(
        lines.next().unwrap().contains(",f1,Plus de 340 camions,"),
        "{csv}"
    );
}

#[test]
fn an_article_is_what_read_writes_of_it() {
    let place = stored();
    let read = place.run(&["read", "--format", "json", "news/port.txt"]);
    let id = read.records()[0]["document"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let kept = place.run(&["ask", "--store", "s.db", "article", "--format", "json", &id]);
    assert_eq!((kept.code, kept.stdout), (0, read.stdout));
    let page = place.run(&["ask", "--store", "s.db", "article", &id]);
    assert_eq!(page.stdout, place.run(&["read", "news/port.txt"]).stdout);
    let missing = place.run(&["ask", "--store", "s.db", "article", "0", &id]);
    assert_eq!((missing.code, missing.stdout), (1, page.stdout));
    assert!(missing.stderr.starts_with("selon: 0: "));
}

#[test]
fn what_is_left_out_is_said() {
    let place = stored();
    let ran = place.run(&[
        "ask",
        "--store",
        "s.db",
        "statements",
        "--limit",
        "1",
        "--format",
        "jsonl",
    ]);
    assert_eq!(ran.records().len(), 1);
    assert!(
        ran.stderr.starts_with("selon: the first 1; there are more"),
        "{}",
        ran.stderr
    );
    let ran = place.run(&[
        "ask",
        "--store",
        "s.db",
        "text",
        "transporteurs",
        "--format",
        "jsonl",
    ]);
    assert_eq!((ran.records().len(), ran.stderr.as_str()), (1, ""));
    let ran = place.run(&["ask", "--store", "s.db", "actors", "Poutine"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert_eq!(ran.stderr, "selon: nothing found\n");
}

#[test]
fn wrong_questions_and_missing_stores() {
    let place = stored();
    for wrong in [
        &["ask", "--store", "s.db", "statements", "--by", "—"][..],
        &["ask", "--store", "s.db", "statements", "--since", "mardi"],
        &["ask", "--store", "s.db", "text"],
        &["ask", "--store", "s.db"],
    ] {
        assert_eq!(place.run(wrong).code, 2, "{wrong:?}");
    }
    let ran = place.run(&["ask", "--store", "none.db", "statements"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr
            .starts_with("selon: none.db: there is no store yet"),
        "{}",
        ran.stderr
    );
    assert!(!place.path("none.db").exists());
}

const HARBOUR: &str = "date 2026-03-13

Valmer port stays closed

The mayor of Valmer, Inès Carvalho, warned on Tuesday that the port would stay closed. \"We are waiting for the prefect's opinion,\" she said.

More than 500 lorries are blocked, the gendarmerie said.";

fn in_two_languages() -> Place {
    let files = [
        ("news/port.txt", PORT.as_bytes()),
        ("news/harbour.txt", HARBOUR.as_bytes()),
    ];
    let place = Place::new(&files);
    assert_eq!(place.run(&["add", "--store", "s.db", "news"]).code, 0);
    place
}

#[test]
fn a_story_in_two_languages() {
    let place = in_two_languages();
    let ask = |question: &[&str]| place.run(&[&["ask", "--store", "s.db"], question].concat());
    let stories = ask(&["stories", "--about", "Carvalho", "--format", "jsonl"]);
    assert_eq!((stories.code, stories.stderr.as_str()), (0, ""));
    let rows = stories.records();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["articles"], 2);
    assert_eq!(rows[0]["languages"], serde_json::json!(["en", "fr"]));
    assert_eq!(rows[0]["document"]["origin"], "news/port.txt");
    let id = rows[0]["document"]["id"].as_str().unwrap();
    let articles = ask(&["story", id, "--format", "jsonl"]).records();
    let origins: Vec<_> = articles
        .iter()
        .map(|row| &row["document"]["origin"])
        .collect();
    assert_eq!(origins, ["news/port.txt", "news/harbour.txt"]);
    assert!(ask(&["story", id]).stdout.contains("news/harbour.txt"));
    assert!(ask(&["stories"]).stdout.contains("Inès Carvalho"));
    let missing = ask(&["story", "0"]);
    assert_eq!((missing.code, missing.stdout.as_str()), (1, ""));
    assert!(missing.stderr.starts_with("selon: 0: nothing in the store"));
}

#[test]
fn who_carried_a_statement_first() {
    let place = in_two_languages();
    let ask = |question: &[&str]| place.run(&[&["ask", "--store", "s.db"], question].concat());
    let rows = ask(&["variants", "--about", "closed", "--format", "jsonl"]).records();
    let carried: Vec<_> = rows
        .iter()
        .map(|row| (&row["document"]["origin"], &row["first"]))
        .collect();
    assert_eq!(carried.len(), 2, "{rows:?}");
    assert_eq!(
        (carried[0].0.as_str(), carried[0].1),
        (Some("news/port.txt"), &Value::Bool(true))
    );
    let of = rows[0]["variants_of"].as_str().unwrap_or_default();
    let csv = ask(&["variants", of, "--format", "csv"]).stdout;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(
        csv.starts_with("variants_of,first,likeness,article,origin"),
        "{csv}"
    );
    assert!(ask(&["variants", of]).stdout.contains("first"));
    let statements = ask(&["statements", "--about", "closed", "--format", "jsonl"]).records();
    assert_eq!(statements[0]["variants"], 2);
    assert_eq!(ask(&["variants", "174d6720cd25ef41"]).code, 2);
    assert_eq!(ask(&["variants", "0/s1"]).code, 1);
}

#[test]
fn figures_are_laid_side_by_side_with_their_sources() {
    let place = in_two_languages();
    let ask = |question: &[&str]| place.run(&[&["ask", "--store", "s.db"], question].concat());
    let rows = ask(&["compare", "--of", "camions", "--format", "jsonl"]).records();
    let found: Vec<_> = rows
        .iter()
        .map(|row| (row["low"].as_f64(), &row["agree"]))
        .collect();
    // More than 340 and more than 500 may both be true.
    assert_eq!(
        found,
        [
            (Some(340.0), &Value::Bool(true)),
            (Some(500.0), &Value::Bool(true))
        ]
    );
    let csv = ask(&["compare", "--format", "csv"]).stdout;
    assert!(csv.starts_with("group,agree,article,origin"), "{csv}");
    let table = ask(&["compare"]).stdout;
    assert!(
        table.contains("gendarmerie") && table.contains("transporteurs"),
        "{table}"
    );
}
