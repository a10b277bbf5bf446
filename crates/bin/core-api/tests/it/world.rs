//! The API inside this process, with two tenants and a database each. There is no broker: events to
//! send stay in the outbox.

use std::{net::SocketAddr, num::NonZeroU32, path::Path, sync::Arc, time::Duration};

use core_api::proxies::Proxies;
use core_api::{
    cli, cli::KeyCommand, cli::RoleName, events::relay::Relay, http::anonymous::AnonymousLimit,
    http::auth::Role, http::console::Console, http::metrics::HttpMetrics,
    http::rate_limit::Limiter, http::server, http::state::Api, http::streams::Streams,
    http::strikes::Strikes, settings::KeySettings, settings::MailServer,
};
use files::Files;
use lifecycle::{Stop, Tasks};
use reqwest::{Client, Method, RequestBuilder, StatusCode, header::HeaderMap};
use serde_json::{Value, json};
use settings::Environment;
use store::{
    Access, Databases, Readers, login_roles,
    logins::{Login, Secrets},
};
use tempfile::TempDir;
use tenants::LiveTenants;
use testkit::TestDatabase;

use crate::key_rotation;

/// In the folder of the configuration.
pub(crate) const KEYS: &str = "secrets.keys";
pub(crate) const ANDINA: &str = "andina.localhost";
pub(crate) const PAMPA: &str = "pampa.localhost";
/// Its pages may call the API of andina.
pub(crate) const CONSOLE: &str = "https://console.example.com";

/// Wrong keys a minute.
pub(crate) const BAD_KEYS: u32 = 200;

pub(crate) struct World {
    pub(crate) address: SocketAddr,
    pub(crate) admin: tokio_postgres::Client,
    pub(crate) config: TempDir,
    pub(crate) files: TempDir,
    pub(crate) metrics: HttpMetrics,
    api: Arc<Api>,
    access: Access,
    http: Client,
    stop: Stop,
    pub(crate) databases: [TestDatabase; 2],
}

