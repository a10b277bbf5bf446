//! Amounts in bodies. They are read from text, so that an amount is never a float.

use rust_decimal::Decimal;

/// As many digits as amounts in Odoo have. Zero is no amount.
pub(crate) fn read(text: &str) -> Option<Decimal> {
    let most = Decimal::from(1_000_000_000_000_000_i64);
    let amount = Decimal::from_str_exact(text).ok();
    amount.filter(|amount| !amount.is_zero() && amount.abs() < most)
}
