//! Preview of a statement run.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use futures::TryStreamExt;
use jiff::civil::Date;
use reports::{
    Company, Money,
    statement_candidates::{
        self, StatementCandidate, StatementCandidatesParameters, StatementCandidatesQuery,
    },
};
use rust_decimal::Decimal;
use serde::Serialize;
use store::{Transaction, freshness};
use utoipa::ToSchema;

use crate::{
    http::{
        auth::Caller, cursor, error::ApiError, freshness::Freshness, page, query::Query,
        sentence::Sentence, snapshot, state::Api,
    },
    statements::addressing::{self, Addressed, Exclusions, Languages, Outlook},
    writing::stored,
};

/// A customer with an amount due. Amounts are in the company's currency.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementPreviewRow {
    partner_id: i64,
    partner_name: Option<String>,
    /// The e-mail field in Odoo.
    #[schema(example = "ana@example.com; Caja <caja@example.com>")]
    email: Option<String>,
    /// Each would get a separate mail.
    recipients: Vec<String>,
    /// Of mail and file: the customer's language, or the tenant's.
    #[schema(example = "es-PE")]
    locale: String,
    /// Number of open journal items.
    items: i64,
    #[schema(value_type = Money, example = "1180.00")]
    amount_due: Decimal,
    /// The part for which payments are registered in Odoo that are not booked yet.
    #[schema(value_type = Money, example = "0.00")]
    amount_pending: Decimal,
    /// Without what is pending.
    #[schema(value_type = Money, example = "590.00")]
    amount_overdue: Decimal,
    /// Oldest due date of what the customer owes.
    oldest_due: Option<Date>,
    /// Days since `oldest_due`; negative before.
    days_overdue: Option<i32>,
    outlook: Outlook,
    /// Why it would not be sent, or which addresses are left out. In the language of
    /// `Accept-Language`.
    #[schema(value_type = Option<String>)]
    detail: Option<Sentence>,
}

/// Over the whole filter.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct StatementPreviewTotals {
    customers: i64,
    /// Customers that would get a statement; `mails` counts their mails.
    to_send: i64,
    mails: i64,
    excluded: i64,
    without_address: i64,
    payment_pending: i64,
    #[schema(value_type = Money)]
    amount_due: Decimal,
    #[schema(value_type = Money)]
    amount_overdue: Decimal,
    /// Due from customers that would get a statement.
    #[schema(value_type = Money)]
    amount_due_to_send: Decimal,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementPreview {
    data: Vec<StatementPreviewRow>,
    /// Only on the first page; null on later pages.
    totals: Option<StatementPreviewTotals>,
    freshness: Freshness,
    company: Company,
    /// The parameters that were used, with every default filled in. A run accepts them.
    parameters: StatementCandidatesParameters,
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    next: Option<String>,
}

/// Preview the customers of a statement run
///
/// Lists customers with a positive balance on the day, by name. Unapplied payments and credit notes
/// lower the balance. Nothing is sent.
#[utoipa::path(
    get, path = "/v1/statement-runs/preview", tag = "statement runs",
    operation_id = "preview_statement_run", params(StatementCandidatesParameters),
    responses((status = 200, body = StatementPreview, description = "One page of customers")),
)]
pub(crate) async fn show(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<StatementCandidatesParameters>,
) -> Result<HttpResponse, ApiError> {
    let reader = caller.reader();
    let languages = Languages::of(&caller.tenant, None);
    let languages = &languages;
    snapshot::read(&api, &caller.tenant, "statement preview", async |tx| {
        let query = statement_candidates::prepare(tx, &asked, &reader).await?;
        let exclusions = addressing::exclusions(tx, reader.today).await?;
        let page = statement_candidates::page(tx, &query).await?;
        let totals = match asked.cursor {
            None => Some(totals(tx, &query, &exclusions, languages).await?),
            Some(_) => None,
        };
        let row = |candidate| {
            let addressed = addressing::address(&candidate, &exclusions, languages);
            row(candidate, addressed, query.as_of())
        };
        let body = StatementPreview {
            data: page.rows.into_iter().map(row).collect(),
            totals,
            freshness: freshness::read(tx, &reports::LEDGER).await?.into(),
            company: query.company().clone(),
            parameters: query.parameters().clone(),
            next: page.next.as_deref().map(cursor::sealed),
        };
        Ok(page::linked(&request, body.next.as_deref())?.json(&body))
    })
    .await
}

async fn totals(
    tx: &Transaction<'_>,
    query: &StatementCandidatesQuery,
    exclusions: &Exclusions,
    languages: &Languages<'_>,
) -> Result<StatementPreviewTotals, ApiError> {
    let mut totals = StatementPreviewTotals::default();
    let mut rows = std::pin::pin!(statement_candidates::stream(tx, query).await?);
    while let Some(candidate) = rows.try_next().await? {
        totals.count(
            &candidate,
            &addressing::address(&candidate, exclusions, languages),
        );
    }
    Ok(totals)
}

impl StatementPreviewTotals {
    fn count(&mut self, candidate: &StatementCandidate, addressed: &Addressed) {
        self.customers += 1;
        self.amount_due += candidate.amount_due;
        self.amount_overdue += candidate.amount_overdue;
        self.mails += stored(addressed.recipients.len());
        match addressed.outlook {
            Outlook::Send => {
                self.to_send += 1;
                self.amount_due_to_send += candidate.amount_due;
            }
            Outlook::Excluded => self.excluded += 1,
            Outlook::NoAddress => self.without_address += 1,
            Outlook::PaymentPending => self.payment_pending += 1,
        }
    }
}

fn row(candidate: StatementCandidate, addressed: Addressed, as_of: Date) -> StatementPreviewRow {
    let days = |due: Date| (as_of - due).get_days();
    StatementPreviewRow {
        partner_id: candidate.partner_id,
        partner_name: candidate.name,
        email: candidate.email,
        recipients: addressed.recipients,
        locale: addressed.locale,
        items: candidate.items,
        amount_due: candidate.amount_due,
        amount_pending: candidate.amount_pending,
        amount_overdue: candidate.amount_overdue,
        days_overdue: candidate.oldest_due.map(days),
        oldest_due: candidate.oldest_due,
        outlook: addressed.outlook,
        detail: addressed.reason.map(Sentence::from),
    }
}
