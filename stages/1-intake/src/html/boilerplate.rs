//! Which paragraphs of what was taken for the article are no part of its body.
//!
//! Most are told by their form: links to something else, short lines above the first sentence and below the last one, the
//! headline again, what is said about the author. The rest begins with words of `languages/<code>/notices.tsv`.

use super::blocks::{Block, Kind};
use super::meta::Meta;
use super::tree::letters;
use crate::headers::header_line;
use crate::{Notice, Words};

/// A paragraph with fewer letters and figures than this is short.
const SHORT: usize = 60;

/// A sentence with fewer is none.
const SHORTEST: usize = 12;

/// A paragraph that begins like a notice is one if it has no more letters and figures than this.
const LONGEST_NOTICE: usize = 240;

/// More short lines than this below the body are a list that belongs to it.
const MOST_BELOW: usize = 10;

/// Drops what is no part of the body.
pub(crate) fn drop(blocks: &mut Vec<Block>, meta: &Meta, words: &Words) {
    section(blocks, words);
    links(blocks);
    let is_body = |block: &Block| is_body(block, meta, words);
    let above = blocks.iter().position(is_body).unwrap_or(0);
    blocks.drain(..above);
    tail(blocks, meta, words);
    if blocks.len() > 1 {
        blocks.retain(|block| block.letters >= SHORT || !is_notice(block, words));
    }
}

/// Drops a section of other things and all behind it, if it begins in the second half.
fn section(blocks: &mut Vec<Block>, words: &Words) {
    let all: usize = blocks.iter().map(|block| block.letters).sum();
    let mut above = 0;
    let begins_there = |block: &Block| {
        above += block.letters;
        let short = block.letters < SHORT && !block.text.ends_with('.');
        2 * above >= all && short && notice(&block.text, words) == Some(Notice::Section)
    };
    if let Some(at) = blocks.iter().position(begins_there).filter(|&at| at > 0) {
        blocks.truncate(at);
    }
}

/// Drops paragraphs that are links to something else.
fn links(blocks: &mut Vec<Block>) {
    blocks.retain(|block| match block.kind {
        Kind::Paragraph | Kind::Heading => !block.is_link() || ends(&block.text),
        Kind::Item | Kind::Row => !block.is_link(),
    });
}

/// Drops what stands behind the last paragraph of the body, unless that is a list, and what is said about the author.
fn tail(blocks: &mut Vec<Block>, meta: &Meta, words: &Words) {
    let stays = |block: &Block| is_body(block, meta, words) || block.is_listed();
    while let Some(last) = blocks.iter().rposition(stays) {
        if blocks.len() - last - 1 > MOST_BELOW {
            break;
        }
        blocks.truncate(last + 1);
        let author = meta.author.as_deref();
        if last == 0 || !author.is_some_and(|author| is_about(&blocks[last].text, author)) {
            break;
        }
        blocks.pop();
    }
}

impl Block {
    /// Whether it is a sentence, by its form.
    pub(super) fn is_sentence(&self) -> bool {
        let linked = 2 * self.linked >= self.letters;
        self.kind == Kind::Paragraph && self.letters >= SHORTEST && ends(&self.text) && !linked
    }

    /// Whether it is a paragraph of running text.
    pub(super) fn is_prose(&self) -> bool {
        self.is_sentence() && self.letters >= SHORT
    }

    /// Whether hardly anything of it is not in links.
    fn is_link(&self) -> bool {
        10 * self.linked >= 8 * self.letters
    }

    /// Whether it is a part of a list or table, which may end a body with few words.
    fn is_listed(&self) -> bool {
        matches!(self.kind, Kind::Item | Kind::Row)
    }
}

/// Whether it is long enough for a paragraph of the body, or a sentence, and no notice and not the headline again.
fn is_body(block: &Block, meta: &Meta, words: &Words) -> bool {
    let title = meta.title.as_deref();
    let repeated = || title.is_some_and(|title| same(title, &block.text));
    let sentence = block.letters >= SHORT || ends(&block.text) && block.letters >= SHORTEST;
    block.kind != Kind::Heading && sentence && !is_notice(block, words) && !repeated()
}

/// Whether a text ends as a sentence does.
fn ends(text: &str) -> bool {
    let closing = |edge: char| edge.is_whitespace() || "»”\"’')]".contains(edge);
    let last = text.trim_end_matches(closing);
    last.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '।', '؟'])
}

/// Whether two texts have the same letters and figures.
fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    plain(one) == plain(other)
}

/// Whether a paragraph asks the reader for something or says what stands around it.
fn is_notice(block: &Block, words: &Words) -> bool {
    let noticed = || notice(&block.text, words).is_some_and(|kind| kind != Notice::Section);
    block.letters <= LONGEST_NOTICE && (header_line(&block.text, words).is_some() || noticed())
}

/// The notice that a text is, by its first words.
fn notice(text: &str, words: &Words) -> Option<Notice> {
    let text = text.trim_start_matches(|edge: char| !edge.is_alphabetic());
    let known = words.notices.iter().find(|(notice, kind)| {
        let rest = behind(text, notice);
        rest.is_some_and(|rest| *kind != Notice::Whole || !rest.contains(char::is_alphabetic))
    });
    known.map(|&(_, kind)| kind)
}

/// What follows the words that a text begins with.
fn behind<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for expected in words.chars() {
        let found = rest.next()?;
        let found = if found == '’' { '\'' } else { found };
        if found != expected && !found.to_lowercase().eq([expected]) {
            return None;
        }
    }
    let rest = rest.as_str();
    let goes_on = |next: char| next.is_alphanumeric() || matches!(next, '-' | '\'' | '’');
    (!rest.starts_with(goes_on)).then_some(rest)
}

/// Whether a text begins with the author's name.
fn is_about(text: &str, author: &str) -> bool {
    let author = author.split(',').next().unwrap_or_default().trim();
    letters(author) >= 4 && text.trim_start().starts_with(author)
}
