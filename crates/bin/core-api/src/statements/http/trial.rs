//! A test of a statement run: one customer's statement, to another address.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use reports::{paper::Language, statement_candidates};
use serde::Deserialize;
use serde_json::json;
use states::MailOccasion;
use store::{ScopedFutureExt, Transaction};
use utoipa::ToSchema;

use super::{
    letter::written,
    order::{self, candidates},
};
use crate::{
    exports,
    http::{
        auth::Caller,
        body::{self, Command},
        checks,
        error::ApiError,
        problem::Violation,
        query::{NoParameters, Query},
        state::Api,
    },
    mails::{
        self,
        http::Mail,
        write::{NewMails, due},
    },
    statements::{
        customer::{self, Customer},
        order::StatementOrder,
    },
};

/// A test of a statement run.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewStatementTest {
    /// Gets the mail instead of the customer.
    #[schema(example = "ana@example.com")]
    recipient: String,
    /// Odoo's id of the customer; if left out, the first customer of the preview.
    #[schema(example = 7)]
    partner_id: Option<i64>,
    statement_run: StatementOrder,
}

/// Mail one statement of a run to a test address
///
/// The mail is the one that the customer would get, also if the customer is excluded or has no
/// address. Only its subject begins with `Test:`, or with `Prueba:` in Spanish. The customer gets
/// nothing, and the mail does not count as a statement sent: its occasion is `statement_test`.
#[utoipa::path(
    post, path = "/v1/statement-runs/test", tag = "statement runs",
    operation_id = "test_statement_run", request_body = NewStatementTest,
    responses((status = 202, body = Mail, description = "The mail is requested",
        headers(("Location" = String, description = "The mail")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewStatementTest>,
) -> Result<HttpResponse, ApiError> {
    let (new, asks, shared) = (&command.body, &caller, api.get_ref());
    checks::address(&new.recipient, "/recipient")?;
    body::once(&api, &caller, &command, "test statement run", |tx| {
        async move {
            let (actor, reader) = (&asks.actor(), &asks.reader());
            let order = &new.statement_run;
            order::check(order, tx, reader, "/statement_run").await?;
            let customer = customer(tx, asks, new).await?;
            let letter = customer.letter(tx, &asks.tenant, order, reader).await?;
            let subject = written(shared, &asks.tenant, &letter).await?.letter.subject;
            let subject = marked(&subject, &letter.locale);
            let export = customer
                .statement
                .export((order.format, order.csv), &letter.locale);
            let export = exports::write::request(tx, actor, export).await?;
            let mails = NewMails {
                export,
                schedule: None,
                occasion: MailOccasion::StatementTest,
                recipients: std::slice::from_ref(&new.recipient),
                locale: &letter.locale,
                subject: Some(&subject),
                note: order.note.as_deref(),
                skip_if_empty: false,
            };
            mails::write::add(tx, actor, &mails).await?;
            let mail = mails::http::first_of_export(tx, export).await?;
            body::answer(StatusCode::ACCEPTED, Some(mail.url.clone()), &mail)
        }
        .scope_boxed()
    })
    .await
}

/// The customer that is named, or the first one of the preview.
async fn customer(
    tx: &Transaction<'_>,
    caller: &Caller,
    new: &NewStatementTest,
) -> Result<Customer, ApiError> {
    let (reader, order) = (&caller.reader(), &new.statement_run);
    let mut parameters = candidates(order, reader, "/statement_run")?;
    parameters.insert("limit".to_owned(), json!(1));
    if let Some(partner) = new.partner_id {
        parameters.insert("partner_id".to_owned(), json!(partner));
    }
    let query = statement_candidates::prepare_json(tx, parameters, reader).await;
    let query = query.map_err(|error| checks::in_body(error, "/statement_run"))?;
    let (tenant, locale) = (&caller.tenant, order.locale.as_deref());
    let found = customer::first(tx, tenant, &query, locale, reader.today).await?;
    let place = match new.partner_id {
        Some(_) => "/partner_id",
        None => "/statement_run/parameters",
    };
    found.ok_or_else(|| ApiError::invalid(Violation::in_body(place, due::NOTHING)))
}

fn marked(subject: &str, locale: &str) -> String {
    let mark = Language::new(locale).say("Test", "Prueba");
    format!("{mark}: {subject}")
}
