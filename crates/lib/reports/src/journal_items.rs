//! Journal items: the lines behind the figures of every report.

mod columns;
mod parameters;

use futures::stream::{BoxStream, StreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use states::MoveState;
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::ToSchema;

pub use parameters::{JournalItemsParameters, JournalItemsSort};

use crate::LEDGER;
use crate::balances::{self, after};
use crate::column::{ColumnOf, Title};
use crate::companies;
use crate::currencies::rounded;
use crate::cursor::{After, SortValue};
use crate::error::Error;
use crate::figures::Money;
use crate::file_names::FileNames;
use crate::filter::Expected;
use crate::line_filter::{LineFilter, check_period};
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report};
use crate::statement::{Param, Statement};
use crate::url::Url;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct JournalItem {
    /// Odoo's id of the journal item.
    pub id: i64,
    pub move_id: Option<i64>,
    #[schema(example = "F FFI-00000123")]
    pub move_name: Option<String>,
    pub state: Option<MoveState>,
    /// Accounting date.
    pub date: Date,
    pub due_date: Option<Date>,
    pub journal_code: Option<String>,
    pub account_id: i64,
    pub account_code: Option<String>,
    pub account_name: Option<String>,
    pub partner_id: Option<i64>,
    pub partner_name: Option<String>,
    pub label: Option<String>,
    pub r#ref: Option<String>,
    /// ISO 4217 code of the document's currency.
    #[schema(example = "USD")]
    pub currency: String,
    #[schema(value_type = Money)]
    pub amount_currency: Decimal,
    #[schema(value_type = Money)]
    pub debit: Decimal,
    #[schema(value_type = Money)]
    pub credit: Decimal,
    #[schema(value_type = Money)]
    pub balance: Decimal,
    /// URL of the item with its document, its settlements and its page in Odoo.
    #[schema(example = "/v1/journal-items/7")]
    pub url: String,
    #[schema(example = "/v1/documents/7")]
    pub document_url: Option<String>,
    /// The page of its document in Odoo.
    #[schema(example = "https://odoo.example/odoo/account.move/7")]
    pub odoo_url: Option<String>,
    /// Odoo's id of the group of items that settle each other completely (account.full.reconcile).
    pub full_reconcile_id: Option<i64>,
}

