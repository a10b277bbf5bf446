//! Mails one customer a statement, without a run.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use contracts::export::ExportFormat;
use futures::TryStreamExt;
use jiff::civil::Date;
use reports::{
    Report,
    partner_statement::PartnerStatementQuery,
    statement_candidates::{self, StatementCandidate},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use serde_with::skip_serializing_none;
use states::MailOccasion;
use store::{ScopedFutureExt, Transaction};
use utoipa::ToSchema;

use super::exclusions::check_partner;
use crate::{
    exports::{self, write::NewExport},
    http::{
        auth::Caller,
        body::{self, Command},
        checks,
        error::ApiError,
        path::OdooId,
        problem::Violation,
        query::{NoParameters, Query},
        state::Api,
    },
    mails::{self, http::Mailing, write::NewMails},
    statements::addressing::{self, Addressed, Languages, Outlook},
};

/// A statement for one customer.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewStatementMails {
    #[serde(default)]
    parameters: StatementMailsParameters,
    /// Addresses; each gets a separate mail. If left out, the addresses that a statement run would
    /// use.
    #[schema(example = json!(["ana@example.com"]), min_items = 1, max_items = 50)]
    recipients: Option<Vec<String>>,
    /// Format of the statement: `pdf` if left out.
    format: Option<ExportFormat>,
    /// Language and country of mail and file; the customer's or the tenant's if left out.
    #[schema(example = "es-PE")]
    locale: Option<String>,
    /// Replaces the default subject. A long one is folded in the mail.
    subject: Option<String>,
    /// Text above the figures in the mail.
    #[schema(max_length = 2000)]
    note: Option<String>,
}

/// Parameters of the statement, as in `GET /v1/partners/{id}/statement`.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatementMailsParameters {
    /// Optional if there is only one company.
    company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    companies: Option<String>,
    /// The first day of the fiscal year if left out.
    date_from: Option<Date>,
    /// Today if left out.
    date_to: Option<Date>,
}

/// Mail a statement to one customer
///
/// The file is made first. A customer who owes nothing by then gets no mail: its state is `skipped`.
#[utoipa::path(
    post, path = "/v1/partners/{id}/statement-mails", tag = "mails",
    operation_id = "mail_statement", request_body = NewStatementMails,
    params(("id" = i64, Path, description = "Odoo's id of the customer")),
    responses((status = 202, body = Mailing, description = "The mails")),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    OdooId(partner): OdooId,
    _: Query<NoParameters>,
    command: Command<NewStatementMails>,
) -> Result<HttpResponse, ApiError> {
    let (new, asks) = (&command.body, &caller);
    check(new)?;
    body::once(&api, &caller, &command, "mail statement", |tx| {
        async move {
            check_partner(tx, asks, partner).await?;
            let (recipients, locale) = addressed(tx, asks, partner, new).await?;
            let key = PartnerStatementQuery::KEY;
            let parameters = new.parameters.of(partner)?;
            let statement = checks::parameters(tx, key, &parameters, &asks.reader(), "").await?;
            let actor = &asks.actor();
            let export = NewExport {
                report: key.to_owned(),
                parameters: statement.parameters,
                format: new.format.unwrap_or(ExportFormat::Pdf),
                locale: locale.clone(),
                csv: None,
                company_ids: statement.company_ids,
            };
            let export = exports::write::request(tx, actor, export).await?;
            let mails = NewMails {
                export,
                schedule: None,
                occasion: MailOccasion::Statement,
                recipients: &recipients,
                locale: &locale,
                subject: new.subject.as_deref(),
                note: new.note.as_deref(),
                skip_if_empty: false,
            };
            mails::write::add(tx, actor, &mails).await?;
            let mailing = mails::http::of_export(tx, export).await?;
            body::answer(StatusCode::ACCEPTED, None, &mailing)
        }
        .scope_boxed()
    })
    .await
}

fn check(new: &NewStatementMails) -> Result<(), ApiError> {
    if let Some(recipients) = &new.recipients {
        if recipients.is_empty() {
            let violation = Violation::in_body("/recipients", "there are no recipients");
            return Err(ApiError::invalid(violation));
        }
        checks::recipients(recipients, "/recipients")?;
    }
    if let Some(locale) = &new.locale {
        checks::locale(locale, "/locale")?;
    }
    checks::text(new.subject.as_deref(), checks::ANY_LENGTH, "/subject")?;
    checks::text(new.note.as_deref(), 2000, "/note")
}

impl StatementMailsParameters {
    fn of(&self, partner: i64) -> Result<Map<String, Value>, ApiError> {
        let mut all = object(serde_json::to_value(self).map_err(ApiError::internal)?);
        all.insert("partner_id".to_owned(), json!(partner));
        all.insert("side".to_owned(), json!("receivable"));
        Ok(all)
    }

    /// The parameters with which a statement run would find this customer.
    fn of_candidates(&self, partner: i64) -> Map<String, Value> {
        let asked = json!({
            "company_id": self.company_id, "companies": self.companies, "as_of": self.date_to,
            "partner_id": partner, "ignore_pending": true,
        });
        let mut all = object(asked);
        all.retain(|_, value| !value.is_null());
        all
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// The recipients and the locale: those that were asked for, or those of a statement run.
async fn addressed(
    tx: &Transaction<'_>,
    caller: &Caller,
    partner: i64,
    new: &NewStatementMails,
) -> Result<(Vec<String>, String), ApiError> {
    let languages = Languages::of(&caller.tenant, new.locale.as_deref());
    let candidate = candidate(tx, caller, new.parameters.of_candidates(partner)).await?;
    let exclusions = addressing::exclusions(tx, caller.today()).await?;
    let found = candidate.map(|one| addressing::address(&one, &exclusions, &languages));
    let theirs = found.as_ref().map(|addressed| addressed.locale.clone());
    let locale = new.locale.clone().or(theirs).unwrap_or(languages.otherwise);
    if let Some(recipients) = &new.recipients {
        return Ok((recipients.clone(), locale));
    }
    let why = match found {
        Some(Addressed {
            outlook: Outlook::Send,
            recipients,
            ..
        }) => return Ok((recipients, locale)),
        Some(addressed) => addressed.reason.unwrap_or_default(),
        None => "the customer owes nothing".to_owned(),
    };
    let violation = Violation::in_body("/recipients", why);
    Err(ApiError::invalid(violation.hinting("name the recipients")))
}

/// The customer, if it has an amount due.
async fn candidate(
    tx: &Transaction<'_>,
    caller: &Caller,
    parameters: Map<String, Value>,
) -> Result<Option<StatementCandidate>, ApiError> {
    let query = statement_candidates::prepare_json(tx, parameters, &caller.reader()).await;
    let query = query.map_err(|error| checks::in_body(error, ""))?;
    let mut candidates = std::pin::pin!(statement_candidates::stream(tx, &query).await?);
    Ok(candidates.try_next().await?)
}
