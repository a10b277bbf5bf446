//! What a run reads again because of what it found: other rows that a change affects, and rows that
//! belong to a missing record. The test is the worker.

use std::{collections::BTreeMap, ops::RangeInclusive};

use bus::Outcome;
use contracts::{
    Epoch,
    sync::{RunFailureReason, RunKind, SyncBatch, SyncFailed},
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::intake_world::{World, batch, finished, started, world};

const DAY: &str = "2026-11-20T00:00:00Z";
const UNTIL: &str = "2026-11-22T12:00:00Z";
/// When the rows of the initial load and those of later runs were read.
const LOADED_AT: &str = "2026-11-22T10:00:00Z";
const READ_AT: &str = "2026-11-22T12:30:00Z";
const LATER: &str = "2026-11-22T12:40:00Z";
const PARTNER: &[&str] = &["res.partner"];
const ACCOUNTS: &[&str] = &["account.account", "account.move.line"];
const FULL: &str = "account.full.reconcile";
const PARTIAL: &str = "account.partial.reconcile";
const LINE: &str = "account.move.line";
const SETTLING: &[&str] = &[FULL, PARTIAL, LINE];

/// A run, the epoch of one of its parts, and an attempt at the part.
type Part = (Uuid, i32, Uuid);

/// Records of a model that were read at this time.
struct Records<'a> {
    model: &'a str,
    fields: &'a [&'a str],
    rows: Vec<Vec<Value>>,
    read_at: &'a str,
}

fn batch_of(rows: Records<'_>, (run, epoch, attempt): Part, seq: i32) -> SyncBatch {
    let mut said = batch(run, epoch, attempt, seq, &[]);
    rows.model.clone_into(&mut said.model);
    said.fields = rows.fields.iter().map(|&field| field.to_owned()).collect();
    said.read_at = rows.read_at.parse().unwrap();
    said.up_to_id = 1_000_000;
    said.rows = rows.rows;
    said
}

/// A page of the window, with the first epoch of the run.
async fn read(world: &World, (run, attempt): (Uuid, Uuid), seq: i32, rows: Records<'_>) {
    let page = batch_of(rows, (run, 1, attempt), seq);
    assert_eq!(world.say(page).await, Outcome::Done);
}

/// Answers that Odoo has these rows for the records with these ids.
async fn answer(world: &World, part: Part, seq: i32, (ids, rows): (&[i64], Records<'_>)) {
    let mut page = batch_of(rows, part, seq);
    page.asked = ids.to_vec();
    page.up_to_id = ids.iter().copied().max().unwrap();
    assert_eq!(world.say(page).await, Outcome::Done);
}

/// Answers that these records do not exist any more.
async fn miss(world: &World, part: Part, seq: i32, (model, ids): (&str, &[i64])) {
    let none = Records {
        model,
        fields: &["id"],
        rows: Vec::new(),
        read_at: READ_AT,
    };
    answer(world, part, seq, (ids, none)).await;
}

fn partners(ids: RangeInclusive<i64>) -> Records<'static> {
    Records {
        model: "res.partner",
        fields: &["id", "name", "write_date"],
        rows: ids
            .map(|id| vec![json!(id), json!("Alfa"), json!(DAY)])
            .collect(),
        read_at: LOADED_AT,
    }
}

async fn load(world: &World, models: &[&str], batches: Vec<Records<'_>>) {
    let (run, attempt) = world.begin(RunKind::Snapshot, models, UNTIL, &[1]).await;
    let count = i32::try_from(batches.len()).unwrap();
    for (seq, rows) in (0..).zip(batches) {
        read(world, (run, attempt), seq, rows).await;
    }
    world.end(run, attempt, count).await;
    assert_eq!(world.state(run).await, "done 1");
}

async fn wanted(world: &World, run: Uuid) -> String {
    world
        .text(&format!(
            "select part, model, what, field, record_id from ops.sync_wanted
             where run_id = '{run}' order by part, model, what, field, record_id"
        ))
        .await
}

fn accounts(reconcile: bool, read_at: &str) -> Records<'_> {
    Records {
        model: "account.account",
        fields: &["id", "reconcile", "write_date"],
        rows: vec![vec![json!(7), json!(reconcile), json!(DAY)]],
        read_at,
    }
}

