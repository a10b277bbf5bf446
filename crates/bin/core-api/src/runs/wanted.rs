//! What a run still has to check before it is done. It is noted while batches are applied, and read
//! by another part of the same run, so a run that is done leaves nothing open.

use std::{collections::BTreeMap, time::Duration};

use contracts::sync::{IdRange, ModelCheck, ModelRequest, Referring};
use sql::queries::core_api::runs::wanted as statements;
use states::RunFailureReason;
use store::Transaction;
use uuid::Uuid;

use crate::{
    attempt::Part,
    runs::{
        parts,
        request::{self, RunFailure},
    },
    writing::{Actor, WriteError},
};

/// Ranges and records that one part takes at most.
const RECORDS: i64 = 50_000;
/// Limit on the parts of a run, more than any run needs: each part follows from the one before.
const MOST_PARTS: i32 = 60;

pub(crate) async fn count(
    tx: &Transaction<'_>,
    run: Uuid,
    model: &str,
    ranges: &[IdRange],
) -> Result<(), WriteError> {
    note_ranges(tx, run, model, "count", ranges).await
}

pub(crate) async fn list(
    tx: &Transaction<'_>,
    run: Uuid,
    model: &str,
    ranges: &[IdRange],
) -> Result<(), WriteError> {
    note_ranges(tx, run, model, "list", ranges).await
}

async fn note_ranges(
    tx: &Transaction<'_>,
    run: Uuid,
    model: &str,
    what: &str,
    ranges: &[IdRange],
) -> Result<(), WriteError> {
    let starts: Vec<i64> = ranges.iter().map(|range| range.after_id).collect();
    let ends: Vec<i64> = ranges.iter().map(|range| range.up_to_id).collect();
    statements::note_ranges()
        .bind(tx, &run, &model, &what, &starts, &ends)
        .await?;
    Ok(())
}

pub(crate) async fn read(
    tx: &Transaction<'_>,
    run: Uuid,
    model: &str,
    ids: &[i64],
) -> Result<(), WriteError> {
    note_records(tx, run, (model, ""), ids).await
}

pub(crate) async fn read_late(
    tx: &Transaction<'_>,
    run: Uuid,
    model: &str,
    ids: &[i64],
) -> Result<(), WriteError> {
    note_records(tx, run, (model, "late"), ids).await
}

async fn note_records(
    tx: &Transaction<'_>,
    run: Uuid,
    (model, field): (&str, &str),
    ids: &[i64],
) -> Result<(), WriteError> {
    statements::note_records()
        .bind(tx, &run, &model, &field, &ids)
        .await?;
    Ok(())
}

/// Opens a part for what is noted, and returns false if nothing is. A run that never comes to an
/// end fails, and what it missed does not become tombstones.
pub async fn open_part(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
) -> Result<bool, WriteError> {
    drop_unmirrored(tx, actor, run).await?;
    let part = statements::next_part().bind(tx, &run).one().await?;
    if statements::take().bind(tx, &part, &run, &RECORDS).await? == 0 {
        return Ok(false);
    }
    if part > MOST_PARTS {
        let failure = RunFailure {
            reason: RunFailureReason::Internal,
            detail: format!("after {MOST_PARTS} parts there is still more to check"),
            hint: "Start a verify: it compares the whole mirror.".to_owned(),
        };
        tracing::error!(sync_run.id = %run, detail = failure.detail, "the run has failed");
        request::fail(tx, run, &failure).await?;
        return Ok(true);
    }
    parts::add(tx, actor, Part { run, part }, Duration::ZERO).await?;
    Ok(true)
}

/// Deletes the notes for models that are no longer mirrored, because they cannot be requested.
async fn drop_unmirrored(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    run: Uuid,
) -> Result<(), WriteError> {
    let scopes = request::scopes(tx, actor).await?;
    let known: Vec<&str> = scopes.iter().map(|scope| scope.model.as_str()).collect();
    statements::drop_unmirrored().bind(tx, &run, &known).await?;
    Ok(())
}

/// The checks for which a part was opened; empty for the parts with which the run began.
pub(crate) async fn read_part(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    part: Part,
) -> Result<Vec<ModelRequest>, WriteError> {
    let rows = statements::of_part()
        .bind(tx, &part.run, &part.part)
        .all()
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut checks: BTreeMap<String, ModelCheck> = BTreeMap::new();
    for row in rows {
        add(checks.entry(row.model.clone()).or_default(), row);
    }
    let scopes = request::scopes(tx, actor).await?;
    let request = |(model, check): (String, ModelCheck)| {
        let scope = scopes.iter().find(|scope| scope.model == model)?;
        Some(ModelRequest {
            model,
            fields: scope.fields.clone(),
            since: None,
            after_id: 0,
            ranges: Vec::new(),
            range_width: request::RANGE_WIDTH,
            sums: Vec::new(),
            content: Vec::new(),
            landmarks: Vec::new(),
            check,
            written_from: None,
        })
    };
    Ok(checks.into_iter().filter_map(request).collect())
}

fn add(check: &mut ModelCheck, row: statements::OfPart) {
    let range = IdRange {
        after_id: row.after_id,
        up_to_id: row.up_to_id,
    };
    let (field, id) = (row.field, row.record_id);
    match row.what.as_str() {
        "count" => check.counted.push(range),
        "list" => check.listed.push(range),
        "refer" => match check
            .referring
            .iter_mut()
            .find(|known| known.field == field)
        {
            Some(known) => known.ids.push(id),
            None => check.referring.push(Referring {
                field,
                ids: vec![id],
            }),
        },
        _ if check.ids.last() != Some(&id) => check.ids.push(id),
        _ => {}
    }
}
