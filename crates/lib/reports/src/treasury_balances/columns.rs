//! Bank and cash balances as a table.

use super::TreasuryBalance;
use crate::column::{Cell, ColumnOf, Word, word};
use crate::columns;

pub(super) const COLUMNS: &[ColumnOf<TreasuryBalance>] = &columns![TreasuryBalance;
    journal_code: Text(10), "Journal", "Diario";
    journal_name: Text(30), "Journal name", "Nombre del diario";
    journal_type: Text(10), "Type", "Tipo" => |row| Cell::one_of(&TYPES, row.journal_type.map(Into::into));
    account_code: Text(14), "Account", "Cuenta";
    account_name: Text(34), "Account name", "Nombre de la cuenta";
    currency: Text(10), "Currency", "Moneda";
    balance_currency: Money(20), "Balance in currency", "Saldo en moneda", money_in("currency");
    balance: Money(18), "Balance", "Saldo", total;
];

const TYPES: [Word; 3] = [
    word("bank", "Bank", "Banco"),
    word("cash", "Cash", "Efectivo"),
    word("credit", "Credit card", "Tarjeta de crédito"),
];
