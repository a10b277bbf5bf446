//! Which records refer to which; Odoo reports this with each run (`ops.model_link`). Records that
//! refer to a missing record are read again, because merging partners or accounts changes links by
//! SQL, and a deletion clears some, without a new `write_date`. If one of them still refers to it,
//! the record is not deleted: Odoo's database would have refused the deletion.

use std::collections::BTreeMap;

use contracts::sync::{IdRange, ModelOutcome};
use sql::queries::core_api::runs::references as statements;
use store::{Transaction, catalog::ColumnKind};
use uuid::Uuid;

use crate::{
    attempt::Attempt,
    mirror::scope::Scope,
    runs::{
        proofs::{self, Ranges},
        request,
    },
    writing::{Actor, WriteError},
};

/// How many of the records that refer to a missing one are read first. If none of them still refers
/// to it, the others are read too.
const SAMPLE: i64 = 200;
/// Widths of the id ranges read around rows that refer to a tombstone: the wider if there are many.
const WIDTHS: [i64; 2] = [500, 25_000];
const MAX_RANGES: usize = 1_000;

/// Fields of mirrored models that refer to records of mirrored models.
#[derive(Debug, Default)]
pub struct Links {
    all: Vec<Link>,
}

#[derive(Debug)]
struct Link {
    model: String,
    table: String,
    field: String,
    relation: String,
    relation_table: String,
    is_list: bool,
}

impl Links {
    pub async fn read(tx: &Transaction<'_>, actor: &Actor<'_>) -> Result<Self, WriteError> {
        let scopes = request::scopes(tx, actor).await?;
        let scope = |name: &str| scopes.iter().find(|scope: &&Scope| scope.model == name);
        let mut all = Vec::new();
        for link in statements::links().bind(tx).all().await? {
            let (Some(from), Some(to)) = (scope(&link.model), scope(&link.relation)) else {
                continue;
            };
            let statements::Links {
                model,
                field,
                relation,
            } = link;
            let kind = from.mirrored.kind_of(&field);
            if !matches!(kind, Some(ColumnKind::Integer | ColumnKind::Ids)) {
                continue;
            }
            all.push(Link {
                model,
                table: from.mirrored.table.clone(),
                relation,
                relation_table: to.mirrored.table.clone(),
                is_list: kind == Some(ColumnKind::Ids),
                field,
            });
        }
        Ok(Self { all })
    }

    /// True for a reload, or if Odoo has not reported its links yet: then no link is followed.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Fields that hold a list, as (model, field, relation).
    pub(crate) fn lists(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let lists = self.all.iter().filter(|link| link.is_list);
        lists.map(|link| (&*link.model, &*link.field, &*link.relation))
    }

    fn to<'a>(&'a self, relation: &'a str) -> impl Iterator<Item = &'a Link> {
        self.all
            .iter()
            .filter(move |link| link.relation == relation)
    }
}

impl Link {
    /// The rows that refer to a record of `missed`, as the right side of a join.
    fn joined(&self) -> String {
        let Self { table, field, .. } = self;
        if self.is_list {
            format!(
                "(odoo.{table} row cross join lateral unnest(row.\"{field}\") as linked (id))
                 on linked.id = missed.id"
            )
        } else {
            format!("odoo.{table} row on row.\"{field}\" = missed.id")
        }
    }

    /// Whether a row refers to a record of this id.
    fn refers(&self, row: &str, id: &str) -> String {
        let column = format!("{row}.\"{}\"", self.field);
        if self.is_list {
            format!("{column} @> array[{id}]")
        } else {
            format!("{column} = {id}")
        }
    }
}

/// Stores the links that Odoo reports for its models.
pub async fn keep(tx: &Transaction<'_>, models: &[ModelOutcome]) -> Result<(), WriteError> {
    for outcome in models.iter().filter(|outcome| !outcome.links.is_empty()) {
        let fields: Vec<&String> = outcome.links.keys().collect();
        let relations: Vec<&String> = outcome.links.values().collect();
        statements::keep_links()
            .bind(tx, &outcome.model, &fields, &relations)
            .await?;
    }
    Ok(())
}

/// Copies the records that count as missed by the complete attempt to a temporary table, and
/// collects its statistics for the planner. Call it before anything that reads the table.
pub async fn collect_missed(tx: &Transaction<'_>, attempt: Attempt) -> Result<(), WriteError> {
    tx.batch_execute(
        "create temporary table if not exists missed
             (run_id uuid, model text, id bigint, followed smallint, primary key (model, id))
             on commit drop;
         truncate missed",
    )
    .await?;
    tx.execute(
        "insert into missed
         select run_id, model, id, followed from ops.sync_missing
         where run_id = $1 and attempt = $2",
        &[&attempt.run, &attempt.attempt],
    )
    .await?;
    tx.batch_execute("analyze missed").await?;
    Ok(())
}

