//! Rows of answers as tables for readers and as JSON and CSV for programs.

use std::io::{self, Write};

use anyhow::Error;
use comfy_table::{ContentArrangement, Table, presets};
use selon_keep::ask::{
    ActorRow, Article, ComparedRow, Entity, FigureRow, Quote, StatementRow, StoryArticleRow,
    StoryRow, TextRow, VariantRow,
};
use serde::Serialize;

use crate::args::RowFormat;
use crate::output;

/// Between the pieces of what a text parts.
const PARTED: &str = " … ";

/// A row that can be written in every format; as JSON it is what it is.
pub trait AsRow: Serialize {
    /// The heads of its columns for a reader.
    const HEADS: &'static [&'static str];
    /// The names of its columns for a program.
    const NAMES: &'static [&'static str];

    /// The cells under [`AsRow::HEADS`].
    fn shown(&self) -> Vec<String>;

    /// The cells under [`AsRow::NAMES`].
    fn cells(&self) -> Vec<String>;
}

/// Writes rows.
///
/// # Errors
/// Standard output takes no more.
pub fn write<R: AsRow>(rows: &[R], format: RowFormat, out: &mut impl Write) -> Result<(), Error> {
    match format {
        RowFormat::Table if rows.is_empty() => {}
        RowFormat::Table => writeln!(out, "{}", table(rows).trim_fmt())?,
        RowFormat::Json => {
            serde_json::to_writer(&mut *out, rows).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        RowFormat::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut *out, row).map_err(io::Error::from)?;
                writeln!(out)?;
            }
        }
        RowFormat::Csv => {
            let mut csv = csv::Writer::from_writer(&mut *out);
            csv.write_record(R::NAMES)?;
            for row in rows {
                csv.write_record(row.cells())?;
            }
            csv.flush()?;
        }
    }
    Ok(out.flush()?)
}

fn table<R: AsRow>(rows: &[R]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(output::width()).unwrap_or(u16::MAX))
        .set_header(R::HEADS);
    // What a text contains must not steer the terminal.
    let plain = |cell: String| cell.replace(|c: char| c.is_control() && c != '\n', " ");
    table.add_rows(rows.iter().map(|row| row.shown().into_iter().map(plain)));
    table
}

impl AsRow for StatementRow {
    const HEADS: &'static [&'static str] = &["source", "cue", "content", "sentence", "article"];
    const NAMES: &'static [&'static str] = &[
        "article",
        "origin",
        "title",
        "language",
        "published",
        "id",
        "form",
        "attitude",
        "certainty",
        "source",
        "source_start",
        "source_end",
        "actor",
        "actor_kind",
        "country",
        "sector",
        "known_as",
        "cue",
        "cue_offsets",
        "lemma",
        "content",
        "content_offsets",
        "variants",
        "sentence",
        "sentence_start",
        "sentence_end",
    ];

    fn shown(&self) -> Vec<String> {
        let source = self.source.as_ref().map(|source| {
            let name = source.actor.as_ref().map(|actor| &actor.name);
            match name.filter(|name| !source.span.text.contains(*name)) {
                Some(name) => format!("{} ({name})", source.span.text),
                None => source.span.text.clone(),
            }
        });
        let cue = self.cue.as_ref().map_or(&[][..], |cue| &cue.span);
        vec![
            source.unwrap_or_default(),
            words(cue),
            words(&self.content),
            text(&self.sentence),
            place(&self.document, &self.id, &offsets(&self.content)),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let source = self.source.as_ref();
        let actor = source.and_then(|source| source.actor.as_ref());
        let cue = self.cue.as_ref().map_or(&[][..], |cue| &cue.span);
        let lemma = self.cue.as_ref().map(|cue| cue.lemma.clone());
        let mut cells = article(&self.document);
        cells.extend([&self.id, &self.form, &self.attitude, &self.certainty].map(String::clone));
        cells.extend(quote(source.map(|source| &source.span)));
        cells.extend(entity(actor));
        cells.extend([words(cue), offsets(cue), lemma.unwrap_or_default()]);
        cells.extend([words(&self.content), offsets(&self.content)]);
        cells.push(self.variants.to_string());
        cells.extend(quote(self.sentence.as_ref()));
        cells
    }
}

