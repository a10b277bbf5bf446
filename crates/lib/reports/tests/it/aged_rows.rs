//! What the parameters of an ageing make of its rows, against the slow and obvious computation: the
//! order, the rows that are left out, the other day, and amounts in the currency of the filter.

use std::collections::BTreeMap;

use futures::TryStreamExt;
use jiff::civil::Date;
use reports::ageing::{self, AgeingParameters, AgeingQuery, AgeingRow, AgeingTotals};
use reports::{Reader, Report, Side};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::aged::{TAGS, groups};
use crate::obvious::{Ledger, Open, questions};
use crate::recorded::recording;
use crate::world::{ReportSource, World, ageing_of, day, line};

/// Not due, 1 to 30 days, 31 to 60 days, older.
const BUCKETS: usize = 4;

/// What is open of a group on the day and on the other day.
#[derive(Debug, Clone, Default, PartialEq)]
struct Row {
    items: i64,
    total: Decimal,
    unapplied: Decimal,
    amounts: [Decimal; BUCKETS],
    /// In the currency of the documents.
    amounts_currency: [Decimal; BUCKETS],
    other_items: i64,
    other_total: Decimal,
    other_overdue: Decimal,
}

impl Row {
    fn overdue(&self) -> Decimal {
        self.amounts[1..].iter().sum()
    }

    fn overdue_currency(&self) -> Decimal {
        self.amounts_currency[1..].iter().sum()
    }
}

/// The parameters of an answer in turn.
fn choices() -> Vec<Value> {
    vec![
        json!({"sort": "-overdue"}),
        json!({"sort": "bucket:0", "compare_as_of": "2026-03-31"}),
        json!({"sort": "-items", "min_total": "1500.00"}),
        json!({"sort": "unapplied", "overdue_only": true}),
        json!({"sort": "-name", "compare_as_of": "2026-09-30", "overdue_only": true}),
        json!({"currency": "USD", "sort": "items"}),
        json!({"currency": "USD", "compare_as_of": "2026-06-30", "min_total": "0.01"}),
        json!({"compare_as_of": "2027-01-31", "sort": "overdue"}),
        json!({"sort": "name"}),
        json!({"currency": "USD", "sort": "-name"}),
        json!({"min_total": "2500.00"}),
    ]
}

const GROUPS: [&str; 5] = [
    "partner",
    "account",
    "salesperson",
    "partner_tag",
    "currency",
];

#[tokio::test]
async fn rows_are_chosen_ordered_and_compared_as_the_simple_computation_says() {
    let Some(recording) = recording().await else {
        return;
    };
    recording.world.run(TAGS).await;
    let ledger = Ledger::read(&recording);
    let client = recording.world.client().await;
    let dollars = client
        .query_one("select id from odoo.res_currency where name = 'USD'", &[])
        .await
        .unwrap()
        .get::<_, i64>(0);
    let books = Books {
        ledger,
        client,
        dollars,
    };
    let (mut laid, mut seen, mut left_out) = (None, 0, 0);
    let choices = choices();
    for (number, (source, side, company, date)) in questions().enumerate() {
        if laid.replace(source) != Some(source) {
            recording.world.use_source(source).await;
        }
        for turn in 0..3 {
            let group_by = GROUPS[(number + turn) % GROUPS.len()];
            let asked = choices[(number * 3 + turn) % choices.len()].clone();
            println!("{side:?} of {company} at {date} by {group_by}, {source:?}: {asked}");
            let of = (side, company, date);
            let (rows, fewer) = books.check(of, group_by, asked).await;
            seen += rows;
            left_out += fewer;
        }
    }
    assert!(
        seen > 800 && left_out > 60,
        "{seen} rows, {left_out} left out"
    );
}

struct Books {
    ledger: Ledger,
    client: Object,
    /// Odoo's id of USD.
    dollars: i64,
}

