//! How patterns of time are written: `~(in|by) [the] <year>`.

use smol_str::SmolStr;

use super::slots::Slot;
use crate::rules::atoms::cut;

/// A place of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Element {
    /// A word of the expression.
    Word(SmolStr),
    /// A word that has to stand there and is no part of it.
    Context(SmolStr),
    /// Anything of a kind.
    Slot(Slot),
}

/// All the sequences that a pattern stands for.
///
/// # Errors
/// What is wrong with the pattern.
pub(super) fn sequences(pattern: &str) -> Result<Vec<Vec<Element>>, String> {
    let mut rest = pattern;
    let sequences = alternatives(&mut rest)?;
    if !rest.is_empty() {
        return Err(format!(
            "a bracket closes that none opened, before `{rest}`"
        ));
    }
    Ok(sequences)
}

/// Reads a pattern up to its end or a `)` or `]` of the level above.
fn alternatives(rest: &mut &str) -> Result<Vec<Vec<Element>>, String> {
    let mut branches = Vec::new();
    let mut sequences = vec![Vec::new()];
    loop {
        *rest = rest.trim_start();
        let context = rest.strip_prefix('~');
        if let Some(after) = context {
            *rest = after;
        }
        let Some(first) = rest.chars().next() else {
            break;
        };
        let mut options = match first {
            '(' => bracketed(rest, ')')?,
            '[' => {
                let mut options = bracketed(rest, ']')?;
                options.push(Vec::new());
                options
            }
            '|' => {
                *rest = &rest[1..];
                branches.append(&mut sequences);
                sequences.push(Vec::new());
                continue;
            }
            ')' | ']' => break,
            '<' => vec![vec![slot(rest)?]],
            _ => vec![words(rest)],
        };
        if context.is_some() {
            options.iter_mut().flatten().for_each(make_context);
        }
        sequences = sequences
            .iter()
            .flat_map(|before| {
                options
                    .iter()
                    .map(|after| [before.as_slice(), after].concat())
            })
            .collect();
    }
    branches.append(&mut sequences);
    Ok(branches)
}

fn bracketed(rest: &mut &str, close: char) -> Result<Vec<Vec<Element>>, String> {
    *rest = &rest[1..];
    let options = alternatives(rest)?;
    *rest = rest
        .strip_prefix(close)
        .ok_or_else(|| format!("a bracket has no `{close}`"))?;
    Ok(options)
}

fn slot(rest: &mut &str) -> Result<Element, String> {
    let (name, after) = rest[1..].split_once('>').ok_or("a `<` has no `>`")?;
    *rest = after;
    let slot = Slot::from_name(name).ok_or_else(|| {
        format!("no slot is called `{name}`; there are day, month, mm, year, weekday, number, unit, part, hour, minute")
    })?;
    Ok(Element::Slot(slot))
}

fn words(rest: &mut &str) -> Vec<Element> {
    let end = rest
        .find(|c: char| c.is_whitespace() || "()[]|<~".contains(c))
        .unwrap_or(rest.len());
    let (word, after) = rest.split_at(end);
    *rest = after;
    cut(word, 0)
        .into_iter()
        .map(|atom| Element::Word(atom.text))
        .collect()
}

fn make_context(element: &mut Element) {
    if let Element::Word(word) = element {
        *element = Element::Context(std::mem::take(word));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_stands_for_all_its_sequences() {
        let found = sequences("~(in|by) [the] <year>").unwrap();
        assert_eq!(found.len(), 4);
        let [context, the, year] = [
            Element::Context("in".into()),
            Element::Word("the".into()),
            Element::Slot(Slot::Year),
        ];
        assert_eq!(found[0], [context.clone(), the, year.clone()]);
        assert_eq!(found[1], [context, year]);
    }

    #[test]
    fn a_broken_pattern_says_what_is_wrong() {
        for (pattern, problem) in [
            ("<moon>", "moon"),
            ("<day", "`>`"),
            ("[a", "`]`"),
            ("(a]", "`)`"),
            ("a) b", "before `) b`"),
        ] {
            let error = sequences(pattern).unwrap_err();
            assert!(error.contains(problem), "{pattern}: {error}");
        }
    }
}
