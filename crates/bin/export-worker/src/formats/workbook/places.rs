//! Places of rows on sheets, and formulas that refer to them.

use rust_xlsxwriter::utility::column_number_to_name;

use crate::words::Words;

/// The row of the titles, from zero. Above it are the block of the company and an empty row.
pub(crate) const HEADER: u32 = 6;
/// The first row below the titles.
pub(crate) const FIRST: u32 = HEADER + 1;

/// A row on a sheet, both from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) sheet: usize,
    pub(crate) row: u32,
}

/// All rows from one place to another. The sheets between them are full.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    pub(crate) first: Place,
    pub(crate) last: Place,
}

/// The sheets of rows.
#[derive(Clone, Copy)]
pub(crate) struct Sheets {
    pub(crate) words: &'static Words,
    /// Rows below the titles of a full sheet.
    pub(crate) rows_per_sheet: u32,
}

impl Sheets {
    pub(crate) fn name(self, sheet: usize) -> String {
        match sheet {
            0 => self.words.data.to_owned(),
            _ => format!("{} {}", self.words.data, sheet + 1),
        }
    }

    /// The sum of a column without filtered rows. It ignores other sums of this kind, so that
    /// nothing counts twice. Unlike function 109, function 9 counts folded rows.
    pub(crate) fn sum(self, column: u16, rows: Rows, on: usize) -> String {
        format!("SUBTOTAL(9,{})", self.cells(column, rows, on).join(","))
    }

    /// The sum of those cells of a column for which other columns fulfil their conditions.
    pub(crate) fn sum_if(
        self,
        column: u16,
        rows: Rows,
        on: usize,
        conditions: &[(u16, &str)],
    ) -> String {
        let mut sheets: Vec<String> = self.cells(column, rows, on);
        for (column, condition) in conditions {
            let cells = self.cells(*column, rows, on);
            for (sheet, cells) in sheets.iter_mut().zip(cells) {
                *sheet = format!("{sheet},{cells},\"{condition}\"");
            }
        }
        let sums = sheets.iter().map(|sheet| format!("SUMIFS({sheet})"));
        sums.collect::<Vec<_>>().join("+")
    }

    /// The cells of a column, by sheet, as a formula on the sheet `on` names them.
    fn cells(self, column: u16, Rows { first, last }: Rows, on: usize) -> Vec<String> {
        let letters = column_number_to_name(column);
        let of_sheet = |sheet: usize| {
            let from = if sheet == first.sheet {
                first.row
            } else {
                FIRST
            };
            let to = if sheet == last.sheet {
                last.row
            } else {
                FIRST + self.rows_per_sheet - 1
            };
            let cells = format!("{letters}{}:{letters}{}", from + 1, to + 1);
            if sheet == on {
                cells
            } else {
                format!("'{}'!{cells}", self.name(sheet))
            }
        };
        (first.sheet..=last.sheet).map(of_sheet).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_refer_to_all_sheets_of_a_range() {
        let sheets = Sheets {
            words: Words::for_locale("en"),
            rows_per_sheet: 10,
        };
        let place = |sheet, row| Place { sheet, row };
        let rows = |first, last| Rows { first, last };
        let one = rows(place(0, 7), place(0, 9));
        assert_eq!(sheets.sum(3, one, 0), "SUBTOTAL(9,D8:D10)");
        let several = rows(place(0, 15), place(2, 8));
        assert_eq!(
            sheets.sum(3, several, 2),
            "SUBTOTAL(9,'Data'!D16:D17,'Data 2'!D8:D17,D8:D9)"
        );
        let two = rows(place(0, 15), place(1, 7));
        let conditions = [(2, "USD"), (4, "<>")];
        assert_eq!(
            sheets.sum_if(3, two, 1, &conditions),
            "SUMIFS('Data'!D16:D17,'Data'!C16:C17,\"USD\",'Data'!E16:E17,\"<>\")\
             +SUMIFS(D8:D8,C8:C8,\"USD\",E8:E8,\"<>\")"
        );
    }
}
