//! Events between core-api and export-worker: one mail to one person, with a finished file.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Epoch, Event};

/// Whether a mail goes to a person of the tenant or to a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// A report for a person of the tenant.
    Report,
    /// A statement for a customer.
    Statement,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailedFile {
    pub key: String,
    /// The name that the recipient sees.
    pub name: String,
    pub size_bytes: u64,
    /// Lower-case hexadecimal.
    pub sha256: String,
}

/// How the file is delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "lowercase", deny_unknown_fields)]
pub enum Delivery {
    Attachment {},
    Link { url: String, expires_at: Timestamp },
}

/// A request to deliver a finished file to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailRequested {
    /// Also the left part of the Message-ID: it shows whether a second copy is the same mail.
    pub mail: Uuid,
    pub epoch: Epoch,
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
    /// Replaces the usual subject.
    pub subject: Option<String>,
    /// A text of the sender, above the figures.
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
    /// The mail server accepted it.
    Sent,
    /// The mail server may accept it later.
    Deferred,
    /// The mail server will never accept it.
    Refused,
}

/// The result of one try to deliver a mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailFinished {
    pub mail: Uuid,
    pub epoch: Epoch,
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
