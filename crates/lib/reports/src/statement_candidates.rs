//! The customers who would get a statement: those with open items at a date, with their e-mail
//! address and language.
//!
//! Customers who owe nothing on balance and items without a customer are left out.

mod parameters;

use futures::{Stream, StreamExt};
use jiff::{ToSpan, civil::Date};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use store::GenericClient;
use tokio_postgres::Row;

pub use parameters::{StatementCandidatesParameters, StatementCandidatesSort};

use crate::companies::{self, Company};
use crate::cursor::After;
use crate::customers::PartnerLevel;
use crate::error::Error;
use crate::filter::{self, Filter, Scope, Side, Wanted};
use crate::open_line;
use crate::prepared::{Paging, Prepared};
use crate::reader::Reader;
use crate::report;
use crate::statement::Statement;

const NAME: &str = "statement-candidates";

/// Amounts are in the company's currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementCandidate {
    pub partner_id: i64,
    pub name: Option<String>,
    /// As in Odoo: it may hold several addresses, or none that works. Of the contacts for follow-up if
    /// they have one, else of those for invoices, else of the customer.
    pub email: Option<String>,
    /// Odoo's language code, such as `es_PE`.
    pub language: Option<String>,
    /// Whether the customer is deleted in Odoo.
    pub is_deleted: bool,
    pub items: i64,
    pub amount_due: Decimal,
    /// The part of `amount_due` for which payments are registered in Odoo that have no journal entry
    /// yet; zero if the parameters ignore them.
    pub amount_pending: Decimal,
    /// The part of `amount_due` that fell due before the day, without what is pending.
    pub amount_overdue: Decimal,
    /// The earliest due date of debts; unused payments and what is pending do not count.
    pub oldest_due: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementCandidatesPage {
    pub rows: Vec<StatementCandidate>,
    /// Cursor of the next page, if there is one.
    pub next: Option<String>,
}

/// Validated parameters with every default filled in.
#[derive(Debug, Clone)]
pub struct StatementCandidatesQuery {
    prepared: Prepared<StatementCandidatesParameters>,
    filter: Filter,
    as_of: Date,
    /// The oldest document must have fallen due by this day.
    due_by: Option<Date>,
    /// Customers that are left out.
    excluded: Vec<i64>,
    sort: StatementCandidatesSort,
    after: Option<After>,
}

impl StatementCandidatesQuery {
    pub fn company(&self) -> &Company {
        &self.prepared.company
    }

    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The parameters with company and day filled in, without limit and cursor.
    pub fn parameters(&self) -> &StatementCandidatesParameters {
        &self.prepared.parameters
    }

    /// The parameters as a run stores them.
    pub fn parameters_json(&self) -> Result<Map<String, Value>, Error> {
        report::written_out(&self.prepared.parameters)
    }
}

/// Checks the parameters. `today` is the day in the tenant's zone.
pub async fn prepare(
    client: &impl GenericClient,
    parameters: &StatementCandidatesParameters,
    reader: &Reader,
) -> Result<StatementCandidatesQuery, Error> {
    parameters.check()?;
    let mut paging = Paging::read(parameters.limit, parameters.cursor.as_deref())?;
    let today = paging.day_or(reader.today);
    let as_of = parameters.as_of.unwrap_or(today);
    let company = companies::choose_with_others(
        client,
        reader,
        parameters.company_id,
        parameters.companies.as_ref(),
    )
    .await?;
    let scope = Scope {
        side: Side::Receivable,
        company: &company,
        as_of,
    };
    let wanted = Wanted {
        partner_id: parameters.partner_id,
        partner_level: parameters.partner_level,
        partner_ids: parameters.partner_ids.as_ref(),
        salesperson_id: parameters.salesperson_id,
        ..Wanted::default()
    };
    let filter = filter::filter(client, scope, wanted).await?;
    let sort = parameters.sort.unwrap_or_default();
    let excluded = parameters.exclude_partner_ids.clone();
    let days = parameters.min_days_overdue.map(i64::from);
    let parameters = StatementCandidatesParameters {
        company_id: Some(company.id),
        partner_id: filter.partner_id(),
        as_of: Some(as_of),
        limit: None,
        cursor: None,
        ..parameters.clone()
    };
    let prepared = Prepared::new(NAME, company, parameters, paging)?;
    Ok(StatementCandidatesQuery {
        after: prepared.paging.after(sort.value())?,
        excluded: excluded
            .map(|ids| ids.as_slice().to_vec())
            .unwrap_or_default(),
        sort,
        prepared,
        filter,
        as_of,
        due_by: days.map(|days| as_of.saturating_sub(days.days())),
    })
}

/// The same for JSON parameters. Errors name the parameter that does not fit.
pub async fn prepare_json(
    client: &impl GenericClient,
    parameters: Map<String, Value>,
    reader: &Reader,
) -> Result<StatementCandidatesQuery, Error> {
    let parameters = report::parameters_from(parameters)?;
    prepare(client, &parameters, reader).await
}

