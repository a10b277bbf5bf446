//! A partner's statement. For each currency: the opening balance, each document and payment with a
//! running balance, the closing balance. Then the open items, by how long they have been due.
//!
//! Open items come from the report of open items, so the two always agree.

mod columns;
mod open;
mod paper;
mod parameters;
mod pending;
mod rows;

use futures::stream::{self, BoxStream, StreamExt, TryStreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use store::GenericClient;
use utoipa::ToSchema;

pub use open::{StatementAgeing, StatementOpen, open, open_items};
pub use parameters::PartnerStatementParameters;
pub use pending::PendingPayment;
pub use rows::{StatementRow, StatementRowKind};

use crate::LEDGER;
use crate::accounts::Choice;
use crate::chunk::Group;
use crate::column::{ColumnOf, Title};
use crate::companies;
use crate::currencies::rounded;
use crate::error::Error;
use crate::figures::Money;
use crate::file_names::FileNames;
use crate::filter::{Expected, Side};
use crate::fiscal_year;
use crate::letterhead;
use crate::line_filter::{LineFilter, WantedLines, check_period};
use crate::paper::{Language, Paper};
use crate::prepared::{self, Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report};
use crate::url::{InPath, Url};
use rows::Section;

/// Rows that are read at a time for a file.
const FILE_PAGE: u16 = 500;

/// Totals of a currency. Amounts with `_currency` are in it, the others in the company's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StatementTotals {
    /// ISO 4217 code.
    #[schema(example = "USD")]
    pub currency: String,
    pub documents: i64,
    #[schema(value_type = Money)]
    pub opening_currency: Decimal,
    #[schema(value_type = Money)]
    pub debit_currency: Decimal,
    #[schema(value_type = Money)]
    pub credit_currency: Decimal,
    #[schema(value_type = Money)]
    pub closing_currency: Decimal,
    #[schema(value_type = Money)]
    pub opening: Decimal,
    #[schema(value_type = Money)]
    pub debit: Decimal,
    #[schema(value_type = Money)]
    pub credit: Decimal,
    #[schema(value_type = Money)]
    pub closing: Decimal,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnerStatementPage {
    pub rows: Vec<StatementRow>,
    /// One row per currency, over the whole period, not of one page.
    pub totals: Vec<StatementTotals>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PartnerStatementAnswer {
    pub data: Vec<StatementRow>,
    /// One row per currency, over the whole period, on every page.
    pub totals: Vec<StatementTotals>,
    /// Open items on the last day. Only on the first page; null on later pages.
    pub open: Option<StatementOpen>,
    /// Payments that are registered in Odoo up to the last day and have no journal entry yet. They are
    /// in no balance.
    pub pending_payments: Vec<PendingPayment>,
    pub partner_name: Option<String>,
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct PartnerStatementQuery {
    prepared: Prepared<PartnerStatementParameters>,
    partner_name: Option<String>,
    filter: LineFilter,
    from: Date,
    to: Date,
    after: Option<Position>,
}

/// Position of a row: code and id of its currency, and its place in this section.
type Position = (String, i64, LastRow);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum LastRow {
    Opening,
    Document(Date, i64),
    Closing,
}

impl Report for PartnerStatementQuery {
    const KEY: &'static str = "partner-statement";
    const TITLE: Title<'static> = Title::new("Statement of account", "Estado de cuenta");
    const FILE_NAMES: FileNames = FileNames::new("statement-of-account", "estado-de-cuenta")
        .payable("vendor-statement", "estado-de-cuenta-de-proveedor")
        .of_partner();
    const MODELS: &'static [&'static str] = &LEDGER;
    const URLS: &'static [Url] = &[Url {
        path: "/v1/partners/{id}/statement",
        tag: "receivables",
        operation: "show_partner_statement",
        summary: "A partner's documents and payments with a running balance, and the open items",
        sets: Some(InPath::Id("partner_id", "partner")),
    }];
    const IS_FOR_CUSTOMERS: bool = true;
    const ANSWERS: &'static str = "One page of rows";
    const LINKS_TO_ODOO: bool = true;
    type Parameters = PartnerStatementParameters;
    type Row = StatementRow;
    type Answer = PartnerStatementAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &PartnerStatementParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let mut paging = Paging::read(asked.limit, asked.cursor.as_deref())?;
        let today = paging.day_or(reader.today);
        let company = companies::choose_with_others(
            client,
            reader,
            asked.company_id,
            asked.companies.as_ref(),
        )
        .await?;
        let year_end = fiscal_year::year_end(client, company.id).await?;
        let to = asked.date_to.unwrap_or(today);
        let from = asked
            .date_from
            .unwrap_or_else(|| year_end.start_of_year(to));
        check_period(from, to)?;
        let side = asked.side.unwrap_or(Side::Receivable);
        let filter = LineFilter::read(client, &company, wanted(asked, side), today).await?;
        let partner_id = filter.partner_id().unwrap_or(asked.partner_id);
        let statement = client.prepare_cached(PARTNER).await?;
        let partner = client.query_opt(&statement, &[&partner_id]).await?;
        let partner = partner.filter(|row| reader.scope.shows(row.get("company_id")));
        let partner = partner.ok_or_else(|| {
            Error::parameter(
                "partner_id",
                format!("there is no partner {partner_id}"),
                "an id of GET /v1/partners",
            )
        })?;
        let parameters = PartnerStatementParameters {
            partner_id,
            side: Some(side),
            company_id: Some(company.id),
            date_from: Some(from),
            date_to: Some(to),
            limit: None,
            cursor: None,
            ..asked.clone()
        };
        let prepared = Prepared::new(Self::KEY, company, parameters, paging)?;
        let assumes_year = asked.date_from.is_none();
        let prepared = prepared.warn(year_end.warning().filter(|_| assumes_year));
        Ok(Self {
            after: prepared.paging.position()?,
            prepared,
            partner_name: partner.try_get(0)?,
            filter,
            from,
            to,
        })
    }

    async fn paper(
        &self,
        client: &impl GenericClient,
        language: &Language,
    ) -> Result<Option<Paper<StatementRow>>, Error> {
        let facts = paper::Facts {
            partner: letterhead::of_partner(client, self.parameters().partner_id).await?,
            open: open::read(client, self, usize::MAX).await?,
            pending: pending::read(client, self).await?,
        };
        Ok(Some(paper::paper(self, facts, language)))
    }

    fn link_to_odoo(answer: &mut PartnerStatementAnswer, page: &dyn Fn(i64) -> String) {
        for row in &mut answer.data {
            row.odoo_url = row.move_id.map(page);
        }
        for item in answer.open.iter_mut().flat_map(|open| &mut open.open_items) {
            item.odoo_url = item.move_id.map(page);
        }
    }

    fn prepared(&self) -> &Prepared<PartnerStatementParameters> {
        &self.prepared
    }

    async fn answer(
        &self,
        client: &impl GenericClient,
    ) -> Result<Answer<PartnerStatementAnswer>, Error> {
        let PartnerStatementPage { rows, totals, next } = page(client, self).await?;
        let open = if self.prepared.paging.is_first() {
            Some(open(client, self).await?)
        } else {
            None
        };
        let answer = PartnerStatementAnswer {
            data: rows,
            totals,
            open,
            pending_payments: pending::read(client, self).await?,
            partner_name: self.partner_name.clone(),
        };
        Ok(Answer::page(answer, next))
    }

    fn subject(&self) -> Option<&str> {
        self.partner_name.as_deref()
    }

    fn columns(&self) -> Vec<ColumnOf<'_, StatementRow>> {
        columns::COLUMNS.to_vec()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<StatementRow, Error>>, Error> {
        let sections = rows::sections(client, self).await?;
        let first = Self {
            after: None,
            ..self.clone()
        };
        let pages = stream::try_unfold(Some((first, sections)), async move |rest| {
            let Some((mut query, sections)) = rest else {
                return Ok::<_, Error>(None);
            };
            let mut rows = rows::page(client, &query, &sections, FILE_PAGE).await?;
            let more = rows.len() > FILE_PAGE.into();
            rows.truncate(FILE_PAGE.into());
            query.after = rows.last().map(|(_, position)| position.clone());
            let rows = rows.into_iter().map(|(row, _)| row);
            let rows = rows.filter(|row| !row.is_internal()).map(Ok);
            let rest = more.then_some((query, sections));
            Ok(Some((stream::iter(rows.collect::<Vec<_>>()), rest)))
        });
        Ok(pages.try_flatten().boxed())
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let sections = rows::sections(client, self).await?;
        let rows = |section: &Section| section.documents - section.internal_documents + 2;
        let rows: i64 = sections.iter().map(rows).sum();
        let moved = sections.iter().map(|section| {
            section.debit.company + section.credit.company - section.internal_amount
        });
        Ok(Expected::new(
            rows.unsigned_abs(),
            rounded(moved.sum(), self.company().decimal_places),
        ))
    }

    fn control(&self, row: &StatementRow) -> Decimal {
        row.amount.unwrap_or_default()
    }

    fn is_sum(&self, row: &StatementRow) -> bool {
        row.kind != StatementRowKind::Document
    }

    fn group<'r>(&self, row: &'r StatementRow) -> Option<Group<'r>> {
        match row.kind {
            StatementRowKind::Opening => None,
            StatementRowKind::Document => Some(Group::Detail),
            StatementRowKind::Closing => Some(Group::Closing),
        }
    }
}