impl Books {
    /// Returns the number of rows, and of those that are left out.
    async fn check(
        &self,
        (side, company, date): (Side, i64, Date),
        group_by: &str,
        mut asked: Value,
    ) -> (usize, usize) {
        let what = asked.to_string();
        let currency = asked.get("currency").map(|_| self.dollars);
        let other = asked.get("compare_as_of");
        let other = other.map(|other| day(other.as_str().unwrap()));
        let open = |date| {
            let items = self.ledger.open(side, company, date).into_values();
            let wanted = |it: &Open| currency.is_none_or(|id| it.groups["currency"] == id);
            items.filter(wanted).collect::<Vec<_>>()
        };
        let items = open(date);
        let others = other.map(|day| (day, open(day)));
        let all = spread(&items, others.as_ref(), (side, date), group_by);
        let kept: BTreeMap<i64, Row> = (all.clone().into_iter())
            .filter(|(_, row)| is_wanted(row, &asked, side))
            .collect();
        for (name, value) in [
            ("side", json!(side)),
            ("company_id", json!(company)),
            ("as_of", json!(date)),
            ("group_by", json!(group_by)),
            ("buckets", json!("30,60")),
        ] {
            asked[name] = value;
        }
        let (rows, totals) = pages(&self.client, &asked).await;
        check_rows(&rows, &kept, &asked, &what);
        check_order(&rows, &asked, side, &what);
        let once = |items: &[Open]| -> Vec<Open> {
            let is_kept = |it: &Open| groups(it, group_by).iter().any(|id| kept.contains_key(id));
            items.iter().filter(|it| is_kept(it)).cloned().collect()
        };
        let others = others.map(|(day, items)| (day, once(&items)));
        let whole = spread(&once(&items), others.as_ref(), (side, date), "all");
        let whole = whole.get(&0).cloned().unwrap_or_default();
        check_totals(&totals, &whole, &asked, &what);
        assert_eq!(totals.groups, i64::try_from(kept.len()).unwrap(), "{what}");
        (rows.len(), all.len() - kept.len())
    }
}

/// The groups with what is open of them; `all` is one group of everything.
fn spread(
    items: &[Open],
    others: Option<&(Date, Vec<Open>)>,
    (side, date): (Side, Date),
    group_by: &str,
) -> BTreeMap<i64, Row> {
    let of = |open: &Open| match group_by {
        "all" => vec![0],
        _ => groups(open, group_by),
    };
    let mut rows: BTreeMap<i64, Row> = BTreeMap::new();
    for open in items {
        for group in of(open) {
            let row = rows.entry(group).or_default();
            row.items += 1;
            row.total += open.residual;
            let days = (date - open.due).get_days();
            let bucket = [1, 31, 61].iter().filter(|first| days >= **first).count();
            row.amounts[bucket] += open.residual;
            row.amounts_currency[bucket] += open.residual_currency;
            if (open.residual < Decimal::ZERO) == (side == Side::Receivable) {
                row.unapplied += open.residual;
            }
        }
    }
    if let Some((day, items)) = others {
        for open in items {
            for group in of(open) {
                let row = rows.entry(group).or_default();
                row.other_items += 1;
                row.other_total += open.residual;
                if open.due < *day {
                    row.other_overdue += open.residual;
                }
            }
        }
    }
    rows
}

fn is_wanted(row: &Row, asked: &Value, side: Side) -> bool {
    let least = asked.get("min_total").map_or(Decimal::ZERO, |least| {
        least.as_str().unwrap().parse().unwrap()
    });
    let owes = side.owed(row.overdue()) > Decimal::ZERO;
    row.total.abs() >= least && (owes || asked.get("overdue_only").is_none())
}

