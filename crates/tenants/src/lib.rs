//! Tenants: one host name, one database, one Odoo each. A tenant is a file,
//! `hosts/<host>.toml`, laid over `base.toml`.
//!
//! Loading reports every problem of every file at once and refuses unknown
//! keys. Passwords are never in these files: they say where to find one, and it
//! is read only by who opens a session with Odoo.

mod additions;
mod check;
mod file;
mod links;
mod pace;
mod reader;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use additions::{Additions, FieldKind};
pub use check::locale;
pub use settings::{SecretError, SecretString};

/// All tenants of this installation.
#[derive(Debug, Clone)]
pub struct Tenants {
    by_name: BTreeMap<String, Arc<Tenant>>,
    by_host: BTreeMap<String, Arc<Tenant>>,
}

#[derive(Debug, Clone)]
pub struct Tenant {
    /// Short name in events, file keys and logs: `[a-z][a-z0-9_]{0,30}`.
    pub name: String,
    /// Host name of the API, in lower case and without port.
    pub host: String,
    pub display_name: String,
    /// Where people reach the API, for links in mails; without slash at the end.
    pub public_url: String,
    /// IANA name, known to exist.
    pub time_zone: String,
    /// Language and maybe region of documents, such as `es-PE`; see [`locale()`].
    pub locale: String,
    /// Name of the tenant's database in PostgreSQL.
    pub database: String,
    pub odoo: OdooSource,
    pub schedules: DefaultSchedules,
    pub proving: Proving,
    pub exports: ExportLimits,
    pub mail: MailPolicy,
    pub reports: ReportDefaults,
    pub history: HistoryLimits,
}

/// The Odoo that a tenant mirrors and how to read it.
#[derive(Debug, Clone)]
pub struct OdooSource {
    /// Without path and without slash at the end.
    pub url: String,
    pub database: String,
    pub user: String,
    pub protocol: Protocol,
    /// The companies to mirror; empty means all that the user may see.
    pub company_ids: Vec<i64>,
    /// Language of translated fields, as Odoo writes it: `en_US`.
    pub language: String,
    /// Records a page at most.
    pub page_rows: u32,
    /// Pages that may be asked for at the same time.
    pub connections: u32,
    /// Calls a minute at most; 0 means as many as there are. Where several tenants are at one address
    /// it is this one's share.
    pub calls_per_minute: u32,
    /// Longest wait for one answer.
    pub timeout_seconds: u32,
    /// How far behind Odoo's clock a window ends, so that transactions which
    /// commit late are in it: at least the longest transaction.
    pub safety_lag_seconds: u32,
    /// A larger answer is refused.
    pub max_answer_bytes: u64,
    /// Fields and models beyond the standard ones.
    pub additions: Additions,
    password: PasswordSource,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// By what the server says it is.
    Auto,
    Json2,
    JsonRpc,
    XmlRpc,
}

/// Schedules that a new tenant begins with: cron lines in its time zone. Their
/// form is checked by the scheduler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultSchedules {
    pub incremental: String,
    pub verify: String,
}

/// How the mirror is proved, and what it may bury by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proving {
    /// A verify pauses after each call, for so much of the time that the call took.
    pub pause_percent: u32,
    /// A verify reads one in so many id ranges of each model whole; 0 for none.
    pub content_share: u32,
    /// A run that misses more than this share of a model's rows, and more than `max_deleted_rows`,
    /// buries none of them until a person confirms.
    pub max_deleted_percent: u32,
    pub max_deleted_rows: u32,
    /// How long a transaction in Odoo may be open at most: what was committed later than it was
    /// written is looked for so far back.
    pub longest_transaction_hours: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportLimits {
    /// Exports of the tenant that may be waiting or running at a time.
    pub max_active: u32,
    /// Days for which a file is kept.
    pub keep_days: u32,
}

/// In whose name mails go, and how files travel with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailPolicy {
    /// In place of the worker's own sender.
    pub from: Option<String>,
    pub reply_to: Option<String>,
    /// A larger file is linked.
    pub attach_max_bytes: u64,
    /// How long a link holds.
    pub link_days: u32,
}

/// What reports take for what a request leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportDefaults {
    /// Where the buckets of an ageing end: `30,60,90,120` days, or `months:3`.
    pub ageing_buckets: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryLimits {
    /// How long it is kept what changed in the mirror.
    pub keep_days: u32,
}

/// Every problem of every file, one a line, each naming its file and key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    problems: Vec<String>,
}

#[derive(Debug, Clone)]
enum PasswordSource {
    Variable(String),
    File(PathBuf),
}

impl Tenants {
    /// Reads `base.toml` and `hosts/*.toml` in `dir`.
    pub fn load(dir: &Path) -> Result<Self, LoadError> {
        let (mut tenants, mut problems) = file::read_all(dir);
        pace::divide(&mut tenants);
        let tenants: Vec<_> = tenants.into_iter().map(Arc::new).collect();
        let (by_name, same_name) = index(&tenants, "name", |tenant| &tenant.name);
        let (by_host, _) = index(&tenants, "host", |tenant| &tenant.host);
        let (_, same_database) = index(&tenants, "database", |tenant| &tenant.database);
        problems.extend(same_name);
        problems.extend(same_database);
        if problems.is_empty() {
            Ok(Self { by_name, by_host })
        } else {
            Err(LoadError { problems })
        }
    }

    /// The tenant that answers to a `Host` header; case and port do not matter.
    pub fn by_host(&self, host: &str) -> Option<&Arc<Tenant>> {
        let name = host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.bytes().all(|byte| byte.is_ascii_digit()) {
                name
            } else {
                host
            }
        });
        self.by_host.get(&name.to_ascii_lowercase())
    }

    pub fn by_name(&self, name: &str) -> Option<&Arc<Tenant>> {
        self.by_name.get(name)
    }

    /// In the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Tenant>> {
        self.by_name.values()
    }
}

impl OdooSource {
    /// The password, read when asked: from the variable that `password_env`
    /// names (or the file that the variable with `_FILE` behind it names), or
    /// from `password_file`.
    pub fn password(&self) -> Result<SecretString, SecretError> {
        match &self.password {
            PasswordSource::Variable(name) => settings::secret_from_process(name),
            PasswordSource::File(path) => settings::secret_from_file(path),
        }
    }
}

impl Protocol {
    pub(crate) const ALL: [Self; 4] = [Self::Auto, Self::Json2, Self::JsonRpc, Self::XmlRpc];

    /// As written in a tenant's file.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Json2 => "json-2",
            Self::JsonRpc => "json-rpc",
            Self::XmlRpc => "xml-rpc",
        }
    }
}

impl LoadError {
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for LoadError {}

/// The tenants by a key of theirs, and the problems where two share one.
fn index(
    tenants: &[Arc<Tenant>],
    key: &str,
    of: fn(&Tenant) -> &String,
) -> (BTreeMap<String, Arc<Tenant>>, Vec<String>) {
    let mut found: BTreeMap<String, Arc<Tenant>> = BTreeMap::new();
    let mut problems = Vec::new();
    for tenant in tenants {
        if let Some(other) = found.insert(of(tenant).clone(), Arc::clone(tenant)) {
            problems.push(format!(
                "hosts/{}.toml: `{key}`: \"{}\" is taken by hosts/{}.toml",
                tenant.host,
                of(tenant),
                other.host
            ));
        }
    }
    (found, problems)
}
