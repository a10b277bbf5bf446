//! Receivables by salesperson. An item belongs to the salesperson of its journal entry. What is
//! collected belongs to the salesperson of the items that it settles; the rest has none.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use store::GenericClient;
use tokio_postgres::Row;

use super::dues;
use super::flows::Journals;
use super::links::Links;
use super::parameters::Month;
use super::{CollectionsFigures, CollectionsQuery, CollectionsRow, Group, row};
use crate::currencies::rounded;
use crate::error::Error;
use crate::line_filter::LineFilter;
use crate::open_line;
use crate::statement::Statement;

/// Exact sums of a salesperson; owed amounts are positive.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sums {
    opening: Decimal,
    billed: Decimal,
    credited: Decimal,
    collected: Decimal,
    outstanding: Decimal,
    overdue: Decimal,
}

/// By salesperson; 0 stands for none.
type BySalesperson = BTreeMap<i64, Sums>;

/// Rows in the order of the names; items without a salesperson come last.
pub(super) async fn read(
    client: &impl GenericClient,
    query: &CollectionsQuery,
    journals: &Journals,
) -> Result<Vec<CollectionsRow>, Error> {
    let mut sums = BySalesperson::new();
    billed(client, query, &journals.sale, &mut sums).await?;
    collected(client, query, &journals.cash, &mut sums).await?;
    let whole = query.whole();
    let before = whole.from.yesterday().unwrap_or(Date::MIN);
    open(client, query, before, &mut sums, |sums, total, _| {
        sums.opening = total;
    })
    .await?;
    open(
        client,
        query,
        whole.to,
        &mut sums,
        |sums, total, overdue| {
            (sums.outstanding, sums.overdue) = (total, overdue);
        },
    )
    .await?;
    sums.retain(|_, sums| *sums != Sums::default());
    let decimals = query.prepared.company.decimal_places;
    let mut rows = Vec::new();
    for (id, name) in named(client, sums.keys().copied().collect()).await? {
        let sums = &sums[&id.unwrap_or_default()];
        let dues = dues::Dues {
            not_due: rounded(sums.outstanding - sums.overdue, decimals),
            overdue: rounded(sums.overdue, decimals),
        };
        let group = Group {
            links: Links::of_salesperson(query, id),
            period: whole,
            salesperson: Some((id, name)),
        };
        rows.push(row(&group, journals, figures(sums, decimals), dues));
    }
    Ok(rows)
}

fn figures(sums: &Sums, decimals: i32) -> CollectionsFigures {
    let opening = rounded(sums.opening, decimals);
    let billed = rounded(sums.billed, decimals);
    let credited = rounded(sums.credited, decimals);
    let collected = rounded(sums.collected, decimals);
    let outstanding = rounded(sums.outstanding, decimals);
    CollectionsFigures {
        opening,
        invoiced: billed + credited,
        credited,
        billed,
        collected,
        other: outstanding - opening - billed + collected,
        outstanding,
    }
}

/// The receivable items of some journals in the period.
struct Moved {
    filter: LineFilter,
    period: Month,
}

impl Moved {
    fn by(query: &CollectionsQuery, journals: &[i64]) -> Self {
        Self {
            filter: query.receivables.of_journals(journals),
            period: query.whole(),
        }
    }

    /// Begins a statement with the table expression `moved`: id, move_id, balance.
    fn begin<'a>(&'a self, statement: &mut Statement<'a>) {
        statement.push_with(
            "with moved as materialized (
    select line.id, line.move_id, line.balance
    from report.journal_item line
    where line.account_id = any(?)",
            &self.filter.account_ids,
        );
        statement.push_with("\n      and line.date >= ?", &self.period.from);
        statement.push_with("\n      and line.date <= ?", &self.period.to);
        self.filter.conditions(statement);
        statement.push("\n)");
    }
}

