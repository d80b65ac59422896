//! `selon eval events`: who does what to whom.

use std::process::ExitCode;

use anyhow::Error;
use clap::Args;
use selon::Span;
use selon_evaluation::events::{Marked, Scores, events, found};

use super::differences::{one_line, sides};
use super::gold::{GoldArguments, Read, Scheme, score};
use super::table::{Table, show};

/// Arguments of `selon eval events`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon eval events --list-errors corpora/events/tune > differences.txt

The annotations are brat standoff: events whose types are those of PLOVER, with the roles Actor and Recipient and the attributes
Tense, Certainty and Negated. The text of NAME.ann is NAME.txt beside it.")]
pub struct EventsArguments {
    #[command(flatten)]
    pub gold: GoldArguments,
}

/// Reads every annotated article and prints how well its events are found.
pub fn run(arguments: &EventsArguments) -> Result<ExitCode, Error> {
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
    let mut parts = Table::of_tallies("", &[""]);
    let rows = [
        ("trigger", &scores.trigger),
        ("and type", &scores.kind),
        ("and actors", &scores.actors),
        ("and recipients", &scores.recipients),
        ("whole", &scores.whole),
    ];
    for (name, tally) in rows {
        parts.tallies(name, &[Some(tally)]);
    }
    let mut kinds = Table::of_tallies("type", &[""]);
    for (kind, tally) in &scores.kinds {
        kinds.tallies(kind.name(), &[Some(tally)]);
    }
    let mut pairs = Table::of_shares("of pairs");
    pairs.share("tense", &scores.tense);
    pairs.share("certainty", &scores.certainty);
    pairs.share("negated", &scores.negated);
    show(&[parts, kinds, pairs])
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
        let row = |name: &str| {
            let line = table.lines().find(|line| line.starts_with(name));
            line.map(|line| line.split_whitespace().collect::<Vec<_>>())
        };
        let whole = vec!["whole", "100.00", "50.00", "66.67", "2", "1"];
        assert_eq!(row("whole"), Some(whole), "{table}");
        let tense = vec!["tense", "100.00", "1", "1"];
        assert_eq!(row("tense"), Some(tense), "{table}");
    }
}