/// The links that Odoo reports with a run; without links nothing is followed.
async fn tell_links(world: &World, links: &[(&str, &str, &str)]) {
    for (model, field, relation) in links {
        let sql = "insert into ops.model_link (model, field, relation) values ($1, $2, $3)";
        let told = world.client.execute(sql, &[model, field, relation]).await;
        assert_eq!(told.unwrap(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_run_follows_the_changes_of_a_failed_run_exactly_once() {
    let world = world().await;
    load(&world, ACCOUNTS, vec![accounts(false, LOADED_AT)]).await;
    let kind = RunKind::Incremental;
    let (run, attempt) = world.begin(kind, ACCOUNTS, UNTIL, &[1]).await;
    read(&world, (run, attempt), 0, accounts(true, READ_AT)).await;
    let failed = SyncFailed {
        run,
        epoch: Epoch::FIRST,
        attempt,
        reason: RunFailureReason::AccessRights,
        detail: "no right to read account.move.line".to_owned(),
        hint: "give the right back".to_owned(),
        log_lost: false,
        retryable: false,
        retry_after_seconds: None,
    };
    assert_eq!(world.say(failed).await, Outcome::Done);
    assert_eq!(world.state(run).await, "failed 1");

    let (next, attempt) = world.begin(kind, ACCOUNTS, UNTIL, &[1]).await;
    world.end(next, attempt, 0).await;
    assert_eq!(world.state(next).await, "running 2");
    let lines = format!("1 {LINE} refer account_id 7");
    assert_eq!(wanted(&world, next).await, lines);
    idle_part(&world, next, 2).await;
    assert_eq!(world.state(next).await, "done 2");

    let last = world.idle(kind, ACCOUNTS, UNTIL, &[1]).await;
    assert_eq!(world.state(last).await, "done 1");
}

/// Begins the part that was added with this epoch.
async fn begin_part(world: &World, run: Uuid, epoch: i32) -> Uuid {
    let attempt = Uuid::new_v4();
    world.start(run, epoch, attempt, UNTIL).await;
    attempt
}

/// The part that was added with this epoch finds nothing.
async fn idle_part(world: &World, run: Uuid, epoch: i32) {
    let attempt = begin_part(world, run, epoch).await;
    finish(world, run, epoch, (attempt, 0)).await;
}

async fn finish(world: &World, run: Uuid, epoch: i32, (attempt, batches): (Uuid, i32)) {
    let mut end = finished(run, epoch, attempt, batches);
    end.models.clear();
    assert_eq!(world.say(end).await, Outcome::Done);
}

fn lines<'a>(ids: &[i64], full: Option<i64>, read_at: &'a str) -> Records<'a> {
    let row = |&id: &i64| vec![json!(id), json!(50), json!(full), json!(DAY)];
    Records {
        model: LINE,
        fields: &["id", "move_id", "full_reconcile_id", "write_date"],
        rows: ids.iter().map(row).collect(),
        read_at,
    }
}

fn partials<'a>(sides: &[(i64, i64, i64)], full: Option<i64>, read_at: &'a str) -> Records<'a> {
    let row = |&(id, debit, credit): &(i64, i64, i64)| {
        let cells = [json!(id), json!(debit), json!(credit), json!(full)];
        [cells.as_slice(), &[json!(DAY)]].concat()
    };
    Records {
        model: PARTIAL,
        fields: &[
            "id",
            "debit_move_id",
            "credit_move_id",
            "full_reconcile_id",
            "write_date",
        ],
        rows: sides.iter().map(row).collect(),
        read_at,
    }
}

