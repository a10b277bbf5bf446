//! Open items of one side at a date: each journal item that is not fully settled.
//!
//! Payments and credit notes not yet applied to a document are rows too, with the opposite sign.

mod answer;
mod columns;
mod paper;
mod parameters;
mod statement;

use futures::stream::{BoxStream, StreamExt};
use rust_decimal::Decimal;
use store::GenericClient;
use tokio_postgres::Row;

pub use answer::{CurrencyTotal, OpenItem, OpenItemsAnswer, OpenItemsPage, OpenItemsTotals};
pub use columns::COLUMNS;
pub use parameters::{OpenItemsParameters, OpenItemsSort};

use crate::LEDGER;
use crate::chunk::Group;
use crate::column::{Cell, ColumnOf, Title};
use crate::companies;
use crate::cursor::After;
use crate::document_kind;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::{self, Expected, Filter, Scope, Side};
use crate::lists::NONE;
use crate::notes;
use crate::paper::{Language, Paper};
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report::{Answer, Report};
use crate::tie_out;
use crate::url::{InPath, Url};

impl OpenItem {
    /// What is left to pay of an overdue item; None if it is not overdue. What a registered payment
    /// covers is paid, although it is not booked yet.
    pub fn overdue_currency(&self) -> Option<Decimal> {
        let pending = self.pending_currency.unwrap_or_default();
        (self.days_overdue > 0).then(|| self.residual_currency - pending)
    }

    /// How the partner knows the document. Names of our journals say nothing to it, so a payment is
    /// known by what the payer wrote.
    pub fn known_as(&self) -> Option<String> {
        document_kind::known_as(
            self.document_kind,
            self.document_number.as_deref(),
            self.r#ref.as_deref(),
        )
    }
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct OpenItemsQuery {
    prepared: Prepared<OpenItemsParameters>,
    filter: Filter,
    sort: OpenItemsSort,
    after: Option<After>,
}

impl Report for OpenItemsQuery {
    const KEY: &'static str = "open-items";
    const TITLE: Title<'static> = Title::new("Open items", "Partidas abiertas");
    const TITLES_BY_SIDE: Option<[Title<'static>; 2]> = Some([
        Title::new("Open receivables", "Partidas abiertas por cobrar"),
        Title::new("Open payables", "Partidas abiertas por pagar"),
    ]);
    const FILE_NAMES: FileNames =
        FileNames::new("receivables-open-items", "partidas-abiertas-por-cobrar")
            .payable("payables-open-items", "partidas-abiertas-por-pagar");
    const MODELS: &'static [&'static str] = &LEDGER;
    const SHOWS_NOTES: bool = true;
    const URLS: &'static [Url] = &[
        Url {
            path: "/v1/receivables/open-items",
            tag: "receivables",
            operation: "list_receivable_open_items",
            summary: "Open items of receivables: what customers owe",
            sets: Some(InPath::Value("side", "receivable")),
        },
        Url {
            path: "/v1/payables/open-items",
            tag: "payables",
            operation: "list_payable_open_items",
            summary: "Open items of payables: what the company owes to vendors",
            sets: Some(InPath::Value("side", "payable")),
        },
    ];
    const ANSWERS: &'static str = "One page of open items";
    const LINKS_TO_ODOO: bool = true;
    type Parameters = OpenItemsParameters;
    type Row = OpenItem;
    type Answer = OpenItemsAnswer;

    async fn prepare(
        client: &impl GenericClient,
        asked: &OpenItemsParameters,
        reader: &Reader,
    ) -> Result<Self, Error> {
        let mut paging = Paging::read(asked.limit, asked.cursor.as_deref())?;
        let today = paging.day_or(reader.today);
        let as_of = asked.as_of.unwrap_or(today);
        let sort = asked.sort.unwrap_or(OpenItemsSort::DueDate);
        let company = companies::choose_with_others(
            client,
            reader,
            asked.company_id,
            asked.companies.as_ref(),
        )
        .await?;
        let scope = Scope {
            side: asked.side,
            company: &company,
            as_of,
        };
        let wanted = asked.wanted(as_of)?;
        let filter = filter::filter(client, scope, wanted).await?;
        let parameters = OpenItemsParameters {
            company_id: Some(company.id),
            partner_id: filter.partner_id(),
            as_of: Some(as_of),
            unapplied_only: asked.unapplied_only.filter(|only| *only),
            sort: Some(sort),
            limit: None,
            cursor: None,
            ..asked.clone()
        };
        let prepared = Prepared::new(Self::KEY, company, parameters, paging)?;
        Ok(Self {
            after: prepared.paging.after(sort.value())?,
            prepared,
            filter,
            sort,
        })
    }

    /// Files group the items by partner.
    fn in_a_file(asked: OpenItemsParameters) -> OpenItemsParameters {
        OpenItemsParameters {
            sort: asked.sort.or(Some(OpenItemsSort::Partner)),
            ..asked
        }
    }

    async fn paper(
        &self,
        _client: &impl GenericClient,
        language: &Language,
    ) -> Result<Option<Paper<OpenItem>>, Error> {
        Ok(Some(paper::paper(self, language)))
    }

    fn link_to_odoo(answer: &mut OpenItemsAnswer, page: &dyn Fn(i64) -> String) {
        for item in &mut answer.data {
            item.odoo_url = item.move_id.map(page);
        }
    }

    fn prepared(&self) -> &Prepared<OpenItemsParameters> {
        &self.prepared
    }

    async fn answer(&self, client: &impl GenericClient) -> Result<Answer<OpenItemsAnswer>, Error> {
        let OpenItemsPage { rows, next } = page(client, self).await?;
        let (mut sums, mut tie_out) = (None, None);
        if self.prepared.paging.is_first() {
            let whole = totals(client, self).await?;
            tie_out =
                tie_out::check_report(client, self.company(), self.parameters(), whole.residual)
                    .await?;
            sums = Some(whole);
        }
        let answer = OpenItemsAnswer {
            data: rows,
            totals: sums,
            tie_out,
        };
        Ok(Answer::page(answer, next))
    }

    fn columns(&self) -> Vec<ColumnOf<'_, OpenItem>> {
        columns::columns()
    }

    async fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> Result<BoxStream<'c, Result<OpenItem, Error>>, Error> {
        let rows = statement::all(self).stream(client).await?;
        let company_currency = self.company().currency.clone();
        Ok(rows.map(move |row| item(&row?, &company_currency)).boxed())
    }

    async fn expected(&self, client: &impl GenericClient) -> Result<Expected, Error> {
        let totals = totals(client, self).await?;
        Ok(Expected::new(totals.items.unsigned_abs(), totals.residual))
    }

    fn control(&self, row: &OpenItem) -> Decimal {
        row.residual
    }

    /// By partner, if the items are sorted by partner.
    fn group<'r>(&self, row: &'r OpenItem) -> Option<Group<'r>> {
        use OpenItemsSort::{Partner, PartnerDescending};
        let is_by_partner = matches!(self.sort, Partner | PartnerDescending);
        is_by_partner.then(|| Group::Of {
            id: row.partner_id.unwrap_or_default(),
            name: match (&row.partner_name, self.parameters().side) {
                (Some(name), _) => name.into(),
                (None, Side::Receivable) => Cell::Word(columns::NO_CUSTOMER),
                (None, Side::Payable) => Cell::Word(columns::NO_VENDOR),
            },
        })
    }
}

