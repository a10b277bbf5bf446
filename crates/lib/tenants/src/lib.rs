//! Tenants: one host name, one database, one Odoo each. A tenant is a file, `hosts/<host>.toml`,
//! which overrides the bases that it extends, and `base.toml`.
//!
//! Loading reports all problems of all files at once and rejects unknown keys. The files contain no
//! passwords that anybody can read, only where to find them, or encrypted ones. A password is read
//! when a session with Odoo is opened.
//!
//! [`Tenants`] is what the files said at one moment; [`LiveTenants`] is what they say now.

mod additions;
mod bases;
mod check;
mod command;
mod everyone;
mod file;
mod links;
mod live;
mod mail_templates;
mod pace;
mod papers;
mod password;
mod reader;
mod set;
mod sign_in;
mod toml_file;

use std::path::PathBuf;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use password::PasswordSource;

pub use additions::{Additions, FieldKind};
pub use check::locale;
pub use everyone::TenantFile;
pub use live::{Fingerprint, LiveTenants};
pub use mail_templates::MailTemplates;
pub use papers::{BankAccount, Contact, PaperDetails, Papers};
pub use password::{ENCRYPTED_KEY, KEY_VARIABLE, PasswordError};
pub use set::{Faults, LoadError, Tenants};
pub use settings::{DatabaseAddress, SecretError, SecretSource, SecretString};
pub use sign_in::{OidcProvider, SignIn};
pub use toml_file::{served_file, suspended_file};

#[derive(Debug, Clone, PartialEq)]
pub struct Tenant {
    /// Short name in events, file keys and logs: `[a-z][a-z0-9_]{0,30}`.
    pub name: String,
    /// Host name of the API, in lower case and without port.
    pub host: String,
    pub display_name: String,
    /// Base URL of the API for links in mails, without a slash at the end.
    pub public_url: String,
    /// The time zone of the tenant's days, from the IANA database.
    pub time_zone: TimeZone,
    /// Language and optional region of documents, such as `es-PE`; see [`locale()`].
    pub locale: String,
    /// The tenant's database in PostgreSQL.
    pub database: DatabaseAddress,
    pub odoo: OdooSource,
    pub schedules: DefaultSchedules,
    pub proving: Proving,
    pub exports: ExportLimits,
    pub mail: MailPolicy,
    pub mail_templates: MailTemplates,
    pub reports: ReportDefaults,
    pub papers: Papers,
    pub sign_in: SignIn,
    pub history: HistoryLimits,
    /// Origins whose pages may call the API with a key, exactly as browsers send them.
    pub origins: Vec<String>,
    /// Origins that webhooks may call beyond HTTPS of public hosts.
    pub webhook_origins: Vec<String>,
}

impl Tenant {
    /// The slot that keeps the log of Odoo's database for this tenant.
    pub fn slot(&self) -> String {
        let allowed = |c: char| match c {
            'a'..='z' | '0'..='9' => c,
            _ => '_',
        };
        let name = self.name.to_lowercase();
        format!("espejo_{}", name.chars().map(allowed).collect::<String>())
    }

    /// The name of the time zone in the IANA database.
    pub fn time_zone_name(&self) -> &str {
        self.time_zone.iana_name().unwrap_or("UTC")
    }

    /// What the tenants at the same Odoo share: its address. A database is read by one tenant alone.
    pub fn source_address(&self) -> String {
        match self.odoo.direct {
            None => self.odoo.url.clone(),
            Some(_) => format!("postgresql of {}", self.host),
        }
    }

    /// The date of an instant in the tenant's time zone.
    pub fn day_of(&self, instant: Timestamp) -> Date {
        instant.to_zoned(self.time_zone.clone()).date()
    }
}

