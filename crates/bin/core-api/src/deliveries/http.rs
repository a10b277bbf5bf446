//! Checks of a delivery in a request body.

use reports::Reader;
use store::Transaction;

use super::{Delivery, on_day};
use crate::http::{checks, error::ApiError, problem::Violation};

/// Checks it for the day of the reader, so that mistakes show now and not when the schedule is first
/// due. Returns the companies whose books it shows; None for all. `prefix` is its JSON pointer in the
/// body.
pub(crate) async fn check(
    delivery: &Delivery,
    tx: &Transaction<'_>,
    reader: &Reader,
    prefix: &str,
) -> Result<Option<Vec<i64>>, ApiError> {
    checks::recipients(&delivery.recipients, &format!("{prefix}/recipients"))?;
    checks::text(
        delivery.subject.as_deref(),
        200,
        &format!("{prefix}/subject"),
    )?;
    checks::text(delivery.note.as_deref(), 2000, &format!("{prefix}/note"))?;
    if let Some(locale) = &delivery.locale {
        checks::locale(locale, &format!("{prefix}/locale"))?;
    }
    checks::csv(delivery.csv, delivery.format, prefix)?;
    let parameters = on_day(&delivery.parameters, reader.today).map_err(|(name, problem)| {
        ApiError::invalid(Violation::in_body(
            format!("{prefix}/parameters/{name}"),
            problem,
        ))
    })?;
    let settled = checks::parameters(tx, &delivery.report, &parameters, reader, prefix).await?;
    Ok(settled.company_ids)
}
