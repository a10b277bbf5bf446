//! The proof: what is compared, what still differs, what follows, and what is stored.

use std::collections::BTreeMap;

use bus::Outcome;
use contracts::{
    Epoch, Seq,
    sync::{CompanyTotals, RangeTotals, RunKind, SyncDigest},
};
use core_api::upkeep::housekeeping;
use serde_json::json;
use store::{
    added_models::{self, AddedModel},
    catalog::ColumnKind,
};
use uuid::Uuid;

use crate::intake_world::{World, batch, world, world_with};

const DAY: &str = "2026-11-20T00:00:00Z";
const UNTIL: &str = "2026-11-22T12:00:00Z";
const PARTNER: &[&str] = &["res.partner"];

fn range(after_id: i64, up_to_id: i64, ids: &[i64]) -> RangeTotals {
    RangeTotals {
        after_id,
        up_to_id,
        count: u64::try_from(ids.len()).unwrap(),
        id_sum: ids.iter().sum::<i64>().to_string(),
        sums: BTreeMap::new(),
        last_write_date: None,
        companies: vec![],
    }
}

async fn verified(world: &World, verify: Uuid, ranges: Vec<RangeTotals>) {
    let attempt = Uuid::new_v4();
    world.start(verify, 1, attempt, UNTIL).await;
    let digest = SyncDigest {
        run: verify,
        epoch: Epoch::FIRST,
        attempt,
        seq: Seq::new(0),
        model: "res.partner".to_owned(),
        read_at: "2026-11-22T12:00:00Z".parse().unwrap(),
        float_sums: Vec::new(),
        ranges,
    };
    assert_eq!(world.say(digest).await, Outcome::Done);
    world.end(verify, attempt, 1).await;
}

/// Partners of company 1.
async fn load(world: &World, ids: &[i64]) {
    let (run, attempt) = world.begin(RunKind::Snapshot, PARTNER, UNTIL, &[1]).await;
    let rows: Vec<_> = ids.iter().map(|id| (*id, "Alfa", DAY)).collect();
    let mut partners = batch(run, 1, attempt, 0, &rows);
    partners.fields.push("company_id".to_owned());
    for row in &mut partners.rows {
        row.push(json!(1));
    }
    assert_eq!(world.say(partners).await, Outcome::Done);
    world.end(run, attempt, 1).await;
    assert_eq!(world.state(run).await, "done 1");
}