/// Notes the rows that refer to missing records, so that they are read again: first a sample, then
/// all of them if none of the sample still refers to the record.
pub async fn follow_missing(
    tx: &Transaction<'_>,
    run: Uuid,
    links: &Links,
) -> Result<(), WriteError> {
    let sql = "select distinct model, followed from missed where followed < 2
               order by followed desc, model";
    for row in tx.query(sql, &[]).await? {
        let (model, followed): (&str, i16) = (row.get("model"), row.get("followed"));
        for link in links.to(model) {
            note_referring(tx, run, link, followed).await?;
        }
        statements::mark_followed()
            .bind(tx, &followed, &run, &model)
            .await?;
    }
    Ok(())
}

/// Also reads rows again that the run has read: they may have changed with the deletion.
async fn note_referring(
    tx: &Transaction<'_>,
    run: Uuid,
    link: &Link,
    followed: i16,
) -> Result<(), WriteError> {
    // If some of the rows that were read still refer to it, no more are needed.
    let is_enough = "select w.record_id from ops.sync_wanted w
                     where w.run_id = $1 and w.model = $2 and w.what = 'read'
                       and w.part is not null";
    let which = if followed == 0 {
        format!("place <= {SAMPLE}")
    } else {
        format!("missed_id not in (select missed_id from referring where id in ({is_enough}))")
    };
    tx.execute(
        &format!(
            "with referring as (
                 select row.id, missed.id as missed_id,
                        row_number() over (partition by missed.id order by row.id) as place
                 from missed join {rows}
                 where missed.model = $3 and missed.followed = $4 and row._deleted_at is null
                   and not exists (select from missed also
                                   where also.model = $2 and also.id = row.id)
             )
             insert into ops.sync_wanted (run_id, model, what, record_id)
             select distinct $1::uuid, $2, 'read', id from referring where {which}
             on conflict (run_id, model, what, field, after_id, up_to_id, record_id)
                 do update set part = null",
            rows = link.joined(),
        ),
        &[&run, &link.model, &link.relation, &followed],
    )
    .await?;
    Ok(())
}

/// Missing records to which existing records refer: they exist, but the Odoo user may not see them.
/// As (model, count, referring model).
pub(crate) async fn still_referred_to(
    tx: &Transaction<'_>,
    links: &Links,
) -> Result<Vec<(String, i64, String)>, WriteError> {
    let mut found = Vec::new();
    let rows = tx.query("select distinct model from missed", &[]).await?;
    let missed: Vec<&str> = rows.iter().map(|row| row.get("model")).collect();
    for link in links
        .all
        .iter()
        .filter(|link| missed.contains(&&*link.relation))
    {
        let row = tx
            .query_one(
                &format!(
                    "select count(distinct missed.id)
                     from missed join {rows}
                     where missed.model = $1 and row._deleted_at is null
                       and not exists (select from missed also
                                       where also.model = $2 and also.id = row.id)",
                    rows = link.joined(),
                ),
                &[&link.relation, &link.model],
            )
            .await?;
        let count: i64 = row.get(0);
        if count > 0 {
            found.push((link.relation.clone(), count, link.model.clone()));
        }
    }
    Ok(found)
}

/// Ranges with all existing rows that link to a tombstone of this run. A reload of only some models
/// does not read these rows.
pub async fn to_buried(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
) -> Result<Ranges, WriteError> {
    let mut ranges: BTreeMap<String, Vec<IdRange>> = BTreeMap::new();
    for link in Links::read(tx, actor).await?.all {
        let found = referring(tx, run, &link).await?;
        ranges.entry(link.model).or_default().extend(found);
    }
    ranges.retain(|_, ranges| !ranges.is_empty());
    Ok(proofs::disjoint(ranges.into_iter().collect()))
}

async fn referring(
    tx: &Transaction<'_>,
    run: Uuid,
    link: &Link,
) -> Result<Vec<IdRange>, WriteError> {
    let gone = format!(
        "select exists (select from odoo.{} where _run = $1 and _deleted_at is not null)",
        link.relation_table
    );
    if !tx.query_one(&gone, &[&run]).await?.get::<_, bool>(0) {
        return Ok(Vec::new());
    }
    let mut ranges = Vec::new();
    for width in WIDTHS {
        let rows = tx
            .query(
                &format!(
                    "select distinct (r.id - 1) / {width} * {width}
                     from odoo.{} gone join odoo.{} r on {}
                     where gone._run = $1 and gone._deleted_at is not null
                       and r._deleted_at is null",
                    link.relation_table,
                    link.table,
                    link.refers("r", "gone.id")
                ),
                &[&run],
            )
            .await?;
        let range = |row: &tokio_postgres::Row| IdRange {
            after_id: row.get(0),
            up_to_id: row.get::<_, i64>(0) + width,
        };
        ranges = rows.iter().map(range).collect();
        if ranges.len() <= MAX_RANGES {
            break;
        }
    }
    Ok(ranges)
}
