//! The encoding of a page.

use encoding_rs::Encoding;

use crate::decode::name;

/// So many bytes at the beginning of a page may declare its encoding (HTML says 1,024; pages do not keep to it).
const FIRST: usize = 4096;

/// The text of a page and the name of its encoding: by its byte-order mark, by what its server said (`charset`), by what it declares; else none, and its
/// bytes tell.
pub(crate) fn decode(bytes: &[u8], charset: Option<&str>) -> Option<(String, &'static str)> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => charset
            .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
            .or_else(|| declared(&bytes[..bytes.len().min(FIRST)]))?,
    };
    let (text, _, wrong) = encoding.decode(bytes);
    // Pages that say one encoding and have another are common.
    (!wrong).then(|| (text.into_owned(), name(encoding)))
}

/// What `<meta charset=…>` or the old form of it says.
fn declared(first: &[u8]) -> Option<&'static Encoding> {
    const WORD: &[u8] = b"charset";
    let mut rest = first;
    loop {
        let at = rest
            .windows(WORD.len())
            .position(|word| word.eq_ignore_ascii_case(WORD))?;
        rest = &rest[at + WORD.len()..];
        let value = rest.trim_ascii_start();
        let Some(value) = value.strip_prefix(b"=") else {
            continue;
        };
        let value = value.trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or(value.strip_prefix(b"'"))
            .unwrap_or(value);
        let end = value
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte));
        if let Some(encoding) = Encoding::for_label(&value[..end.unwrap_or(value.len())]) {
            // A page that can say so in ASCII is not in it.
            let utf_16 = [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].contains(&encoding);
            return Some(if utf_16 { encoding_rs::UTF_8 } else { encoding });
        }
    }
}
