//! Names of groups of accounts, from Odoo's `account.group`.
//!
//! A group has two prefixes of equal length. It contains a code whose first characters are between
//! them (`_adapt_parent_account_group` of account.group).

use store::GenericClient;

use crate::error::Error;

#[derive(Debug, Default)]
pub(super) struct GroupNames(Vec<Named>);

#[derive(Debug)]
struct Named {
    from: String,
    to: String,
    name: String,
}

impl GroupNames {
    /// The groups of the company's chart. A branch uses its parent's chart.
    pub(super) async fn read(
        client: &impl GenericClient,
        company_ids: &[i64],
    ) -> Result<Self, Error> {
        let statement = client.prepare_cached(GROUPS).await?;
        let rows = client.query(&statement, &[&company_ids]).await?;
        let named = rows.iter().map(|row| {
            Ok(Named {
                from: row.try_get("from_code")?,
                to: row.try_get("to_code")?,
                name: row.try_get("name")?,
            })
        });
        Ok(Self(named.collect::<Result<_, Error>>()?))
    }

    /// The name of the group with this code; a group of this code alone comes before a range.
    pub(super) fn of(&self, code: &str) -> Option<&str> {
        let contains = |group: &&Named| {
            group.from.len() == code.len() && (&*group.from..=&*group.to).contains(&code)
        };
        let groups = self.0.iter().filter(contains);
        let narrowest = groups.min_by_key(|group| group.from != group.to);
        narrowest.map(|group| group.name.as_str())
    }
}

const GROUPS: &str = r#"
    with lineage as materialized (
        select id from report.with_parents($1) company (id)
    )
    select code_prefix_start as from_code, coalesce(code_prefix_end, code_prefix_start) as to_code, name
    from odoo.account_group
    where _deleted_at is null and code_prefix_start is not null and name is not null
      and (company_id is null or company_id in (select id from lineage))
    order by code_prefix_start collate "C", id"#;

#[cfg(test)]
mod tests {
    use super::{GroupNames, Named};

    #[test]
    fn a_group_of_one_code_comes_before_a_range() {
        let group = |from: &str, to: &str, name: &str| Named {
            from: from.to_owned(),
            to: to.to_owned(),
            name: name.to_owned(),
        };
        let names = GroupNames(vec![
            group("10", "19", "Activo"),
            group("12", "12", "Por cobrar"),
            group("1", "1", "Activo disponible"),
        ]);
        assert_eq!(names.of("12"), Some("Por cobrar"));
        assert_eq!(names.of("15"), Some("Activo"));
        assert_eq!(names.of("1"), Some("Activo disponible"));
        assert_eq!(names.of("20"), None);
        assert_eq!(names.of("101"), None);
    }
}
