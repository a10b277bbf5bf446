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

/// What a customer owes in one currency. Amounts are decimal texts with the places of the currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountDue {
    /// As Odoo has it: ISO 4217, unless people have added others.
    pub currency: String,
    /// Negative if the customer has a credit in this currency.
    pub amount: String,
    /// The part of the amount that fell due before the day of the statement.
    pub overdue: String,
    /// The oldest due date of what is overdue.
    pub since: Option<Date>,
}

/// A payment or credit note that is not applied to a document yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnappliedCredit {
    pub date: Date,
    /// Its number, or what the payer wrote.
    pub reference: Option<String>,
    /// As Odoo has it.
    pub currency: String,
    /// Decimal text, positive.
    pub amount: String,
}

/// Tax id and address of the company.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailedLetterhead {
    /// With its name, such as `RUC 20512345678`.
    pub tax_id: Option<String>,
    /// ISO 3166 code.
    pub country: Option<String>,
    pub address: Vec<String>,
}

/// Figures of a report in the company's currency: decimal texts with its places.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportFigures {
    /// Number of open items.
    pub documents: Option<u64>,
    pub total: String,
    pub overdue: Option<String>,
    /// More than 90 days overdue.
    pub over_90_days: Option<String>,
    /// Payments and credit notes that are not applied to a document yet.
    pub unapplied: Option<String>,
    /// The report less the ledger.
    pub difference: Option<String>,
    /// When the mirror was last proved equal to Odoo.
    pub proved_at: Option<Timestamp>,
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
    /// Odoo's id of the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_id: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letterhead: Option<MailedLetterhead>,
    /// The name of the schedule that sends the mail; absent if a person does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schedule: Option<String>,
    /// Whoever made the schedule or the export: an address, with or without a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// By currency; only for a statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Vec<AmountDue>>,
    /// Oldest first; only for a statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unapplied: Option<Vec<UnappliedCredit>>,
    /// Only for a report, if they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<ReportFigures>,
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
