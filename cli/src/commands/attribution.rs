//! `selon eval attribution`.

use std::process::ExitCode;

use anyhow::Error;
use selon::Span;
use selon_evaluation::attribution::{
    Attribution, PartScores, Scores, attributions, found, outermost,
};
use selon_evaluation::{Share, Tally};
use serde_json::{Value, json};

use super::gold::{Read, Scheme, columns, counts, one_line, score, sides};
use crate::args::{EvalAttributionArguments, ScoreFormat};

/// Reads every annotated article and prints how well its attributions are found.
pub fn eval(arguments: &EvalAttributionArguments) -> Result<ExitCode, Error> {
    let scheme = if arguments.outermost {
        Scheme {
            gold: |ann, text| attributions(ann, text).map(outermost),
            found: |record, _| outermost(found(record)),
        }
    } else {
        Scheme {
            gold: attributions,
            found: |record, _| found(record),
        }
    };
    let add = |scores: &mut Scores, read: &Read<Attribution>| {
        let differences = scores.add(&read.text, &read.gold, &read.found);
        let judged = read.gold.iter().any(|gold| gold.form.is_some());
        let list = differences.iter().map(|difference| {
            let sided = |side: &Attribution| line(&read.text, side, judged);
            sides(difference.gold.as_ref(), difference.found.as_ref(), sided)
        });
        list.collect()
    };
    let print = match arguments.format {
        ScoreFormat::Text => table,
        ScoreFormat::Json => object,
    };
    score(&arguments.gold, &scheme, Scores::default(), add, print)
}

