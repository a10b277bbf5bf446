//! Accounts, journals, currencies, salespersons, partner tags and document types: the values that
//! filters may name.

mod parameters;
mod sources;

use serde::Serialize;
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::ToSchema;

pub use parameters::{AccountsParameters, JournalsParameters, MasterDataParameters};

use crate::companies;
use crate::cursor::SortValue;
use crate::error::Error;
use crate::pattern;
use crate::prepared::Paging;
use crate::reader::Reader;
use crate::statement::Statement;

/// One list of master data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MasterData {
    Accounts,
    Journals,
    Currencies,
    Salespersons,
    PartnerTags,
    DocumentTypes,
}

/// A record that a filter may name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MasterRecord {
    /// Odoo's id.
    pub id: i64,
    /// Its code; the login of a salesperson; null for a tag.
    pub code: Option<String>,
    pub name: Option<String>,
    /// The company that it belongs to; null if it belongs to several or to all.
    pub company_id: Option<i64>,
    /// False if it is archived in Odoo, or deprecated.
    pub active: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MasterPage {
    pub rows: Vec<MasterRecord>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// What the parameters of any of the lists ask for.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Wanted<'a> {
    pub(crate) q: Option<&'a str>,
    pub(crate) company_id: Option<i64>,
    /// Type of the account or of the journal.
    pub(crate) kind: Option<&'static str>,
    pub(crate) active: Option<bool>,
    #[serde(skip)]
    pub(crate) limit: Option<u32>,
    #[serde(skip)]
    pub(crate) cursor: Option<&'a str>,
}

impl Wanted<'_> {
    /// Which page, for the ETag.
    pub fn page(&self) -> (Option<u32>, Option<&str>) {
        (self.limit, self.cursor)
    }
}

impl MasterData {
    pub fn key(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Journals => "journals",
            Self::Currencies => "currencies",
            Self::Salespersons => "salespersons",
            Self::PartnerTags => "partner-tags",
            Self::DocumentTypes => "document-types",
        }
    }

    /// The models that the list shows.
    pub fn models(self) -> &'static [&'static str] {
        match self {
            Self::Accounts => &["account.account", "res.company"],
            Self::Journals => &["account.journal", "res.company"],
            Self::Currencies => &["res.currency"],
            Self::Salespersons => &["res.users", "res.partner", "account.move"],
            Self::PartnerTags => &["res.partner.category"],
            Self::DocumentTypes => &["l10n_latam.document.type", "res.company", "res.partner"],
        }
    }
}

/// One page: by code, or by name where there are no codes.
pub async fn page(
    client: &impl GenericClient,
    reader: &Reader,
    list: MasterData,
    wanted: Wanted<'_>,
) -> Result<MasterPage, Error> {
    let paging = Paging::read(wanted.limit, wanted.cursor)?.bound_to(list.key(), &wanted)?;
    let after = paging.after(SortValue::Text)?;
    let companies = visible(client, reader, wanted.company_id).await?;
    let pattern = wanted.q.map(pattern::containing);
    let mut statement = Statement::default();
    statement.push("with listed as (");
    sources::push(&mut statement, list, &companies);
    statement.push(
        ")
    select id, code, name, company_id, active, sort_value from listed where true",
    );
    if let Some(kind) = &wanted.kind {
        statement.push_with(" and kind = ?", kind);
    }
    if let Some(active) = &wanted.active {
        statement.push_with(" and active = ?", active);
    }
    if let Some(pattern) = &pattern {
        statement.push_with(
            " and report.searched(name, code, null) like report.folded(?)",
            pattern,
        );
    }
    if let Some(after) = &after {
        let value = statement.bind(after.value());
        statement.push_with(
            &format!(" and (sort_value collate \"C\", id) > ({value}, ?)"),
            &after.id,
        );
    }
    statement.push_with(
        "\n    order by sort_value collate \"C\", id limit ?",
        &paging.one_more,
    );
    let mut rows = statement.query(client).await?;
    let next = paging.cut(&mut rows, |last| {
        Ok((last.try_get("sort_value")?, last.try_get("id")?))
    })?;
    let rows = rows.iter().map(record);
    Ok(MasterPage {
        rows: rows.collect::<Result<_, _>>()?,
        next,
    })
}

/// The chosen company, or all that the reader may see; None for all of the tenant.
pub(crate) async fn visible(
    client: &impl GenericClient,
    reader: &Reader,
    company_id: Option<i64>,
) -> Result<Option<Vec<i64>>, Error> {
    if company_id.is_some() {
        let company = companies::choose(client, reader, company_id).await?;
        return Ok(Some(company.ids));
    }
    Ok(reader.scope.companies().map(<[i64]>::to_vec))
}

fn record(row: &Row) -> Result<MasterRecord, Error> {
    Ok(MasterRecord {
        id: row.try_get("id")?,
        code: row.try_get("code")?,
        name: row.try_get("name")?,
        company_id: row.try_get("company_id")?,
        active: row.try_get("active")?,
    })
}
