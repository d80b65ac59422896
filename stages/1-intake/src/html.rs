//! One page of HTML: its title, its date, its author, and the paragraphs of its body.
//!
//! `rs-trafilatura` finds which part of a page is the article, and finds nearly all of it; what it takes in besides goes here:
//! [`tree`] hands it a page without what is never text, [`blocks`] takes its answer apart into paragraphs, and
//! [`boilerplate`] drops those that are no part of the body.

mod blocks;
mod boilerplate;
mod charset;
mod meta;
mod tree;

use dom_query::Document;
use rs_trafilatura::{Options, extract_with_options, page_type::PageType};

use self::blocks::Block;
use crate::guard::guarded;
use crate::{IntakeError, Words};

pub(crate) use charset::decode;

/// A longer page, in bytes, is not read: its tree takes some thirty times as much memory.
pub(crate) const LONGEST_PAGE: usize = 8 << 20;

/// What a page says.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) title: Option<String>,
    pub(crate) author: Option<String>,
    /// The dates of publication as they are written, the surest first.
    pub(crate) dates: Vec<String>,
    /// The day of publication that the page's own address has.
    pub(crate) day: Option<String>,
    /// The body, a line for each paragraph.
    pub(crate) text: String,
}

/// Reads a whole page. `address` is where it was fetched from, where that is known.
pub(crate) fn page(html: &str, address: Option<&str>, words: &Words) -> Result<Page, IntakeError> {
    tree::check(html)?;
    let document = tree::parse(html);
    let meta = meta::Meta::of(&document, address);
    let mut blocks = body(&document)?;
    boilerplate::drop(&mut blocks, &meta, words);
    Ok(Page {
        text: lines(&blocks),
        title: meta.title,
        author: meta.author,
        dates: meta.dates,
        day: meta.day,
    })
}

/// The lines of a fragment that is all body, as feeds have them.
pub(crate) fn fragment(html: &str) -> Result<String, IntakeError> {
    tree::check(html)?;
    Ok(lines(&blocks::blocks(&tree::parse(html))))
}

fn lines(blocks: &[blocks::Block]) -> String {
    let lines: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    lines.join("\n\n")
}

/// The paragraphs that are taken for the article.
fn body(document: &Document) -> Result<Vec<Block>, IntakeError> {
    let cleaned = tree::cleaned(document);
    let found = content(&cleaned)?;
    let found = found.map(|body| blocks::blocks(&tree::parse(&body)));
    let found = found.unwrap_or_default();
    // Where it has not found a part of the page it takes text from everywhere, in one piece.
    if found.len() > 1 {
        return Ok(found);
    }
    let all = blocks::blocks(&tree::parse(&cleaned));
    let densest = [Block::is_prose, Block::is_sentence].map(|counts| densest(&all, counts));
    let bodies = densest.into_iter().chain([found]);
    Ok(bodies
        .into_iter()
        .find(|body| !body.is_empty())
        .unwrap_or_default())
}

/// The paragraphs in a row that have the most text that `counts` for what stands between them, where nothing else tells the body
/// of a page (J. Pasternack and D. Roth, Extracting article text from the web with maximum subsequence segmentation, 2009).
fn densest(blocks: &[Block], counts: fn(&Block) -> bool) -> Vec<Block> {
    /// What a paragraph costs that does not count.
    const COST: i64 = 60;
    let (mut best, mut range) = (0, 0..0);
    let (mut sum, mut start) = (0, 0);
    for (at, block) in blocks.iter().enumerate() {
        sum += match counts(block) {
            true => i64::try_from(block.letters).unwrap_or(i64::MAX >> 8),
            false => -COST,
        };
        if sum <= 0 {
            (sum, start) = (0, at + 1);
        } else if sum > best {
            (best, range) = (sum, start..at + 1);
        }
    }
    blocks[range].to_vec()
}

/// The part of a page that is the article, as HTML.
fn content(html: &str) -> Result<Option<String>, IntakeError> {
    let options = Options {
        page_type: Some(PageType::Article),
        include_links: true,
        ..Options::default()
    };
    // The library is not ours: should it panic on a page, the page is at fault and not the batch.
    let found = guarded(|| extract_with_options(html, &options));
    let found = found.ok_or(IntakeError::Page {
        problem: "its body cannot be told from the rest",
    })?;
    Ok(found.ok().and_then(|found| found.content_html))
}
