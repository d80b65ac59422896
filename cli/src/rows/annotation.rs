//! Rows as annotations of their articles: JSON-LD after the [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/).

use std::io::{self, Write};

use anyhow::Error;
use selon_keep::Store;
use selon_keep::ask::{Around, Quote};
use serde_json::{Map, Value, json};

use super::{Row, cells};

/// How many code points of the text a quotation has before and after it.
const CONTEXT: usize = 32;

/// Where annotation software explains the words of the model, and ours stand for what the record format says of them.
fn context() -> Value {
    json!(["http://www.w3.org/ns/anno.jsonld", { "selon": "urn:selon:record#" }])
}

/// The annotations of an answer.
pub struct Collection<'s> {
    store: &'s Store,
    items: Vec<Value>,
}

impl<'s> Collection<'s> {
    /// One that is empty.
    pub fn new(store: &'s Store) -> Collection<'s> {
        Collection {
            store,
            items: Vec::new(),
        }
    }

    /// One more annotation for each row. Its target are the words that the row was read from, or the whole article where there are
    /// none; its bodies say the same, one for readers, the other for programs.
    ///
    /// # Errors
    /// A damaged store.
    pub fn take<R: Row>(&mut self, rows: &[R]) -> Result<(), Error> {
        for row in rows {
            let item = self.annotation(row)?;
            self.items.push(item);
        }
        Ok(())
    }

    /// Writes it, with the question it answers for a name.
    ///
    /// # Errors
    /// `out` takes no more.
    pub fn write(self, question: &str, out: &mut dyn Write) -> io::Result<()> {
        let id = format!("urn:selon:ask:{}", encoded(question, |_| false));
        let collection = json!({
            "@context": context(),
            "id": id,
            "type": "AnnotationCollection",
            "label": question,
            "total": self.items.len(),
        });
        let page = json!({ "id": format!("{id}:1"), "type": "AnnotationPage", "partOf": id, "startIndex": 0 });
        let begun = |object: Value| {
            let object = object.to_string();
            object.strip_suffix('}').unwrap_or(&object).to_owned()
        };
        write!(out, "{}", begun(collection))?;
        // A page has at least one annotation. Each stands on a line of its own.
        if !self.items.is_empty() {
            write!(out, ",\n\"first\":{},\"items\":[", begun(page))?;
            for (at, item) in self.items.iter().enumerate() {
                write!(out, "{}\n{item}", if at == 0 { "" } else { "," })?;
            }
            write!(out, "\n]}}")?;
        }
        writeln!(out, "}}")?;
        out.flush()
    }

    fn annotation<R: Row>(&self, row: &R) -> Result<Value, Error> {
        let words = R::PARTS.iter().filter(|(name, _)| *name == R::WORDS);
        let words = words.filter_map(|(_, part)| part.quotes(row)).flatten();
        let words: Vec<_> = words.collect();
        let mut target = Vec::new();
        for quote in &words {
            target.push(self.resource(row, quote)?);
        }
        if target.is_empty() {
            target.push(json!(iri(&row.article().origin)));
        }
        let place = match (row.id(), words.first()) {
            (Some(id), _) => format!(":{id}"),
            (None, Some(quote)) => format!(":{}-{}", quote.start, quote.end),
            (None, None) => String::new(),
        };
        Ok(json!({
            "id": format!("urn:selon:{}{place}", row.article().id),
            "type": "Annotation",
            "motivation": "describing",
            "body": [summary(row), self.facts(row)?],
            "target": target,
        }))
    }

    /// What is known of a row; the words it was read from are the target already.
    fn facts<R: Row>(&self, row: &R) -> Result<Value, Error> {
        let mut body = Map::new();
        body.insert("type".to_owned(), json!(format!("selon:{}", R::KIND)));
        body.extend(cells::facts(row).map(|(name, value)| (format!("selon:{name}"), value)));
        for (name, part) in R::PARTS.iter().filter(|(name, _)| *name != R::WORDS) {
            let quotes = part.quotes(row).unwrap_or_default();
            let resources = quotes.into_iter().map(|quote| self.resource(row, quote));
            let resources = resources.collect::<Result<Vec<_>, _>>()?;
            if !resources.is_empty() {
                body.insert(format!("selon:{name}"), json!(resources));
            }
        }
        Ok(Value::Object(body))
    }

    /// Words of the article: what they are and what stands around them, and where they stand.
    fn resource<R: Row>(&self, row: &R, quote: &Quote) -> Result<Value, Error> {
        let article = row.article();
        let around = self.store.around(&article.id, quote, CONTEXT)?;
        let (before, after) = around
            .map(|Around { before, after }| (before, after))
            .unzip();
        Ok(json!({
            "type": "SpecificResource",
            "source": iri(&article.origin),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": quote.text,
                    "prefix": before.unwrap_or_default(),
                    "suffix": after.unwrap_or_default(),
                },
                { "type": "TextPositionSelector", "start": quote.start, "end": quote.end },
            ],
        }))
    }
}

/// What a row shows a reader besides the words it was read from, its sentence and its article.
fn summary<R: Row>(row: &R) -> Value {
    let shown = R::SHOWN.iter();
    let shown = shown.filter(|(head, _)| ![R::WORDS, "sentence", "article"].contains(head));
    let shown = shown.map(|(head, cell)| (head, cell(row).replace('\n', ", ")));
    let shown = shown.filter(|(_, cell)| !cell.is_empty());
    let shown: Vec<_> = shown
        .map(|(head, cell)| format!("{head}: {cell}"))
        .collect();
    let value = match shown.is_empty() {
        true => R::KIND.to_owned(),
        false => shown.join("; "),
    };
    json!({ "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value })
}

/// The address of an article: of a web page its own, of a file its path.
fn iri(origin: &str) -> String {
    if origin.contains("://") {
        return encoded(origin, |sign| "%:/?#[]@!$&'()*+,;=".contains(sign));
    }
    let path = encoded(origin, |sign| "/@!$&'()+,;=".contains(sign));
    match path.starts_with('/') {
        true => format!("file://{path}"),
        false => path,
    }
}

/// A text with its bytes as `%20`, but those of letters, digits and signs that an address may have there.
fn encoded(text: &str, may_have: impl Fn(char) -> bool) -> String {
    let mut encoded = String::with_capacity(text.len());
    for sign in text.chars() {
        if sign.is_alphanumeric() || "-._~".contains(sign) || may_have(sign) {
            encoded.push(sign);
        } else {
            for byte in sign.encode_utf8(&mut [0; 4]).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_addresses() {
        assert_eq!(
            iri("news/la crue 100%?.txt"),
            "news/la%20crue%20100%25%3F.txt"
        );
        assert_eq!(iri("/data/été.txt"), "file:///data/été.txt");
        assert_eq!(
            iri("https://example.org/a?b=c d#e"),
            "https://example.org/a?b=c%20d#e"
        );
        assert_eq!(iri("12:30.txt"), "12%3A30.txt");
        assert_eq!(iri("-"), "-");
    }
}