/// What differs between worlds.
struct Plan {
    per_second: NonZeroU32,
    anonymous_per_second: NonZeroU32,
    mails_links: bool,
    /// More lines in the file of the first tenant.
    more: String,
    /// Of its provider.
    secret: String,
    /// Whose headers are believed.
    proxies: &'static str,
    console: Option<Console>,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            per_second: NonZeroU32::new(10_000).unwrap(),
            anonymous_per_second: NonZeroU32::new(10_000).unwrap(),
            mails_links: true,
            more: String::new(),
            secret: String::new(),
            proxies: "127.0.0.7",
            console: Some(console()),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl World {
    pub(crate) async fn create() -> Self {
        Self::with(Plan::default()).await
    }

    pub(crate) async fn with_rate(per_second: NonZeroU32) -> Self {
        Self::with(Plan {
            per_second,
            ..Plan::default()
        })
        .await
    }

    /// With a limit for requests without a known caller.
    pub(crate) async fn with_anonymous_rate(anonymous_per_second: NonZeroU32) -> Self {
        Self::with(Plan {
            anonymous_per_second,
            ..Plan::default()
        })
        .await
    }

    /// Links with which people sign in are not mailed.
    pub(crate) async fn without_mail() -> Self {
        Self::with(Plan {
            mails_links: false,
            ..Plan::default()
        })
        .await
    }

    /// With more lines in the file of the tenant, and the secret of its provider.
    pub(crate) async fn with_andina(more: &str, secret: &str) -> Self {
        Self::with(Plan {
            more: more.to_owned(),
            secret: secret.to_owned(),
            ..Plan::default()
        })
        .await
    }

    pub(crate) async fn without_console() -> Self {
        Self::with(Plan {
            console: None,
            ..Plan::default()
        })
        .await
    }

    /// With a proxy on this machine.
    pub(crate) async fn behind_a_proxy() -> Self {
        Self::with(Plan {
            proxies: "127.0.0.1",
            ..Plan::default()
        })
        .await
    }

    async fn with(plan: Plan) -> Self {
        let (andina, pampa) = tokio::join!(database(), database());
        let access = access(andina.variables("CORE"));
        Self::built(andina, pampa, access, plan).await
    }

    /// The API with any server of the databases, even of a server that does not answer.
    pub(crate) async fn over(
        andina: TestDatabase,
        pampa: TestDatabase,
        access: Access,
        per_second: NonZeroU32,
    ) -> Self {
        let plan = Plan {
            per_second,
            ..Plan::default()
        };
        Self::built(andina, pampa, access, plan).await
    }

    async fn built(andina: TestDatabase, pampa: TestDatabase, access: Access, plan: Plan) -> Self {
        let config = tempfile::tempdir().unwrap();
        write_tenants(config.path(), andina.name(), pampa.name());
        let file = config.path().join(format!("hosts/{ANDINA}.toml"));
        let lines = std::fs::read_to_string(&file).unwrap();
        std::fs::write(file, format!("{lines}{}", plan.more)).unwrap();
        std::fs::write(config.path().join("office.secret"), &plan.secret).unwrap();
        let vault = key_rotation::in_file(&config.path().join(KEYS));
        let files = tempfile::tempdir().unwrap();
        let tenants = LiveTenants::open(config.path(), |_| Ok(())).unwrap();
        let now = tenants.now();
        let pools = |size| Databases::new(&access, now.databases(), "core-api test", size).unwrap();
        let (databases, lookups) = (pools(4), pools(2));
        let replicas = Databases::replicas(&access, now.databases(), "replicas", 4).unwrap();
        let metrics = HttpMetrics::default();
        let api = Arc::new(Api {
            relay: Relay::default(),
            letters: letters::LoadedTemplates::default(),
            tenants,
            readers: Readers::new(databases.clone(), replicas, Duration::from_millis(500)),
            databases,
            access: lookups,
            files: Files::open(&files::Settings::Folder(files.path().to_owned())).unwrap(),
            stop: Stop::new(),
            bus: no_broker(),
            limiter: Limiter::new(plan.per_second),
            throttle: Arc::default(),
            keys: core_api::credentials::cache::KeyCache::default(),
            attempts: core_api::http::attempts::Attempts::default(),
            strikes: Strikes::new(BAD_KEYS),
            anonymous: AnonymousLimit::new(plan.anonymous_per_second),
            // Nobody else can connect from this address.
            proxies: Proxies::parse(plan.proxies).unwrap(),
            streams: Streams::new(2, 3),
            feeds: core_api::events::feed::Feeds::default(),
            cursors: core_api::http::cursor::CursorKeys::default(),
            mails_links: plan.mails_links,
            mail_server: Some(MailServer {
                host: "mail.example.com".to_owned(),
                port: 465,
            }),
            providers: core_api::providers::Providers::default(),
            vault: Some(Arc::new(vault)),
            console: plan.console,
            answers: core_api::http::cache::AnswerCache::default(),
            metrics: metrics.clone(),
        });
        let (address, stop) = serve(&api);
        Self {
            address,
            admin: andina.client().await,
            config,
            files,
            metrics,
            access,
            api,
            http: client(),
            stop,
            databases: [andina, pampa],
        }
    }

    pub(crate) fn api(&self) -> Arc<Api> {
        self.api.clone()
    }

    /// A key, made in the operator's way.
    pub(crate) async fn key(&self, tenant: &str, role: Role) -> String {
        self.key_of(tenant, role, None).await
    }

    /// A key for some companies.
    pub(crate) async fn key_of(
        &self,
        tenant: &str,
        role: Role,
        companies: Option<&[i64]>,
    ) -> String {
        let role = match role {
            Role::Viewer => RoleName::Viewer,
            Role::Operator => RoleName::Operator,
            Role::Admin => RoleName::Admin,
        };
        let (tenant, name) = (tenant.to_owned(), "test".to_owned());
        let command = KeyCommand::Create {
            tenant,
            role,
            name,
            companies: companies.map(<[i64]>::to_vec),
            expires_days: Some(1),
        };
        cli::key(&self.key_settings(), command)
            .await
            .unwrap()
            .unwrap()
    }

    pub(crate) fn key_settings(&self) -> KeySettings {
        KeySettings {
            tenants_dir: self.config.path().to_owned(),
            databases: self.access.clone(),
        }
    }

    /// A PUT or PATCH changes whatever version there is.
    pub(crate) fn request(&self, method: Method, host: &str, path: &str) -> RequestBuilder {
        let changes = [Method::PUT, Method::PATCH].contains(&method);
        let request = self.bare(method, host, path);
        if changes {
            request.header("if-match", "*")
        } else {
            request
        }
    }

    /// A request that names no version.
    pub(crate) fn bare(&self, method: Method, host: &str, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("http://{}{path}", self.address))
            .header("host", host)
    }

