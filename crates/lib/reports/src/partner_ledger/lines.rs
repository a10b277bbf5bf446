//! The journal items of the partner ledger, by partner, date and id.

use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;

use super::PartnerLedgerQuery;
use super::sections::{Section, of_last};
use crate::error::Error;
use crate::journal_items::{self, JournalItem};
use crate::statement::Statement;

/// The contacts of the sections, each with the number of its section.
pub(super) struct Members {
    ordinals: Vec<i64>,
    contacts: Vec<i64>,
}

impl Members {
    pub(super) fn of(sections: &[Section]) -> Self {
        let (mut ordinals, mut contacts) = (Vec::new(), Vec::new());
        for (ordinal, section) in (0_i64..).zip(sections) {
            for contact in &section.booked_on {
                ordinals.push(ordinal);
                contacts.push(*contact);
            }
        }
        Self { ordinals, contacts }
    }
}

/// The first lines of named sections, at most `limit`. In the first section those after `start`.
pub(super) async fn of_named(
    client: &impl GenericClient,
    query: &PartnerLedgerQuery,
    sections: &[Section],
    start: Option<(Date, i64)>,
    limit: i64,
) -> Result<Vec<JournalItem>, Error> {
    let members = Members::of(sections);
    let before_all = (query.from, 0_i64);
    let first = start.unwrap_or(before_all);
    let ordinals: Vec<i64> = (0..).zip(sections).map(|(ordinal, _)| ordinal).collect();
    let starts = ordinals
        .iter()
        .map(|it| if *it == 0 { first } else { before_all });
    let (dates, ids): (Vec<Date>, Vec<i64>) = starts.unzip();
    let mut statement = Statement::default();
    let company = statement.bind(&query.filter.company_id);
    let (ordinals, dates, ids) = (
        statement.bind(&ordinals),
        statement.bind(&dates),
        statement.bind(&ids),
    );
    let (of, contacts) = (
        statement.bind(&members.ordinals),
        statement.bind(&members.contacts),
    );
    let limit = statement.bind(&limit);
    statement.push(&format!(
        "with page as (
    select line.*, section.ordinal
    from unnest({ordinals}::bigint[], {dates}::date[], {ids}::bigint[])
        section (ordinal, start_date, start_id)
    cross join lateral (
        select line.* from report.journal_item line
        where line.partner_id = any(array(
                  select member.contact from unnest({of}::bigint[], {contacts}::bigint[])
                      member (ordinal, contact)
                  where member.ordinal = section.ordinal))
          and (line.date, line.id) > (section.start_date, section.start_id)"
    ));
    query.items(&mut statement);
    statement.push(&format!(
        "\n        order by line.date, line.id limit {limit}
    ) line
    order by section.ordinal, line.date, line.id limit {limit}
)
"
    ));
    journal_items::details(&mut statement, company);
    statement.push("\norder by page.ordinal, page.date, page.id");
    read(client, query, &statement).await
}

/// Every line of named sections, in one statement to stream.
pub(super) fn of_all_named<'a>(
    query: &'a PartnerLedgerQuery,
    members: &'a Members,
) -> Statement<'a> {
    let mut statement = Statement::default();
    let company = statement.bind(&query.filter.company_id);
    let (of, contacts) = (
        statement.bind(&members.ordinals),
        statement.bind(&members.contacts),
    );
    statement.push_with(
        &format!(
            "with page as (
    select line.*, member.ordinal
    from unnest({of}::bigint[], {contacts}::bigint[]) member (ordinal, contact)
    join report.journal_item line on line.partner_id = member.contact
    where line.date >= ?"
        ),
        &query.from,
    );
    query.items(&mut statement);
    statement.push("\n)\n");
    journal_items::details(&mut statement, company);
    statement.push("\norder by page.ordinal, page.date, page.id");
    statement
}

/// Lines of the last section, after `start`, at most `limit`.
pub(super) fn of_last_section<'a>(
    query: &'a PartnerLedgerQuery,
    section: &'a Section,
    start: Option<&'a (Date, i64)>,
    limit: Option<&'a i64>,
) -> Statement<'a> {
    let mut statement = Statement::default();
    statement.push_with(
        "with wanted as (select ?::bigint[] as ids), page as (
    select line.* from report.journal_item line where ",
        &section.booked_on,
    );
    statement.push(of_last(&section.booked_on));
    statement.push_with("\n      and line.date >= ?", &query.from);
    if let Some((date, id)) = start {
        let date = statement.bind(date);
        statement.push_with(
            &format!("\n      and (line.date, line.id) > ({date}, ?)"),
            id,
        );
    }
    query.items(&mut statement);
    statement.push("\n    order by line.date, line.id");
    if let Some(limit) = limit {
        statement.push_with(" limit ?", limit);
    }
    statement.push("\n)\n");
    let company = statement.bind(&query.filter.company_id);
    journal_items::details(&mut statement, company);
    statement.push("\norder by page.date, page.id");
    statement
}

pub(super) async fn read(
    client: &impl GenericClient,
    query: &PartnerLedgerQuery,
    statement: &Statement<'_>,
) -> Result<Vec<JournalItem>, Error> {
    let places = query.prepared.company.decimal_places;
    let rows = statement.query(client).await?;
    rows.iter()
        .map(|row| journal_items::item(row, places))
        .collect()
}

/// The movement of a section in the period, up to and including one of its items.
pub(super) async fn moved_until(
    client: &impl GenericClient,
    query: &PartnerLedgerQuery,
    section: &Section,
    (date, id): (Date, i64),
) -> Result<Decimal, Error> {
    let mut statement = Statement::default();
    statement.push_with(
        "with wanted as (select ?::bigint[] as ids)
select coalesce(sum(line.balance), 0) as balance from report.journal_item line where ",
        &section.booked_on,
    );
    statement.push(match section.partner_id {
        Some(_) => "line.partner_id = any($1)",
        None => of_last(&section.booked_on),
    });
    statement.push_with("\n      and line.date >= ?", &query.from);
    let date = statement.bind(&date);
    statement.push_with(
        &format!("\n      and (line.date, line.id) <= ({date}, ?)"),
        &id,
    );
    query.items(&mut statement);
    Ok(statement.query_one(client).await?.try_get("balance")?)
}
