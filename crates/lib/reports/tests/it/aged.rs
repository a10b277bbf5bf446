//! The ageing against the same slow and obvious computation: every dimension, bucket and source.

use std::collections::BTreeMap;

use futures::TryStreamExt;
use jiff::civil::Date;
use reports::ageing::{self, AgedBy, AgeingPage, AgeingParameters, AgeingQuery, AgeingRow, Bucket};
use reports::{Report, Side};
use rust_decimal::Decimal;
use serde_json::json;

use crate::obvious::{Ledger, Open, questions};
use crate::recorded::recording;
use crate::world::day;

/// Groups with their items, unapplied amount and buckets.
type Ageing = BTreeMap<i64, (i64, Decimal, Vec<Decimal>)>;

/// Group, buckets and the day that items age from. The first is asked for every time, and one of
/// the others in turn.
const DIMENSIONS: [(&str, &str, AgedBy); 8] = [
    ("partner", "30,60,90,120", AgedBy::DueDate),
    ("account", "30,60,90,120", AgedBy::DueDate),
    ("currency", "7", AgedBy::DueDate),
    ("salesperson", "15,45", AgedBy::DueDate),
    ("document_type", "months:3", AgedBy::DueDate),
    ("partner", "months:2", AgedBy::InvoiceDate),
    ("account", "10,20", AgedBy::InvoiceDate),
    ("partner_tag", "30,60", AgedBy::DueDate),
];

#[tokio::test]
async fn the_ageing_at_any_date_equals_the_simple_computation() {
    let Some(recording) = recording().await else {
        return;
    };
    recording.world.run(TAGS).await;
    let ledger = Ledger::read(&recording);
    let mut client = recording.world.client().await;
    let mut laid = None;
    for (number, (source, side, company, date)) in questions().enumerate() {
        if laid.replace(source) != Some(source) {
            recording.world.use_source(source).await;
        }
        let snapshot = reports::snapshot(&mut client, None).await.unwrap();
        for dimension in [DIMENSIONS[0], DIMENSIONS[1 + number % 7]] {
            let (group_by, buckets, aged_by) = dimension;
            let parameters: AgeingParameters = serde_json::from_value(json!({
                "side": side, "company_id": company, "as_of": date, "group_by": group_by,
                "buckets": buckets, "aged_by": aged_by, "limit": 500,
            }))
            .unwrap();
            let query = AgeingQuery::prepare(
                &snapshot,
                &parameters,
                &reports::Reader::of_all(day("2026-11-22")),
            )
            .await
            .unwrap();
            let what = format!("{side:?} of {company} at {date}, {dimension:?}, {source:?}");
            let open: Vec<Open> = ledger.open(side, company, date).into_values().collect();
            let obvious = spread(&open, &query, side, group_by, aged_by);
            let rows: Vec<_> = query
                .rows(&snapshot)
                .await
                .unwrap()
                .try_collect()
                .await
                .unwrap();
            assert_eq!(grouped(&rows), obvious, "{what}");
            let expected = query.expected(&snapshot).await.unwrap();
            assert_eq!(expected.rows, u64::try_from(rows.len()).unwrap(), "{what}");
            let control = rows.iter().map(|row| row.total).sum();
            assert_eq!(expected.control_total, control, "{what}");
            let page = ageing::page(&snapshot, &query).await.unwrap();
            assert_eq!(grouped(&page.rows), obvious, "{what}");
            check_totals(&page, &open, &what);
            check_overdue(&page, &open, aged_by, date, &what);
            let totals = ageing::totals(&snapshot, &query).await.unwrap();
            assert_eq!(totals, page.totals, "{what}");
        }
    }
}

fn spread(
    open: &[Open],
    query: &AgeingQuery,
    side: Side,
    group_by: &str,
    aged_by: AgedBy,
) -> Ageing {
    let mut ageing = Ageing::new();
    for open in open {
        let aged_from = match aged_by {
            AgedBy::DueDate => open.due,
            AgedBy::InvoiceDate => open.invoice_date,
        };
        for group in groups(open, group_by) {
            let (items, unapplied, amounts) = ageing
                .entry(group)
                .or_insert_with(|| (0, Decimal::ZERO, vec![Decimal::ZERO; query.buckets().len()]));
            *items += 1;
            amounts[bucket(query.buckets(), aged_from)] += open.residual;
            if (open.residual < Decimal::ZERO) == (side == Side::Receivable) {
                *unapplied += open.residual;
            }
        }
    }
    ageing
}

