//! The tables behind the reports always agree with the mirror, whatever arrives in whatever order.

use std::ops::RangeInclusive;

use bus::Outcome;
use contracts::{
    Epoch, Seq,
    sync::{RunKind, SyncBatch},
};
use core_api::mirror::derived;
use futures::future::join_all;
use jiff::ToSpan;
use serde_json::{Value, json};
use store::{ScopedFutureExt, transaction};
use uuid::Uuid;

use crate::intake_world::{World, finished, world};

/// Two companies, a currency with two decimals and one without, receivable and payable accounts,
/// and every model loaded once.
const BEGINNING: &str = "
    insert into odoo.res_currency (id, name, decimal_places, _read_at, _run)
    values (1, 'PEN', 2, '2026-01-01', gen_random_uuid()), (2, 'CLP', 0, '2026-01-01', gen_random_uuid());
    insert into odoo.res_company (id, name, currency_id, _read_at, _run)
    values (1, 'Andina', 1, '2026-01-01', gen_random_uuid()), (2, 'Sur', 2, '2026-01-01', gen_random_uuid());
    insert into odoo.account_account (id, code, account_type, company_id, _read_at, _run)
    values (1, '12', 'asset_receivable', 1, '2026-01-01', gen_random_uuid()),
           (2, '42', 'liability_payable', 1, '2026-01-01', gen_random_uuid()),
           (3, '70', 'income', 1, '2026-01-01', gen_random_uuid());
    insert into odoo.account_journal (id, type, _read_at, _run)
    values (1, 'sale', '2026-01-01', gen_random_uuid()), (2, 'bank', '2026-01-01', gen_random_uuid()),
           (3, 'cash', '2026-01-01', gen_random_uuid());
    insert into ops.cursor (model, watermark, run_id)
    select split_part(obj_description(oid, 'pg_class'), ':', 1), now(), gen_random_uuid()
    from pg_class where relnamespace = 'odoo'::regnamespace and relkind = 'r';
    insert into ops.history (model, complete_from_version) select model, 0 from ops.cursor";

/// Pseudo-random numbers, the same in each run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn draw(&mut self, range: RangeInclusive<u64>) -> u64 {
        range.start() + self.below(range.end() - range.start() + 1)
    }

    fn day(&mut self) -> Value {
        let day = "2026-03-01".parse::<jiff::civil::Date>().unwrap();
        json!(day + i64::try_from(self.below(200)).unwrap().days())
    }

    /// Only a few different amounts, so that items settle each other.
    fn amount(&mut self) -> Value {
        let amounts = ["100", "50", "-100", "100", "50", "12.345", "-50", "0"];
        json!(amounts[usize::try_from(self.below(8)).unwrap()])
    }

    fn instant(&mut self) -> Value {
        json!(format!("2026-09-{:02} 10:00:00", self.draw(1..=9)))
    }

    fn maybe(&mut self, value: Value) -> Value {
        if self.below(5) == 0 {
            Value::Null
        } else {
            value
        }
    }
}

const MODELS: [(&str, &str, u64); 8] = [
    (
        "account.move.line",
        "id write_date move_id company_id account_id partner_id currency_id parent_state date \
         date_maturity invoice_date balance amount_currency journal_id",
        40,
    ),
    (
        "account.partial.reconcile",
        "id write_date debit_move_id credit_move_id amount debit_amount_currency \
         credit_amount_currency max_date company_id debit_currency_id credit_currency_id",
        40,
    ),
    (
        "account.move",
        "id write_date invoice_user_id l10n_latam_document_type_id invoice_date",
        12,
    ),
    (
        "account.account",
        "id write_date code account_type company_id",
        5,
    ),
    ("res.currency", "id write_date name decimal_places", 3),
    ("res.company", "id write_date name currency_id", 2),
    ("res.partner", "id write_date commercial_partner_id", 4),
    ("account.journal", "id write_date type", 3),
];

