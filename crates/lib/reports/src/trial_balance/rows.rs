//! Converts the sums of accounts to the rows of the trial balance.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::TrialBalanceQuery;
use super::group_names::GroupNames;
use super::nesting::Nesting;
use super::parameters::Grouping;
use crate::accounts::Account;
use crate::balances::Sums;
use crate::currencies::rounded;
use crate::figures::Money;
use crate::ids::Ids;
use crate::journal_items::JournalItemsParameters;
use crate::openings::Openings;

/// A period's figures, in the company's currency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Figures {
    #[schema(value_type = Money)]
    pub opening: Decimal,
    #[schema(value_type = Money)]
    pub debit: Decimal,
    #[schema(value_type = Money)]
    pub credit: Decimal,
    #[schema(value_type = Money)]
    pub closing: Decimal,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrialBalanceRow {
    /// Null for groups, and for the result of earlier years if the company has no account for it.
    pub account_id: Option<i64>,
    /// Code of the account, or the first characters or parts that all codes of the group have.
    #[schema(example = "1211")]
    pub code: Option<String>,
    /// Name of the account, or of the group in Odoo (`account.group`).
    pub name: Option<String>,
    /// Characters of a group's code, or its parts if codes have separators (1.1.01); null for
    /// accounts.
    pub level: Option<u32>,
    /// Code of the group that contains the row, with `by=level`; null for the first level.
    #[schema(example = "12")]
    pub parent_code: Option<String>,
    #[serde(flatten)]
    pub figures: Figures,
    /// Figures of the earlier periods, in their order.
    pub comparison: Vec<Figures>,
    /// URL of the period's journal items that the row contains.
    #[schema(example = "/v1/journal-items?company_id=2&account_ids=12")]
    pub items_url: Option<String>,
    /// For files.
    #[serde(skip)]
    pub(super) nesting: Nesting,
}

impl TrialBalanceRow {
    /// Figures of the requested period (0) or of an earlier one.
    pub(super) fn figures_in(&self, period: usize) -> &Figures {
        match period {
            0 => &self.figures,
            earlier => &self.comparison[earlier - 1],
        }
    }
}

/// Exact sums of the period and of the periods for comparison.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    account: Option<Account>,
    level: Option<u32>,
    /// Of a group: its name in Odoo, and the codes of its accounts.
    name: Option<String>,
    codes: Vec<String>,
    pub(super) periods: Vec<(Sums, Sums)>,
}

/// By code; an account sorts after the group with the same code.
pub(super) type Key = (String, i64);
pub(super) type Rows = BTreeMap<Key, Row>;

impl AddAssign<&Row> for Row {
    fn add_assign(&mut self, other: &Row) {
        self.periods
            .resize(other.periods.len(), (Sums::default(), Sums::default()));
        for (own, other) in self.periods.iter_mut().zip(&other.periods) {
            own.0 += other.0;
            own.1 += other.1;
        }
    }
}

/// Each account with amounts in any of the periods.
pub(super) fn sum_accounts(query: &TrialBalanceQuery, openings: &Openings) -> Rows {
    let hides_zero = query.prepared.parameters.hide_zero.unwrap_or_default();
    let unallocated = Row {
        account: Some(Account::earlier_results()),
        periods: query
            .periods
            .iter()
            .map(|period| {
                let opening = openings.without_account(period).unwrap_or_default();
                (opening, Sums::default())
            })
            .collect(),
        ..Row::default()
    };
    let accounts = query.filter.accounts.iter().map(|account| {
        let sums = query.periods.iter().map(|period| {
            let opening = openings.opening_of(account, period);
            (opening, openings.movement(account.id, period))
        });
        Row {
            account: Some(account.clone()),
            periods: sums.collect(),
            ..Row::default()
        }
    });
    std::iter::once(unallocated)
        .chain(accounts)
        .filter(|row| {
            row.periods
                .iter()
                .any(|(opening, movement)| !opening.balance.is_zero() || movement.lines > 0)
        })
        .filter(|row| !hides_zero || !row.is_zero())
        .map(|row| (row.key(), row))
        .collect()
}