/// All pages of a few rows, and the totals. A file has the same rows without links.
async fn pages(client: &Object, asked: &Value) -> (Vec<AgeingRow>, AgeingTotals) {
    let mut parameters: AgeingParameters = serde_json::from_value(asked.clone()).unwrap();
    parameters.limit = Some(9);
    let reader = Reader::of_all(day("2026-11-22"));
    let (mut rows, mut totals) = (Vec::new(), None);
    loop {
        let query = AgeingQuery::prepare(client, &parameters, &reader)
            .await
            .unwrap();
        let page = ageing::page(client, &query).await.unwrap();
        rows.extend(page.rows);
        let of_first = totals.get_or_insert_with(|| page.totals.clone());
        assert_eq!(*of_first, page.totals, "{asked}");
        parameters.cursor = page.next;
        if parameters.cursor.is_none() {
            let all: Vec<_> = query
                .rows(client)
                .await
                .unwrap()
                .try_collect()
                .await
                .unwrap();
            let without_links = rows.iter().map(|row| AgeingRow {
                items_url: None,
                overdue_items_url: None,
                unapplied_items_url: None,
                bucket_urls: Vec::new(),
                ..row.clone()
            });
            assert_eq!(all, without_links.collect::<Vec<_>>(), "{asked}");
            let expected = query.expected(client).await.unwrap();
            assert_eq!(expected.rows, all.len() as u64, "{asked}");
            let control: Decimal = all.iter().map(|row| row.total).sum();
            assert_eq!(expected.control_total, control, "{asked}");
            return (rows, totals.unwrap());
        }
    }
}

fn check_rows(rows: &[AgeingRow], kept: &BTreeMap<i64, Row>, asked: &Value, what: &str) {
    assert_eq!(rows.len(), kept.len(), "{what}");
    for row in rows {
        let expected = &kept[&row.id.unwrap_or_default()];
        let found = (row.items, row.total, row.unapplied, &row.amounts[..]);
        let Row {
            items,
            total,
            unapplied,
            amounts,
            ..
        } = expected;
        assert_eq!(found, (*items, *total, *unapplied, &amounts[..]), "{what}");
        assert_eq!(row.overdue, Some(expected.overdue()), "{what}");
        check_currency(row, expected, asked, what);
        check_other_day(row, expected, asked, what);
    }
}

fn check_currency(row: &AgeingRow, expected: &Row, asked: &Value, what: &str) {
    let found = (row.total_currency, row.overdue_currency);
    if asked.get("currency").is_none() {
        assert_eq!(found, (None, None), "{what}");
        return assert!(row.amounts_currency.is_empty(), "{what}");
    }
    assert_eq!(row.amounts_currency, expected.amounts_currency, "{what}");
    let total = expected.amounts_currency.iter().sum();
    assert_eq!(
        found,
        (Some(total), Some(expected.overdue_currency())),
        "{what}"
    );
}

fn check_other_day(row: &AgeingRow, expected: &Row, asked: &Value, what: &str) {
    let Some(other) = &row.compared else {
        return assert!(asked.get("compare_as_of").is_none(), "{what}");
    };
    assert_eq!(other.total, expected.other_total, "{what}");
    assert_eq!(other.overdue, Some(expected.other_overdue), "{what}");
    let difference = expected.total - expected.other_total;
    assert_eq!(other.total_difference, difference, "{what}");
    let difference = expected.overdue() - expected.other_overdue;
    assert_eq!(other.overdue_difference, Some(difference), "{what}");
}

/// Rows with the same value are in the order of their ids.
fn check_order(rows: &[AgeingRow], asked: &Value, side: Side, what: &str) {
    let default = match side {
        Side::Receivable => "-total",
        Side::Payable => "total",
    };
    let sort = asked.get("sort").and_then(Value::as_str);
    let sort = sort.unwrap_or(default);
    let name = |row: &AgeingRow| match asked["group_by"].as_str() {
        Some("account") => row.code.clone().unwrap_or_default(),
        _ => row.name.as_deref().unwrap_or_default().to_lowercase(),
    };
    let value = |row: &AgeingRow| match sort.trim_start_matches('-') {
        "total" => (row.total, String::new()),
        "overdue" => (row.overdue.unwrap(), String::new()),
        "bucket:0" => (row.amounts[0], String::new()),
        "items" => (row.items.into(), String::new()),
        "unapplied" => (row.unapplied, String::new()),
        "name" => (Decimal::ZERO, name(row)),
        other => panic!("{other}"),
    };
    let mut sorted: Vec<&AgeingRow> = rows.iter().collect();
    sorted.sort_by_key(|row| (value(row), row.id.unwrap_or_default()));
    if sort.starts_with('-') {
        sorted.reverse();
    }
    let ids = |rows: Vec<&AgeingRow>| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(ids(rows.iter().collect()), ids(sorted), "{what}");
}

