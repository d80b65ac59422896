//! The command as a shell sees it: what it prints where, and with which exit code it ends.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use support::{ENGLISH, FRENCH, Place, Ran};

/// A folder of good and bad files.
fn mixed() -> Place {
    Place::new(&[
        ("a.txt", FRENCH.as_bytes()),
        ("b-empty.txt", b""),
        (
            "c-binary.txt",
            b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0\x01\0\0\0",
        ),
        ("d.txt", ENGLISH.as_bytes()),
    ])
}

fn languages(records: &Ran) -> Vec<String> {
    let languages = records.records().into_iter();
    languages
        .map(|record| record["document"]["language"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_good_files_among_bad_ones_are_read() {
    let ran = mixed().run(&[
        "read",
        "--model",
        "fast",
        "--format",
        "json",
        "a.txt",
        "none.txt",
        "b-empty.txt",
        "c-binary.txt",
        "d.txt",
    ]);
    assert_eq!(ran.code, 1);
    assert_eq!(languages(&ran), ["fr", "en"]);
    let errors: Vec<_> = ran.stderr.lines().collect();
    assert_eq!(errors.len(), 3, "{}", ran.stderr);
    for (error, name) in errors
        .iter()
        .zip(["none.txt", "b-empty.txt", "c-binary.txt"])
    {
        assert!(error.starts_with(&format!("selon: {name}: ")), "{error}");
    }
}

#[test]
fn a_few_articles_are_read_carefully_unless_asked_otherwise() {
    let place = mixed();
    let model = |arguments: &[&str]| {
        let ran = place.run(&[&["read", "--format", "json"], arguments].concat());
        let record: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        (record["document"]["model"].clone(), ran.stderr)
    };
    let (chosen, said) = model(&["a.txt"]);
    assert_eq!(chosen, "careful");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains("careful") && said.contains("--model fast"),
        "{said}"
    );
    for asked in ["careful", "fast"] {
        assert_eq!(
            model(&["--model", asked, "a.txt"]),
            (asked.into(), String::new())
        );
    }
}

#[test]
fn many_articles_are_read_fast() {
    let note = "-".repeat(4000);
    let line = format!(
        "{{\"text\": \"The mayor said the bridge would reopen on Monday.\", \"note\": \"{note}\"}}\n"
    );
    let place = Place::new(&[("many.jsonl", line.repeat(310).as_bytes())]);
    let ran = place.run(&["read", "--format", "json", "--jobs", "2", "many.jsonl"]);
    assert!(ran.stderr.contains("--model careful"), "{}", ran.stderr);
    assert!(
        ran.stdout
            .lines()
            .all(|line| line.contains(r#""model":"fast""#))
    );
}

#[test]
fn when_all_is_read_nothing_is_said_besides() {
    let ran = mixed().run(&[
        "read", "--model", "fast", "--format", "json", "a.txt", "d.txt",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(languages(&ran), ["fr", "en"]);
}

#[test]
fn standard_input_is_an_article_among_others() {
    let place = mixed();
    let ran = place.run_on(
        ENGLISH.as_bytes(),
        &["read", "--model", "fast", "--format", "json", "a.txt", "-"],
    );
    assert_eq!(ran.code, 0);
    let records = ran.records();
    assert_eq!(records[1]["document"]["origin"], "-");
    assert_eq!(records[1]["document"]["text"], ENGLISH);
}

#[test]
fn any_number_of_jobs_prints_the_same() {
    let names: Vec<String> = (0..300).map(|number| format!("{number:03}.txt")).collect();
    let text = |number: usize| match number % 3 {
        0 => FRENCH.repeat(1 + number % 7),
        1 => format!("{number} {ENGLISH}"),
        _ => String::new(),
    };
    let texts: Vec<String> = (0..300).map(text).collect();
    let files = names.iter().zip(&texts);
    let files: Vec<_> = files
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let place = Place::new(&files);
    let run = |jobs| {
        place.run(&[
            "read", "--model", "fast", "--format", "json", "--jobs", jobs, ".",
        ])
    };
    let (one, two) = (run("1"), run("2"));
    assert_eq!(one.code, 1);
    assert_eq!(one.records().len(), 200);
    assert!(one.stdout == two.stdout);
    assert_eq!(one.stderr, two.stderr);
    let origins: Vec<_> = one
        .records()
        .iter()
        .map(|r| r["document"]["origin"].to_string())
        .collect();
    assert!(origins.is_sorted());
}

#[test]
fn there_are_no_colours_in_a_pipe() {
    let place = mixed();
    let plain = place.run(&["read", "--model", "fast", "a.txt", "d.txt"]);
    assert!(!plain.stdout.contains('\u{1b}'));
    assert!(plain.stdout.contains("\n──── d.txt ─"));
    let coloured = place.run(&[
        "read", "--model", "fast", "--color", "always", "a.txt", "d.txt",
    ]);
    assert!(coloured.stdout.contains('\u{1b}'));
}

#[test]
fn the_date_that_is_given_counts() {
    let ran = mixed().run(&[
        "read",
        "--model",
        "fast",
        "--format",
        "json",
        "--date",
        "2026-03-12",
        "d.txt",
    ]);
    let published = &ran.records()[0]["document"]["published"];
    assert_eq!(published["value"], "2026-03-12");
    assert_eq!(published["from"], "given");
}

#[test]
fn the_language_that_is_given_is_not_detected() {
    let ran = mixed().run(&[
        "read",
        "--model",
        "fast",
        "--format",
        "json",
        "--language",
        "en",
        "a.txt",
    ]);
    assert_eq!(languages(&ran), ["en"]);
}

#[test]
fn the_grammar_is_the_same_from_both_commands() {
    let place = mixed();
    let analysed = place.run(&["analyse", "--model", "fast", "a.txt", "d.txt"]);
    assert_eq!(analysed.code, 0);
    assert!(
        analysed
            .stdout
            .lines()
            .any(|line| line.contains("\tVERB\t"))
    );
    let read = place.run(&[
        "read", "--model", "fast", "--format", "conllu", "a.txt", "d.txt",
    ]);
    assert!(analysed.stdout == read.stdout);
}

#[test]
fn results_go_to_a_file() {
    let place = mixed();
    let ran = place.run(&["read", "--model", "fast", "--output", "page", "a.txt"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert_eq!(
        place.file("page"),
        place.run(&["read", "--model", "fast", "a.txt"]).stdout
    );
    let ran = place.run(&[
        "read",
        "--model",
        "fast",
        "--output",
        "no/such/folder",
        "a.txt",
    ]);
    assert_eq!(ran.code, 1);
    assert!(ran.stderr.starts_with("selon: no/such/folder: "));
}

#[test]
fn standoff_of_several_articles_goes_to_a_folder() {
    let place = mixed();
    let ann = place
        .run(&["read", "--model", "fast", "--format", "brat", "a.txt"])
        .stdout;
    assert!(ann.starts_with("T1\t"), "{ann}");
    let ran = place.run(&[
        "read", "--model", "fast", "--format", "brat", "--output", "brat", "a.txt", "d.txt",
    ]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert_eq!(place.file("brat/a.ann"), ann);
    assert_eq!(place.file("brat/d.txt"), ENGLISH);
}

#[test]
fn standoff_never_overwrites_an_article() {
    let place = Place::new(&[("a.txt", &[b"\xef\xbb\xbf", FRENCH.as_bytes()].concat())]);
    let ran = place.run(&[
        "read", "--model", "fast", "--format", "brat", "--output", ".", ".",
    ]);
    assert_eq!(ran.code, 1);
    assert!(place.file("a.txt").starts_with('\u{feff}'));
}

#[test]
fn wrong_usage_ends_with_2() {
    let place = mixed();
    let wrong: &[&[&str]] = &[
        &[],
        &["read"],
        &["read", "--model", "fast", "--language", "xx", "a.txt"],
        &["read", "--model", "fast", "--format", "xml", "a.txt"],
        &["read", "--model", "fast", "--date", "yesterday", "a.txt"],
        &["read", "--model", "fast", "--jobs", "0", "a.txt"],
        &[
            "read", "--model", "fast", "--format", "brat", "a.txt", "d.txt",
        ],
        &["train", "analyser"],
    ];
    for arguments in wrong {
        let ran = place.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert_eq!(ran.stdout, "", "{arguments:?}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_ends_the_command_quietly() {
    let place = mixed();
    let paths = vec!["a.txt"; 2000];
    let ran = place.run_and_hang_up(
        &[
            &["read", "--model", "fast", "--format", "json"],
            paths.as_slice(),
        ]
        .concat(),
    );
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
}

#[test]
fn the_version_the_completions_and_the_manual_are_printed() {
    let place = mixed();
    let version = place.run(&["--version"]).stdout;
    assert_eq!(version, format!("selon {}\n", env!("CARGO_PKG_VERSION")));
    assert!(place.run(&["completions", "bash"]).stdout.contains("selon"));
    let page = place.run(&["man", "eval", "attribution"]).stdout;
    assert!(page.contains(".TH selon-eval-attribution 1"), "{page}");
    assert_eq!(place.run(&["man", "nothing"]).code, 1);
}
