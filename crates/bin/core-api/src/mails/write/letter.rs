//! The content of a mail, from its own row and the row of its export.

use std::time::Duration;

use contracts::{
    Epoch,
    mail::{Delivery, MailRequested, MailedFile, Occasion},
};
use email_address::{EmailAddress, Options};
use jiff::{Timestamp, civil::Date};
use reports::{Reader, Report, partner_statement::PartnerStatementQuery};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use sql::queries::core_api::mails::write::{self as statements, Content};
use states::MailOccasion;
use store::{
    Transaction,
    export_jobs::{self, ExportJob},
};
use tenants::Tenant;
use uuid::Uuid;

use super::facts::{self, Facts};
use crate::{
    download_links::{self, write::NewLink},
    email::is_address,
    writing::{Actor, WriteError},
};

/// Maximum length of a name in a mail, in characters.
const NAME: usize = 200;

/// Maximum length of an address with a name, in characters.
const REPLY_TO: usize = 320;

pub(crate) enum Letter {
    Written(Box<MailRequested>),
    /// It is a statement, and the customer owes nothing.
    NothingDue,
    /// The amounts cannot be read: for example, Odoo has lost the customer.
    Impossible(String),
}

/// The request for the mail, from its current row.
pub(crate) async fn write(
    tx: &Transaction<'_>,
    actor: &Actor<'_>,
    mail: Uuid,
) -> Result<Letter, WriteError> {
    let content = statements::content().bind(tx, &mail).one().await?;
    let job = export_jobs::get()
        .bind(tx, &content.export_id)
        .opt()
        .await?
        .ok_or(WriteError::NotFound)?;
    let facts = match facts::of(tx, actor.tenant, (mail, &content), &job).await {
        Ok(Some(facts)) => facts,
        Ok(None) => return Ok(Letter::NothingDue),
        Err(WriteError::Invalid(problem)) => return Ok(Letter::Impossible(problem)),
        Err(error) => return Err(error),
    };
    let delivery = delivery(tx, actor.tenant, mail, &job).await?;
    let enclosed = Enclosed {
        report: &job.report,
        parameters: &job.parameters,
        rows: u64::try_from(job.rows_written).unwrap_or(0),
        control_total: job.control_total.unwrap_or(Decimal::ZERO),
        data_as_of: job.data_as_of,
        file: file(&job)?,
    };
    let letter = compose(tx, actor.tenant, (mail, content), enclosed, facts).await?;
    Ok(Letter::Written(Box::new(MailRequested {
        delivery,
        ..letter
    })))
}

/// A statement that no mail sends.
pub(crate) struct Draft<'a> {
    pub(crate) recipient: &'a str,
    pub(crate) locale: &'a str,
    pub(crate) subject: Option<&'a str>,
    pub(crate) note: Option<&'a str>,
    /// Of the statement.
    pub(crate) parameters: &'a Map<String, Value>,
    pub(crate) file_name: String,
    pub(crate) data_as_of: Option<Timestamp>,
}

/// The letter as a statement run would request it, without a file.
pub(crate) async fn draft(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    draft: Draft<'_>,
    reader: &Reader,
) -> Result<Letter, WriteError> {
    let about = (draft.parameters, draft.locale);
    let facts = match facts::of_statement(tx, about, reader).await {
        Ok(Some(facts)) => facts,
        Ok(None) => return Ok(Letter::NothingDue),
        Err(WriteError::Invalid(problem)) => return Ok(Letter::Impossible(problem)),
        Err(error) => return Err(error),
    };
    let content = Content {
        export_id: Uuid::nil(),
        epoch: Epoch::FIRST.get(),
        recipient: draft.recipient.to_owned(),
        locale: draft.locale.to_owned(),
        occasion: MailOccasion::Statement.to_string(),
        subject: draft.subject.map(str::to_owned),
        note: draft.note.map(str::to_owned),
        schedule_name: None,
        owner_name: None,
        owner_email: None,
        facts: None,
    };
    let enclosed = Enclosed {
        report: PartnerStatementQuery::KEY,
        parameters: &Value::Object(draft.parameters.clone()),
        rows: 0,
        control_total: Decimal::ZERO,
        data_as_of: draft.data_as_of,
        file: MailedFile {
            key: String::new(),
            name: draft.file_name,
            size_bytes: 0,
            sha256: String::new(),
        },
    };
    let letter = compose(tx, tenant, (Uuid::nil(), content), enclosed, facts).await?;
    Ok(Letter::Written(Box::new(letter)))
}

/// What goes with a letter.
struct Enclosed<'a> {
    report: &'a str,
    parameters: &'a Value,
    rows: u64,
    control_total: Decimal,
    data_as_of: Option<Timestamp>,
    file: MailedFile,
}

/// The request for a mail with an attached file.
async fn compose(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    (mail, content): (Uuid, Content),
    enclosed: Enclosed<'_>,
    facts: Facts,
) -> Result<MailRequested, WriteError> {
    let parameters = enclosed.parameters;
    let (company, currency) = company(tx, tenant, parameters).await?;
    Ok(MailRequested {
        mail,
        epoch: Epoch::new(content.epoch),
        to: content.recipient,
        occasion: match MailOccasion::read(&content.occasion) {
            MailOccasion::Report => Occasion::Report,
            MailOccasion::Statement | MailOccasion::StatementTest => Occasion::Statement,
        },
        title: title(enclosed.report, parameters, &content.locale),
        locale: content.locale,
        company,
        partner: partner(tx, parameters).await?,
        as_of: day(parameters),
        subject: content.subject,
        note: content.note,
        rows: enclosed.rows,
        control_total: enclosed.control_total.to_string(),
        currency,
        data_as_of: enclosed.data_as_of,
        delivery: Delivery::Attachment {},
        file: enclosed.file,
        company_id: parameters.get("company_id").and_then(Value::as_i64),
        letterhead: facts.letterhead,
        schedule: content.schedule_name,
        reply_to: reply_to(content.owner_name, content.owner_email),
        due: facts.due,
        unapplied: facts.unapplied,
        figures: facts.figures,
    })
}