/// One page, in the order of the query.
pub async fn page(
    client: &impl GenericClient,
    query: &StatementCandidatesQuery,
) -> Result<StatementCandidatesPage, Error> {
    let mut rows = page_statement(query).query(client).await?;
    let next = query.prepared.paging.cut(&mut rows, |last| {
        Ok((last.try_get("sort_value")?, last.try_get("partner_id")?))
    })?;
    let rows = rows.iter().map(candidate);
    Ok(StatementCandidatesPage {
        rows: rows.collect::<Result<_, _>>()?,
        next,
    })
}

/// Every candidate by name, in constant memory. Ignores limit and cursor.
pub async fn stream<C: GenericClient>(
    client: &C,
    query: &StatementCandidatesQuery,
) -> Result<impl Stream<Item = Result<StatementCandidate, Error>> + Send + use<C>, Error> {
    let mut statement = Statement::default();
    named(&mut statement, query);
    statement.push("\nselect * from named order by sort_name, partner_id");
    let rows = statement.stream(client).await?;
    Ok(rows.map(|row| candidate(&row?)))
}

fn page_statement(query: &StatementCandidatesQuery) -> Statement<'_> {
    let mut statement = Statement::default();
    named(&mut statement, query);
    let expression = query.sort.expression();
    let (comparison, direction) = if query.sort.is_descending() {
        ("<", "desc")
    } else {
        (">", "asc")
    };
    statement.push(&format!(
        "\nselect *, ({expression})::text as sort_value from named"
    ));
    if let Some(after) = &query.after {
        let value = statement.bind(after.value());
        statement.push_with(
            &format!("\nwhere ({expression}, partner_id) {comparison} ({value}, ?)"),
            &after.id,
        );
    }
    statement.push(&format!(
        "\norder by {expression} {direction}, partner_id {direction}"
    ));
    statement.push_with(" limit ?", &query.prepared.paging.one_more);
    statement
}

/// Begins the statement with the table expression `named`.
fn named<'a>(statement: &mut Statement<'a>, query: &'a StatementCandidatesQuery) {
    owed(statement, query);
    statement.push(
        "
), named as (
    select owed.*, partner.name, partner.lang,
           case when partner._deleted_at is null
                then coalesce(contact.follow_up, contact.invoice, partner.email) end as email,
           partner.id is null or partner._deleted_at is not null as is_deleted,
           coalesce(lower(partner.name), '') as sort_name
    from owed
    left join odoo.res_partner partner on partner.id = owed.partner_id
    cross join lateral (
        select string_agg(contact.email, ';' order by contact.id)
                   filter (where contact.type = 'followup') as follow_up,
               string_agg(contact.email, ';' order by contact.id)
                   filter (where contact.type = 'invoice') as invoice
        from odoo.res_partner contact
        where contact.parent_id = owed.partner_id and contact.type in ('followup', 'invoice')
          and contact.email <> '' and contact.active is not false and contact._deleted_at is null
    ) contact
)",
    );
}

/// Begins the statement with the table expression `owed`, which is not closed.
fn owed<'a>(statement: &mut Statement<'a>, query: &'a StatementCandidatesQuery) {
    let params = open_line::begin(statement, &query.filter, None);
    let excluded = statement.bind(&query.excluded);
    statement.push(&format!(
        ", owed as (
    select {partner} as partner_id, count(*) as items, sum(residual) as amount_due,
           coalesce(sum(pending), 0) as amount_pending,
           coalesce(sum(residual - coalesce(pending, 0)) filter (where due < {as_of}), 0)
               as amount_overdue,
           min(due) filter (where residual > coalesce(pending, 0)) as oldest_due
    from open_line
    left join (select line_id, amount as pending from report.pending_payments({as_of})
               where not {ignores_pending}) registered using (line_id)
    where {partner} <> 0 and {partner} <> all({excluded})
    group by {partner}
    having sum(residual) > 0",
        as_of = params.as_of,
        ignores_pending = query.prepared.parameters.ignore_pending.unwrap_or_default(),
        partner = match query.prepared.parameters.partner_level.unwrap_or_default() {
            PartnerLevel::Commercial => "partner_id",
            PartnerLevel::Contact => "contact_id",
        },
    ));
    if let Some(least) = &query.prepared.parameters.min_overdue {
        statement.push_with(
            &format!(
                "\n       and coalesce(sum(residual - coalesce(pending, 0))
                        filter (where due < {}), 0) >= ?",
                params.as_of
            ),
            least,
        );
    }
    if let Some(day) = &query.due_by {
        statement.push_with(
            "\n       and min(due) filter (where residual > coalesce(pending, 0)) <= ?",
            day,
        );
    }
}

fn candidate(row: &Row) -> Result<StatementCandidate, Error> {
    Ok(StatementCandidate {
        partner_id: row.try_get("partner_id")?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        language: row.try_get("lang")?,
        is_deleted: row.try_get("is_deleted")?,
        items: row.try_get("items")?,
        amount_due: row.try_get("amount_due")?,
        amount_pending: row.try_get("amount_pending")?,
        amount_overdue: row.try_get("amount_overdue")?,
        oldest_due: row.try_get("oldest_due")?,
    })
}
