//! One plain-text file to one [`Article`].

mod item;

use crate::date::leading_date;
use crate::dateline::{Dateline, dateline};
use crate::decode::{decode, decode_page};
use crate::headers::{body, strip};
use crate::lines::{is_capitals, unwrap};
use crate::{Article, DateSource, IntakeError, Published, Words, html, parse_date};

/// A headline longer than this, in characters, is a paragraph.
const LONGEST_TITLE: usize = 160;

/// A dateline stands in front of one of so many first paragraphs: a headline and a summary may come before.
const PARAGRAPHS_TO_DATELINE: usize = 4;

/// An earlier date stands for none: `0001-01-01`. The first newspapers are of this time.
const FIRST_YEAR: &str = "1600";

/// Turns files into articles.
#[derive(Debug, Clone)]
pub struct Intake {
    words: Words,
}

impl Intake {
    /// `words` are those of all languages a file can be in.
    pub fn new(words: Words) -> Intake {
        Intake { words }
    }

    /// The article in the bytes of a plain-text file. `origin` is the path or address it came from, and `given` the
    /// date of publication where the caller knows it: it counts more than what the file says.
    ///
    /// ```
    /// use selon_intake::{Header, HeaderWord, Intake, Words};
    /// let headers = vec![HeaderWord { word: "date", header: Header::Date, day_first: false }];
    /// let intake = Intake::new(Words { headers, ..Words::default() });
    /// let article = intake.read_text(b"date 2026-03\n\nPort closed\n\nThe port is closed.", "a.txt", None)?;
    /// assert_eq!(article.text, "Port closed\n\nThe port is closed.");
    /// assert_eq!(article.title.as_deref(), Some("Port closed"));
    /// assert_eq!(article.published.unwrap().value, "2026-03");
    /// # Ok::<(), selon_intake::IntakeError>(())
    /// ```
    ///
    /// # Errors
    /// Bytes that are no text, or that have nothing in them but header lines and blanks.
    pub fn read_text(
        &self,
        bytes: &[u8],
        origin: &str,
        given: Option<Published>,
    ) -> Result<Article, IntakeError> {
        self.read_body(bytes, origin, None, given)
    }

    /// The article whose body are these bytes, with the headline where it stands apart.
    pub(crate) fn read_body(
        &self,
        bytes: &[u8],
        origin: &str,
        title: Option<&str>,
        given: Option<Published>,
    ) -> Result<Article, IntakeError> {
        let (text, encoding) = decode(bytes)?;
        let text = unwrap(&text, &self.words);
        let (headers, lines) = strip(&text, &self.words);
        let lines = body(&lines);
        let apart = title.map(one_line).or(headers.title);
        let title = apart.or_else(|| self.first_line_title(lines));
        let about = About {
            title,
            author: None,
            published: given,
            otherwise: headers.published,
            encoding,
        };
        self.article(lines, origin, about)
    }

    /// The article whose body are these lines, each of them a paragraph.
    pub(crate) fn read_paragraphs(
        &self,
        text: &str,
        origin: &str,
        title: Option<&str>,
        given: Option<Published>,
    ) -> Result<Article, IntakeError> {
        let (text, encoding) = decode(text.as_bytes())?;
        let (headers, lines) = strip(&text, &self.words);
        let lines = body(&lines);
        let about = About {
            title: title.map(one_line).or(headers.title),
            author: None,
            published: given,
            otherwise: headers.published,
            encoding,
        };
        self.article(lines, origin, about)
    }

    /// The article in the bytes of a page of HTML. `charset` is the label of the encoding that its server gave it.
    ///
    /// # Errors
    /// Bytes that are no text, a page without a body, and one that cannot be taken apart in good time.
    pub(crate) fn read_page(
        &self,
        bytes: &[u8],
        origin: &str,
        charset: Option<&str>,
        given: Option<Published>,
    ) -> Result<Article, IntakeError> {
        let (html, encoding) = match html::decode(bytes, charset) {
            Some(html) => html,
            None => decode_page(bytes)?,
        };
        let address = Some(origin).filter(|origin| origin.contains("://"));
        let page = html::page(&html, address, &self.words)?;
        let (text, repaired) = decode(page.text.as_bytes())?;
        let encoding = match repaired {
            "utf-8" => encoding,
            misread => misread,
        };
        let (headers, lines) = strip(&text, &self.words);
        let lines = body(&lines);
        let day = page.day.as_deref().and_then(parse_date);
        let day = day.map(|(value, precision)| Published {
            value,
            precision,
            from: DateSource::Url,
        });
        let about = About {
            title: page.title.or(headers.title),
            author: page.author,
            published: given.or_else(|| page.dates.iter().find_map(|date| self.published(date))),
            otherwise: headers.published.or(day),
            encoding,
        };
        self.article(lines, origin, about)
    }

