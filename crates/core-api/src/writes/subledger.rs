//! What receivables and payables are reported from (schema `report`), kept in the transaction that
//! changes the mirror: a report sees both or neither.
//!
//! The rows are computed anew from the mirror for the journal items that a change can touch, set by
//! set. The caller has raised the mirror version before: its lock makes transactions follow one
//! another, so that of a line and its settlement, applied at the same time, the later one sees both.

use store::{Transaction, cached, catalog::Model};
use tokio_postgres::types::ToSql;

use super::{WriteError, history, mirror::stage_of};

const SETTLEMENTS: &str = "account.partial.reconcile";

/// Batches of settlements follow one another from before their merge: one that changes the lines of a
/// row which another has just inserted must know that row, for the lines that it leaves.
pub async fn queue(tx: &Transaction<'_>, model: &Model) -> Result<(), WriteError> {
    if model.name == SETTLEMENTS {
        let sql = "select from ops.history where model = $1 for update";
        tx.query(sql, &[&model.name]).await?;
    }
    Ok(())
}

/// Keeps the rows that the merged batch touches.
pub async fn keep_staged(tx: &Transaction<'_>, model: &Model) -> Result<(), WriteError> {
    let (touched, upsetting) = (touched_lines(&model.name), upsetting_rows(&model.name));
    if (touched.is_none() && upsetting.is_none()) || !is_built(tx).await? {
        return Ok(());
    }
    let held = if history::is_kept(tx, model).await? {
        history::held_of(model)
    } else {
        // Nothing is known of the rows before: as if all of them were new.
        format!("odoo.{} where false", model.table)
    };
    let rows = format!(
        "with changed as materialized (
             select present.* from {stage} staged
             join odoo.{table} present on present.id = staged.id
             where present.xmin = pg_current_xact_id()::xid
         ), held as (select * from {held})",
        stage = stage_of(model),
        table = model.table
    );
    if let Some(touched) = touched {
        return keep(tx, &format!("{rows} {touched}"), &[]).await;
    }
    if let Some(upsetting) = upsetting {
        // Rare, and of any number of lines: reports compute from the mirror until it is built again.
        let forget = format!("{rows} select report.forget() where exists ({upsetting})");
        tx.query(&tx.prepare_cached(&forget).await?, &[]).await?;
    }
    Ok(())
}

/// Keeps the rows that tombstones of this transaction touch. Those of other models still lend what
/// they were.
pub async fn keep_buried(
    tx: &Transaction<'_>,
    model: &Model,
    ids: &[i64],
) -> Result<(), WriteError> {
    let touched = match model.name.as_str() {
        "account.move.line" | SETTLEMENTS => touched_lines(&model.name),
        _ => None,
    };
    let Some(touched) = touched else {
        return Ok(());
    };
    if !is_built(tx).await? {
        return Ok(());
    }
    let table = &model.table;
    let rows = format!(
        "with changed as materialized (select * from odoo.{table} where id = any($1)),
              held as (select * from odoo.{table} where false)"
    );
    keep(tx, &format!("{rows} {touched}"), &[&ids]).await
}

/// Builds everything from the mirror, and gives the number of journal items.
pub async fn rebuild(tx: &Transaction<'_>) -> Result<i64, WriteError> {
    Ok(tx.query_one("select report.rebuild()", &[]).await?.get(0))
}

/// Where the tables are not what the mirror says, as `relation row`: nothing, if all is well.
pub async fn differences(tx: &Transaction<'_>) -> Result<Vec<String>, WriteError> {
    let sql = "select relation || ' ' || difference from report.differences(), report.state
               where built_at is not null";
    let rows = tx.query(sql, &[]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// Builds what was never built, or was forgotten, once every model of it has been loaded.
pub async fn build_if_due(tx: &Transaction<'_>) -> Result<Option<i64>, WriteError> {
    let due = tx
        .query_one(
            "select built_at is null
                    and (select count(*) from ops.cursor where model = any($1)) = cardinality($1)
             from report.state",
            &[&reports::BOOKS.as_slice()],
        )
        .await?;
    if due.get(0) {
        return rebuild(tx).await.map(Some);
    }
    Ok(None)
}

async fn is_built(tx: &Transaction<'_>) -> Result<bool, WriteError> {
    let sql = "select built_at is not null from report.state";
    Ok(cached::query_one(tx, sql, &[]).await?.get(0))
}

/// `touched` selects the journal items, as one array.
async fn keep(
    tx: &Transaction<'_>,
    touched: &str,
    values: &[&(dyn ToSql + Sync)],
) -> Result<(), WriteError> {
    let touched = tx.prepare_cached(touched).await?;
    let lines: Option<Vec<i64>> = tx.query_one(&touched, values).await?.get(0);
    if let Some(lines) = lines {
        let keep = tx.prepare_cached("select report.keep($1)").await?;
        tx.query(&keep, &[&lines]).await?;
    }
    Ok(())
}

/// Selects the journal items that changed rows of a model can touch, as one array.
fn touched_lines(model: &str) -> Option<&'static str> {
    match model {
        "account.move.line" => Some(
            "select array_agg(changed.id) from changed
             where exists (select from odoo.account_account account
                           where account.id = changed.account_id
                             and account.account_type in ('asset_receivable', 'liability_payable'))
                or exists (select from report.subledger_line kept where kept.line_id = changed.id)",
        ),
        // Odoo never changes the lines of one; if it did, what it had is in `held`.
        SETTLEMENTS => Some(
            "select array_agg(distinct line) from (
                 select changed.debit_move_id, changed.credit_move_id from changed
                 union all
                 select held.debit_move_id, held.credit_move_id
                 from held join changed using (id)
             ) part cross join lateral (values (part.debit_move_id), (part.credit_move_id)) side (line)
             where line is not null",
        ),
        "account.move" => Some(
            "select array_agg(line.id)
             from changed
             left join held using (id)
             join odoo.account_move_line line on line.move_id = changed.id
             join odoo.account_account account on account.id = line.account_id
             where account.account_type in ('asset_receivable', 'liability_payable')
               and (held.id is null
                    or (held.invoice_user_id, held.l10n_latam_document_type_id, held.invoice_date)
                       is distinct from
                       (changed.invoice_user_id, changed.l10n_latam_document_type_id,
                        changed.invoice_date))",
        ),
        _ => None,
    }
}

/// Selects the changed rows of a model that many journal items hang on.
fn upsetting_rows(model: &str) -> Option<&'static str> {
    match model {
        "account.account" => Some(
            "select from changed left join held using (id)
             where (held.id is null or held.account_type is distinct from changed.account_type)
               and exists (select from odoo.account_move_line line
                           where line.account_id = changed.id and line._deleted_at is null)",
        ),
        "account.journal" => Some(
            "select from changed left join held using (id)
             where (held.id is null or held.type is distinct from changed.type)
               and exists (select from report.account_month month
                           where month.journal_id = changed.id)",
        ),
        "res.company" => Some(
            "select from changed left join held using (id)
             where held.id is null or held.currency_id is distinct from changed.currency_id",
        ),
        "res.currency" => Some(
            "select from changed left join held using (id)
             where held.id is null or held.decimal_places is distinct from changed.decimal_places",
        ),
        _ => None,
    }
}
