//! What programs get of a row: columns with names and kinds, and their cells.

use selon_keep::ask::{Article, Entity, Location, Quote, Source, Time};
use selon_keep::columns::{Cell, Column, Kind};
use serde_json::{Value, json};

use super::Row;
use super::shown::{PARTED, offsets, words};

/// A part of a row, of one column or more.
pub enum Part<R: ?Sized> {
    /// A name or code.
    Text(fn(&R) -> Option<&str>),
    /// A whole number.
    Count(fn(&R) -> i64),
    /// A number.
    Number(fn(&R) -> Option<f64>),
    /// Names or codes.
    Texts(fn(&R) -> &[String]),
    /// Words of the article.
    Words(fn(&R) -> Option<&Quote>),
    /// Words of the article in pieces.
    Pieces(fn(&R) -> &[Quote]),
    /// Words of the article in several places.
    Each(fn(&R) -> Vec<&Quote>),
    /// Who.
    Entity(fn(&R) -> Option<&Entity>),
    /// Who they are, of several.
    Entities(fn(&R) -> &[Source]),
    /// What a time means.
    Time(fn(&R) -> Option<&Time>),
    /// What a place means.
    Location(fn(&R) -> Option<&Location>),
}

/// The columns of something: what is added to the name of the part, and the cell.
type Columns<T> = &'static [(&'static str, Kind, fn(&T) -> Cell<'_>)];

const ARTICLE: Columns<Article> = &[
    ("article", Kind::Text, |article| Cell::Text(&article.id)),
    ("origin", Kind::Text, |article| Cell::Text(&article.origin)),
    ("title", Kind::Text, |article| {
        text(article.title.as_deref())
    }),
    ("language", Kind::Text, |article| {
        Cell::Text(&article.language)
    }),
    ("published", Kind::Text, |article| {
        text(article.published.as_deref())
    }),
];

const WORDS: Columns<Quote> = &[
    ("", Kind::Text, |quote| Cell::Text(&quote.text)),
    ("_start", Kind::Integer, |quote| offset(quote.start)),
    ("_end", Kind::Integer, |quote| offset(quote.end)),
];

const ENTITY: Columns<Entity> = &[
    ("", Kind::Text, |entity| Cell::Text(&entity.name)),
    ("_kind", Kind::Text, |entity| Cell::Text(&entity.kind)),
    ("_country", Kind::Text, |entity| {
        text(entity.country.as_deref())
    }),
    ("_sector", Kind::Text, |entity| {
        text(entity.sector.as_deref())
    }),
    ("_known_as", Kind::Text, |entity| {
        text(entity.known_as.as_deref())
    }),
];

const TIME: Columns<Time> = &[
    ("_type", Kind::Text, |time| Cell::Text(&time.kind)),
    ("_value", Kind::Text, |time| Cell::Text(&time.value)),
    ("_earliest", Kind::Text, |time| text(time.begin.as_deref())),
    ("_latest", Kind::Text, |time| text(time.end.as_deref())),
];

const LOCATION: Columns<Location> = &[
    ("_name", Kind::Text, |place| Cell::Text(&place.name)),
    ("_country", Kind::Text, |place| {
        text(place.country.as_deref())
    }),
    ("_latitude", Kind::Number, |place| number(place.latitude)),
    ("_longitude", Kind::Number, |place| number(place.longitude)),
    ("_precision", Kind::Text, |place| {
        text(place.precision.as_deref())
    }),
];

/// What the columns of several who take part have behind the name: their words have the name itself.
fn of_several(name: &'static str) -> &'static str {
    if name.is_empty() { "_name" } else { name }
}

/// One fact about each of several, in their order; what is not known is empty.
fn facts_of(sources: &[Source], fact: fn(&Entity) -> Cell<'_>) -> Cell<'_> {
    let facts = sources
        .iter()
        .map(|source| match source.actor.as_ref().map(fact) {
            Some(Cell::Text(text)) => text,
            _ => "",
        });
    Cell::Texts(facts.collect())
}

fn text(text: Option<&str>) -> Cell<'_> {
    text.map_or(Cell::Null, Cell::Text)
}

fn number(number: Option<f64>) -> Cell<'static> {
    number.map_or(Cell::Null, Cell::Number)
}

