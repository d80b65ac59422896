//! The model file of a language, and what the classifiers in it share.
//!
//! A model file is a magic number, a version and one zstd frame. In the frame: the language, the treebanks the model
//! was trained from, the splitter, the tagger, the lemmatiser and the network, each behind its length.

pub(crate) mod bytes;
pub(crate) mod feature;
pub(crate) mod linear;
#[cfg(feature = "train")]
pub(crate) mod perceptron;

use bytes::{Reader, write_text, write_unsigned};

/// What stands at the start of every model file.
const MAGIC: &[u8; 8] = b"SelonAna";

/// The version of the layout; a model of another version is not read.
const VERSION: u8 = 2;

/// The most a model may unpack to. It bounds the memory a damaged file can ask for.
const MOST_BYTES: usize = 256 << 20;

/// Why a model could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes are no model.
    #[error("not a model of the analyser")]
    NotAModel,
    /// The model was written for another version of the program.
    #[error("the model has layout {found}, this program reads layout {read}: train it again")]
    Version {
        /// The version the file names.
        found: u8,
        /// The version this program reads.
        read: u8,
    },
    /// The model is for another language than asked.
    #[error("the model is for {found:?}, not for {asked:?}")]
    Language {
        /// The language the file names.
        found: String,
        /// The language it was loaded for.
        asked: String,
    },
    /// The model of many languages was not trained in this one.
    #[error("the model was not trained in {asked:?}")]
    OtherLanguages {
        /// The language it was asked for.
        asked: &'static str,
    },
    /// The bytes do not hold what the layout says.
    #[error("the model is damaged: {0}")]
    Damaged(&'static str),
}

/// Gives every class a score from the features of a case.
pub(crate) trait Scorer {
    /// How many classes there are.
    fn classes(&self) -> usize;

    /// Overwrites `scores` with one score a class.
    fn score(&self, features: &[u32], scores: &mut Vec<i32>);
}

/// The allowed class with the highest score, the first of equals; `None` where no class is allowed.
#[inline]
pub(crate) fn best(scores: &[i32], allowed: impl Iterator<Item = usize>) -> Option<usize> {
    let mut best: Option<usize> = None;
    for class in allowed {
        if best.is_none_or(|best| scores[class] > scores[best]) {
            best = Some(class);
        }
    }
    best
}

/// The parts of a model file, unpacked but not yet understood.
pub(crate) struct Parts<'a> {
    pub(crate) sources: Vec<String>,
    pub(crate) sections: [&'a [u8]; 4],
}

/// Packs a model file.
pub(crate) fn pack(
    language: &str,
    sources: &[String],
    sections: [&[u8]; 4],
) -> std::io::Result<Vec<u8>> {
    let mut inner = Vec::new();
    write_text(&mut inner, language);
    write_unsigned(&mut inner, sources.len() as u64);
    for source in sources {
        write_text(&mut inner, source);
    }
    for section in sections {
        write_unsigned(&mut inner, section.len() as u64);
        inner.extend_from_slice(section);
    }
    let mut out = MAGIC.to_vec();
    out.push(VERSION);
    out.extend_from_slice(&zstd::bulk::compress(&inner, 19)?);
    Ok(out)
}

/// What stands in a model file behind its magic number and the version, which has to be `read`.
pub(crate) fn body<'a>(bytes: &'a [u8], magic: &[u8], read: u8) -> Result<&'a [u8], ModelError> {
    let rest = bytes.strip_prefix(magic).ok_or(ModelError::NotAModel)?;
    let (&found, rest) = rest.split_first().ok_or(ModelError::NotAModel)?;
    match found == read {
        true => Ok(rest),
        false => Err(ModelError::Version { found, read }),
    }
}

/// Unpacks the frame of a model file.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Vec<u8>, ModelError> {
    let frame = body(bytes, MAGIC, VERSION)?;
    zstd::bulk::decompress(frame, MOST_BYTES).map_err(|_| ModelError::Damaged("it does not unpack"))
}

/// Parts what [`unpack`] gave; `asked` is the language the caller wants.
pub(crate) fn parts<'a>(inner: &'a [u8], asked: &str) -> Result<Parts<'a>, ModelError> {
    let mut reader = Reader::new(inner);
    let found = reader.text()?;
    if found != asked {
        return Err(ModelError::Language {
            found: found.to_owned(),
            asked: asked.to_owned(),
        });
    }
    let mut sources = Vec::new();
    for _ in 0..reader.count()? {
        sources.push(reader.text()?.to_owned());
    }
    let mut sections = [&inner[..0]; 4];
    for section in &mut sections {
        let length = reader.length()?;
        *section = reader.bytes(length)?;
    }
    Ok(Parts { sources, sections })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_model_comes_apart_again() {
        let source = "xx_test.conllu".to_owned();
        let sections: [&[u8]; 4] = [b"a", b"", b"bcd", b"e"];
        let file = pack("xx", std::slice::from_ref(&source), sections).unwrap();
        let inner = unpack(&file).unwrap();
        let found = parts(&inner, "xx").unwrap();
        assert_eq!(found.sources, [source]);
        assert_eq!(found.sections, sections);
        assert!(matches!(
            parts(&inner, "yy"),
            Err(ModelError::Language { .. })
        ));
        assert_eq!(unpack(b"PK"), Err(ModelError::NotAModel));
        assert_eq!(
            unpack(b"SelonAna\x63"),
            Err(ModelError::Version {
                found: 0x63,
                read: VERSION
            })
        );
        assert!(unpack(&file[..file.len() - 1]).is_err());
    }
}
