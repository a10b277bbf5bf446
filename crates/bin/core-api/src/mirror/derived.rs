//! The tables from which receivables and payables are reported (schema `report`). They are updated
//! in the transaction that changes the mirror, so a report sees both changes or neither.
//!
//! The rows are computed again from the mirror, as a set, for the journal items that a change can
//! affect. The caller has raised the mirror version before. That row lock orders the transactions:
//! if a line and its settlement are applied at the same time, the later transaction sees both.

use sql::queries::core_api::mirror::derived as statements;
use store::{Transaction, catalog::Model};
use tokio_postgres::types::ToSql;

use crate::{
    mirror::{history, stage::stage_of},
    writing::WriteError,
};

const SETTLEMENTS: &str = "account.partial.reconcile";

/// Lets one transaction at a time merge settlements. If a batch changes the journal items of a
/// settlement that another has just inserted, it must see the old items to update them too.
pub async fn queue(tx: &Transaction<'_>, model: &Model) -> Result<(), WriteError> {
    if model.name == SETTLEMENTS {
        statements::lock_history()
            .bind(tx, &model.name)
            .opt()
            .await?;
    }
    Ok(())
}

/// Updates the report rows that the merged batch affects.
pub async fn keep_staged(tx: &Transaction<'_>, model: &Model) -> Result<(), WriteError> {
    let (touched, invalidating) = (touched(&model.name), invalidating_rows(&model.name));
    if (touched.is_none() && invalidating.is_none())
        || !statements::is_built().bind(tx).one().await?
    {
        return Ok(());
    }
    let held = if history::is_kept(tx, model).await? {
        history::held_of(model)
    } else {
        // Without a history the old rows are unknown: treat all rows as new.
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
        return keep(tx, &format!("{rows}{touched}"), &[]).await;
    }
    if let Some(invalidating) = invalidating {
        // Rare, but any number of lines may change: reports use the mirror until the next rebuild.
        let forget = format!("{rows} select report.forget() where exists ({invalidating})");
        tx.query(&tx.prepare_cached(&forget).await?, &[]).await?;
    }
    Ok(())
}

/// Updates the report rows that tombstones of this transaction affect. Tombstones of other models
/// keep their last values.
pub async fn keep_buried(
    tx: &Transaction<'_>,
    model: &Model,
    ids: &[i64],
) -> Result<(), WriteError> {
    let touched = match model.name.as_str() {
        "account.move.line" | SETTLEMENTS => touched(&model.name),
        _ => None,
    };
    let Some(touched) = touched else {
        return Ok(());
    };
    if !statements::is_built().bind(tx).one().await? {
        return Ok(());
    }
    let table = &model.table;
    let rows = format!(
        "with changed as materialized (select * from odoo.{table} where id = any($1)),
              held as (select * from odoo.{table} where false)"
    );
    keep(tx, &format!("{rows}{touched}"), &[&ids]).await
}

/// Builds all report tables from the mirror and returns the number of journal items.
pub async fn rebuild(tx: &Transaction<'_>) -> Result<i64, WriteError> {
    Ok(statements::rebuild().bind(tx).one().await?)
}

/// Differences of the report tables from the mirror, as `relation row`; empty if there are none.
pub async fn differences(tx: &Transaction<'_>) -> Result<Vec<String>, WriteError> {
    Ok(statements::differences().bind(tx).all().await?)
}

/// Builds the report tables if they are not built and all their models have been loaded.
pub async fn build_if_due(tx: &Transaction<'_>) -> Result<Option<i64>, WriteError> {
    let models = reports::BOOKS.as_slice();
    if statements::is_due().bind(tx, &models).one().await? {
        return rebuild(tx).await.map(Some);
    }
    Ok(None)
}

/// `touched` selects two arrays: the journal items, and the partial reconciliations.
async fn keep(
    tx: &Transaction<'_>,
    touched: &str,
    values: &[&(dyn ToSql + Sync)],
) -> Result<(), WriteError> {
    let touched = tx.prepare_cached(touched).await?;
    let touched = tx.query_one(&touched, values).await?;
    let [lines, settlements]: [Option<Vec<i64>>; 2] = [touched.get(0), touched.get(1)];
    if let Some(ids) = lines {
        statements::keep_lines().bind(tx, &ids).one().await?;
    }
    if let Some(ids) = settlements {
        statements::keep_settlements().bind(tx, &ids).one().await?;
    }
    Ok(())
}