impl AsRow for FigureRow {
    const HEADS: &'static [&'static str] = &["figure", "of", "according to", "sentence", "article"];
    const NAMES: &'static [&'static str] = &[
        "article",
        "origin",
        "title",
        "language",
        "published",
        "id",
        "figure",
        "start",
        "end",
        "low",
        "high",
        "bound",
        "unit",
        "of",
        "of_start",
        "of_end",
        "according_to",
        "actor",
        "actor_kind",
        "country",
        "sector",
        "known_as",
        "sentence",
        "sentence_start",
        "sentence_end",
    ];

    fn shown(&self) -> Vec<String> {
        let of = self.of.as_ref().map_or(&self.unit, |of| &of.text);
        let actor = self.actor.as_ref().map(|actor| actor.name.clone());
        let according_to = actor.or_else(|| self.according_to.clone());
        vec![
            self.span.text.clone(),
            of.clone(),
            according_to.unwrap_or_default(),
            text(&self.sentence),
            place(
                &self.document,
                &self.id,
                &offsets(std::slice::from_ref(&self.span)),
            ),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let number = |number: Option<f64>| number.map(|number| number.to_string());
        let mut cells = article(&self.document);
        cells.push(self.id.clone());
        cells.extend(quote(Some(&self.span)));
        cells.extend([self.low, self.high].map(|bound| number(bound).unwrap_or_default()));
        cells.extend([self.bound.clone(), self.unit.clone()]);
        cells.extend(quote(self.of.as_ref()));
        cells.push(self.according_to.clone().unwrap_or_default());
        cells.extend(entity(self.actor.as_ref()));
        cells.extend(quote(self.sentence.as_ref()));
        cells
    }
}

impl AsRow for ActorRow {
    const HEADS: &'static [&'static str] = &[
        "name",
        "kind",
        "mentions",
        "statements",
        "sentence",
        "article",
    ];
    const NAMES: &'static [&'static str] = &[
        "article",
        "origin",
        "title",
        "language",
        "published",
        "id",
        "actor",
        "actor_kind",
        "country",
        "sector",
        "known_as",
        "mentions",
        "mention_offsets",
        "statements",
        "sentence",
        "sentence_start",
        "sentence_end",
    ];

    fn shown(&self) -> Vec<String> {
        let Entity {
            name,
            kind,
            country,
            sector,
            known_as,
        } = &self.entity;
        let codes = [
            Some(kind),
            country.as_ref(),
            sector.as_ref(),
            known_as.as_ref(),
        ];
        let codes: Vec<_> = codes.into_iter().flatten().map(String::as_str).collect();
        vec![
            name.clone(),
            codes.join(", "),
            self.mentions.len().to_string(),
            self.statements.to_string(),
            text(&self.sentence),
            place(
                &self.document,
                &self.id,
                &offsets(self.mentions.get(..1).unwrap_or_default()),
            ),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let mut cells = article(&self.document);
        cells.push(self.id.clone());
        cells.extend(entity(Some(&self.entity)));
        cells.extend([words(&self.mentions), offsets(&self.mentions)]);
        cells.push(self.statements.to_string());
        cells.extend(quote(self.sentence.as_ref()));
        cells
    }
}

impl AsRow for TextRow {
    const HEADS: &'static [&'static str] = &["sentence", "article"];
    const NAMES: &'static [&'static str] = &[
        "article",
        "origin",
        "title",
        "language",
        "published",
        "matches",
        "match_offsets",
        "sentence",
        "sentence_start",
        "sentence_end",
    ];

    fn shown(&self) -> Vec<String> {
        let sentence = self.sentence.as_ref().map(|sentence| &sentence.text);
        let title = || self.document.title.clone().unwrap_or_default();
        vec![
            sentence.cloned().unwrap_or_else(title),
            place(&self.document, "", &offsets(&self.matches)),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let mut cells = article(&self.document);
        cells.extend([words(&self.matches), offsets(&self.matches)]);
        cells.extend(quote(self.sentence.as_ref()));
        cells
    }
}