async fn billed(
    client: &impl GenericClient,
    query: &CollectionsQuery,
    journals: &[i64],
    by_salesperson: &mut BySalesperson,
) -> Result<(), Error> {
    let moved = Moved::by(query, journals);
    let mut statement = Statement::default();
    moved.begin(&mut statement);
    statement.push(
        "
select coalesce(document.invoice_user_id, 0) as salesperson_id, sum(moved.balance) as billed,
       coalesce(-sum(moved.balance) filter (where document.move_type = 'out_refund'), 0) as credited
from moved left join odoo.account_move document on document.id = moved.move_id
group by 1",
    );
    for row in statement.query(client).await? {
        let sums = of_row(by_salesperson, &row)?;
        sums.billed = row.try_get("billed")?;
        sums.credited = row.try_get("credited")?;
    }
    Ok(())
}

/// Settlements after the last day are not known to it yet.
async fn collected(
    client: &impl GenericClient,
    query: &CollectionsQuery,
    journals: &[i64],
    by_salesperson: &mut BySalesperson,
) -> Result<(), Error> {
    let moved = Moved::by(query, journals);
    let mut statement = Statement::default();
    moved.begin(&mut statement);
    statement.push_with(
        ", part as (
    select part.debit_move_id as settled_id, part.amount, part.max_date, part._deleted_at
    from moved join odoo.account_partial_reconcile part on part.credit_move_id = moved.id
    union all
    select part.credit_move_id, -part.amount, part.max_date, part._deleted_at
    from moved join odoo.account_partial_reconcile part on part.debit_move_id = moved.id
), settled as materialized (
    select coalesce(document.invoice_user_id, 0) as salesperson_id, sum(part.amount) as collected
    from part
    left join odoo.account_move_line item on item.id = part.settled_id
    left join odoo.account_move document on document.id = item.move_id
    where part._deleted_at is null and part.max_date <= ?
    group by 1
)
select salesperson_id, sum(collected) as collected
from (
    select salesperson_id, collected from settled
    union all
    select 0, -(select coalesce(sum(balance), 0) from moved)
              - (select coalesce(sum(collected), 0) from settled)
) part
group by 1",
        &moved.period.to,
    );
    for row in statement.query(client).await? {
        of_row(by_salesperson, &row)?.collected = row.try_get("collected")?;
    }
    Ok(())
}

/// Open items at the end of the day: `put` takes their total and what is overdue.
async fn open(
    client: &impl GenericClient,
    query: &CollectionsQuery,
    day: Date,
    by_salesperson: &mut BySalesperson,
    put: impl Fn(&mut Sums, Decimal, Decimal),
) -> Result<(), Error> {
    let filter = dues::filter_on(client, query, day).await?;
    let mut statement = Statement::default();
    let as_of = open_line::begin(&mut statement, &filter, None).as_of;
    statement.push(&format!(
        "
select salesperson_id, sum(residual) as total,
       coalesce(sum(residual) filter (where due < {as_of}), 0) as overdue
from open_line group by 1"
    ));
    for row in statement.query(client).await? {
        let (total, overdue) = (row.try_get("total")?, row.try_get("overdue")?);
        put(of_row(by_salesperson, &row)?, total, overdue);
    }
    Ok(())
}

fn of_row<'s>(by_salesperson: &'s mut BySalesperson, row: &Row) -> Result<&'s mut Sums, Error> {
    Ok(by_salesperson
        .entry(row.try_get("salesperson_id")?)
        .or_default())
}

/// The ids with their names, in the order of the names.
async fn named(
    client: &impl GenericClient,
    ids: Vec<i64>,
) -> Result<Vec<(Option<i64>, Option<String>)>, Error> {
    let rows = client.query(NAMES, &[&ids]).await?;
    let named = rows
        .iter()
        .map(|row| Ok((row.try_get("id")?, row.try_get("name")?)));
    named.collect()
}

const NAMES: &str = "
    select nullif(asked.id, 0) as id, coalesce(seller.name, it.login) as name
    from unnest($1::bigint[]) asked (id)
    left join odoo.res_users it on it.id = asked.id
    left join odoo.res_partner seller on seller.id = it.partner_id
    order by asked.id = 0, lower(coalesce(seller.name, it.login)) nulls last, asked.id";
