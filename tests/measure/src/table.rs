//! Tables as the documentation has them: Markdown that also reads well on a terminal.

use std::fmt::{self, Display};

/// A table with a heading for each column.
#[derive(Debug, Clone)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new<H: Display>(headings: impl IntoIterator<Item = H>) -> Self {
        Self {
            headings: headings.into_iter().map(|one| one.to_string()).collect(),
            rows: Vec::new(),
        }
    }

    /// One more row, a cell for each column.
    pub fn row<C: Display>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows
            .push(cells.into_iter().map(|one| one.to_string()).collect());
    }

    fn width(&self, column: usize) -> usize {
        let all = std::iter::once(&self.headings).chain(&self.rows);
        all.filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths: Vec<_> = (0..self.headings.len())
            .map(|column| self.width(column))
            .collect();
        let line = |row: &Vec<String>| {
            let cells = row.iter().zip(&widths);
            cells
                .map(|(cell, width)| format!("| {cell:width$} "))
                .collect::<Vec<_>>()
                .concat()
        };
        writeln!(f, "{}|", line(&self.headings))?;
        let rules = widths.iter().map(|width| "-".repeat(width + 2));
        writeln!(f, "|{}|", rules.collect::<Vec<_>>().join("|"))?;
        for row in &self.rows {
            writeln!(f, "{}|", line(row))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut table = Table::new(["route", "RRU"]);
        table.row(["code", "1"]);
        table.row(["a verification", "0.5"]);
        let shown = table.to_string();
        let lines: Vec<_> = shown.lines().collect();
        assert_eq!(lines[0], "| route          | RRU |");
        assert_eq!(lines[1], "|----------------|-----|");
        assert_eq!(lines[3], "| a verification | 0.5 |");
    }
}
