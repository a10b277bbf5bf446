//! Whether rows that a run misses are deleted, or hidden from the Odoo user. The share of missing
//! rows says little: in a small company ordinary work deletes many, and a hidden journal may be
//! small. So each rule looks for what only a hidden row leaves behind.
//!
//! - A visible record refers to it. Odoo's database would have refused the deletion.
//! - It is a line of a visible entry, and the remaining lines of the entry do not balance.
//! - It is a numbered invoice, and later numbers of its sequence existed and still exist: Odoo
//!   deletes only the last one.
//! - It is an entry of a journal that has no entries left, or whose own record is missing too.
//! - It is a partial reconciliation, and the residuals of its lines still include it.
//!
//! Missing drafts, cancelled and unnumbered entries, their lines, and undone reconciliations are
//! ordinary. Other missing rows need a person if they are many, or if the user's rights changed.

use sql::queries::core_api::runs::evidence as statements;
use store::{Transaction, catalog::Model};
use tenants::Proving;
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    runs::{
        deletions,
        references::{self, Links},
    },
    writing::WriteError,
};

const LINE: &str = "account.move.line";
const ENTRY: &str = "account.move";
/// Models whose missing rows have rules of their own.
const RULED: [&str; 4] = [
    LINE,
    ENTRY,
    "account.partial.reconcile",
    "account.full.reconcile",
];

/// Models whose record rules only filter by company. Lost companies are checked before.
const BY_COMPANY_ALONE: [&str; 8] = [
    "account.group",
    "account.payment.term",
    "account.tax",
    "l10n_latam.document.type",
    "res.country",
    "res.currency",
    "res.currency.rate",
    "res.partner.category",
];

/// An entry that is a draft, cancelled or unnumbered: any user may delete it.
const IS_ORDINARY: &str = "(e.state in ('draft', 'cancel') or coalesce(e.name, '/') in ('', '/'))";

/// Reasons why rows that the run misses may be hidden; empty if they are deleted.
pub(crate) async fn find_hidden_rows(
    tx: &Transaction<'_>,
    run: Uuid,
    models: &[Model],
    links: &Links,
    limits: Proving,
) -> Result<Vec<String>, WriteError> {
    let is_fresh = !links.is_empty();
    let mut doubts = Vec::new();
    for (model, count, by) in references::still_referred_to(tx, links).await? {
        doubts.push(format!(
            "{count} records of {model} are missing although records of {by} refer to them"
        ));
    }
    let fresh = FRESH_RULES.iter().filter(|_| is_fresh);
    for (sql, text) in RULES.iter().chain(fresh) {
        let count: i64 = tx.query_one(*sql, &[]).await?.get("count");
        if count > 0 {
            doubts.push(format!("{count} {text}"));
        }
    }
    let has_new_rights = statements::has_new_rights().bind(tx, &run).one().await?;
    for (model, rows) in unexplained(tx).await? {
        let model = models.iter().find(|known| known.name == model);
        let Some(model) = model else { continue };
        if deletions::is_suspicious(tx, model, rows, limits).await? {
            doubts.push(format!("{rows} rows of {} are missing", model.name));
        } else if has_new_rights {
            doubts.push(format!(
                "{rows} rows of {} are missing since the rights of the Odoo user changed",
                model.name
            ));
        }
    }
    Ok(doubts)
}

/// Each query counts what only hidden rows leave behind.
const RULES: &[(&str, &str)] = &[
    (
        GAPS,
        "numbered invoices are missing although later ones of their sequence exist",
    ),
    (EMPTY_JOURNALS, "journals have lost all of their entries"),
];
/// About rows that change with a deletion. In a reload these are not in the mirror yet.
const FRESH_RULES: &[(&str, &str)] = &[
    (
        UNBALANCED,
        "entries do not balance without the lines that are missing",
    ),
    (
        COUNTED,
        "reconciliations are missing although the residuals of their lines still count them",
    ),
];

