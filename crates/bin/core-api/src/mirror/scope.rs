//! Which models and fields of a tenant are read from Odoo, according to the migrations and the
//! tenant's file. Pure: no database and no broker.

use std::collections::BTreeMap;

use store::catalog::{ColumnKind, Model};
use tenants::{Additions, FieldKind};

/// What is read of one model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) model: String,
    /// The first is `id`.
    pub(crate) fields: Vec<String>,
    /// The fields that are stored in `_extra`.
    pub(crate) extra: Vec<String>,
    /// Amounts and quantities, of which a verify compares the sums.
    pub(crate) sums: Vec<String>,
    /// The model as the catalog of the mirror describes it.
    pub(crate) mirrored: Model,
}

/// Every model that has a table and that the file does not leave out.
pub(crate) fn choose_all(additions: &Additions, catalog: &BTreeMap<String, Model>) -> Vec<Scope> {
    for model in additions.models.keys() {
        if !catalog.contains_key(model) {
            tracing::warn!(
                odoo.model = model,
                "the tenant's file adds a model that has no table yet: run core-api migrate"
            );
        }
    }
    catalog
        .values()
        .filter_map(|model| choose(additions, model))
        .collect()
}

fn choose(additions: &Additions, model: &Model) -> Option<Scope> {
    let mut columns: Vec<_> = model.columns.iter().collect();
    let named = additions.models.get(&model.name);
    let mut beside = additions.fields_of(&model.name).to_vec();
    if model.added {
        let named = named?;
        columns.retain(|column| {
            matches!(column.name.as_str(), "id" | "create_date" | "write_date")
                || named.get(&column.name).map(|kind| kind_of(*kind)) == Some(column.kind)
        });
    } else if let Some(named) = named {
        // The file added the model before a migration did.
        beside.extend(named.keys().cloned());
    }
    let mut fields: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    beside.retain(|field| !fields.contains(field));
    let extra = beside;
    fields.extend(extra.iter().cloned());
    let sums = columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Numeric)
        .map(|column| column.name.clone());
    Some(Scope {
        model: model.name.clone(),
        sums: sums.collect(),
        fields,
        extra,
        mirrored: model.clone(),
    })
}

/// The kind of column that holds a field of the file.
pub(crate) fn kind_of(kind: FieldKind) -> ColumnKind {
    match kind {
        FieldKind::Text => ColumnKind::Text,
        FieldKind::Integer | FieldKind::Link => ColumnKind::Integer,
        FieldKind::Decimal => ColumnKind::Numeric,
        FieldKind::Boolean => ColumnKind::Boolean,
        FieldKind::Date => ColumnKind::Date,
        FieldKind::Instant => ColumnKind::Instant,
        FieldKind::Links => ColumnKind::Ids,
        FieldKind::Json => ColumnKind::Json,
    }
}

#[cfg(test)]
mod tests {
    use store::catalog::Column;

    use super::*;

    fn model(name: &str, added: bool, columns: &[(&str, ColumnKind)]) -> (String, Model) {
        let column = |(name, kind): &(&str, ColumnKind)| Column {
            name: (*name).to_owned(),
            kind: *kind,
        };
        let model = Model {
            name: name.to_owned(),
            table: name.replace('.', "_"),
            columns: columns.iter().map(column).collect(),
            added,
        };
        (name.to_owned(), model)
    }

    #[test]
    fn the_tenant_file_adds_fields_and_models_and_excludes_models() {
        let catalog = BTreeMap::from([
            model(
                "account.move",
                false,
                &[("id", ColumnKind::Integer), ("ref", ColumnKind::Text)],
            ),
            model(
                "x_a.b",
                true,
                &[
                    ("id", ColumnKind::Integer),
                    ("x_rent", ColumnKind::Numeric),
                    ("x_gone", ColumnKind::Numeric),
                ],
            ),
            model("x_left.out", true, &[("id", ColumnKind::Integer)]),
            model(
                "crm.team",
                false,
                &[("id", ColumnKind::Integer), ("name", ColumnKind::Text)],
            ),
        ]);
        let mut additions = Additions::default();
        let fields = ["x_channel", "ref"].map(str::to_owned).to_vec();
        additions.fields.insert("account.move".to_owned(), fields);
        let rent = BTreeMap::from([("x_rent".to_owned(), FieldKind::Decimal)]);
        additions.models.insert("x_a.b".to_owned(), rent);
        // The file added it earlier; now it is mirrored by default.
        let team = ["x_quota", "name"].map(|field| (field.to_owned(), FieldKind::Text));
        additions
            .models
            .insert("crm.team".to_owned(), BTreeMap::from(team));

        let scopes = choose_all(&additions, &catalog);
        assert_eq!(scopes.len(), 3);
        assert_eq!(scopes[0].fields, ["id", "ref", "x_channel"]);
        assert_eq!(scopes[0].extra, ["x_channel"], "ref has a column");
        assert_eq!(scopes[1].fields, ["id", "name", "x_quota"]);
        assert_eq!(scopes[1].extra, ["x_quota"]);
        assert_eq!(scopes[2].fields, ["id", "x_rent"]);
        assert_eq!(scopes[2].sums, ["x_rent"]);
    }
}