#[tokio::test(flavor = "multi_thread")]
async fn companies_are_compared_only_if_the_mirror_has_them() {
    let world = world().await;
    load(&world, &[1, 2]).await;
    let part = |company: i64, id: i64| CompanyTotals {
        company_id: Some(company),
        count: 1,
        id_sum: Some(id.to_string()),
        sums: BTreeMap::new(),
        last_write_date: Some(DAY.parse().unwrap()),
    };
    let mut moved = range(0, 25_000, &[1, 2]);
    moved.companies = vec![part(1, 1), part(2, 2)];
    let verify = world.request(RunKind::Verify, PARTNER).await.unwrap();
    verified(&world, verify, vec![moved.clone()]).await;
    let verdict = |run: Uuid| {
        format!(
            "select d.equal, count(c.company_id), count(c.mirror_last_write)
             from ops.digest d left join ops.digest_company c using (run_id, attempt, model, after_id)
             where d.run_id = '{run}' group by 1"
        )
    };
    assert_eq!(world.text(&verdict(verify)).await, "f 2 1");

    // As after a migration that adds the column, or if another Odoo stores it elsewhere.
    world
        .client
        .batch_execute(
            "update ops.sync_run set state = 'failed' where state = 'requested';
             update ops.mirrored_field set loaded_at = null where field = 'company_id';
             update odoo.res_partner set company_id = null",
        )
        .await
        .unwrap();
    let verify = world.request(RunKind::Verify, PARTNER).await.unwrap();
    verified(&world, verify, vec![moved]).await;
    assert_eq!(world.text(&verdict(verify)).await, "t 0 0");
    assert_eq!(world.state(verify).await, "done 1", "no rights are lost");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_range_that_was_not_rechecked_still_differs() {
    let limits = "[proof]\nmax_deleted_rows = 0\nmax_deleted_percent = 0\n";
    let world = world_with(limits).await;
    load(&world, &[1, 30_000]).await;
    let verify = world.request(RunKind::Verify, PARTNER).await.unwrap();
    let grown_and_lost = vec![range(0, 25_000, &[1, 2]), range(25_000, 50_000, &[])];
    verified(&world, verify, grown_and_lost).await;
    assert_eq!(world.state(verify).await, "done 1");
    let proof = "select ranges, differing from ops.proof where model = 'res.partner'";
    assert_eq!(world.text(proof).await, "2 2");

    let (again, kind) = world.requested().await.unwrap();
    assert_eq!(kind, "verify");
    verified(&world, again, vec![range(0, 25_000, &[1])]).await;
    assert_eq!(world.state(again).await, "done 1");
    assert_eq!(world.text(proof).await, "2 1", "nobody looked at the other");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_mirrored_links_are_followed_when_a_partner_is_deleted() {
    let file = "[odoo.extra_models.x_note]\npartner_id = 'char'\n\
                [odoo.extra_models.x_visit]\npartner_id = 'many2one'\n";
    let mut world = world_with(file).await;
    let model = |name: &str, kind| AddedModel {
        name: name.to_owned(),
        columns: vec![("partner_id".to_owned(), kind)],
    };
    let models = [
        model("x_note", ColumnKind::Text),
        model("x_visit", ColumnKind::Integer),
    ];
    let url = world.database.url().into();
    let made = added_models::create(&url, world.database.name(), &models).await;
    made.unwrap();
    load(&world, &[1, 2]).await;
    world
        .client
        .batch_execute(
            "insert into odoo.x_visit (id, partner_id, _read_at, _run)
             values (1, 2, now(), gen_random_uuid());
             insert into odoo.x_note (id, partner_id, _read_at, _run)
             values (1, '2', now(), gen_random_uuid())",
        )
        .await
        .unwrap();
    world.reconfigure("[odoo.extra_models.x_note]\npartner_id = 'char'\n");

    let verify = world.request(RunKind::Verify, PARTNER).await.unwrap();
    verified(&world, verify, vec![range(0, 25_000, &[1])]).await;
    let (again, _) = world.requested().await.unwrap();
    verified(&world, again, vec![range(0, 1_250, &[1])]).await;
    let (repair, kind) = world.requested().await.unwrap();
    assert_eq!(kind, "repair");
    let attempt = Uuid::new_v4();
    world.start(repair, 1, attempt, UNTIL).await;
    let mut whole = batch(repair, 1, attempt, 0, &[(1, "Alfa", DAY)]);
    (whole.after_id, whole.up_to_id, whole.whole) = (0, 1_250, true);
    whole.read_at = "2026-11-22T12:30:00Z".parse().unwrap();
    assert_eq!(world.say(whole).await, Outcome::Done);
    world.end(repair, attempt, 1).await;
    assert_eq!(world.state(repair).await, "done 1");
    let (_, next) = world.requested().await.unwrap();
    assert_eq!(next, "verify", "no link is left to follow");
}

#[tokio::test(flavor = "multi_thread")]
async fn old_proofs_and_other_records_are_removed_unless_still_needed() {
    let world = world().await;
    load(&world, &[1]).await;
    let mut verifies = Vec::new();
    for _ in 0..3 {
        let verify = world.request(RunKind::Verify, PARTNER).await.unwrap();
        verified(&world, verify, vec![range(0, 25_000, &[1])]).await;
        verifies.push(verify);
    }
    let note = "insert into ops.sync_missing (run_id, attempt, model, id, read_at)
                select id, gen_random_uuid(), 'res.partner', 1, now() from ops.sync_run
                where kind = 'verify'";
    world.client.execute(note, &[]).await.unwrap();
    let alarm = "insert into ops.alarm (kind, run_id, detail, hint)
                 values ('rights_incident', $1, '', '')";
    world.client.execute(alarm, &[&verifies[0]]).await.unwrap();
    let age = "update ops.sync_run set finished_at = now() - interval '31 days'";
    world.client.execute(age, &[]).await.unwrap();

    let pool = &world.databases.pool("andina").unwrap();
    housekeeping::remove_old_rows(pool).await.unwrap();
    let of = |table: &str| format!("select run_id from ops.{table} order by run_id");
    let (named, proving) = (verifies[0], verifies[2]);
    assert_eq!(
        world.text(&of("digest")).await,
        format!("{named}; {proving}"),
        "one the alarm names, one is the proof"
    );
    assert_eq!(world.text(&of("sync_missing")).await, named.to_string());
}
