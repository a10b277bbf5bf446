//! The reports against a slow and obvious computation over the same records, at dates in the past.

use std::collections::{BTreeMap, HashMap};

use futures::TryStreamExt;
use jiff::civil::Date;
use reports::ageing::{AgeingParameters, AgeingRow, Bucket};
use reports::{Side, ageing, open_items};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::recorded::{Recording, recording};
use crate::world::{Ground, day, open_items_of};

const DAYS: [&str; 6] = [
    "2025-08-01",
    "2025-12-31",
    "2026-03-15",
    "2026-06-30",
    "2026-11-21",
    "2027-02-28",
];

#[derive(Debug)]
struct Open {
    due: Date,
    invoice_date: Date,
    /// By dimension of the ageing; 0 for none.
    groups: HashMap<&'static str, i64>,
    residual: Decimal,
    residual_currency: Decimal,
}

/// Partner, due date and residuals.
type Item = (i64, Date, Decimal, Decimal);

#[tokio::test]
async fn open_items_at_any_date_equal_the_obvious_computation() {
    let Some(recording) = recording().await else {
        return;
    };
    let ledger = Ledger::read(&recording);
    let client = recording.world.client().await;
    let mut seen = 0;
    let mut laid = None;
    for (ground, side, company, date) in questions() {
        if laid.replace(ground) != Some(ground) {
            recording.world.lay(ground).await;
        }
        let mut parameters = open_items_of(side);
        parameters.company_id = Some(company);
        parameters.as_of = Some(date);
        let query = open_items::prepare(&client, &parameters, day("2026-11-22"))
            .await
            .unwrap();
        let rows: Vec<_> = open_items::stream(&client, &query)
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();

        let ours: BTreeMap<i64, Item> = rows
            .iter()
            .map(|row| {
                assert_eq!(row.days_overdue, days_between(row.due_date, date));
                let residuals = (row.residual, row.residual_currency);
                let partner = row.partner_id.unwrap_or_default();
                (
                    row.line_id,
                    (partner, row.due_date, residuals.0, residuals.1),
                )
            })
            .collect();
        let obvious: BTreeMap<i64, Item> = ledger
            .open(side, company, date)
            .into_iter()
            .map(|(id, it)| {
                let partner = it.groups["partner"];
                (id, (partner, it.due, it.residual, it.residual_currency))
            })
            .collect();
        assert_eq!(ours.len(), rows.len(), "a line twice");
        assert_eq!(
            ours, obvious,
            "{side:?} of company {company} at {date}, {ground:?}"
        );

        let totals = open_items::totals(&client, &query).await.unwrap();
        let residual: Decimal = obvious.values().map(|it| it.2).sum();
        assert_eq!(
            (totals.items, totals.residual),
            (i64::try_from(rows.len()).unwrap(), residual)
        );
        for total in totals.by_currency {
            let of_currency = rows.iter().filter(|row| row.currency == total.currency);
            assert_eq!(
                total.residual_currency,
                of_currency.map(|row| row.residual_currency).sum()
            );
        }
        seen += rows.len();
    }
    assert!(seen > 6_000, "only {seen} rows were compared");
}

/// Groups with their items, unapplied amount and buckets.
type Ageing = BTreeMap<i64, (i64, Decimal, Vec<Decimal>)>;

