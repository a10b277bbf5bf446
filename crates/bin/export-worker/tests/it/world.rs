//! A mirror with a few open items, a virtual host and a folder of a test's own.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bus::Bus;
use contracts::{
    Envelope, Epoch, Event, Message, Origin,
    export::{ExportFormat, ExportRequested},
};
use export_worker::{Exporter, Mailer, Messenger, Metrics, Settings};
use lifecycle::{Stop, Tasks, clock};
use serde_json::{Map, Value, json};
use settings::{Environment, SecretString};
use store::{login_roles, logins::Secrets, migrate};
use tempfile::TempDir;
use testkit::{TestDatabase, VirtualHost};
use tokio_postgres::Client;
use uuid::Uuid;

pub(crate) const TENANT: &str = "andina";
pub(crate) const OPEN_ITEMS: &str = "open-items";
pub(crate) const AGEING: &str = "ageing";
pub(crate) const MODEL: &str = "model";
/// The only queue that takes what an export worker says.
pub(crate) const QUEUE: &str = "core-api.export";

pub(crate) struct World {
    pub(crate) broker: VirtualHost,
    pub(crate) database: TestDatabase,
    pub(crate) admin: Client,
    folder: TempDir,
    /// Declares the queues and sends requests.
    core: Running,
}

/// The logins that `core-api migrate` makes.
async fn make_logins(database: &TestDatabase) {
    let mut env = Environment::from_pairs(database.migration_variables());
    let secrets = Secrets::read(&mut env);
    login_roles::create(&database.url().into(), database.name(), &secrets)
        .await
        .unwrap();
}

impl World {
    pub(crate) async fn create() -> Self {
        let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../migrations");
        let fingerprint = testkit::fingerprint(migrations.as_ref());
        let database = TestDatabase::create(&fingerprint, async |url: &str| {
            let name = url.rsplit('/').next().unwrap_or_default().to_owned();
            migrate::migrate(&url.to_owned().into(), &name)
                .await
                .map(drop)
                .map_err(anyhow::Error::from)
        })
        .await;
        make_logins(&database).await;
        let admin = database.client().await;
        admin.batch_execute(BOOKS).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        write_tenants(folder.path(), database.name());
        std::fs::create_dir(folder.path().join("files")).unwrap();
        let broker = VirtualHost::create().await;
        let core = publisher(&broker);
        Self {
            broker,
            database,
            admin,
            folder,
            core,
        }
    }

    /// Adds `count` open invoices of 0.01 each.
    pub(crate) async fn add_invoices(&self, count: i32) {
        let sql = "insert into odoo.account_move_line
                (id, move_name, parent_state, date, date_maturity, account_id, partner_id,
                 journal_id, company_id, currency_id, balance, amount_currency, amount_residual,
                 amount_residual_currency, reconciled, _read_at, _run)
             select 1000 + n, 'F ' || n, 'posted', '2026-01-01', '2026-02-01', 1, 1, 1, 1, 1,
                    0.01, 0.01, 0.01, 0.01, false, now(), gen_random_uuid()
             from generate_series(1, $1) n";
        self.admin.execute(sql, &[&count]).await.unwrap();
    }