/// One page, in the order of the query.
pub async fn page(
    client: &impl GenericClient,
    query: &OpenItemsQuery,
) -> Result<OpenItemsPage, Error> {
    let mut rows = statement::page(query).query(client).await?;
    let next = query.prepared.paging.cut(&mut rows, |last| {
        Ok((last.try_get("sort_value")?, last.try_get("line_id")?))
    })?;
    let company_currency = &query.prepared.company.currency;
    let rows = rows.iter().map(|row| item(row, company_currency));
    Ok(OpenItemsPage {
        rows: rows.collect::<Result<_, _>>()?,
        next,
    })
}

pub async fn totals(
    client: &impl GenericClient,
    query: &OpenItemsQuery,
) -> Result<OpenItemsTotals, Error> {
    let rows = statement::totals(query).query(client).await?;
    let by_currency: Vec<CurrencyTotal> = rows
        .iter()
        .map(|row| {
            Ok(CurrencyTotal {
                currency: row.try_get("currency")?,
                items: row.try_get("items")?,
                residual_currency: row.try_get("residual_currency")?,
                residual: row.try_get("residual")?,
                items_url: of_currency(query, row.try_get("currency")?),
            })
        })
        .collect::<Result<_, Error>>()?;
    Ok(OpenItemsTotals {
        items: by_currency.iter().map(|total| total.items).sum(),
        company_currency: query.prepared.company.currency.clone(),
        residual: by_currency.iter().map(|total| total.residual).sum(),
        by_currency,
    })
}

/// URL of the items in one currency.
pub(crate) fn of_currency(query: &OpenItemsQuery, code: &str) -> String {
    let code = if code.is_empty() { NONE } else { code };
    let only = OpenItemsParameters {
        currencies: code.parse().ok(),
        sort: None,
        ..query.parameters().clone()
    };
    only.url()
}

fn item(row: &Row, company_currency: &str) -> Result<OpenItem, Error> {
    let name: Option<String> = row.try_get("move_name")?;
    let reference: Option<String> = row.try_get("ref")?;
    let number = document_kind::read_number(row, name.as_deref(), reference.as_deref())?;
    let line_id: i64 = row.try_get("line_id")?;
    let move_id: Option<i64> = row.try_get("move_id")?;
    Ok(OpenItem {
        line_id,
        item_url: format!("/v1/journal-items/{line_id}"),
        move_id,
        document_url: move_id.map(|id| format!("/v1/documents/{id}")),
        odoo_url: None,
        move_type: row.try_get("move_type")?,
        company_id: row.try_get("company_id")?,
        document_kind: document_kind::read(row)?,
        document_number: number,
        move_name: name,
        document_type_code: row.try_get("document_type_code")?,
        document_type_name: row.try_get("document_type_name")?,
        r#ref: reference,
        partner_id: row.try_get("partner_id")?,
        partner_name: row.try_get("partner_name")?,
        partner_tax_id: row.try_get("partner_tax_id")?,
        contact_id: row.try_get("contact_id")?,
        partner_tags: row.try_get("partner_tags")?,
        account_code: row.try_get("account_code")?,
        account_name: row.try_get("account_name")?,
        date: row.try_get("date")?,
        invoice_date: row.try_get("invoice_date")?,
        due_date: row.try_get("due")?,
        days_overdue: row.try_get("days_overdue")?,
        currency: row.try_get("currency")?,
        amount_currency: row.try_get("amount_currency")?,
        residual_currency: row.try_get("residual_currency")?,
        pending_currency: row.try_get("pending_currency")?,
        company_currency: company_currency.to_owned(),
        balance: row.try_get("balance")?,
        residual: row.try_get("residual")?,
        salesperson_id: row.try_get("salesperson_id")?,
        salesperson_name: row.try_get("salesperson_name")?,
        journal_code: row.try_get("journal_code")?,
        latest_note: notes::read(row)?,
    })
}
