//! Odoo's database gives the events that Odoo's API gives.

use contracts::sync::{
    IdRange, ModelCheck, ModelRequest, PartKind, Referring, SyncBatch, SyncCounted, SyncListed,
    SyncRequested,
};
use jiff::{Timestamp, ToSpan};
use lifecycle::clock;
use odoo_sim::{Changes, SqlTable, Version};
use serde_json::{Value, json};
use sync_worker::doctor::MODELS;
use testkit::TestDatabase;

use crate::{
    stage::{Odoo, Said, Stage, range, request},
    tenant_file,
};

/// Two workers, one with each source, at the same Odoo.
struct Both {
    api: Stage,
    direct: Stage,
    _database: TestDatabase,
}

impl Both {
    async fn of(version: Version) -> Self {
        let odoo = Odoo {
            protocol: "auto",
            invoices: 60,
            version,
            ..Odoo::default()
        };
        let api = Stage::with_worker(odoo).await;
        // Days of work, so that records are linked and some are gone.
        for seed in 1..4 {
            api.sim
                .change("odoo_andina", &Changes::of_a_day(seed))
                .unwrap();
        }
        let database = TestDatabase::empty().await;
        for SqlTable { create, copy, rows } in api.sim.sql_tables("odoo_andina").unwrap() {
            database.load(&create, &copy, rows).await;
        }
        let direct = Stage::set(odoo).await;
        tenant_file::read_directly(direct.folder.path(), &database.url());
        Self {
            api,
            direct: direct.and_worker().await,
            _database: database,
        }
    }

    /// What both say about the same request.
    async fn run(&self, request: SyncRequested) -> [Said; 2] {
        let again = SyncRequested {
            run: uuid::Uuid::new_v4(),
            ..request.clone()
        };
        [self.api.run(request).await, self.direct.run(again).await]
    }

    async fn strike(self) {
        self.direct.strike().await;
        self.api.strike().await;
    }
}

/// What the events say about the books, without when it was read and by whom.
fn facts(said: &Said) -> Vec<Value> {
    let mut facts: Vec<Value> = said.batches().iter().map(of_batch).collect();
    facts.extend(
        said.digests()
            .iter()
            .map(|it| json!(["digest", it.seq, it.model, it.float_sums, it.ranges])),
    );
    let counted = said.numbered::<SyncCounted>(|event| event.seq);
    facts.extend(
        counted
            .iter()
            .map(|it| json!(["counted", it.seq, it.models])),
    );
    let listed = said.numbered::<SyncListed>(|event| event.seq);
    facts.extend(listed.iter().map(of_listing));
    let finished = said.finished();
    facts.push(json!(["finished", finished.batches, finished.models]));
    facts
}

fn of_batch(it: &SyncBatch) -> Value {
    let SyncBatch {
        seq,
        model,
        after_id,
        up_to_id,
        whole,
        asked,
        fields,
        rows,
        ..
    } = it;
    json!([seq, model, after_id, up_to_id, whole, asked, fields, rows])
}

fn of_listing(it: &SyncListed) -> Value {
    let SyncListed {
        seq,
        model,
        after_id,
        up_to_id,
        written_from,
        ids,
        written_at,
        ..
    } = it;
    json!([
        seq,
        model,
        after_id,
        up_to_id,
        written_from,
        ids,
        written_at
    ])
}

fn assert_equal([api, direct]: [Said; 2], what: &str) -> usize {
    let (from_api, from_database) = (facts(&api), facts(&direct));
    for (from_api, from_database) in from_api.iter().zip(&from_database) {
        assert_eq!(from_database, from_api, "{what}");
    }
    assert_eq!(from_database.len(), from_api.len(), "{what}");
    assert_eq!(direct.started().company_ids, api.started().company_ids);
    from_api.len()
}

impl Both {
    fn models(&self) -> Vec<ModelRequest> {
        let has_records = |model: &&str| !self.api.all(model).is_empty();
        let models = MODELS.into_iter().filter(has_records);
        models.map(|model| self.api.model(model)).collect()
    }

    async fn assert_the_same(&self, kind: PartKind, models: Vec<ModelRequest>) -> usize {
        let what = format!("{kind:?}");
        assert_equal(self.run(request(kind, models)).await, &what)
    }
}

/// As core-api asks for a verify.
fn verified(mut model: ModelRequest, from: Timestamp) -> ModelRequest {
    let sums = ["balance", "amount_residual", "amount_total", "quantity"];
    let is_there = |sum: &&str| model.fields.iter().any(|field| field == sum);
    model.sums = sums
        .into_iter()
        .filter(is_there)
        .map(str::to_owned)
        .collect();
    model.content = vec![range(0, 50), range(70, 120)];
    model.since = Some(from);
    model.written_from = Some(from);
    model
}

fn counted(mut model: ModelRequest) -> ModelRequest {
    model.check = ModelCheck {
        counted: vec![IdRange::ALL],
        ..ModelCheck::default()
    };
    model
}

#[tokio::test(flavor = "multi_thread")]
async fn odoos_database_says_what_odoos_api_says_in_runs_of_each_kind() {
    for version in Version::ALL {
        let both = Both::of(version).await;
        let models = both.models();
        assert!(models.len() > 20, "{version}: {} models", models.len());
        let from = clock::now() - 1.hour();
        let events = both
            .assert_the_same(PartKind::Snapshot, models.clone())
            .await;
        assert!(events > models.len());
        let windows = models.iter().cloned().map(counted);
        let windows = windows.map(|model| ModelRequest {
            since: Some(from),
            ..model
        });
        both.assert_the_same(PartKind::Incremental, windows.collect())
            .await;
        let verify = models.iter().cloned().map(|model| verified(model, from));
        both.assert_the_same(PartKind::Verify, verify.collect())
            .await;
        both.assert_the_same(PartKind::Reload, models.clone()).await;
        let repair = models.into_iter().map(|model| ModelRequest {
            ranges: vec![range(3, 40), range(90, 100)],
            ..model
        });
        both.assert_the_same(PartKind::Repair, repair.collect())
            .await;
        both.assert_the_same(PartKind::Check, checks(&both)).await;
        // The database alone was read.
        assert_eq!(both.direct.sim.calls(), []);
        both.strike().await;
    }
}

fn checks(both: &Both) -> Vec<ModelRequest> {
    let mut line = both.api.model("account.move.line");
    line.check = ModelCheck {
        counted: vec![range(0, 50), range(50, IdRange::OPEN)],
        listed: vec![range(0, 100), IdRange::ALL],
        ids: vec![3, 5, 1_000_000],
        referring: vec![Referring {
            field: "move_id".to_owned(),
            ids: vec![2, 7],
        }],
    };
    let mut partner = both.api.model("res.partner");
    partner.check.referring = vec![Referring {
        field: "category_id".to_owned(),
        ids: vec![1, 2],
    }];
    vec![line, partner]
}