impl AsRow for StoryRow {
    const HEADS: &'static [&'static str] = &[
        "articles",
        "published",
        "names",
        "first article begins",
        "article",
    ];
    const NAMES: &'static [&'static str] = &[
        "article",
        "origin",
        "title",
        "language",
        "published",
        "articles",
        "copies",
        "languages",
        "since",
        "until",
        "names",
        "sentence",
        "sentence_start",
        "sentence_end",
    ];

    fn shown(&self) -> Vec<String> {
        let days = [&self.since, &self.until].map(|date| date.clone().unwrap_or_default());
        let [since, until] = &days;
        let published = match since == until {
            true => since.clone(),
            false => days.join(" to "),
        };
        let title = self.document.title.clone();
        let beginning = [title.unwrap_or_default(), text(&self.sentence)].join("\n");
        vec![
            format!("{} ({})", self.articles, self.languages.join(", ")),
            published,
            self.names.join(", "),
            beginning.trim().to_owned(),
            place(&self.document, "", &sentence_offsets(&self.sentence)),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let mut cells = article(&self.document);
        cells.extend([self.articles.to_string(), self.copies.to_string()]);
        cells.push(self.languages.join(" "));
        cells.extend([&self.since, &self.until].map(|date| date.clone().unwrap_or_default()));
        cells.push(self.names.join(PARTED));
        cells.extend(quote(self.sentence.as_ref()));
        cells
    }
}

impl AsRow for StoryArticleRow {
    const HEADS: &'static [&'static str] = &["title", "begins", "statements", "copy of", "article"];
    const NAMES: &'static [&'static str] = &[
        "article",
        "origin",
        "title",
        "language",
        "published",
        "likeness",
        "copy_of",
        "statements",
        "sentence",
        "sentence_start",
        "sentence_end",
    ];

    fn shown(&self) -> Vec<String> {
        vec![
            self.document.title.clone().unwrap_or_default(),
            text(&self.sentence),
            self.statements.to_string(),
            self.copy_of.clone().unwrap_or_default(),
            place(&self.document, "", &sentence_offsets(&self.sentence)),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let mut cells = article(&self.document);
        cells.push(self.likeness.map(share).unwrap_or_default());
        cells.push(self.copy_of.clone().unwrap_or_default());
        cells.push(self.statements.to_string());
        cells.extend(quote(self.sentence.as_ref()));
        cells
    }
}

/// The names of columns with more before them.
macro_rules! columns {
    ($before:expr, $more:expr) => {{
        const LENGTH: usize = $before.len() + $more.len();
        const ALL: [&str; LENGTH] = {
            let mut all = [""; LENGTH];
            let mut at = 0;
            while at < LENGTH {
                all[at] = match at < $before.len() {
                    true => $before[at],
                    false => $more[at - $before.len()],
                };
                at += 1;
            }
            all
        };
        &ALL
    }};
}

impl AsRow for VariantRow {
    const HEADS: &'static [&'static str] = columns!(["variants of"], StatementRow::HEADS);
    const NAMES: &'static [&'static str] =
        columns!(["variants_of", "first", "likeness"], StatementRow::NAMES);

    fn shown(&self) -> Vec<String> {
        let of = match self.first {
            true => format!("{}\nfirst", self.variants_of),
            false => String::new(),
        };
        [vec![of], self.statement.shown()].concat()
    }

    fn cells(&self) -> Vec<String> {
        let own = vec![
            self.variants_of.clone(),
            self.first.to_string(),
            share(self.likeness),
        ];
        [own, self.statement.cells()].concat()
    }
}

impl AsRow for ComparedRow {
    const HEADS: &'static [&'static str] = columns!(["agree"], FigureRow::HEADS);
    const NAMES: &'static [&'static str] = columns!(["group", "agree"], FigureRow::NAMES);

    fn shown(&self) -> Vec<String> {
        let first = self
            .group
            .ends_with(&format!("{}/{}", self.figure.document.id, self.figure.id));
        let agree = if self.agree { "yes" } else { "no" };
        let agree = if first { agree } else { "" };
        [vec![agree.to_owned()], self.figure.shown()].concat()
    }

    fn cells(&self) -> Vec<String> {
        let own = vec![self.group.clone(), self.agree.to_string()];
        [own, self.figure.cells()].concat()
    }
}

