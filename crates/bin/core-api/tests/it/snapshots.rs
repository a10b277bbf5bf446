//! Rows that were read in Odoo's own database have the order of their snapshots, whatever their dates
//! and whenever they arrive.

use contracts::sync::{History, IdRange, SyncBatch, SyncListed};

use crate::{
    intake_world::{finished, started},
    spoken::{MODEL, Run, Spoken, partners},
};

const MONDAY: &str = "2026-11-16T09:00:00Z";
const TUESDAY: &str = "2026-11-17T09:00:00Z";

type Row<'a> = (i64, &'a str, &'a str);

struct Odoo {
    spoken: Spoken,
    timeline: u32,
}

impl Odoo {
    async fn new() -> Self {
        Self {
            spoken: Spoken::create().await,
            timeline: 1,
        }
    }

    async fn begin(&self, kind: &str) -> Run {
        let run = self.spoken.ask(kind, MODEL).await;
        let mut started = started(run.id, 1, run.attempt, "2026-11-22T12:00:00Z");
        started.history = Some(History {
            system: "7512345678901234567".to_owned(),
            timeline: self.timeline,
            as_of: 1,
        });
        self.spoken.say(started).await;
        run
    }

    /// Pages of a run, each with the number of its snapshot.
    async fn read(&self, kind: &str, pages: Vec<(i64, SyncBatch)>) {
        let run = self.begin(kind).await;
        let count = i32::try_from(pages.len()).unwrap();
        for (seq, (as_of, mut batch)) in (0..).zip(pages) {
            (batch.run, batch.attempt) = (run.id, run.attempt);
            (batch.seq, batch.as_of) = (contracts::Seq::new(seq), Some(as_of));
            self.spoken.say(batch).await;
        }
        self.spoken
            .say(finished(run.id, 1, run.attempt, count))
            .await;
        self.settle().await;
    }

    /// Ends what follows from a run, so that another one can begin.
    async fn settle(&self) {
        let end =
            "update ops.sync_run set state = 'cancelled' where state in ('requested', 'running')";
        self.spoken.world.run(end).await;
    }

    async fn living(&self) -> Vec<String> {
        let sql = "select id::text || ' ' || name from odoo.res_partner
                   where _deleted_at is null order by id";
        let rows = self.spoken.world.admin.query(sql, &[]).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }
}

