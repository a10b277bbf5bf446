//! The history as a table: one row per period and account.

use super::TreasuryHistoryRow;
use crate::column::ColumnOf;
use crate::columns;

pub(super) const COLUMNS: &[ColumnOf<TreasuryHistoryRow>] = &columns![TreasuryHistoryRow;
    date_to: Date(12), "Day", "Día";
    journal_code: Text(10), "Journal", "Diario" => |row| (&row.account.journal_code).into();
    journal_name: Text(30), "Journal name", "Nombre del diario"
        => |row| (&row.account.journal_name).into();
    account_code: Text(14), "Account", "Cuenta" => |row| (&row.account.account_code).into();
    account_name: Text(34), "Account name", "Nombre de la cuenta"
        => |row| (&row.account.account_name).into();
    currency: Text(10), "Currency", "Moneda" => |row| (&row.account.currency).into();
    balance_currency: Money(20), "Balance in currency", "Saldo en moneda", money_in("currency")
        => |row| (&row.account.balance_currency).into();
    balance: Money(18), "Balance", "Saldo" => |row| (&row.account.balance).into();
];
