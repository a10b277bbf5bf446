//! Which fields the mirror holds completely. A field that Odoo lacks, or that the tenant's file no
//! longer names, is frozen: its values stay, but it is loaded completely before it is used again.

use store::Transaction;
use uuid::Uuid;

use crate::{mirror::scope::Scope, writing::WriteError};

/// True if rows of the mirror may lack values of a field. No window would load them, because a new
/// field changes no `write_date`. Fields that Odoo lacks do not count.
pub(crate) async fn wants_whole_read(
    tx: &Transaction<'_>,
    scope: &Scope,
) -> Result<bool, WriteError> {
    let row = tx
        .query_one(
            "select exists (
                 select from unnest($2::text[]) asked (field)
                 left join ops.mirrored_field known
                     on known.model = $1 and known.field = asked.field
                 where known.field is null
                    or known.in_extra <> (asked.field = any($3))
                    or (known.loaded_at is null
                        and known.frozen_because is distinct from 'not_in_odoo'))",
            &[&scope.model, &scope.fields, &scope.extra],
        )
        .await?;
    Ok(row.get(0))
}

/// True if every mirrored row has the field, and in a column.
pub(crate) async fn is_loaded(
    tx: &Transaction<'_>,
    model: &str,
    field: &str,
) -> Result<bool, WriteError> {
    let sql = "select exists (select from ops.mirrored_field
                              where model = $1 and field = $2 and not in_extra
                                and loaded_at is not null)";
    Ok(tx.query_one(sql, &[&model, &field]).await?.get(0))
}

/// Freezes the models that have a table but are no longer read.
pub(crate) async fn freeze_others(tx: &Transaction<'_>, asked: &[Scope]) -> Result<(), WriteError> {
    let asked: Vec<&str> = asked.iter().map(|scope| scope.model.as_str()).collect();
    tx.execute(
        "update ops.mirrored_field
         set loaded_at = null, frozen_since = now(), frozen_because = 'not_configured'
         where model <> all($1) and frozen_because is distinct from 'not_configured'",
        &[&asked],
    )
    .await?;
    Ok(())
}

/// Records which fields of its models a completed run has loaded and which are frozen.
pub async fn settle(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    let frozen = tx.query(SETTLE, &[&run]).await?;
    let dropped = tx.query(DROP, &[&run]).await?;
    for (rows, reason) in [(frozen, "not in Odoo"), (dropped, "not configured")] {
        let fields: Vec<String> = rows
            .iter()
            .map(|row| format!("{}.{}", row.get::<_, &str>(0), row.get::<_, &str>(1)))
            .collect();
        if !fields.is_empty() {
            tracing::warn!(sync_run.id = %run, ?fields, reason, "fields are frozen");
        }
    }
    Ok(())
}

/// An upgrade of Odoo changes rows by SQL without a new `write_date`, so the next incremental run
/// reads completely what this run did not.
pub async fn after_upgrade(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    let row = tx
        .query_one(
            "select m.odoo_series, substring(r.server_version from '^[^-+]+')
             from ops.mirror m, ops.sync_run r where r.id = $1",
            &[&run],
        )
        .await?;
    let (before, now): (Option<String>, Option<String>) = (row.get(0), row.get(1));
    if now.is_none() || before == now {
        return Ok(());
    }
    tx.execute("update ops.mirror set odoo_series = $1", &[&now])
        .await?;
    if before.is_some() {
        tracing::warn!(sync_run.id = %run, ?before, ?now, "Odoo was upgraded: all models are read again");
        tx.execute(
            "update ops.mirrored_field kept set loaded_at = null
             where not exists (select from ops.sync_run_model m
                               where m.run_id = $1 and m.model = kept.model and m.since is null)",
            &[&run],
        )
        .await?;
    }
    Ok(())
}

/// A complete read loads the fields that it found. A field that comes back is loaded only by the
/// next complete read. Returns the fields that were frozen now.
const SETTLE: &str = "
    with told as (
        select m.model, asked.field, asked.field = any(m.extra) as in_extra, m.since is null as whole,
               m.absent or asked.field = any(m.missing_fields) as missing
        from ops.sync_run_model m, unnest(m.fields) asked (field)
        where m.run_id = $1
    ), kept as (
        insert into ops.mirrored_field as kept
            (model, field, in_extra, loaded_at, frozen_since, frozen_because)
        select model, field, in_extra, case when whole and not missing then now() end,
               case when missing then now() end, case when missing then 'not_in_odoo' end
        from told
        on conflict (model, field) do update
        set in_extra = excluded.in_extra,
            loaded_at = case
                when excluded.loaded_at is not null then excluded.loaded_at
                when excluded.frozen_since is null and kept.frozen_since is null
                     and kept.in_extra = excluded.in_extra then kept.loaded_at
            end,
            frozen_since = case
                when excluded.frozen_since is null then null
                when kept.frozen_because = 'not_in_odoo' then kept.frozen_since
                else excluded.frozen_since
            end,
            frozen_because = excluded.frozen_because
        where excluded.loaded_at is not null or excluded.frozen_since is not null
           or kept.frozen_since is not null or kept.in_extra <> excluded.in_extra
        returning kept.model, kept.field, kept.frozen_since
    )
    select model, field from kept where frozen_since = now() order by model, field";

const DROP: &str = "
    update ops.mirrored_field kept
    set loaded_at = null, frozen_since = now(), frozen_because = 'not_configured'
    from ops.sync_run_model m
    where m.run_id = $1 and m.model = kept.model and kept.field <> all(m.fields)
      and kept.frozen_because is distinct from 'not_configured'
    returning kept.model, kept.field";