/// Line 1 of an invoice is half paid by line 2; line 3 pays the rest.
#[tokio::test(flavor = "multi_thread")]
async fn lines_of_a_reconciliation_are_read_again_unless_read_after_it() {
    let world = world().await;
    let first = vec![
        lines(&[1, 2, 3, 4], None, LOADED_AT),
        partials(&[(10, 1, 2)], None, LOADED_AT),
    ];
    load(&world, SETTLING, first).await;
    let run = world
        .begin(RunKind::Incremental, SETTLING, UNTIL, &[1])
        .await;
    // Odoo has stamped lines 1 and 3; line 3 was read before its partial, line 1 after it.
    read(&world, run, 0, lines(&[3], None, READ_AT)).await;
    read(
        &world,
        run,
        1,
        partials(&[(11, 1, 3)], Some(5), "2026-11-22T12:35:00Z"),
    )
    .await;
    read(&world, run, 2, lines(&[1], Some(5), LATER)).await;
    finish(&world, run.0, 1, (run.1, 3)).await;
    assert_eq!(world.state(run.0).await, "running 2");
    // The first payment's line and partial got the full reconciliation without a new write_date.
    let again = [
        format!("1 {LINE} read  2"),
        format!("1 {LINE} read  3"),
        format!("1 {PARTIAL} read  10"),
    ];
    assert_eq!(wanted(&world, run.0).await, again.join("; "));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_with_a_missing_line_is_read_again_completely() {
    let world = world().await;
    load(&world, &[LINE], vec![lines(&[1, 2, 3], None, LOADED_AT)]).await;
    let (run, attempt) = world
        .begin(RunKind::Incremental, &[LINE], UNTIL, &[1])
        .await;
    read(&world, (run, attempt), 0, lines(&[2], None, READ_AT)).await;
    miss(&world, (run, 1, attempt), 1, (LINE, &[1])).await;
    finish(&world, run, 1, (attempt, 2)).await;
    assert_eq!(world.state(run).await, "running 2");
    let rest = format!("1 {LINE} read  2; 1 {LINE} read  3");
    assert_eq!(wanted(&world, run).await, rest);
    // Line 3 is missing too, and its entry is not read twice.
    let attempt = begin_part(&world, run, 2).await;
    miss(&world, (run, 2, attempt), 0, (LINE, &[3])).await;
    finish(&world, run, 2, (attempt, 1)).await;
    assert_eq!(wanted(&world, run).await.matches(" read  3").count(), 1);
}

/// The partner has more referring lines than the sample reads.
#[tokio::test(flavor = "multi_thread")]
async fn all_referring_records_are_read_if_none_of_the_sample_still_refers() {
    let world = world().await;
    let models: &[&str] = &["res.partner", LINE];
    let all: Vec<i64> = (1..=450).collect();
    let linked = |ids: &[i64], partner: i64, read_at: &'static str| Records {
        model: LINE,
        fields: &["id", "partner_id", "write_date"],
        rows: ids
            .iter()
            .map(|id| vec![json!(id), json!(partner), json!(DAY)])
            .collect(),
        read_at,
    };
    load(
        &world,
        models,
        vec![partners(2..=3), linked(&all, 3, LOADED_AT)],
    )
    .await;
    tell_links(&world, &[(LINE, "partner_id", "res.partner")]).await;
    let wanted = async |run: Uuid| {
        let sql = format!(
            "select part, count(*), max(record_id) from ops.sync_wanted
             where run_id = '{run}' group by part order by part"
        );
        world.text(&sql).await
    };

    // Partner 3 was merged into 2 by SQL.
    let (run, attempt) = world.begin(RunKind::Incremental, models, UNTIL, &[1]).await;
    miss(&world, (run, 1, attempt), 0, ("res.partner", &[3])).await;
    finish(&world, run, 1, (attempt, 1)).await;
    assert_eq!(wanted(run).await, "1 200 200");
    let sample: Vec<i64> = (1..=200).collect();
    let attempt = begin_part(&world, run, 2).await;
    let read = (&*sample, linked(&sample, 2, READ_AT));
    answer(&world, (run, 2, attempt), 0, read).await;
    // Line 450 is wanted for another reason, which says nothing about it before it is read.
    let sql = "insert into ops.sync_wanted (run_id, model, what, record_id)
               values ($1, $2, 'read', 450)";
    world.client.execute(sql, &[&run, &LINE]).await.unwrap();
    finish(&world, run, 2, (attempt, 1)).await;
    assert_eq!(wanted(run).await, "1 200 200; 2 250 450");
    let rest: Vec<i64> = (201..=450).collect();
    let attempt = begin_part(&world, run, 3).await;
    let read = (&*rest, linked(&rest, 2, READ_AT));
    answer(&world, (run, 3, attempt), 0, read).await;
    finish(&world, run, 3, (attempt, 1)).await;
    assert_eq!(world.state(run).await, "done 3");
    let left = "select count(*) from odoo.account_move_line where partner_id = 3";
    assert_eq!(world.text(left).await, "0");
    let living = "select id from odoo.res_partner where _deleted_at is null";
    assert_eq!(world.text(living).await, "2");
}

/// Each part finds one more record that only Odoo has.
#[tokio::test(flavor = "multi_thread")]
async fn a_run_that_does_not_terminate_fails_and_deletes_nothing() {
    let world = world().await;
    let (run, attempt) = world
        .begin(RunKind::Incremental, PARTNER, UNTIL, &[1])
        .await;
    let want = async |id: i32| {
        let sql = format!(
            "insert into ops.sync_wanted (run_id, model, what, record_id)
             values ('{run}', 'res.partner', 'read', {id})"
        );
        world.client.batch_execute(&sql).await.unwrap();
    };
    want(1).await;
    finish(&world, run, 1, (attempt, 0)).await;
    for epoch in 2..=61 {
        assert_eq!(world.state(run).await, format!("running {epoch}"));
        want(epoch).await;
        idle_part(&world, run, epoch).await;
    }
    assert_eq!(world.state(run).await, "failed 61");
    let failure = format!("select failure_hint from ops.sync_run where id = '{run}'");
    assert!(world.text(&failure).await.contains("verify"));
}

