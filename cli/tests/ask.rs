//! Asking a store, as a shell sees it.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use std::collections::HashMap;
use std::fs::File;

use parquet::file::reader::SerializedFileReader;
use parquet::record::{Field, Row};
use serde_json::Value;
use support::{Place, Ran, add_sanctions};

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
    assert!(lines.next().unwrap().starts_with(
        "article,origin,title,language,published,id,figure,figure_start,figure_end,low"
    ));
    assert!(
        lines.next().unwrap().contains(",f1,Plus de 340 camions,"),
        "{csv}"
    );
}

#[test]
fn an_article_is_what_read_writes_of_it() {
    let place = stored();
    let read = place.run(&[
        "read",
        "--model",
        "fast",
        "--format",
        "json",
        "news/port.txt",
    ]);
    let id = read.records()[0]["document"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let kept = place.run(&["ask", "--store", "s.db", "article", "--format", "json", &id]);
    assert_eq!((kept.code, kept.stdout), (0, read.stdout));
    let page = place.run(&["ask", "--store", "s.db", "article", &id]);
    assert_eq!(
        page.stdout,
        place
            .run(&["read", "--model", "fast", "news/port.txt"])
            .stdout
    );
    // What only the store knows stands below.
    let again = place.run_on(PORT.as_bytes(), &["add", "--store", "s.db", "-"]);
    assert_eq!(again.code, 0);
    let twice = place
        .run(&["ask", "--store", "s.db", "article", &id])
        .stdout;
    assert_eq!(twice, format!("{}\nFound again\n  -\n", page.stdout));
    let page = Ran {
        stdout: twice,
        ..page
    };
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

const FLOOD: &str = "date 2026-05-06

La crue recule

« Nous avons », a-t-elle ajouté mercredi, « évité le pire. » La maire de Lyon, Inès Carvalho, a prévenu mardi que 300 à \
400 habitants 𝔛 seraient évacués.";

/// What a question answers in a format, about an article with a place on the map and a content in pieces.
fn flood(question: &[&str], format: &str) -> String {
    let place = Place::new(&[("news/la crue.txt", FLOOD.as_bytes())]);
    assert_eq!(place.run(&["add", "--store", "s.db", "news"]).code, 0);
    let ask = [&["ask", "--store", "s.db"], question, &["--format", format]].concat();
    let ran = place.run(&ask);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    ran.stdout
}

/// The code points of an article from one offset up to another.
fn cut(text: &[char], from: u64, to: u64) -> String {
    let [from, to] = [from, to].map(|point| usize::try_from(point).unwrap());
    text[from..to.min(text.len())].iter().collect()
}

#[test]
fn a_map_of_statements() {
    let map = flood(&["statements"], "geojson");
    insta::assert_snapshot!(map);
    let map: Value = serde_json::from_str(&map).unwrap();
    assert_eq!(map["type"], "FeatureCollection");
    let features = map["features"].as_array().unwrap();
    assert!(features.iter().any(|feature| feature["geometry"].is_null()));
    for feature in features {
        assert_eq!(feature["type"], "Feature");
        assert!(feature["id"].is_string() && feature["properties"].is_object());
        if let Some(geometry) = feature["geometry"].as_object() {
            let properties = &feature["properties"];
            let [east, north] = ["place_longitude", "place_latitude"].map(|key| &properties[key]);
            assert_eq!(geometry["type"], "Point");
            assert_eq!(geometry["coordinates"], serde_json::json!([east, north]));
        }
    }
}

#[test]
fn every_row_is_an_annotation_of_its_article() {
    let text: Vec<char> = FLOOD
        .strip_prefix("date 2026-05-06\n\n")
        .unwrap()
        .chars()
        .collect();
    insta::assert_snapshot!(flood(&["statements", "--by", "Carvalho"], "annotation"));
    let place = Place::new(&[("a.txt", FLOOD.as_bytes())]);
    assert_eq!(place.run(&["add", "--store", "s.db", "a.txt"]).code, 0);
    let record = place
        .run(&["read", "--model", "fast", "--format", "json", "a.txt"])
        .records()
        .remove(0);
    let id = record["document"]["id"].as_str().unwrap();
    for (question, parts) in [
        (&["statements"][..], &["statements"][..]),
        (&["figures"], &["figures"]),
        (&["actors"], &["actors"]),
        (&["places"], &["places"]),
        (&["text", "habitants"], &[]),
        (&["text", "recule"], &[]),
        (
            &["article", id],
            &["statements", "events", "figures", "actors", "places"],
        ),
    ] {
        let ask = [
            &["ask", "--store", "s.db"],
            question,
            &["--format", "annotation"],
        ]
        .concat();
        let collection: Value = serde_json::from_str(&place.run(&ask).stdout).unwrap();
        assert_eq!(
            collection["@context"][0],
            "http://www.w3.org/ns/anno.jsonld"
        );
        assert_eq!(collection["type"], "AnnotationCollection");
        assert_eq!(
            collection["label"].as_str().unwrap().split(' ').next(),
            Some(question[0])
        );
        let page = &collection["first"];
        assert_eq!(
            (&page["type"], &page["partOf"]),
            (&"AnnotationPage".into(), &collection["id"])
        );
        let items = page["items"].as_array().unwrap();
        assert_eq!(collection["total"], items.len());
        let expected = parts
            .iter()
            .map(|part| record[part].as_array().unwrap().len())
            .sum::<usize>();
        assert_eq!(
            items.len(),
            if parts.is_empty() { 1 } else { expected },
            "{question:?}"
        );
        let mut ids: Vec<_> = items
            .iter()
            .map(|item| item["id"].as_str().unwrap())
            .collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), items.len());
        for item in items {
            assert_eq!(item["type"], "Annotation");
            assert_eq!(item["body"][0]["type"], "TextualBody");
            assert_eq!(item["body"][1]["selon:article"], id);
            assert!(!item["target"].as_array().unwrap().is_empty());
            selectors_hold(item, &text);
        }
    }
}