/// Totals over the whole filter, not of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct JournalItemsTotals {
    pub items: i64,
    /// ISO 4217 code of the company's currency.
    pub company_currency: String,
    #[schema(value_type = Money)]
    pub debit: Decimal,
    #[schema(value_type = Money)]
    pub credit: Decimal,
    #[schema(value_type = Money)]
    pub balance: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct JournalItemsPage {
    pub rows: Vec<JournalItem>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JournalItemsAnswer {
    pub data: Vec<JournalItem>,
    /// Over the whole filter. Only on the first page; null on later pages.
    pub totals: Option<JournalItemsTotals>,
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct JournalItemsQuery {
    prepared: Prepared<JournalItemsParameters>,
    filter: LineFilter,
    date_to: Date,
    sort: JournalItemsSort,
    after: Option<After>,
}

impl Report for JournalItemsQuery {
    const KEY: &'static str = "journal-items";
    const TITLE: Title<'static> = Title::new("Journal items", "Apuntes contables");
    const FILE_NAMES: FileNames = FileNames::new("journal-items", "apuntes-contables");
    const MODELS: &'static [&'static str] = &LEDGER;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/journal-items",
        tag: "ledger",
        operation: "list_journal_items",
        summary: "Journal items by date: the lines behind the figures of reports",
        sets: None,
    }];
    const ANSWERS: &'static str = "One page of journal items";
    const LINKS_TO_ODOO: bool = true;
    type Parameters = JournalItemsParameters;
    type Row = JournalItem;
    type Answer = JournalItemsAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &JournalItemsParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let mut paging = Paging::read(asked.limit, asked.cursor.as_deref())?;
        let today = paging.day_or(reader.today);
        let date_to = asked.date_to.unwrap_or(today);
        if let Some(date_from) = asked.date_from {
            check_period(date_from, date_to)?;
        }
        let sort = asked.sort.unwrap_or(JournalItemsSort::Date);
        let company = companies::choose_with_others(
            client,
            reader,
            asked.company_id,
            asked.companies.as_ref(),
        )
        .await?;
        let filter = LineFilter::read(client, &company, asked.wanted(), today).await?;
        let parameters = JournalItemsParameters {
            company_id: Some(company.id),
            partner_id: filter.partner_id(),
            date_to: Some(date_to),
            include_drafts: Some(asked.include_drafts.unwrap_or_default()),
            sort: Some(sort),
            limit: None,
            cursor: None,
            ..asked.clone()
        };
        let prepared = Prepared::new(Self::KEY, company, parameters, paging)?;
        Ok(Self {
            after: prepared.paging.after(SortValue::Date)?,
            prepared,
            filter,
            date_to,
            sort,
        })
    }

    fn link_to_odoo(answer: &mut JournalItemsAnswer, page: &dyn Fn(i64) -> String) {
        for item in &mut answer.data {
            item.odoo_url = item.move_id.map(page);
        }
    }

    fn prepared(&self) -> &Prepared<JournalItemsParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<JournalItemsAnswer>, Error> {
        let JournalItemsPage { rows, next } = page(client, self).await?;
        let totals = if self.prepared.paging.is_first() {
            Some(totals(client, self).await?)
        } else {
            None
        };
        Ok(Answer::page(
            JournalItemsAnswer { data: rows, totals },
            next,
        ))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, JournalItem>> {
        columns::COLUMNS.to_vec()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<JournalItem, Error>>, Error> {
        let rows = all_statement(self).stream(client).await?;
        let decimals = self.company().decimal_places;
        Ok(rows.map(move |row| item(&row?, decimals)).boxed())
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let totals = totals(client, self).await?;
        Ok(Expected::new(totals.items.unsigned_abs(), totals.balance))
    }

    fn control(&self, row: &JournalItem) -> Decimal {
        row.balance
    }
}

/// One page, in the order of the query.
pub async fn page(
    client: &impl GenericClient,
    query: &JournalItemsQuery,
) -> Result<JournalItemsPage, Error> {
    let mut rows = page_statement(query).query(client).await?;
    let next = query.prepared.paging.cut(&mut rows, |last| {
        let date: Date = last.try_get("date")?;
        Ok((date.to_string(), last.try_get("id")?))
    })?;
    let decimals = query.prepared.company.decimal_places;
    let rows = rows.iter().map(|row| item(row, decimals));
    Ok(JournalItemsPage {
        rows: rows.collect::<Result<_, _>>()?,
        next,
    })
}

pub async fn totals(
    client: &impl GenericClient,
    query: &JournalItemsQuery,
) -> Result<JournalItemsTotals, Error> {
    let (from, until) = (query.prepared.parameters.date_from, after(query.date_to));
    let dates = from.into_iter().chain([until]);
    let balances = balances::read(client, &query.filter, dates).await?;
    let mut sums = balances::Sums::default();
    for account in &query.filter.account_ids {
        sums += balances.between(*account, from, until);
    }
    let rounded = |amount| rounded(amount, query.prepared.company.decimal_places);
    Ok(JournalItemsTotals {
        items: sums.lines,
        company_currency: query.prepared.company.currency.clone(),
        debit: rounded(sums.debit),
        credit: rounded(sums.credit),
        balance: rounded(sums.balance),
    })
}

fn all_statement(query: &JournalItemsQuery) -> Statement<'_> {
    let mut statement = Statement::default();
    let company = statement.bind(&query.filter.company_id);
    statement.push_with(
        "with page as (
    select line.* from report.journal_item line where line.account_id = any(?)",
        &query.filter.account_ids,
    );
    conditions(&mut statement, query, None);
    statement.push("\n)\n");
    details(&mut statement, company);
    let direction = query.sort.direction();
    statement.push(&format!(
        "\norder by page.date {direction}, page.id {direction}"
    ));
    statement
}

