//! The rows of a statement: per currency an opening row, one row per document, and a closing row.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;
use tokio_postgres::Row;
use utoipa::ToSchema;

use super::{LastRow, PartnerStatementQuery, Position};
use crate::currencies::{Currency, rounded};
use crate::document_kind::{self, DocumentKind};
use crate::error::Error;
use crate::figures::Money;
use crate::statement::Statement;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatementRowKind {
    Opening,
    /// A document or payment.
    Document,
    Closing,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StatementRow {
    pub kind: StatementRowKind,
    /// ISO 4217 code of the section's currency.
    #[schema(example = "USD")]
    pub currency: String,
    /// Odoo's id of the account.move.
    pub move_id: Option<i64>,
    #[schema(example = "F FFI-00000123")]
    pub move_name: Option<String>,
    #[schema(example = "01")]
    pub document_type_code: Option<String>,
    /// Null in opening and closing rows.
    pub document_kind: Option<DocumentKind>,
    /// The number as the tax authority writes it.
    #[schema(example = "FFI-00000123")]
    pub document_number: Option<String>,
    #[schema(example = "Factura")]
    pub document_type_name: Option<String>,
    pub r#ref: Option<String>,
    pub date: Option<Date>,
    /// Due date of its last instalment.
    pub due_date: Option<Date>,
    /// In the currency of the section; debits are positive.
    #[schema(value_type = Option<Money>)]
    pub amount_currency: Option<Decimal>,
    /// In the company's currency.
    #[schema(value_type = Option<Money>)]
    pub amount: Option<Decimal>,
    /// Balance after this row, in the currency of the section.
    #[schema(value_type = Money)]
    pub running_balance_currency: Decimal,
    /// The same in the company's currency.
    #[schema(value_type = Money)]
    pub running_balance: Decimal,
    /// Whether the document is the entry of an exchange difference. Files leave it out if it does not
    /// change the balance in the currency.
    pub is_exchange_difference: bool,
    #[schema(example = "/v1/documents/7")]
    pub document_url: Option<String>,
    /// The page of its document in Odoo.
    #[schema(example = "https://odoo.example/odoo/account.move/7")]
    pub odoo_url: Option<String>,
}

impl StatementRow {
    /// Whether the row says nothing to the partner.
    pub(super) fn is_internal(&self) -> bool {
        self.is_exchange_difference && self.amount_currency.is_some_and(|amount| amount.is_zero())
    }
}

/// A currency of the statement, with exact sums.
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub(super) currency: Currency,
    pub(super) documents: i64,
    /// The documents that files leave out, and their amount in the company's currency.
    pub(super) internal_documents: i64,
    pub(super) internal_amount: Decimal,
    pub(super) opening: Amounts,
    pub(super) debit: Amounts,
    pub(super) credit: Amounts,
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Amounts {
    pub(super) currency: Decimal,
    pub(super) company: Decimal,
}

impl Section {
    pub(super) fn closing(&self) -> Amounts {
        Amounts {
            currency: self.opening.currency + self.debit.currency + self.credit.currency,
            company: self.opening.company + self.debit.company + self.credit.company,
        }
    }

    fn position(&self, last: LastRow) -> Position {
        (self.currency.code.clone(), self.currency.id, last)
    }
}

/// The currencies in which the partner has amounts, by code.
pub(super) async fn sections(
    client: &impl GenericClient,
    query: &PartnerStatementQuery,
) -> Result<Vec<Section>, Error> {
    let mut statement = Statement::default();
    document(&mut statement, query);
    let from = statement.bind(&query.from);
    statement.push(&format!(
        "select coalesce(document.currency_id, 0) as id, coalesce(currency.name, '') as code,
           coalesce(currency.decimal_places, 2) as decimal_places,
           count(*) filter (where date >= {from}) as documents,
           count(*) filter (where date >= {from} and is_exchange_difference and amount_currency = 0)
               as internal_documents,
           coalesce(sum(amount) filter (where date >= {from} and is_exchange_difference
                                          and amount_currency = 0), 0) as internal_amount,
           coalesce(sum(amount_currency) filter (where date < {from}), 0) as opening_currency,
           coalesce(sum(amount) filter (where date < {from}), 0) as opening,
           coalesce(sum(debit_currency) filter (where date >= {from}), 0) as debit_currency,
           coalesce(sum(debit) filter (where date >= {from}), 0) as debit,
           coalesce(sum(credit_currency) filter (where date >= {from}), 0) as credit_currency,
           coalesce(sum(credit) filter (where date >= {from}), 0) as credit
    from document
    left join odoo.res_currency currency on currency.id = document.currency_id
    group by 1, 2, 3"
    ));
    let rows = statement.query(client).await?;
    let mut sections = rows
        .iter()
        .map(section)
        .collect::<Result<Vec<_>, Error>>()?;
    sections.retain(|section| {
        let opening = section.opening;
        section.documents > 0 || !opening.currency.is_zero() || !opening.company.is_zero()
    });
    sections.sort_by(|one, other| {
        (&one.currency.code, one.currency.id).cmp(&(&other.currency.code, other.currency.id))
    });
    Ok(sections)
}

/// At most `limit` + 1 rows after the position of the query.
pub(super) async fn page(
    client: &impl GenericClient,
    query: &PartnerStatementQuery,
    sections: &[Section],
    limit: u16,
) -> Result<Vec<(StatementRow, Position)>, Error> {
    let mut rows: Vec<(StatementRow, Position)> = Vec::new();
    let after = query.after.as_ref();
    let is_left = |position: &Position| after.is_none_or(|after| position > after);
    for section in sections {
        let opening = section.position(LastRow::Opening);
        let closing = section.position(LastRow::Closing);
        if is_left(&opening) {
            rows.push((edge(query, section, StatementRowKind::Opening), opening));
        }
        if is_left(&closing) {
            for row in documents(client, query, section, i64::from(limit) + 1).await? {
                rows.push(from_row(query, section, &row)?);
            }
            rows.push((edge(query, section, StatementRowKind::Closing), closing));
        }
        if rows.len() > limit.into() {
            break;
        }
    }
    Ok(rows)
}

/// The documents of a section after the position, with their running balances.
async fn documents(
    client: &impl GenericClient,
    query: &PartnerStatementQuery,
    section: &Section,
    limit: i64,
) -> Result<Vec<Row>, Error> {
    let start = match &query.after {
        Some((code, id, LastRow::Document(date, document)))
            if (code, id) == (&section.currency.code, &section.currency.id) =>
        {
            (*date, *document)
        }
        _ => (query.from, i64::MIN),
    };
    let mut statement = Statement::default();
    document(&mut statement, query);
    statement.push(
        ", running as (
    select document.*,
           sum(amount) over (order by date, document_id) as balance,
           sum(amount_currency) over (order by date, document_id) as balance_currency
    from document",
    );
    statement.push_with(
        "\n    where coalesce(currency_id, 0) = ?\n)\n",
        &section.currency.id,
    );
    let date = statement.bind(&start.0);
    statement.push_with(
        &format!(
            "select running.*, coalesce(move.name, running.move_name) as document_name, move.ref,
           document_type.code as document_type_code, document_type.name as document_type_name,
           {kind}
    from running
    left join odoo.account_move move on move.id = running.document_id
    left join odoo.account_journal journal on journal.id = move.journal_id
    left join odoo.l10n_latam_document_type document_type
        on document_type.id = move.l10n_latam_document_type_id
    where (running.date, running.document_id) > ({date}, ?)",
            kind = document_kind::COLUMNS,
        ),
        &start.1,
    );
    statement.push_with(
        "\n    order by running.date, running.document_id limit ?",
        &limit,
    );
    statement.query(client).await
}

/// Begins a statement with the table expression `document`: sums of the partner's lines on the
/// side's accounts, by document and currency, up to the last day.
fn document<'a>(statement: &mut Statement<'a>, query: &'a PartnerStatementQuery) {
    statement.push_with(
        "with total as (
    select coalesce(line.move_id, 0) as document_id, line.currency_id, min(line.date) as date,
           min(line.move_name) as move_name, max(line.date_maturity) as due_date,
           sum(line.balance) as amount, sum(line.amount_currency) as amount_currency,
           sum(greatest(line.balance, 0)) as debit, sum(least(line.balance, 0)) as credit,
           sum(greatest(line.amount_currency, 0)) as debit_currency,
           sum(least(line.amount_currency, 0)) as credit_currency
    from report.journal_item line
    where line.account_id = any(?)",
        &query.filter.account_ids,
    );
    statement.push_with("\n      and line.date <= ?", &query.to);
    query.filter.conditions(statement);
    statement.push(
        "
    group by 1, 2
), document as (
    select total.*, exists (
               select from odoo.account_partial_reconcile part
               where part.exchange_move_id = total.document_id and part._deleted_at is null
           ) as is_exchange_difference
    from total
)
",
    );
}

