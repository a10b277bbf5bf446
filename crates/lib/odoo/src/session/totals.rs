//! Control totals of a set of records, as Odoo itself computes them.

use crate::{
    cell::{self, Cell},
    protocol::{
        answer::Problem,
        wire::{Members, Wire},
    },
};

/// Odoo's totals of all records of a domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub count: u64,
    pub id_sum: i64,
    /// The sums in the requested order, in plain notation. Odoo adds floats or rounds, so compare
    /// within the rounding of the currency.
    pub sums: Vec<String>,
    /// `YYYY-MM-DD HH:MM:SS`, UTC, cut to the second; `None` if there is no record.
    pub max_write_date: Option<String>,
    /// How many have a `write_date`, if that was requested.
    pub dated: Option<u64>,
}

impl Totals {
    /// The totals of no records.
    pub(crate) fn empty(sums: &[&str]) -> Self {
        Self {
            sums: vec!["0".to_owned(); sums.len()],
            ..Self::default()
        }
    }

    /// From the members of the one row of the answer.
    pub(crate) fn from_row(members: &mut Members<'_>, sums: &[&str]) -> Result<Self, Problem> {
        let mut count = None;
        let mut totals = Self::empty(sums);
        let mut found = vec![false; sums.len()];
        for (name, value) in members.drain(..) {
            if name == "dated" || name == "write_date:count" {
                let dated = number(&name, value, cell::integer)?.unwrap_or_default();
                totals.dated = u64::try_from(dated).ok();
                continue;
            }
            // `formatted_read_group` names a total as it was requested: `balance:sum`.
            match name.split(':').next().unwrap_or_default() {
                "__count" => count = Some(number(&name, value, cell::integer)?.unwrap_or_default()),
                "id" => {
                    totals.id_sum = number(&name, value, cell::integer)?.unwrap_or_default();
                }
                "write_date" => totals.max_write_date = write_date(value)?,
                name => {
                    if let Some(index) = sums.iter().position(|sum| *sum == name) {
                        found[index] = true;
                        if let Some(sum) = number(name, value, cell::decimal)? {
                            totals.sums[index] = sum;
                        }
                    }
                }
            }
        }
        let count = count.ok_or_else(|| Problem::malformed("totals without a count"))?;
        totals.count = u64::try_from(count).map_err(|_| Problem::malformed("a negative count"))?;
        if let Some(index) = found.iter().position(|found| !found) {
            return Err(Problem::malformed(format!(
                "totals without {}",
                sums[index]
            )));
        }
        Ok(totals)
    }
}

/// A number, or `None` if Odoo has no sum.
fn number<T>(
    name: &str,
    value: Wire<'_>,
    parse: fn(&str, &str) -> Result<T, Problem>,
) -> Result<Option<T>, Problem> {
    match value {
        Wire::Number(digits) => parse(name, &digits).map(Some),
        Wire::Bool(false) | Wire::Null => Ok(None),
        other => Err(Problem::malformed(format!(
            "{} as total of {name}",
            other.kind()
        ))),
    }
}

fn write_date(value: Wire<'_>) -> Result<Option<String>, Problem> {
    match Cell::decode("write_date", &crate::FieldType::Datetime, value)? {
        Cell::Datetime(text) => Ok(Some(text)),
        _ => Ok(None),
    }
}
