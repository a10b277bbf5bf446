//! Results of the latest verify of a model: part of other answers.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use store::Transaction;
use utoipa::ToSchema;

use crate::{http::error::ApiError, status::read};

/// What the latest verify of a model found, and what was done about it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Checks {
    /// Id ranges that differed in the first comparison.
    differences_found: i64,
    /// When they were last compared again.
    looked_again_at: Option<Timestamp>,
    /// Rows that were written or removed because of the differences.
    rows_repaired: i64,
    /// Rows that Odoo committed too late for any window to read them.
    rows_late: i64,
    /// Ranges that Odoo was writing to during the comparison; the next verify checks them.
    ranges_in_flight: i64,
    /// Rows compared one by one in this verify.
    rows_compared: i64,
    /// Every row of the model has been compared one by one since then; null if some have not.
    covered_since: Option<Timestamp>,
}

pub(crate) async fn by_model(tx: &Transaction<'_>) -> Result<BTreeMap<String, Checks>, ApiError> {
    let checks = read::checks().bind(tx).all().await?.into_iter();
    let checks = checks.map(|row| {
        let checks = Checks {
            differences_found: row.found,
            looked_again_at: row.looked_again_at,
            rows_repaired: row.repaired,
            rows_late: row.late,
            ranges_in_flight: row.in_flight.into(),
            rows_compared: row.content_rows,
            covered_since: row.covered_since,
        };
        (row.model, checks)
    });
    Ok(checks.collect())
}
