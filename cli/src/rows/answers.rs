//! What each kind of row shows and has.

use selon_keep::ask::{
    ActorRow, Article, ComparedRow, Entity, EventRow, FigureRow, Location, PlaceRow, Quote, Source,
    StatementRow, StoryArticleRow, StoryRow, TextRow, VariantRow,
};

use super::cells::Part;
use super::{Row, Shown, offsets, words};

// The columns of a row, also where it stands in one of another kind: `$of` takes it out of that, whose own columns come first.

macro_rules! statement_shown {
    ($of:path, $($own:tt)*) => {
        &[
            $($own)*
        ("source", |row| {
            $of(row).source.as_ref().map(source).unwrap_or_default()
        }),
        ("cue", |row| words(cue($of(row)))),
        ("content", |row| words(&$of(row).content)),
        ("sentence", |row| text($of(row).sentence.as_ref())),
        ("article", |row| place(&$of(row).document, &$of(row).id, &$of(row).content)),
        ]
    };
}

macro_rules! statement_parts {
    ($of:path, $($own:tt)*) => {
        &[
            $($own)*
        ("id", Part::Text(|row| Some(&$of(row).id))),
        ("form", Part::Text(|row| Some(&$of(row).form))),
        ("attitude", Part::Text(|row| Some(&$of(row).attitude))),
        ("certainty", Part::Text(|row| Some(&$of(row).certainty))),
        (
            "source",
            Part::Words(|row| $of(row).source.as_ref().map(|source| &source.span)),
        ),
        (
            "actor",
            Part::Entity(|row| $of(row).source.as_ref()?.actor.as_ref()),
        ),
        ("cue", Part::Pieces(|row| cue($of(row)))),
        (
            "cue_lemma",
            Part::Text(|row| $of(row).cue.as_ref().map(|cue| cue.lemma.as_str())),
        ),
        ("content", Part::Pieces(|row| &$of(row).content)),
        (
            "addressee",
            Part::Words(|row| $of(row).addressee.as_ref().map(|addressee| &addressee.span)),
        ),
        (
            "addressee_actor",
            Part::Entity(|row| $of(row).addressee.as_ref()?.actor.as_ref()),
        ),
        ("within", Part::Text(|row| $of(row).within.as_deref())),
        (
            "time",
            Part::Words(|row| $of(row).time.as_ref().map(|time| &time.span)),
        ),
        ("time", Part::Time(|row| $of(row).time.as_ref())),
        (
            "place",
            Part::Words(|row| $of(row).place.as_ref().map(|place| &place.span)),
        ),
        ("place", Part::Location(|row| $of(row).place.as_ref())),
        ("variants", Part::Count(|row| $of(row).variants)),
        ("sentence", Part::Words(|row| $of(row).sentence.as_ref())),
        ]
    };
}

macro_rules! figure_shown {
    ($of:path, $($own:tt)*) => {
        &[
            $($own)*
        ("figure", |row| $of(row).span.text.clone()),
        ("of", |row| {
            $of(row).of.as_ref().map_or(&$of(row).unit, |of| &of.text).clone()
        }),
        ("according to", |row| {
            let actor = $of(row).actor.as_ref().map(|actor| &actor.name);
            actor
                .or($of(row).according_to.as_ref())
                .cloned()
                .unwrap_or_default()
        }),
        ("sentence", |row| text($of(row).sentence.as_ref())),
        ("article", |row| {
            place(&$of(row).document, &$of(row).id, std::slice::from_ref(&$of(row).span))
        }),
        ]
    };
}