fn all_of(rows: &[Row<'_>]) -> SyncBatch {
    SyncBatch {
        whole: true,
        after_id: 0,
        up_to_id: 10,
        ..partners(rows)
    }
}

#[tokio::test]
async fn the_later_snapshot_wins_whatever_the_dates_and_the_order_of_arrival() {
    let odoo = Odoo::new().await;
    // Below Odoo's ORM a row changes without a new date, and a date may even go back.
    let pages = vec![
        (
            20,
            partners(&[(1, "Alfa S.A.", MONDAY), (2, "Beta", TUESDAY)]),
        ),
        (
            10,
            partners(&[(1, "Alfa", TUESDAY), (2, "Beta Ltda.", TUESDAY)]),
        ),
        (30, partners(&[(2, "Beta S.A.", MONDAY)])),
    ];
    odoo.read("snapshot", pages).await;
    assert_eq!(odoo.living().await, ["1 Alfa S.A.", "2 Beta S.A."]);
    // What the API reads later has no number and is judged by its dates.
    let mut later = partners(&[(1, "Alfa Perú", TUESDAY)]);
    later.read_at = "2026-11-22T11:00:00Z".parse().unwrap();
    odoo.spoken.run("snapshot", vec![later]).await;
    odoo.settle().await;
    assert_eq!(odoo.living().await, ["1 Alfa Perú", "2 Beta S.A."]);
    // Any snapshot replaces it.
    odoo.read("snapshot", vec![(11, partners(&[(1, "Alfa", MONDAY)]))])
        .await;
    assert_eq!(odoo.living().await, ["1 Alfa", "2 Beta S.A."]);
}

#[tokio::test]
async fn a_row_is_deleted_by_a_later_snapshot_alone_and_comes_back_with_one() {
    let odoo = Odoo::new().await;
    let both = [(1, "Alfa", MONDAY), (2, "Beta", MONDAY)];
    odoo.read("snapshot", vec![(20, partners(&both))]).await;
    // A reload whose page is older than the row, though it was asked for later.
    let mut page = all_of(&both[..1]);
    page.read_at = "2026-11-22T13:00:00Z".parse().unwrap();
    odoo.read("reload", vec![(19, page.clone())]).await;
    assert_eq!(odoo.living().await, ["1 Alfa", "2 Beta"]);
    // A newer page deletes the row, although its clock is behind.
    page.read_at = "2026-11-22T08:00:00Z".parse().unwrap();
    odoo.read("reload", vec![(21, page)]).await;
    assert_eq!(odoo.living().await, ["1 Alfa"]);
    odoo.read("snapshot", vec![(20, partners(&both))]).await;
    assert_eq!(
        odoo.living().await,
        ["1 Alfa"],
        "an old page brings it back"
    );
    odoo.read("snapshot", vec![(22, partners(&both))]).await;
    assert_eq!(odoo.living().await, ["1 Alfa", "2 Beta"]);
}

#[tokio::test]
async fn the_numbers_of_a_new_history_are_all_greater() {
    let mut odoo = Odoo::new().await;
    odoo.read("snapshot", vec![(900, partners(&[(1, "Alfa", TUESDAY)]))])
        .await;
    // A standby was promoted. It has begun a new timeline, and its transactions count from less.
    odoo.timeline = 2;
    odoo.read("snapshot", vec![(7, partners(&[(1, "Alfa S.A.", MONDAY)]))])
        .await;
    assert_eq!(odoo.living().await, ["1 Alfa S.A."]);
    let histories = "select string_agg(generation || '/' || timeline, ' ' order by generation)
                     from ops.source_history";
    let histories = odoo.spoken.world.admin.query_one(histories, &[]).await;
    assert_eq!(histories.unwrap().get::<_, String>(0), "1/1 2/2");
}

#[tokio::test]
async fn a_page_with_a_number_and_without_a_history_has_no_effect() {
    let odoo = Odoo::new().await;
    let run = odoo.spoken.ask("snapshot", MODEL).await;
    odoo.spoken.start(run).await;
    let mut page = partners(&[(1, "Alfa", MONDAY)]);
    (page.run, page.attempt, page.as_of) = (run.id, run.attempt, Some(5));
    odoo.spoken.say(page).await;
    assert_eq!(odoo.living().await, [""; 0]);
    assert_eq!(odoo.spoken.world.count("ops.sync_batch").await, 0);
}

/// An incremental run that lists ids proves no deletion of a row from a later snapshot.
#[tokio::test]
async fn a_list_of_ids_is_older_or_newer_by_its_number() {
    let odoo = Odoo::new().await;
    let both = [(1, "Alfa", MONDAY), (2, "Beta", MONDAY)];
    odoo.read("snapshot", vec![(20, partners(&both))]).await;
    for (as_of, missing) in [(19, 0), (20, 1)] {
        let run = odoo.begin("incremental").await;
        let listed = SyncListed {
            run: run.id,
            epoch: contracts::Epoch::FIRST,
            attempt: run.attempt,
            seq: contracts::Seq::new(0),
            model: MODEL.to_owned(),
            read_at: "2026-11-22T13:00:00Z".parse().unwrap(),
            as_of: Some(as_of),
            after_id: 0,
            up_to_id: IdRange::OPEN,
            written_from: None,
            ids: vec![1],
            written_at: Vec::new(),
        };
        odoo.spoken.say(listed).await;
        assert_eq!(odoo.spoken.world.count("ops.sync_missing").await, missing);
        odoo.settle().await;
    }
}