fn value(draw: &mut Draw, field: &str) -> Value {
    match field {
        "write_date" => draw.instant(),
        "move_id" => json!(draw.draw(1..=12)),
        "company_id" | "currency_id" | "debit_currency_id" | "credit_currency_id" => {
            json!(draw.draw(1..=2))
        }
        "journal_id" => json!(draw.draw(1..=3)),
        "type" => json!(if draw.below(3) == 0 { "sale" } else { "bank" }),
        "account_id" => json!(draw.draw(1..=8).div_ceil(3)),
        "account_type" => json!(
            [
                "asset_receivable",
                "liability_payable",
                "asset_receivable",
                "income"
            ][usize::try_from(draw.below(4)).unwrap()]
        ),
        "partner_id"
        | "commercial_partner_id"
        | "invoice_user_id"
        | "l10n_latam_document_type_id" => {
            let id = json!(draw.draw(1..=4));
            draw.maybe(id)
        }
        "decimal_places" => json!(draw.below(3)),
        "parent_state" => json!(if draw.below(6) == 0 {
            "draft"
        } else {
            "posted"
        }),
        "date" | "max_date" => draw.day(),
        "date_maturity" | "invoice_date" => {
            let day = draw.day();
            draw.maybe(day)
        }
        "debit_move_id" | "credit_move_id" => json!(draw.draw(1..=40)),
        "name" | "code" => json!(format!("n{}", draw.below(3))),
        _ => draw.amount(),
    }
}

/// Some records of an id range, or all that the range has.
fn drawn(draw: &mut Draw, model: (&str, &str, u64), read_at: u64) -> SyncBatch {
    let (name, fields, ids) = model;
    let from = draw.below(ids) / 2;
    let to = draw.draw(from + 1..=ids);
    let whole = draw.below(8) == 0;
    let mut rows = Vec::new();
    for id in from + 1..=to {
        if draw.below(5) == 0 {
            continue;
        }
        let rest = fields.split_whitespace().skip(1);
        let cells = rest.map(|field| value(draw, field));
        let mut row: Vec<Value> = std::iter::once(json!(id)).chain(cells).collect();
        // Most are in one currency, so that some are settled completely.
        if draw.below(5) > 0 {
            match name {
                "account.move.line" => row[12] = row[11].clone(),
                "account.partial.reconcile" => {
                    (row[5], row[6]) = (row[4].clone(), row[4].clone());
                }
                _ => {}
            }
        }
        rows.push(row);
    }
    SyncBatch {
        run: Uuid::nil(),
        epoch: Epoch::FIRST,
        attempt: Uuid::nil(),
        seq: Seq::new(0),
        model: name.to_owned(),
        read_at: format!("2026-10-{:02}T10:00:00Z", 1 + read_at % 28)
            .parse()
            .unwrap(),
        as_of: None,
        after_id: i64::try_from(from).unwrap(),
        up_to_id: i64::try_from(to).unwrap(),
        whole,
        fields: fields.split_whitespace().map(str::to_owned).collect(),
        asked: Vec::new(),
        rows,
    }
}

async fn begun() -> World {
    let world = world().await;
    world.client.batch_execute(BEGINNING).await.unwrap();
    build(&world).await.unwrap();
    world
}

async fn build(world: &World) -> Option<i64> {
    let pool = &world.databases.pool("andina").unwrap();
    transaction::write(pool, "build", |tx| derived::build_if_due(tx).scope_boxed())
        .await
        .unwrap()
}

/// A snapshot of these batches, applied concurrently if `at_once`.
async fn run(world: &World, batches: Vec<SyncBatch>, at_once: bool) {
    run_of(RunKind::Snapshot, world, batches, at_once).await;
}

async fn run_of(kind: RunKind, world: &World, batches: Vec<SyncBatch>, at_once: bool) {
    // Ends earlier runs, because what they requested is not tested here.
    let over = "update ops.sync_run set state = 'failed', finished_at = now(),
                    failure_reason = 'internal' where state in ('requested', 'running')";
    world.client.batch_execute(over).await.unwrap();
    let mut models: Vec<&str> = batches.iter().map(|batch| batch.model.as_str()).collect();
    models.sort_unstable();
    models.dedup();
    let run = world.request(kind, &models).await.unwrap();
    let attempt = Uuid::new_v4();
    world.start(run, 1, attempt, "2026-11-01T00:00:00Z").await;
    // The first batch of a model stores its missing fields, and later batches wait for it.
    let ahead = batches.iter().map(|batch| SyncBatch {
        rows: Vec::new(),
        whole: false,
        asked: Vec::new(),
        ..batch.clone()
    });
    let ahead: Vec<_> = ahead.collect();
    let count = i32::try_from(2 * batches.len()).unwrap();
    let mut all = (0..).zip(ahead.into_iter().chain(batches));
    let mut said = all.by_ref().map(|(seq, mut batch)| {
        (batch.run, batch.attempt, batch.seq) = (run, attempt, Seq::new(seq));
        world.say(batch)
    });
    for _ in 0..count / 2 {
        assert_eq!(said.next().unwrap().await, Outcome::Done);
    }
    if at_once {
        for outcome in join_all(said).await {
            assert_eq!(outcome, Outcome::Done);
        }
    } else {
        for said in said {
            assert_eq!(said.await, Outcome::Done);
        }
    }
    let end = world.say(finished(run, 1, attempt, count)).await;
    assert_eq!(end, Outcome::Done);
}