/// `source | cue | content`, and where they are scored `| speaker | form attitude certainty`.
fn line(text: &str, attribution: &Attribution, judged: bool) -> String {
    let words = |spans: &Vec<Span>| {
        let pieces = spans.iter().map(|span| one_line(span.of(text)));
        pieces.collect::<Vec<_>>().join(" … ")
    };
    let spans = [&attribution.source, &attribution.cue, &attribution.content];
    let mut parts = spans.map(words).to_vec();
    if judged {
        parts.push(names(attribution));
        let said = [
            attribution.form.map(|form| form.name()),
            attribution.attitude.map(|attitude| attitude.name()),
            attribution.certainty.map(|certainty| certainty.name()),
            attribution.within.map(|_| "within"),
        ];
        parts.push(said.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    parts.join(" | ")
}

/// `Nora Belhadj = l’apicultrice`
fn names(attribution: &Attribution) -> String {
    let mut names: Vec<String> = Vec::new();
    for name in attribution.speaker.iter().flatten() {
        let name = one_line(name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" = ")
}

/// The parts that have spans.
fn parts(scores: &Scores) -> [(&'static str, &PartScores); 3] {
    [
        ("source", &scores.source),
        ("cue", &scores.cue),
        ("content", &scores.content),
    ]
}

/// What the gold may say besides, of all attributions.
fn besides(scores: &Scores) -> [(&'static str, &Tally); 2] {
    [("speaker", &scores.speaker), ("nested", &scores.nested)]
}

/// What the gold may say besides, of pairs. Where it nests nothing, what stands in what is not told.
fn of_pairs(scores: &Scores) -> [(&'static str, Option<&Share>); 5] {
    let pairs = &scores.pairs;
    let said = |row| Some(row).filter(|row: &&Share| row.of > 0);
    let nests = is_said(&scores.nested);
    [
        ("speaker", said(&pairs.speaker)),
        ("form", said(&pairs.form)),
        ("attitude", said(&pairs.attitude)),
        ("certainty", said(&pairs.certainty)),
        ("within", said(&pairs.within).filter(|_| nests)),
    ]
}

/// Whether the gold says anything of that sort: of what it never says there is nothing to score.
fn is_said(tally: &Tally) -> bool {
    tally.gold > 0.0
}

fn table(scores: &Scores) -> String {
    let mut table = format!("{:18}exact{:21}overlap\n{:9}", "", "", "");
    table += "  precision  recall     F1  precision  recall     F1   gold  found\n";
    for (name, part) in parts(scores) {
        let (exact, overlap) = (columns(&part.exact), columns(&part.overlap));
        table += &format!("{name:<9}{exact}{overlap}{}\n", counts(&part.exact));
    }
    let (exact, nothing) = (columns(&scores.relation), "");
    let all = counts(&scores.relation);
    table += &format!("{:<9}{exact}{nothing:26}{all}\n", "all");
    let rows = besides(scores).into_iter().filter(|(_, row)| is_said(row));
    let rows = rows.map(|(name, row)| format!("{name:<9}{}{}\n", columns(row), counts(row)));
    table += &section("  precision  recall     F1   gold  found", rows);
    let rows = of_pairs(scores).into_iter();
    let rows = rows.filter_map(|(name, row)| Some((name, row?)));
    let rows = rows.map(|(name, row)| {
        let percent = row.accuracy() * 100.0;
        format!("{name:<9}{percent:11.2}{:8}{:7}\n", row.right, row.of)
    });
    table + &section("   accuracy   right  pairs", rows)
}

/// Rows under a heading that stands a line apart; nothing without rows.
fn section(heading: &str, rows: impl Iterator<Item = String>) -> String {
    let rows: String = rows.collect();
    match rows.is_empty() {
        true => rows,
        false => format!("\n{:9}{heading}\n{rows}", ""),
    }
}

fn object(scores: &Scores) -> String {
    let tally = |tally: &Tally| {
        json!({
            "precision": tally.precision(),
            "recall": tally.recall(),
            "f1": tally.f1(),
            "gold": tally.gold as u64,
            "found": tally.found as u64,
        })
    };
    let share = |share: &Share| json!({ "accuracy": share.accuracy(), "right": share.right, "pairs": share.of });
    let mut object = serde_json::Map::new();
    for (name, part) in parts(scores) {
        let part = json!({ "exact": tally(&part.exact), "overlap": tally(&part.overlap) });
        object.insert(name.to_owned(), part);
    }
    object.insert(
        "all".to_owned(),
        json!({ "exact": tally(&scores.relation) }),
    );
    for (name, row) in besides(scores) {
        let row = is_said(row).then(|| tally(row));
        object.insert(name.to_owned(), row.into());
    }
    let pairs = of_pairs(scores).into_iter();
    let pairs = pairs.map(|(name, row)| {
        let row: Value = row.map(share).into();
        (name.to_owned(), row)
    });
    object.insert("pairs".to_owned(), Value::Object(pairs.collect()));
    format!("{}\n", Value::Object(object))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scores that say everything.
    fn full() -> Scores {
        let mut scores = Scores::default();
        scores.speaker.gold = 1.0;
        scores.nested.gold = 1.0;
        for share in [&mut scores.pairs.speaker, &mut scores.pairs.within] {
            *share = Share { right: 1, of: 2 };
        }
        scores
    }

    #[test]
    fn the_columns_of_the_tables_stand_under_each_other() {
        let table = table(&full());
        assert_eq!(table.split("\n\n").count(), 3, "{table}");
        for (part, table) in table.split("\n\n").enumerate() {
            let skipped = usize::from(part == 0);
            let mut lines = table.lines().skip(skipped).map(|line| line.chars().count());
            let first = lines.next();
            assert!(lines.all(|length| Some(length) == first), "{table}");
        }
    }

    #[test]
    fn what_the_gold_does_not_say_is_not_shown() {
        assert!(!table(&Scores::default()).contains("speaker"));
        let read = |scores: &Scores| serde_json::from_str::<Value>(&object(scores)).unwrap();
        let nothing = read(&Scores::default());
        assert!(nothing["speaker"].is_null() && nothing["pairs"]["within"].is_null());
        assert_eq!(nothing["cue"]["exact"]["gold"], 0);
        let full = read(&full());
        assert_eq!(full["pairs"]["speaker"]["accuracy"], 0.5);
        assert_eq!(full["nested"]["gold"], 1);
    }
}