fn page_statement(query: &JournalItemsQuery) -> Statement<'_> {
    let limit = &query.prepared.paging.one_more;
    let mut statement = Statement::default();
    let company = statement.bind(&query.filter.company_id);
    let order = format!("date {0}, id {0}", query.sort.direction());
    statement.push("with page as (\n    select line.*");
    if query.filter.is_selective() {
        statement.push_with(
            " from report.journal_item line where line.account_id = any(?)",
            &query.filter.account_ids,
        );
        conditions(&mut statement, query, query.after.as_ref());
    } else {
        // Reads account by account, so that each index scan is in order and stops early.
        statement.push_with(
            " from unnest(?::bigint[]) account (id) cross join lateral (
        select line.* from report.journal_item line where line.account_id = account.id",
            &query.filter.account_ids,
        );
        conditions(&mut statement, query, query.after.as_ref());
        statement.push_with(&format!("\n    order by {order} limit ?) line"), limit);
    }
    statement.push_with(&format!("\n    order by {order} limit ?\n)\n"), limit);
    details(&mut statement, company);
    statement.push(&format!(
        "\norder by page.date {0}, page.id {0}",
        query.sort.direction()
    ));
    statement
}

fn conditions<'a>(
    statement: &mut Statement<'a>,
    query: &'a JournalItemsQuery,
    after: Option<&'a After>,
) {
    query.filter.conditions(statement);
    if let Some(from) = &query.prepared.parameters.date_from {
        statement.push_with("\n      and line.date >= ?", from);
    }
    statement.push_with("\n      and line.date <= ?", &query.date_to);
    if let Some(after) = after {
        let value = statement.bind(after.value());
        let comparison = query.sort.comparison();
        statement.push_with(
            &format!("\n      and (line.date, line.id) {comparison} ({value}, ?)"),
            &after.id,
        );
    }
}

/// Selects the columns for [`item`] from `page`, which contains journal items. Adds names to ids;
/// deleted records keep their last names.
pub(crate) fn details(statement: &mut Statement<'_>, company: Param) {
    statement.push(&format!(
        "select page.id, page.move_id, coalesce(move.name, page.move_name) as move_name,
           page.parent_state as state, page.date, page.date_maturity, journal.code as journal_code,
           page.account_id,
           coalesce(account.code_by_company ->> {company}::bigint::text, account.code)
               as account_code,
           account.name as account_name, page.partner_id, partner.name as partner_name,
           page.name as label, coalesce(page.ref, move.ref) as ref,
           coalesce(currency.name, '') as currency,
           coalesce(currency.decimal_places, 2) as decimal_places,
           page.amount_currency, page.debit, page.credit, page.balance, page.full_reconcile_id
    from page
    left join odoo.account_move move on move.id = page.move_id
    left join odoo.account_journal journal on journal.id = page.journal_id
    left join odoo.account_account account on account.id = page.account_id
    left join odoo.res_partner partner on partner.id = page.partner_id
    left join odoo.res_currency currency on currency.id = page.currency_id"
    ));
}

/// `decimals`: decimal places of the company's currency.
pub(crate) fn item(row: &Row, decimals: i32) -> Result<JournalItem, Error> {
    let id: i64 = row.try_get("id")?;
    let move_id: Option<i64> = row.try_get("move_id")?;
    let amount = |name| -> Result<Decimal, Error> { Ok(rounded(row.try_get(name)?, decimals)) };
    Ok(JournalItem {
        id,
        move_id,
        move_name: row.try_get("move_name")?,
        state: row.try_get("state")?,
        date: row.try_get("date")?,
        due_date: row.try_get("date_maturity")?,
        journal_code: row.try_get("journal_code")?,
        account_id: row.try_get("account_id")?,
        account_code: row.try_get("account_code")?,
        account_name: row.try_get("account_name")?,
        partner_id: row.try_get("partner_id")?,
        partner_name: row.try_get("partner_name")?,
        label: row.try_get("label")?,
        r#ref: row.try_get("ref")?,
        currency: row.try_get("currency")?,
        amount_currency: rounded(
            row.try_get("amount_currency")?,
            row.try_get("decimal_places")?,
        ),
        debit: amount("debit")?,
        credit: amount("credit")?,
        balance: amount("balance")?,
        url: format!("/v1/journal-items/{id}"),
        document_url: move_id.map(|id| format!("/v1/documents/{id}")),
        odoo_url: None,
        full_reconcile_id: row.try_get("full_reconcile_id")?,
    })
}
