//! The texts that growth is measured on: one pattern again and again, as no newspaper prints it but a scraper delivers it,
//! and prose.

use std::path::Path;

/// What every text has in common.
pub struct Kind {
    /// The name it is printed and chosen under.
    pub name: &'static str,
    /// The language it is read in.
    pub language: &'static str,
    /// Whether it is a page of HTML.
    pub page: bool,
    make: Make,
}

enum Make {
    /// The same words again and again.
    Repeat(&'static str),
    /// The first as often as the second, which come after all of the first.
    Nest(&'static str, &'static str),
    /// Numbers that follow no rule.
    Numbers,
    /// Paragraphs of the example articles in an order that follows no rule.
    Prose,
    /// This mark, and behind it such prose as one paragraph without any other quotation mark.
    Open(&'static str),
}

/// Every kind of text.
pub const KINDS: &[Kind] = &[
    text("fr", "le président ", Make::Repeat("le président ")),
    text("en", "the president ", Make::Repeat("the president ")),
    text("fr", "selon Paul ", Make::Repeat("selon Paul ")),
    text(
        "en",
        "according to Paul ",
        Make::Repeat("according to Paul "),
    ),
    text("fr", " a dit que", Make::Repeat(" a dit que")),
    text("en", " said that", Make::Repeat(" said that")),
    text("fr", "mardi ", Make::Repeat("mardi ")),
    text("en", "Tuesday ", Make::Repeat("Tuesday ")),
    text("fr", "prÃ©fet dÃ©jÃ  ", Make::Repeat("prÃ©fet dÃ©jÃ  ")),
    text("fr", "\"a\" ", Make::Repeat("\"a\" ")),
    text("en", "\"a\" ", Make::Repeat("\"a\" ")),
    text("fr", "- ", Make::Repeat("- ")),
    text("en", "- ", Make::Repeat("- ")),
    text("fr", "« oui ", Make::Repeat("« oui ")),
    text("en", "“yes ", Make::Repeat("“yes ")),
    text("fr", "a1 without blanks", Make::Repeat("a1")),
    text("fr", "nested quotations", Make::Nest("« oui ", "» ")),
    text("en", "nested quotations", Make::Nest("“yes ", "” ")),
    text("fr", "nested brackets", Make::Nest("(oui ", ") ")),
    text("en", "nested brackets", Make::Nest("(yes ", ") ")),
    text("fr", "numbers", Make::Numbers),
    text("en", "numbers", Make::Numbers),
    text("fr", "Jean Dupont ", Make::Repeat("Jean Dupont ")),
    text("en", "John Smith ", Make::Repeat("John Smith ")),
    page("fr", "<p>oui ", Make::Repeat("<p>oui ")),
    page("en", "<p>yes ", Make::Repeat("<p>yes ")),
    page(
        "fr",
        "<p> of a sentence",
        Make::Repeat("<p>La maire a dit mardi que le pont fermerait.</p>\n"),
    ),
    text("fr", "an open quotation", Make::Open("« ")),
    text("en", "an open quotation", Make::Open("“")),
    text("fr", "prose", Make::Prose),
    text("en", "prose", Make::Prose),
];

const fn text(language: &'static str, name: &'static str, make: Make) -> Kind {
    Kind {
        name,
        language,
        page: false,
        make,
    }
}

const fn page(language: &'static str, name: &'static str, make: Make) -> Kind {
    Kind {
        page: true,
        ..text(language, name, make)
    }
}

impl Kind {
    /// Whether it is prose, which is read at a greater length too.
    pub fn is_prose(&self) -> bool {
        matches!(self.make, Make::Prose)
    }

    /// A text with at least so many words, or a page with as many paragraphs if they have one word each.
    pub fn text(&self, words: usize) -> String {
        let words_of = |part: &str| part.split_whitespace().count();
        match self.make {
            Make::Repeat(part) => part.repeat(words.div_ceil(words_of(part))),
            Make::Nest(open, close) => {
                let times = words.div_ceil(words_of(open) + words_of(close));
                open.repeat(times) + &close.repeat(times)
            }
            Make::Numbers => {
                let mut chance = Chance(1);
                (0..words)
                    .map(|_| format!("{} ", chance.below(1_000_000)))
                    .collect()
            }
            Make::Prose => prose(self.language, words),
            Make::Open(mark) => {
                let marks = |c: char| "«»“”\"".contains(c);
                let prose = prose(self.language, words).replace(marks, "");
                mark.to_owned() + &prose.replace('\n', " ")
            }
        }
    }
}

/// Paragraphs of the example articles until there are so many words; an article's come in an order of their own each time.
fn prose(language: &str, words: usize) -> String {
    let articles = articles(language);
    let mut chance = Chance(1);
    let (mut out, mut written) = (String::new(), 0);
    for article in articles.iter().cycle() {
        let mut paragraphs: Vec<&str> = article.split("\n\n").skip(1).collect();
        while !paragraphs.is_empty() {
            let paragraph = paragraphs.swap_remove(chance.below(paragraphs.len()));
            written += paragraph.split_whitespace().count();
            out.push_str(paragraph.trim());
            out.push_str("\n\n");
            if written >= words {
                return out;
            }
        }
    }
    out
}

/// The example articles in a language.
fn articles(language: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/articles");
    let entries = std::fs::read_dir(folder).expect("the folder of examples");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| {
        path.to_string_lossy()
            .ends_with(&format!(".{language}.txt"))
    });
    paths.sort();
    let read = |path| std::fs::read_to_string(path).expect("an article");
    paths.into_iter().map(read).collect()
}

/// Numbers that follow no rule and are the same every time (Knuth's linear congruential generator).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}
