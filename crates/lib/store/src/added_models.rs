//! Tables of models that a tenant's file adds. `migrate` creates and extends them as the owner of
//! the schema, with the same mirror columns as in a migration. It never drops anything: what the
//! file no longer names keeps its rows.

use sql::queries::store::added_models as statements;
use tokio_postgres::Transaction;

use crate::{
    Access, Error,
    catalog::{self, ADDED, ColumnKind, quoted},
    migrate::{LOCK, connect},
};

/// A model to add. `id`, `create_date` and `write_date` are added automatically.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedModel {
    /// Odoo's name.
    pub name: String,
    pub columns: Vec<(String, ColumnKind)>,
}

/// Creates the missing tables and columns in a migrated database. If a migration has created the
/// model since, its table stays as it is, and the file's other fields go to `_extra`.
pub async fn create(admin: &Access, database: &str, models: &[AddedModel]) -> Result<(), Error> {
    if models.is_empty() {
        return Ok(());
    }
    let mut client = connect(&admin.server(database)?.config, admin.tls()?).await?;
    client.batch_execute("set role espejo_owner").await?;
    let tx = client.transaction().await?;
    statements::lock().bind(&tx, &LOCK).await?;
    let known = catalog::read(&tx).await?;
    for model in models {
        match known.values().find(|known| known.table == table(model)) {
            None => create_table(&tx, model).await?,
            Some(known) if known.name == model.name && known.added => {
                add_columns(&tx, model, known).await?;
            }
            Some(known) if known.name == model.name => {
                tracing::info!(
                    odoo.model = model.name,
                    "the tenant's file adds a model that is mirrored by default"
                );
            }
            Some(known) => {
                return Err(refused(
                    model,
                    &format!("its table already belongs to {}", known.name),
                ));
            }
        }
    }
    tx.commit().await?;
    Ok(())
}

async fn create_table(tx: &Transaction<'_>, model: &AddedModel) -> Result<(), Error> {
    let table = quoted(&table(model));
    let columns: String = model.columns.iter().map(declared).collect();
    tx.batch_execute(&format!(
        "create table odoo.{table} (
             id bigint primary key,
             {columns}
             create_date timestamptz,
             write_date timestamptz,
             _read_at timestamptz not null,
             _run uuid not null,
             _deleted_at timestamptz,
             _extra jsonb,
             _as_of bigint
         );
         comment on table odoo.{table} is '{}: {ADDED}'",
        model.name.replace('\'', "''"),
    ))
    .await?;
    statements::keep_row_count()
        .bind(tx, &format!("odoo.{table}"), &model.name)
        .await?;
    forget(tx, &model.name).await
}

/// A table of this name may have existed and been dropped. What was known about it does not hold
/// for the new table, which is loaded from its beginning.
async fn forget(tx: &Transaction<'_>, model: &str) -> Result<(), Error> {
    for table in [
        "cursor",
        "mirrored_field",
        "history",
        "content_check",
        "proof",
        "model_link",
    ] {
        let sql = format!("delete from ops.{table} where model = $1");
        tx.execute(&sql, &[&model]).await?;
    }
    Ok(())
}

async fn add_columns(
    tx: &Transaction<'_>,
    model: &AddedModel,
    known: &catalog::Model,
) -> Result<(), Error> {
    for (name, kind) in &model.columns {
        match known.columns.iter().find(|column| column.name == *name) {
            None => {
                let sql = format!(
                    "alter table odoo.{} add column {} {}",
                    quoted(&known.table),
                    quoted(name),
                    kind.type_name()
                );
                tx.batch_execute(&sql).await?;
                // If the field existed before, it counts as loaded, but its column is empty.
                let sql = "delete from ops.mirrored_field where model = $1 and field = $2";
                tx.execute(sql, &[&model.name, name]).await?;
                // If this is the company column, rows are counted per company from now on.
                let table = format!("odoo.{}", quoted(&known.table));
                statements::keep_row_count()
                    .bind(tx, &table, &model.name)
                    .await?;
            }
            Some(column) if column.kind == *kind => {}
            Some(column) => {
                let reason = format!(
                    "its column {name} is {}, but the tenant's file says {}; restore the type, \
                     or drop the column so that it is loaded again",
                    column.kind.type_name(),
                    kind.type_name()
                );
                return Err(refused(model, &reason));
            }
        }
    }
    Ok(())
}

fn declared((name, kind): &(String, ColumnKind)) -> String {
    format!("{} {}, ", quoted(name), kind.type_name())
}

fn table(model: &AddedModel) -> String {
    model.name.replace('.', "_")
}

fn refused(model: &AddedModel, reason: &str) -> Error {
    Error::AddedModel {
        model: model.name.clone(),
        reason: reason.to_owned(),
    }
}
