//! The one reader of word lists: TSV with a header row and `#` comments.

use crate::{Error, Result};

/// A word list: a header and rows that borrow the text.
pub(crate) struct Table<'t> {
    file: &'t str,
    header: Vec<&'t str>,
    rows: Vec<(usize, &'t str)>,
}

/// A row of a [`Table`].
#[derive(Clone, Copy)]
pub(crate) struct Row<'r, 't> {
    table: &'r Table<'t>,
    line: usize,
    text: &'t str,
}

impl<'t> Table<'t> {
    /// Reads `text`; `file` is its name in messages.
    ///
    /// # Errors
    /// No header row.
    pub(crate) fn read(file: &'t str, text: &'t str) -> Result<Self> {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(i, line)| (i + 1, line.trim_end_matches('\r')))
            .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let (_, header) =
            lines.next().ok_or_else(|| Error::lexicon(file, 1, "has no header row"))?;
        Ok(Self { file, header: header.split('\t').collect(), rows: lines.collect() })
    }

    pub(crate) fn rows<'r>(&'r self) -> impl Iterator<Item = Row<'r, 't>> {
        self.rows.iter().map(move |&(line, text)| Row { table: self, line, text })
    }
}

impl<'t> Row<'_, 't> {
    /// The cell of `column`; empty if the row is short or the column is not there.
    pub(crate) fn get(self, column: &str) -> &'t str {
        let Some(at) = self.table.header.iter().position(|&name| name == column) else { return "" };
        self.text.split('\t').nth(at).unwrap_or("").trim()
    }

    /// The cell of `column`, which must not be empty.
    pub(crate) fn need(self, column: &str) -> Result<&'t str> {
        match self.get(column) {
            "" => Err(self.error(format!("column `{column}` is empty"))),
            cell => Ok(cell),
        }
    }

    /// The cell of `column` as a number.
    pub(crate) fn number<N: std::str::FromStr>(self, column: &str) -> Result<N> {
        let cell = self.need(column)?;
        cell.parse().map_err(|_| self.error(format!("`{cell}` in column `{column}` is no number")))
    }

    /// An error at this row.
    pub(crate) fn error(self, what: impl Into<String>) -> Error {
        Error::lexicon(self.table.file, self.line, what)
    }
}
