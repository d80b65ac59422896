//! Selon reads news text and writes a sourced record of it: who said what, who did what to whom, how many, when and
//! where, each with the words it was read from.
//!
//! [`Selon`] is the whole way from bytes to a [`Record`]:
//!
//! ```
//! let selon = selon::Selon::new()?;
//! let article = "According to the harbour master, more than 340 lorries were waiting on Tuesday.";
//! let record = selon.read(article.as_bytes(), "dispatch.txt")?;
//! for statement in &record.statements {
//!     let source = statement.source.as_ref().map(|source| source.span);
//!     println!("{:?} {:?} {:?}", source, statement.attitude, statement.content);
//! }
//! assert_eq!(record.document.language, "en");
//! # Ok::<(), selon::Error>(())
//! ```
//!
//! The stages themselves are the modules: [`mod@intake`], [`mod@analyse`], [`mod@read`], [`mod@resolve`] and
//! [`mod@write`], which prints a record as text, JSON or brat standoff.

mod error;
mod language;
mod words;

use std::sync::Arc;

use language::Language;
use selon_analyse::Careful;

pub use error::Error;
pub use selon_analyse::{self as analyse, Analysis, Feats, Sentence, Upos, Word};
pub use selon_intake::{self as intake, Article, DateSource, Precision, Published, Span};
pub use selon_languages as languages;
pub use selon_read::{
    self as read, Actor, ActorId, ActorKind, Attitude, Bound, Certainty, Cue, Document, Event,
    EventKind, Figure, FigureId, Mention, MentionForm, Model, Party, Place, PlaceId,
    PlacePrecision, Record, Statement, StatementForm, StatementId, Tense, Time, TimeId, TimeKind,
    WordAt,
};
pub use selon_resolve as resolve;
pub use selon_write as write;

use selon_intake::Intake;
use selon_languages::{Pack, packs};

/// Reads articles.
///
/// A language's model and rules are loaded when the first article in it is read, so that nobody pays for a language
/// that does not occur. One `Selon` can read on many threads at once, and the same bytes always give the same record.
pub struct Selon {
    intake: Intake,
    languages: Vec<Language>,
    /// The language every article is read in, where it is not detected.
    forced: Option<&'static str>,
    given: Option<Published>,
}

impl Selon {
    /// A reader of every built-in language that tells by itself which one an article is in.
    ///
    /// # Errors
    /// A table of the words that intake needs says something that means nothing.
    pub fn new() -> Result<Selon, Error> {
        Selon::of(packs())
    }

    /// A reader of these languages alone, from [`languages::pack`]: no other one's words are known when files become
    /// articles, and none is detected.
    ///
    /// ```
    /// let french = selon::languages::pack("fr").unwrap();
    /// let selon = selon::Selon::of([french])?;
    /// assert!(selon.with_language("en").is_err());
    /// # Ok::<(), selon::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Selon::new`].
    pub fn of(packs: impl IntoIterator<Item = &'static Pack>) -> Result<Selon, Error> {
        let packs: Vec<&Pack> = packs.into_iter().collect();
        Ok(Selon {
            intake: Intake::new(words::words(&packs)),
            languages: packs.into_iter().map(Language::new).collect(),
            forced: None,
            given: None,
        })
    }

    /// Reads every article in the language of that ISO 639-1 code instead of detecting it.
    ///
    /// ```
    /// let selon = selon::Selon::new()?.with_language("fr")?;
    /// assert!(selon.with_language("tlh").is_err());
    /// # Ok::<(), selon::Error>(())
    /// ```
    ///
    /// # Errors
    /// A code that Selon does not read.
    pub fn with_language(mut self, code: &str) -> Result<Selon, Error> {
        self.forced = Some(self.language(code)?.code());
        Ok(self)
    }

    /// Takes every article as published then, whatever its file says. Words like *Tuesday* count from that date.
    ///
    /// ```
    /// use selon::{DateSource, Published, Selon};
    ///
    /// let (value, precision) = selon::intake::parse_date("2026-03-12").unwrap();
    /// let from = DateSource::Given;
    /// let selon = Selon::new()?.with_date(Published { value, precision, from });
    /// # Ok::<(), selon::Error>(())
    /// ```
    pub fn with_date(mut self, published: Published) -> Selon {
        self.given = Some(published);
        self
    }

    /// Reads with that model, in every language. A reader takes the fast one if it is told nothing.
    ///
    /// ```
    /// use selon::{Model, Selon};
    ///
    /// let selon = Selon::new()?.with_model(Model::Careful)?;
    /// let record = selon.read(b"The mayor said the bridge would reopen.", "-")?;
    /// assert_eq!(record.document.model, Some(Model::Careful));
    /// # Ok::<(), selon::Error>(())
    /// ```
    ///
    /// # Errors
    /// The program was built without the model, or it is damaged.
    pub fn with_model(self, model: Model) -> Result<Selon, Error> {
        match model {
            Model::Fast => Ok(self.with_fast()),
            Model::Careful => {
                let bytes = selon_languages::careful().ok_or(Error::NoCareful)?;
                self.with_careful(bytes)
            }
        }
    }

    fn with_fast(mut self) -> Selon {
        self.languages = self.languages.iter().map(Language::fast).collect();
        self
    }

    /// Reads with a careful model that is not the built-in one: the bytes of a file that `training/encoder` wrote.
    ///
    /// # Errors
    /// Bytes that are no such model.
    pub fn with_careful(mut self, model: &[u8]) -> Result<Selon, Error> {
        let model = Careful::load(model).map_err(|problem| Error::Careful { problem })?;
        let model = Arc::new(model);
        let languages = self.languages.iter();
        self.languages = languages.map(|one| one.with_careful(&model)).collect();
        Ok(self)
    }

