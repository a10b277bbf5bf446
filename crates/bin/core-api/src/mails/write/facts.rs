//! What a mail says from the mirror. It is read once for a file and kept, so that a try some days
//! later says the same as the file.

use contracts::mail::{AmountDue, MailedLetterhead, Occasion, ReportFigures, UnappliedCredit};
use lifecycle::clock;
use reports::{Reader, Scope, letterhead};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sql::queries::core_api::mails::write::{self as statements, Content};
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
    if content.occasion == occasion(Occasion::Statement) {
        let parameters = job.parameters.as_object().cloned().unwrap_or_default();
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
    if let Some(company) = job.parameters.get("company_id").and_then(Value::as_i64) {
        let company = letterhead::of_company(tx, company).await?;
        read.letterhead = Some(MailedLetterhead {
            tax_id: company.named_tax_id(&content.locale),
            country: company.country,
            address: company.address,
        });
    }
    let facts = serde_json::to_value(&read).map_err(contracts::Refusal::NotJson)?;
    statements::keep_facts().bind(tx, &facts, &mail).await?;
    Ok(Some(read))
}

/// As `ops.mail` stores it.
pub(super) fn occasion(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Report => "report",
        Occasion::Statement => "statement",
    }
}