async fn check(world: &World, what: &str) {
    let differences = world
        .text("select relation, difference from report.differences()")
        .await;
    assert_eq!(differences, "", "{what}");
}

#[tokio::test]
async fn the_report_tables_match_the_mirror_after_any_batches() {
    let world = begun().await;
    let (mut forgotten, mut most, mut closed, mut paid) = (0, 0, 0, 0);
    for seed in 1..=64_u64 {
        let mut draw = Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        // Lines and settlements come most often; the records that many lines refer to come rarely.
        let model = match draw.below(23) {
            0..=8 => 0,
            9..=14 => 1,
            15..=17 => 2,
            20 => 6,
            21..=22 => 7,
            rest => usize::try_from(rest - 15).unwrap() + usize::from(rest == 19 && seed % 2 == 0),
        };
        let read_at = seed / 2 + draw.below(4);
        let batch = drawn(&mut draw, MODELS[model], read_at);
        let what = format!("seed {seed}: {} {:?}", batch.model, batch.rows.len());
        run(&world, vec![batch], false).await;
        if world.text("select built_at from report.state").await == "null" {
            forgotten += 1;
            assert!(build(&world).await.is_some());
        }
        check(&world, &what).await;
        let rows = "select count(*), count(*) filter (where lifetime between 1 and 15),
                           (select count(*) from report.settlement)
                    from report.subledger_line";
        let rows = world.client.query_one(rows, &[]).await.unwrap();
        most = most.max(rows.get::<_, i64>(0));
        closed += rows.get::<_, i64>(1);
        paid += rows.get::<_, i64>(2);
    }
    assert!(forgotten > 0, "nothing that all lines hang on has changed");
    assert!(
        most > 10 && closed > 0 && paid > 10,
        "at most {most} lines, {closed} settled, {paid} by payments"
    );
    let buried = "select count(*) > 0 from odoo.account_move_line where _deleted_at is not null";
    assert_eq!(world.text(buried).await, "t");
}

/// Changes to an invoice (1) and to its payment (2), one field at a time, so that each change must
/// be noticed on its own.
const STEPS: &str = "
    1 move_id 2, 1 partner_id 2, 1 currency_id 2, 1 date 2026-03-02, 1 date_maturity 2026-04-02,
    1 invoice_date 2026-03-03, 1 balance 80, 1 amount_currency 70,
    2 move_id 3, 2 partner_id 3, 2 currency_id 2, 2 date 2026-05-02, 2 date_maturity 2026-05-03,
    2 invoice_date 2026-05-04, 2 balance -80, 2 amount_currency -70,
    2 journal_id 1, 2 journal_id 3, 1 company_id 2, 2 company_id 2, 1 account_id 2, 1 account_id 1,
    2 account_id 2, 2 account_id 1, 2 parent_state draft, 2 parent_state posted,
    1 parent_state draft";

#[tokio::test]
async fn a_change_of_one_field_of_an_item_updates_the_report_tables() {
    let world = begun().await;
    let batch = |model: usize, read_at: u64, rows: &[Vec<Value>]| {
        let mut batch = drawn(&mut Draw(1), MODELS[model], read_at);
        (batch.after_id, batch.up_to_id, batch.whole) = (0, 2, false);
        batch.rows = rows.to_vec();
        batch
    };
    let item = |id: u64, date: &str, amount: &str, journal: u64| {
        let at = "2026-09-01 10:00:00";
        let values = json!([
            id, at, 1, 1, 1, 1, 1, "posted", date, date, date, amount, amount, journal
        ]);
        values.as_array().unwrap().clone()
    };
    let mut items = [
        item(1, "2026-03-01", "100", 1),
        item(2, "2026-05-01", "-100", 2),
    ];
    let settlement = json!([
        1,
        "2026-09-01 10:00:00",
        1,
        2,
        "60",
        "60",
        "60",
        "2026-05-01",
        1,
        1,
        1
    ]);
    let settlement = batch(1, 0, &[settlement.as_array().unwrap().clone()]);
    run(&world, vec![batch(0, 0, &items), settlement], false).await;
    assert_eq!(
        world.text("select count(*) from report.settlement").await,
        "1"
    );
    let columns: Vec<&str> = MODELS[0].1.split_whitespace().collect();
    for (read_at, step) in (1..).zip(STEPS.split(',')) {
        let words: Vec<&str> = step.split_whitespace().collect();
        let place = columns.iter().position(|name| *name == words[1]).unwrap();
        let row = &mut items[words[0].parse::<usize>().unwrap() - 1];
        row[1] = json!(format!("2026-09-02 10:00:{read_at:02}"));
        row[place] = words[2]
            .parse::<i64>()
            .map_or(json!(words[2]), |id| json!(id));
        if matches!(words[1], "balance" | "amount_currency") {
            row[place] = json!(words[2]);
        }
        let row = row.clone();
        run(&world, vec![batch(0, read_at, &[row])], false).await;
        check(&world, step).await;
    }
}

