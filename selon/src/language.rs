//! One language, loaded part by part when it is first needed.

use std::sync::OnceLock;

use selon_analyse::{Analyser, Analysis};
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
        }
    }

    /// The same language with a model that is not the built-in one.
    pub(crate) fn with_model(&self, model: &[u8]) -> Result<Language, Error> {
        let analyser = load(self.pack, model)?;
        Ok(Language {
            pack: self.pack,
            analyser: OnceLock::from(Ok(analyser)),
            readers: OnceLock::new(),
        })
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
            load(self.pack, model)
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
