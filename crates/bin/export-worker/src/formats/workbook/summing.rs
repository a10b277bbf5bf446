//! Cells that sum up rows. A cell is a formula if its result is exact; otherwise it has the exact sum
//! as its value, as text if a spreadsheet cannot hold it.

use reports::{Column, Group, Kind, Line};
use rust_decimal::Decimal;

use crate::{
    formats::workbook::{
        content::{Content, Value},
        numbers::fits,
        outline::RowGroup,
        places::{FIRST, Place, Rows},
        styles::Look,
        sums::{Sum, Sums, number},
    },
    words::minor_units,
};

/// A cell of a row that sums up others.
pub(crate) struct Summed {
    pub(crate) value: Value<'static>,
    pub(crate) look: Look,
    /// None for the code of a currency.
    pub(crate) amount: Option<Decimal>,
}

impl Summed {
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.value, Value::Text(_))
    }
}

/// A row of sums.
struct SumRow<'s> {
    sums: &'s Sums,
    part: Part,
    place: Place,
    /// A column that has a value in each row and in no subtotal.
    key: Option<u16>,
}

/// Which of several rows of sums: one by currency, then one of all.
#[derive(Clone, Copy)]
struct Part {
    /// The index of its currency.
    currency: Option<usize>,
    /// Whether it has the sums in the company's currency.
    is_last: bool,
}