/// Whom to ask: the person, or the key if its name is an address.
fn reply_to(name: Option<String>, email: Option<String>) -> Option<String> {
    let Some(email) = email else {
        return name.filter(|name| is_reachable(name));
    };
    // In quotes, a name may have any letter but these.
    let name = name.unwrap_or_default().replace(['"', '\\'], " ");
    let named = format!("\"{}\" <{email}>", name.trim());
    Some(if is_reachable(&named) { named } else { email })
}

/// Whether the name of an API key is an address, with or without the name of a person. Other keys
/// have no address.
fn is_reachable(name: &str) -> bool {
    name.chars().count() <= REPLY_TO
        && name.matches('@').count() == 1
        && EmailAddress::parse_with_options(name, Options::default())
            .is_ok_and(|named| is_address(&named.email()))
}

fn title(report: &str, parameters: &Value, locale: &str) -> String {
    let parameters = parameters.as_object().cloned().unwrap_or_default();
    let known = reports::find(report).map(|entry| entry.title_with(&parameters));
    let title = known.map_or(report, |title| title.in_locale(locale));
    title.chars().take(NAME).collect()
}

fn file(job: &ExportJob) -> Result<MailedFile, WriteError> {
    let (Some(key), Some(size), Some(sha256)) = (&job.file_key, job.size_bytes, &job.sha256) else {
        return Err(WriteError::Invalid(format!(
            "export {} has no file",
            job.id
        )));
    };
    Ok(MailedFile {
        key: key.clone(),
        name: job.file_name.clone(),
        size_bytes: u64::try_from(size).unwrap_or(0),
        sha256: sha256.clone(),
    })
}

/// Name and currency of the company of the report.
async fn company(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    parameters: &Value,
) -> Result<(String, Option<String>), WriteError> {
    let wanted = parameters.get("company_id").and_then(Value::as_i64);
    let companies = reports::companies::list(tx).await?;
    let found = companies
        .into_iter()
        .find(|company| Some(company.id) == wanted);
    let (name, currency) = found.map_or((tenant.display_name.clone(), None), |company| {
        (company.name, Some(company.currency))
    });
    let is_code = |code: &String| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    Ok((name.chars().take(NAME).collect(), currency.filter(is_code)))
}

async fn partner(tx: &Transaction<'_>, parameters: &Value) -> Result<Option<String>, WriteError> {
    let Some(partner) = parameters.get("partner_id").and_then(Value::as_i64) else {
        return Ok(None);
    };
    let name = reports::partners::name(tx, partner).await?;
    Ok(name.map(|name| name.chars().take(NAME).collect()))
}

/// The day of the report: its date, or the end of its period.
fn day(parameters: &Value) -> Option<Date> {
    let named = |name| parameters.get(name).and_then(Value::as_str);
    let text = named("as_of").or_else(|| named("date_to"))?;
    text.parse().ok()
}

/// A small file is attached. For a larger one each try creates a new link, because tokens of links
/// are not stored. The host of the link comes from the configuration, so that no request can change
/// it.
async fn delivery(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    mail: Uuid,
    job: &ExportJob,
) -> Result<Delivery, WriteError> {
    let size_bytes = job.size_bytes.and_then(|size| u64::try_from(size).ok());
    if size_bytes.is_none_or(|size| size <= tenant.mail.attach_max_bytes) {
        return Ok(Delivery::Attachment {});
    }
    let link = NewLink {
        job: job.id,
        mail: Some(mail),
        created_by: &job.requested_by,
        lasts: Duration::from_hours(24 * u64::from(tenant.mail.link_days)),
    };
    let made = download_links::write::create(tx, &link).await?;
    Ok(Delivery::Link {
        url: format!("{}/v1/downloads/{}", tenant.public_url, made.token),
        expires_at: made.expires_at,
    })
}

#[cfg(test)]
mod tests {
    use super::{is_reachable, reply_to};

    #[test]
    fn replies_reach_the_address_of_a_person_whatever_the_name() {
        for (name, expected) in [
            ("Ana Quispe, CPA", "\"Ana Quispe, CPA\" <ana@example.com>"),
            ("Ana \"La\" Q.", "\"Ana  La  Q.\" <ana@example.com>"),
            ("ana@elsewhere.example", "ana@example.com"),
        ] {
            let found = reply_to(Some(name.to_owned()), Some("ana@example.com".to_owned()));
            assert_eq!(found.as_deref(), Some(expected));
        }
        assert_eq!(reply_to(Some("the portal".to_owned()), None), None);
    }

    #[test]
    fn only_a_key_that_is_named_by_an_address_has_one() {
        for (name, expected) in [
            ("ana@example.com", true),
            ("Ana Quispe <ana@example.com>", true),
            ("the portal", false),
            ("portal@localhost", false),
            ("Ana <ana@example.com>, Bob <bob@example.com>", false),
            (&format!("{} <ana@example.com>", "a".repeat(320)), false),
        ] {
            assert_eq!(is_reachable(name), expected, "{name}");
        }
    }
}