/// The requested rows.
pub(super) fn grouped(query: &TrialBalanceQuery, accounts: Rows, names: &GroupNames) -> Rows {
    let digits = query.prepared.parameters.digits.unwrap_or_default();
    let levels = match query.prepared.parameters.by.unwrap_or_default() {
        Grouping::Account => return accounts,
        Grouping::Group => digits..=digits,
        Grouping::Level => 1..=digits,
    };
    let mut rows = Rows::new();
    for ((code, _), row) in &accounts {
        let mut groups: Vec<&str> = levels.clone().map(|level| prefix(code, level)).collect();
        // A code that is shorter than a level must be a group only once.
        groups.dedup();
        for group in groups {
            let level = u32::try_from(parts(group).count()).ok();
            let name = names.of(group);
            let group = rows.entry((group.to_owned(), 0)).or_default();
            group.level = level;
            group.name = name.map(str::to_owned);
            group.codes.push(code.clone());
            *group += row;
        }
    }
    if query.prepared.parameters.by == Some(Grouping::Level) {
        rows.extend(accounts);
    }
    rows
}

pub(super) fn total<'r>(rows: impl Iterator<Item = &'r Row>, periods: usize) -> Row {
    let mut total = Row {
        periods: vec![(Sums::default(), Sums::default()); periods],
        ..Row::default()
    };
    for row in rows {
        total += row;
    }
    total
}

impl Row {
    pub(super) fn account(&self) -> Option<&Account> {
        self.account.as_ref()
    }

    fn is_zero(&self) -> bool {
        self.periods.iter().all(|(opening, movement)| {
            opening.balance.is_zero() && movement.debit.is_zero() && movement.credit.is_zero()
        })
    }

    /// The code of the group that contains the row.
    fn parent(&self, query: &TrialBalanceQuery, code: &str) -> Option<String> {
        let parameters = &query.prepared.parameters;
        if parameters.by != Some(Grouping::Level) || code.is_empty() {
            return None;
        }
        let above = match self.level {
            None => parameters.digits.unwrap_or_default(),
            Some(level) => level.saturating_sub(1),
        };
        (above > 0).then(|| prefix(code, above).to_owned())
    }

    fn key(&self) -> Key {
        self.account
            .as_ref()
            .map(|account| (account.code.clone(), account.id))
            .unwrap_or_default()
    }

    pub(super) fn figures(&self, decimals: i32) -> Vec<Figures> {
        let figures = |(opening, movement): &(Sums, Sums)| Figures {
            opening: rounded(opening.balance, decimals),
            debit: rounded(movement.debit, decimals),
            credit: rounded(movement.credit, decimals),
            closing: rounded(opening.balance + movement.balance, decimals),
        };
        self.periods.iter().map(figures).collect()
    }

    pub(super) fn shown(&self, query: &TrialBalanceQuery, (code, _): &Key) -> TrialBalanceRow {
        let mut figures = self
            .figures(query.prepared.company.decimal_places)
            .into_iter();
        TrialBalanceRow {
            account_id: self
                .account
                .as_ref()
                .map(|account| account.id)
                .filter(|id| *id != 0),
            code: Some(code.clone()).filter(|code| !code.is_empty()),
            name: match &self.account {
                Some(account) => account.name.clone(),
                None => self.name.clone(),
            },
            level: self.level,
            parent_code: self.parent(query, code),
            figures: figures.next().unwrap_or_default(),
            comparison: figures.collect(),
            items_url: self.items_url(query, code),
            nesting: Nesting::default(),
        }
    }

