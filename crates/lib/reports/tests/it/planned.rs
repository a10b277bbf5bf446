//! Planned movements of random books, and what they come to day by day.

use jiff::Span;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::json;

use crate::books::{Books, PEN, USD};
use crate::settled::nearest;

pub(crate) struct Planned {
    date: Date,
    every: Option<&'static str>,
    until: Option<Date>,
    amount: Decimal,
    currency: i64,
}

/// Rates of the dollar by day, as Odoo keeps them: dollars for one sol.
pub(crate) struct Plans {
    planned: Vec<Planned>,
    rates: Vec<(Date, Decimal)>,
}

impl Plans {
    pub(crate) async fn create(books: &mut Books) -> Self {
        let rates: Vec<(Date, Decimal)> = (0..4)
            .map(|_| (books.day(), Decimal::new(books.number(240..300), 3)))
            .collect();
        let rows: Vec<_> = (1..)
            .zip(&rates)
            .map(|(id, (day, rate)): (i64, _)| {
                json!({"id": id, "name": day, "rate": rate, "currency_id": USD, "company_id": 2})
            })
            .collect();
        books.world.insert("res_currency_rate", json!(rows)).await;
        let mut plans = Self {
            planned: Vec::new(),
            rates,
        };
        for _ in 0..30 {
            let movement = movement(books);
            store(books, &movement).await;
            plans.planned.push(movement);
        }
        plans
    }

    /// Each movement of each day from `as_of` on, in soles.
    pub(crate) fn on(&self, as_of: Date) -> Vec<(Date, Decimal)> {
        let mut all = Vec::new();
        for planned in &self.planned {
            let amount = self.in_soles(planned, as_of);
            let mut day = planned.date;
            while day <= planned.until.unwrap_or(planned.date) {
                if day >= as_of && planned.falls_on(day) {
                    all.push((day, amount));
                }
                day = day.tomorrow().unwrap();
            }
        }
        all
    }

    fn in_soles(&self, planned: &Planned, as_of: Date) -> Decimal {
        if planned.currency == PEN {
            return planned.amount;
        }
        let before = self.rates.iter().filter(|(day, _)| *day <= as_of);
        let rate = before
            .max_by_key(|(day, _)| *day)
            .or_else(|| self.rates.iter().min_by_key(|(day, _)| *day));
        nearest(planned.amount / rate.unwrap().1, 2)
    }
}

impl Planned {
    fn falls_on(&self, day: Date) -> bool {
        match self.every {
            None => day == self.date,
            Some("week") => day.weekday() == self.date.weekday(),
            Some(_) => day.day() == self.date.day().min(day.days_in_month()),
        }
    }
}

fn movement(books: &mut Books) -> Planned {
    let date = books.day();
    let every = books.pick(&[None, Some("week"), Some("month")]);
    let days = books.number(0..400);
    let cents = books.number(1..900_000) * books.pick(&[1, -1]);
    Planned {
        date,
        every,
        until: every.map(|_| date + Span::new().days(days)),
        amount: Decimal::new(cents, 2),
        currency: books.pick(&[PEN, PEN, USD]),
    }
}

async fn store(books: &Books, movement: &Planned) {
    let currency = if movement.currency == PEN {
        "PEN"
    } else {
        "USD"
    };
    // Another company's must not count.
    for (company, times) in [(2_i64, 1), (3, 7)] {
        let amount = movement.amount * Decimal::from(times);
        books
            .world
            .admin
            .execute(
                "insert into ops.planned_movement (id, company_id, date, every, until, amount,
                     currency, label, created_by, updated_by)
                 values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, 'planned', 'test', 'test')",
                &[
                    &company,
                    &movement.date,
                    &movement.every,
                    &movement.until,
                    &amount,
                    &currency,
                ],
            )
            .await
            .unwrap();
    }
}
