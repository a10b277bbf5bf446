//! Search over partners, documents, amounts and accounts by what a person types.
//!
//! Each search of texts and amounts reads an index (decision 0070), so that it takes some
//! milliseconds in books of any size.

mod accounts;
mod amounts;
mod documents;
mod parameters;
mod partners;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;
use utoipa::ToSchema;

pub use parameters::{SearchKind, SearchKinds, SearchParameters};

use crate::error::Error;
use crate::figures::Money;
use crate::master_data;
use crate::pattern;
use crate::reader::Reader;

/// The models that a search reads.
pub const MODELS: [&str; 7] = [
    "account.move",
    "account.move.line",
    "account.account",
    "account.journal",
    "res.partner",
    "res.company",
    "res.currency",
];

/// At most this many records are compared with each other for the order.
const MOST_FOUND: i64 = 300;
/// Accounts of which the best are taken.
const MOST_ACCOUNTS: u32 = 300;
/// So many of the latest documents are looked at one by one, so that a frequent text finds them.
const LATEST: i64 = 500;

/// The estimate for a pattern may be wrong by far, and then reading a whole table takes seconds. To
/// start parallel workers takes longer than a search.
const PLANS: &str = "
    set local enable_seqscan = off;
    set local max_parallel_workers_per_gather = 0";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SearchHit {
    pub kind: SearchKind,
    /// Odoo's id of the partner, the document (account.move) or the account.
    pub id: i64,
    #[schema(example = "F001-00000123")]
    pub title: String,
    /// The tax id of a partner, the partner of a document, the code of an account.
    #[schema(example = "Comercial Andina S.A.C.")]
    pub subtitle: Option<String>,
    /// The total of a document, or the amount that was found; without sign. Null for partners and
    /// accounts.
    #[schema(value_type = Option<Money>)]
    pub amount: Option<Decimal>,
    /// ISO 4217 code of the amount.
    #[schema(example = "PEN")]
    pub currency: Option<String>,
    /// Accounting date of a document.
    pub date: Option<Date>,
    /// URL of the record in this API; of an account, of its general ledger.
    #[schema(example = "/v1/documents/7")]
    pub url: String,
}

/// What to look for, and where.
struct Question {
    text: String,
    /// None for all companies.
    companies: Option<Vec<i64>>,
    company_id: Option<i64>,
    limit: i64,
}

/// The best hits of each kind: partners, documents, amounts, accounts.
pub async fn find(
    client: &impl GenericClient,
    reader: &Reader,
    parameters: &SearchParameters,
) -> Result<Vec<SearchHit>, Error> {
    let question = Question {
        text: parameters.text()?,
        companies: master_data::visible(client, reader, parameters.company_id).await?,
        company_id: parameters.company_id,
        limit: parameters.limit()?,
    };
    client.batch_execute(PLANS).await?;
    let has_letters = pattern::has_trigram(&question.text);
    let mut hits = Vec::new();
    for kind in parameters.kinds() {
        hits.extend(match kind {
            SearchKind::Partner if has_letters => partners::find(client, &question).await?,
            SearchKind::Document if has_letters => documents::find(client, &question).await?,
            SearchKind::Amount => amounts::find(client, &question).await?,
            SearchKind::Account => accounts::find(client, reader, &question).await?,
            SearchKind::Partner | SearchKind::Document => Vec::new(),
        });
    }
    Ok(hits)
}

/// Whether the search finds open amounts. It finds none until the tables of open items are built.
/// Building them changes no mirrored row, so the version of the mirror does not tell.
pub async fn finds_open_amounts(client: &impl GenericClient) -> Result<bool, Error> {
    let built = "select exists (select from report.state where built_at is not null) as is_built";
    let statement = client.prepare_cached(built).await?;
    let row = client.query_one(&statement, &[]).await?;
    Ok(row.try_get("is_built")?)
}