    pub(crate) async fn get(&self, path: &str, key: &str) -> Answer {
        send(self.request(Method::GET, ANDINA, path).bearer_auth(key)).await
    }

    pub(crate) async fn post(&self, path: &str, key: &str, body: &Value) -> Answer {
        send(
            self.request(Method::POST, ANDINA, path)
                .bearer_auth(key)
                .json(body),
        )
        .await
    }

    /// Rows of a mirrored table as JSON objects with the columns as keys.
    pub(crate) async fn insert(&self, table: &str, mut rows: Value) {
        for row in rows.as_array_mut().unwrap() {
            row["_read_at"] = json!("2026-11-22 21:00:00+00");
            row["_run"] = json!("00000000-0000-0000-0000-000000000000");
        }
        let sql = format!(
            "insert into odoo.{table} select * from jsonb_populate_recordset(null::odoo.{table}, $1)"
        );
        self.admin.execute(&sql, &[&rows]).await.unwrap();
    }

    /// A second connection of the administrator.
    pub(crate) async fn another_client(&self) -> tokio_postgres::Client {
        self.databases[0].client().await
    }

    pub(crate) async fn run(&self, sql: &str) {
        self.admin.batch_execute(sql).await.unwrap();
    }

    pub(crate) async fn count(&self, table: &str) -> i64 {
        self.admin
            .query_one(&format!("select count(*) from {table}"), &[])
            .await
            .unwrap()
            .get(0)
    }

    /// One company in soles with 12 open receivables of three partners and one payable. Receivable
    /// n is of n hundred soles and due on day n of November 2026.
    pub(crate) async fn seed_ledger(&self) {
        let currency = json!([{"id": 1, "name": "PEN", "decimal_places": 2, "active": true}]);
        self.insert("res_currency", currency).await;
        self.insert(
            "res_company",
            json!([{"id": 2, "name": "Andina", "currency_id": 1}]),
        )
        .await;
        self.insert(
            "account_account",
            json!([
                {"id": 12, "code": "1211", "account_type": "asset_receivable", "company_id": 2},
                {"id": 42, "code": "4212", "account_type": "liability_payable", "company_id": 2},
            ]),
        )
        .await;
        let partners = ["Álamo", "Bodega", "Ñandú"].iter().zip(7..);
        let partners: Vec<Value> = partners
            .map(|(name, id)| json!({"id": id, "name": name, "active": true}))
            .collect();
        self.insert("res_partner", json!(partners)).await;
        let mut lines: Vec<Value> = (1..=12)
            .map(|n| line(n, 12, 7 + n % 3, &format!("{n}00.00")))
            .collect();
        lines.push(line(13, 42, 7, "-50.25"));
        self.insert("account_move_line", json!(lines)).await;
    }
}

impl Drop for World {
    fn drop(&mut self) {
        self.stop.stop();
    }
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Checks that this is a well-formed problem of this kind, and returns it.
    pub(crate) fn problem(&self, status: u16, slug: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{self:?}");
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["type"], format!("/problems/{slug}"), "{problem}");
        assert_eq!(problem["status"], status);
        for member in ["title", "detail", "instance", "hint"] {
            assert!(
                problem[member]
                    .as_str()
                    .is_some_and(|text| !text.is_empty()),
                "{problem}"
            );
        }
        problem
    }
}