    /// Analyses a language with another fast model than the built-in one: the bytes of a file that `selon train` wrote.
    ///
    /// # Errors
    /// A code that Selon does not read, or bytes that are no model of that language.
    pub fn with_analyser(mut self, code: &str, model: &[u8]) -> Result<Selon, Error> {
        let replaced = self.language(code)?.with_analyser(model)?;
        let others = self.languages.into_iter();
        self.languages = others.filter(|one| one.code() != replaced.code()).collect();
        self.languages.push(replaced);
        self.languages.sort_by_key(Language::code);
        Ok(self)
    }

    /// The record of an article given as the bytes of its file. `origin` is the path or address it came from; it is
    /// repeated in the record and not looked at otherwise.
    ///
    /// # Errors
    /// Bytes that are no text, a text in a language that Selon does not read, and a broken table or model.
    pub fn read(&self, bytes: &[u8], origin: &str) -> Result<Record, Error> {
        self.read_article(&self.article(bytes, origin)?)
    }

    /// The grammar of an article given as the bytes of its file: as far as stage 2.
    ///
    /// ```
    /// let selon = selon::Selon::new()?;
    /// let (article, analysis) = selon.analyse("Le port rouvre lundi matin.".as_bytes(), "-")?;
    /// let port = &analysis.sentences[0].words[1];
    /// assert_eq!(port.span.of(&article.text), "port");
    /// assert_eq!(port.upos, selon::Upos::Noun);
    /// # Ok::<(), selon::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Selon::read`].
    pub fn analyse(&self, bytes: &[u8], origin: &str) -> Result<(Article, Analysis), Error> {
        let article = self.article(bytes, origin)?;
        let analysis = self.analyse_article(&article)?;
        Ok((article, analysis))
    }

    /// The record of an article that a caller has made itself.
    ///
    /// # Errors
    /// Those of [`Selon::read`], but for bytes that are no text.
    pub fn read_article(&self, article: &Article) -> Result<Record, Error> {
        self.read_analysed(article, &self.analyse_article(article)?)
    }

    /// The record of an article whose grammar the caller has from [`Selon::analyse`] or [`Selon::analyse_article`].
    ///
    /// # Errors
    /// A broken table.
    pub fn read_analysed(&self, article: &Article, analysis: &Analysis) -> Result<Record, Error> {
        self.language(analysis.language)?.record(article, analysis)
    }

    /// The grammar of an article that a caller has made itself.
    ///
    /// # Errors
    /// Those of [`Selon::read`], but for bytes that are no text.
    pub fn analyse_article(&self, article: &Article) -> Result<Analysis, Error> {
        Ok(self.language_of(article)?.analyser()?.analyse(article))
    }

    /// What turns files into articles, with the header words of every language: stage 1 alone.
    pub fn intake(&self) -> &Intake {
        &self.intake
    }

    /// The article in the bytes of its file: stage 1 alone.
    ///
    /// # Errors
    /// Bytes that are no text.
    pub fn article(&self, bytes: &[u8], origin: &str) -> Result<Article, Error> {
        Ok(self.intake.read_text(bytes, origin, self.given.clone())?)
    }

    /// The article of a part of a file that has many: stage 1 alone.
    ///
    /// # Errors
    /// A part that is no article.
    pub fn article_of(&self, item: &intake::Item) -> Result<Article, Error> {
        Ok(self.intake.read_item(item, self.given.clone())?)
    }

    /// The language to read an article in.
    fn language_of(&self, article: &Article) -> Result<&Language, Error> {
        let code = match self.forced {
            Some(code) => code,
            None => selon_analyse::detect(&article.text, &self.readable())?,
        };
        self.language(code)
    }

    /// The codes of the languages that have a model.
    fn readable(&self) -> Vec<&'static str> {
        let languages = self.languages.iter();
        let readable = languages.filter(|language| language.has_model());
        readable.map(Language::code).collect()
    }

    fn language(&self, code: &str) -> Result<&Language, Error> {
        let mut languages = self.languages.iter();
        let known = languages.find(|language| language.code() == code);
        known.ok_or_else(|| Error::unknown_language(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_names_the_known_ones() {
        let error = Selon::new().unwrap().with_language("xx").err().unwrap();
        let message = error.to_string();
        assert!(message.contains("`xx`"), "{message}");
        for pack in packs() {
            assert!(message.contains(&format!("({})", pack.code())), "{message}");
        }
        assert!(!message.contains('\n'));
    }

    #[test]
    fn a_forced_language_is_not_detected() {
        let text = "La maire a prévenu que le pont resterait fermé.".as_bytes();
        let selon = Selon::new().unwrap();
        assert_eq!(selon.read(text, "-").unwrap().document.language, "fr");
        let english = selon.with_language("en").unwrap();
        assert_eq!(english.read(text, "-").unwrap().document.language, "en");
    }

    #[test]
    fn bytes_that_are_no_model_are_refused() {
        let error = Selon::new()
            .unwrap()
            .with_analyser("fr", b"PK")
            .err()
            .unwrap();
        assert!(matches!(error, Error::Model { code: "fr", .. }));
    }

    #[test]
    fn many_threads_share_one_reader() {
        let selon = Selon::new().unwrap();
        let text = "The mayor said on Monday that the bridge would stay closed.".as_bytes();
        let records = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| selon.read(text, "-").unwrap()))
                .collect();
            let joined = threads.into_iter().map(|thread| thread.join().unwrap());
            joined.collect::<Vec<Record>>()
        });
        assert!(records.windows(2).all(|two| two[0] == two[1]));
    }
}