/// Visible entries that lack lines. A posted one without lines had lines if it has an amount.
const UNBALANCED: &str = "
    with entries as (
        select distinct l.move_id
        from missed m join odoo.account_move_line l on l.id = m.id
        where m.model = 'account.move.line'
    ), left_over as (
        select e.id, e.state, e.amount_total,
               count(l.id) as lines, coalesce(sum(l.balance), 0) as balance
        from entries
        join odoo.account_move e on e.id = entries.move_id and e._deleted_at is null
        left join odoo.account_move_line l on l.move_id = e.id and l._deleted_at is null
            and not exists (select from missed m
                            where m.model = 'account.move.line' and m.id = l.id)
        where not exists (select from missed m
                          where m.model = 'account.move' and m.id = e.id)
        group by e.id
    )
    select count(*) from left_over
    where abs(balance) >= 0.01 or (lines = 0 and state = 'posted' and amount_total <> 0)";

/// Numbers of one sequence have the same length and the same text before the last digits. A later
/// number that this run has read does not count: it may be younger than the deletion.
const GAPS: &str = "
    with gone as (
        select e.journal_id, e.move_type, e.name, e.id, m.run_id
        from missed m join odoo.account_move e on e.id = m.id
        where m.model = 'account.move' and e.state = 'posted'
          and e.move_type <> 'entry' and e.name ~ '[0-9]$'
    )
    select count(*) from gone
    where exists (
        select from odoo.account_move e
        where e.journal_id = gone.journal_id and e.move_type = gone.move_type
          and e._deleted_at is null and e.state = 'posted' and e._run <> gone.run_id
          and regexp_replace(e.name, '[0-9]+$', '') = regexp_replace(gone.name, '[0-9]+$', '')
          and length(e.name) = length(gone.name) and e.name > gone.name
          and not exists (select from missed also
                          where also.model = 'account.move'
                            and also.id = e.id))";

/// A single entry may be the last of its sequence. If only drafts are missing, that is ordinary
/// while their journal exists.
const EMPTY_JOURNALS: &str = "
    with gone as (
        select e.journal_id, count(*) as entries, count(*) filter (where e.state = 'posted') as posted
        from missed m join odoo.account_move e on e.id = m.id
        where m.model = 'account.move' and e._deleted_at is null
        group by e.journal_id
    )
    select count(*) from gone
    where not exists (
        select from odoo.account_move e
        where e.journal_id = gone.journal_id and e._deleted_at is null
          and not exists (select from missed m
                          where m.model = 'account.move' and m.id = e.id))
      and ((posted > 0 and entries > 1)
           or exists (select from missed j
                      where j.model = 'account.journal'
                        and j.id = gone.journal_id))";

/// Odoo recomputes the residuals when it deletes a reconciliation.
const COUNTED: &str = "
    with sides as (
        select m.id as partial, side.line
        from missed m
        join odoo.account_partial_reconcile p on p.id = m.id
        cross join lateral (values (p.debit_move_id), (p.credit_move_id)) side (line)
        where m.model = 'account.partial.reconcile'
    ), lines as (
        select distinct l.id, l.balance, l.amount_residual
        from sides join odoo.account_move_line l on l.id = sides.line and l._deleted_at is null
        where not exists (select from missed m
                          where m.model = 'account.move.line' and m.id = l.id)
    ), wrong as (
        select lines.id
        from lines
        where abs(lines.amount_residual - lines.balance - (
            select coalesce(sum(case when p.credit_move_id = lines.id then p.amount
                                     else -p.amount end), 0)
            from odoo.account_partial_reconcile p
            where (p.debit_move_id = lines.id or p.credit_move_id = lines.id)
              and p._deleted_at is null
              and not exists (select from missed m
                              where m.model = 'account.partial.reconcile'
                                and m.id = p.id))) >= 0.01
    )
    select count(distinct sides.partial) from sides join wrong on wrong.id = sides.line";

/// Missing rows that no rule covers, by model.
async fn unexplained(tx: &Transaction<'_>) -> Result<Vec<(String, i64)>, WriteError> {
    let ruled: Vec<&str> = RULED.into_iter().chain(BY_COMPANY_ALONE).collect();
    let rows = tx
        .query(
            &format!(
                "select model, count(*) from missed
                 where model <> all($1) group by model
                 union all
                 select m.model, count(*)
                 from missed m join odoo.account_move e on e.id = m.id
                 where m.model = '{ENTRY}' and not {IS_ORDINARY}
                 group by m.model
                 order by 1"
            ),
            &[&ruled],
        )
        .await?;
    let unexplained = |row: &Row| (row.get("model"), row.get("count"));
    Ok(rows.iter().map(unexplained).collect())
}
