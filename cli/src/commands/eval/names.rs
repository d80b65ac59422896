//! `selon eval names`: names and nominal groups.

use std::process::ExitCode;

use anyhow::Error;
use clap::Args;
use selon::write::CodePoints;
use selon_evaluation::names::{Name, Scores, found, kinds, names};

use super::differences::{one_line, sides};
use super::gold::{GoldArguments, Read, Scheme, score};
use super::table::{Table, show};

/// How many characters a list shows on either side of a name.
const CONTEXT: usize = 40;

/// Arguments of `selon eval names`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  selon eval names --list-errors corpora/names/tune > differences.txt

The annotations are brat standoff: a mention is a text-bound annotation whose type is its kind (Person, Organisation, State,
Group, Role, Unnamed, Place) with an attribute Form (name, title, nominal, metonym); a relation HeadOf ties an annotation
of the type Head to it. The text of NAME.ann is NAME.txt beside it.")]
pub struct NamesArguments {
    #[command(flatten)]
    pub gold: GoldArguments,
}

/// Reads every annotated article and prints how well its names are found.
pub fn run(arguments: &NamesArguments) -> Result<ExitCode, Error> {
    let scheme = Scheme { gold: names, found };
    let add = |scores: &mut Scores, read: &Read<Name>| {
        let points = CodePoints::of(&read.text);
        let differences = scores.add(&read.gold, &read.found);
        let list = differences.iter().map(|difference| {
            let sided = |side: &Name| line(&read.text, &points, side);
            sides(difference.gold.as_ref(), difference.found.as_ref(), sided)
        });
        list.collect()
    };
    score(&arguments.gold, &scheme, Scores::default(), add, table)
}

/// `132-140 person title | … before [Mme Roux] behind …`; the numbers count code points.
fn line(text: &str, points: &CodePoints<'_>, name: &Name) -> String {
    let (before, rest) = text.split_at(name.span.start);
    let (words, behind) = rest.split_at(name.span.len());
    let before: Vec<char> = before.chars().rev().take(CONTEXT).collect();
    let before: String = before.into_iter().rev().collect();
    let behind: String = behind.chars().take(CONTEXT).collect();
    let range = points.range(name.span);
    let context = one_line(&format!("{before}[{words}]{behind}"));
    let (kind, form) = (name.kind, name.form.name());
    format!("{}-{} {kind} {form} | {context}", range.start, range.end)
}

fn table(scores: &Scores) -> String {
    let mut spans = Table::of_tallies("", &["exact span", "head"]);
    let parts = [
        ("all", &scores.all),
        ("names", &scores.proper),
        ("nominal groups", &scores.nominal),
    ];
    for (name, part) in parts {
        spans.tallies(name, &[Some(&part.exact), Some(&part.head)]);
    }
    let mut typed = Table::of_tallies("", &["names by span and kind"]);
    let rows = kinds().filter_map(|kind| Some((kind, scores.kinds.get(kind)?)));
    for (name, tally) in rows.chain([("all", &scores.typed)]) {
        typed.tallies(name, &[Some(tally)]);
    }
    show(&[spans, typed])
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon::Span;
    use selon::read::MentionForm;

    #[test]
    fn a_line_shows_the_name_in_its_context() {
        let text = "Été :\nMme Roux est là.";
        let start = text.find("Mme").unwrap();
        let name = Name {
            span: Span::new(start, start + "Mme Roux".len()),
            head: Vec::new(),
            kind: "person",
            form: MentionForm::Title,
        };
        assert_eq!(
            line(text, &CodePoints::of(text), &name),
            "6-14 person title | Été : [Mme Roux] est là."
        );
    }
}