macro_rules! figure_parts {
    ($of:path, $($own:tt)*) => {
        &[
            $($own)*
        ("id", Part::Text(|row| Some(&$of(row).id))),
        ("figure", Part::Words(|row| Some(&$of(row).span))),
        ("low", Part::Number(|row| $of(row).low)),
        ("high", Part::Number(|row| $of(row).high)),
        ("bound", Part::Text(|row| Some(&$of(row).bound))),
        ("unit", Part::Text(|row| Some(&$of(row).unit))),
        ("of", Part::Words(|row| $of(row).of.as_ref())),
        (
            "according_to",
            Part::Text(|row| $of(row).according_to.as_deref()),
        ),
        ("actor", Part::Entity(|row| $of(row).actor.as_ref())),
        ("sentence", Part::Words(|row| $of(row).sentence.as_ref())),
        ]
    };
}

/// The questions with the kinds of rows they give, and whether those have a place.
const QUESTIONS: [(&str, bool); 10] = [
    question::<PlaceRow>(),
    question::<StatementRow>(),
    question::<VariantRow>(),
    question::<EventRow>(),
    question::<FigureRow>(),
    question::<ComparedRow>(),
    question::<ActorRow>(),
    question::<TextRow>(),
    question::<StoryRow>(),
    question::<StoryArticleRow>(),
];

const fn question<R: Row>() -> (&'static str, bool) {
    (R::QUESTION, R::PLACE.is_some())
}

/// The questions whose answers can be put on a map, as a list to be read.
pub fn on_maps() -> String {
    let placed = QUESTIONS.iter().filter(|(_, placed)| *placed);
    let asked: Vec<_> = placed
        .map(|(question, _)| format!("`selon ask {question}`"))
        .collect();
    asked.join(", ")
}

/// A row that stands by itself.
fn itself<R>(row: &R) -> &R {
    row
}

impl Row for StatementRow {
    const KIND: &'static str = "statement";

    const QUESTION: &'static str = "statements";

    const SHOWN: &'static [Shown<Self>] = statement_shown!(itself,);

    const PARTS: &'static [(&'static str, Part<Self>)] = statement_parts!(itself,);

    const WORDS: &'static str = "content";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    const PLACE: Option<fn(&Self) -> Option<&Location>> = Some(|row| row.place.as_ref());
}

impl Row for EventRow {
    const KIND: &'static str = "event";

    const QUESTION: &'static str = "events";

    const SHOWN: &'static [Shown<Self>] = &[
        ("type", manner),
        ("who", |row| sources(&row.actor)),
        ("to whom", |row| sources(&row.recipient)),
        ("trigger", |row| words(&row.trigger)),
        ("according to", |row| {
            row.source.as_ref().map(source).unwrap_or_default()
        }),
        ("sentence", |row| text(row.sentence.as_ref())),
        ("article", |row| place(&row.document, &row.id, &row.trigger)),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("id", Part::Text(|row| Some(&row.id))),
        ("type", Part::Text(|row| Some(&row.kind))),
        ("trigger", Part::Pieces(|row| &row.trigger)),
        ("actor", Part::Each(|row| spans(&row.actor))),
        ("actor", Part::Entities(|row| &row.actor)),
        ("recipient", Part::Each(|row| spans(&row.recipient))),
        ("recipient", Part::Entities(|row| &row.recipient)),
        ("tense", Part::Text(|row| Some(&row.tense))),
        ("certainty", Part::Text(|row| Some(&row.certainty))),
        ("negated", Part::Text(|row| Some(truth(row.negated)))),
        (
            "according_to",
            Part::Text(|row| row.according_to.as_deref()),
        ),
        (
            "source",
            Part::Words(|row| row.source.as_ref().map(|source| &source.span)),
        ),
        (
            "source_actor",
            Part::Entity(|row| row.source.as_ref()?.actor.as_ref()),
        ),
        (
            "time",
            Part::Words(|row| row.time.as_ref().map(|time| &time.span)),
        ),
        ("time", Part::Time(|row| row.time.as_ref())),
        (
            "place",
            Part::Words(|row| row.place.as_ref().map(|place| &place.span)),
        ),
        ("place", Part::Location(|row| row.place.as_ref())),
        (
            "figures",
            Part::Each(|row| row.figures.iter().map(|figure| &figure.span).collect()),
        ),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "trigger";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    const PLACE: Option<fn(&Self) -> Option<&Location>> = Some(|row| row.place.as_ref());
}

