//! Figures of a report for its mail: of ageings and open items. Other reports have none.

use contracts::mail::ReportFigures;
use jiff::{ToSpan, civil::Date};
use lifecycle::clock;
use reports::{
    LEDGER, Reader, Report, Scope, Side,
    ageing::{AgedBy, AgeingAnswer, AgeingQuery},
    open_items::OpenItemsQuery,
};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::{Transaction, export_jobs::ExportJob, freshness};
use tenants::Tenant;

use crate::writing::WriteError;

/// None if the report has no figures, or if the mirror has changed since the file was made: a mail
/// must not contradict its file.
pub(super) async fn of(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    job: &ExportJob,
) -> Result<Option<ReportFigures>, WriteError> {
    let today = tenant.day_of(clock::now());
    let figures = match job.report.as_str() {
        AgeingQuery::KEY => ageing(tx, job, today).await?,
        OpenItemsQuery::KEY => open_items(tx, job, today).await?,
        _ => return Ok(None),
    };
    let total: Option<Decimal> = figures.total.parse().ok();
    let expected = job.control_total.map(|total| side(job).owed(total));
    if total != expected {
        return Ok(None);
    }
    let proof = freshness::read(tx, &LEDGER).await?.proof;
    Ok(Some(ReportFigures {
        proved_at: proof
            .filter(|proof| proof.equal)
            .map(|proof| proof.proved_at),
        ..figures
    }))
}

/// Who may see what the file shows.
fn reader(job: &ExportJob, today: Date) -> Reader {
    Reader::new(today, Scope::new(job.company_ids.clone()))
}

async fn ageing(
    tx: &Transaction<'_>,
    job: &ExportJob,
    today: Date,
) -> Result<ReportFigures, WriteError> {
    let reader = reader(job, today);
    let query = AgeingQuery::prepare(tx, &parameters(job)?, &reader).await?;
    let answer = query.answer(tx).await?.answer;
    let AgeingAnswer { totals, .. } = &answer;
    let asked = query.parameters();
    let as_of = asked.as_of.unwrap_or(today);
    let is_by_due_date = asked.aged_by.unwrap_or_default() == AgedBy::DueDate;
    let up_to = |last: Date| {
        let buckets = answer.buckets.iter().zip(&totals.amounts);
        let older = buckets.filter(|(bucket, _)| bucket.last_day.is_some_and(|day| day <= last));
        older.map(|(_, amount)| *amount).sum::<Decimal>()
    };
    let ninety = as_of.saturating_sub(91.days());
    let has_ninety = answer
        .buckets
        .iter()
        .any(|bucket| bucket.last_day == Some(ninety));
    let owed = |amount| side(job).owed(amount).to_string();
    let aged = |last: Date| Some(owed(up_to(last))).filter(|_| is_by_due_date);
    Ok(ReportFigures {
        documents: u64::try_from(totals.items).ok(),
        total: owed(totals.total),
        overdue: aged(as_of.saturating_sub(1.day())),
        over_90_days: aged(ninety).filter(|_| has_ninety),
        unapplied: Some(owed(totals.unapplied)),
        difference: answer.tie_out.map(|tie_out| owed(tie_out.difference)),
        proved_at: None,
    })
}

async fn open_items(
    tx: &Transaction<'_>,
    job: &ExportJob,
    today: Date,
) -> Result<ReportFigures, WriteError> {
    let reader = reader(job, today);
    let query = OpenItemsQuery::prepare(tx, &parameters(job)?, &reader).await?;
    let totals = reports::open_items::totals(tx, &query).await?;
    let tie_out =
        reports::tie_out::check_report(tx, query.company(), query.parameters(), totals.residual)
            .await?;
    let owed = |amount| side(job).owed(amount).to_string();
    Ok(ReportFigures {
        documents: u64::try_from(totals.items).ok(),
        total: owed(totals.residual),
        difference: tie_out.map(|tie_out| owed(tie_out.difference)),
        ..ReportFigures::default()
    })
}

/// What is owed is positive in mails of both sides, as on papers.
fn side(job: &ExportJob) -> Side {
    let side = job.parameters.get("side").and_then(Value::as_str);
    if side == Some("payable") {
        Side::Payable
    } else {
        Side::Receivable
    }
}

fn parameters<P: DeserializeOwned>(job: &ExportJob) -> Result<P, WriteError> {
    let parameters: Value = job.parameters.clone();
    serde_json::from_value(parameters).map_err(|error| WriteError::Invalid(error.to_string()))
}
