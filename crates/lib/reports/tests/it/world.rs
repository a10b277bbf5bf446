//! A migrated database of a test's own, written by the superuser and read by the reader role.

use jiff::civil::Date;
use reports::ageing::AgeingParameters;
use reports::open_items::{OpenItem, OpenItemsParameters, OpenItemsQuery};
use reports::{Report, Side};
use serde_json::{Value, json};
use store::{
    Access, Databases, Object, Pool, login_roles,
    logins::{Login, Secrets},
};
use testkit::TestDatabase;
use tokio_postgres::Client;

const TENANT: &str = "andina";

/// Where open items are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReportSource {
    /// As before the first load has ended.
    Mirror,
    /// What is kept of now, and what has changed since the day.
    Sums,
    /// What was open on the day, item by item.
    Items,
}

pub(crate) struct World {
    pub(crate) admin: Client,
    pool: Pool,
    _database: TestDatabase,
}

/// The login of export-worker.
async fn access(database: &TestDatabase) -> Access {
    let variables = database.migration_variables();
    let secret = |service: &str| {
        let name = format!("ESPEJO_{service}_DATABASE_SECRET");
        let found = variables.iter().find(|(known, _)| *known == name);
        found.unwrap().1.clone().into()
    };
    let secrets = Secrets {
        core: secret("CORE"),
        export: secret("EXPORT"),
        scheduler: secret("SCHEDULER"),
    };
    login_roles::create(&database.url().into(), database.name(), &secrets)
        .await
        .unwrap();
    let server = format!("postgres://{}", database.server_address());
    Access::new(server.into(), Login::Export, secrets.export)
}

impl World {
    pub(crate) async fn create() -> Self {
        let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../migrations");
        let fingerprint = testkit::fingerprint(migrations.as_ref());
        let database = TestDatabase::create(&fingerprint, async |url: &str| {
            let name = url.rsplit('/').next().unwrap_or_default().to_owned();
            store::migrate::migrate(&url.to_owned().into(), &name)
                .await
                .map(drop)
                .map_err(anyhow::Error::from)
        })
        .await;
        let name = (TENANT.to_owned(), database.name().to_owned());
        let databases = Databases::new(&access(&database).await, [name], "reports-test", 2);
        let databases = databases.unwrap();
        Self {
            admin: database.client().await,
            pool: databases.pool(TENANT).unwrap(),
            _database: database,
        }
    }

    /// With one company (2, in PEN), a receivable (1211) and a payable account (4212), USD, two
    /// partners and a salesperson.
    pub(crate) async fn with_a_company() -> Self {
        let world = Self::create().await;
        world
            .insert(
                "res_currency",
                json!([
                    {"id": 1, "name": "USD", "decimal_places": 2, "active": true},
                    {"id": 156, "name": "PEN", "decimal_places": 2, "active": true},
                ]),
            )
            .await;
        world
            .insert(
                "res_company",
                json!([{"id": 2, "name": "Andina", "currency_id": 156}]),
            )
            .await;
        world.insert("account_account", json!([
            {"id": 12, "code": "1211", "name": "Por cobrar", "account_type": "asset_receivable", "company_id": 2},
            {"id": 13, "code": "1299", "name": "Otras", "account_type": "asset_receivable", "company_id": 2},
            {"id": 42, "code": "4212", "name": "Por pagar", "account_type": "liability_payable", "company_id": 2},
            {"id": 70, "code": "7011", "name": "Ventas", "account_type": "income", "company_id": 2},
        ])).await;
        world
            .insert(
                "res_partner",
                json!([
                    {"id": 7, "name": "Ñandú O'Higgins", "vat": "20100", "active": true},
                    {"id": 8, "name": "bodega Álamo", "vat": "20200", "ref": "B-8", "active": true},
                    {"id": 9, "name": "Rosa Vendedora", "active": true},
                ]),
            )
            .await;
        world
            .insert(
                "res_users",
                json!([{"id": 5, "login": "rosa", "partner_id": 9}]),
            )
            .await;
        world
    }

    pub(crate) async fn client(&self) -> Object {
        self.pool.get().await.unwrap().into()
    }

    /// Rows as JSON objects keyed by column.
    pub(crate) async fn insert(&self, table: &str, mut rows: Value) {
        for row in rows.as_array_mut().unwrap() {
            row["_read_at"] = json!("2026-11-22 21:00:00+00");
            row["_run"] = json!("00000000-0000-0000-0000-000000000000");
        }
        let statement = format!(
            "insert into odoo.{table} select * from jsonb_populate_recordset(null::odoo.{table}, $1)"
        );
        self.admin.execute(&statement, &[&rows]).await.unwrap();
    }

    pub(crate) async fn run(&self, statement: &str) {
        self.admin.batch_execute(statement).await.unwrap();
    }

    /// Has the reports read from there.
    pub(crate) async fn use_source(&self, source: ReportSource) {
        match source {
            ReportSource::Mirror => self.run("select report.forget()").await,
            ReportSource::Sums => self.run("select report.rebuild()").await,
            // More of a later time than the sums of now are corrected by.
            ReportSource::Items => {
                self.run(
                    "insert into odoo.account_move_line (id, parent_state, date, account_id,
                         company_id, balance, _read_at, _run)
                     select company.id * 1000000 + n, 'posted', '2028-01-01', account.id, company.id, 1, now(),
                         gen_random_uuid()
                     from odoo.res_company company, generate_series(1, 2100) n,
                          (select min(id) as id from odoo.account_account
                           where account_type = 'liability_payable') account
                     on conflict (id) do nothing;
                     select report.rebuild()",
                )
                .await;
            }
        }
    }

    pub(crate) async fn open_items(&self, parameters: &OpenItemsParameters) -> Vec<OpenItem> {
        let client = self.client().await;
        let query = OpenItemsQuery::prepare(
            &client,
            parameters,
            &reports::Reader::of_all(day("2026-11-22")),
        )
        .await
        .unwrap();
        reports::open_items::page(&client, &query)
            .await
            .unwrap()
            .rows
    }
}

/// A posted line on the receivable account with nothing settled yet.
pub(crate) fn line(id: i64, date: &str, due: &str, balance: &str) -> Value {
    json!({
        "id": id, "move_id": id, "parent_state": "posted", "date": date, "date_maturity": due,
        "account_id": 12, "partner_id": 7, "company_id": 2, "currency_id": 156,
        "balance": balance, "amount_currency": balance,
        "amount_residual": balance, "amount_residual_currency": balance, "reconciled": false,
    })
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn open_items_of(side: Side) -> OpenItemsParameters {
    let side = match side {
        Side::Receivable => "receivable",
        Side::Payable => "payable",
    };
    serde_json::from_value(json!({ "side": side })).unwrap()
}

pub(crate) fn ageing_of(side: Side) -> AgeingParameters {
    let open_items = open_items_of(side);
    serde_json::from_value(serde_json::to_value(open_items).unwrap()).unwrap()
}
