//! Scheduled reports and their mails: what is made, who gets it, and the outcome of each mail.

use bus::Outcome;
use contracts::{
    Epoch,
    export::{ExportFailed, ExportFailureReason, ExportFinished},
    mail::{MailFinished, MailOutcome},
    schedule::ScheduleDue,
};
use core_api::http::auth::Role;
use core_api::{schedules, schedules::write::Work};
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};
use store::{ScopedFutureExt, transaction};
use uuid::Uuid;

use crate::intake_world::{World, world, world_with};
use crate::world::World as ApiWorld;

const BOOKS: &str = "
    insert into odoo.res_currency (id, name, decimal_places, _read_at, _run)
        values (1, 'PEN', 2, now(), gen_random_uuid());
    insert into odoo.res_partner (id, name, vat, _read_at, _run)
        values (1, 'Andina S.A.C.', '20512345678', now(), gen_random_uuid());
    insert into odoo.res_company (id, name, partner_id, currency_id, _read_at, _run)
        values (1, 'Andina S.A.C.', 1, 1, now(), gen_random_uuid());";

/// A schedule with one due instant, in the middle of December in Lima.
async fn due(world: &World, report: Value) -> Uuid {
    let new = schedules::write::NewSchedule {
        name: "month end".to_owned(),
        cron: "0 7 * * *".to_owned(),
        time_zone: "America/Lima".to_owned(),
        work: Work::Report(report),
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
    let tick = ScheduleDue {
        schedule: id,
        version: 1,
        due_at,
    };
    assert_eq!(world.say(tick.clone()).await, Outcome::Done);
    assert_eq!(world.say(tick).await, Outcome::Done);
    let acts = format!("select object from ops.audit where actor = 'schedule:{id}' order by 1");
    let jobs = format!(
        "select '/v1/exports/' || id from ops.export_job where requested_by = 'schedule:{id}'
         order by 1"
    );
    assert_eq!(world.text(&acts).await, world.text(&jobs).await);
    id
}

fn ageing(recipients: &[&str]) -> Value {
    json!({
        "report": "ageing", "format": "xlsx", "recipients": recipients, "skip_if_empty": true,
        "parameters": { "side": "receivable", "as_of": "end of last month" },
        "note": "Para el cierre.",
    })
}

async fn job(world: &World) -> Uuid {
    let sql = "select id from ops.export_job";
    world.client.query_one(sql, &[]).await.unwrap().get(0)
}

fn finished(job: Uuid, rows: u64, size_bytes: u64) -> ExportFinished {
    ExportFinished {
        job,
        epoch: Epoch::FIRST,
        attempt: Uuid::nil(),
        file_key: format!("exports/andina/{job}/{}.xlsx", Uuid::nil()),
        size_bytes,
        sha256: "0".repeat(64),
        rows,
        control_total: "12.50".to_owned(),
        data_as_of: None,
    }
}

/// The mail requests so far, as the worker gets them, oldest first.
async fn asked(world: &World) -> Vec<Value> {
    let sql = "select body from ops.outbox where event = 'mail.requested' order by event_id";
    let rows = world.client.query(sql, &[]).await.unwrap();
    let data = |text: String| serde_json::from_str::<Value>(&text).unwrap()["data"].take();
    rows.iter().map(|row| data(row.get(0))).collect()
}

async fn tell(world: &World, mail: &Value, epoch: i32, outcome: MailOutcome) {
    let event = MailFinished {
        mail: mail["mail"].as_str().unwrap().parse().unwrap(),
        epoch: Epoch::new(epoch),
        outcome,
        code: Some(250),
        detail: "said".to_owned(),
    };
    assert_eq!(world.say(event).await, Outcome::Done);
}

const STATES: &str = "select recipient, state from ops.mail order by recipient";

#[tokio::test(flavor = "multi_thread")]
async fn an_instant_makes_one_report_for_its_day_and_a_mail_per_recipient() {
    let world = world().await;
    world.client.batch_execute(BOOKS).await.unwrap();
    due(&world, ageing(&["ana@example.com", "bob@example.com"])).await;

    let made = "select report, parameters ->> 'as_of', locale from ops.export_job";
    assert_eq!(world.text(made).await, "ageing 2025-11-30 es-PE");
    assert_eq!(
        world.text(STATES).await,
        "ana@example.com waiting; bob@example.com waiting"
    );
    let fires = "select outcome, export_id is not null from ops.schedule_fire";
    assert_eq!(world.text(fires).await, "started t");

    let job = job(&world).await;
    assert_eq!(world.say(finished(job, 3, 100)).await, Outcome::Done);
    let mails = asked(&world).await;
    assert_eq!(mails.len(), 2, "{mails:#?}");
    let expected = json!({
        "to": "ana@example.com", "locale": "es-PE", "occasion": "report", "as_of": "2025-11-30",
        "company": "Andina S.A.C.", "currency": "PEN", "control_total": "12.50", "rows": 3,
        "note": "Para el cierre.", "delivery": { "by": "attachment" },
        "title": "Antigüedad de cuentas por cobrar", "schedule": "month end", "company_id": 1,
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&mails[0][name], value, "{name}");
    }
    assert_eq!(
        mails[0]["file"]["name"],
        "antiguedad-por-cobrar_20512345678_2025-11-30.xlsx"
    );
    // The file has another total than the mirror, so the mail has no figures.
    for name in ["figures", "due", "reply_to"] {
        assert_eq!(mails[0].get(name), None, "{name}");
    }

    tell(&world, &mails[0], 1, MailOutcome::Sent).await;
    tell(&world, &mails[1], 1, MailOutcome::Refused).await;
    // A settled recipient stays settled when a late outcome arrives.
    tell(&world, &mails[0], 1, MailOutcome::Refused).await;
    assert_eq!(
        world.text(STATES).await,
        "ana@example.com sent; bob@example.com failed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn csv_options_of_a_schedule_reach_the_worker() {
    let world = world().await;
    world.client.batch_execute(BOOKS).await.unwrap();
    let mut report = ageing(&[]);
    (report["format"], report["csv"]) = (json!("csv"), json!({ "bom": false, "separator": "|" }));
    (report["locale"], report["recipients"]) = (json!("en-US"), json!([]));
    due(&world, report).await;
    let sql = "select (body::jsonb -> 'data' -> 'csv')::text from ops.outbox
               where event = 'export.requested'";
    let asked: Value = serde_json::from_str(&world.text(sql).await).unwrap();
    assert_eq!(asked, json!({ "bom": false, "separator": "|" }));
    assert_eq!(
        world.text("select file_name from ops.export_job").await,
        "receivables-ageing_20512345678_2025-11-30.csv"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deferred_mail_is_retried_later_and_finally_fails() {
    let world = world().await;
    world.client.batch_execute(BOOKS).await.unwrap();
    due(&world, ageing(&["ana@example.com"])).await;
    let job = job(&world).await;
    assert_eq!(world.say(finished(job, 3, 100)).await, Outcome::Done);

    tell(&world, &asked(&world).await[0], 1, MailOutcome::Deferred).await;
    let mails = asked(&world).await;
    assert_eq!((mails.len(), &mails[1]["epoch"]), (2, &json!(2)));
    assert_eq!(mails[0]["mail"], mails[1]["mail"]);
    let later = "select count(*) from ops.outbox
                 where event = 'mail.requested' and available_at > now() + interval '5 s'";
    assert_eq!(world.text(later).await, "1");
    // The outcome of the first request arrives late and no longer counts.
    tell(&world, &mails[0], 1, MailOutcome::Sent).await;
    assert_eq!(world.text(STATES).await, "ana@example.com requested");

    let last = "update ops.mail set tries = 23";
    world.client.batch_execute(last).await.unwrap();
    tell(&world, &mails[1], 2, MailOutcome::Deferred).await;
    assert_eq!(world.text(STATES).await, "ana@example.com failed");
    assert_eq!(asked(&world).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_report_is_not_mailed_and_a_failed_report_fails_each_mail() {
    let world = world().await;
    world.client.batch_execute(BOOKS).await.unwrap();
    due(&world, ageing(&["ana@example.com"])).await;
    let first = job(&world).await;
    assert_eq!(world.say(finished(first, 0, 100)).await, Outcome::Done);
    assert_eq!(world.text(STATES).await, "ana@example.com skipped");

    let clean = "delete from ops.schedule; delete from ops.export_job";
    world.client.batch_execute(clean).await.unwrap();
    due(&world, ageing(&["ana@example.com"])).await;
    let failed = ExportFailed {
        job: job(&world).await,
        epoch: Epoch::FIRST,
        attempt: Uuid::nil(),
        retryable: false,
        reason: ExportFailureReason::TooManyRows,
        detail: "there are 12 rows".to_owned(),
    };
    assert_eq!(world.say(failed).await, Outcome::Done);
    let told = "select state, detail from ops.mail";
    assert_eq!(
        world.text(told).await,
        "failed there is no file to send: there are 12 rows"
    );
    assert!(asked(&world).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_is_linked_with_the_configured_base_url() {
    let world = world_with("[mail]\nattach_max_bytes = 99\nlink_days = 3\n").await;
    world.client.batch_execute(BOOKS).await.unwrap();
    due(&world, ageing(&["ana@example.com"])).await;
    let job = job(&world).await;
    assert_eq!(world.say(finished(job, 3, 100)).await, Outcome::Done);
    let mails = asked(&world).await;
    assert_eq!(mails[0]["delivery"]["by"], "link");
    let url = mails[0]["delivery"]["url"].as_str().unwrap();
    assert!(
        url.starts_with("https://andina.localhost/v1/downloads/"),
        "{url}"
    );
    let link = "select created_by, mail_id = (select id from ops.mail) from ops.export_link";
    let requester = "select requested_by || ' t' from ops.export_job";
    assert_eq!(world.text(link).await, world.text(requester).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_report_fails_its_instant_and_the_export_limit_delays_it() {
    let world = world().await;
    // Without a company in the mirror there is nothing to report.
    due(&world, ageing(&[])).await;
    let fires = "select outcome, detail <> '' from ops.schedule_fire";
    assert_eq!(world.text(fires).await, "failed t");

    let full = "delete from ops.schedule;
        insert into ops.export_job (id, report, parameters, format, locale, file_name, state,
            requested_by)
        select gen_random_uuid(), 'ageing', '{}', 'xlsx', 'es', 'a.xlsx', 'running', 'test'
        from generate_series(1, 10)";
    world.client.batch_execute(BOOKS).await.unwrap();
    world.client.batch_execute(full).await.unwrap();
    due(&world, ageing(&[])).await;
    assert_eq!(
        world.text("select count(*) from ops.schedule_fire").await,
        "0"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_schedule_is_validated_when_it_is_created() {
    let world = ApiWorld::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Admin).await;
    let report = ageing(&["ana@example.com"]);
    let good = json!({ "name": "cierre", "cron": "0 7 1 * *", "report": report });
    let refusals = [
        ("/report/parameters/as_of", json!("end of the world")),
        ("/report/parameters/side", json!("left")),
        ("/report/report", json!("horoscope")),
        ("/report/recipients/0", json!("Ana <ana@example.com>")),
        ("/report/note", json!("")),
    ];
    for (place, value) in refusals {
        let mut body = good.clone();
        *body.pointer_mut(place).unwrap() = value;
        let answer = world.post("/v1/schedules", &key, &body).await;
        assert_eq!(answer.status, 422, "{place}: {}", answer.text);
        let told = &answer.json()["errors"][0]["pointer"];
        assert_eq!(told, place, "{}", answer.text);
    }
    let mut both = good.clone();
    both["run_kind"] = json!("verify");
    let answer = world.post("/v1/schedules", &key, &both).await;
    assert_eq!(answer.json()["errors"][0]["pointer"], "/run_kind");

    let made = world.post("/v1/schedules", &key, &good).await;
    assert_eq!(made.status, 201, "{}", made.text);
    let made = made.json();
    assert_eq!(made["report"]["parameters"]["as_of"], "end of last month");
    let url = made["url"].as_str().unwrap();
    let fires = world.get(&format!("{url}/fires"), &key).await;
    assert_eq!(fires.json(), json!({ "data": [], "next": null }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_mailed_once_to_each_recipient_and_a_failed_mail_is_retried() {
    let world = ApiWorld::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let parameters = json!({ "side": "receivable" });
    let export = json!({ "report": "ageing", "format": "xlsx", "parameters": parameters });
    let export = world.post("/v1/exports", &key, &export).await.json();
    let mails = format!("/v1/exports/{}/mails", export["id"].as_str().unwrap());
    let nobody = json!({ "recipients": [] });
    assert_eq!(world.post(&mails, &key, &nobody).await.status, 422);
    let people = json!({ "recipients": ["ana@example.com", "bob@example.com"] });
    for _ in 0..2 {
        let sent = world.post(&mails, &key, &people).await;
        assert_eq!(sent.status, 202, "{}", sent.text);
        assert_eq!(sent.json()["data"].as_array().unwrap().len(), 2);
    }
    let waiting = "/v1/mails?state=waiting&limit=1";
    let list = world.get(waiting, &key).await.json();
    assert!(list["next"].is_string());
    let retry = format!("{}/retry", list["data"][0]["url"].as_str().unwrap());
    let early = world.post(&retry, &key, &json!({})).await;
    assert_eq!(early.status, 409, "{}", early.text);
    world
        .run(
            "update ops.mail set state = 'failed';
             update ops.export_job set state = 'finished', file_key = 'k', size_bytes = 1,
                 sha256 = repeat('0', 64)",
        )
        .await;
    let again = world.post(&retry, &key, &json!({})).await;
    assert_eq!(again.json()["state"], "requested", "{}", again.text);
    assert_eq!(world.count("ops.mail").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_that_is_requested_while_its_export_ends_is_sent() {
    let world = ApiWorld::create().await;
    world.seed_ledger().await;
    let key = world.key("andina", Role::Operator).await;
    let parameters = json!({ "side": "receivable" });
    let export = json!({ "report": "ageing", "format": "xlsx", "parameters": parameters });
    let export = world.post("/v1/exports", &key, &export).await.json();
    let mails = format!("/v1/exports/{}/mails", export["id"].as_str().unwrap());
    world
        .run(
            "begin;
             update ops.export_job set state = 'finished', file_key = 'k', size_bytes = 1,
                 sha256 = repeat('0', 64)",
        )
        .await;
    let people = json!({ "recipients": ["ana@example.com"] });
    let commit = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        world.run("commit").await;
    };
    let (sent, ()) = tokio::join!(world.post(&mails, &key, &people), commit);
    assert_eq!(
        sent.json()["data"][0]["state"],
        "requested",
        "{}",
        sent.text
    );
}

/// 500.00 overdue since August, 300.00 since November, 250.00 not due, and a payment of 50.00. One API
/// key has an address for a name.
const DEBTS: &str = "
    insert into odoo.account_account (id, code, account_type, company_id, _read_at, _run)
        values (12, '1211', 'asset_receivable', 1, now(), gen_random_uuid());
    insert into odoo.res_partner (id, name, _read_at, _run)
        values (7, 'Cliente', now(), gen_random_uuid());
    insert into odoo.account_move_line (id, move_id, parent_state, date, date_maturity,
            account_id, partner_id, company_id, currency_id, balance, amount_currency, _read_at, _run)
        values (1, 1, 'posted', '2025-07-01', '2025-08-01', 12, 7, 1, 1, 500, 500, now(), gen_random_uuid()),
               (2, 2, 'posted', '2025-11-01', '2025-11-10', 12, 7, 1, 1, 300, 300, now(), gen_random_uuid()),
               (3, 3, 'posted', '2025-11-02', '2025-12-10', 12, 7, 1, 1, 250, 250, now(), gen_random_uuid()),
               (4, 4, 'posted', '2025-11-20', '2025-11-20', 12, 7, 1, 1, -50, -50, now(), gen_random_uuid());
    insert into ops.api_key (id, name, role, secret_sha256, created_by)
        values ('aaaaaaaaaaaa', 'Ana Quispe <ana.quispe@andina.example>', 'operator', '', 'cli'),
               ('bbbbbbbbbbbb', 'the portal', 'operator', '', 'cli');";

#[tokio::test(flavor = "multi_thread")]
async fn a_report_mail_has_the_figures_of_its_file_and_the_address_of_its_maker() {
    let world = world().await;
    world.client.batch_execute(BOOKS).await.unwrap();
    world.client.batch_execute(DEBTS).await.unwrap();
    let schedule = due(&world, ageing(&["ana@example.com"])).await;
    let made_by = "update ops.schedule set created_by = 'key:aaaaaaaaaaaa' where id = $1";
    world.client.execute(made_by, &[&schedule]).await.unwrap();
    let job = job(&world).await;
    let file = ExportFinished {
        control_total: "1000.00".to_owned(),
        ..finished(job, 1, 100)
    };
    assert_eq!(world.say(file).await, Outcome::Done);
    let mails = asked(&world).await;
    let figures = json!({
        "documents": 4, "total": "1000.00", "overdue": "750.00", "over_90_days": "500.00",
        "unapplied": "-50.00", "difference": "0.00", "proved_at": null,
    });
    assert_eq!(mails[0]["figures"], figures, "{mails:#?}");
    assert_eq!(mails[0]["schedule"], "month end");
    assert_eq!(
        mails[0]["reply_to"],
        "Ana Quispe <ana.quispe@andina.example>"
    );

    // A mail that a person sends by hand is not called scheduled. Its key has no address.
    let by_hand = "
        update ops.export_job set requested_by = 'key:bbbbbbbbbbbb';
        insert into ops.mail (id, export_id, occasion, recipient, locale)
            select gen_random_uuid(), id, 'report', 'bob@example.com', 'en' from ops.export_job";
    world.client.batch_execute(by_hand).await.unwrap();
    let again = finished(job, 1, 100);
    let pool = &world.databases.pool("andina").unwrap();
    let actor = core_api::writing::Actor {
        tenant: &world.tenant(),
        requested_by: "key:bbbbbbbbbbbb",
        scope: reports::Scope::ALL,
        traceparent: None,
    };
    let actor = &actor;
    transaction::write(pool, "mail", |tx| {
        async move { core_api::mails::write::file_is_there(tx, actor, again.job).await }
            .scope_boxed()
    })
    .await
    .unwrap();
    let mails = asked(&world).await;
    assert_eq!(mails[1]["to"], "bob@example.com");
    assert_eq!(mails[1]["figures"], figures);
    assert_eq!(mails[1]["title"], "Accounts receivable ageing");
    for name in ["schedule", "reply_to"] {
        assert_eq!(mails[1].get(name), None, "{name}");
    }
}
