//! One language, loaded part by part when it is first needed.

use std::sync::{Arc, OnceLock};

use selon_analyse::{Analyser, Analysis, Careful};
use selon_intake::Article;
use selon_languages::Pack;
use selon_read::{Reader, Record};
use selon_resolve::Resolver;

use crate::Error;

/// A language and what reads it.
pub(crate) struct Language {
    pack: &'static Pack,
    /// Apart from the readers: whoever wants the grammar alone does not pay for them.
    analyser: OnceLock<Result<Analyser, Error>>,
    readers: OnceLock<Result<Readers, Error>>,
    /// What reads in the place of the analyser's own network, if anything does.
    careful: Option<Arc<Careful>>,
}

/// What makes a record of an analysis.
struct Readers {
    reader: Reader,
    resolver: Resolver,
}

impl Language {
    pub(crate) fn new(pack: &'static Pack) -> Language {
        Language {
            pack,
            analyser: OnceLock::new(),
            readers: OnceLock::new(),
            careful: None,
        }
    }

    /// The same language with an analyser that is not the built-in one.
    pub(crate) fn with_analyser(&self, model: &[u8]) -> Result<Language, Error> {
        let analyser = load(self.pack, model)?;
        Ok(Language {
            analyser: OnceLock::from(Ok(analyser)),
            ..Language::new(self.pack)
        })
    }

    /// The same language as it is built in.
    pub(crate) fn fast(&self) -> Language {
        Language::new(self.pack)
    }

    /// The same language read with a careful model.
    pub(crate) fn with_careful(&self, model: &Arc<Careful>) -> Language {
        Language {
            careful: Some(Arc::clone(model)),
            ..Language::new(self.pack)
        }
    }

    pub(crate) fn code(&self) -> &'static str {
        self.pack.code()
    }

    pub(crate) fn has_model(&self) -> bool {
        self.pack.model().is_some() || self.analyser.get().is_some_and(Result::is_ok)
    }

    pub(crate) fn analyser(&self) -> Result<&Analyser, Error> {
        let built_in = || {
            let code = self.code();
            let model = self.pack.model().ok_or(Error::NoModel { code })?;
            let analyser = load(self.pack, model)?;
            match &self.careful {
                Some(careful) => analyser
                    .with_careful(Arc::clone(careful))
                    .map_err(|problem| Error::Model { code, problem }),
                None => Ok(analyser),
            }
        };
        let loaded = self.analyser.get_or_init(built_in);
        loaded.as_ref().map_err(Error::clone)
    }

    /// The record of an article whose analysis is in this language.
    pub(crate) fn record(&self, article: &Article, analysis: &Analysis) -> Result<Record, Error> {
        let loaded = self.readers.get_or_init(|| Readers::load(self.pack));
        let readers = loaded.as_ref().map_err(Error::clone)?;
        let findings = readers.reader.read(article, analysis);
        Ok(readers.resolver.resolve(analysis, findings))
    }
}

impl Readers {
    fn load(pack: &'static Pack) -> Result<Readers, Error> {
        Ok(Readers {
            reader: Reader::new(pack)?,
            resolver: Resolver::new(pack),
        })
    }
}

fn load(pack: &'static Pack, model: &[u8]) -> Result<Analyser, Error> {
    let code = pack.code();
    let analyser = Analyser::load(code, model);
    let analyser = analyser.map_err(|problem| Error::Model { code, problem })?;
    let addresses = pack.nouns.iter().filter(|row| row.address.is_some());
    let titles = addresses.map(|row| row.lemma);
    Ok(analyser.with_titles(titles))
}
