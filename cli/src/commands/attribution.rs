//! `selon eval attribution`.

use std::process::ExitCode;

use anyhow::Error;
use selon::Span;
use selon::read::eval::attribution::{Attribution, Scores, attributions, found};

use super::gold::{Scheme, columns, counts, one_line, score, sides};
use crate::args::EvalAttributionArguments;

/// Reads every annotated article and prints how well its attributions are found.
pub fn eval(arguments: &EvalAttributionArguments) -> Result<ExitCode, Error> {
    let scheme = Scheme {
        gold: attributions,
        found: |record, _| found(record),
    };
    let add = |scores: &mut Scores, read: &super::gold::Read<Attribution>| {
        let differences = scores.add(&read.text, &read.gold, &read.found);
        let list = differences.iter().map(|difference| {
            let sided = |side: &Attribution| line(&read.text, side);
            sides(difference.gold.as_ref(), difference.found.as_ref(), sided)
        });
        list.collect()
    };
    score(&arguments.gold, &scheme, Scores::default(), add, table)
}

/// `source | cue | content`
fn line(text: &str, attribution: &Attribution) -> String {
    let words = |spans: &Vec<Span>| {
        let pieces = spans.iter().map(|span| one_line(span.of(text)));
        pieces.collect::<Vec<_>>().join(" … ")
    };
    let parts = [&attribution.source, &attribution.cue, &attribution.content];
    parts.map(words).join(" | ")
}

fn table(scores: &Scores) -> String {
    let mut table = format!("{:18}exact{:21}overlap\n{:9}", "", "", "");
    table += "  precision  recall     F1  precision  recall     F1   gold  found\n";
    let parts = [
        ("source", &scores.source),
        ("cue", &scores.cue),
        ("content", &scores.content),
    ];
    for (name, part) in parts {
        let (exact, overlap) = (columns(&part.exact), columns(&part.overlap));
        table += &format!("{name:<9}{exact}{overlap}{}\n", counts(&part.exact));
    }
    let (exact, nothing) = (columns(&scores.relation), "");
    table += &format!(
        "{:<9}{exact}{nothing:26}{}\n",
        "all",
        counts(&scores.relation)
    );
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_the_table_stand_under_each_other() {
        let table = table(&Scores::default());
        let mut lines = table.lines().skip(1).map(|line| line.chars().count());
        let first = lines.next();
        assert!(lines.all(|length| Some(length) == first), "{table}");
    }
}
