//! Records that Odoo changes together with the row that it writes, but without a new `write_date`:
//! they are changed by SQL, or their values come from a table between two models. A run reads them
//! again if a row that affects them has changed or is gone.

use sql::queries::core_api::runs::touched as statements;
use store::{Transaction, catalog::ColumnKind};
use uuid::Uuid;

use crate::{
    mirror::scope::Scope,
    runs::{references::Links, request},
    writing::{Actor, WriteError},
};

/// How to find the records that a changed record affects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    /// Its own fields hold their ids.
    Own(&'static [&'static str]),
    /// A field of the affected records holds its id.
    Theirs(&'static str),
}

/// One kind of change that affects other records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Touch {
    changed: &'static str,
    /// The change affects them if one of these fields changes, or if the record is new or gone.
    /// Empty means any change.
    when: &'static [&'static str],
    touched: &'static str,
    by: By,
}

const LINE: &str = "account.move.line";
const PARTIAL: &str = "account.partial.reconcile";
const FULL: &str = "account.full.reconcile";
const PARTNER: &str = "res.partner";

/// Sources: Odoo's `account.full.reconcile.create`, `res.partner._increase_rank` and
/// `account.account._toggle_reconcile_to_true`. All lines that partial reconciliations connect are
/// read too ([`MATCHED`]).
const TOUCHES: &[Touch] = &[
    Touch {
        changed: FULL,
        when: &[],
        touched: LINE,
        by: By::Theirs("full_reconcile_id"),
    },
    Touch {
        changed: "account.payment",
        when: &[],
        touched: "account.move",
        by: By::Own(&["move_id"]),
    },
    Touch {
        changed: "account.move",
        when: &["state"],
        touched: PARTNER,
        by: By::Own(&["partner_id", "commercial_partner_id"]),
    },
    Touch {
        changed: "account.account",
        when: &["reconcile"],
        touched: LINE,
        by: By::Theirs("account_id"),
    },
];

/// Notes the records that are affected by changes since the last call, also those of failed runs,
/// and by rows that the run misses. A record that was read after the change is already up to date.
pub async fn follow(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
    links: &Links,
) -> Result<(), WriteError> {
    collect(tx, run).await?;
    let scopes = request::scopes(tx, actor).await?;
    for touch in TOUCHES {
        let scope = |name: &str| scopes.iter().find(|scope| scope.model == name);
        let (Some(changed), Some(touched)) = (scope(touch.changed), scope(touch.touched)) else {
            continue;
        };
        match touch.by {
            By::Own(fields) => own(tx, run, touch, (changed, touched), fields).await?,
            By::Theirs(field) if touch.changed == FULL => {
                settled_elsewhere(tx, run, (touch, field)).await?;
            }
            By::Theirs(field) => theirs(tx, run, touch, field).await?,
        }
    }
    if scopes.iter().any(|scope| scope.model == PARTIAL) {
        tx.execute(MATCHED, &[&run]).await?;
    }
    if scopes.iter().any(|scope| scope.model == LINE) {
        tx.execute(REST_OF_ENTRIES, &[&run]).await?;
    }
    for (model, field, relation) in links.lists() {
        if let Some(scope) = scopes.iter().find(|scope| scope.model == model) {
            listed_in(tx, run, scope, field, relation).await?;
        }
    }
    statements::mark_followed().bind(tx, &run).await?;
    Ok(())
}

/// Copies the changes to follow to a temporary table.
async fn collect(tx: &Transaction<'_>, run: Uuid) -> Result<(), WriteError> {
    tx.batch_execute(
        "create temporary table if not exists followed
             (model text, id bigint, is_new_or_gone boolean, fields text[])
             on commit drop;
         truncate followed",
    )
    .await?;
    tx.execute(
        "insert into followed
         select s.model, c.record_id, c.kind <> 'updated',
                coalesce(array(select jsonb_object_keys(c.fields)), '{}')
         from ops.sync_run r
         join ops.change_set s on s.version > r.followed_version
         join ops.change c on c.version = s.version
         where r.id = $1
         union all
         select model, id, true, '{}' from missed where followed = 0",
        &[&run],
    )
    .await?;
    tx.batch_execute("analyze followed").await?;
    Ok(())
}

async fn own(
    tx: &Transaction<'_>,
    run: Uuid,
    touch: &Touch,
    (changed, touched): (&Scope, &Scope),
    fields: &[&str],
) -> Result<(), WriteError> {
    for field in fields {
        if changed.mirrored.kind_of(field) != Some(ColumnKind::Integer) {
            continue;
        }
        tx.execute(
            &format!(
                "insert into ops.sync_wanted (run_id, model, what, record_id)
                 select distinct $1::uuid, $2, 'read', row.{field}
                 from followed f
                 join odoo.{} row on row.id = f.id
                 left join odoo.{} known on known.id = row.{field}
                 where f.model = $3 and row.{field} is not null
                   and (f.is_new_or_gone or $4::text[] = '{{}}' or f.fields && $4)
                   and (known._read_at <= row._read_at) is not false
                 on conflict do nothing",
                changed.mirrored.table, touched.mirrored.table
            ),
            &[&run, &touch.touched, &touch.changed, &touch.when],
        )
        .await?;
    }
    Ok(())
}