fn wanted(parameters: &PartnerStatementParameters, side: Side) -> WantedLines<'_> {
    WantedLines {
        accounts: Choice {
            account_type: Some(side.account_type()),
            ..Choice::default()
        },
        partner_id: Some(parameters.partner_id),
        partner_level: parameters.partner_level,
        currency: parameters.currency.as_deref(),
        ..WantedLines::default()
    }
}

/// One page, currency by currency.
pub async fn page(
    client: &impl GenericClient,
    query: &PartnerStatementQuery,
) -> Result<PartnerStatementPage, Error> {
    let sections = rows::sections(client, query).await?;
    let paging = &query.prepared.paging;
    let mut rows = rows::page(client, query, &sections, paging.limit).await?;
    let next = paging.cut(&mut rows, |(_, position)| Ok(prepared::sort_key(position)))?;
    Ok(PartnerStatementPage {
        rows: rows.into_iter().map(|(row, _)| row).collect(),
        totals: sections.iter().map(|it| totals(query, it)).collect(),
        next,
    })
}

fn totals(query: &PartnerStatementQuery, section: &Section) -> StatementTotals {
    let own = |amount| section.currency.rounded(amount);
    let company = |amount| rounded(amount, query.prepared.company.decimal_places);
    let closing = section.closing();
    StatementTotals {
        currency: section.currency.code.clone(),
        documents: section.documents,
        opening_currency: own(section.opening.currency),
        debit_currency: own(section.debit.currency),
        credit_currency: own(-section.credit.currency),
        closing_currency: own(closing.currency),
        opening: company(section.opening.company),
        debit: company(section.debit.company),
        credit: company(-section.credit.company),
        closing: company(closing.company),
    }
}

const PARTNER: &str = "
    select name, company_id from odoo.res_partner where id = $1 and _deleted_at is null";
