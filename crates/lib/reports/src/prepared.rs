//! What every report has once its parameters are checked: the company, the parameters with every
//! default, and the page that was asked for.

use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::companies::Company;
use crate::cursor::{After, Cursor, SortValue, fingerprint};
use crate::error::Error;
use crate::warning::WarningCode;
use crate::{DEFAULT_LIMIT, MAX_LIMIT};

/// Checked parameters. Most reports add the filter that their SQL needs.
#[derive(Debug, Clone)]
pub struct Prepared<P> {
    pub company: Company,
    /// With every default filled in, without limit and cursor. An export job stores them.
    pub parameters: P,
    pub paging: Paging,
    /// What is not known and had to be assumed.
    pub warnings: Vec<WarningCode>,
}

impl<P: Serialize> Prepared<P> {
    /// Fails if the cursor was made for another report or other parameters.
    pub fn new(
        report: &str,
        company: Company,
        parameters: P,
        paging: Paging,
    ) -> Result<Self, Error> {
        let currency = company.currency.is_empty();
        Ok(Self {
            paging: paging.bound_to(report, &parameters)?,
            company,
            parameters,
            warnings: Vec::from_iter(currency.then_some(WarningCode::CurrencyUnknown)),
        })
    }

    /// Adds the warning if there is one.
    #[must_use]
    pub fn warn(mut self, warning: Option<WarningCode>) -> Self {
        self.warnings.extend(warning);
        self
    }
}

/// The requested page: how many rows, and after which one.
#[derive(Debug, Clone, Serialize)]
pub struct Paging {
    pub(crate) limit: u16,
    /// The limit plus one. The extra row shows whether there is a next page.
    #[serde(skip)]
    pub(crate) one_more: i64,
    cursor: Option<Cursor>,
    /// The day of the first page.
    #[serde(skip)]
    day: Option<Date>,
    #[serde(skip)]
    fingerprint: String,
}

impl Paging {
    pub fn read(limit: Option<u32>, cursor: Option<&str>) -> Result<Self, Error> {
        let limit = check_limit(limit)?;
        let cursor = cursor.map(Cursor::decode).transpose()?;
        Ok(Self {
            limit,
            one_more: i64::from(limit) + 1,
            day: cursor.as_ref().and_then(|cursor| cursor.as_of),
            cursor,
            fingerprint: String::new(),
        })
    }

    /// For a report without pages.
    pub fn none() -> Self {
        Self {
            limit: 0,
            one_more: 1,
            cursor: None,
            day: None,
            fingerprint: String::new(),
        }
    }

    /// The day of the first page, so that pages after midnight keep it. On the first page `today`.
    pub fn day_or(&mut self, today: Date) -> Date {
        *self.day.get_or_insert(today)
    }

    pub fn is_first(&self) -> bool {
        self.cursor.is_none()
    }

    /// Fails if the cursor was made for another report or other parameters.
    pub(crate) fn bound_to(self, report: &str, parameters: &impl Serialize) -> Result<Self, Error> {
        let fingerprint = fingerprint(report, parameters);
        if let Some(cursor) = &self.cursor {
            cursor.check(&fingerprint)?;
        }
        Ok(Self {
            fingerprint,
            ..self
        })
    }

    /// The row after which the page begins, for an order by one value and the id.
    pub(crate) fn after(&self, kind: SortValue) -> Result<Option<After>, Error> {
        self.cursor
            .as_ref()
            .map(|cursor| cursor.after(kind))
            .transpose()
    }

    /// The same for any other position.
    pub(crate) fn position<T: DeserializeOwned>(&self) -> Result<Option<T>, Error> {
        self.cursor.as_ref().map(Cursor::position).transpose()
    }

    /// Removes the extra row, if there is one, and makes the cursor of the next page from the sort
    /// value and the id of the last row that is left.
    pub(crate) fn cut<T>(
        &self,
        rows: &mut Vec<T>,
        sort_key: impl FnOnce(&T) -> Result<(String, i64), Error>,
    ) -> Result<Option<String>, Error> {
        if rows.len() <= self.limit.into() {
            return Ok(None);
        }
        rows.truncate(self.limit.into());
        let sort_key = rows.last().map(sort_key).transpose()?;
        Ok(
            sort_key
                .map(|(value, id)| Cursor::new(&self.fingerprint, value, id, self.day).encode()),
        )
    }
}

/// The sort key of a row for [`Paging::cut`] whose position is more than one value and an id.
pub(crate) fn sort_key(position: &impl Serialize) -> (String, i64) {
    // Numbers, dates and text can always be serialised.
    (serde_json::to_string(position).unwrap_or_default(), 0)
}

fn check_limit(limit: Option<u32>) -> Result<u16, Error> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    match u16::try_from(limit) {
        Ok(checked) if (1..=MAX_LIMIT).contains(&limit) => Ok(checked),
        _ => Err(Error::parameter(
            "limit",
            format!("{limit} is out of range"),
            format!("use 1 to {MAX_LIMIT}; an export has every row"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::check_limit;

    #[test]
    fn a_limit_is_between_1_and_500() {
        assert_eq!(check_limit(None).unwrap(), 100);
        assert_eq!(check_limit(Some(500)).unwrap(), 500);
        assert!(check_limit(Some(0)).is_err());
        assert!(check_limit(Some(501)).is_err());
    }
}
