//! core-api and export-worker: one mail to one person, with a finished file.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Event;

/// Whom a mail speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// A report for one of our own people.
    Report,
    /// A statement for a customer.
    Statement,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailedFile {
    pub key: String,
    /// What its reader sees.
    pub name: String,
    pub size_bytes: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

/// How the file travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "lowercase", deny_unknown_fields)]
pub enum Delivery {
    Attachment {},
    Link { url: String, expires_at: Timestamp },
}

/// Deliver a finished file to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailRequested {
    /// Also the left part of the Message-ID, so that a second copy can be told from a second mail.
    pub mail: Uuid,
    pub epoch: u32,
    /// One address (RFC 5321).
    pub to: String,
    /// BCP 47, e.g. `es-PE`.
    pub locale: String,
    pub occasion: Occasion,
    /// The report's name in the language of the locale.
    pub title: String,
    pub company: String,
    pub partner: Option<String>,
    pub as_of: Option<Date>,
    /// In place of the usual one.
    pub subject: Option<String>,
    /// What its sender has to say, above the figures.
    pub note: Option<String>,
    pub rows: u64,
    /// Decimal text.
    pub control_total: String,
    /// ISO 4217, of the control total.
    pub currency: Option<String>,
    pub data_as_of: Option<Timestamp>,
    pub file: MailedFile,
    pub delivery: Delivery,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailOutcome {
    /// The mail server took it.
    Sent,
    /// It may take it later.
    Deferred,
    /// It never will.
    Refused,
}

/// What became of one try to deliver a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailFinished {
    pub mail: Uuid,
    pub epoch: u32,
    pub outcome: MailOutcome,
    /// The server's reply code (RFC 5321, 4.2.1), if it replied.
    pub code: Option<u16>,
    /// At most 2,000 characters.
    pub detail: String,
}

impl Event for MailRequested {
    const NAME: &'static str = "mail.requested";
    const VERSION: u16 = 1;
}
impl Event for MailFinished {
    const NAME: &'static str = "mail.finished";
    const VERSION: u16 = 1;
}
