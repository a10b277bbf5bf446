//! The order of the rows of an ageing.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use super::AgedBy;
use crate::buckets::{Bucket, MOST_BUCKETS};
use crate::cursor::SortValue;
use crate::error::Error;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AgeingSort {
    by: By,
    descending: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Total,
    Overdue,
    Unapplied,
    Items,
    Name,
    /// The amount with this index.
    Bucket(usize),
}

const WORDS: [(&str, By); 5] = [
    ("total", By::Total),
    ("overdue", By::Overdue),
    ("unapplied", By::Unapplied),
    ("items", By::Items),
    ("name", By::Name),
];

const BUCKET: &str = "bucket:";

impl AgeingSort {
    pub(super) const TOTAL: Self = Self::ascending(By::Total);
    pub(super) const TOTAL_DESCENDING: Self = Self {
        descending: true,
        ..Self::TOTAL
    };

    const fn ascending(by: By) -> Self {
        let descending = false;
        Self { by, descending }
    }

    /// Fails if the ageing has no such amount.
    pub(super) fn check(self, buckets: &[Bucket], aged_by: AgedBy) -> Result<(), Error> {
        match self.by {
            By::Bucket(nth) if nth >= buckets.len() => Err(Error::parameter(
                "sort",
                format!("there is no bucket {nth}"),
                format!("bucket:0 to bucket:{}", buckets.len() - 1),
            )),
            By::Overdue if !aged_by.is_due_date() => Err(Error::parameter(
                "sort",
                "by invoice date it is not known what is overdue",
                "use aged_by=due_date, or another order",
            )),
            _ => Ok(()),
        }
    }

    pub(super) fn value(self) -> SortValue {
        if self.is_by_name() {
            SortValue::Text
        } else {
            SortValue::Money
        }
    }

    /// Sort column of `named`.
    pub(super) fn expression(self) -> &'static str {
        match self.by {
            By::Total => "total",
            By::Overdue => "overdue",
            By::Unapplied => "unapplied",
            By::Items => "items::numeric",
            By::Name => "sort_name",
            By::Bucket(_) => "in_bucket",
        }
    }

    pub(super) fn is_by_name(self) -> bool {
        self.by == By::Name
    }

    pub(super) fn is_by_overdue(self) -> bool {
        self.by == By::Overdue
    }

    /// The index of the amount to sort by.
    pub(super) fn bucket(self) -> Option<usize> {
        match self.by {
            By::Bucket(nth) => Some(nth),
            _ => None,
        }
    }

    pub(super) fn order(self) -> String {
        let expression = self.expression();
        if self.descending {
            format!("{expression} desc, group_id desc")
        } else {
            format!("{expression}, group_id")
        }
    }

    pub(super) fn comparison(self) -> &'static str {
        if self.descending { "<" } else { ">" }
    }
}

impl fmt::Display for AgeingSort {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.descending {
            formatter.write_str("-")?;
        }
        match self.by {
            By::Bucket(nth) => write!(formatter, "{BUCKET}{nth}"),
            by => {
                let known = WORDS.iter().find(|(_, known)| *known == by);
                formatter.write_str(known.map_or("", |(word, _)| word))
            }
        }
    }
}

impl FromStr for AgeingSort {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (word, descending) = match text.strip_prefix('-') {
            Some(word) => (word, true),
            None => (text, false),
        };
        let by = match word.strip_prefix(BUCKET) {
            Some(nth) => (0..MOST_BUCKETS)
                .find(|it| it.to_string() == nth)
                .map(By::Bucket),
            None => WORDS
                .iter()
                .find(|(known, _)| *known == word)
                .map(|(_, by)| *by),
        };
        let by = by.ok_or_else(|| {
            "sort is total, overdue, unapplied, items, name or bucket:<index of the amount>; - in \
             front for descending"
                .to_owned()
        })?;
        Ok(Self { by, descending })
    }
}

impl TryFrom<String> for AgeingSort {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<AgeingSort> for String {
    fn from(sort: AgeingSort) -> Self {
        sort.to_string()
    }
}

impl PartialSchema for AgeingSort {
    fn schema() -> RefOr<Schema> {
        let words = WORDS.iter().map(|(_, by)| *by);
        let orders = words.chain((0..MOST_BUCKETS).map(By::Bucket));
        let values = orders
            .flat_map(|by| [false, true].map(|descending| Self { by, descending }.to_string()));
        ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(values))
            .into()
    }
}

impl ToSchema for AgeingSort {}

#[cfg(test)]
mod tests {
    use super::AgeingSort;

    #[test]
    fn orders_round_trip_and_others_are_refused() {
        for good in [
            "total",
            "-total",
            "-overdue",
            "items",
            "bucket:0",
            "-bucket:13",
        ] {
            assert_eq!(good.parse::<AgeingSort>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "-",
            "--total",
            "bucket",
            "bucket:",
            "bucket:14",
            "bucket:01",
            "Total",
        ] {
            assert!(bad.parse::<AgeingSort>().is_err(), "{bad}");
        }
    }
}
