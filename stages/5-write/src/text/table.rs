//! Rows of cells in columns that fit a width.

use std::io::{self, Write};

use anstyle::Style;
use textwrap::core::display_width;

/// What stands between two columns.
const GAP: usize = 3;

/// No column is made narrower than this for the sake of the others.
const NARROWEST: usize = 8;

/// Rows whose cells stand in columns; a cell that is too long for its column takes several lines.
pub(crate) struct Table<const COLUMNS: usize> {
    styles: [Style; COLUMNS],
    rows: Vec<[String; COLUMNS]>,
}

impl<const COLUMNS: usize> Table<COLUMNS> {
    /// A table without rows, each column in its style.
    pub(crate) fn new(styles: [Style; COLUMNS]) -> Table<COLUMNS> {
        let rows = Vec::new();
        Table { styles, rows }
    }

    pub(crate) fn row(&mut self, cells: [String; COLUMNS]) {
        self.rows.push(cells);
    }

    /// Writes the rows, `indent` columns in, at most `width` columns wide.
    pub(crate) fn write(
        &self,
        indent: usize,
        width: usize,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let gaps = GAP * COLUMNS.saturating_sub(1);
        let widths = fit(self.natural(), width.saturating_sub(indent + gaps));
        for row in &self.rows {
            self.write_row(row, indent, &widths, out)?;
        }
        Ok(())
    }

    /// How wide each column would like to be.
    fn natural(&self) -> [usize; COLUMNS] {
        std::array::from_fn(|column| {
            let cells = self.rows.iter().map(|row| display_width(&row[column]));
            cells.max().unwrap_or(0)
        })
    }

    fn write_row(
        &self,
        row: &[String; COLUMNS],
        indent: usize,
        widths: &[usize; COLUMNS],
        out: &mut impl Write,
    ) -> io::Result<()> {
        let cells: [Vec<_>; COLUMNS] =
            std::array::from_fn(|column| textwrap::wrap(&row[column], widths[column].max(1)));
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            // Blanks are written only once something follows them, so that no line ends in them.
            let mut blanks = indent;
            for column in 0..COLUMNS {
                let cell = cells[column].get(line).map_or("", |cell| cell.trim_end());
                let used = display_width(cell);
                if used > 0 {
                    let style = self.styles[column];
                    write!(out, "{:blanks$}{style}{cell}{style:#}", "")?;
                    blanks = 0;
                }
                blanks += widths[column].saturating_sub(used) + GAP;
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

/// Takes from the widest columns until all fit the room.
fn fit<const COLUMNS: usize>(natural: [usize; COLUMNS], room: usize) -> [usize; COLUMNS] {
    let mut widths = natural.map(|width| width.min(room));
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: &[[&str; 2]], width: usize) -> String {
        let mut table = Table::new([Style::new(); 2]);
        for row in rows {
            table.row(row.map(str::to_owned));
        }
        let mut out = Vec::new();
        table.write(2, width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [
            ["trois blessés", "selon la préfecture"],
            ["deux", "selon elle"],
        ];
        assert_eq!(
            written(&rows, 60),
            "  trois blessés   selon la préfecture\n  deux            selon elle\n"
        );
    }

    #[test]
    fn long_cells_take_several_lines() {
        let rows = [[
            "plus de trois cents camions",
            "selon l’Union des transporteurs",
        ]];
        assert_eq!(
            written(&rows, 34),
            "  plus de trois     selon l’Union\n  cents camions     des\n                    transporteurs\n"
        );
    }

    #[test]
    fn an_empty_cell_leaves_no_blanks_at_the_end() {
        assert_eq!(written(&[["mardi", ""]], 40), "  mardi\n");
    }
}