/// Partners have tags by their id; the fourth one Odoo has deleted.
pub(crate) const TAGS: &str = "
    insert into odoo.res_partner_category (id, name, _deleted_at, _read_at, _run)
    select id, 'tag ' || id, case id when 4 then now() end, now(), gen_random_uuid()
    from generate_series(1, 4) id;
    update odoo.res_partner
    set category_id = case id % 4 when 0 then '{}' when 1 then '{1}' when 2 then '{1,2}'
                                  else '{3,4}' end::bigint[]
    where id % 5 > 0";

pub(crate) fn groups(open: &Open, group_by: &str) -> Vec<i64> {
    if group_by != "partner_tag" {
        return vec![open.groups[group_by]];
    }
    match open.groups["partner"] {
        partner if partner % 5 == 0 => vec![0],
        partner => match partner % 4 {
            0 => vec![0],
            1 => vec![1],
            2 => vec![1, 2],
            _ => vec![3],
        },
    }
}

fn grouped(rows: &[AgeingRow]) -> Ageing {
    let row = |row: &AgeingRow| {
        assert_eq!(row.total, row.amounts.iter().sum());
        let group = row.id.unwrap_or_default();
        (group, (row.items, row.unapplied, row.amounts.clone()))
    };
    rows.iter().map(row).collect()
}

/// Every row is on the page.
fn check_totals(page: &AgeingPage, open: &[Open], what: &str) {
    let once: Decimal = open.iter().map(|open| open.residual).sum();
    assert_eq!(page.totals.total, once, "{what}");
    assert_eq!(page.totals.items, i64::try_from(open.len()).unwrap());
    assert_eq!(page.totals.amounts.iter().sum::<Decimal>(), once, "{what}");
    if page.totals.groups_overlap {
        let groups = i64::try_from(page.rows.len()).unwrap();
        assert_eq!(page.totals.groups, groups, "{what}");
        return;
    }
    let AgeingPage { rows, totals, .. } = page;
    let sum = |of: &dyn Fn(&AgeingRow) -> Decimal| rows.iter().map(of).sum::<Decimal>();
    assert_eq!(totals.groups, i64::try_from(rows.len()).unwrap(), "{what}");
    let items: i64 = rows.iter().map(|row| row.items).sum();
    assert_eq!(totals.items, items, "{what}");
    assert_eq!(totals.total, sum(&|row| row.total), "{what}");
    assert_eq!(totals.unapplied, sum(&|row| row.unapplied), "{what}");
    for (number, amount) in totals.amounts.iter().enumerate() {
        assert_eq!(*amount, sum(&|row| row.amounts[number]), "{what}");
    }
}

/// What is overdue, from the due dates of the items.
fn check_overdue(page: &AgeingPage, open: &[Open], aged_by: AgedBy, as_of: Date, what: &str) {
    let AgeingPage { rows, totals, .. } = page;
    if aged_by == AgedBy::InvoiceDate {
        assert!(rows.iter().all(|row| row.overdue.is_none()), "{what}");
        return assert_eq!(totals.overdue, None, "{what}");
    }
    let late = open.iter().filter(|open| open.due < as_of);
    let late: Decimal = late.map(|open| open.residual).sum();
    assert_eq!(totals.overdue, Some(late), "{what}");
    if totals.groups_overlap {
        return;
    }
    let of_rows: Decimal = rows.iter().map(|row| row.overdue.unwrap()).sum();
    assert_eq!(of_rows, late, "{what}");
    let shares: Decimal = rows.iter().filter_map(|row| row.share_percent).sum();
    let rounding = Decimal::new(i64::try_from(rows.len()).unwrap(), 2);
    assert!(
        totals.total.is_zero() || (shares - Decimal::ONE_HUNDRED).abs() <= rounding,
        "{what}: {shares}"
    );
}

/// The bucket whose days have this one.
fn bucket(buckets: &[Bucket], day: Date) -> usize {
    let within = |bucket: &Bucket| {
        bucket.first_day.is_none_or(|first| first <= day)
            && bucket.last_day.is_none_or(|last| day <= last)
    };
    let found: Vec<usize> = (0..buckets.len())
        .filter(|at| within(&buckets[*at]))
        .collect();
    assert_eq!(found.len(), 1, "{day} is in {found:?}");
    found[0]
}
