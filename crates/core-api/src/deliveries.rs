//! What a report schedule makes and who gets it: checked when it is told, settled for a day when
//! its instant has come.

use contracts::export::Format;
use contracts::mail::Occasion;
use email_address::{EmailAddress, Options};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::Transaction;
use timetable::relative;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    error::ApiError,
    problem::Violation,
    routes::exports::{self, OpenApiFormat},
    writes::{
        Actor, WriteError,
        export_jobs::{self, NewExport},
        mails::{self, NewMails},
    },
};

/// The most people that one file is mailed to.
const MAX_RECIPIENTS: usize = 50;
/// The longest address (RFC 5321, 4.5.3.1.3, less its brackets).
const MAX_ADDRESS: usize = 254;

/// A report that is made on schedule and mailed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Delivery {
    /// As for an export.
    #[schema(example = "ageing")]
    pub(crate) report: String,
    /// As for an export. A day may be told from the day of the instant: `today`, `yesterday`,
    /// `today-30`, or `start` or `end of` `this`, `last` or `next` `week`, `month`, `quarter` or
    /// `year`.
    #[schema(value_type = Object, example = json!({"side": "receivable", "as_of": "end of last month"}))]
    pub(crate) parameters: Map<String, Value>,
    #[schema(value_type = OpenApiFormat)]
    pub(crate) format: Format,
    /// Language and country of file and mail, such as `es-PE`; the tenant's if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(example = "es-PE")]
    pub(crate) locale: Option<String>,
    /// Addresses; each gets a mail of its own. Without any, only the file is made.
    #[serde(default)]
    #[schema(example = json!(["ana@example.com"]), max_items = 50)]
    pub(crate) recipients: Vec<String>,
    /// In place of the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 200)]
    pub(crate) subject: Option<String>,
    /// What stands above the figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 2000)]
    pub(crate) note: Option<String>,
    /// No mail if the report has no rows.
    #[serde(default)]
    pub(crate) skip_if_empty: bool,
}

impl Delivery {
    /// Tries it for `today`, so that a mistake shows when it is made and not at the first instant.
    /// `prefix` is where it stands in the body.
    pub(crate) async fn check(
        &self,
        tx: &Transaction<'_>,
        today: Date,
        prefix: &str,
    ) -> Result<(), ApiError> {
        check_recipients(&self.recipients, &format!("{prefix}/recipients"))?;
        check_text(self.subject.as_deref(), 200, &format!("{prefix}/subject"))?;
        check_text(self.note.as_deref(), 2000, &format!("{prefix}/note"))?;
        if let Some(locale) = &self.locale {
            exports::check_locale(locale, &format!("{prefix}/locale"))?;
        }
        let parameters = on_day(&self.parameters, today).map_err(|(name, problem)| {
            ApiError::invalid(Violation::in_body(
                format!("{prefix}/parameters/{name}"),
                problem,
            ))
        })?;
        exports::checked(tx, &self.report, &parameters, today, prefix)
            .await
            .map(drop)
    }

    /// Asks for the file and writes down the mails that wait for it. `due_at` is the instant, whose
    /// day in the schedule's zone is the day that relative days are told from.
    pub(crate) async fn start(
        &self,
        tx: &Transaction<'_>,
        actor: &Actor<'_>,
        schedule: Uuid,
        due_at: Timestamp,
        zone: &TimeZone,
    ) -> Result<Uuid, WriteError> {
        let today = due_at.to_zoned(zone.clone()).date();
        let parameters = on_day(&self.parameters, today)
            .map_err(|(name, problem)| WriteError::Invalid(format!("{name}: {problem}")))?;
        let parameters = exports::with_defaults(&self.report, &parameters, actor.tenant)
            .map_err(|error| WriteError::Invalid(error.to_string()))?;
        let question = reports::prepare(tx, &self.report, parameters, today).await?;
        let locale = self.locale.as_ref().unwrap_or(&actor.tenant.locale);
        let new = NewExport {
            report: self.report.clone(),
            parameters: question.parameters()?,
            format: self.format,
            locale: locale.clone(),
            csv: None,
        };
        let export = export_jobs::request(tx, actor, new).await?;
        let mails = NewMails {
            export,
            schedule: Some(schedule),
            occasion: Occasion::Report,
            recipients: &self.recipients,
            locale,
            subject: self.subject.as_deref(),
            note: self.note.as_deref(),
            skip_if_empty: self.skip_if_empty,
        };
        mails::add(tx, actor, &mails).await?;
        Ok(export)
    }
}