fn rights(text: &str) -> BTreeMap<String, String> {
    [("groups".to_owned(), text.to_owned())]
        .into_iter()
        .collect()
}

/// A run over these models by a user with these rights, up to its last batch.
async fn with_rights(world: &World, models: &[&str], text: &str) -> (Uuid, Uuid) {
    let run = world.request(RunKind::Incremental, models).await.unwrap();
    let attempt = Uuid::new_v4();
    let mut begun = started(run, 1, attempt, UNTIL);
    begun.rights = rights(text);
    assert_eq!(world.say(begun).await, Outcome::Done);
    (run, attempt)
}

const KNOWN: &str = "select rights ->> 'groups' from ops.mirror";

#[tokio::test(flavor = "multi_thread")]
async fn rights_are_accepted_only_after_a_run_of_all_models_misses_no_record() {
    let world = world().await;
    load(&world, &[], vec![partners(2..=3)]).await;
    let (run, attempt) = with_rights(&world, PARTNER, "a").await;
    finish(&world, run, 1, (attempt, 0)).await;
    assert_eq!(world.text(KNOWN).await, "null", "a run of one model");
    let (run, attempt) = with_rights(&world, &[], "a").await;
    finish(&world, run, 1, (attempt, 0)).await;
    assert_eq!(world.text(KNOWN).await, "a");

    // A partner is missing after the rights have changed: a person decides.
    let (run, attempt) = with_rights(&world, &[], "b").await;
    miss(&world, (run, 1, attempt), 0, ("res.partner", &[3])).await;
    finish(&world, run, 1, (attempt, 1)).await;
    tell_links(&world, &[(LINE, "partner_id", "res.partner")]).await;
    let alarm = "select kind, run_id from ops.alarm where cleared_at is null";
    assert_eq!(world.text(alarm).await, format!("rights_incident {run}"));
    assert_eq!(world.text(KNOWN).await, "a");
    let living = "select count(*) from odoo.res_partner where _deleted_at is null";
    assert_eq!(world.text(living).await, "2");
    let repair = world.confirm(run).await.unwrap();
    let attempt = Uuid::new_v4();
    let mut begun = started(repair, 1, attempt, UNTIL);
    begun.rights = rights("b");
    assert_eq!(world.say(begun).await, Outcome::Done);
    miss(&world, (repair, 1, attempt), 0, ("res.partner", &[3])).await;
    finish(&world, repair, 1, (attempt, 1)).await;
    assert_eq!(world.text(living).await, "1");
    assert_eq!(world.text(KNOWN).await, "b");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_keeps_the_rights_of_its_first_attempt() {
    let world = world().await;
    load(&world, &[], Vec::new()).await;
    let (run, attempt) = with_rights(&world, &[], "a").await;
    let mut again = started(run, 1, Uuid::new_v4(), UNTIL);
    again.rights = rights("b");
    assert_eq!(world.say(again).await, Outcome::Done);
    finish(&world, run, 1, (attempt, 0)).await;
    assert_eq!(world.text(KNOWN).await, "a");
}

/// If the user has lost a company, a reload leaves the mirror unchanged, so the next run begins
/// where the last one ended.
#[tokio::test(flavor = "multi_thread")]
async fn a_held_back_reload_changes_neither_watermarks_nor_field_states() {
    let world = world().await;
    load(&world, PARTNER, vec![partners(1..=300)]).await;
    let before = "select watermark, run_id from ops.cursor where model = 'res.partner'";
    let cursor = world.text(before).await;
    let fields = "select loaded_at is null from ops.mirrored_field
                  where model = 'res.partner' and field = 'name'";
    assert_eq!(world.text(fields).await, "f");
    let new = "update ops.mirrored_field set loaded_at = null
               where model = 'res.partner' and field = 'name'";
    world.client.batch_execute(new).await.unwrap();
    let later = "2026-11-22T15:00:00Z";
    let (run, attempt) = world.begin(RunKind::Reload, PARTNER, later, &[1]).await;
    let mut whole = batch(run, 1, attempt, 0, &[(1, "Alfa", DAY)]);
    (whole.after_id, whole.up_to_id, whole.whole) = (0, 1_000, true);
    whole.read_at = READ_AT.parse().unwrap();
    assert_eq!(world.say(whole).await, Outcome::Done);
    world.end(run, attempt, 1).await;
    assert_eq!(world.state(run).await, "failed 1");
    assert_eq!(world.text(before).await, cursor);
    assert_eq!(world.text(fields).await, "t");
}
