//! How versions of Odoo differ, as data: one row per major version. Nothing else in this crate
//! checks the number of a version, so a new version is a new row here.
//!
//! Sources: Odoo 17.0 and 19.0 community, and recordings of running servers of all four versions.

use crate::{call::ReadMethod, connection::Protocol, version::Version};

#[derive(Debug, PartialEq, Eq)]
pub struct Dialect {
    /// Such as 17.
    pub major: u32,
    /// The protocols that it supports, best first.
    pub protocols: &'static [Protocol],
    pub(crate) aggregate: Aggregate,
    /// The field of a user with the user's groups.
    pub(crate) groups: &'static str,
    /// Models whose `search_read` takes no `load`: their code overrides it without `**kwargs`.
    pub(crate) without_load: &'static [&'static str],
    /// Fields of the mirror that do not come from the field of the same name.
    pub(crate) origins: &'static [Origin],
}

/// How control totals are requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Aggregate {
    pub(crate) method: ReadMethod,
    /// Aggregates follow the grouping, the count is one of them, and there is no argument `lazy`.
    pub(crate) formatted: bool,
}

/// Where a field of a mirrored model comes from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) model: &'static str,
    /// As the mirror names it.
    pub(crate) field: &'static str,
    pub(crate) source: Source,
}

/// The field of Odoo from which a field of the mirror is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The negation of a boolean.
    Inverse(&'static str),
    /// The one member of a list; empty if there are several, or none.
    Only(&'static str),
    /// One value per company: the first that exists, in the order of the context's companies.
    FirstOfCompanies(&'static str),
    /// One value per company: all of them, by company.
    OfEachCompany(&'static str),
    /// This version keeps it in another record, which is mirrored too: empty here, and not missing.
    Elsewhere,
}

const READ_GROUP: Aggregate = Aggregate {
    method: ReadMethod::ReadGroup,
    formatted: false,
};
const FORMATTED: Aggregate = Aggregate {
    method: ReadMethod::FormattedReadGroup,
    formatted: true,
};

const fn origin(model: &'static str, field: &'static str, source: Source) -> Origin {
    Origin {
        model,
        field,
        source,
    }
}

const ACCOUNT: &str = "account.account";
const LINE: &str = "account.move.line";
const PAYMENT: &str = "account.payment";
const STATEMENT_LINE: &str = "account.bank.statement.line";

/// An account belongs to one company and has one code; a payment and a statement line are parts of
/// their entries.
const ONE_COMPANY: &[Origin] = &[
    origin(ACCOUNT, "company_ids", Source::Elsewhere),
    origin(ACCOUNT, "code_by_company", Source::Elsewhere),
    origin(PAYMENT, "name", Source::Elsewhere),
    origin(PAYMENT, "state", Source::Elsewhere),
    origin(PAYMENT, "date", Source::Elsewhere),
    origin(PAYMENT, "memo", Source::Elsewhere),
    origin(PAYMENT, "journal_id", Source::Elsewhere),
    origin(PAYMENT, "company_id", Source::Elsewhere),
    origin(STATEMENT_LINE, "journal_id", Source::Elsewhere),
    origin(STATEMENT_LINE, "company_id", Source::Elsewhere),
];

/// An account has companies and a code in each; payments have fields of their own.
const SHARED_ACCOUNTS: &[Origin] = &[
    origin(ACCOUNT, "code", Source::FirstOfCompanies("code")),
    origin(ACCOUNT, "code_by_company", Source::OfEachCompany("code")),
    origin(ACCOUNT, "company_id", Source::Only("company_ids")),
];

const SHARED_AND_ARCHIVED: &[Origin] = &[
    origin(ACCOUNT, "code", Source::FirstOfCompanies("code")),
    origin(ACCOUNT, "code_by_company", Source::OfEachCompany("code")),
    origin(ACCOUNT, "company_id", Source::Only("company_ids")),
    origin(ACCOUNT, "deprecated", Source::Inverse("active")),
];

const REMOTE_CALLS: &[Protocol] = &[Protocol::JsonRpc, Protocol::XmlRpc];

/// By ascending version.
pub static DIALECTS: [Dialect; 4] = [
    Dialect {
        major: 16,
        protocols: REMOTE_CALLS,
        aggregate: READ_GROUP,
        groups: "groups_id",
        without_load: &[LINE],
        origins: ONE_COMPANY,
    },
    Dialect {
        major: 17,
        protocols: REMOTE_CALLS,
        aggregate: READ_GROUP,
        groups: "groups_id",
        without_load: &[],
        origins: ONE_COMPANY,
    },
    Dialect {
        major: 18,
        protocols: REMOTE_CALLS,
        aggregate: READ_GROUP,
        groups: "groups_id",
        without_load: &[],
        origins: SHARED_ACCOUNTS,
    },
    Dialect {
        major: 19,
        protocols: &[Protocol::Json2, Protocol::JsonRpc, Protocol::XmlRpc],
        aggregate: FORMATTED,
        groups: "group_ids",
        without_load: &[],
        origins: SHARED_AND_ARCHIVED,
    },
];

impl Dialect {
    /// The row of the version, or of the nearest known one: an older version than all gets the
    /// oldest row, and a newer or unknown one gets the newest.
    pub fn for_version(version: &Version) -> &'static Self {
        let [oldest, .., newest] = &DIALECTS;
        let Some(major) = version.major else {
            return newest;
        };
        let not_newer = DIALECTS.iter().rev().find(|known| known.major <= major);
        not_newer.unwrap_or(oldest)
    }

    /// True if this row was written for the version and is not only the nearest.
    pub fn is_of(&self, version: &Version) -> bool {
        version.major == Some(self.major)
    }

    /// Whether `search_read` of the model takes `load`, which turns links into bare ids.
    pub(crate) fn takes_load(&self, model: &str) -> bool {
        !self.without_load.contains(&model)
    }

    /// `None` if the field of the mirror is the field of the same name.
    pub fn source(&self, model: &str, field: &str) -> Option<Source> {
        self.origins
            .iter()
            .find(|origin| origin.model == model && origin.field == field)
            .map(|origin| origin.source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(series: &str, major: Option<u32>) -> Version {
        Version {
            full: series.to_owned(),
            series: series.to_owned(),
            major,
        }
    }

    #[test]
    fn each_version_has_its_row_and_unknown_versions_get_the_nearest() {
        for (major, row) in [
            (Some(15), 16),
            (Some(16), 16),
            (Some(17), 17),
            (Some(18), 18),
            (Some(19), 19),
            (Some(20), 19),
            (None, 19),
        ] {
            let version = version("x", major);
            let dialect = Dialect::for_version(&version);
            assert_eq!(dialect.major, row);
            assert_eq!(dialect.is_of(&version), major == Some(row));
        }
    }

    #[test]
    fn p33_only_lines_of_16_are_read_without_load() {
        for dialect in &DIALECTS {
            assert_eq!(dialect.takes_load(LINE), dialect.major != 16);
            assert!(dialect.takes_load("account.move"));
        }
    }

    #[test]
    fn the_rows_are_sorted_and_no_field_has_two_origins() {
        assert!(DIALECTS.is_sorted_by_key(|dialect| dialect.major));
        for dialect in &DIALECTS {
            for (at, one) in dialect.origins.iter().enumerate() {
                let others = &dialect.origins[at + 1..];
                let twice = others
                    .iter()
                    .any(|other| (other.model, other.field) == (one.model, one.field));
                assert!(!twice, "{} {}.{}", dialect.major, one.model, one.field);
            }
        }
    }
}