pub(crate) const SCRIPT: &str = "export const a = 1;";
/// What the build would have compressed; the server does not look into it.
pub(crate) const BROTLI: &str = "a script, compressed";

/// A console of two files.
fn console() -> Console {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("assets")).unwrap();
    put("index.html", "<!doctype html><title>Espejo</title>");
    put("assets/app.js", SCRIPT);
    put("assets/app.js.br", BROTLI);
    Console::load(folder.path()).unwrap()
}

pub(crate) fn serve(api: &Arc<Api>) -> (SocketAddr, Stop) {
    let listener = server::listen(([127, 0, 0, 1], 0).into()).unwrap();
    let address = listener.local_addr().unwrap();
    let server = server::serve(api.clone(), listener, core_api::api::routes::configure);
    let stop = Stop::new();
    Tasks::new(stop.clone()).spawn("api", server.unwrap());
    (address, stop)
}

fn client() -> Client {
    let client = Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(30));
    client.build().unwrap()
}

pub(crate) async fn send(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    Answer {
        status: response.status(),
        headers: response.headers().clone(),
        text: response.text().await.unwrap(),
    }
}

pub(crate) async fn database() -> TestDatabase {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../migrations");
    let fingerprint = testkit::fingerprint(&migrations);
    let database = TestDatabase::create(&fingerprint, async |url: &str| {
        let name = url.rsplit('/').next().unwrap_or_default().to_owned();
        store::migrate::migrate(&url.to_owned().into(), &name)
            .await
            .map(drop)
    })
    .await;
    make_logins(&database).await;
    database
}

/// The logins that `core-api migrate` makes.
pub(crate) async fn make_logins(database: &TestDatabase) {
    let mut env = Environment::from_pairs(database.migration_variables());
    let secrets = Secrets::read(&mut env);
    login_roles::create(&database.url().into(), database.name(), &secrets)
        .await
        .unwrap();
}

/// The logins of core-api, given what a service is told.
pub(crate) fn access(variables: Vec<(&'static str, String)>) -> Access {
    let mut env = Environment::from_pairs(variables);
    let access = Access::read(&mut env, Login::Core);
    env.finish(access).unwrap()
}

fn no_broker() -> bus::Bus {
    let url = "amqp://espejo_core:nothing@127.0.0.1:1/none".to_owned();
    let settings = bus::Settings::new(url.into(), "core-api");
    bus::Bus::new(settings).unwrap().0
}

pub(crate) fn write_tenants(dir: &Path, andina: &str, pampa: &str) {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../deploy/config/base.toml");
    std::fs::create_dir(dir.join("hosts")).unwrap();
    std::fs::copy(base, dir.join("base.toml")).unwrap();
    let browsers = format!("[browsers]\norigins = ['{CONSOLE}']\n");
    for (name, database, each, origins) in [
        ("andina", andina, 2, browsers.as_str()),
        ("pampa", pampa, 1, ""),
    ] {
        let file = format!(
            "name = '{name}'\ndisplay_name = '{name}'\ntime_zone = 'America/Lima'\n\
             locale = 'es-PE'\ndatabase = '{database}'\n[odoo]\nurl = 'http://127.0.0.1:1'\n\
             database = 'a'\nuser = 'a'\npassword_env = 'A'\n[exports]\nmax_active = 2\n\
             max_active_each = {each}\n{origins}"
        );
        std::fs::write(dir.join(format!("hosts/{name}.localhost.toml")), file).unwrap();
    }
}

fn line(id: i64, account: i64, partner: i64, balance: &str) -> Value {
    json!({
        "id": id, "move_id": id, "parent_state": "posted", "date": "2026-10-01",
        "date_maturity": format!("2026-11-{:02}", id.min(28)), "account_id": account,
        "partner_id": partner, "company_id": 2, "currency_id": 1, "balance": balance,
        "amount_currency": balance, "amount_residual": balance,
        "amount_residual_currency": balance, "reconciled": false,
    })
}
