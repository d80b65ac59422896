//! The table in which every measure shows its scores.

use selon_evaluation::{Share, Tally};

/// The least that a column takes: `100.00`.
const NARROWEST: usize = 6;

/// What stands between two columns.
const GAP: &str = "  ";

/// Figures under headings, a row for each thing that is measured.
pub struct Table {
    /// What is measured, over the names of the rows.
    of: &'static str,
    /// Headings over so many columns each, from the first on.
    over: Vec<(&'static str, usize)>,
    heads: Vec<&'static str>,
    rows: Vec<(String, Vec<String>)>,
}

impl Table {
    /// A table without rows.
    pub fn new(of: &'static str, heads: &[&'static str]) -> Table {
        Table {
            of,
            over: Vec::new(),
            heads: heads.to_vec(),
            rows: Vec::new(),
        }
    }

    /// A table of precision, recall and F1, so often as there are parts, and of how many there are.
    pub fn of_tallies(of: &'static str, parts: &[&'static str]) -> Table {
        const SHARES: [&str; 3] = ["precision", "recall", "F1"];
        let mut heads = SHARES.repeat(parts.len());
        heads.extend(["gold", "found"]);
        Table {
            over: parts.iter().map(|part| (*part, SHARES.len())).collect(),
            ..Table::new(of, &heads)
        }
    }

    /// A table of how many of some are right.
    pub fn of_shares(of: &'static str) -> Table {
        Table::new(of, &["accuracy", "right", "of"])
    }

    /// A row of a tally for each part, with the counts of the first; one that is not there leaves its part empty.
    pub fn tallies(&mut self, name: &str, parts: &[Option<&Tally>]) {
        let mut cells = Vec::new();
        for part in parts {
            cells.extend(match part {
                Some(tally) => [tally.precision(), tally.recall(), tally.f1()].map(percent),
                None => Default::default(),
            });
        }
        if let Some(Some(Tally { gold, found, .. })) = parts.first() {
            cells.extend([gold, found].map(|count| count.to_string()));
        }
        self.row(name, cells);
    }

    /// A row of a share.
    pub fn share(&mut self, name: &str, share: &Share) {
        let counts = [share.right, share.of].map(|count| count.to_string());
        let cells = [percent(share.accuracy())].into_iter().chain(counts);
        self.row(name, cells.collect());
    }

    /// A row with a cell for each heading.
    pub fn row(&mut self, name: &str, cells: Vec<String>) {
        self.rows.push((name.to_owned(), cells));
    }

    /// How wide each column is.
    fn widths(&self) -> Vec<usize> {
        let widest = |(at, head): (usize, &&str)| {
            let cells = self.rows.iter().filter_map(|(_, cells)| cells.get(at));
            let cells = cells.map(String::len).max().unwrap_or(0);
            cells.max(head.len()).max(NARROWEST)
        };
        self.heads.iter().enumerate().map(widest).collect()
    }

    /// How wide the column of names is.
    fn names(&self) -> usize {
        let names = self.rows.iter().map(|(name, _)| name.chars().count());
        names.chain([self.of.len()]).max().unwrap_or(0)
    }

    /// Its lines, the names of the rows in a column of that width.
    fn lines(&self, names: usize) -> String {
        let widths = self.widths();
        let mut lines = String::new();
        if self.over.iter().any(|(heading, _)| !heading.is_empty()) {
            let mut line = " ".repeat(names);
            let mut at = 0;
            for (heading, columns) in &self.over {
                let under = &widths[at..at + columns];
                let width = under.iter().sum::<usize>() + GAP.len() * (columns - 1);
                line += &format!("{GAP}{heading:width$}");
                at += columns;
            }
            lines += line.trim_end();
            lines += "\n";
        }
        let mut add = |name: &str, cells: &mut dyn Iterator<Item = &str>| {
            let mut line = format!("{name:names$}");
            for (width, cell) in widths.iter().zip(cells) {
                line += &format!("{GAP}{cell:>width$}");
            }
            lines += line.trim_end();
            lines += "\n";
        };
        add(self.of, &mut self.heads.iter().copied());
        for (name, cells) in &self.rows {
            add(name, &mut cells.iter().map(String::as_str));
        }
        lines
    }
}

/// A share in percent.
pub fn percent(share: f64) -> String {
    format!("{:.2}", share * 100.0)
}

/// Tables one under the other, their names in one column; those without rows are left out.
pub fn show(tables: &[Table]) -> String {
    let tables = tables.iter().filter(|table| !table.rows.is_empty());
    let names = tables.clone().map(Table::names).max().unwrap_or(0);
    let shown: Vec<_> = tables.map(|table| table.lines(names)).collect();
    shown.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Tally = Tally {
        gold: 2.0,
        found: 1.0,
        recalled: 1.0,
        precise: 1.0,
    };

    #[test]
    fn columns_stand_under_their_headings_in_all_tables() {
        let mut tallies = Table::of_tallies("", &["exact", "overlap"]);
        tallies.tallies("source", &[Some(&HALF), Some(&HALF)]);
        tallies.tallies("all", &[Some(&HALF), None]);
        let mut shares = Table::of_shares("of pairs");
        shares.share("speaker", &Share { right: 1, of: 4 });
        let expected = "          exact                      overlap
          precision  recall      F1  precision  recall      F1    gold   found
source       100.00   50.00   66.67     100.00   50.00   66.67       2       1
all          100.00   50.00   66.67                                  2       1

of pairs  accuracy   right      of
speaker      25.00       1       4
";
        assert_eq!(show(&[tallies, shares]), expected);
    }

    #[test]
    fn a_table_without_rows_is_not_shown() {
        let mut pages = Table::new("", &["pages"]);
        assert_eq!(
            show(&[Table::of_shares("of pairs"), Table::new("", &[])]),
            ""
        );
        pages.row("body", vec!["1234567".to_owned()]);
        let shown = show(&[Table::of_shares("of pairs"), pages]);
        assert_eq!(shown, "        pages\nbody  1234567\n");
    }
}
