//! Currencies, and amounts in them.

use rust_decimal::{Decimal, RoundingStrategy};
use store::GenericClient;

use crate::error::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Currency {
    pub(crate) id: i64,
    /// ISO 4217 code.
    pub(crate) code: String,
    pub(crate) decimal_places: i32,
}

impl Currency {
    pub(crate) fn rounded(&self, amount: Decimal) -> Decimal {
        rounded(amount, self.decimal_places)
    }
}

/// Decimal places of a currency by ISO 4217, where Odoo's are not at hand.
pub fn minor_units(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
        | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

/// The currency that a parameter names.
pub(crate) async fn named(client: &impl GenericClient, code: &str) -> Result<Currency, Error> {
    let statement = client.prepare_cached(NAMED).await?;
    let row = client.query_opt(&statement, &[&code]).await?;
    match row {
        Some(row) => Ok(Currency {
            id: row.try_get("id")?,
            code: row.try_get("code")?,
            decimal_places: row.try_get("decimal_places")?,
        }),
        None => Err(Error::parameter(
            "currency",
            format!("there is no currency {code:?}"),
            "use an ISO 4217 code such as PEN or USD",
        )),
    }
}

/// Rounds half away from zero to exactly `decimals` decimals, as PostgreSQL and Odoo do. Zero has no
/// sign. Amounts of the books are rounded before, in SQL (decision 0046).
pub(crate) fn rounded(amount: Decimal, decimals: i32) -> Decimal {
    let decimals = u32::try_from(decimals).unwrap_or_default();
    let mut rounded =
        amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded
}

const NAMED: &str = "
    select id, name as code, coalesce(decimal_places, 2) as decimal_places
    from odoo.res_currency
    where upper(name) = upper($1) and _deleted_at is null
    order by id
    limit 1";

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn amounts_round_half_away_from_zero_and_are_padded_with_zeros() {
        for (amount, decimals, expected) in [
            ("0.005", 2, "0.01"),
            ("-0.005", 2, "-0.01"),
            ("1", 2, "1.00"),
            ("2.5", 0, "3"),
            ("1.2345", 3, "1.235"),
            ("-0.004", 2, "0.00"),
        ] {
            let amount = amount.parse().unwrap();
            assert_eq!(rounded(amount, decimals).to_string(), expected);
        }
    }
}