    /// A date that a file's format gives.
    pub(crate) fn published(&self, date: &str) -> Option<Published> {
        let exact = parse_date(date);
        let (value, precision) = exact.or_else(|| {
            let dated = leading_date(date, &self.words, false)?;
            Some((dated.value, dated.precision))
        })?;
        if value.as_str() < FIRST_YEAR {
            return None;
        }
        let from = DateSource::Meta;
        Some(Published {
            value,
            precision,
            from,
        })
    }

    /// The article of these lines.
    fn article(&self, lines: &[&str], origin: &str, about: About) -> Result<Article, IntakeError> {
        if lines.is_empty() {
            return Err(IntakeError::Empty);
        }
        let About {
            title,
            author,
            published,
            otherwise,
            encoding,
        } = about;
        let found = self.dateline(lines);
        let sent = found
            .as_ref()
            .and_then(|(_, dateline)| dateline.published(otherwise.as_ref(), &self.words));
        let published = published.or(sent).or(otherwise);
        let text = joined(lines, found);
        Ok(Article {
            id: id(title.as_deref(), &text, published.as_ref()),
            origin: origin.to_owned(),
            title,
            author,
            text,
            published,
            encoding,
        })
    }

    /// The first line, where it is short, has no end mark or is in capitals, and a paragraph follows.
    fn first_line_title(&self, lines: &[&str]) -> Option<String> {
        let (first, rest) = lines.split_first()?;
        let first = first.trim();
        let next = rest
            .iter()
            .map(|line| line.trim())
            .find(|line| !line.is_empty())?;
        let ends = first.ends_with([
            '.', '!', '?', '…', '»', '”', '"', ':', ';', ',', '–', '—', '-',
        ]);
        let signed = first
            .strip_suffix(')')
            .and_then(|open| open.rsplit_once('('));
        let signed = signed.is_some_and(|(_, agency)| self.words.names_agency(agency));
        let headline =
            is_capitals(first) || !ends && !signed && !next.starts_with(char::is_lowercase);
        let item = rest[0].trim().is_empty() || next.chars().count() > first.chars().count();
        (first.chars().count() <= LONGEST_TITLE && headline && item).then(|| first.to_owned())
    }

    /// The dateline among the first paragraphs, with the line it stands in.
    fn dateline<'t>(&self, lines: &[&'t str]) -> Option<(usize, Dateline<'t>)> {
        let full = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty());
        let mut first = full.take(PARAGRAPHS_TO_DATELINE);
        first.find_map(|(at, line)| Some((at, dateline(line.trim(), &self.words)?)))
    }
}

/// What is known of an article besides its lines.
struct About {
    title: Option<String>,
    author: Option<String>,
    /// The date that decides.
    published: Option<Published>,
    /// The date where neither that nor a dateline is there.
    otherwise: Option<Published>,
    encoding: &'static str,
}

/// A headline without line breaks and needless spaces.
fn one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines as one text, the dateline on a line of its own, one empty line where there were several.
fn joined(lines: &[&str], dateline: Option<(usize, Dateline)>) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
    let mut above = "";
    for (at, &line) in lines.iter().enumerate() {
        if at > 0 && line.trim().is_empty() && above.trim().is_empty() {
            continue;
        }
        if at > 0 {
            text.push('\n');
        }
        above = line;
        match &dateline {
            Some((there, dateline)) if *there == at => {
                text.push_str(dateline.text);
                text.push('\n');
                text.push_str(dateline.rest);
            }
            _ => text.push_str(line),
        }
    }
    text.truncate(text.trim_end().len());
    let blank = text.len() - text.trim_start().len();
    text.drain(..blank);
    text
}

