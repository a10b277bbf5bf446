//! The reports against a slow and obvious computation over the same records, at dates in the past.

use std::collections::{BTreeMap, HashMap};

use futures::TryStreamExt;
use jiff::civil::Date;
use reports::{Side, ageing, open_items};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::recorded::{Recording, recording};
use crate::world::{ageing_of, day, open_items_of};

const DAYS: [&str; 6] = [
    "2025-08-01",
    "2025-12-31",
    "2026-03-15",
    "2026-06-30",
    "2026-11-21",
    "2027-02-28",
];

#[derive(Debug, PartialEq)]
struct Open {
    partner: i64,
    due: Date,
    residual: Decimal,
    residual_currency: Decimal,
}

#[tokio::test]
async fn open_items_at_any_date_equal_the_obvious_computation() {
    let Some(recording) = recording().await else {
        return;
    };
    let ledger = Ledger::read(&recording);
    let client = recording.world.client().await;
    let mut seen = 0;
    for (side, company, date) in questions() {
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

        let ours: BTreeMap<i64, Open> = rows
            .iter()
            .map(|row| {
                assert_eq!(row.days_overdue, days_between(row.due_date, date));
                (
                    row.line_id,
                    Open {
                        partner: row.partner_id.unwrap(),
                        due: row.due_date,
                        residual: row.residual,
                        residual_currency: row.residual_currency,
                    },
                )
            })
            .collect();
        let obvious = ledger.open(side, company, date);
        assert_eq!(ours.len(), rows.len(), "a line twice");
        assert_eq!(ours, obvious, "{side:?} of company {company} at {date}");

        let totals = open_items::totals(&client, &query).await.unwrap();
        let residual: Decimal = obvious.values().map(|it| it.residual).sum();
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
    assert!(seen > 2_000, "only {seen} rows were compared");
}

#[tokio::test]
async fn the_ageing_at_any_date_equals_the_obvious_computation() {
    let Some(recording) = recording().await else {
        return;
    };
    let ledger = Ledger::read(&recording);
    let client = recording.world.client().await;
    for (side, company, date) in questions() {
        let mut parameters = ageing_of(side);
        parameters.company_id = Some(company);
        parameters.as_of = Some(date);
        let query = ageing::prepare(&client, &parameters, day("2026-11-22"))
            .await
            .unwrap();
        let rows: Vec<_> = ageing::stream(&client, &query)
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        let ours: BTreeMap<i64, (i64, [Decimal; 6])> = rows
            .iter()
            .map(|row| {
                let it = &row.buckets;
                assert_eq!(
                    row.total,
                    it.not_due
                        + it.days_1_30
                        + it.days_31_60
                        + it.days_61_90
                        + it.days_91_120
                        + it.older
                );
                let buckets = [
                    it.not_due,
                    it.days_1_30,
                    it.days_31_60,
                    it.days_61_90,
                    it.days_91_120,
                    it.older,
                ];
                (row.partner_id.unwrap(), (row.items, buckets))
            })
            .collect();

        let mut obvious: BTreeMap<i64, (i64, [Decimal; 6])> = BTreeMap::new();
        for open in ledger.open(side, company, date).into_values() {
            let bucket = match days_between(open.due, date) {
                i64::MIN..=0 => 0,
                1..=30 => 1,
                31..=60 => 2,
                61..=90 => 3,
                91..=120 => 4,
                _ => 5,
            };
            let (items, buckets) = obvious.entry(open.partner).or_default();
            *items += 1;
            buckets[bucket] += open.residual;
        }
        assert_eq!(ours, obvious, "{side:?} of company {company} at {date}");
    }
}

fn questions() -> impl Iterator<Item = (Side, i64, Date)> {
    let sides = [Side::Receivable, Side::Payable];
    sides.into_iter().flat_map(|side| {
        [1, 2]
            .into_iter()
            .flat_map(move |company| DAYS.map(|date| (side, company, day(date))))
    })
}

fn days_between(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

struct Line {
    id: i64,
    account_type: String,
    company: i64,
    partner: i64,
    date: Date,
    due: Date,
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
        let lines = recording.records("account.move.line");
        let lines = lines
            .iter()
            .filter(|line| line["parent_state"] == "posted" && line["account_id"].is_i64())
            .map(|line| Line {
                id: id(&line["id"]),
                account_type: account_types[&id(&line["account_id"])].to_owned(),
                company: id(&line["company_id"]),
                partner: line["partner_id"].as_i64().unwrap_or_default(),
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
                        partner: line.partner,
                        due: line.due,
                        residual,
                        residual_currency,
                    },
                );
            }
        }
        open
    }
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