fn section(row: &Row) -> Result<Section, Error> {
    let amounts = |currency, company| -> Result<Amounts, Error> {
        Ok(Amounts {
            currency: row.try_get(currency)?,
            company: row.try_get(company)?,
        })
    };
    Ok(Section {
        currency: Currency {
            id: row.try_get("id")?,
            code: row.try_get("code")?,
            decimal_places: row.try_get("decimal_places")?,
        },
        documents: row.try_get("documents")?,
        internal_documents: row.try_get("internal_documents")?,
        internal_amount: row.try_get("internal_amount")?,
        opening: amounts("opening_currency", "opening")?,
        debit: amounts("debit_currency", "debit")?,
        credit: amounts("credit_currency", "credit")?,
    })
}

fn edge(query: &PartnerStatementQuery, section: &Section, kind: StatementRowKind) -> StatementRow {
    let amounts = match kind {
        StatementRowKind::Closing => section.closing(),
        _ => section.opening,
    };
    StatementRow {
        kind,
        currency: section.currency.code.clone(),
        move_id: None,
        move_name: None,
        document_type_code: None,
        document_kind: None,
        document_number: None,
        document_type_name: None,
        r#ref: None,
        date: match kind {
            StatementRowKind::Closing => Some(query.to),
            _ => Some(query.from),
        },
        due_date: None,
        amount_currency: None,
        amount: None,
        running_balance_currency: section.currency.rounded(amounts.currency),
        running_balance: rounded(amounts.company, query.prepared.company.decimal_places),
        is_exchange_difference: false,
        document_url: None,
        odoo_url: None,
    }
}

