//! `selon eval events`.

use std::process::ExitCode;

use anyhow::Error;
use selon::Span;
use selon_evaluation::Share;
use selon_evaluation::events::{Marked, Scores, events, found};

use super::gold::{Read, Scheme, columns, counts, one_line, score, sides};
use crate::args::EvalEventsArguments;

/// Reads every annotated article and prints how well its events are found.
pub fn eval(arguments: &EvalEventsArguments) -> Result<ExitCode, Error> {
    let scheme = Scheme {
        gold: events,
        found: |record, _| found(record),
    };
    let add = |scores: &mut Scores, read: &Read<Marked>| {
        let differences = scores.add(&read.gold, &read.found);
        let list = differences.iter().map(|difference| {
            let sided = |side: &Marked| line(&read.text, side);
            sides(difference.gold.as_ref(), difference.found.as_ref(), sided)
        });
        list.collect()
    };
    score(&arguments.gold, &scheme, Scores::default(), add, table)
}

/// `FIGHT bombardé | l'armée → Odessa`
fn line(text: &str, event: &Marked) -> String {
    let words = |spans: &[Span]| -> String {
        let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
        one_line(&words.join(" … "))
    };
    // Of all the words that name somebody those nearest to the trigger tell the most.
    let near = |spans: &Vec<Span>| {
        let start = event.trigger.first().map_or(0, |trigger| trigger.start);
        let nearest = spans.iter().min_by_key(|span| span.start.abs_diff(start));
        nearest.map_or_else(String::new, |span| one_line(span.of(text)))
    };
    let list = |parties: &[Vec<Span>]| parties.iter().map(near).collect::<Vec<_>>().join(", ");
    let (kind, trigger) = (event.kind.name(), words(&event.trigger));
    format!(
        "{kind} {trigger} | {} → {}",
        list(&event.actors),
        list(&event.recipients)
    )
}

fn table(scores: &Scores) -> String {
    let mut table = format!("{:14}  precision  recall     F1   gold  found\n", "");
    let parts = [
        ("trigger", &scores.trigger),
        ("and type", &scores.kind),
        ("and actors", &scores.actors),
        ("and recipients", &scores.recipients),
        ("whole", &scores.whole),
    ];
    for (name, tally) in parts {
        table += &format!("{name:<14}{}{}\n", columns(tally), counts(tally));
    }
    table += "\n";
    for (kind, tally) in &scores.kinds {
        table += &format!("{:<14}{}{}\n", kind.name(), columns(tally), counts(tally));
    }
    table += "\nof the pairs\n";
    let shares = [
        ("tense", scores.tense),
        ("certainty", scores.certainty),
        ("negated", scores.negated),
    ];
    for (name, share) in shares {
        table += &shared(name, share);
    }
    table
}

fn shared(name: &str, share: Share) -> String {
    format!(
        "{name:<14}{:11.2}{:7}{:7}\n",
        share.accuracy() * 100.0,
        share.right,
        share.of
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_says_what_is_right_and_of_how_many() {
        let text = "L’armée a bombardé Odessa.";
        let ann =
            "T1\tFIGHT 10 18\tbombardé\nT2\tParticipant 0 7\tL’armée\nE1\tFIGHT:T1 Actor:T2\n";
        let gold = events(ann, text).unwrap();
        assert_eq!(line(text, &gold[0]), "FIGHT bombardé | L’armée → ");
        let mut scores = Scores::default();
        scores.add(&gold, &gold);
        scores.add(&gold, &[]);
        let table = table(&scores);
        assert!(
            table.contains("whole              100.00   50.00  66.67      2      1\n"),
            "{table}"
        );
        assert!(
            table.contains("tense              100.00      1      1\n"),
            "{table}"
        );
    }
}
