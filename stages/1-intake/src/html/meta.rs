//! What a page says about its article: in its head, in JSON-LD, in microdata.

use dom_query::{Document, NodeRef};
use serde_json::Value;

/// Names of `<meta>` that give the date of publication, the surest first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "date",
];

/// Names of `<meta>` that give the headline.
const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "title",
];

/// Names of `<meta>` that give who wrote it.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
];

/// What parts a headline from the name of the site.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " • ", " · ", " : ", " :: ", " « ", " » ",
];

/// A heading with fewer characters is the name of a section that the title happens to have in it.
const SHORTEST: usize = 8;

#[derive(Debug, Default)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    /// The dates of publication as they are written, the surest first.
    pub(crate) dates: Vec<String>,
    /// `2026-03-12`, where the page's address has it.
    pub(crate) day: Option<String>,
}

impl Meta {
    pub(crate) fn of(document: &Document, address: Option<&str>) -> Meta {
        let article = article(document);
        let said = |key: &str| article.as_ref().and_then(|article| article.get(key));
        let tags = tags(document);
        let tag = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| value(&tags, name));
            values.next().map(str::to_owned)
        };
        let own = address
            .map(str::to_owned)
            .or_else(|| tag(&["og:url"]))
            .or_else(|| attribute(document, "link[rel=canonical]", "href"));
        let date = said("datePublished")
            .and_then(Value::as_str)
            .map(str::to_owned);
        let tagged = DATES.iter().filter_map(|name| value(&tags, name));
        let tagged = tagged.map(str::to_owned);
        let author = said("author").and_then(names);
        Meta {
            title: title(
                document,
                tag(TITLES),
                said("headline").and_then(Value::as_str),
            ),
            author: author
                .or_else(|| tag(AUTHORS))
                .and_then(|author| name(&author)),
            dates: date
                .into_iter()
                .chain(tagged)
                .chain(marked_dates(document))
                .collect(),
            day: own.as_deref().and_then(day),
        }
    }
}

/// The names and values of the page's `<meta>`, in order.
fn tags(document: &Document) -> Vec<(String, String)> {
    let tags = document.select("meta[content]");
    let tags = tags.nodes().iter().filter_map(|tag| {
        let key = ["property", "name", "itemprop"]
            .iter()
            .find_map(|key| tag.attr(key))?;
        let value = tag.attr("content")?.trim().to_owned();
        (!value.is_empty()).then(|| (key.to_lowercase(), value))
    });
    tags.collect()
}

fn value<'t>(tags: &'t [(String, String)], name: &str) -> Option<&'t str> {
    let mut tags = tags.iter();
    tags.find(|(key, _)| key == name)
        .map(|(_, value)| value.as_str())
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let selection = document.select(selector);
    let node = selection.nodes().first()?;
    Some(node.attr(name)?.to_string())
}

/// The object of JSON-LD that describes the article.
fn article(document: &Document) -> Option<Value> {
    let scripts = document.select("script[type='application/ld+json']");
    let mut found = scripts.nodes().iter().filter_map(|script| {
        let value = serde_json::from_str(script.text().trim()).ok()?;
        described(value)
    });
    found.next()
}

/// The first object of an article in a value, or in its lists and graphs.
fn described(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(described),
        Value::Object(mut object) => {
            let is_article = |kind: &Value| {
                kind.as_str().is_some_and(|kind| {
                    ["Article", "Posting", "Report"]
                        .iter()
                        .any(|ending| kind.ends_with(ending))
                })
            };
            let kind = object.get("@type");
            let kinds = kind.and_then(Value::as_array);
            if kind.is_some_and(is_article)
                || kinds.is_some_and(|kinds| kinds.iter().any(is_article))
            {
                return Some(Value::Object(object));
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .find_map(|key| described(object.remove(*key)?))
        }
        _ => None,
    }
}

/// The name of an author, or the names of several.
fn names(author: &Value) -> Option<String> {
    match author {
        Value::String(name) => Some(name.clone()),
        Value::Object(person) => names(person.get("name")?),
        Value::Array(people) => {
            let people: Vec<String> = people.iter().filter_map(names).collect();
            (!people.is_empty()).then(|| people.join(", "))
        }
        _ => None,
    }
}