/// Whatever an annotation points at stands in the text where and between what it says.
fn selectors_hold(value: &Value, text: &[char]) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| selectors_hold(value, text)),
        Value::Object(object) if object.contains_key("selector") => {
            let [quote, position] = [&object["selector"][0], &object["selector"][1]];
            assert_eq!(
                (&quote["type"], &position["type"]),
                (&"TextQuoteSelector".into(), &"TextPositionSelector".into())
            );
            let [start, end] = ["start", "end"].map(|key| position[key].as_u64().unwrap());
            assert_eq!(quote["exact"], cut(text, start, end));
            assert_eq!(quote["prefix"], cut(text, start.saturating_sub(32), start));
            assert_eq!(quote["suffix"], cut(text, end, end + 32));
            assert_eq!(object["source"], "a.txt");
        }
        Value::Object(object) => object
            .values()
            .for_each(|value| selectors_hold(value, text)),
        _ => {}
    }
}

/// Parquet says what CSV says, with types.
#[test]
fn parquet_has_the_rows_of_csv() {
    let place = Place::new(&[
        ("flood.txt", FLOOD.as_bytes()),
        ("port.txt", PORT.as_bytes()),
    ]);
    assert_eq!(
        place
            .run(&["add", "--store", "s.db", "flood.txt", "port.txt"])
            .code,
        0
    );
    add_sanctions(&place.path("s.db"));
    let questions: [&[&str]; 6] = [
        &["statements"],
        &["events"],
        &["figures"],
        &["places"],
        &["actors"],
        &["text", "Carvalho"],
    ];
    let mut kinds = HashMap::new();
    for question in questions {
        let ask = |format: &[&str]| {
            let ran = place.run(&[&["ask", "--store", "s.db"], question, format].concat());
            assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
            ran.stdout
        };
        let csv = ask(&["--format", "csv"]);
        assert_eq!(
            ask(&["--format", "parquet", "--output", "rows.parquet"]),
            ""
        );
        let mut csv = csv::Reader::from_reader(csv.as_bytes());
        let lines = csv
            .deserialize::<HashMap<String, String>>()
            .map(Result::unwrap);
        let lines: Vec<_> = lines.collect();
        let file =
            SerializedFileReader::new(File::open(place.path("rows.parquet")).unwrap()).unwrap();
        let rows: Vec<Row> = file.into_iter().map(Result::unwrap).collect();
        assert_eq!(rows.len(), lines.len());
        assert!(!rows.is_empty());
        for (row, line) in rows.iter().zip(&lines) {
            for (name, field) in row.get_column_iter() {
                let text = match field {
                    Field::Null => String::new(),
                    Field::Str(text) => text.clone(),
                    Field::Long(number) => number.to_string(),
                    Field::Double(number) => number.to_string(),
                    Field::ListInternal(pieces) => {
                        let pieces: Vec<_> = pieces.elements().iter().map(piece).collect();
                        let words: Vec<_> =
                            pieces.iter().map(|(words, _)| words.as_str()).collect();
                        let offsets: Vec<_> =
                            pieces.iter().filter_map(|(_, at)| at.as_deref()).collect();
                        if let Some(expected) = line.get(&format!("{name}_offsets")) {
                            assert_eq!(offsets.join(" "), *expected);
                        }
                        words.join(" … ")
                    }
                    other => panic!("{other:?}"),
                };
                assert_eq!(text, line[name], "{name}");
                if *field != Field::Null {
                    kinds.insert(name.clone(), std::mem::discriminant(field));
                }
            }
        }
    }
    let kind = |name: &str| kinds[name];
    assert_eq!(kind("low"), std::mem::discriminant(&Field::Double(0.0)));
    assert_eq!(
        kind("place_latitude"),
        std::mem::discriminant(&Field::Double(0.0))
    );
    assert_eq!(
        kind("sentence_start"),
        std::mem::discriminant(&Field::Long(0))
    );
    assert_eq!(kind("statements"), std::mem::discriminant(&Field::Long(0)));
}