impl Row for FigureRow {
    const KIND: &'static str = "figure";

    const QUESTION: &'static str = "figures";

    const SHOWN: &'static [Shown<Self>] = figure_shown!(itself,);

    const PARTS: &'static [(&'static str, Part<Self>)] = figure_parts!(itself,);

    const WORDS: &'static str = "figure";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }
}

impl Row for ActorRow {
    const KIND: &'static str = "actor";

    const QUESTION: &'static str = "actors";

    const SHOWN: &'static [Shown<Self>] = &[
        ("name", |row| row.entity.name.clone()),
        ("kind", |row| codes(&row.entity)),
        ("mentions", |row| row.mentions.len().to_string()),
        ("statements", |row| row.statements.to_string()),
        ("sentence", |row| text(row.sentence.as_ref())),
        ("article", |row| {
            place(
                &row.document,
                &row.id,
                row.mentions.get(..1).unwrap_or_default(),
            )
        }),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("id", Part::Text(|row| Some(&row.id))),
        ("actor", Part::Entity(|row| Some(&row.entity))),
        ("mentions", Part::Pieces(|row| &row.mentions)),
        ("statements", Part::Count(|row| row.statements)),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "mentions";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }
}

impl Row for PlaceRow {
    const KIND: &'static str = "place";

    const QUESTION: &'static str = "places";

    const SHOWN: &'static [Shown<Self>] = &[
        ("place", |row| row.place.span.text.clone()),
        ("name", |row| row.place.name.clone()),
        ("where", |row| whereabouts(&row.place)),
        ("sentence", |row| text(row.sentence.as_ref())),
        ("article", |row| {
            place(
                &row.document,
                &row.id,
                std::slice::from_ref(&row.place.span),
            )
        }),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("id", Part::Text(|row| Some(&row.id))),
        ("place", Part::Words(|row| Some(&row.place.span))),
        ("place", Part::Location(|row| Some(&row.place))),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "place";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }

    const PLACE: Option<fn(&Self) -> Option<&Location>> = Some(|row| Some(&row.place));
}

impl Row for TextRow {
    const KIND: &'static str = "text";

    const QUESTION: &'static str = "text";

    const SHOWN: &'static [Shown<Self>] = &[
        ("sentence", |row| match &row.sentence {
            Some(sentence) => sentence.text.clone(),
            None => row.document.title.clone().unwrap_or_default(),
        }),
        ("article", |row| place(&row.document, "", &row.matches)),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("matches", Part::Pieces(|row| &row.matches)),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "matches";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        None
    }
}

impl Row for VariantRow {
    const KIND: &'static str = "variant";

    const QUESTION: &'static str = "variants";

    const SHOWN: &'static [Shown<Self>] = statement_shown!(
        said,
        ("variants of", |row| match row.first {
            true => format!("{}\nfirst", row.variants_of),
            false => String::new(),
        }),
    );

    const PARTS: &'static [(&'static str, Part<Self>)] = statement_parts!(
        said,
        ("variants_of", Part::Text(|row| Some(&row.variants_of))),
        ("first", Part::Text(|row| Some(truth(row.first)))),
        ("likeness", Part::Number(|row| Some(row.likeness))),
    );

    const WORDS: &'static str = StatementRow::WORDS;

    fn article(&self) -> &Article {
        self.statement.article()
    }

    fn id(&self) -> Option<&str> {
        self.statement.id()
    }

    const PLACE: Option<fn(&Self) -> Option<&Location>> = Some(|row| row.statement.place.as_ref());
}

fn said(row: &VariantRow) -> &StatementRow {
    &row.statement
}

impl Row for ComparedRow {
    const KIND: &'static str = "compared figure";

    const QUESTION: &'static str = "compare";

