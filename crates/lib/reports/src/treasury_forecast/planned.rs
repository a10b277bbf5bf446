//! Movements that people plan by hand: when they recur, and their amounts in the company's
//! currency.

use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;

use super::expected::Payment;
use crate::companies::{self, Company};
use crate::currencies;
use crate::error::Error;
use crate::reader::Reader;

/// How many years a movement may recur.
pub const MOST_YEARS: i16 = 10;

/// One movement of a company, as the forecast needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Planned {
    date: Date,
    every: Option<String>,
    until: Option<Date>,
    /// In the company's currency.
    amount: Decimal,
}

impl Planned {
    /// Each occurrence from this day on.
    pub(super) fn payments(&self, from: Date) -> impl Iterator<Item = Payment> {
        let last = self.until.unwrap_or(self.date);
        let day = |number: i32| {
            // Counted from the first date, so that the 31st stays the last day of the month.
            let span = match self.every.as_deref() {
                Some("week") => number.weeks(),
                _ => number.months(),
            };
            self.date.checked_add(span).ok()
        };
        (0..)
            .map_while(day)
            .take_while(move |day| *day <= last)
            .take(if self.every.is_some() { usize::MAX } else { 1 })
            .filter(move |day| *day >= from)
            .map(|day| Payment {
                day,
                amount: self.amount,
            })
    }
}

/// All planned movements of a company from this day on.
pub(super) async fn read(
    client: &impl GenericClient,
    company: &Company,
    as_of: Date,
) -> Result<Vec<Planned>, Error> {
    let statement = client.prepare_cached(PLANNED).await?;
    let values: &[&(dyn tokio_postgres::types::ToSql + Sync)] =
        &[&company.id, &as_of, &company.decimal_places, &company.ids];
    let rows = client.query(&statement, values).await?;
    let planned = rows.iter().map(|row| {
        let currency: String = row.try_get("currency")?;
        let amount: Option<Decimal> = row.try_get("converted")?;
        Ok(Planned {
            date: row.try_get("date")?,
            every: row.try_get("every")?,
            until: row.try_get("until")?,
            amount: amount.ok_or_else(|| without_rate("include_planned", &currency, company))?,
        })
    });
    planned.collect()
}

/// Checks the fields of a movement. Returns the company, and the code of the currency.
pub async fn check(
    client: &impl GenericClient,
    reader: &Reader,
    company_id: Option<i64>,
    journal_id: Option<i64>,
    currency: Option<&str>,
    amount: Decimal,
) -> Result<(Company, String), Error> {
    let company = companies::choose(client, reader, company_id).await?;
    if let Some(journal) = journal_id {
        let statement = client.prepare_cached(JOURNAL).await?;
        let found = client
            .query_opt(&statement, &[&journal, &company.id])
            .await?;
        found.ok_or_else(|| {
            Error::parameter(
                "journal_id",
                format!(
                    "{} has no bank, cash or credit card journal {journal}",
                    company.name
                ),
                "use a journal_id of GET /v1/treasury/balances, or leave it out",
            )
        })?;
    }
    let currency = currencies::named(client, currency.unwrap_or(&company.currency)).await?;
    if currency.rounded(amount) != amount {
        return Err(Error::parameter(
            "amount",
            format!("{amount} has more decimals than {}", currency.code),
            format!("{} at most", currency.decimal_places),
        ));
    }
    let statement = client.prepare_cached(HAS_RATE).await?;
    let row = client
        .query_one(&statement, &[&company.id, &currency.code])
        .await?;
    if !row.try_get::<_, bool>("has_rate")? {
        return Err(without_rate("currency", &currency.code, &company));
    }
    Ok((company, currency.code))
}

fn without_rate(parameter: &'static str, currency: &str, company: &Company) -> Error {
    Error::parameter(
        parameter,
        format!(
            "no rate between {currency} and {} is mirrored",
            company.currency
        ),
        format!("plan it in {}, or enter a rate in Odoo", company.currency),
    )
}

// Odoo's conversion (`_get_rates` of res.currency): the latest rate up to the day, else the first
// rate. Rates of the company win over shared rates. A branch uses its parent's rates.
macro_rules! rates {
    () => {
        "with lineage as materialized (
        select id from report.with_parents(array[$1::bigint]) company (id)
    ), own as (
        select currency.id from odoo.res_company company
        join odoo.res_currency currency on currency.id = company.currency_id
        where company.id = $1
    ), rate as (
        select rate.currency_id, rate.company_id, rate.name as day, rate.rate
        from odoo.res_currency_rate rate
        where rate.rate > 0 and rate._deleted_at is null
          and (rate.company_id is null or rate.company_id in (select id from lineage))
    )"
    };
}

const PLANNED: &str = concat!(
    rates!(),
    "
    select planned.date, planned.every, planned.until, planned.currency,
           case when currency.id = own.id then round(planned.amount, $3)
                else round(planned.amount / theirs.rate * coalesce(ours.rate, 1), $3)
           end as converted
    from ops.planned_movement planned
    left join own on true
    left join lateral (
        select currency.id from odoo.res_currency currency
        where currency.name = planned.currency order by currency.id limit 1
    ) currency on true
    left join lateral (
        select rate.rate from rate where rate.currency_id = currency.id
        order by rate.day > $2, rate.company_id is null, abs(rate.day - $2) limit 1
    ) theirs on true
    left join lateral (
        select rate.rate from rate where rate.currency_id = own.id
        order by rate.day > $2, rate.company_id is null, abs(rate.day - $2) limit 1
    ) ours on true
    where planned.company_id = any($4) and coalesce(planned.until, planned.date) >= $2
    order by planned.date, planned.id"
);

const HAS_RATE: &str = concat!(
    rates!(),
    "
    select exists (select from odoo.res_currency currency
                   where currency.name = $2 and currency.id = (select id from own))
        or exists (select from rate join odoo.res_currency currency on currency.id = rate.currency_id
                   where currency.name = $2) as has_rate"
);

const JOURNAL: &str = "
    select from odoo.account_journal
    where id = $1 and company_id = $2 and type in ('bank', 'cash', 'credit')
      and _deleted_at is null";

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rust_decimal::Decimal;

    use super::Planned;

    fn days(every: Option<&str>, until: Option<jiff::civil::Date>) -> Vec<String> {
        let planned = Planned {
            date: date(2026, 10, 31),
            every: every.map(ToOwned::to_owned),
            until,
            amount: Decimal::ONE,
        };
        let payments = planned.payments(date(2026, 11, 1));
        payments.map(|payment| payment.day.to_string()).collect()
    }

    #[test]
    fn a_planned_movement_repeats_until_its_end() {
        assert_eq!(days(None, None), [""; 0]);
        let end = Some(date(2027, 3, 31));
        let ends_of_months = [
            "2026-11-30",
            "2026-12-31",
            "2027-01-31",
            "2027-02-28",
            "2027-03-31",
        ];
        assert_eq!(days(Some("month"), end), ends_of_months);
        let end = Some(date(2026, 11, 20));
        let weeks = ["2026-11-07", "2026-11-14"];
        assert_eq!(days(Some("week"), end), weeks);
    }
}