/// The words of an element of a list, and where they stand if they are of the article.
fn piece(element: &Field) -> (String, Option<String>) {
    let group = match element {
        Field::Group(group) => group,
        Field::Str(text) => return (text.clone(), None),
        other => panic!("{other:?}"),
    };
    let fields: HashMap<_, _> = group
        .get_column_iter()
        .map(|(name, field)| (name.as_str(), field))
        .collect();
    match (fields["text"], fields["start"], fields["end"]) {
        (Field::Str(text), Field::Long(start), Field::Long(end)) => {
            (text.clone(), Some(format!("{start}-{end}")))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_has_no_place_is_on_no_map() {
    let place = stored();
    let ran = place.run(&["ask", "--store", "s.db", "figures", "--format", "geojson"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(
        ran.stderr.contains("no figure has a place of its own"),
        "{}",
        ran.stderr
    );
    let none = place.run(&[
        "ask", "--store", "s.db", "places", "Lyon", "--format", "geojson",
    ]);
    let map: Value = serde_json::from_str(&none.stdout).unwrap();
    assert_eq!((none.code, &map["features"]), (0, &serde_json::json!([])));
    let none = place.run(&[
        "ask",
        "--store",
        "s.db",
        "places",
        "Lyon",
        "--format",
        "annotation",
    ]);
    let collection: Value = serde_json::from_str(&none.stdout).unwrap();
    assert_eq!(
        (&collection["total"], collection.get("first")),
        (&0.into(), None)
    );
}

#[test]
fn an_answer_goes_to_a_file() {
    let place = stored();
    let ask =
        |more: &[&str]| place.run(&[&["ask", "--store", "s.db", "statements"], more].concat());
    for format in ["table", "json", "jsonl", "csv", "annotation", "geojson"] {
        let ran = ask(&["--format", format, "-o", "answer"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
        assert_eq!(place.file("answer"), ask(&["--format", format]).stdout);
    }
    let ran = ask(&["-o", "no/such/folder"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("selon: no/such/folder: "),
        "{}",
        ran.stderr
    );
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
    assert!(csv.contains(",variants_of,first,likeness,id,"), "{csv}");
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
    assert!(csv.contains(",group,agree,id,"), "{csv}");
    let table = ask(&["compare"]).stdout;
    assert!(
        table.contains("gendarmerie") && table.contains("transporteurs"),
        "{table}"
    );
}

const FORMATS: [&str; 7] = [
    "table",
    "json",
    "jsonl",
    "csv",
    "parquet",
    "geojson",
    "annotation",
];

/// Every question that gives rows, about the story and the statement with these ids.
fn questions<'a>(story: &'a str, statement: &'a str) -> [Vec<&'a str>; 11] {
    [
        vec!["statements"],
        vec!["events"],
        vec!["figures"],
        vec!["places"],
        vec!["actors"],
        vec!["text", "port"],
        vec!["stories"],
        vec!["story", story],
        vec!["variants"],
        vec!["variants", statement],
        vec!["compare"],
    ]
}

#[test]
fn every_question_is_answered_in_every_format() {
    let place = in_two_languages();
    add_sanctions(&place.path("s.db"));
    let ask = |more: &[&str]| place.run(&[&["ask", "--store", "s.db"], more].concat());
    let first = |question| ask(&[question, "--format", "jsonl"]).records().remove(0);
    let (story, statement) = (first("stories"), first("variants"));
    let story = story["document"]["id"].as_str().unwrap();
    let statement = statement["variants_of"].as_str().unwrap();
    for question in questions(story, statement) {
        for format in FORMATS {
            let ran = ask(&[&question[..], &["--format", format, "-o", "answer"]].concat());
            if ran.code == 2 && format == "geojson" {
                continue;
            }
            assert_eq!(
                (ran.code, ran.stderr.as_str()),
                (0, ""),
                "{question:?} {format}"
            );
            assert!(std::fs::metadata(place.path("answer")).unwrap().len() > 0);
        }
    }
    for format in ["text", "json", "annotation"] {
        let ran = ask(&["article", story, "--format", format]);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{format}");
        assert!(ran.stdout.contains("Carvalho"), "{format}: {}", ran.stdout);
    }
}

#[test]
fn maps_are_offered_for_what_has_places_and_nothing_else() {
    let place = in_two_languages();
    let ask = |more: &[&str]| {
        place.run(&[&["ask", "--store", "s.db"], more, &["--format", "geojson"]].concat())
    };
    let offer = ask(&["figures"]).stderr;
    for question in questions("0", "0/s1") {
        let offered = offer.contains(&format!("`selon ask {}`", question[0]));
        assert_eq!(offered, ask(&question).code != 2, "{question:?}: {offer}");
    }
}

#[test]
fn a_store_without_articles_answers_that_there_is_nothing() {
    let place = Place::new(&[("news/noise.txt", b"12 34")]);
    assert_eq!(place.run(&["add", "--store", "s.db", "news"]).code, 1);
    let ask = |more: &[&str]| place.run(&[&["ask", "--store", "s.db"], more].concat());
    for question in questions("0", "0/s1") {
        for format in ["table", "json", "jsonl", "csv", "annotation"] {
            let ran = ask(&[&question[..], &["--format", format]].concat());
            let of_one = question[1..].iter().any(|id| id.starts_with('0'));
            assert_eq!(
                ran.code,
                i32::from(of_one),
                "{question:?} {format}: {}",
                ran.stderr
            );
            let said = if of_one {
                ": nothing in the store has this id"
            } else {
                "nothing found"
            };
            assert!(ran.stderr.contains(said), "{question:?}: {}", ran.stderr);
        }
    }
    assert_eq!(ask(&["article", "0"]).code, 1);
}

#[test]
fn questions_are_answered_while_articles_are_added() {
    let text = |n: usize| {
        let day = n % 28 + 1;
        let text = format!(
            "date 2026-02-{day:02}\n\nInès Carvalho a prévenu que {n} camions attendaient au port.\n"
        );
        (format!("news/{n}.txt"), text)
    };
    let place = Place::of_texts(&(2..600).map(text).collect::<Vec<_>>());
    assert_eq!(place.run(&["add", "--store", "s.db", "news/2.txt"]).code, 0);
    let ask = || {
        place.run(&[
            "ask",
            "--store",
            "s.db",
            "statements",
            "--limit",
            "0",
            "--format",
            "jsonl",
        ])
    };
    let mut adding = place.start(&["add", "--store", "s.db", "news"]);
    let mut answers = Vec::new();
    while adding.try_wait().unwrap().is_none() {
        let ran = ask();
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        answers.push(ran.records().len());
    }
    assert_eq!(adding.wait_with_output().unwrap().status.code(), Some(0));
    assert!(answers.is_sorted() && answers[0] >= 1, "{answers:?}");
    assert_eq!(ask().records().len(), 598);
}

#[test]
fn an_answer_is_not_written_over_the_store() {
    let place = Place::new(&[]);
    add_sanctions(&place.path("s.db"));
    let before = std::fs::read(place.path("s.db")).unwrap();
    let ran = place.run(&[
        "ask",
        "statements",
        "--store",
        "s.db",
        "-f",
        "csv",
        "-o",
        "./s.db",
    ]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("./s.db is the store"), "{}", ran.stderr);
    assert!(std::fs::read(place.path("s.db")).unwrap() == before);
}
