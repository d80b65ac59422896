//! `selon eval names`.

use std::process::ExitCode;

use anyhow::Error;
use selon::write::CodePoints;
use selon_evaluation::names::{Name, Scores, found, kinds, names};

use super::gold::{Read, Scheme, columns, counts, one_line, score, sides};
use crate::args::EvalNamesArguments;

/// How many characters a list shows on either side of a name.
const CONTEXT: usize = 40;

/// Reads every annotated article and prints how well its names are found.
pub fn eval(arguments: &EvalNamesArguments) -> Result<ExitCode, Error> {
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
    let mut table = format!("{:23}exact span{:18}head\n{:14}", "", "", "");
    table += "  precision  recall     F1  precision  recall     F1   gold  found\n";
    let parts = [
        ("all", &scores.all),
        ("names", &scores.proper),
        ("nominal groups", &scores.nominal),
    ];
    for (name, part) in parts {
        let (exact, head) = (columns(&part.exact), columns(&part.head));
        table += &format!("{name:<14}{exact}{head}{}\n", counts(&part.exact));
    }
    table += &format!("\n{:19}names by span and kind\n{:14}", "", "");
    table += "  precision  recall     F1   gold  found\n";
    let rows = kinds().filter_map(|kind| Some((kind, scores.kinds.get(kind)?)));
    for (name, tally) in rows.chain([("all", &scores.typed)]) {
        table += &format!("{name:<14}{}{}\n", columns(tally), counts(tally));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use selon::Span;
    use selon::read::MentionForm;
    use selon_evaluation::Tally;

    #[test]
    fn the_columns_of_the_tables_stand_under_each_other() {
        let mut scores = Scores::default();
        scores.kinds.insert("organisation", Tally::default());
        for table in table(&scores).split("\n\n") {
            let mut lines = table.lines().skip(1).map(|line| line.chars().count());
            let first = lines.next();
            assert!(lines.all(|length| Some(length) == first), "{table}");
        }
    }

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
