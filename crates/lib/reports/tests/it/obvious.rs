//! The reports against a slow and obvious computation over the same records, at dates in the past.

use std::collections::{BTreeMap, HashMap};

use futures::TryStreamExt;
use jiff::civil::Date;
use reports::open_items::{self, OpenItem, OpenItemsQuery, OpenItemsTotals};
use reports::{Report, Side};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::recorded::{Recording, recording};
use crate::world::{ReportSource, day, open_items_of};

const DAYS: [&str; 6] = [
    "2025-08-01",
    "2025-12-31",
    "2026-03-15",
    "2026-06-30",
    "2026-11-21",
    "2027-02-28",
];

#[derive(Debug, Clone)]
pub(crate) struct Open {
    pub(crate) due: Date,
    pub(crate) invoice_date: Date,
    /// By dimension of the ageing; 0 for none.
    pub(crate) groups: HashMap<&'static str, i64>,
    pub(crate) residual: Decimal,
    pub(crate) residual_currency: Decimal,
}

/// Partner, due date and residuals.
type Item = (i64, Date, Decimal, Decimal);

#[tokio::test]
async fn open_items_at_any_date_equal_the_simple_computation() {
    let Some(recording) = recording().await else {
        return;
    };
    let ledger = Ledger::read(&recording);
    let client = recording.world.client().await;
    let mut seen = 0;
    let mut laid = None;
    for (source, side, company, date) in questions() {
        if laid.replace(source) != Some(source) {
            recording.world.use_source(source).await;
        }
        let mut parameters = open_items_of(side);
        parameters.company_id = Some(company);
        parameters.as_of = Some(date);
        let query = OpenItemsQuery::prepare(
            &client,
            &parameters,
            &reports::Reader::of_all(day("2026-11-22")),
        )
        .await
        .unwrap();
        let rows: Vec<_> = query
            .rows(&client)
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
            "{side:?} of company {company} at {date}, {source:?}"
        );

        check_totals(&open_items::totals(&client, &query).await.unwrap(), &rows);
        seen += rows.len();
    }
    assert!(seen > 6_000, "only {seen} rows were compared");
}

fn check_totals(totals: &OpenItemsTotals, rows: &[OpenItem]) {
    assert_eq!(totals.items, i64::try_from(rows.len()).unwrap());
    assert_eq!(totals.residual, rows.iter().map(|row| row.residual).sum());
    for total in &totals.by_currency {
        let of_currency = rows.iter().filter(|row| row.currency == total.currency);
        assert_eq!(
            total.residual_currency,
            of_currency.map(|row| row.residual_currency).sum()
        );
    }
}

pub(crate) fn questions() -> impl Iterator<Item = (ReportSource, Side, i64, Date)> {
    let sources = [
        ReportSource::Mirror,
        ReportSource::Sums,
        ReportSource::Items,
    ];
    sources.into_iter().flat_map(|source| {
        [Side::Receivable, Side::Payable]
            .into_iter()
            .flat_map(move |side| {
                [1, 2]
                    .into_iter()
                    .flat_map(move |company| DAYS.map(|date| (source, side, company, day(date))))
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
pub(crate) struct Ledger {
    lines: Vec<Line>,
    partials: Vec<Partial>,
}

impl Ledger {
    pub(crate) fn read(recording: &Recording) -> Self {
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
    pub(crate) fn open(&self, side: Side, company: i64, as_of: Date) -> BTreeMap<i64, Open> {
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