#[tokio::test]
async fn the_ageing_at_any_date_equals_the_obvious_computation() {
    let Some(recording) = recording().await else {
        return;
    };
    let ledger = Ledger::read(&recording);
    let mut client = recording.world.client().await;
    let dimensions = [
        ("partner", "30,60,90,120", "due_date"),
        ("account", "30,60,90,120", "due_date"),
        ("currency", "7", "due_date"),
        ("salesperson", "15,45", "due_date"),
        ("document_type", "months:3", "due_date"),
        ("partner", "months:2", "invoice_date"),
        ("account", "10,20", "invoice_date"),
    ];
    let mut laid = None;
    for (number, (ground, side, company, date)) in questions().enumerate() {
        if laid.replace(ground) != Some(ground) {
            recording.world.lay(ground).await;
        }
        let snapshot = reports::snapshot(&mut client).await.unwrap();
        // By partner always, and one of the others in turn.
        for (group_by, buckets, aged_by) in [dimensions[0], dimensions[1 + number % 6]] {
            let parameters: AgeingParameters = serde_json::from_value(json!({
                "side": side, "company_id": company, "as_of": date, "group_by": group_by,
                "buckets": buckets, "aged_by": aged_by, "limit": 500,
            }))
            .unwrap();
            let query = ageing::prepare(&snapshot, &parameters, day("2026-11-22"))
                .await
                .unwrap();
            let ours = |rows: &[AgeingRow]| -> Ageing {
                let row = |row: &AgeingRow| {
                    assert_eq!(row.total, row.amounts.iter().sum());
                    let key = row.id.unwrap_or_default();
                    (key, (row.items, row.unapplied, row.amounts.clone()))
                };
                rows.iter().map(row).collect()
            };
            let rows: Vec<_> = ageing::stream(&snapshot, &query)
                .await
                .unwrap()
                .try_collect()
                .await
                .unwrap();
            let what = format!("{side:?} of {company} at {date} by {group_by}, {ground:?}");

            let mut obvious = Ageing::new();
            for open in ledger.open(side, company, date).into_values() {
                let aged_from = if aged_by == "due_date" {
                    open.due
                } else {
                    open.invoice_date
                };
                let number = bucket(query.buckets(), aged_from);
                let group = open.groups[group_by];
                let (items, unapplied, amounts) = obvious.entry(group).or_insert_with(|| {
                    (0, Decimal::ZERO, vec![Decimal::ZERO; query.buckets().len()])
                });
                *items += 1;
                amounts[number] += open.residual;
                if (open.residual < Decimal::ZERO) == (side == Side::Receivable) {
                    *unapplied += open.residual;
                }
            }
            assert_eq!(ours(&rows), obvious, "{what}");

            let page = ageing::page(&snapshot, &query).await.unwrap();
            assert_eq!(ours(&page.rows), obvious, "{what}");
            assert_eq!(
                page.totals.groups,
                i64::try_from(rows.len()).unwrap(),
                "{what}"
            );
            assert_eq!(
                page.totals.items,
                rows.iter().map(|row| row.items).sum::<i64>()
            );
            assert_eq!(page.totals.total, rows.iter().map(|row| row.total).sum());
            assert_eq!(
                page.totals.unapplied,
                rows.iter().map(|row| row.unapplied).sum()
            );
            for (number, amount) in page.totals.amounts.iter().enumerate() {
                assert_eq!(*amount, rows.iter().map(|row| row.amounts[number]).sum());
            }
            assert_eq!(
                ageing::totals(&snapshot, &query).await.unwrap(),
                page.totals
            );
        }
    }
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

fn questions() -> impl Iterator<Item = (Ground, Side, i64, Date)> {
    let grounds = [Ground::Mirror, Ground::Sums, Ground::Items];
    grounds.into_iter().flat_map(|ground| {
        [Side::Receivable, Side::Payable]
            .into_iter()
            .flat_map(move |side| {
                [1, 2]
                    .into_iter()
                    .flat_map(move |company| DAYS.map(|date| (ground, side, company, day(date))))
            })
    })
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

struct Line {
    id: i64,
    account_type: String,
    company: i64,
    groups: HashMap<&'static str, i64>,
    date: Date,
    due: Date,
    invoice_date: Date,
    balance: Decimal,
    amount_currency: Decimal,
}

struct Partial {
    debit: i64,
    credit: i64,
    max_date: Date,
    amount: Decimal,
    debit_amount: Decimal,
    credit_amount: Decimal,
}

/// Posted lines and every partial reconciliation.
struct Ledger {
    lines: Vec<Line>,
    partials: Vec<Partial>,
}

impl Ledger {
    fn read(recording: &Recording) -> Self {
        let accounts = recording.records("account.account");
        let account_types: HashMap<i64, &str> = accounts
            .iter()
            .map(|account| {
                (
                    id(&account["id"]),
                    account["account_type"].as_str().unwrap(),
                )
            })
            .collect();
        let moves = recording.records("account.move");
        let moves: HashMap<i64, &Value> = moves.iter().map(|it| (id(&it["id"]), it)).collect();
        let lines = recording.records("account.move.line");
        let lines = lines
            .iter()
            .filter(|line| line["parent_state"] == "posted" && line["account_id"].is_i64())
            .map(|line| Line {
                groups: groups(line, moves[&id(&line["move_id"])]),
                invoice_date: date(&line["invoice_date"])
                    .or_else(|| date(&moves[&id(&line["move_id"])]["invoice_date"]))
                    .unwrap_or(date(&line["date"]).unwrap()),
                id: id(&line["id"]),
                account_type: account_types[&id(&line["account_id"])].to_owned(),
                company: id(&line["company_id"]),
                date: date(&line["date"]).unwrap(),
                due: date(&line["date_maturity"]).unwrap_or(date(&line["date"]).unwrap()),
                balance: amount(&line["balance"]),
                amount_currency: amount(&line["amount_currency"]),
            });
        let partials = recording.records("account.partial.reconcile");
        let partials = partials.iter().map(|partial| Partial {
            debit: id(&partial["debit_move_id"]),
            credit: id(&partial["credit_move_id"]),
            max_date: date(&partial["max_date"]).unwrap(),
            amount: amount(&partial["amount"]),
            debit_amount: amount(&partial["debit_amount_currency"]),
            credit_amount: amount(&partial["credit_amount_currency"]),
        });
        Self {
            lines: lines.collect(),
            partials: partials.collect(),
        }
    }

    /// Looks at every line and, for each, at every partial reconciliation.
    fn open(&self, side: Side, company: i64, as_of: Date) -> BTreeMap<i64, Open> {
        let account_type = match side {
            Side::Receivable => "asset_receivable",
            Side::Payable => "liability_payable",
        };
        let mut open = BTreeMap::new();
        for line in &self.lines {
            let in_question = line.account_type == account_type && line.company == company;
            if !in_question || line.date > as_of {
                continue;
            }
            let mut residual = line.balance;
            let mut residual_currency = line.amount_currency;
            for partial in self
                .partials
                .iter()
                .filter(|partial| partial.max_date <= as_of)
            {
                if partial.debit == line.id {
                    residual -= partial.amount;
                    residual_currency -= partial.debit_amount;
                }
                if partial.credit == line.id {
                    residual += partial.amount;
                    residual_currency += partial.credit_amount;
                }
            }
            if !residual.is_zero() || !residual_currency.is_zero() {
                open.insert(
                    line.id,
                    Open {
                        due: line.due,
                        invoice_date: line.invoice_date,
                        groups: line.groups.clone(),
                        residual,
                        residual_currency,
                    },
                );
            }
        }
        open
    }
}

fn groups(line: &Value, entry: &Value) -> HashMap<&'static str, i64> {
    let of = |record: &Value, field: &str| record[field].as_i64().unwrap_or_default();
    HashMap::from([
        ("partner", of(line, "partner_id")),
        ("account", of(line, "account_id")),
        ("currency", of(line, "currency_id")),
        ("salesperson", of(entry, "invoice_user_id")),
        ("document_type", of(entry, "l10n_latam_document_type_id")),
    ])
}

fn id(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

fn date(value: &Value) -> Option<Date> {
    value.as_str().map(|text| text.parse().unwrap())
}

fn amount(value: &Value) -> Decimal {
    value.to_string().parse().unwrap()
}