impl Content<'_> {
    /// A cell of a row of the report that sums up others. None if the value must stay.
    pub(crate) fn summed(
        &mut self,
        column: u16,
        line: &Line<'_>,
        place: Place,
    ) -> Option<(Value<'static>, Look)> {
        let group = line
            .group
            .filter(|group| matches!(group, Group::Closing | Group::Level { .. }))?;
        let index = usize::from(column);
        let cell = line.cells.get(index)?;
        if !self.columns[index].subtotal {
            return None;
        }
        let given = number(cell);
        let found = match group {
            Group::Closing => {
                let group = self.outline.group.as_ref();
                let found = group.map(|group| (group.sums.columns[index], group.sums.rows));
                found.filter(|(sum, _)| given.is_none_or(|given| given == sum.amount))
            }
            Group::Level { rows, largest, .. } if rows > 0 => {
                let sum = Sum {
                    amount: given.unwrap_or_default(),
                    scale: largest.scale(),
                    has_text: !fits(largest),
                };
                let found = self.below(place, rows).map(|rows| (sum, rows));
                found.filter(|(sum, _)| given.is_some() && sum.is_exact())
            }
            _ => return None,
        };
        let Some((sum, rows)) = found else {
            self.outline.note_value(index, cell);
            return None;
        };
        if !sum.is_exact() {
            self.outline.has_values[index] = true;
        }
        let places = self.decimals(index, line.cells);
        let summed = self.sum(column, (sum, rows), place, places);
        Some((summed.value, summed.look))
    }

    /// One of the subtotals of a group that ended, with a cell in each column.
    pub(crate) fn subtotal(
        &mut self,
        group: &RowGroup,
        nth: usize,
        place: Place,
    ) -> Vec<(u16, Value<'static>, Look)> {
        let row = SumRow {
            sums: &group.sums,
            part: part(&group.sums, nth),
            place,
            key: None,
        };
        let cells = self.cells(&row, |_| true);
        let cells = cells.into_iter().enumerate().map(|(index, cell)| {
            let (value, look) = match cell {
                Some(cell) => (cell.value, cell.look),
                None if index == 0 => {
                    self.widths.text(0, &group.label);
                    (Value::Text(group.label.clone().into()), Look::Text)
                }
                None => (Value::Blank, Look::Text),
            };
            (u16::try_from(index).unwrap_or(u16::MAX), value, look)
        });
        cells.collect()
    }

    /// The rows below all others, each with a cell by column: one by currency if there are several,
    /// and one of everything. None if nothing can be summed.
    pub(crate) fn totals(&mut self, first: Place) -> Vec<Vec<Option<Summed>>> {
        let mut all = self.outline.all.take().unwrap_or_else(|| {
            let mut none = Sums::begin(self.columns.len(), first);
            // A formula would refer to its own row.
            none.columns.iter_mut().for_each(|sum| sum.has_text = true);
            none
        });
        for (sum, has_values) in all.columns.iter_mut().zip(&self.outline.has_values) {
            sum.has_text |= has_values;
        }
        let has_groups = self.outline.has_closings || self.outline.has_levels;
        let has_closings = self.outline.has_closings;
        let is_shown = move |column: &Column<'_>| match column.currency_in {
            _ if column.total => true,
            Some(_) => !has_closings,
            None => has_groups,
        };
        let key = self.outline.key(&self.columns, &self.currencies);
        let rows = if has_closings { 1 } else { all.parts() };
        let mut totals = Vec::with_capacity(rows);
        for nth in 0..rows {
            let row = SumRow {
                sums: &all,
                part: part(&all, nth),
                place: first,
                key,
            };
            let mut cells = self.cells(&row, is_shown);
            if nth + 1 == rows {
                self.replace_by_given(&mut cells);
            }
            totals.push(cells);
        }
        totals.retain(|row| row.iter().flatten().any(|cell| cell.amount.is_some()));
        totals
    }

    /// A column whose total cannot be summed from the rows shows the report's own total.
    fn replace_by_given(&mut self, cells: &mut [Option<Summed>]) {
        for (index, cell) in cells.iter_mut().enumerate() {
            let column = self.columns[index];
            let Some(given) = self.facts.totals.get(column.key).copied() else {
                continue;
            };
            if cell.as_ref().and_then(|cell| cell.amount) != Some(given) {
                let places = self.facts.decimals();
                let column = u16::try_from(index).unwrap_or(u16::MAX);
                *cell = Some(self.fixed(column, given, places));
            }
        }
    }

    /// By column.
    fn cells(
        &mut self,
        row: &SumRow<'_>,
        is_shown: impl Fn(&Column<'_>) -> bool,
    ) -> Vec<Option<Summed>> {
        let columns = (0..).take(self.columns.len());
        columns
            .map(|column| self.cell(column, row, &is_shown))
            .collect()
    }

    fn cell(
        &mut self,
        column: u16,
        row: &SumRow<'_>,
        is_shown: impl Fn(&Column<'_>) -> bool,
    ) -> Option<Summed> {
        let index = usize::from(column);
        let by_currency = row.sums.by_currency();
        let currency = row.part.currency.map(|nth| by_currency[nth]);
        if let Some((code, _)) = currency
            && self.names_currency(index, &is_shown)
        {
            return Some(Summed {
                value: Value::Text(code.to_owned().into()),
                look: Look::Text,
                amount: None,
            });
        }
        let shown = self.columns[index];
        if !shown.subtotal || !is_shown(&shown) {
            return None;
        }
        let sum = (row.sums.columns[index], row.sums.rows);
        match (self.currencies[index], currency) {
            (None, _) if row.part.is_last => {
                Some(self.sum(column, sum, row.place, self.facts.decimals()))
            }
            (Some(_), Some((code, _))) if by_currency.len() == 1 => {
                Some(self.sum(column, sum, row.place, minor_units(code)))
            }
            (Some(names), Some((code, of_currency))) => {
                let sum = (of_currency[index], row.sums.rows);
                Some(self.sum_of_currency(column, sum, row.place, (names, code, row.key)))
            }
            _ => None,
        }
    }

    /// Whether the column names the currency of a column that can be summed.
    fn names_currency(&self, index: usize, is_shown: impl Fn(&Column<'_>) -> bool) -> bool {
        let mut columns = self.columns.iter().zip(&self.currencies);
        columns.any(|(column, names)| *names == Some(index) && column.subtotal && is_shown(column))
    }

    fn sum(&mut self, column: u16, (sum, rows): (Sum, Rows), place: Place, places: u32) -> Summed {
        let formula = self.sheets.sum(column, rows, place.sheet);
        self.with_formula(column, sum, places, Some(formula))
    }

    /// `key`: a column that has a value in each row and in no subtotal.
    fn sum_of_currency(
        &mut self,
        column: u16,
        (sum, rows): (Sum, Rows),
        place: Place,
        (names, code, key): (usize, &str, Option<u16>),
    ) -> Summed {
        let is_plain = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let names = u16::try_from(names).ok().filter(|_| is_plain);
        let formula = names.map(|names| {
            let conditions = [Some((names, code)), key.map(|key| (key, "<>"))];
            let conditions: Vec<_> = conditions.into_iter().flatten().collect();
            self.sheets.sum_if(column, rows, place.sheet, &conditions)
        });
        self.with_formula(column, sum, minor_units(code), formula)
    }

    /// Money is rounded, because binary numbers do not add up to zero exactly.
    fn with_formula(
        &mut self,
        column: u16,
        sum: Sum,
        places: u32,
        formula: Option<String>,
    ) -> Summed {
        let mut summed = self.fixed(column, sum.amount, places);
        if let Some(formula) = formula.filter(|_| sum.is_exact()) {
            let formula = match self.columns[usize::from(column)].kind {
                Kind::Money => format!("ROUND({formula},{})", places.max(sum.scale)),
                _ => formula,
            };
            summed.value = Value::Formula {
                formula,
                result: sum.amount,
            };
        }
        summed
    }

    fn fixed(&mut self, column: u16, amount: Decimal, places: u32) -> Summed {
        let look = match self.columns[usize::from(column)].kind {
            Kind::Money => Look::money(&amount, places),
            _ => Look::Count,
        };
        let (value, look) = self.number(column, amount, look, places);
        let amount = Some(amount);
        Summed {
            value,
            look,
            amount,
        }
    }

    /// The next rows, if they are on the same sheet.
    fn below(&self, place: Place, rows: u32) -> Option<Rows> {
        let last = place.row.checked_add(rows)?;
        let row = place.row + 1;
        (last < FIRST + self.sheets.rows_per_sheet).then_some(Rows {
            first: Place { row, ..place },
            last: Place { row: last, ..place },
        })
    }
}

fn part(sums: &Sums, nth: usize) -> Part {
    let currencies = sums.by_currency().len();
    Part {
        currency: match currencies {
            1 => Some(0),
            _ => Some(nth).filter(|nth| *nth < currencies),
        },
        is_last: nth + 1 == sums.parts(),
    }
}

/// A share of a whole, rounded to what a spreadsheet shows.
pub(crate) fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let share = part.checked_div(whole)?;
    Some(share.round_dp(6))
}