/// Sixteen hexadecimal digits that depend on the content alone (FNV-1a, 64 bits: the same everywhere and for ever).
fn id(title: Option<&str>, text: &str, published: Option<&Published>) -> String {
    let date = published.map(|published| published.value.as_str());
    let parts = [title.unwrap_or_default(), text, date.unwrap_or_default()];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DateSource, Header, HeaderWord, Precision};

    fn intake() -> Intake {
        let word = |word, header| HeaderWord {
            word,
            header,
            day_first: true,
        };
        Intake::new(Words {
            headers: vec![word("date", Header::Date), word("par", Header::Byline)],
            months: vec![("mars", 3)],
            agencies: vec!["AFP"],
            ..Words::default()
        })
    }

    fn read(text: &str) -> Result<Article, IntakeError> {
        intake().read_text(text.as_bytes(), "-", None)
    }

    #[test]
    fn the_headline_stays_in_the_text() {
        let article = read("\r\nLe pont fermé\r\n\r\nLe pont est fermé.\r\n\r\n").unwrap();
        assert_eq!(article.title.as_deref(), Some("Le pont fermé"));
        assert_eq!(article.text, "Le pont fermé\n\nLe pont est fermé.");
        assert_eq!(read("Le pont est fermé.\n\nFin.").unwrap().title, None);
        assert_eq!(read("Le pont\nest fermé\n\nFin.").unwrap().title, None);
    }

    #[test]
    fn headlines_stand_on_a_line_of_their_own() {
        let title = |text: &str| read(text).unwrap().title;
        let long = "Le pont de Port-Amiel restera fermé jusqu’à la fin de la semaine.";
        assert_eq!(
            title(&format!("LE PONT RESTE FERMÉ !\n{long}")).as_deref(),
            Some("LE PONT RESTE FERMÉ !")
        );
        assert_eq!(
            title(&format!("Le pont reste fermé\n{long}")).as_deref(),
            Some("Le pont reste fermé")
        );
        assert_eq!(
            title(&format!("Un pont\nPar Jeanne Durand\n\n{long}")).as_deref(),
            Some("Un pont")
        );
        assert_eq!(title(&format!("{long}\nFin")), None);
        assert_eq!(title(&format!("Port-Amiel (AFP)\n\n{long}")), None);
    }

    #[test]
    fn a_dateline_has_its_own_line_and_gives_the_day() {
        let article = read(
            "date 2024-03\n\nLe pont fermé\n\nPARIS, 3 mars (AFP) –\u{a0}Le pont est fermé. La maire proteste.\n",
        );
        let article = article.unwrap();
        assert_eq!(
            article.text,
            "Le pont fermé\n\nPARIS, 3 mars (AFP) –\nLe pont est fermé. La maire proteste."
        );
        assert_eq!(article.title.as_deref(), Some("Le pont fermé"));
        assert_eq!(article.published.unwrap().value, "2024-03-03");
    }

    #[test]
    fn what_has_no_text_is_an_error() {
        for text in ["", " \n\t\n", "date 2026-03\n", "\u{feff}", "\u{200b}\n"] {
            assert_eq!(read(text), Err(IntakeError::Empty), "{text:?}");
        }
    }

    #[test]
    fn the_same_content_has_the_same_id() {
        let id = |text: &str| read(text).unwrap().id;
        assert_eq!(id("Un pont.\r\n"), id("\u{feff}Un pont."));
        assert_ne!(id("Un pont."), id("Un port."));
        assert_ne!(id("date 2026\n\nUn pont."), id("Un pont."));
        assert_eq!(id("Un pont.").len(), 16);
    }

    #[test]
    fn a_given_date_counts_more_than_the_files() {
        let given = Published {
            value: "2020-01-02".to_owned(),
            precision: Precision::Day,
            from: DateSource::Given,
        };
        let article = intake()
            .read_text(b"date 2026-03\n\nA bridge.", "-", Some(given.clone()))
            .unwrap();
        assert_eq!(article.published, Some(given));
        assert_eq!(article.text, "A bridge.");
    }
}
