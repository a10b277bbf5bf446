//! Statement runs: the order of customers, the outcome of each, and that nobody gets two mails.

use bus::Outcome;
use contracts::{
    Epoch,
    export::{ExportFailed, ExportFailureReason, ExportFinished},
    mail::{MailFinished, MailOutcome},
    schedule::ScheduleDue,
};
use core_api::{
    schedules, schedules::write::Work, statements, writing::Actor, writing::WriteError,
};
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use store::{ScopedFutureExt, transaction};
use uuid::Uuid;

use crate::intake_world::{World, world};

/// Nine customers with debts: 108 is excluded, 109 has no address, 101 has two.
const BOOKS: &str = "
    insert into odoo.res_currency (id, name, decimal_places, _read_at, _run)
        values (1, 'PEN', 2, now(), gen_random_uuid());
    insert into odoo.res_company (id, name, currency_id, _read_at, _run)
        values (1, 'Andina S.A.C.', 1, now(), gen_random_uuid());
    insert into odoo.account_account (id, code, account_type, company_id, _read_at, _run)
        values (12, '1211', 'asset_receivable', 1, now(), gen_random_uuid());
    insert into odoo.res_partner (id, name, vat, email, lang, _read_at, _run)
        select 100 + n, 'cliente ' || n, case n when 1 then '20601234561' end,
               case n when 1 then 'c1@example.com, d1@example.com' when 9 then 'nada'
                      else 'c' || n || '@example.com' end,
               case n when 2 then 'en_US' end, now(), gen_random_uuid()
        from generate_series(1, 9) n;
    insert into odoo.account_move_line (id, move_id, parent_state, date, date_maturity, account_id,
            partner_id, company_id, currency_id, balance, amount_currency, _read_at, _run)
        select n, n, 'posted', '2025-10-01', '2025-11-01', 12, 100 + n, 1, 1, n * 10, n * 10, now(),
               gen_random_uuid()
        from generate_series(1, 9) n;
    insert into ops.statement_exclusion (partner_id, reason, created_by)
        values (108, 'Convenio', 'key:test');";

const STATES: &str =
    "select state, count(*) from ops.statement_item group by state order by state::text";

async fn begun(world: &World) -> Uuid {
    begun_with(world, "", json!({ "format": "pdf" })).await
}

/// A run that a schedule began at an instant in the middle of December in Lima, with more books.
async fn begun_with(world: &World, more: &str, mut order: Value) -> Uuid {
    world.client.batch_execute(BOOKS).await.unwrap();
    world.client.batch_execute(more).await.unwrap();
    order["parameters"] = json!({ "as_of": "end of last month", "min_days_overdue": 1 });
    order["note"] = json!("Saludos.");
    let new = schedules::write::NewSchedule {
        name: "statements".to_owned(),
        cron: "0 7 * * *".to_owned(),
        time_zone: "America/Lima".to_owned(),
        work: Work::StatementRun(order),
        missed: states::MissedPolicy::Latest,
        grace_seconds: 0,
        paused: false,
        company_ids: None,
        created_by: None,
    };
    let new = &new;
    let pool = &world.databases.pool("andina").unwrap();
    let id = transaction::write(pool, "create", |tx| {
        schedules::write::create(tx, new).scope_boxed()
    })
    .await
    .unwrap();
    let due_at: Timestamp = "2025-12-15T12:00:00Z".parse().unwrap();
    let sql = "update ops.schedule set last_due_at = $2 where id = $1";
    let before = due_at - 1.hour();
    world.client.execute(sql, &[&id, &before]).await.unwrap();
    for _ in 0..2 {
        let tick = ScheduleDue {
            schedule: id,
            version: 1,
            due_at,
        };
        assert_eq!(world.say(tick).await, Outcome::Done);
    }
    let sql = "select statement_run_id from ops.schedule_fire where outcome = 'started'";
    let run: Uuid = world.client.query_one(sql, &[]).await.unwrap().get(0);
    let acts = "select actor, actor_name, action, object from ops.audit";
    let act = format!("schedule:{id} statements request statement run /v1/statement-runs/{run}");
    assert_eq!(world.text(acts).await, act);
    run
}

