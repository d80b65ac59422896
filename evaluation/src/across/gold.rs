//! What belongs together, as people have written it down.

use std::collections::BTreeMap;

use selon_write::CodePoints;

use super::{Groups, Kind, Member};

/// A row of the groups says nothing that can be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct GroupsError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and how to mend it.
    pub problem: String,
}

/// What belongs together by the rows of a table: kind, group, article and words, parted by tabs. Words stand where the article has
/// them last; without any, the article itself is the member.
///
/// # Errors
/// A row with other cells than these four, a kind that is none, an article that is not among `texts`, and words that it does not
/// have.
pub fn groups(rows: &str, texts: &BTreeMap<String, String>) -> Result<Groups, GroupsError> {
    let mut named: BTreeMap<(Kind, &str), Vec<Member>> = BTreeMap::new();
    for (line, row) in rows.lines().enumerate() {
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        let line = line + 1;
        let (kind, group, member) =
            member(row, texts).map_err(|problem| GroupsError { line, problem })?;
        named.entry((kind, group)).or_default().push(member);
    }
    let mut groups = Groups::new();
    for ((kind, _), group) in named {
        groups.entry(kind).or_default().push(group);
    }
    Ok(groups)
}

/// The kind and the name of the group that a row adds to, and its member.
fn member<'r>(
    row: &'r str,
    texts: &BTreeMap<String, String>,
) -> Result<(Kind, &'r str, Member), String> {
    let cells: Vec<&str> = row.split('\t').collect();
    let &[kind, group, article, words] = cells.as_slice() else {
        return Err("write kind, group, article and words, parted by tabs".to_owned());
    };
    let named = Kind::ALL.iter().find(|known| known.name() == kind);
    let kind = named
        .ok_or_else(|| format!("`{kind}` is no kind; write copy, story, statement or figure"))?;
    let text = texts.get(article);
    let text = text.ok_or_else(|| format!("`{article}` is no article here"))?;
    let place = match words {
        "" => Member::NOWHERE,
        words => {
            let start = text.rfind(words);
            let start = start.ok_or_else(|| format!("`{words}` does not stand in `{article}`"))?;
            let points = CodePoints::of(text);
            (points.at(start), points.at(start + words.len()))
        }
    };
    Ok((*kind, group, Member::new(article.to_owned(), place)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gold_that_cannot_be_read_names_the_line() {
        let texts = BTreeMap::from([("a.txt".to_owned(), "Le port ferme.".to_owned())]);
        let error = |rows: &str| groups(rows, &texts).unwrap_err().to_string();
        assert!(error("# x\nstory\ta\n").starts_with("line 2: write kind"));
        assert!(error("tale\ta\ta.txt\t\n").contains("`tale` is no kind"));
        assert!(error("story\ta\tb.txt\t\n").contains("`b.txt` is no article"));
        assert!(error("figure\ta\ta.txt\t9 ports\n").contains("`9 ports` does not stand"));
        let read = groups("figure\ta\ta.txt\tport\n", &texts).unwrap();
        let port = Member::new("a.txt".to_owned(), (3, 7));
        assert_eq!(read[&Kind::Figure], [[port]]);
    }
}
