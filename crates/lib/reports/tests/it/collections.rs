//! Billing and collections against a slow and obvious computation over random books.

use std::collections::BTreeMap;

use jiff::civil::Date;
use reports::Report;
use reports::collections::{
    self, Collections, CollectionsFigures, CollectionsParameters, CollectionsQuery, CollectionsRow,
};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::Object;

use crate::books::{Item, TODAY, move_type};
use crate::recorded::recording;
use crate::settled::{BANK, PAYABLE, PURCHASES, RECEIVABLE, SALES, SettledBooks, ratio};
use crate::world::ReportSource;

#[tokio::test]
async fn billing_and_collections_equal_the_simple_computation() {
    let mut listed = 0;
    for seed in [41, 42] {
        let mut settled = SettledBooks::create(seed).await;
        let client = settled.books.world.client().await;
        for _ in 0..12 {
            let (one, other) = (settled.books.day(), settled.books.day());
            let (from, to) = (one.min(other), one.max(other));
            let partner = settled.books.pick(&[None, None, Some(7)]);
            let mut question = json!({"date_from": from, "date_to": to, "top": 2});
            if let Some(partner) = partner {
                question["partner_id"] = json!(partner);
            }
            let found = read(&client, &question).await;
            let obvious = Obvious {
                settled: &settled,
                partner,
            };
            obvious.compare_months(&found, from, to);
            obvious.compare_indicators(&found, from, to);
            obvious.compare_debtors(&found, to);
            listed += found.debtors.len();
        }
    }
    assert!(listed > 10, "only {listed} debtors were compared");
}

#[tokio::test]
async fn collections_by_salesperson_equal_the_simple_computation() {
    let mut listed = 0;
    let mut settled = SettledBooks::create(44).await;
    settled.books.world.run(SALESPERSONS).await;
    let client = settled.books.world.client().await;
    for source in [ReportSource::Mirror, ReportSource::Sums] {
        settled.books.world.use_source(source).await;
        for _ in 0..8 {
            let (one, other) = (settled.books.day(), settled.books.day());
            let partner = settled.books.pick(&[None, None, Some(7)]);
            let mut question = json!({"date_from": one.min(other), "date_to": one.max(other)});
            if let Some(partner) = partner {
                question["partner_id"] = json!(partner);
            }
            let by_month = read(&client, &question).await;
            question["group_by"] = json!("salesperson");
            let found = read(&client, &question).await;
            let obvious = Obvious {
                settled: &settled,
                partner,
            };
            obvious.compare_salespersons(&found.rows, one.min(other), one.max(other));
            listed += found.rows.len();
            assert_eq!(found.totals, by_month.totals);
            let sum = |of: fn(&CollectionsRow) -> Decimal| found.rows.iter().map(of).sum();
            let totals = &found.totals;
            assert_eq!(totals.figures.billed, sum(|row| row.figures.billed));
            assert_eq!(totals.figures.collected, sum(|row| row.figures.collected));
            assert_eq!(totals.overdue, sum(|row| row.overdue));
            assert_eq!(totals.not_due, sum(|row| row.not_due));
        }
    }
    assert!(listed > 30, "only {listed} rows were compared");
}

/// Two with a name, and documents without one.
const SALESPERSONS: &str = "
    insert into odoo.res_users (id, login, _read_at, _run)
    values (15, 'Zoe', now(), gen_random_uuid()), (16, 'ana', now(), gen_random_uuid());
    update odoo.account_move
    set invoice_user_id = case id % 3 when 1 then 15 when 2 then 16 end";

fn salesperson(move_id: i64) -> Option<i64> {
    match move_id % 3 {
        1 => Some(15),
        2 => Some(16),
        _ => None,
    }
}

#[tokio::test]
async fn receivables_of_a_real_odoo_have_billed_collected_and_outstanding_amounts() {
    let Some(recording) = recording().await else {
        return;
    };
    let client = recording.world.client().await;
    let question = json!({"company_id": 2, "date_from": "2026-01-01", "date_to": "2026-11-22"});
    let found = read(&client, &question).await;
    let figures = found.totals.figures;
    assert!(figures.billed > Decimal::ZERO && figures.collected > Decimal::ZERO);
    assert_eq!(
        found.totals.not_due + found.totals.overdue,
        figures.outstanding
    );
    let closing = recording.closing_of("asset_receivable");
    assert_eq!(figures.outstanding, closing);
}

#[tokio::test]
async fn an_invalid_period_is_refused() {
    let settled = SettledBooks::create(43).await;
    let client = settled.books.world.client().await;
    for (question, name) in [
        (
            json!({"date_from": "2026-02-01", "date_to": "2026-01-01"}),
            "date_from",
        ),
        (
            json!({"date_from": "1999-02-01", "date_to": "2026-01-01"}),
            "date_from",
        ),
        (json!({"top": 0}), "top"),
        (json!({"company_id": 9}), "company_id"),
    ] {
        let parameters = serde_json::from_value(question).unwrap();
        let refused =
            CollectionsQuery::prepare(&client, &parameters, &reports::Reader::of_all(TODAY)).await;
        let message = refused.unwrap_err().to_string();
        assert!(
            message.starts_with(&format!("parameter {name}")),
            "{message}"
        );
    }
}