    const SHOWN: &'static [Shown<Self>] = figure_shown!(
        counted,
        ("agree", |row| {
            let id = format!("{}/{}", row.figure.document.id, row.figure.id);
            let agree = if row.agree { "yes" } else { "no" };
            let first = row.group == id;
            if first {
                agree.to_owned()
            } else {
                String::new()
            }
        }),
    );

    const PARTS: &'static [(&'static str, Part<Self>)] = figure_parts!(
        counted,
        ("group", Part::Text(|row| Some(&row.group))),
        ("agree", Part::Text(|row| Some(truth(row.agree)))),
    );

    const WORDS: &'static str = FigureRow::WORDS;

    fn article(&self) -> &Article {
        self.figure.article()
    }

    fn id(&self) -> Option<&str> {
        self.figure.id()
    }
}

fn counted(row: &ComparedRow) -> &FigureRow {
    &row.figure
}

impl Row for StoryRow {
    const KIND: &'static str = "story";

    const QUESTION: &'static str = "stories";

    const SHOWN: &'static [Shown<Self>] = &[
        ("articles", |row| {
            format!("{} ({})", row.articles, row.languages.join(", "))
        }),
        ("published", |row| {
            let days = [&row.since, &row.until].map(|day| day.clone().unwrap_or_default());
            let [since, until] = &days;
            match since == until {
                true => since.clone(),
                false => days.join(" to "),
            }
        }),
        ("names", |row| row.names.join(", ")),
        ("first article begins", |row| {
            let title = row.document.title.clone().unwrap_or_default();
            let beginning = [title, text(row.sentence.as_ref())].join("\n");
            beginning.trim().to_owned()
        }),
        ("article", |row| {
            place(&row.document, "", row.sentence.as_slice())
        }),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("articles", Part::Count(|row| row.articles)),
        ("copies", Part::Count(|row| row.copies)),
        ("languages", Part::Texts(|row| &row.languages)),
        ("since", Part::Text(|row| row.since.as_deref())),
        ("until", Part::Text(|row| row.until.as_deref())),
        ("names", Part::Texts(|row| &row.names)),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "sentence";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        None
    }
}

impl Row for StoryArticleRow {
    const KIND: &'static str = "article of a story";

    const QUESTION: &'static str = "story";

    const SHOWN: &'static [Shown<Self>] = &[
        ("title", |row| {
            row.document.title.clone().unwrap_or_default()
        }),
        ("begins", |row| text(row.sentence.as_ref())),
        ("statements", |row| row.statements.to_string()),
        ("copy of", |row| row.copy_of.clone().unwrap_or_default()),
        ("article", |row| {
            place(&row.document, "", row.sentence.as_slice())
        }),
    ];

    const PARTS: &'static [(&'static str, Part<Self>)] = &[
        ("likeness", Part::Number(|row| row.likeness)),
        ("copy_of", Part::Text(|row| row.copy_of.as_deref())),
        ("statements", Part::Count(|row| row.statements)),
        ("sentence", Part::Words(|row| row.sentence.as_ref())),
    ];

    const WORDS: &'static str = "sentence";

    fn article(&self) -> &Article {
        &self.document
    }

    fn id(&self) -> Option<&str> {
        None
    }
}

fn truth(holds: bool) -> &'static str {
    if holds { "true" } else { "false" }
}

fn cue(row: &StatementRow) -> &[Quote] {
    row.cue.as_ref().map_or(&[], |cue| &cue.span)
}

/// The words for somebody, and the name where they do not have it.
fn source(source: &Source) -> String {
    let words = &source.span.text;
    match source.actor.as_ref().map(|actor| &actor.name) {
        Some(name) if !words.contains(name) => format!("{words} ({name})"),
        _ => words.clone(),
    }
}

