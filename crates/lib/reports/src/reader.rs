//! For whom a report is made. Nothing reads books without it.

use jiff::civil::Date;
use serde::Serialize;

/// The companies whose books somebody may see.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Scope(Option<Vec<i64>>);

impl Scope {
    /// All companies of the tenant, also those that Odoo adds later.
    pub const ALL: Self = Self(None);

    /// Only these companies; None for all.
    pub fn new(companies: Option<Vec<i64>>) -> Self {
        Self(companies.map(|mut companies| {
            companies.sort_unstable();
            companies.dedup();
            companies
        }))
    }

    /// The companies; None for all. SQL gets this as an array that may be null.
    pub fn companies(&self) -> Option<&[i64]> {
        self.0.as_deref()
    }

    pub fn is_all(&self) -> bool {
        self.0.is_none()
    }

    pub fn has(&self, company: i64) -> bool {
        let Some(companies) = &self.0 else {
            return true;
        };
        companies.binary_search(&company).is_ok()
    }

    /// Whether a record of this company may be seen. One without a company belongs to all.
    pub fn shows(&self, company: Option<i64>) -> bool {
        company.is_none_or(|company| self.has(company))
    }

    /// Whether somebody with this scope may see the books of all these companies; None for all.
    pub fn covers(&self, companies: Option<&[i64]>) -> bool {
        match companies {
            None => self.is_all(),
            Some(companies) => companies.iter().all(|company| self.has(*company)),
        }
    }
}

/// Who reads a report, and on what day.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The day in the tenant's zone, the default of parameters for a day.
    pub today: Date,
    pub scope: Scope,
}

impl Reader {
    pub fn new(today: Date, scope: Scope) -> Self {
        Self { today, scope }
    }

    /// Somebody who may see all companies.
    pub fn of_all(today: Date) -> Self {
        Self::new(today, Scope::ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn a_scope_covers_its_companies_and_only_all_covers_all() {
        let some = Scope::new(Some(vec![3, 1, 3]));
        assert_eq!(some.companies(), Some(&[1, 3][..]));
        assert!(some.covers(Some(&[1])) && some.covers(Some(&[])));
        assert!(!some.covers(Some(&[1, 2])) && !some.covers(None));
        assert!(Scope::ALL.covers(None) && Scope::ALL.has(7));
        assert!(!Scope::new(Some(Vec::new())).has(1));
    }
}