fn offset(point: usize) -> Cell<'static> {
    i64::try_from(point).map_or(Cell::Null, Cell::Integer)
}

impl<R> Part<R> {
    /// What its columns have behind the name of the part, and of which kind they are.
    fn columns(&self) -> Vec<(&'static str, Kind)> {
        fn of<T>(columns: Columns<T>) -> Vec<(&'static str, Kind)> {
            columns
                .iter()
                .map(|&(name, kind, _)| (name, kind))
                .collect()
        }
        match self {
            Part::Text(_) => vec![("", Kind::Text)],
            Part::Count(_) => vec![("", Kind::Integer)],
            Part::Number(_) => vec![("", Kind::Number)],
            Part::Texts(_) => vec![("", Kind::Texts)],
            Part::Pieces(_) | Part::Each(_) => vec![("", Kind::Quotes)],
            Part::Entities(_) => {
                let facts = of(ENTITY).into_iter();
                facts
                    .map(|(name, _)| (of_several(name), Kind::Texts))
                    .collect()
            }
            Part::Words(_) => of(WORDS),
            Part::Entity(_) => of(ENTITY),
            Part::Time(_) => of(TIME),
            Part::Location(_) => of(LOCATION),
        }
    }

    /// Its cells, one for each of its columns.
    fn cells<'r>(&self, row: &'r R) -> Vec<Cell<'r>> {
        fn of<'r, T>(columns: Columns<T>, whole: Option<&'r T>) -> Vec<Cell<'r>> {
            let columns = columns.iter();
            let cells = columns.map(|(_, _, cell)| whole.map_or(Cell::Null, |whole| cell(whole)));
            cells.collect()
        }
        match self {
            Part::Text(part) => vec![text(part(row))],
            Part::Count(part) => vec![Cell::Integer(part(row))],
            Part::Number(part) => vec![number(part(row))],
            Part::Texts(part) => {
                vec![Cell::Texts(part(row).iter().map(String::as_str).collect())]
            }
            Part::Pieces(part) => vec![Cell::Quotes(part(row).iter().collect())],
            Part::Each(part) => vec![Cell::Quotes(part(row))],
            Part::Entities(part) => {
                let facts = ENTITY.iter();
                facts
                    .map(|&(_, _, fact)| facts_of(part(row), fact))
                    .collect()
            }
            Part::Words(part) => of(WORDS, part(row)),
            Part::Entity(part) => of(ENTITY, part(row)),
            Part::Time(part) => of(TIME, part(row)),
            Part::Location(part) => of(LOCATION, part(row)),
        }
    }

    /// The words of the article that it is, where it is some.
    pub fn quotes<'r>(&self, row: &'r R) -> Option<Vec<&'r Quote>> {
        match self {
            Part::Words(part) => Some(part(row).into_iter().collect()),
            Part::Pieces(part) => Some(part(row).iter().collect()),
            Part::Each(part) => Some(part(row)),
            _ => None,
        }
    }
}

/// The columns of a row: those of the article, then those of its parts.
pub fn columns<R: Row>() -> Vec<Column> {
    let column = |name: String, kind| Column {
        name,
        kind,
        required: matches!(kind, Kind::Quotes | Kind::Texts),
    };
    let article = ARTICLE
        .iter()
        .map(|&(name, kind, _)| column(name.to_owned(), kind));
    let parts = R::PARTS.iter().flat_map(|(name, part)| {
        let columns = part.columns().into_iter();
        columns.map(move |(behind, kind)| column(format!("{name}{behind}"), kind))
    });
    article.chain(parts).collect()
}