fn check_totals(totals: &AgeingTotals, whole: &Row, asked: &Value, what: &str) {
    let found = (totals.items, totals.total, totals.unapplied, totals.overdue);
    let expected = (
        whole.items,
        whole.total,
        whole.unapplied,
        Some(whole.overdue()),
    );
    assert_eq!(found, expected, "{what}");
    assert_eq!(totals.amounts, whole.amounts, "{what}");
    if asked.get("currency").is_some() {
        let total = whole.amounts_currency.iter().sum();
        assert_eq!(totals.total_currency, Some(total), "{what}");
        assert_eq!(totals.amounts_currency, whole.amounts_currency, "{what}");
        let overdue = Some(whole.overdue_currency());
        assert_eq!(totals.overdue_currency, overdue, "{what}");
    }
    if let Some(other) = &totals.compared {
        let found = (other.total, other.overdue);
        assert_eq!(
            found,
            (whole.other_total, Some(whole.other_overdue)),
            "{what}"
        );
        assert_eq!(
            other.total_difference,
            whole.total - whole.other_total,
            "{what}"
        );
    }
    let leaves_out = ["min_total", "overdue_only"]
        .iter()
        .any(|name| asked.get(name).is_some());
    assert_eq!(totals.items_url.is_none(), leaves_out, "{what}");
}

#[tokio::test]
async fn partners_are_found_by_name_and_tax_id_in_every_group() {
    let world = World::with_a_company().await;
    let mut lines = json!([
        line(1, "2026-06-10", "2026-07-10", "100"),
        line(2, "2026-06-11", "2026-08-10", "200"),
        line(3, "2026-06-12", "2026-09-10", "400"),
    ]);
    lines[1]["partner_id"] = json!(8);
    lines[2]["partner_id"] = Value::Null;
    world.insert("account_move_line", lines).await;
    for source in [ReportSource::Mirror, ReportSource::Sums] {
        world.use_source(source).await;
        let client = world.client().await;
        for (q, expected) in [("alamo", 200), ("20100", 100), ("O'Hig", 100), ("a_amo", 0)] {
            for group_by in ["partner", "account"] {
                let mut asked = serde_json::to_value(ageing_of(Side::Receivable)).unwrap();
                asked["partner_q"] = json!(q);
                asked["group_by"] = json!(group_by);
                let (_, totals) = pages(&client, &asked).await;
                assert_eq!(totals.total, Decimal::from(expected), "{q} by {group_by}");
            }
        }
    }
}

#[tokio::test]
async fn an_order_or_a_choice_that_the_ageing_cannot_make_is_refused() {
    let world = World::with_a_company().await;
    let client = world.client().await;
    for (change, name) in [
        (json!({"sort": "bucket:3", "buckets": "30"}), "sort"),
        (
            json!({"sort": "-overdue", "aged_by": "invoice_date"}),
            "sort",
        ),
        (
            json!({"overdue_only": true, "aged_by": "invoice_date"}),
            "overdue_only",
        ),
        (json!({"min_total": "-0.01"}), "min_total"),
        (json!({"partner_q": "S.A."}), "partner_q"),
    ] {
        let mut asked = json!({"side": "receivable"});
        for (name, value) in change.as_object().unwrap() {
            asked[name] = value.clone();
        }
        let asked: AgeingParameters = serde_json::from_value(asked).unwrap();
        let reader = Reader::of_all(day("2026-11-22"));
        match AgeingQuery::prepare(&client, &asked, &reader).await {
            Err(reports::Error::InvalidParameter {
                name: told, hint, ..
            }) => {
                assert_eq!(told, name);
                assert!(!hint.is_empty());
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}
