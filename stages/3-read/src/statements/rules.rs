//! What a language says about attribution: its cues, and the nouns that can be whose words something is.

use rustc_hash::FxHashSet;
use selon_languages::{Pack, Speaker};

use crate::lexicon::cues::Lexicon;

/// The rules of attribution of one language.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(super) lexicon: Lexicon,
    /// Lemmas of nouns that can speak: people, bodies, documents.
    speakers: FxHashSet<&'static str>,
    /// Those of them that are written.
    documents: FxHashSet<&'static str>,
    /// Those of these that count or ask many.
    surveys: FxHashSet<&'static str>,
}

impl Rules {
    pub(crate) fn load(pack: &'static Pack) -> Rules {
        let nouns = |fits: fn(Speaker) -> bool| {
            let rows = pack.nouns.iter();
            rows.filter(|row| row.source.is_some_and(fits))
                .map(|row| row.lemma)
                .collect()
        };
        Rules {
            lexicon: Lexicon::load(pack),
            speakers: nouns(|_| true),
            documents: nouns(|kind| matches!(kind, Speaker::Document | Speaker::Survey)),
            surveys: nouns(|kind| kind == Speaker::Survey),
        }
    }

    /// What the language says about attribution, and about what softens or negates.
    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Whether a noun is one for somebody or something that can speak.
    pub(super) fn can_speak(&self, lemma: &str) -> bool {
        self.speakers.contains(lemma)
    }

    /// Whether a noun is one for something written.
    pub(super) fn is_written(&self, lemma: &str) -> bool {
        self.documents.contains(lemma)
    }

    /// Whether a noun is one for something that counts or asks many.
    pub(super) fn is_survey(&self, lemma: &str) -> bool {
        self.surveys.contains(lemma)
    }
}