/// The cells of a row, one for each of its [`columns`].
pub fn of<R: Row>(row: &R) -> Vec<Cell<'_>> {
    let article = ARTICLE.iter().map(|(_, _, cell)| cell(row.article()));
    let parts = R::PARTS.iter().flat_map(|(_, part)| part.cells(row));
    article.chain(parts).collect()
}

/// The names of the columns where a cell is one text or number: what comes in pieces has a second with their offsets.
pub fn names<R: Row>() -> impl Iterator<Item = String> {
    columns::<R>()
        .into_iter()
        .flat_map(|column| flat_names(&column.name, column.kind))
}

fn flat_names(name: &str, kind: Kind) -> Vec<String> {
    match kind {
        Kind::Quotes => vec![name.to_owned(), format!("{name}_offsets")],
        _ => vec![name.to_owned()],
    }
}

/// A cell as texts, one for each of [`names`].
pub fn texts(cell: Cell) -> Vec<String> {
    let text = match cell {
        Cell::Null | Cell::Bytes(_) => String::new(),
        Cell::Integer(number) => number.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) => text.to_owned(),
        Cell::Texts(texts) => texts.join(PARTED),
        Cell::Quotes(quotes) => return both(&quotes).into(),
    };
    vec![text]
}

/// The words that stand in several places, and where they stand.
fn both(quotes: &[&Quote]) -> [String; 2] {
    let quotes = || quotes.iter().copied();
    [words(quotes()), offsets(quotes())]
}

/// A cell as JSON, one value for each of [`names`].
pub fn values(cell: Cell) -> Vec<Value> {
    let value = match cell {
        Cell::Null | Cell::Bytes(_) => Value::Null,
        Cell::Integer(number) => json!(number),
        Cell::Number(number) => json!(number),
        Cell::Text(text) => json!(text),
        Cell::Texts(texts) => json!(texts),
        Cell::Quotes(quotes) => return both(&quotes).map(Value::from).into(),
    };
    vec![value]
}

/// The article of a row and its parts that are no words of the text, by the names of their columns, but those that are nothing.
pub fn facts<R: Row>(row: &R) -> impl Iterator<Item = (String, Value)> {
    let article = ARTICLE
        .iter()
        .map(|(name, _, cell)| ((*name).to_owned(), cell(row.article())));
    let parts = R::PARTS
        .iter()
        .filter(|(_, part)| part.quotes(row).is_none());
    let parts = parts.flat_map(|(name, part)| {
        let names = part
            .columns()
            .into_iter()
            .map(move |(behind, _)| format!("{name}{behind}"));
        names.zip(part.cells(row))
    });
    let facts = article.chain(parts).flat_map(|(name, cell)| {
        let values = values(cell).into_iter();
        values.map(move |value| (name.clone(), value))
    });
    facts.filter(|(_, value)| !value.is_null() && *value != json!([]))
}

#[cfg(test)]
mod tests {
    use super::super::statement::tests::statement;
    use super::*;
    use selon_keep::ask::StatementRow;

    #[test]
    fn every_cell_has_a_name_and_its_kind() {
        let row = statement();
        let columns = columns::<StatementRow>();
        let cells = of(&row);
        assert_eq!(columns.len(), cells.len());
        for (column, cell) in columns.iter().zip(&cells) {
            let fits = match cell {
                Cell::Null => !column.required,
                Cell::Integer(_) => column.kind == Kind::Integer,
                Cell::Number(_) => column.kind == Kind::Number,
                Cell::Text(_) => column.kind == Kind::Text,
                Cell::Texts(_) => column.kind == Kind::Texts,
                Cell::Bytes(_) => column.kind == Kind::Bytes,
                Cell::Quotes(_) => column.kind == Kind::Quotes,
            };
            assert!(fits, "{column:?}: {cell:?}");
        }
        let texts: Vec<_> = cells.into_iter().flat_map(texts).collect();
        assert_eq!(names::<StatementRow>().count(), texts.len());
        let mut names: Vec<_> = names::<StatementRow>().collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "two columns of one name");
    }
}
