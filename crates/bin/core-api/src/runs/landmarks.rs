//! Records as they were last seen, sent with each run. A record's `write_date` never goes back, and
//! the latest records do not all disappear together, unless Odoo was restored to an earlier state.

use store::{Transaction, catalog::Model};
use uuid::Uuid;

use crate::writing::WriteError;

/// Models that change all day, so that an earlier state of Odoo shows in them quickly.
const MODELS: [&str; 3] = ["account.move", "account.move.line", "res.partner"];
/// Models whose latest written records count too. Not the lines: they have no index for this.
const BY_WRITE: [&str; 2] = ["account.move", "res.partner"];
/// One line counts for each entry, because deleting a draft deletes all of its lines.
const LINES: &str = "account.move.line";

/// A date in the future was written by hand and will be corrected.
const CREDIBLE: &str = "write_date <= now()";
/// Number of landmarks with the highest ids, and number of those written last.
const NEWEST: i64 = 20;
/// Number of newest lines among which different entries are searched.
const LINES_LOOKED_AT: i64 = 2_000;

/// Sets the landmarks of the run's models.
pub(crate) async fn set(
    tx: &Transaction<'_>,
    run: Uuid,
    models: impl Iterator<Item = &Model>,
) -> Result<(), WriteError> {
    for model in models.filter(|model| MODELS.contains(&model.name.as_str())) {
        let table = &model.table;
        let latest = |order: &str| {
            format!(
                "(select id, write_date from odoo.{table}
                  where _deleted_at is null and {CREDIBLE}
                  order by {order} desc limit {NEWEST})"
            )
        };
        let mut landmarks = if model.name == LINES {
            newest_of_entries(table)
        } else {
            latest("id")
        };
        if BY_WRITE.contains(&model.name.as_str()) {
            landmarks = format!("{landmarks} union {}", latest("write_date"));
        }
        tx.execute(
            &format!(
                "update ops.sync_run_model
                 set landmarks = coalesce(
                     (select jsonb_agg(jsonb_build_object(
                          'id', id,
                          'write_date', to_char(write_date at time zone 'UTC',
                                                'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'))
                          order by id)
                      from ({landmarks}) landmark), '[]')
                 where run_id = $1 and model = $2"
            ),
            &[&run, &model.name],
        )
        .await?;
    }
    Ok(())
}

fn newest_of_entries(table: &str) -> String {
    format!(
        "(select id, write_date
          from (select distinct on (move_id) id, write_date
                from (select id, move_id, write_date from odoo.{table}
                      where _deleted_at is null and {CREDIBLE}
                      order by id desc limit {LINES_LOOKED_AT}) newest
                order by move_id, id desc) of_entry
          order by id desc limit {NEWEST})"
    )
}
