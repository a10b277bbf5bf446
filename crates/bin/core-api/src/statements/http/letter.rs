//! The letter of a customer, before a statement run sends it.

use actix_web::web::{Data, Json};
use base64::{Engine, engine::general_purpose::STANDARD};
use contracts::{export::ExportFormat, mail::MailRequested};
use jiff::civil::Date;
use letters::{Logo, Written};
use reports::{
    Companies, PartnerLevel,
    statement_candidates::{self, StatementCandidatesParameters},
};
use serde::{Deserialize, Serialize};
use serde_json::Map;
use tenants::Tenant;
use utoipa::{IntoParams, ToSchema};

use super::exclusions::check_partner;
use crate::{
    http::{
        auth::Caller, checks, error::ApiError, path::PartnerId, query::Query, sentence::Sentence,
        snapshot, state::Api,
    },
    mails::write::due,
    statements::{
        addressing::Outlook,
        customer::{self, Customer},
        order::StatementOrder,
    },
};

/// What decides a letter: the parameters of the preview, and those of the run.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatementLetterParameters {
    /// Optional if there is only one company.
    company_id: Option<i64>,
    /// Adds up several companies: `with_branches`, or ids such as `1,2` with one currency.
    #[param(value_type = Option<String>, example = "with_branches")]
    companies: Option<Companies>,
    /// Documents and settlements up to this day; default today.
    #[param(example = "2026-11-22")]
    as_of: Option<Date>,
    /// One statement for a customer with its contacts (`commercial`, default), or one for each contact.
    #[param(inline)]
    partner_level: Option<PartnerLevel>,
    /// Whether customers are reminded although they have registered payments in Odoo that are not
    /// booked yet and cover what is due; default false.
    ignore_pending: Option<bool>,
    /// Format of the statement; default `pdf`.
    #[param(inline)]
    format: Option<ExportFormat>,
    /// Language and country of mails to customers whose own language is neither Spanish nor English nor
    /// a language of the tenant's templates; the tenant's if left out.
    #[param(example = "es-PE")]
    locale: Option<String>,
    /// Replaces the default subject.
    subject: Option<String>,
    /// Text above the figures in the mail.
    #[param(max_length = 2000)]
    note: Option<String>,
}

/// What a statement run would mail to a customer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementLetter {
    partner_id: i64,
    partner_name: Option<String>,
    /// Each would get a separate mail; empty if nothing would be sent.
    recipients: Vec<String>,
    /// Of mail and file.
    #[schema(example = "es-PE")]
    locale: String,
    outlook: Outlook,
    /// Why it would not be sent, or which addresses are left out. In the language of
    /// `Accept-Language`.
    #[schema(value_type = Option<String>)]
    detail: Option<Sentence>,
    #[schema(example = "Estado de cuenta al 22/11/2026 – Andina S.A.C.")]
    subject: String,
    /// The part without format.
    #[schema(example = "Estimados señores de Comercial Andina S.A.C.:")]
    plain_text: String,
    #[schema(example = "<p>Estimados señores de Comercial Andina S.A.C.:</p>")]
    /// The part with format. A logo is in it as a `data:` URL; in the mail it is attached.
    html: String,
    /// Replies reach this address.
    #[schema(example = "cobranzas@andina.example")]
    reply_to: Option<String>,
    /// Names of the files. A file that is larger than the tenant's limit is sent as a link instead.
    #[schema(example = json!(["estado-de-cuenta_20512345678_2026-11-22.pdf"]))]
    attachments: Vec<String>,
}