/// A query for what changed rows of a model can affect: an array of journal items and an array of
/// partial reconciliations.
fn touched(model: &str) -> Option<&'static str> {
    match model {
        "account.move.line" => Some(TOUCHED_BY_LINES),
        SETTLEMENTS => Some(TOUCHED_BY_SETTLEMENTS),
        "account.move" => Some(TOUCHED_BY_MOVES),
        "res.partner" => Some(TOUCHED_BY_PARTNERS),
        _ => None,
    }
}

/// Residual and matching are not compared: the report tables do not take them from the item.
const TOUCHED_BY_LINES: &str = "
    , item as materialized (
        select changed.id,
               held.id is null
               or (held.move_id, held.company_id, held.account_id, held.partner_id,
                   held.currency_id, held.date, held.invoice_date, held.date_maturity,
                   held.balance, held.amount_currency, held.parent_state)
                  is distinct from
                  (changed.move_id, changed.company_id, changed.account_id, changed.partner_id,
                   changed.currency_id, changed.date, changed.invoice_date,
                   changed.date_maturity, changed.balance, changed.amount_currency,
                   changed.parent_state) as is_other,
               held.id is null
               or (held.company_id, held.account_id, held.partner_id, held.journal_id, held.date,
                   held.date_maturity, held.parent_state)
                  is distinct from
                  (changed.company_id, changed.account_id, changed.partner_id,
                   changed.journal_id, changed.date, changed.date_maturity,
                   changed.parent_state) as settles_otherwise
        from changed left join held using (id)
        where exists (select from odoo.account_account account
                      where account.id = changed.account_id
                        and account.account_type in ('asset_receivable', 'liability_payable'))
           or exists (select from report.subledger_line kept where kept.line_id = changed.id)
    )
    select (select array_agg(id) from item where is_other),
           (select array_agg(part.id) from (
                select debit.id from item
                join odoo.account_partial_reconcile debit on debit.debit_move_id = item.id
                where settles_otherwise
                union
                select credit.id from item
                join odoo.account_partial_reconcile credit on credit.credit_move_id = item.id
                where settles_otherwise
            ) part)";

/// Odoo never changes the items of a settlement. If it did, `held` would have the old items.
const TOUCHED_BY_SETTLEMENTS: &str = "
    select (select array_agg(distinct line) from (
                select changed.debit_move_id, changed.credit_move_id from changed
                union all
                select held.debit_move_id, held.credit_move_id
                from held join changed using (id)
            ) part cross join lateral (values (part.debit_move_id), (part.credit_move_id)) side (line)
            where line is not null),
           (select array_agg(id) from changed)";

const TOUCHED_BY_MOVES: &str = "
    select array_agg(line.id), null::bigint[]
    from changed
    left join held using (id)
    join odoo.account_move_line line on line.move_id = changed.id
    join odoo.account_account account on account.id = line.account_id
    where account.account_type in ('asset_receivable', 'liability_payable')
      and (held.id is null
           or (held.invoice_user_id, held.l10n_latam_document_type_id, held.invoice_date)
              is distinct from
              (changed.invoice_user_id, changed.l10n_latam_document_type_id,
               changed.invoice_date))";

/// A contact that moves to another commercial entity takes its items along.
const TOUCHED_BY_PARTNERS: &str = "
    , item as materialized (
        select line.id
        from changed
        left join held using (id)
        join odoo.account_move_line line on line.partner_id = changed.id
        join odoo.account_account account on account.id = line.account_id
        where account.account_type in ('asset_receivable', 'liability_payable')
          and coalesce(held.commercial_partner_id, changed.id)
              is distinct from coalesce(changed.commercial_partner_id, changed.id)
    )
    select (select array_agg(id) from item),
           (select array_agg(part.id)
            from item join odoo.account_partial_reconcile part on part.debit_move_id = item.id)";

/// A query for changed rows on which many journal items depend.
fn invalidating_rows(model: &str) -> Option<&'static str> {
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
