//! A part of a page as paragraphs.

use std::cell::RefCell;

use dom_query::{Document, NodeRef};

use super::tree::{letters, walk};

/// A paragraph, a heading, an item of a list or a row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its text on one line.
    pub(crate) text: String,
    pub(crate) kind: Kind,
    /// How many of its letters and figures stand in links.
    pub(crate) linked: usize,
    /// How many letters and figures it has.
    pub(crate) letters: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Paragraph,
    Heading,
    Item,
    Row,
}

/// Elements that stand in a line; all others begin a new one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt", "ruby",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr",
];

/// Elements without text, should they come here.
const NO_TEXT: &[&str] = &["head", "script", "style", "template", "noscript", "title"];

/// What is known on the way through the tree.
#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    /// A space is due before the next word.
    space: bool,
    /// How deep in links, headings, items, rows, preformatted text.
    links: usize,
    headings: usize,
    items: usize,
    rows: usize,
    preformatted: usize,
    /// A line break stands before the next word.
    broken: bool,
}

/// The paragraphs of a document, in order.
pub(crate) fn blocks(document: &Document) -> Vec<Block> {
    let builder = RefCell::new(Builder::default());
    walk(
        document.root(),
        |node, _| builder.borrow_mut().enter(node),
        |node, _| builder.borrow_mut().leave(node),
    );
    let mut builder = builder.into_inner();
    builder.flush();
    builder.blocks
}

impl Builder {
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            self.write(&node.text());
            return true;
        }
        let Some(name) = node.node_name() else {
            return !node.is_comment() && !node.is_doctype();
        };
        if NO_TEXT.contains(&&*name) {
            return false;
        }
        match &*name {
            "br" => self.line_break(),
            "td" | "th" => self.space = true,
            name if INLINE.contains(&name) => {}
            _ => self.flush(),
        }
        if let Some(count) = self.count(&name) {
            *count += 1;
        }
        true
    }

    fn leave(&mut self, node: &NodeRef) {
        let Some(name) = node.node_name() else { return };
        match &*name {
            "br" => {}
            "td" | "th" => self.space = true,
            name if INLINE.contains(&name) => {}
            _ => self.flush(),
        }
        if let Some(count) = self.count(&name) {
            *count -= 1;
        }
    }

    fn count(&mut self, name: &str) -> Option<&mut usize> {
        Some(match name {
            "a" => &mut self.links,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &mut self.headings,
            "li" | "dd" | "dt" => &mut self.items,
            "tr" => &mut self.rows,
            "pre" => &mut self.preformatted,
            _ => return None,
        })
    }

    /// Two line breaks part paragraphs; one does unless the sentence goes on.
    fn line_break(&mut self) {
        if self.broken {
            self.flush();
        }
        self.broken = true;
        self.space = true;
    }

    fn write(&mut self, text: &str) {
        if self.preformatted > 0 && text.contains('\n') {
            for line in text.split('\n') {
                self.line(line);
                self.flush();
            }
        } else {
            self.line(text);
        }
    }

    fn line(&mut self, text: &str) {
        for character in text.chars() {
            if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.space = true;
                continue;
            }
            if self.broken && !character.is_lowercase() {
                self.flush();
            }
            self.broken = false;
            if self.space && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.space = false;
            self.text.push(character);
            if self.links > 0 && character.is_alphanumeric() {
                self.linked += 1;
            }
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        (self.space, self.broken) = (false, false);
        let letters = letters(&text);
        if text.trim().is_empty() {
            return;
        }
        let kind = match self {
            Builder { headings: 1.., .. } => Kind::Heading,
            Builder { rows: 1.., .. } => Kind::Row,
            Builder { items: 1.., .. } => Kind::Item,
            _ => Kind::Paragraph,
        };
        self.blocks.push(Block {
            text,
            kind,
            linked,
            letters,
        });
    }
}
