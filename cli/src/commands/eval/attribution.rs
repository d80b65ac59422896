//! `selon eval attribution`: sources, cues and contents.

use std::process::ExitCode;

use anyhow::Error;
use clap::{Args, ValueEnum};
use selon::Span;
use selon_evaluation::attribution::{
    Attribution, PartScores, Scores, attributions, found, outermost,
};
use selon_evaluation::{Share, Tally};
use serde_json::{Value, json};

use super::differences::{one_line, sides};
use super::gold::{GoldArguments, Read, Scheme, score};
use super::table::{Table, show};

/// Arguments of `selon eval attribution`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  selon eval attribution --language fr --list-errors corpora/fr-dispatches/tune > differences.txt
  selon eval attribution --language en --outermost --format json polnear/dev

The annotations are brat standoff in the scheme of PolNeAR: Source, Cue and Content, tied by Attribution events. Where
they have them, attributes Form, Attitude and Certainty, the relation Within and the note Speaker of these events are scored
too; PolNeAR's own have none. The text of NAME.ann is NAME.txt beside it. In PolNeAR's own folders it is ../text/ARTICLE.txt,
where NAME is ARTICLE, `_` and the mark of the annotator.")]
pub struct AttributionArguments {
    #[command(flatten)]
    pub gold: GoldArguments,

    /// Score only attributions that stand in no other's content
    ///
    /// Those in another's content are left out on both sides. PolNeAR's annotators marked only the outermost, so that every
    /// other that is found, however right, counts as a false one there.
    #[arg(long)]
    pub outermost: bool,

    /// How to write the scores
    #[arg(short, long, default_value = "text", conflicts_with = "list_errors")]
    pub format: ScoreFormat,
}

/// How to write scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// A table, in percent
    Text,
    /// One JSON object; shares lie between 0 and 1, what the gold does not say is null
    Json,
}

/// Reads every annotated article and prints how well its attributions are found.
pub fn run(arguments: &AttributionArguments) -> Result<ExitCode, Error> {
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
    let mut whole = Table::of_tallies("", &["exact", "overlap"]);
    for (name, part) in parts(scores) {
        whole.tallies(name, &[Some(&part.exact), Some(&part.overlap)]);
    }
    whole.tallies("all", &[Some(&scores.relation), None]);
    let mut more = Table::of_tallies("", &[""]);
    for (name, tally) in besides(scores) {
        if is_said(tally) {
            more.tallies(name, &[Some(tally)]);
        }
    }
    let mut pairs = Table::of_shares("of pairs");
    for (name, share) in of_pairs(scores) {
        share.into_iter().for_each(|share| pairs.share(name, share));
    }
    show(&[whole, more, pairs])
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
    fn what_the_gold_does_not_say_is_not_shown() {
        assert_eq!(table(&full()).split("\n\n").count(), 3);
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