/// The Odoo that a tenant mirrors and how to read it.
#[derive(Debug, Clone, PartialEq)]
pub struct OdooSource {
    /// Without a path and without a slash at the end.
    pub url: String,
    /// Where people open Odoo, if it is another address.
    pub public_url: Option<String>,
    pub database: String,
    pub user: String,
    pub protocol: Protocol,
    /// The companies to mirror. If empty, all companies that the user may see.
    pub company_ids: Vec<i64>,
    /// Language of translated fields, as Odoo writes it: `en_US`.
    pub language: String,
    /// Maximum number of records per page.
    pub page_rows: u32,
    /// Maximum number of pages that are requested at the same time.
    pub connections: u32,
    /// Maximum number of calls per minute; 0 means no limit. If several tenants use the same URL,
    /// this is the tenant's share.
    pub calls_per_minute: u32,
    /// Longest wait for one answer.
    pub timeout_seconds: u32,
    /// How far the end of a window stays behind Odoo's clock, so that it contains transactions that
    /// commit late. At least the longest transaction.
    pub safety_lag_seconds: u32,
    /// A larger answer is rejected.
    pub max_answer_bytes: u64,
    /// Fields and models beyond the standard ones.
    pub additions: Additions,
    /// Odoo's own database, if that is read instead of the API.
    pub direct: Option<DirectSource>,
    password: PasswordSource,
    /// A PEM file of authorities that may sign the certificate of Odoo.
    ca_file: Option<PathBuf>,
}

/// Odoo's PostgreSQL. Only the sync-worker reads the URL.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectSource {
    pub url: SecretSource,
    /// Maximum number of sessions at the same time.
    pub connections: u32,
    /// Follow the log of the database, so that a change is mirrored as it happens.
    pub follows_log: bool,
    /// How much of its log the database may keep for Espejo.
    pub max_retained_bytes: u64,
    /// What happens to the log at this limit.
    pub at_limit: AtLimit,
}

/// What happens when Odoo's database keeps too much of its log for Espejo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtLimit {
    /// The slot is dropped, so that the disk does not fill. A verify then compares what the log would
    /// have said.
    Drop,
    /// Nothing but the alert.
    Keep,
}

impl OdooSource {
    /// Whether the log of Odoo's own database is followed.
    pub fn follows_log(&self) -> bool {
        self.direct
            .as_ref()
            .is_some_and(|direct| direct.follows_log)
    }
}

/// The publication in Odoo's database that says which rows have changed.
pub const PUBLICATION: &str = "espejo";

/// [`DirectSource::max_retained_bytes`] unless the file says otherwise.
pub const MAX_RETAINED_BYTES: u64 = 10 << 30;

/// Sessions of [`DirectSource`] unless the file says otherwise.
pub const DIRECT_CONNECTIONS: u32 = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protocol {
    /// Chosen by the server's version.
    Auto,
    Json2,
    JsonRpc,
    XmlRpc,
}

/// Default schedules of a new tenant: cron lines in its time zone. The scheduler checks their form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultSchedules {
    pub incremental: String,
    pub verify: String,
}

/// How the mirror is compared with Odoo, and how many rows may be marked as deleted automatically.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proving {
    /// A verify pauses after each call, for this percentage of the call's duration.
    pub pause_percent: u32,
    /// A verify reads one of this many id ranges of each model completely; 0 for none.
    pub content_share: u32,
    /// If a run misses more than this percentage of a model's rows, and more than
    /// `max_deleted_rows`, it marks none of them as deleted until a person confirms.
    pub max_deleted_percent: u32,
    pub max_deleted_rows: u32,
    /// The longest that a transaction in Odoo may be open. Rows that were committed after they were
    /// written are searched this far back.
    pub longest_transaction_hours: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportLimits {
    /// Maximum number of the tenant's exports that wait or run at the same time.
    pub max_active: u32,
    /// Maximum number of one requester's exports among them.
    pub max_active_each: u32,
    /// Days for which a file is kept.
    pub keep_days: u32,
}

/// Sender of mails, and how files are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailPolicy {
    /// Replaces the worker's own sender.
    pub from: Option<String>,
    pub reply_to: Option<String>,
    /// A larger file is sent as a link.
    pub attach_max_bytes: u64,
    /// How long a link works.
    pub link_days: u32,
}

/// Defaults for parameters of reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportDefaults {
    /// Bounds of the ageing buckets: `30,60,90,120` days, or `months:3`.
    pub ageing_buckets: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HistoryLimits {
    /// How long changes of the mirror are kept.
    pub keep_days: u32,
}

impl OdooSource {
    /// The PEM of `ca_file`, if it is set.
    pub fn authorities(&self) -> Result<Option<Vec<u8>>, AuthoritiesError> {
        let Some(path) = &self.ca_file else {
            return Ok(None);
        };
        let read = std::fs::read(path).map_err(|source| AuthoritiesError {
            path: path.clone(),
            source,
        });
        read.map(Some)
    }
}

/// The file of certificate authorities cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("odoo.ca_file {} cannot be read", path.display())]
pub struct AuthoritiesError {
    path: PathBuf,
    source: std::io::Error,
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
