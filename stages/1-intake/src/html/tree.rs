//! The tree of a page.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use crate::IntakeError;

/// Elements that stand deeper than this lose their tags and keep their text: what walks the tree behind us does so by
/// recursion, and no page that people write is half as deep.
const DEEPEST: usize = 120;

/// A page with more open elements than this is not parsed: that takes time with the square of the depth.
const MOST_OPEN: usize = 2000;

/// Longer values of attributes are left out: they are data of scripts.
const LONGEST_VALUE: usize = 500;

/// Elements whose content is never a part of an article's text.
const NO_TEXT: &[&str] = &[
    "audio",
    "button",
    "canvas",
    "dialog",
    "embed",
    "figcaption",
    "iframe",
    "input",
    "map",
    "math",
    "menu",
    "nav",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "video",
];

/// Elements that do not stand inside each other; they keep their tags.
const FLAT: &[&str] = &[
    "a", "br", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "p",
];

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that HTML lets end without an end tag; they do not make a page deep.
const ENDS_ITSELF: &[&str] = &[
    "body", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td",
    "tfoot", "th", "thead", "tr",
];

/// Whether a page can be parsed in good time.
pub(crate) fn check(html: &str) -> Result<(), IntakeError> {
    if html.len() > super::LONGEST_PAGE {
        return Err(IntakeError::Page {
            problem: "it has more than 8 MiB",
        });
    }
    if most_open(html) > MOST_OPEN {
        return Err(IntakeError::Page {
            problem: "more than 2,000 of its elements stand inside each other",
        });
    }
    Ok(())
}

/// How many elements are open at once, by the look of the tags.
fn most_open(html: &str) -> usize {
    let (mut open, mut all, mut most) = (HashMap::new(), 0usize, 0usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.strip_prefix('/');
        let name = end.unwrap_or(rest);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let name = name[..length].to_ascii_lowercase();
        if length == 0
            || [VOID, ENDS_ITSELF]
                .iter()
                .any(|known| known.contains(&&*name))
        {
            continue;
        }
        if end.is_none() && matches!(&*name, "script" | "style") {
            rest = behind(rest, &name);
            continue;
        }
        let count: &mut usize = open.entry(name).or_default();
        if end.is_none() {
            *count += 1;
            all += 1;
            most = most.max(all);
        } else if *count > 0 {
            *count -= 1;
            all -= 1;
        }
    }
    most
}

/// What follows the content of a script or style.
fn behind<'t>(rest: &'t str, name: &str) -> &'t str {
    let mut from = 0;
    while let Some(at) = rest[from..].find("</") {
        from += at + 2;
        let tag = rest.as_bytes().get(from..from + name.len());
        if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes())) {
            return &rest[from..];
        }
    }
    ""
}

pub(crate) fn parse(html: &str) -> Document {
    Document::from(html)
}

/// Calls `enter` on every node before its children and `leave` after them; where `enter` says no, neither its children
/// are entered nor it is left. No recursion: a page may be deep.
pub(crate) fn walk<'t>(
    root: NodeRef<'t>,
    mut enter: impl FnMut(&NodeRef<'t>, usize) -> bool,
    mut leave: impl FnMut(&NodeRef<'t>, usize),
) {
    let (mut node, mut depth) = (root, 0);
    loop {
        let entered = enter(&node, depth);
        if entered && let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            continue;
        }
        if entered {
            leave(&node, depth);
        }
        loop {
            if depth == 0 {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
            depth -= 1;
            leave(&node, depth);
        }
    }
}

/// The page as HTML, without what is never text and no deeper than [`DEEPEST`].
pub(crate) fn cleaned(document: &Document) -> String {
    use std::cell::RefCell;
    let out = RefCell::new(String::new());
    walk(
        document.root(),
        |node, depth| {
            if node.is_text() {
                escape(&node.text(), &mut out.borrow_mut());
                return true;
            }
            let Some(name) = node.node_name() else {
                return !node.is_comment() && !node.is_doctype();
            };
            if is_left_out(node, &name) {
                return false;
            }
            if depth <= DEEPEST || FLAT.contains(&&*name) {
                open(node, &name, &mut out.borrow_mut());
            }
            true
        },
        |node, depth| {
            if let Some(name) = node.node_name()
                && (depth <= DEEPEST || FLAT.contains(&&*name))
                && !VOID.contains(&&*name)
            {
                let mut out = out.borrow_mut();
                out.push_str("</");
                out.push_str(&name);
                out.push('>');
            }
        },
    );
    out.into_inner()
}

fn is_left_out(node: &NodeRef, name: &str) -> bool {
    NO_TEXT.contains(&name) || is_hidden(node) || is_group_of_links(node, name)
}

/// Whether a reader does not see it.
fn is_hidden(node: &NodeRef) -> bool {
    let style = || {
        let style = node.attr_or("style", "").to_ascii_lowercase();
        style.replace(' ', "").contains("display:none")
    };
    node.has_attr("hidden") || style()
}

/// Whether it is a card or menu within a line: three or more links and hardly anything else.
fn is_group_of_links(node: &NodeRef, name: &str) -> bool {
    const FEWEST: usize = 3;
    if name != "span"
        || node
            .element_children()
            .iter()
            .any(|inner| is_group_of_links(inner, "span"))
    {
        return false;
    }
    let (mut links, mut linked, mut all) = (0, 0, 0);
    for inner in node.descendants_it() {
        if inner.has_name("a") {
            links += 1;
            linked += letters(&inner.text());
        } else if inner.is_text() {
            all += letters(&inner.text());
        }
    }
    links >= FEWEST && 10 * linked >= 9 * all
}

/// How many letters and figures a text has.
pub(crate) fn letters(text: &str) -> usize {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .count()
}

fn open(node: &NodeRef, name: &str, out: &mut String) {
    out.push('<');
    out.push_str(name);
    for attribute in node.attrs() {
        let (key, value) = (&attribute.name.local, &attribute.value);
        let sound = key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'));
        if value.len() > LONGEST_VALUE && name != "meta" || !sound || is_dropped(name, key) {
            continue;
        }
        out.push(' ');
        out.push_str(key);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
    out.push('>');
}

/// Whether an attribute says nothing, or misleads: quoted posts are part of an article, whatever site they are from.
fn is_dropped(element: &str, attribute: &str) -> bool {
    attribute == "style" || attribute == "class" && element == "blockquote"
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}