    /// URL of the period's items, with the filter of the report.
    fn items_url(&self, query: &TrialBalanceQuery, code: &str) -> Option<String> {
        let asked = &query.prepared.parameters;
        let of_group = JournalItemsParameters {
            company_id: asked.company_id,
            date_from: asked.date_from,
            date_to: asked.date_to,
            account_type: asked.account_type,
            account_ids: asked.account_ids.clone(),
            q: asked.q.clone(),
            journal_ids: asked.journal_ids.clone(),
            companies: asked.companies.clone(),
            partner_id: asked.partner_id,
            partner_level: asked.partner_level,
            include_drafts: asked.include_drafts,
            ..JournalItemsParameters::default()
        };
        let parameters = match &self.account {
            Some(account) if account.id == 0 => return None,
            Some(account) => JournalItemsParameters {
                account_type: None,
                account_ids: Some(Ids::single(account.id)),
                q: None,
                ..of_group
            },
            None if code.is_empty() => return None,
            None => {
                let common = common_prefix(code, &self.codes)?;
                // Both begin with the same characters, so the longer one is enough.
                let asked = asked.account_prefix.as_deref().unwrap_or_default();
                let prefix = if asked.len() > common.len() {
                    asked
                } else {
                    common
                };
                JournalItemsParameters {
                    account_prefix: Some(prefix.to_owned()),
                    ..of_group
                }
            }
        };
        Some(parameters.url())
    }
}

/// The parts of a code that levels are made of: what stands between separators, or the characters of
/// a code without separators. Each part as the text from the beginning of the code to its end.
pub(super) fn parts(code: &str) -> impl Iterator<Item = &str> {
    let separated = code.contains(is_separator);
    code.char_indices().filter_map(move |(start, letter)| {
        let next = start + letter.len_utf8();
        let ends = match code[next..].chars().next() {
            None => true,
            Some(following) => !separated || is_separator(following),
        };
        (ends && !(separated && is_separator(letter))).then(|| &code[..next])
    })
}

/// These sort before digits, so a group stands before all its accounts.
fn is_separator(letter: char) -> bool {
    matches!(letter, '.' | '-' | ' ' | '/')
}

/// The code up to its part number `level`, or the whole code if it has fewer parts.
pub(super) fn prefix(code: &str, level: u32) -> &str {
    let last = usize::try_from(level)
        .unwrap_or(usize::MAX)
        .saturating_sub(1);
    parts(code).nth(last).unwrap_or(code)
}

/// The characters with which exactly the codes of a group begin. For 1.1 they include the separator,
/// so that 1.10 does not count. None if no characters do.
fn common_prefix<'c>(group: &'c str, codes: &'c [String]) -> Option<&'c str> {
    let with_separator = |code: &'c String| {
        let next = code[group.len()..].chars().next()?;
        is_separator(next).then(|| &code[..group.len() + next.len_utf8()])
    };
    let mut longer = codes.iter().map(with_separator);
    match longer.next()? {
        Some(first) => longer.all(|it| it == Some(first)).then_some(first),
        None => longer.all(|it| it.is_none()).then_some(group),
    }
}

#[cfg(test)]
mod tests {
    use super::{common_prefix, prefix};

    #[test]
    fn levels_are_characters_or_parts_between_separators() {
        for (code, expected) in [
            ("1041001", ["1", "10", "104"]),
            ("1.1.01.002", ["1", "1.1", "1.1.01"]),
            ("12-101", ["12", "12-101", "12-101"]),
            ("4 1 0", ["4", "4 1", "4 1 0"]),
            ("1.1.", ["1", "1.1", "1.1."]),
            ("10", ["1", "10", "10"]),
            ("ñ1", ["ñ", "ñ1", "ñ1"]),
            ("", ["", "", ""]),
        ] {
            let found = [1, 2, 3].map(|level| prefix(code, level));
            assert_eq!(found, expected, "{code}");
        }
    }

    #[test]
    fn a_group_of_separated_codes_does_not_contain_a_longer_number() {
        let codes = |codes: &[&str]| -> Vec<String> {
            codes.iter().map(|code| (*code).to_owned()).collect()
        };
        let found = |group, all: &[&str]| common_prefix(group, &codes(all)).map(str::to_owned);
        assert_eq!(found("1.1", &["1.1.01", "1.1.02"]).as_deref(), Some("1.1."));
        assert_eq!(found("1.1", &["1.1", "1.1.02"]), None);
        assert_eq!(found("10", &["1041", "1042"]).as_deref(), Some("10"));
    }
}