/// Each day told relatively becomes a date. On failure the parameter and what is wrong with it.
pub(crate) fn on_day(
    parameters: &Map<String, Value>,
    today: Date,
) -> Result<Map<String, Value>, (String, String)> {
    let mut parameters = parameters.clone();
    for (name, value) in &mut parameters {
        let Value::String(text) = value else { continue };
        if is_day(name) {
            let day = relative::day(text, today);
            *text = day.map_err(|e| (name.clone(), e.to_string()))?.to_string();
        }
    }
    Ok(parameters)
}

/// Whether a parameter of this name is a day.
fn is_day(name: &str) -> bool {
    name == "as_of" || name.ends_with("_from") || name.ends_with("_to")
}

/// At most 50 addresses, each once.
pub(crate) fn check_recipients(recipients: &[String], place: &str) -> Result<(), ApiError> {
    if recipients.len() > MAX_RECIPIENTS {
        let violation = Violation::in_body(place, format!("{} are too many", recipients.len()))
            .hinting(format!(
                "at most {MAX_RECIPIENTS}; a mailing list is one address"
            ));
        return Err(ApiError::invalid(violation));
    }
    for (at, address) in recipients.iter().enumerate() {
        let place = format!("{place}/{at}");
        if !is_address(address) {
            let violation = Violation::in_body(place, format!("{address:?} is not an address"))
                .hinting("such as ana@example.com, without a name");
            return Err(ApiError::invalid(violation));
        }
        let earlier = &recipients[..at];
        if earlier
            .iter()
            .any(|other| other.eq_ignore_ascii_case(address))
        {
            let violation = Violation::in_body(place, format!("{address} is there twice"));
            return Err(ApiError::invalid(violation));
        }
    }
    Ok(())
}

pub(crate) fn is_address(text: &str) -> bool {
    let options = Options::default()
        .without_display_text()
        .without_domain_literal()
        .with_required_tld();
    text.len() <= MAX_ADDRESS
        && text.is_ascii()
        && EmailAddress::parse_with_options(text, options).is_ok()
}

pub(crate) fn check_text(text: Option<&str>, most: usize, place: &str) -> Result<(), ApiError> {
    let Some(text) = text else { return Ok(()) };
    let length = text.chars().count();
    let control = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if (1..=most).contains(&length) && !text.contains(control) {
        return Ok(());
    }
    let violation = Violation::in_body(place, "it is not a usable text")
        .hinting(format!("1 to {most} letters, or leave it out"));
    Err(ApiError::invalid(violation))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    #[test]
    fn days_are_told_from_the_instant_and_all_else_stays() {
        let delivery: Delivery = serde_json::from_value(json!({
            "report": "ageing", "format": "xlsx",
            "parameters": { "as_of": "end of last month", "due_from": "2026-01-01", "q": "today" },
        }))
        .unwrap();
        let settled = on_day(&delivery.parameters, date(2026, 11, 25)).unwrap();
        let expected = json!({ "as_of": "2026-10-31", "due_from": "2026-01-01", "q": "today" });
        assert_eq!(Value::Object(settled), expected);
    }

    #[test]
    fn addresses_are_plain_and_whole() {
        for good in ["ana@example.com", "a.b+c@mail.example.pe"] {
            assert!(is_address(good), "{good}");
        }
        let long = format!("{}@example.com", "a".repeat(255));
        for bad in [
            "",
            "ana",
            "ana@",
            "Ana <ana@example.com>",
            "a@b\r\nBcc: c@d.pe",
            "ana@localhost",
            "a b@c.pe",
            &long,
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        let twice = ["a@example.com".to_owned(), "A@example.com".to_owned()];
        assert!(check_recipients(&twice, "/recipients").is_err());
        assert!(check_recipients(&twice[..1], "/recipients").is_ok());
    }
}
