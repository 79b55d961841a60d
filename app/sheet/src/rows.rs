//! Rows of cells, kept in one piece of text: a staff list has a million cells, and a million small texts would need ten
//! times the memory.

/// A sheet of a workbook, or the one of a CSV file. Rows without anything in them are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    name: String,
    text: String,
    /// Where in the text each cell ends.
    ends: Vec<u32>,
    starts: Vec<Start>,
}

/// Where a row begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Start {
    line: u32,
    cell: u32,
}

impl Sheet {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// Its name in the workbook; empty for a CSV file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many rows say something.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether no row says anything.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The rows, in their order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).filter_map(|index| self.row(index))
    }

    /// A row, counted from 0.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let start = self.starts.get(index)?;
        let first = start.cell as usize;
        let next = self.starts.get(index + 1);
        let end = next.map_or(self.ends.len(), |next| next.cell as usize);
        let begins = first.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(Row {
            line: start.line,
            begins,
            text: &self.text,
            ends: &self.ends[first..end],
        })
    }

    /// Adds a row; cells at its end that say nothing are left out, and so is a row that says nothing at all.
    pub(crate) fn push<'a>(&mut self, line: u32, cells: impl IntoIterator<Item = &'a str>) {
        let first = self.ends.len();
        let mut said = first;
        for cell in cells {
            self.text.push_str(cell);
            self.ends
                .push(self.text.len().try_into().unwrap_or(u32::MAX));
            if !cell.is_empty() {
                said = self.ends.len();
            }
        }
        self.ends.truncate(said);
        if said > first {
            let cell = first.try_into().unwrap_or(u32::MAX);
            self.starts.push(Start { line, cell });
        }
    }

    /// How many bytes of text there are.
    pub(crate) fn size(&self) -> usize {
        self.text.len()
    }
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The number of its line in the file, or of its row in the sheet, counted from 1.
    pub line: u32,
    begins: u32,
    text: &'a str,
    ends: &'a [u32],
}

impl<'a> Row<'a> {
    /// The cells, without those at the end that say nothing.
    pub fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (text, mut begins) = (self.text, self.begins as usize);
        self.ends.iter().map(move |end| {
            let cell = &text[begins..*end as usize];
            begins = *end as usize;
            cell
        })
    }

    /// A cell, counted from 0; empty where there is none.
    pub fn cell(&self, column: usize) -> &'a str {
        let Some(end) = self.ends.get(column) else {
            return "";
        };
        let begins = column
            .checked_sub(1)
            .map_or(self.begins, |before| self.ends[before]);
        &self.text[begins as usize..*end as usize]
    }

    /// How many cells there are up to the last that says something.
    pub fn width(&self) -> usize {
        self.ends.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were_put_in() {
        let mut sheet = Sheet::new("Staff");
        sheet.push(1, ["Name", "", "Team", ""]);
        sheet.push(2, ["", ""]);
        sheet.push(4, ["", "Siân", "Fleet"]);
        let rows: Vec<(u32, Vec<&str>)> = sheet
            .rows()
            .map(|row| (row.line, row.cells().collect()))
            .collect();
        assert_eq!(
            rows,
            [
                (1, vec!["Name", "", "Team"]),
                (4, vec!["", "Siân", "Fleet"])
            ]
        );
        let last = sheet.row(1).unwrap();
        assert_eq!(
            [last.cell(0), last.cell(1), last.cell(2), last.cell(7)],
            ["", "Siân", "Fleet", ""]
        );
        assert_eq!((last.width(), sheet.len()), (3, 2));
    }
}
