//! What a schedule starts: a sync run, a report or a statement run. Its kind never changes.

use serde::Serialize;
use store::{Transaction, schedules::Schedule};

use crate::{
    deliveries::{self, Delivery},
    http::{auth::Caller, error::ApiError, problem::Violation},
    schedules::{
        http::{NewSchedule, ScheduleChange},
        write::Work,
    },
    statements::{self, order::StatementOrder},
};

/// Checks for the day of the caller what the schedule starts. Returns the companies whose books it
/// shows; None for all.
pub(crate) async fn check(
    tx: &Transaction<'_>,
    caller: &Caller,
    report: Option<&Delivery>,
    statement_run: Option<&StatementOrder>,
) -> Result<Option<Vec<i64>>, ApiError> {
    let reader = &caller.reader();
    if let Some(report) = report {
        return deliveries::http::check(report, tx, reader, "/report").await;
    }
    if let Some(order) = statement_run {
        let order = statements::http::order::check(order, tx, reader, "/statement_run");
        return order.await.map(Some);
    }
    // A run reads the books of all companies.
    caller.check_companies(None)?;
    Ok(None)
}

pub(crate) fn chosen(new: &NewSchedule) -> Result<Work, ApiError> {
    match (&new.run_kind, &new.report, &new.statement_run) {
        (Some(kind), None, None) => Ok(Work::Run((*kind).into())),
        (None, Some(report), None) => Ok(Work::Report(json(report)?)),
        (None, None, Some(order)) => Ok(Work::StatementRun(json(order)?)),
        _ => Err(ApiError::invalid(
            Violation::in_body("/run_kind", "a schedule starts exactly one thing")
                .hinting("send one of run_kind, report and statement_run"),
        )),
    }
}

/// Everything may change, except whether it starts a sync run, a report or a statement run.
pub(crate) fn changed(change: &ScheduleChange, now: &Schedule) -> Result<Option<Work>, ApiError> {
    let asked = [
        (
            "/run_kind",
            change.run_kind.is_some(),
            now.run_kind.is_some(),
        ),
        ("/report", change.report.is_some(), now.report.is_some()),
        (
            "/statement_run",
            change.statement_run.is_some(),
            now.statement_run.is_some(),
        ),
    ];
    for (pointer, is_asked, is_so) in asked {
        if is_asked && !is_so {
            let violation =
                Violation::in_body(pointer, format!("this schedule starts {}", what(now)))
                    .hinting("create another schedule, and pause or delete this one");
            return Err(ApiError::invalid(violation));
        }
    }
    Ok(
        match (&change.run_kind, &change.report, &change.statement_run) {
            (Some(kind), _, _) => Some(Work::Run((*kind).into())),
            (_, Some(report), _) => Some(Work::Report(json(report)?)),
            (_, _, Some(order)) => Some(Work::StatementRun(json(order)?)),
            (None, None, None) => None,
        },
    )
}

fn what(now: &Schedule) -> &'static str {
    if now.report.is_some() {
        "a report"
    } else if now.statement_run.is_some() {
        "statement runs"
    } else {
        "runs"
    }
}

fn json(value: &impl Serialize) -> Result<serde_json::Value, ApiError> {
    serde_json::to_value(value).map_err(ApiError::internal)
}
