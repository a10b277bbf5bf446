//! What a mail says from the mirror. It is read once for a file and kept, so that a try some days
//! later says the same as the file.

use contracts::mail::{AmountDue, MailedLetterhead, ReportFigures, UnappliedCredit};
use lifecycle::clock;
use reports::{Reader, Scope, letterhead};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sql::queries::core_api::mails::write::{self as statements, Content};
use states::MailOccasion;
use store::{Transaction, export_jobs::ExportJob};
use tenants::Tenant;
use uuid::Uuid;

use super::{due, figures};
use crate::writing::WriteError;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) letterhead: Option<MailedLetterhead>,
    pub(super) due: Option<Vec<AmountDue>>,
    pub(super) unapplied: Option<Vec<UnappliedCredit>>,
    pub(super) figures: Option<ReportFigures>,
}

/// None if the mail is a statement and nothing is due any more.
pub(super) async fn of(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    (mail, content): (Uuid, &Content),
    job: &ExportJob,
) -> Result<Option<Facts>, WriteError> {
    let mut read = Facts::default();
    let parameters = job.parameters.as_object().cloned().unwrap_or_default();
    if MailOccasion::read(&content.occasion) != MailOccasion::Report {
        let today = tenant.day_of(clock::now());
        let reader = Reader::new(today, Scope::new(job.company_ids.clone()));
        let Some(due) = due::of_statement(tx, &parameters, &reader).await? else {
            return Ok(None);
        };
        read.due = Some(due.amounts);
        read.unapplied = Some(due.unapplied);
    }
    let kept = content.facts.clone().map(serde_json::from_value);
    if let Some(Ok(kept)) = kept {
        return Ok(Some(kept));
    }
    if read.due.is_none() {
        read.figures = match figures::of(tx, tenant, job).await {
            // The mail is sent without them.
            Err(WriteError::Invalid(_)) => None,
            figures => figures?,
        };
    }
    read.letterhead = letterhead(tx, &parameters, &content.locale).await?;
    let facts = serde_json::to_value(&read).map_err(contracts::Refusal::NotJson)?;
    statements::keep_facts().bind(tx, &facts, &mail).await?;
    Ok(Some(read))
}

/// The facts of a statement that no mail sends. None if the customer owes nothing.
pub(super) async fn of_statement(
    tx: &Transaction<'_>,
    (parameters, locale): (&Map<String, Value>, &str),
    reader: &Reader,
) -> Result<Option<Facts>, WriteError> {
    let Some(due) = due::of_statement(tx, parameters, reader).await? else {
        return Ok(None);
    };
    Ok(Some(Facts {
        letterhead: letterhead(tx, parameters, locale).await?,
        due: Some(due.amounts),
        unapplied: Some(due.unapplied),
        figures: None,
    }))
}

/// Of the company that the parameters name.
async fn letterhead(
    tx: &Transaction<'_>,
    parameters: &Map<String, Value>,
    locale: &str,
) -> Result<Option<MailedLetterhead>, WriteError> {
    let Some(company) = parameters.get("company_id").and_then(Value::as_i64) else {
        return Ok(None);
    };
    let company = letterhead::of_company(tx, company).await?;
    Ok(Some(MailedLetterhead {
        tax_id: company.named_tax_id(locale),
        country: company.country,
        address: company.address,
    }))
}
