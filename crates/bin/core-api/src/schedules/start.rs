//! Starts what a schedule is for: at an instant, or because somebody asks for it now.

use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::{Transaction, schedules::Schedule};

use crate::{
    deliveries::Delivery,
    runs::request::{self, NewRun},
    schedules::write::Fire,
    statements::order::StatementOrder,
    writing::{Actor, WriteError},
};

/// Relative days are resolved from `day`.
pub(crate) async fn start(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    schedule: &Schedule,
    day: Date,
) -> Result<Fire, WriteError> {
    if let Some(report) = &schedule.report {
        let delivery: Delivery = stored(report)?;
        let export = delivery.start(tx, actor, schedule.id, day).await?;
        return Ok(Fire::Export(export));
    }
    if let Some(order) = &schedule.statement_run {
        let order: StatementOrder = stored(order)?;
        let run = order.start(tx, actor, Some(schedule.id), day).await?;
        return Ok(Fire::StatementRun(run));
    }
    let Some(kind) = schedule.run_kind else {
        return Err(WriteError::Invalid(
            "the schedule starts nothing".to_owned(),
        ));
    };
    let new = NewRun {
        kind,
        models: Vec::new(),
        parent_run: None,
        confirmed: false,
    };
    Ok(Fire::Run(request::request(tx, actor, new).await?))
}

fn stored<T: DeserializeOwned>(work: &Value) -> Result<T, WriteError> {
    serde_json::from_value(work.clone()).map_err(|error| WriteError::Invalid(error.to_string()))
}
