//! The amounts of an account on paper, and in which columns they stand.

use rust_decimal::Decimal;

use crate::accounts::EARLIER_RESULTS;
use crate::paper::Language;
use crate::trial_balance::parameters::Results;
use crate::trial_balance::rows::Row;

/// Pairs of columns: ledger totals, balances, balance sheet, results (by nature, by function).
pub(super) const PAIRS: usize = 5;
pub(super) const BALANCE_SHEET: usize = 2;
pub(super) const NATURE: usize = 3;
pub(super) const FUNCTION: usize = 4;

/// The amounts of a row, a left and a right one in each pair.
pub(super) type Figures = [(Decimal, Decimal); PAIRS];

/// An account with its amounts.
pub(super) struct Line {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) figures: Figures,
}

/// Only Peruvian charts have accounts of expenses by function (element 9) beside those by nature.
pub(super) fn pairs(results: Results, is_peruvian: bool) -> Vec<usize> {
    let shown: &[usize] = match results {
        Results::Function if is_peruvian => &[FUNCTION],
        Results::Both if is_peruvian => &[NATURE, FUNCTION],
        _ => &[NATURE],
    };
    (0..=BALANCE_SHEET).chain(shown.iter().copied()).collect()
}

pub(super) fn line(row: &Row, is_peruvian: bool, language: &Language) -> Option<Line> {
    let account = row.account()?;
    let (opening, movement) = row.periods.first()?;
    let sums = (
        opening.balance.max(Decimal::ZERO) + movement.debit,
        (-opening.balance).max(Decimal::ZERO) + movement.credit,
    );
    let balance = sums.0 - sums.1;
    let sides = (balance.max(Decimal::ZERO), (-balance).max(Decimal::ZERO));
    let mut figures = Figures::default();
    figures[0] = sums;
    figures[1] = sides;
    let pairs: &[usize] = if is_peruvian {
        pairs_of_code(&account.code)
    } else {
        pairs_of_type(&account.kind)
    };
    for pair in pairs {
        figures[*pair] = sides;
    }
    let name = match &account.name {
        Some(name) if *name == EARLIER_RESULTS.title.en => {
            EARLIER_RESULTS.title.in_locale(&language.locale).to_owned()
        }
        name => name.clone().unwrap_or_default(),
    };
    Some(Line {
        code: account.code.clone(),
        name,
        figures,
    })
}

/// Elements of the Peruvian chart (PCGE): 1 to 5 are the balance sheet, 6 expenses by nature, 7
/// income, 69 cost of sales, 9 expenses by function, which 79 cancels; 0 is memorandum.
fn pairs_of_code(code: &str) -> &'static [usize] {
    match code.get(..2).unwrap_or(code) {
        "69" => &[NATURE, FUNCTION],
        "79" => &[],
        two => match two.chars().next() {
            Some('6') => &[NATURE],
            Some('7' | '8') => &[NATURE, FUNCTION],
            Some('9') => &[FUNCTION],
            Some('0') => &[],
            _ => &[BALANCE_SHEET],
        },
    }
}

fn pairs_of_type(account_type: &str) -> &'static [usize] {
    match account_type {
        "off_balance" => &[],
        kind if kind.starts_with("income") || kind.starts_with("expense") => &[NATURE],
        _ => &[BALANCE_SHEET],
    }
}

pub(super) fn sum<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Figures {
    let mut sum = Figures::default();
    for line in lines {
        add(&mut sum, &line.figures);
    }
    sum
}

pub(super) fn add(own: &mut Figures, other: &Figures) {
    for (own, other) in own.iter_mut().zip(other) {
        own.0 += other.0;
        own.1 += other.1;
    }
}