/// A name without line breaks; an address is none.
fn name(author: &str) -> Option<String> {
    let name = one_line(author);
    (!name.is_empty() && !name.contains("://") && name.len() < 200).then_some(name)
}

/// The dates that elements of the page are marked up as.
fn marked_dates(document: &Document) -> impl Iterator<Item = String> {
    const MARKED: &[&str] = &[
        "[itemprop=datePublished]",
        "time[pubdate]",
        "article header time[datetime]",
        "article time[datetime]",
        "header time[datetime]",
        "time[datetime]",
    ];
    let written = |node: &NodeRef| {
        let attributes = ["content", "datetime", "title"].iter();
        let value = attributes.filter_map(|name| node.attr(name)).next();
        let value = value.unwrap_or_else(|| node.text());
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    MARKED.iter().filter_map(move |selector| {
        let marked = document.select(selector);
        marked.nodes().first().and_then(written)
    })
}

/// The headline: the heading of the page that its head repeats, without the site's name; else what the head says.
fn title(document: &Document, tagged: Option<String>, said: Option<&str>) -> Option<String> {
    let whole = document.select("head title");
    let whole = whole.nodes().first().map(|title| one_line(&title.text()));
    let whole = whole.filter(|title| !title.is_empty());
    let heads: Vec<String> = [tagged.as_deref(), said, whole.as_deref()]
        .into_iter()
        .flatten()
        .map(one_line)
        .collect();
    let headings = document.select("h1");
    let headings: Vec<String> = headings
        .nodes()
        .iter()
        .map(|heading| one_line(&heading.text()))
        .collect();
    // The first that says something says it best.
    let Some(head) = heads.first() else {
        return headings
            .into_iter()
            .next()
            .filter(|heading| !heading.is_empty());
    };
    let known = head.to_lowercase();
    let repeats = |heading: &String| {
        heading.chars().count() >= SHORTEST && known.contains(&heading.to_lowercase())
    };
    let title = headings
        .into_iter()
        .find(repeats)
        .unwrap_or_else(|| without_site(head, document));
    (!title.is_empty()).then_some(title)
}

/// A title without the name of the site behind a separator: the longer part, where the site is not known.
fn without_site(title: &str, document: &Document) -> String {
    let site = attribute(document, "meta[property='og:site_name']", "content");
    let parts = SEPARATORS
        .iter()
        .filter_map(|separator| title.rsplit_once(separator));
    let part = parts.min_by_key(|(_, behind)| behind.len());
    match (part, site) {
        (Some((before, behind)), Some(site)) if behind.trim().eq_ignore_ascii_case(site.trim()) => {
            before.trim().to_owned()
        }
        (Some((before, behind)), None) if before.chars().count() > 3 * behind.chars().count() => {
            before.trim().to_owned()
        }
        _ => title.to_owned(),
    }
}

pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The day that an address has in its path: `…/2026/03/12/…`, `…/2026-03-12-…`.
pub(crate) fn day(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let bytes = path.as_bytes();
    let figures = |at: usize, count: usize| {
        let part = path.get(at..at + count)?;
        part.bytes()
            .all(|byte| byte.is_ascii_digit())
            .then_some(part)
    };
    let starts = (1..bytes.len()).filter(|&at| !bytes[at - 1].is_ascii_digit());
    let mut days = starts.filter_map(|at| {
        let year = figures(at, 4).filter(|year| matches!(&year[..2], "19" | "20"))?;
        let separator = *bytes
            .get(at + 4)
            .filter(|byte| matches!(byte, b'/' | b'-' | b'_'))?;
        let month = figures(at + 5, 2)?;
        (bytes.get(at + 7) == Some(&separator)).then_some(())?;
        let day = figures(at + 8, 2)?;
        (!bytes.get(at + 10).is_some_and(u8::is_ascii_digit)).then_some(())?;
        Some(format!("{year}-{month}-{day}"))
    });
    days.next()
}