async fn exports(world: &World, state: &str) -> Vec<Uuid> {
    let sql = "select j.id from ops.export_job j join ops.statement_item i on i.export_id = j.id
               where j.state::text = $1 order by i.position";
    let rows = world.client.query(sql, &[&state]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

async fn file_of(world: &World, job: Uuid) {
    let finished = ExportFinished {
        job,
        epoch: Epoch::FIRST,
        attempt: Uuid::nil(),
        file_key: format!("exports/andina/{job}/{}.pdf", Uuid::nil()),
        size_bytes: 100,
        sha256: "0".repeat(64),
        rows: 3,
        control_total: "12.50".to_owned(),
        data_as_of: None,
    };
    assert_eq!(world.say(finished).await, Outcome::Done);
}

async fn mail(world: &World, recipient: &str) -> (Uuid, i32) {
    let sql = "select id, epoch from ops.mail where recipient = $1 and state = 'requested'";
    let row = world.client.query_one(sql, &[&recipient]).await.unwrap();
    (row.get(0), row.get(1))
}

async fn tell(world: &World, recipient: &str, outcome: MailOutcome) {
    let (mail, epoch) = mail(world, recipient).await;
    let event = MailFinished {
        mail,
        epoch: Epoch::new(epoch),
        outcome,
        code: Some(250),
        detail: "said".to_owned(),
    };
    // A second delivery of the same message changes nothing.
    let id = Uuid::now_v7();
    assert_eq!(world.say_as(id, event.clone()).await, Outcome::Done);
    assert_eq!(world.say_as(id, event).await, Outcome::Done);
}

/// Makes every file and sends every mail until nothing is in progress.
async fn work_off(world: &World) {
    for _ in 0..20 {
        let made = exports(world, "requested").await;
        for job in &made {
            file_of(world, *job).await;
        }
        let sql = "select recipient from ops.mail where state = 'requested'";
        let mails = world.client.query(sql, &[]).await.unwrap();
        for row in &mails {
            tell(world, row.get(0), MailOutcome::Sent).await;
        }
        if made.is_empty() && mails.is_empty() {
            return;
        }
    }
    panic!("the run does not end: {}", world.text(STATES).await);
}

async fn with_run(world: &World, run: Uuid, what: &'static str) -> Result<(), WriteError> {
    let actor = Actor {
        tenant: &world.tenant(),
        requested_by: "key:test",
        scope: reports::Scope::ALL,
        traceparent: None,
    };
    let actor = &actor;
    let today = "2025-12-15".parse().unwrap();
    transaction::write(&world.databases.pool("andina").unwrap(), what, |tx| {
        async move {
            match what {
                "cancel" => statements::write::cancel(tx, actor, run, today).await,
                _ => statements::write::retry(tx, actor, run, today).await,
            }
        }
        .scope_boxed()
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn each_customer_gets_one_statement_and_at_most_five_run_at_once() {
    let world = world().await;
    begun(&world).await;
    assert_eq!(
        world
            .text("select state, parameters ->> 'as_of' from ops.statement_run")
            .await,
        "running 2025-11-30"
    );
    assert_eq!(
        world.text(STATES).await,
        "exporting 5; skipped 2; waiting 2"
    );
    let left_out = "select partner_id, detail from ops.statement_item where state = 'skipped'
                    order by position";
    assert_eq!(
        world.text(left_out).await,
        "108 excluded: Convenio; 109 no valid address: \"nada\" is not an address"
    );
    let first = "select j.report, j.format, j.locale, j.parameters ->> 'date_to', j.requested_by = 'statement-run:' || i.run_id
                 from ops.export_job j join ops.statement_item i on i.export_id = j.id
                 where i.position <= 2 order by i.position";
    assert_eq!(
        world.text(first).await,
        "partner-statement pdf es-PE 2025-11-30 t; partner-statement pdf en-US 2025-11-30 t"
    );

    // A finished file does not free a slot; the first outcome of its mail does, whatever it is.
    let jobs = exports(&world, "requested").await;
    file_of(&world, jobs[1]).await;
    assert_eq!(
        world.text(STATES).await,
        "exporting 4; mailing 1; skipped 2; waiting 2"
    );
    tell(&world, "c2@example.com", MailOutcome::Deferred).await;
    assert_eq!(
        world.text(STATES).await,
        "exporting 5; mailing 1; skipped 2; waiting 1"
    );

    work_off(&world).await;
    assert_eq!(world.text(STATES).await, "sent 7; skipped 2");
    assert_eq!(
        world
            .text("select state, finished_at is not null from ops.statement_run")
            .await,
        "finished t"
    );
    let mails = "select count(*), count(distinct recipient), count(distinct export_id),
                        bool_and(occasion = 'statement' and state = 'sent' and note = 'Saludos.')
                 from ops.mail";
    assert_eq!(world.text(mails).await, "8 8 7 t");
}

#[tokio::test(flavor = "multi_thread")]
async fn statements_are_named_after_their_customer_and_take_the_csv_options_of_the_run() {
    let world = world().await;
    let options = json!({ "escape_formulas": false, "separator": ";" });
    let csv = json!({ "format": "csv", "csv": options });
    begun_with(&world, "", csv).await;
    let sql = "select distinct (body::jsonb -> 'data' -> 'csv')::text from ops.outbox
               where event = 'export.requested'";
    let asked: Value = serde_json::from_str(&world.text(sql).await).unwrap();
    assert_eq!(asked, options);
    assert_eq!(
        world
            .text("select file_name from ops.export_job order by id limit 2")
            .await,
        "estado-de-cuenta_20601234561_2025-11-30.csv; statement-of-account_102_2025-11-30.csv"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_exclusion_counts_and_a_failed_file_fails_only_one_customer() {
    let world = world().await;
    begun(&world).await;
    let sql = "insert into ops.statement_exclusion (partner_id, reason, created_by)
               values (106, 'Llamó', 'key:test'), (101, 'Tarde', 'key:test')";
    world.client.batch_execute(sql).await.unwrap();
    let failed = ExportFailed {
        job: exports(&world, "requested").await[2],
        epoch: Epoch::FIRST,
        attempt: Uuid::nil(),
        retryable: false,
        reason: ExportFailureReason::TooManyRows,
        detail: "there are 12 rows".to_owned(),
    };
    assert_eq!(world.say(failed).await, Outcome::Done);
    work_off(&world).await;
    assert_eq!(world.text(STATES).await, "failed 1; sent 5; skipped 3");
    let told = "select partner_id, detail from ops.statement_item
                where partner_id in (103, 106) order by 1";
    assert_eq!(
        world.text(told).await,
        "103 its export failed: there are 12 rows; 106 excluded: Llamó"
    );
    let mails =
        "select count(*) from ops.mail where recipient = 'c3@example.com' and state = 'sent'";
    assert_eq!(world.text(mails).await, "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_mails_only_recipients_whose_mail_was_not_accepted() {
    let world = world().await;
    let run = begun(&world).await;
    let nothing = with_run(&world, run, "retry").await;
    assert!(
        matches!(nothing, Err(WriteError::Conflict(_))),
        "{nothing:?}"
    );
    file_of(&world, exports(&world, "requested").await[0]).await;
    tell(&world, "c1@example.com", MailOutcome::Sent).await;
    tell(&world, "d1@example.com", MailOutcome::Refused).await;
    work_off(&world).await;
    let item = "select state, detail from ops.statement_item where partner_id = 101";
    assert_eq!(world.text(item).await, "failed d1@example.com: said");

    with_run(&world, run, "retry").await.unwrap();
    let again = "select m.recipient from ops.mail m join ops.statement_item i using (export_id)
                 where i.partner_id = 101";
    assert_eq!(world.text(again).await, "d1@example.com");
    let settled = "select state, detail from ops.mail
                   where recipient = 'd1@example.com' order by created_at limit 1";
    assert_eq!(
        world.text(settled).await,
        "skipped its statement run began it anew"
    );
    work_off(&world).await;
    assert_eq!(world.text(STATES).await, "sent 7; skipped 2");
    let sent = "select recipient, count(*) from ops.mail
                where state = 'sent' and recipient like '_1@%' group by 1 order by 1";
    assert_eq!(world.text(sent).await, "c1@example.com 1; d1@example.com 1");
    assert_eq!(
        world.text("select state from ops.statement_run").await,
        "finished"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_statement_run_starts_nothing_new_and_lets_active_work_finish() {
    let world = world().await;
    let run = begun(&world).await;
    let jobs = exports(&world, "requested").await;
    for job in &jobs[1..4] {
        file_of(&world, *job).await;
    }
    tell(&world, "c2@example.com", MailOutcome::Deferred).await;
    tell(&world, "c3@example.com", MailOutcome::Sent).await;
    with_run(&world, run, "cancel").await.unwrap();
    with_run(&world, run, "cancel").await.unwrap();
    assert_eq!(
        world.text("select state from ops.statement_run").await,
        "cancelling"
    );
    // The fourth is with a worker; the second waits for its next try.
    assert_eq!(
        world.text(STATES).await,
        "cancelled 4; failed 1; mailing 1; sent 1; skipped 2"
    );
    assert!(exports(&world, "requested").await.is_empty());
    tell(&world, "c4@example.com", MailOutcome::Sent).await;
    let told =
        "select state from ops.statement_item where partner_id in (102, 104) order by position";
    assert_eq!(world.text(told).await, "failed; sent");
    assert_eq!(
        world.text("select state from ops.statement_run").await,
        "cancelled"
    );
    let refused = with_run(&world, run, "retry").await;
    assert!(
        matches!(refused, Err(WriteError::Conflict(_))),
        "{refused:?}"
    );
}

/// What the worker is asked to send to this address, newest last.
async fn asked(world: &World, recipient: &str) -> Vec<Value> {
    let sql = "select body from ops.outbox where event = 'mail.requested' order by event_id";
    let rows = world.client.query(sql, &[]).await.unwrap();
    let data = |text: String| serde_json::from_str::<Value>(&text).unwrap()["data"].take();
    let mails = rows.iter().map(|row| data(row.get(0)));
    mails.filter(|mail| mail["to"] == recipient).collect()
}

/// Adds items in dollars and a payment to the first customer, who owes 10.00 in soles since November.
const MORE: &str = "
    insert into odoo.res_currency (id, name, decimal_places, _read_at, _run)
        values (2, 'USD', 2, now(), gen_random_uuid());
    insert into odoo.res_country (id, code, _read_at, _run)
        values (173, 'PE', now(), gen_random_uuid());
    insert into odoo.res_partner (id, name, vat, country_id, street, city, zip, _read_at, _run)
        values (1, 'Andina', '20512345678', 173, ' Av. Sol 1 ', 'Lima', '15073', now(), gen_random_uuid());
    update odoo.res_company set partner_id = 1 where id = 1;
    insert into odoo.account_move_line (id, move_id, parent_state, date, date_maturity, account_id,
            partner_id, company_id, currency_id, balance, amount_currency, ref, _read_at, _run)
        values (51, 51, 'posted', '2025-10-05', '2025-10-20', 12, 101, 1, 2, 380, 100, null, now(), gen_random_uuid()),
               (52, 52, 'posted', '2025-11-02', '2025-12-31', 12, 101, 1, 2, 190, 50.5, null, now(), gen_random_uuid()),
               (53, 53, 'posted', '2025-11-20', '2025-11-20', 12, 101, 1, 2, -38, -10, 'op. 77', now(), gen_random_uuid());";

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_mail_names_the_amounts_due_by_currency_and_a_retry_says_the_same() {
    let world = world().await;
    let run = begun_with(&world, MORE, json!({ "format": "pdf" })).await;
    file_of(&world, exports(&world, "requested").await[0]).await;
    let mails = asked(&world, "c1@example.com").await;
    let due = json!([
        { "currency": "PEN", "amount": "10.00", "overdue": "10.00", "since": "2025-11-01" },
        { "currency": "USD", "amount": "140.50", "overdue": "90.00", "since": "2025-10-20" },
    ]);
    assert_eq!(mails[0]["due"], due, "{mails:#?}");
    let unapplied = json!([
        { "currency": "USD", "amount": "10.00", "date": "2025-11-20", "reference": "op. 77" },
    ]);
    assert_eq!(mails[0]["unapplied"], unapplied);
    let letterhead = json!({
        "tax_id": "RUC 20512345678", "country": "PE", "address": ["Av. Sol 1", "Lima 15073"],
    });
    assert_eq!(mails[0]["letterhead"], letterhead);
    assert_eq!(mails[0]["company_id"], 1);
    assert_eq!(mails[0].get("figures"), None);

    // A payment of a part arrives before the next try: the file shows the old amounts.
    let paid = "insert into odoo.account_move_line (id, move_id, parent_state, date, date_maturity,
            account_id, partner_id, company_id, currency_id, balance, amount_currency, _read_at, _run)
        values (61, 61, 'posted', '2025-11-29', '2025-11-29', 12, 101, 1, 1, -4, -4, now(), gen_random_uuid())";
    world.client.batch_execute(paid).await.unwrap();
    tell(&world, "c1@example.com", MailOutcome::Deferred).await;
    let mails = asked(&world, "c1@example.com").await;
    assert_eq!((mails.len(), &mails[1]["due"]), (2, &due));

    // Then all is paid: the mail that was not sent yet is skipped.
    let paid = "update odoo.account_move_line set amount_currency = -400, balance = -1400
                where id = 61";
    world.client.batch_execute(paid).await.unwrap();
    tell(&world, "c1@example.com", MailOutcome::Deferred).await;
    tell(&world, "d1@example.com", MailOutcome::Deferred).await;
    assert_eq!(asked(&world, "c1@example.com").await.len(), 2);
    work_off(&world).await;
    let item = "select state, detail from ops.statement_item where partner_id = 101";
    assert_eq!(
        world.text(item).await,
        "skipped nothing is due: payments and credit notes cover what the customer owes"
    );
    let mails = "select count(*), min(m.state::text), max(m.state::text) from ops.mail m
                 join ops.statement_item i using (export_id) where i.partner_id = 101";
    assert_eq!(world.text(mails).await, "2 skipped skipped");
    let nothing = with_run(&world, run, "retry").await;
    assert!(
        matches!(nothing, Err(WriteError::Conflict(_))),
        "{nothing:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_who_pays_before_the_turn_gets_no_statement() {
    let world = world().await;
    begun(&world).await;
    assert_eq!(
        world.text(STATES).await,
        "exporting 5; skipped 2; waiting 2"
    );
    let paid = "insert into odoo.account_move_line (id, move_id, parent_state, date, date_maturity,
            account_id, partner_id, company_id, currency_id, balance, amount_currency, _read_at, _run)
        values (61, 61, 'posted', '2025-11-29', '2025-11-29', 12, 107, 1, 1, -70, -70, now(), gen_random_uuid())";
    world.client.batch_execute(paid).await.unwrap();
    work_off(&world).await;
    assert_eq!(world.text(STATES).await, "sent 6; skipped 3");
    let item = "select detail, export_id is null from ops.statement_item where partner_id = 107";
    assert_eq!(
        world.text(item).await,
        "nothing is due: payments and credit notes cover what the customer owes t"
    );
}