/// A number from 0 to 1, in hundredths.
fn share(share: f64) -> String {
    format!("{share:.2}")
}

fn sentence_offsets(sentence: &Option<Quote>) -> String {
    offsets(sentence.as_ref().map_or(&[], std::slice::from_ref))
}

/// Where a row comes from, for a reader.
fn place(article: &Article, id: &str, offsets: &str) -> String {
    let date = article.published.as_deref().unwrap_or_default();
    let lines = [
        article.origin.clone(),
        date.to_owned(),
        format!("{} {id}", article.id),
        offsets.to_owned(),
    ];
    let lines = lines.iter().map(|line| line.trim());
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn article(article: &Article) -> Vec<String> {
    vec![
        article.id.clone(),
        article.origin.clone(),
        article.title.clone().unwrap_or_default(),
        article.language.clone(),
        article.published.clone().unwrap_or_default(),
    ]
}

fn entity(entity: Option<&Entity>) -> [String; 5] {
    entity.map_or_else(Default::default, |entity| {
        let code = |code: &Option<String>| code.clone().unwrap_or_default();
        [
            entity.name.clone(),
            entity.kind.clone(),
            code(&entity.country),
            code(&entity.sector),
            code(&entity.known_as),
        ]
    })
}

fn text(quote: &Option<Quote>) -> String {
    quote
        .as_ref()
        .map(|quote| quote.text.clone())
        .unwrap_or_default()
}

/// The words, their start and their end.
fn quote(quote: Option<&Quote>) -> [String; 3] {
    quote.map_or_else(Default::default, |quote| {
        [
            quote.text.clone(),
            quote.start.to_string(),
            quote.end.to_string(),
        ]
    })
}

fn words(pieces: &[Quote]) -> String {
    let words: Vec<_> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    words.join(PARTED)
}

/// Where pieces stand: `12-40 55-60`.
fn offsets(pieces: &[Quote]) -> String {
    let offsets = pieces
        .iter()
        .map(|piece| format!("{}-{}", piece.start, piece.end));
    offsets.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_has_a_name() {
        let article = Article {
            id: "0".to_owned(),
            origin: "a.txt".to_owned(),
            title: None,
            language: "fr".to_owned(),
            published: None,
        };
        let text = TextRow {
            document: article.clone(),
            matches: Vec::new(),
            sentence: None,
        };
        assert_eq!(text.cells().len(), TextRow::NAMES.len());
        assert_eq!(text.shown().len(), TextRow::HEADS.len());
        let statement = StatementRow {
            document: article.clone(),
            id: "s1".to_owned(),
            form: "direct".to_owned(),
            source: None,
            cue: None,
            content: Vec::new(),
            attitude: "say".to_owned(),
            certainty: "stated".to_owned(),
            variants: 1,
            sentence: None,
        };
        assert_eq!(statement.cells().len(), StatementRow::NAMES.len());
        assert_eq!(statement.shown().len(), StatementRow::HEADS.len());
        let variant = VariantRow {
            variants_of: "0/s1".to_owned(),
            first: true,
            likeness: 1.0,
            statement,
        };
        assert_eq!(variant.cells().len(), VariantRow::NAMES.len());
        assert_eq!(variant.shown().len(), VariantRow::HEADS.len());
        let story = StoryRow {
            document: article.clone(),
            articles: 2,
            copies: 0,
            languages: Vec::new(),
            since: None,
            until: None,
            names: Vec::new(),
            sentence: None,
        };
        assert_eq!(story.cells().len(), StoryRow::NAMES.len());
        assert_eq!(story.shown().len(), StoryRow::HEADS.len());
        let told = StoryArticleRow {
            document: article,
            likeness: None,
            copy_of: None,
            statements: 0,
            sentence: None,
        };
        assert_eq!(told.cells().len(), StoryArticleRow::NAMES.len());
        assert_eq!(told.shown().len(), StoryArticleRow::HEADS.len());
    }
}