async fn theirs(
    tx: &Transaction<'_>,
    run: Uuid,
    touch: &Touch,
    field: &str,
) -> Result<(), WriteError> {
    tx.execute(
        "insert into ops.sync_wanted (run_id, model, what, field, record_id)
         select distinct $1::uuid, $2, 'refer', $3, f.id
         from followed f
         where f.model = $4 and ($5::text[] = '{}' or f.fields && $5)
         on conflict do nothing",
        &[&run, &touch.touched, &field, &touch.changed, &touch.when],
    )
    .await?;
    Ok(())
}

/// A full reconciliation comes with the partial one that completes it, whose lines are read anyway.
/// If it comes without one, the lines that refer to it are read.
async fn settled_elsewhere(
    tx: &Transaction<'_>,
    run: Uuid,
    (touch, field): (&Touch, &str),
) -> Result<(), WriteError> {
    tx.execute(
        "insert into ops.sync_wanted (run_id, model, what, field, record_id)
         select distinct $1::uuid, $2, 'refer', $3, f.id
         from followed f
         where f.model = $4
           and not exists (select from followed p
                           join odoo.account_partial_reconcile partial on partial.id = p.id
                           where p.model = $5 and partial.full_reconcile_id = f.id)
         on conflict do nothing",
        &[&run, &touch.touched, &field, &touch.changed, &PARTIAL],
    )
    .await?;
    Ok(())
}

/// Odoo sets full reconciliations and matching numbers on all connected lines and partials, also on
/// those that the new partial does not name.
const MATCHED: &str = "
    with recursive lines (id) as (
        select side.id
        from followed f
        join odoo.account_partial_reconcile p on p.id = f.id
        cross join lateral (values (p.debit_move_id), (p.credit_move_id)) side (id)
        where f.model = 'account.partial.reconcile'
        union
        select other.id
        from lines
        join lateral (
            select p.credit_move_id as id from odoo.account_partial_reconcile p
            where p.debit_move_id = lines.id and p._deleted_at is null
            union all
            select p.debit_move_id from odoo.account_partial_reconcile p
            where p.credit_move_id = lines.id and p._deleted_at is null
        ) other on true
    ), latest (read_at) as (
        select max(case when missed.id is null then p._read_at else now() end)
        from followed f
        join odoo.account_partial_reconcile p on p.id = f.id
        left join missed on missed.model = f.model and missed.id = f.id
        where f.model = 'account.partial.reconcile'
    ), touched as (
        select 'account.move.line' as model, l.id
        from latest, lines join odoo.account_move_line l on l.id = lines.id
        where l._deleted_at is null and l._read_at < latest.read_at
        union
        select 'account.partial.reconcile', p.id
        from latest, lines join odoo.account_partial_reconcile p on p.debit_move_id = lines.id
        where p._deleted_at is null and p._read_at < latest.read_at
    )
    insert into ops.sync_wanted (run_id, model, what, record_id)
    select $1::uuid, model, 'read', id from touched where id is not null
    on conflict do nothing";

/// Deleting a line changes other lines of its entry, and an entry is judged by all of its lines.
const REST_OF_ENTRIES: &str = "
    insert into ops.sync_wanted (run_id, model, what, record_id)
    select distinct $1::uuid, 'account.move.line', 'read', l.id
    from missed
    join odoo.account_move_line gone on gone.id = missed.id
    join odoo.account_move_line l on l.move_id = gone.move_id and l._deleted_at is null
    where missed.model = 'account.move.line' and missed.followed = 0
      and not exists (select from missed also where also.model = missed.model and also.id = l.id)
    on conflict (run_id, model, what, field, after_id, up_to_id, record_id)
        do update set part = null";

/// A list may be changed from the other side. Then only that side has a new `write_date`.
async fn listed_in(
    tx: &Transaction<'_>,
    run: Uuid,
    scope: &Scope,
    field: &str,
    relation: &str,
) -> Result<(), WriteError> {
    tx.execute(
        "insert into ops.sync_wanted (run_id, model, what, field, record_id)
         select distinct $1::uuid, $2, 'refer', $3, f.id from followed f where f.model = $4
         on conflict do nothing",
        &[&run, &scope.model, &field, &relation],
    )
    .await?;
    if scope.mirrored.kind_of(field) != Some(ColumnKind::Ids) {
        return Ok(());
    }
    tx.execute(
        &format!(
            "insert into ops.sync_wanted (run_id, model, what, record_id)
             select distinct $1::uuid, $2, 'read', row.id
             from odoo.{} row
             where exists (select from followed f where f.model = $3)
               and row._deleted_at is null
               and row.\"{field}\" && (select array_agg(f.id) from followed f where f.model = $3)
             on conflict do nothing",
            scope.mirrored.table
        ),
        &[&run, &scope.model, &relation],
    )
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_change_are_unique() {
        for (at, one) in TOUCHES.iter().enumerate() {
            assert!(!TOUCHES[at + 1..].contains(one), "{one:?}");
        }
    }
}