    /// Replaces the tenant's file by a short one with these lines at its end, and adds files beside
    /// `base.toml`.
    pub(crate) fn configure(&self, additions: &str, files: &[(&str, &[u8])]) {
        let config = self.folder.path().join("config");
        let tenant = format!(
            "name = '{TENANT}'\ndisplay_name = 'Andina'\ntime_zone = 'America/Lima'\n\
             locale = 'es-PE'\ndatabase = '{}'\n[odoo]\nurl = 'http://127.0.0.1:1'\n\
             database = 'a'\nuser = 'a'\npassword_env = 'A'\n{additions}",
            self.database.name()
        );
        std::fs::write(
            config.join(format!("hosts/{TENANT}.localhost.toml")),
            tenant,
        )
        .unwrap();
        for (name, content) in files {
            let path = config.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    /// Paths of all files below the folder of files, relative to it.
    pub(crate) fn all_files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.files()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(
                        path.strip_prefix(self.files())
                            .unwrap()
                            .display()
                            .to_string(),
                    );
                }
            }
        }
        found.sort();
        found
    }

    /// The variables of the process; the database through another port if one is given.
    pub(crate) fn variables(&self, port: Option<u16>) -> Vec<(String, String)> {
        let database = match port {
            Some(port) => self.database.variables_through(port, "EXPORT"),
            None => self.database.variables("EXPORT"),
        };
        let path = |path: &Path| path.display().to_string();
        [
            ("ESPEJO_OPS_BIND", "127.0.0.1:0".to_owned()),
            ("ESPEJO_BROKER_URL", self.broker.url_for("espejo_export")),
            (
                "ESPEJO_TENANTS_DIR",
                path(&self.folder.path().join("config")),
            ),
            ("ESPEJO_FILES_DIR", path(&self.files())),
        ]
        .into_iter()
        .chain(database)
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
    }

    /// A worker inside this process.
    pub(crate) fn start(&self, port: Option<u16>, more: &[(&str, &str)]) -> Running {
        let more = more
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let mut env = Environment::from_pairs(self.variables(port).into_iter().chain(more));
        let settings = Settings::read(&mut env);
        let settings = env.finish(settings).unwrap();
        let stop = Stop::new();
        let tasks = Tasks::new(stop.clone());
        let broker = bus::Settings::following(settings.broker_url.clone(), export_worker::SERVICE);
        let (bus, driver) = Bus::new(broker).unwrap();
        let until = stop.clone();
        tasks.spawn("bus", async move {
            driver.run(until.stopped()).await;
            Ok::<_, String>(())
        });
        let exporter = Exporter::new(
            &settings,
            bus.clone(),
            Metrics::default(),
            (tasks.clone(), stop.clone()),
        );
        let exporter = exporter.unwrap();
        let mailer = Mailer::new(&settings, &exporter, stop.clone());
        let mailer = Arc::new(mailer.unwrap());
        tasks.spawn("mail", Arc::clone(&mailer).consume(stop.clone()));
        tasks.spawn("notices", mailer.consume_notices(stop.clone()));
        let messenger = Messenger::new(&settings, &exporter, stop.clone());
        tasks.spawn(
            "webhooks",
            Arc::new(messenger.unwrap()).consume(stop.clone()),
        );
        let exporter = Arc::new(exporter);
        for _ in 0..settings.slots {
            tasks.spawn("slot", Arc::clone(&exporter).consume(stop.clone()));
        }
        Running {
            core: self.core.core.clone(),
            stop,
            tasks,
        }
    }

    /// core-api's connection alone.
    pub(crate) fn start_publisher(&self) -> Running {
        publisher(&self.broker)
    }

    /// Waits until so many events of this name lie in core-api's queue of exports.
    pub(crate) async fn events(&self, name: &str, count: usize) -> Vec<Value> {
        self.events_in(QUEUE, name, count).await
    }

    /// Waits until so many events of this name lie in the queue.
    pub(crate) async fn events_in(&self, queue: &str, name: &str, count: usize) -> Vec<Value> {
        let mut seen = 0;
        for _ in 0..600 {
            let queues = self.broker.queues().await;
            let depth = if queues.iter().any(|known| known == queue) {
                self.broker.queue_depth(queue).await
            } else {
                0
            };
            // Looking at messages counts as delivery, and they are not delivered for ever.
            if depth > seen {
                seen = depth;
                let mut found = self.all_in(queue).await;
                found.retain(|event| event["type"] == format!("espejo.{name}.v1"));
                if found.len() >= count {
                    return found;
                }
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("fewer than {count} {name}: {:#?}", self.all_in(queue).await);
    }

    pub(crate) async fn all_events(&self) -> Vec<Value> {
        self.all_in(QUEUE).await
    }

    async fn all_in(&self, queue: &str) -> Vec<Value> {
        let messages = self.broker.messages(queue, 500).await;
        messages
            .iter()
            .map(|message| serde_json::from_str(&message.payload).unwrap())
            .collect()
    }
}

/// core-api's connection to the broker.
fn publisher(broker: &VirtualHost) -> Running {
    let stop = Stop::new();
    let tasks = Tasks::new(stop.clone());
    let url = SecretString::from(broker.url_for("espejo_core"));
    let (bus, driver) = Bus::new(bus::Settings::new(url, "core-api")).unwrap();
    let until = stop.clone();
    tasks.spawn("bus", async move {
        driver.run(until.stopped()).await;
        Ok::<_, String>(())
    });
    Running {
        core: bus,
        stop,
        tasks,
    }
}

pub(crate) struct Running {
    core: Bus,
    pub(crate) stop: Stop,
    tasks: Tasks,
}

impl Running {
    /// As core-api, until the queue has it.
    pub(crate) async fn publish(&self, message: &Message) {
        let patience = Duration::from_secs(40);
        let published = self.core.publish_patiently(message, patience).await;
        published.unwrap();
    }

    pub(crate) async fn end(self) {
        self.stop.stop();
        self.tasks.join(Duration::from_secs(20)).await.unwrap();
    }
}

/// A request of core-api's for receivables at the end of March 2026.
pub(crate) fn request(tenant: &str, report: &str, more: &Value) -> Message {
    request_for(tenant, report, more, ExportFormat::Xlsx)
}

pub(crate) fn request_for(
    tenant: &str,
    report: &str,
    more: &Value,
    format: ExportFormat,
) -> Message {
    let Value::Object(mut parameters) =
        json!({ "side": "receivable", "as_of": "2026-03-31", "sort": "due_date" })
    else {
        unreachable!()
    };
    if report == AGEING {
        parameters.remove("sort");
    }
    if report == MODEL {
        parameters.clear();
    }
    parameters.extend(more.as_object().cloned().unwrap_or_else(Map::new));
    let job = Uuid::new_v4();
    let request = ExportRequested {
        job,
        epoch: Epoch::FIRST,
        report: report.to_owned(),
        parameters,
        companies: None,
        format,
        locale: "es-PE".to_owned(),
        csv: None,
    };
    sealed(tenant, job, request)
}

pub(crate) fn sealed<T: Event>(tenant: &str, job: Uuid, event: T) -> Message {
    let origin = Origin {
        source: "core-api",
        tenant,
    };
    let traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".to_owned();
    let envelope = Envelope::new(origin, job.to_string(), clock::now(), event);
    envelope.traced(Some(traceparent)).seal().unwrap()
}

fn write_tenants(folder: &Path, database: &str) {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../deploy/config");
    let config = folder.join("config");
    std::fs::create_dir_all(config.join("hosts")).unwrap();
    std::fs::copy(format!("{source}/base.toml"), config.join("base.toml")).unwrap();
    let host = format!("hosts/{TENANT}.localhost.toml");
    let text = std::fs::read_to_string(format!("{source}/{host}")).unwrap();
    std::fs::write(config.join(host), text.replace("espejo_andina", database)).unwrap();
}

/// One company in soles, two partners, an invoice in soles, one in dollars, half of it paid, one
/// that is paid, and a payment that waits for its invoice.
const BOOKS: &str = r#"
insert into odoo.res_currency (id, name, decimal_places, _read_at, _run)
    values (1, 'PEN', 2, now(), gen_random_uuid()), (2, 'USD', 2, now(), gen_random_uuid());
insert into odoo.res_company (id, name, currency_id, _read_at, _run)
    values (1, 'Andina Comercial S.A.C.', 1, now(), gen_random_uuid());
insert into odoo.res_partner (id, name, vat, _read_at, _run)
    values (1, '=HYPERLINK("http://evil")', '20100', now(), gen_random_uuid()),
           (2, 'Ñandú & Cía. <S.A.>', '20200', now(), gen_random_uuid());
insert into ops.person (id, email, name, role, created_by)
    values ('0197a1b2-0000-7000-8000-00000000000a', 'ana@andina.pe', '@Ana', 'operator', 'cli');
insert into ops.note (id, object_kind, object_id, text, promise_date, promise_amount, promise_currency,
        created_by, updated_by, created_at)
    values ('0197a1b2-0000-7000-8000-000000000001', 'partner', 1, '=1+1', '2026-05-01', 1180.00, 'PEN',
            'person:0197a1b2-0000-7000-8000-00000000000a', 'cli', '2026-03-20T15:00:00Z');
insert into odoo.account_account (id, code, name, account_type, company_id, _read_at, _run)
    values (1, '1212', 'Facturas por cobrar', 'asset_receivable', 1, now(), gen_random_uuid());
insert into odoo.account_journal (id, code, name, type, company_id, _read_at, _run)
    values (1, 'INV', 'Ventas', 'sale', 1, now(), gen_random_uuid());
insert into odoo.account_move (id, name, state, move_type, company_id, _read_at, _run)
    select n, 'F 00' || n, 'posted', 'out_invoice', 1, now(), gen_random_uuid()
    from generate_series(1, 4) n;
insert into odoo.account_move_line
    (id, move_id, move_name, parent_state, date, invoice_date, date_maturity, ref, account_id,
     partner_id, journal_id, company_id, currency_id, balance, amount_currency, amount_residual,
     amount_residual_currency, reconciled, _read_at, _run)
values
    (1, 1, 'F 001', 'posted', '2026-01-10', '2026-01-10', '2026-02-10', '-1+1', 1, 1, 1, 1, 1,
     1180.00, 1180.00, 1180.00, 1180.00, false, now(), gen_random_uuid()),
    (2, 2, 'F 002', 'posted', '2026-03-01', '2026-03-01', '2026-04-15', null, 1, 2, 1, 1, 2,
     375.50, 100.00, 187.75, 50.00, false, now(), gen_random_uuid()),
    (3, 3, 'F 003', 'posted', '2026-02-01', '2026-02-01', '2026-02-01', null, 1, 2, 1, 1, 1,
     50.00, 50.00, 0, 0, true, now(), gen_random_uuid()),
    (4, 4, 'P 001', 'posted', '2026-03-15', null, '2026-03-15', E'\tadelanto', 1, 1, 1, 1, 1,
     -20.20, -20.20, -20.20, -20.20, false, now(), gen_random_uuid()),
    (5, 4, 'P 002', 'posted', '2026-02-20', null, '2026-02-20', null, null, 2, 1, 1, 1,
     -237.75, -150.00, 0, 0, true, now(), gen_random_uuid());
insert into odoo.account_partial_reconcile
    (id, debit_move_id, credit_move_id, amount, debit_amount_currency, credit_amount_currency,
     max_date, _read_at, _run)
values (1, 2, 5, 187.75, 50.00, 187.75, '2026-03-02', now(), gen_random_uuid()),
       (2, 3, 5, 50.00, 50.00, 50.00, '2026-02-20', now(), gen_random_uuid());
insert into ops.cursor (model, watermark, run_id)
    select model, '2026-04-01T05:30:00Z', gen_random_uuid()
    from unnest(array['account.move.line', 'account.partial.reconcile', 'account.move',
        'account.account', 'res.partner', 'res.company', 'res.currency']) model;
insert into ops.proof (model, run_id, ranges, differing, rows, proved_at)
    select model, gen_random_uuid(), 6, 0, 5, '2026-04-01T02:00:00Z'
    from unnest(array['account.move.line', 'account.partial.reconcile', 'account.move',
        'account.account', 'res.partner', 'res.company', 'res.currency']) model;
"#;
