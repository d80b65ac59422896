//! The words that intake needs, of every language: it comes before the language of an article is known.

use selon_intake::{Header, HeaderWord, HyphenSide, Notice, Words};
use selon_languages::{Pack, Row, packs, shared_table};
use selon_read::RuleError;

/// Reads the tables of all languages.
pub(crate) fn words() -> Result<Words, RuleError> {
    Ok(Words {
        headers: all("headers", header_word)?,
        months: all("months", month)?,
        agencies: shared_table("agencies")
            .rows()
            .map(|row| row.key())
            .collect(),
        notices: all("notices", notice)?,
        hyphens: all("hyphens", hyphen)?,
    })
}

/// What the rows of that table of every language say.
fn all<T>(
    table: &str,
    read: impl Fn(&Pack, &Row) -> Result<T, String>,
) -> Result<Vec<T>, RuleError> {
    let rows = packs().iter().flat_map(|pack| {
        let rows = pack.table(table).rows();
        rows.map(move |row| (pack, row))
    });
    let read = |(pack, row): (&Pack, Row)| {
        read(pack, &row).map_err(|problem| RuleError {
            table: format!("{}/{table}", pack.code()),
            key: row.key().to_owned(),
            problem,
        })
    };
    rows.map(read).collect()
}

fn header_word(pack: &Pack, row: &Row) -> Result<HeaderWord, String> {
    let header = match row.get("kind").unwrap_or_default() {
        "aside" => Header::Aside,
        "author" => Header::Author,
        "byline" => Header::Byline,
        "date" => Header::Date,
        "notice" => Header::Notice,
        "other" => Header::Other,
        "title" => Header::Title,
        "updated" => Header::Updated,
        kind => {
            return Err(format!(
                "`kind` is `{kind}`; write aside, author, byline, date, notice, other, title or updated"
            ));
        }
    };
    let order = pack.table("language").cell("date-order", "value");
    Ok(HeaderWord {
        word: row.key(),
        header,
        day_first: order == Some("day-month-year"),
    })
}

fn month(_: &Pack, row: &Row) -> Result<(&'static str, u8), String> {
    let month = row.get("month").unwrap_or_default();
    let number = month
        .parse()
        .ok()
        .filter(|number| (1..=12).contains(number));
    let number =
        number.ok_or_else(|| format!("`month` is `{month}`; write a number from 1 to 12"))?;
    Ok((row.key(), number))
}

fn notice(_: &Pack, row: &Row) -> Result<(&'static str, Notice), String> {
    let notice = match row.get("kind").unwrap_or_default() {
        "section" => Notice::Section,
        "start" => Notice::Start,
        "whole" => Notice::Whole,
        kind => return Err(format!("`kind` is `{kind}`; write section, start or whole")),
    };
    Ok((row.key(), notice))
}

fn hyphen(_: &Pack, row: &Row) -> Result<(&'static str, HyphenSide), String> {
    let side = match row.get("side").unwrap_or_default() {
        "after" => HyphenSide::After,
        "apart" => HyphenSide::Apart,
        "before" => HyphenSide::Before,
        side => return Err(format!("`side` is `{side}`; write after, apart or before")),
    };
    Ok((row.key(), side))
}
