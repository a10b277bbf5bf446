//! The partners that have rows, in the order of their names, with opening balance and movement.
//! Last come items without a partner, and items whose partner is deleted or not mirrored. Odoo
//! deletes no partner that has items, so these are few and stay for a short time.

use rust_decimal::Decimal;
use store::GenericClient;
use tokio_postgres::Row;

use super::PartnerLedgerQuery;
use crate::error::Error;
use crate::statement::Statement;

/// A partner that has rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    /// The commercial entity; None for the last section.
    pub(super) partner_id: Option<i64>,
    pub(super) name: Option<String>,
    pub(super) tax_id: Option<String>,
    pub(super) sort_name: String,
    /// The contacts that its items are booked on; in the last section those that are not mirrored or
    /// deleted.
    pub(super) booked_on: Vec<i64>,
    pub(super) opening: Decimal,
    pub(super) lines: i64,
    pub(super) debit: Decimal,
    pub(super) credit: Decimal,
}

/// Where a page begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start<'a> {
    pub(super) sort_name: &'a str,
    pub(super) id: &'a i64,
    /// Whether the partner itself still has rows.
    pub(super) includes: bool,
}

impl Section {
    pub(super) fn has(&self, contact: Option<i64>) -> bool {
        match contact {
            Some(contact) => self.booked_on.contains(&contact),
            None => self.partner_id.is_none(),
        }
    }

    pub(super) fn closing(&self) -> Decimal {
        self.opening + self.debit - self.credit
    }

    fn has_rows(&self) -> bool {
        self.lines > 0 || !self.opening.is_zero()
    }
}

/// The named partners from `start` on, at most `limit`.
pub(super) async fn named(
    client: &impl GenericClient,
    query: &PartnerLedgerQuery,
    start: Option<Start<'_>>,
    limit: Option<i64>,
) -> Result<Vec<Section>, Error> {
    let mut statement = Statement::default();
    statement.push(
        "select entity.id, entity.name, entity.vat, coalesce(lower(entity.name), '') as sort_name,
       booked.ids, sums.*
from odoo.res_partner entity
cross join lateral (
    select array(
        select contact.id from odoo.res_partner contact
        where contact.commercial_partner_id = entity.id
        union
        select entity.id where entity.commercial_partner_id is null
            or not exists (select from odoo.res_partner known
                           where known.id = entity.commercial_partner_id
                             and known._deleted_at is null)
    ) as ids
) booked
cross join lateral (",
    );
    sums(&mut statement, query, "line.partner_id = any(booked.ids)");
    // The index of the names does not have deleted partners.
    statement.push(
        "\n) sums\nwhere entity._deleted_at is null and (sums.lines > 0 or sums.opening <> 0)",
    );
    conditions(&mut statement, query);
    if let Some(start) = &start {
        let comparison = if start.includes { ">=" } else { ">" };
        let value = statement.bind(&start.sort_name);
        statement.push_with(
            &format!(
                "\n  and (coalesce(lower(entity.name), ''), entity.id) {comparison} ({value}, ?)"
            ),
            start.id,
        );
    }
    statement.push("\norder by coalesce(lower(entity.name), ''), entity.id");
    if let Some(limit) = &limit {
        statement.push_with(" limit ?", limit);
    }
    let rows = statement.query(client).await?;
    rows.iter().map(section).collect()
}

/// What has no mirrored partner; None if there are no such items, or the filter leaves them out.
pub(super) async fn last(
    client: &impl GenericClient,
    query: &PartnerLedgerQuery,
) -> Result<Option<Section>, Error> {
    if !query.has_last {
        return Ok(None);
    }
    let prepared = client.prepare_cached(NOT_MIRRORED).await?;
    let row = client.query_one(&prepared, &[]).await?;
    let booked_on: Vec<i64> = row.try_get("ids")?;
    let mut statement = Statement::default();
    statement.push("select null::bigint as id, null as name, null as vat, '' as sort_name,");
    statement.push_with(" ?::bigint[] as ids, sums.* from (", &booked_on);
    sums(&mut statement, query, of_last(&booked_on));
    statement.push("\n) sums");
    let section = section(&statement.query_one(client).await?)?;
    Ok(Some(section).filter(Section::has_rows))
}

/// The condition on the items of the last section, whose ids are the first bound value.
pub(super) fn of_last(booked_on: &[i64]) -> &'static str {
    if booked_on.is_empty() {
        "line.partner_id is null"
    } else {
        "(line.partner_id is null or line.partner_id = any($1))"
    }
}

/// Sums of the items that a condition on `line` selects.
fn sums<'a>(statement: &mut Statement<'a>, query: &'a PartnerLedgerQuery, of: &str) {
    let from = statement.bind(&query.from);
    statement.push(&format!(
        "
    select coalesce(sum(line.balance) filter (where line.date < {from}), 0) as opening,
           count(*) filter (where line.date >= {from}) as lines,
           coalesce(sum(line.debit) filter (where line.date >= {from}), 0) as debit,
           coalesce(sum(line.credit) filter (where line.date >= {from}), 0) as credit
    from report.journal_item line
    where {of}"
    ));
    query.items(statement);
}

fn section(row: &Row) -> Result<Section, Error> {
    Ok(Section {
        partner_id: row.try_get("id")?,
        name: row.try_get("name")?,
        tax_id: row.try_get("vat")?,
        sort_name: row.try_get("sort_name")?,
        booked_on: row.try_get("ids")?,
        opening: row.try_get("opening")?,
        lines: row.try_get("lines")?,
        debit: row.try_get("debit")?,
        credit: row.try_get("credit")?,
    })
}

/// Conditions on the partner.
fn conditions<'a>(statement: &mut Statement<'a>, query: &'a PartnerLedgerQuery) {
    if let Some(ids) = &query.partners {
        statement.push_with(
            "\n  and entity.id in (select coalesce(known.commercial_partner_id, wanted.id)
                  from unnest(?::bigint[]) wanted (id)
                  left join odoo.res_partner known on known.id = wanted.id)",
            ids,
        );
    }
    if let Some(text) = &query.text {
        statement.push_with(
            "\n  and report.searched(entity.name, entity.vat, entity.ref) like report.folded(?)",
            text,
        );
    }
    if let Some(tags) = &query.tags {
        // Deleted tags do not count, as in an ageing by tag.
        statement.push_with(
            "\n  and (entity.category_id && ?::bigint[]
       or 0 = any(?) and not exists (
            select from unnest(entity.category_id) tag (id)
            left join odoo.res_partner_category known on known.id = tag.id
            where known._deleted_at is null))",
            tags,
        );
    }
}

/// Partners of items that are in no named section, from one index probe for each partner.
const NOT_MIRRORED: &str = "
    with recursive booked as (
        select min(partner_id) as id from odoo.account_move_line
        union all
        select (select min(line.partner_id) from odoo.account_move_line line
                where line.partner_id > booked.id)
        from booked where booked.id is not null
    )
    select array(
        select booked.id from booked
        where booked.id is not null
          and not exists (
              select from odoo.res_partner known
              left join odoo.res_partner entity on entity.id = known.commercial_partner_id
              where known.id = booked.id
                and (known._deleted_at is null
                     or entity.id is not null and entity._deleted_at is null))
    ) as ids";