async fn read(client: &Object, question: &Value) -> Collections {
    let parameters: CollectionsParameters = serde_json::from_value(question.clone()).unwrap();
    let query = CollectionsQuery::prepare(client, &parameters, &reports::Reader::of_all(TODAY))
        .await
        .unwrap();
    collections::read(client, &query).await.unwrap()
}

struct Obvious<'b> {
    settled: &'b SettledBooks,
    partner: Option<i64>,
}

impl Obvious<'_> {
    fn items(&self, account: i64, as_of: Date) -> impl Iterator<Item = &Item> {
        let partner = self.partner;
        self.settled
            .posted(account, as_of)
            .filter(move |item| partner.is_none() || item.partner == partner)
    }

    fn balance(&self, account: i64, as_of: Date) -> Decimal {
        self.items(account, as_of).map(|item| item.balance).sum()
    }

    /// Of the items of a journal between two days.
    fn moved(
        &self,
        (account, journal): (i64, i64),
        (from, to): (Date, Date),
        amount: impl Fn(&Item) -> Decimal,
    ) -> Decimal {
        self.items(account, to)
            .filter(|item| item.journal == journal && item.date >= from)
            .map(amount)
            .sum()
    }

    fn compare_months(&self, found: &Collections, from: Date, to: Date) {
        let mut next = from;
        let mut balance = self.balance(RECEIVABLE, from.yesterday().unwrap());
        for month in &found.rows {
            assert_eq!(month.date_from, next);
            assert_eq!(month.date_to, next.last_of_month().min(to));
            next = month.date_to.tomorrow().unwrap();
            let days = (month.date_from, month.date_to);
            let figures = month.figures;
            let sales = (RECEIVABLE, SALES);
            assert_eq!(figures.opening, balance);
            let credited = |item: &Item| match move_type(item.move_id) {
                "out_refund" => -item.balance,
                _ => Decimal::ZERO,
            };
            assert_eq!(figures.credited, self.moved(sales, days, credited));
            assert_eq!(figures.billed, figures.invoiced - figures.credited);
            let collected = self.moved((RECEIVABLE, BANK), days, |item| -item.balance);
            assert_eq!(figures.collected, collected);
            let other = self.moved((RECEIVABLE, PURCHASES), days, |item| item.balance);
            assert_eq!(figures.other, other);
            balance = self.balance(RECEIVABLE, month.date_to);
            assert_eq!(figures.outstanding, balance);
            self.compare_month(month, balance);
        }
        assert_eq!(next, to.tomorrow().unwrap());
        let billed: Decimal = found.rows.iter().map(|month| month.figures.billed).sum();
        assert_eq!(found.totals.figures.billed, billed);
        assert_eq!(found.totals.figures.outstanding, balance);
    }

    /// What is overdue at the end of the month, and its indicators.
    fn compare_month(&self, month: &CollectionsRow, outstanding: Decimal) {
        let to = month.date_to;
        let (overdue, not_due) = self.dues(to);
        assert_eq!((month.overdue, month.not_due), (overdue, not_due), "{to}");
        let days = i64::from(to.day() - month.date_from.day()) + 1;
        let (opening, billed) = (month.figures.opening, month.figures.billed);
        assert_eq!(
            month.days_sales_outstanding,
            ratio(outstanding, billed, days, 1)
        );
        let (could, did) = (opening + billed - not_due, opening + billed - outstanding);
        assert_eq!(
            month.collection_effectiveness_percent,
            ratio(did, could, 100, 2)
        );
    }

    /// Overdue and not due on the day.
    fn dues(&self, to: Date) -> (Decimal, Decimal) {
        let (mut overdue, mut not_due) = (Decimal::ZERO, Decimal::ZERO);
        for item in self.items(RECEIVABLE, to) {
            let residual = self.settled.residual(item, to);
            if self.settled.due[&item.id] < to {
                overdue += residual;
            } else {
                not_due += residual;
            }
        }
        (overdue, not_due)
    }

    /// By name; those of whom there is nothing are left out.
    fn compare_salespersons(&self, rows: &[CollectionsRow], from: Date, to: Date) {
        let mut expected = Vec::new();
        for (id, name) in [
            (Some(16), Some("ana")),
            (Some(15), Some("Zoe")),
            (None, None),
        ] {
            let (figures, overdue) = self.figures_of(id, from, to);
            if figures != CollectionsFigures::default() {
                expected.push(((id, name), figures, overdue));
            }
        }
        let found: Vec<_> = (rows.iter())
            .map(|row| {
                assert_eq!((row.date_from, row.date_to), (from, to));
                assert_eq!(row.not_due + row.overdue, row.figures.outstanding);
                let who = (row.salesperson_id, row.salesperson_name.as_deref());
                (who, row.figures, row.overdue)
            })
            .collect();
        assert_eq!(found, expected, "{from} to {to}");
    }

    /// What is overdue, too.
    fn figures_of(&self, id: Option<i64>, from: Date, to: Date) -> (CollectionsFigures, Decimal) {
        let own = |item: &&Item| salesperson(item.move_id) == id;
        let open = |day: Date, until: Date| -> Decimal {
            let items = self.items(RECEIVABLE, day).filter(own);
            let due = items.filter(|item| self.settled.due[&item.id] <= until);
            due.map(|item| self.settled.residual(item, day)).sum()
        };
        let of_sales: Vec<_> = (self.items(RECEIVABLE, to).filter(own))
            .filter(|item| item.journal == SALES && item.date >= from)
            .collect();
        let billed: Decimal = of_sales.iter().map(|item| item.balance).sum();
        let credited: Decimal = (of_sales.iter())
            .filter(|item| move_type(item.move_id) == "out_refund")
            .map(|item| -item.balance)
            .sum();
        let collected = self.collected_for(id, from, to);
        let opening = open(from.yesterday().unwrap(), Date::MAX);
        let outstanding = open(to, Date::MAX);
        let figures = CollectionsFigures {
            opening,
            invoiced: billed + credited,
            credited,
            billed,
            collected,
            other: outstanding - opening - billed + collected,
            outstanding,
        };
        (figures, open(to, to.yesterday().unwrap()))
    }

    /// What payments settled of the salesperson's items; for none, also what they did not settle.
    fn collected_for(&self, wanted: Option<i64>, from: Date, to: Date) -> Decimal {
        let mut collected = Decimal::ZERO;
        let payments = self.items(RECEIVABLE, to);
        for payment in payments.filter(|item| item.journal == BANK && item.date >= from) {
            let mut rest = -payment.balance;
            for partial in self.settled.partials.iter().filter(|it| it.day <= to) {
                let (settled, amount) = match payment.id {
                    id if id == partial.credit => (partial.debit, partial.amount),
                    id if id == partial.debit => (partial.credit, -partial.amount),
                    _ => continue,
                };
                rest -= amount;
                if salesperson(self.settled.books.items[&settled].move_id) == wanted {
                    collected += amount;
                }
            }
            if wanted.is_none() {
                collected += rest;
            }
        }
        collected
    }

    fn compare_indicators(&self, found: &Collections, from: Date, to: Date) {
        let mut days = 0;
        let mut day = from;
        while day <= to {
            days += 1;
            day = day.tomorrow().unwrap();
        }
        let (overdue, not_due) = self.dues(to);
        assert_eq!(
            (found.totals.overdue, found.totals.not_due),
            (overdue, not_due)
        );
        // Not the same where a settlement joins two partners and one is asked for.
        let outstanding = self.balance(RECEIVABLE, to);
        let billed = self.moved((RECEIVABLE, SALES), (from, to), |item| item.balance);
        let opening = self.balance(RECEIVABLE, from.yesterday().unwrap());
        let ours = &found.indicators;
        assert_eq!(ours.days, days);
        assert_eq!(
            ours.days_sales_outstanding,
            ratio(outstanding, billed, days, 1)
        );
        let best = ratio(not_due, billed, days, 1);
        assert_eq!(ours.best_possible_days_sales_outstanding, best);
        let could = opening + billed - not_due;
        let did = opening + billed - outstanding;
        assert_eq!(
            ours.collection_effectiveness_percent,
            ratio(did, could, 100, 2)
        );
        assert_eq!(
            ours.overdue_percent,
            ratio(overdue, overdue + not_due, 100, 2)
        );
        let purchased = self.moved((PAYABLE, PURCHASES), (from, to), |item| -item.balance);
        let payable = -self.balance(PAYABLE, to);
        assert_eq!(
            ours.days_payable_outstanding,
            ratio(payable, purchased, days, 1)
        );
        assert_eq!(found.payables.outstanding, payable);
    }

    fn compare_debtors(&self, found: &Collections, to: Date) {
        let mut by_partner: BTreeMap<Option<i64>, Decimal> = BTreeMap::new();
        for item in self.items(RECEIVABLE, to) {
            *by_partner.entry(item.partner).or_default() += self.settled.residual(item, to);
        }
        by_partner.retain(|_, residual| *residual > Decimal::ZERO);
        let mut largest: Vec<_> = by_partner.into_iter().collect();
        largest.sort_by_key(|(_, residual)| -*residual);
        let owed: Decimal = largest.iter().map(|(_, residual)| *residual).sum();
        let count = i64::try_from(largest.len()).unwrap();
        assert_eq!(
            (found.totals.debtors, found.totals.owed_by_debtors),
            (count, owed)
        );
        largest.truncate(2);
        let ours: Vec<_> = (found.debtors.iter())
            .map(|debtor| (debtor.partner_id, debtor.outstanding))
            .collect();
        assert_eq!(ours, largest);
        let first: Decimal = largest.iter().map(|(_, residual)| *residual).sum();
        assert_eq!(
            found.indicators.concentration_percent,
            ratio(first, owed, 100, 2)
        );
    }
}
