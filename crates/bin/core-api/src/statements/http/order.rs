//! Checks of a statement run in a request body.

use reports::{Reader, statement_candidates};
use serde_json::{Map, Value};
use store::Transaction;

use crate::{
    deliveries,
    http::{checks, error::ApiError, problem::Violation},
    statements::order::StatementOrder,
};

/// Checks it for the day of the reader, so that mistakes show now and not when the schedule is first due.
/// Returns the companies whose books the statements show.
/// `prefix` is its JSON pointer in the body.
pub(crate) async fn check(
    order: &StatementOrder,
    tx: &Transaction<'_>,
    reader: &Reader,
    prefix: &str,
) -> Result<Vec<i64>, ApiError> {
    checks::text(
        order.subject.as_deref(),
        checks::ANY_LENGTH,
        &format!("{prefix}/subject"),
    )?;
    checks::text(order.note.as_deref(), 2000, &format!("{prefix}/note"))?;
    if let Some(locale) = &order.locale {
        checks::locale(locale, &format!("{prefix}/locale"))?;
    }
    checks::csv(order.csv, order.format, prefix)?;
    checks::whole(&order.parameters, prefix)?;
    let parameters = candidates(order, reader, prefix)?;
    let query = statement_candidates::prepare_json(tx, parameters, reader).await;
    let query = query.map_err(|error| checks::in_body(error, prefix))?;
    Ok(query.company().ids.clone())
}

/// The parameters of the preview, without relative days.
pub(super) fn candidates(
    order: &StatementOrder,
    reader: &Reader,
    prefix: &str,
) -> Result<Map<String, Value>, ApiError> {
    deliveries::on_day(&order.parameters, reader.today).map_err(|(name, problem)| {
        let place = format!("{prefix}/parameters/{name}");
        ApiError::invalid(Violation::in_body(place, problem))
    })
}
