//! Odoo's control totals in the form of `sync.digest`.

use std::collections::BTreeMap;

use contracts::sync::{CompanyTotals, IdRange, RangeTotals};
use jiff::Timestamp;
use odoo::Totals;
use rust_decimal::Decimal;

use crate::{cell, failure::Failure};

/// Odoo adds floats: further decimal places are rounding errors.
const PLACES: u32 = 6;

/// The totals of one range; `sums` are the fields in the requested order.
pub(crate) fn of_range(
    model: &str,
    range: IdRange,
    sums: &[String],
    totals: &Totals,
) -> Result<RangeTotals, Failure> {
    Ok(RangeTotals {
        after_id: range.after_id,
        up_to_id: range.up_to_id,
        count: totals.count,
        id_sum: totals.id_sum.to_string(),
        sums: rounded(model, sums, totals)?,
        last_write_date: last_write(model, totals)?,
        companies: Vec::new(),
    })
}

/// The totals of one range from those of its companies. `id_sum` is the sum of all companies.
pub(crate) fn of_companies(
    model: &str,
    range: IdRange,
    sums: &[String],
    id_sum: i64,
    companies: &[odoo::CompanyTotals],
) -> Result<RangeTotals, Failure> {
    let mut whole = RangeTotals {
        after_id: range.after_id,
        up_to_id: range.up_to_id,
        count: 0,
        id_sum: id_sum.to_string(),
        sums: sums
            .iter()
            .map(|sum| (sum.clone(), "0".to_owned()))
            .collect(),
        last_write_date: None,
        companies: Vec::with_capacity(companies.len()),
    };
    for company in companies {
        let totals = &company.totals;
        let part = CompanyTotals {
            company_id: company.company_id,
            count: totals.count,
            id_sum: company.has_id_sum.then(|| totals.id_sum.to_string()),
            sums: rounded(model, sums, totals)?,
            last_write_date: last_write(model, totals)?,
        };
        whole.count += part.count;
        whole.last_write_date = whole.last_write_date.max(part.last_write_date);
        for (field, sum) in &mut whole.sums {
            let both = [&*sum, &part.sums[field]].map(|digits| digits.parse::<Decimal>());
            let [Ok(left), Ok(right)] = both else {
                return Err(Failure::unusable_total(model, field, sum));
            };
            let Some(total) = left.checked_add(right) else {
                return Err(Failure::unusable_total(model, field, sum));
            };
            *sum = plain(total);
        }
        whole.companies.push(part);
    }
    Ok(whole)
}

fn rounded(
    model: &str,
    sums: &[String],
    totals: &Totals,
) -> Result<BTreeMap<String, String>, Failure> {
    sums.iter()
        .zip(&totals.sums)
        .map(|(field, digits)| {
            let sum = round(digits).ok_or_else(|| Failure::unusable_total(model, field, digits))?;
            Ok((field.clone(), sum))
        })
        .collect()
}

fn last_write(model: &str, totals: &Totals) -> Result<Option<Timestamp>, Failure> {
    let Some(text) = &totals.max_write_date else {
        return Ok(None);
    };
    let at = cell::instant(text.clone()).parse();
    at.map(Some)
        .map_err(|_| Failure::unusable_total(model, "write_date", text))
}

/// Plain notation without trailing zeros; a zero has no sign.
fn round(digits: &str) -> Option<String> {
    let sum: Decimal = digits.parse().ok()?;
    Some(plain(sum))
}

fn plain(sum: Decimal) -> String {
    let sum = sum.round_dp(PLACES).normalize();
    if sum.is_zero() {
        "0".to_owned()
    } else {
        sum.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_rounded_to_six_places() {
        for (digits, expected) in [
            ("-2500.00", "-2500"),
            ("0.1234567", "0.123457"),
            ("1234.5600000000001", "1234.56"),
            ("-0.00000001", "0"),
            ("0.0", "0"),
            ("100", "100"),
        ] {
            assert_eq!(round(digits).as_deref(), Some(expected), "{digits}");
        }
        assert_eq!(round("a lot"), None);
    }

    #[test]
    fn range_totals_have_named_sums_and_the_last_write_date() {
        let totals = Totals {
            count: 2,
            id_sum: 7,
            sums: vec!["10.50".into(), "0".into()],
            max_write_date: Some("2026-11-22 21:30:00".into()),
            dated: None,
        };
        let range = IdRange {
            after_id: 0,
            up_to_id: 10,
        };
        let names = ["balance", "quantity"].map(str::to_owned);
        let totals = of_range("account.move.line", range, &names, &totals).unwrap();
        assert_eq!(totals.id_sum, "7");
        assert_eq!(totals.sums["balance"], "10.5");
        assert_eq!(
            totals.last_write_date.unwrap().to_string(),
            "2026-11-22T21:30:00Z"
        );
    }
}