/// The running sums start with the first books, so they include the opening.
fn from_row(
    query: &PartnerStatementQuery,
    section: &Section,
    row: &Row,
) -> Result<(StatementRow, Position), Error> {
    let (date, id): (Date, i64) = (row.try_get("date")?, row.try_get("document_id")?);
    let own = |name| -> Result<Decimal, Error> { Ok(section.currency.rounded(row.try_get(name)?)) };
    let company = |name| -> Result<Decimal, Error> {
        Ok(rounded(
            row.try_get(name)?,
            query.prepared.company.decimal_places,
        ))
    };
    let name: Option<String> = row.try_get("document_name")?;
    let reference: Option<String> = row.try_get("ref")?;
    let number = document_kind::read_number(row, name.as_deref(), reference.as_deref())?;
    let shown = StatementRow {
        kind: StatementRowKind::Document,
        currency: section.currency.code.clone(),
        move_id: Some(id).filter(|id| *id != 0),
        document_kind: Some(document_kind::read(row)?),
        document_number: number,
        move_name: name,
        document_type_code: row.try_get("document_type_code")?,
        document_type_name: row.try_get("document_type_name")?,
        r#ref: reference,
        date: Some(date),
        due_date: row.try_get("due_date")?,
        amount_currency: Some(own("amount_currency")?),
        amount: Some(company("amount")?),
        running_balance_currency: own("balance_currency")?,
        running_balance: company("balance")?,
        is_exchange_difference: row.try_get("is_exchange_difference")?,
        document_url: Some(format!("/v1/documents/{id}")).filter(|_| id != 0),
        odoo_url: None,
    };
    Ok((shown, section.position(LastRow::Document(date, id))))
}