/// The type of an event, and under it all in which it is not simply over and done.
fn manner(row: &EventRow) -> String {
    let negated = row.negated.then_some("negated");
    let tense = Some(row.tense.as_str()).filter(|tense| *tense != "past");
    let certainty = Some(row.certainty.as_str()).filter(|certainty| *certainty != "stated");
    let known = [Some(row.kind.as_str()), negated, tense, certainty];
    let known: Vec<_> = known.into_iter().flatten().collect();
    known.join("\n")
}

fn sources(sources: &[Source]) -> String {
    let sources: Vec<_> = sources.iter().map(source).collect();
    sources.join("\n")
}

fn spans(sources: &[Source]) -> Vec<&Quote> {
    sources.iter().map(|source| &source.span).collect()
}

fn codes(entity: &Entity) -> String {
    let codes = [&entity.country, &entity.sector, &entity.known_as];
    let codes = codes.into_iter().filter_map(Option::as_deref);
    let codes: Vec<_> = std::iter::once(entity.kind.as_str()).chain(codes).collect();
    codes.join(", ")
}

/// The country and the degrees of a place, as far as they are known.
fn whereabouts(place: &Location) -> String {
    let degrees = place.latitude.zip(place.longitude);
    let degrees = degrees.map(|(latitude, longitude)| format!("{latitude}, {longitude}"));
    let known = place.country.clone().into_iter().chain(degrees);
    known.collect::<Vec<_>>().join("\n")
}

fn text(quote: Option<&Quote>) -> String {
    quote.map(|quote| quote.text.clone()).unwrap_or_default()
}

/// Where a row comes from, for a reader.
fn place(article: &Article, id: &str, words: &[Quote]) -> String {
    let date = article.published.as_deref().unwrap_or_default();
    let lines = [
        article.origin.clone(),
        date.to_owned(),
        format!("{} {id}", article.id),
        offsets(words),
    ];
    let lines = lines.iter().map(|line| line.trim());
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use selon_keep::ask::{Cue, Time};

    /// « Nous avons », a-t-il ajouté mercredi à Lyon, « évité le pire. »
    pub fn statement() -> StatementRow {
        let quote = |start, end, text: &str| Quote {
            start,
            end,
            text: text.to_owned(),
        };
        let oudin = Entity {
            name: "Marc Oudin".to_owned(),
            kind: "person".to_owned(),
            country: None,
            sector: Some("GOV".to_owned()),
            known_as: None,
        };
        StatementRow {
            document: Article {
                id: "00ff".to_owned(),
                origin: "news/la crue.txt".to_owned(),
                title: Some("La crue recule à Lyon".to_owned()),
                language: "fr".to_owned(),
                published: Some("2026-05-06".to_owned()),
            },
            id: "s1".to_owned(),
            form: "direct".to_owned(),
            source: Some(Source {
                span: quote(18, 20, "il"),
                actor: Some(oudin),
            }),
            cue: Some(Cue {
                span: vec![quote(14, 15, "a"), quote(21, 27, "ajouté")],
                lemma: "ajouter".to_owned(),
            }),
            content: vec![
                quote(0, 12, "« Nous avons »"),
                quote(47, 65, "« évité le pire. »"),
            ],
            addressee: None,
            attitude: "say".to_owned(),
            certainty: "stated".to_owned(),
            within: None,
            variants: 1,
            time: Some(Time {
                span: quote(28, 36, "mercredi"),
                kind: "DATE".to_owned(),
                value: "2026-05-06".to_owned(),
                begin: Some("2026-05-06".to_owned()),
                end: Some("2026-05-06".to_owned()),
            }),
            place: Some(Location {
                span: quote(39, 43, "Lyon"),
                name: "Lyon".to_owned(),
                country: Some("FRA".to_owned()),
                latitude: Some(45.75),
                longitude: Some(4.85),
                precision: Some("city".to_owned()),
            }),
            sentence: Some(quote(
                0,
                65,
                "« Nous avons », a-t-il ajouté mercredi à Lyon, « évité le pire. »",
            )),
        }
    }
}