/// Preview the mail to one customer of a statement run
///
/// It is written with the templates and figures that a run would use now. The size of the file is not
/// known before the file is made, so the letter has `… KB` in its place. A customer who owes nothing
/// has no letter: 409. Nothing is sent.
#[utoipa::path(
    get, path = "/v1/statement-runs/preview/{partner_id}/letter", tag = "statement runs",
    operation_id = "preview_statement_letter",
    params(("partner_id" = i64, Path, description = "Odoo's id of the customer"),
        StatementLetterParameters),
    responses((status = 200, body = StatementLetter, description = "The letter")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    PartnerId(partner): PartnerId,
    Query(asked): Query<StatementLetterParameters>,
) -> Result<Json<StatementLetter>, ApiError> {
    check(&asked)?;
    let (reader, tenant) = (caller.reader(), &caller.tenant);
    let (candidates, order) = asked.split(partner);
    let (customer, letter) = snapshot::read(&api, tenant, "statement letter", async |tx| {
        check_partner(tx, &caller, partner).await?;
        let query = statement_candidates::prepare(tx, &candidates, &reader).await?;
        let locale = order.locale.as_deref();
        let customer = customer::first(tx, tenant, &query, locale, reader.today).await?;
        let customer = customer.ok_or_else(|| ApiError::Conflict(due::NOTHING.to_owned()))?;
        let letter = customer.letter(tx, tenant, &order, &reader).await?;
        Ok((customer, letter))
    })
    .await?;
    let written = written(&api, tenant, &letter).await?;
    Ok(Json(view(customer, written, letter.file.name)))
}

fn check(asked: &StatementLetterParameters) -> Result<(), ApiError> {
    let in_query = |error: ApiError| error.in_query();
    checks::text(asked.subject.as_deref(), checks::ANY_LENGTH, "/subject").map_err(in_query)?;
    checks::text(asked.note.as_deref(), 2000, "/note").map_err(in_query)?;
    if let Some(locale) = &asked.locale {
        checks::locale(locale, "/locale").map_err(in_query)?;
    }
    Ok(())
}

impl StatementLetterParameters {
    fn split(self, partner: i64) -> (StatementCandidatesParameters, StatementOrder) {
        let candidates = StatementCandidatesParameters {
            company_id: self.company_id,
            companies: self.companies,
            as_of: self.as_of,
            partner_id: Some(partner),
            partner_level: self.partner_level,
            ignore_pending: self.ignore_pending,
            limit: Some(1),
            ..StatementCandidatesParameters::default()
        };
        let order = StatementOrder {
            parameters: Map::new(),
            format: self.format.unwrap_or(ExportFormat::Pdf),
            locale: self.locale,
            csv: None,
            subject: self.subject,
            note: self.note,
        };
        (candidates, order)
    }
}

/// The letter with the templates of the tenant.
pub(super) async fn written(
    api: &Api,
    tenant: &Tenant,
    letter: &MailRequested,
) -> Result<Written, ApiError> {
    // As the mail would fail: the file and the line of the tenant's template.
    let templates = api.letters.of(tenant);
    let templates = templates.map_err(|error| ApiError::Conflict(error.to_string()))?;
    let written = templates.of_mail(tenant, letter).await;
    written.map_err(|error| ApiError::Conflict(error.to_string()))
}

fn view(customer: Customer, written: Written, file_name: String) -> StatementLetter {
    let Written {
        letter,
        logo,
        reply_to,
    } = written;
    let html = match &logo {
        Some(logo) => letter.html.replace("cid:logo", &data_url(logo)),
        None => letter.html,
    };
    StatementLetter {
        partner_id: customer.candidate.partner_id,
        partner_name: customer.candidate.name,
        recipients: customer.addressed.recipients,
        locale: customer.addressed.locale,
        outlook: customer.addressed.outlook,
        detail: customer.addressed.reason.map(Sentence::from),
        subject: letter.subject,
        plain_text: letter.text,
        html,
        reply_to: reply_to.map(|mailbox| mailbox.email.to_string()),
        attachments: vec![file_name],
    }
}

fn data_url(logo: &Logo) -> String {
    let bytes = STANDARD.encode(&logo.bytes);
    format!("data:{};base64,{bytes}", logo.media_type)
}