#[tokio::test]
async fn concurrent_lines_and_settlements_are_both_included() {
    let world = begun().await;
    for seed in 1..=6_u64 {
        let mut draw = Draw(seed.wrapping_mul(0x2545_f491_4f6c_dd1d));
        let batches = (0..8)
            .map(|number| {
                let model = MODELS[usize::try_from(number % 3).unwrap()];
                let mut batch = drawn(&mut draw, model, seed * 3 + number / 4);
                batch.whole = false;
                batch
            })
            .collect();
        run(&world, batches, true).await;
        check(&world, &format!("seed {seed}")).await;
    }
}

#[tokio::test]
async fn two_batches_that_change_the_same_settlement_update_all_of_its_lines() {
    let world = begun().await;
    let mut draw = Draw(3);
    let mut lines = drawn(&mut draw, MODELS[0], 1);
    let template = lines.rows[0].clone();
    let line = |id: i64| {
        let mut row = template.clone();
        (row[0], row[3], row[4], row[7]) = (json!(id), json!(1), json!(1), json!("posted"));
        (row[11], row[12]) = (json!("100"), json!("100"));
        row
    };
    lines.rows = (1..=40).map(line).collect();
    run(&world, vec![lines], false).await;
    for id in 1..=12_i64 {
        let settled = |debit: i64, day: u32| {
            let fields = MODELS[1].1.split_whitespace().map(str::to_owned);
            SyncBatch {
                model: "account.partial.reconcile".to_owned(),
                fields: fields.collect(),
                rows: vec![vec![
                    json!(id),
                    json!(format!("2026-09-{day:02} 10:00:00")),
                    json!(debit),
                    json!(debit + 1),
                    json!("100"),
                    json!("100"),
                    json!("100"),
                    json!("2026-09-01"),
                    json!(1),
                    json!(1),
                    json!(1),
                ]],
                ..drawn(&mut Draw(5), MODELS[1], 2)
            }
        };
        let batches = vec![
            settled(1, 1),
            settled(11, 2),
            settled(21, 3),
            settled(31, 4),
        ];
        let batches = batches.into_iter().map(|mut batch| {
            batch.whole = false;
            batch
        });
        run(&world, batches.collect(), true).await;
        check(&world, &format!("settlement {id}")).await;
    }
}

#[tokio::test]
async fn the_report_tables_match_the_mirror_after_a_reload() {
    let world = begun().await;
    let mut lines = 0;
    for seed in 1..=12_u64 {
        let mut draw = Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let models = MODELS[..3].iter();
        let batches = models.map(|model| {
            let mut batch = drawn(&mut draw, *model, seed);
            batch.whole = true;
            batch
        });
        run_of(RunKind::Reload, &world, batches.collect(), false).await;
        assert_ne!(
            world.text("select built_at from report.state").await,
            "null"
        );
        check(&world, &format!("seed {seed}")).await;
        let kept = "select count(*) from report.subledger_line";
        lines = lines.max(
            world
                .client
                .query_one(kept, &[])
                .await
                .unwrap()
                .get::<_, i64>(0),
        );
    }
    assert!(lines > 5, "at most {lines} lines");
}

#[tokio::test]
async fn the_report_tables_are_empty_before_the_first_load_and_built_after_it() {
    let world = world().await;
    world.client.batch_execute(BEGINNING).await.unwrap();
    world
        .client
        .batch_execute("delete from ops.cursor where model = 'account.move'")
        .await
        .unwrap();
    assert_eq!(build(&world).await, None);
    let mut draw = Draw(7);
    let lines = drawn(&mut draw, MODELS[0], 1);
    run(&world, vec![lines], false).await;
    assert_eq!(
        world
            .text("select count(*) from report.subledger_line")
            .await,
        "0"
    );

    let moves = drawn(&mut draw, MODELS[2], 1);
    run(&world, vec![moves], false).await;
    assert!(build(&world).await.is_some_and(|lines| lines > 0));
    assert_eq!(build(&world).await, None, "it is built");
    check(&world, "after the first load").await;
}
