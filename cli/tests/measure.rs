//! Training and measuring, on a treebank of a few made-up sentences.

#![allow(clippy::unwrap_used)] // What goes wrong here is the test's own fault.

mod support;

use support::Place;

/// Twelve sentences of a determiner, a subject, a verb and a full stop.
fn treebank() -> String {
    let subjects = ["maire", "ministre", "préfet", "juge"];
    let verbs = [
        ("parle", "parler"),
        ("chante", "chanter"),
        ("marche", "marcher"),
    ];
    let pairs = subjects
        .iter()
        .flat_map(|subject| verbs.map(|verb| (subject, verb)));
    let sentences = pairs.map(|(subject, (verb, lemma))| {
        format!(
            "# text = Le {subject} {verb}.\n\
             1\tLe\tle\tDET\t_\tNumber=Sing\t2\tdet\t_\t_\n\
             2\t{subject}\t{subject}\tNOUN\t_\tNumber=Sing\t3\tnsubj\t_\t_\n\
             3\t{verb}\t{lemma}\tVERB\t_\tMood=Ind\t0\troot\t_\tSpaceAfter=No\n\
             4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n"
        )
    });
    sentences.collect()
}

#[test]
fn a_model_is_trained_and_measured() {
    let place = Place::new(&[("a.conllu", treebank().as_bytes())]);
    let train = [
        "train",
        "analyser",
        "--language",
        "fr",
        "--train",
        "a.conllu",
    ];
    let ran = place.run(&[&train[..], &["--dev", "a.conllu", "--output", "fr.model"]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    assert!(ran.stdout.contains("UPOS    100.00\n"), "{}", ran.stdout);

    let eval = [
        "eval",
        "analyse",
        "--language",
        "fr",
        "--model",
        "fr.model",
        "a.conllu",
    ];
    let ran = place.run(&eval);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let scores: Vec<&str> = ran
        .stdout
        .lines()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    assert!(scores.contains(&"LAS"), "{}", ran.stdout);

    let other = [
        "eval",
        "analyse",
        "--language",
        "en",
        "--model",
        "fr.model",
        "a.conllu",
    ];
    let ran = place.run(&other);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("selon: fr.model: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_bad_treebank_is_named_with_its_line() {
    let place = Place::new(&[("bad.conllu", b"# text = Oui\n1\tOui\n")]);
    let train = [
        "train",
        "analyser",
        "--language",
        "fr",
        "--train",
        "bad.conllu",
        "--output",
        "m",
    ];
    let ran = place.run(&train);
    assert_eq!(ran.code, 1);
    assert!(
        ran.stderr.starts_with("selon: bad.conllu:2: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn attributions_are_scored_and_errors_listed() {
    let text = "The mayor said that the bridge would stay closed.\n";
    let ann = "T1\tSource 0 9\tThe mayor\nT2\tCue 10 14\tsaid\nT3\tContent 15 48\tthat the bridge would stay closed\n\
        T4\tAttribution 10 14\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n";
    let wrong = ann.replace("Source 0 9\tThe mayor", "Source 4 9\tmayor");
    let place = Place::new(&[
        ("gold/a.ann", ann.as_bytes()),
        ("gold/a.txt", text.as_bytes()),
        ("gold/b.ann", wrong.as_bytes()),
        ("gold/b.txt", text.as_bytes()),
        ("gold/c.ann", ann.as_bytes()),
    ]);
    let ran = place.run(&[
        "eval",
        "attribution",
        "--language",
        "en",
        "--list-errors",
        "gold",
    ]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.stderr, "selon: gold/c.ann: no text beside it\n");
    let list = "gold/b.ann\n  gold  mayor | said | that the bridge would stay closed\n  \
        found The mayor | said | that the bridge would stay closed\n\n";
    assert!(ran.stdout.starts_with(list), "{}", ran.stdout);
    let cue = ran
        .stdout
        .lines()
        .find(|line| line.starts_with("cue "))
        .unwrap();
    assert_eq!(cue.split_whitespace().nth(1), Some("100.00"));
}

/// An article whose gold says who speaks, how, and what stands in what.
const JUDGED: [(&str, &str); 2] = [
    (
        "gold/a.txt",
        "Mayor Hannah Lund spoke on Monday. She said that she hoped to win.\n",
    ),
    (
        "gold/a.ann",
        "T1\tSource 35 38\tShe\nT2\tCue 39 43\tsaid\nT3\tContent 44 65\tthat she hoped to win\n\
        T4\tAttribution 39 43\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n\
        T5\tSource 49 52\tshe\nT6\tCue 53 58\thoped\nT7\tContent 59 65\tto win\n\
        T8\tAttribution 53 58\thoped\nE2\tAttribution:T8 Source:T5 Cue:T6 Content:T7\n\
        A1\tForm E1 indirect\nA2\tAttitude E1 say\nA3\tCertainty E1 stated\n\
        A4\tForm E2 indirect\nA5\tAttitude E2 fear\nA6\tCertainty E2 stated\n\
        R1\tWithin Arg1:E2 Arg2:E1\n\
        #1\tSpeaker E1\tHannah Lund\n#2\tSpeaker E2\tPaul Reyes\n",
    ),
];

#[test]
fn speakers_and_judgements_are_scored_where_the_gold_has_them() {
    let place = Place::new(&JUDGED.map(|(name, text)| (name, text.as_bytes())));
    let eval = ["eval", "attribution", "--language", "en"];
    let ran = place.run(&[&eval[..], &["--list-errors", "gold"]].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let list = "gold/a.ann\n  \
        gold  she | hoped | to win | Paul Reyes | indirect fear stated within\n  \
        found she | hoped | to win | Hannah Lund = Mayor Hannah Lund | indirect hope stated within\n\n";
    assert!(ran.stdout.starts_with(list), "{}", ran.stdout);

    let object = |more: &[&str]| {
        let ran = place.run(&[&eval[..], &["--format", "json"], more].concat());
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
        serde_json::from_str::<serde_json::Value>(&ran.stdout).unwrap()
    };
    let all = object(&["gold"]);
    assert_eq!(all["speaker"]["f1"], 0.5);
    assert_eq!(all["nested"]["f1"], 1.0);
    assert_eq!(all["pairs"]["attitude"]["right"], 1);
    assert_eq!(all["pairs"]["within"]["accuracy"], 1.0);
    let outermost = object(&["--outermost", "gold"]);
    assert_eq!(outermost["all"]["exact"]["gold"], 1);
    assert_eq!(outermost["speaker"]["f1"], 1.0);
    assert!(outermost["nested"].is_null());
    assert!(outermost["pairs"]["within"].is_null());
}

#[test]
fn a_judgement_that_the_record_does_not_know_is_named_with_its_line() {
    let [text, (name, ann)] = JUDGED;
    let ann = ann.replace("Attitude E2 fear", "Attitude E2 shout");
    let place = Place::new(&[(text.0, text.1.as_bytes()), (name, ann.as_bytes())]);
    let ran = place.run(&["eval", "attribution", "gold"]);
    assert_eq!(ran.code, 1);
    let message = "selon: gold/a.ann: line 15: `shout` is none of say, deny, ask, ";
    assert!(ran.stderr.starts_with(message), "{}", ran.stderr);
}

#[test]
fn names_are_scored_and_errors_listed_in_their_context() {
    let text = "Mayor Hannah Lund praised the police on Monday.\n";
    let gold = "T1\tPerson 0 17\tMayor Hannah Lund\nT2\tGroup 26 36\tthe police\n\
        T3\tHead 0 17\tMayor Hannah Lund\nT4\tHead 30 36\tpolice\n\
        A1\tForm T1 title\nA2\tForm T2 nominal\n\
        R1\tHeadOf Arg1:T3 Arg2:T1\nR2\tHeadOf Arg1:T4 Arg2:T2\n";
    let shorter = gold.replace("Group 26 36\tthe police", "Group 30 36\tpolice");
    let place = Place::new(&[
        ("gold/a.ann", gold.as_bytes()),
        ("gold/a.txt", text.as_bytes()),
        ("gold/b.ann", shorter.as_bytes()),
        ("gold/b.txt", text.as_bytes()),
        ("gold/c.ann", b"T1\tShip 0 5\tMayor\n"),
        ("gold/c.txt", text.as_bytes()),
    ]);
    let ran = place.run(&["eval", "names", "--language", "en", "--list-errors", "gold"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "selon: gold/c.ann: line 1: there is no kind `Ship`\n"
    );
    let list = "gold/b.ann\n  \
        gold  30-36 group nominal | Mayor Hannah Lund praised the [police] on Monday.\n  \
        found 26-36 group nominal | Mayor Hannah Lund praised [the police] on Monday.\n\n";
    assert!(ran.stdout.starts_with(list), "{}", ran.stdout);
    let row = |name: &str| {
        let mut lines = ran.stdout.lines();
        let line = lines.find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(row("names")[3], "100.00");
    assert_eq!(
        row("nominal")[4..8],
        ["50.00", "100.00", "100.00", "100.00"]
    );
}

#[test]
fn bodies_of_pages_are_scored_and_errors_listed() {
    let sentence =
        "The mayor said on Tuesday that the bridge would stay closed until the end of the week.";
    let more = "Experts must still look at three of its piers, she said, and nobody could tell how long that would take them.";
    let page = format!(
        "<!DOCTYPE html><article><h1>Bridge shut</h1><p>{sentence}</p><p>{more}</p></article>"
    );
    let gold = format!(
        "{{\"a\": {{\"articleBody\": \"{sentence}\"}}, \"b\": {{\"articleBody\": \"x\"}}}}"
    );
    let place = Place::new(&[
        ("gold/ground-truth.json", gold.as_bytes()),
        ("gold/html/a.html", page.as_bytes()),
    ]);
    let ran = place.run(&["eval", "extraction", "--list-errors", "gold"]);
    assert_eq!(ran.code, 1);
    assert_eq!(
        ran.stderr,
        "selon: gold/html: no page b.html or b.html.gz\n"
    );
    assert!(
        ran.stdout.starts_with("gold/html/a.html  precision "),
        "{}",
        ran.stdout
    );
    let listed = format!("  gold  —\n  found {more}\n");
    assert!(ran.stdout.contains(&listed), "{}", ran.stdout);
    // Of 38 words in a row the gold has 17: 14 of 35 shingles.
    let last = ran.stdout.lines().last();
    assert_eq!(last, Some("body      40.00  100.00   57.14       1"));
}
