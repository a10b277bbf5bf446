//! Checks that several bodies share: texts, locales, recipients and report parameters. Errors name
//! the invalid member by its JSON pointer.

use contracts::export::{CsvOptions, ExportFormat};
use reports::Reader;
use serde_json::{Map, Value};
use store::Transaction;

use super::{body, error::ApiError, problem::Violation};
use crate::email::is_address;

/// Maximum number of recipients of a file.
const MAX_RECIPIENTS: usize = 50;

/// At most 50 addresses, without duplicates.
pub(crate) fn recipients(recipients: &[String], pointer: &str) -> Result<(), ApiError> {
    if recipients.len() > MAX_RECIPIENTS {
        let violation = Violation::in_body(pointer, format!("{} are too many", recipients.len()))
            .hinting(format!(
                "at most {MAX_RECIPIENTS}; a mailing list is one address"
            ));
        return Err(ApiError::invalid(violation));
    }
    for (at, address) in recipients.iter().enumerate() {
        let pointer = format!("{pointer}/{at}");
        self::address(address, &pointer)?;
        let earlier = &recipients[..at];
        if earlier
            .iter()
            .any(|other| other.eq_ignore_ascii_case(address))
        {
            let violation = Violation::in_body(pointer, format!("{address} appears twice"));
            return Err(ApiError::invalid(violation));
        }
    }
    Ok(())
}

/// One address, without a name.
pub(crate) fn address(address: &str, pointer: &str) -> Result<(), ApiError> {
    if is_address(address) {
        return Ok(());
    }
    let violation = Violation::in_body(pointer, format!("{address:?} is not an address"))
        .hinting("such as ana@example.com, without a name");
    Err(ApiError::invalid(violation))
}

/// CSV options belong to the format csv.
pub(crate) fn csv(
    options: Option<CsvOptions>,
    format: ExportFormat,
    prefix: &str,
) -> Result<Option<CsvOptions>, ApiError> {
    if options.is_some() && format != ExportFormat::Csv {
        let violation = Violation::in_body(format!("{prefix}/csv"), "the format is not csv")
            .hinting("leave it out");
        return Err(ApiError::invalid(violation));
    }
    Ok(options)
}

/// Any text that fits into the body of a request.
pub(crate) const ANY_LENGTH: usize = 65_536;

pub(crate) fn text(text: Option<&str>, most: usize, pointer: &str) -> Result<(), ApiError> {
    let Some(text) = text else { return Ok(()) };
    let length = text.chars().count();
    let control = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t');
    if (1..=most).contains(&length) && !text.contains(control) {
        return Ok(());
    }
    let violation = Violation::in_body(pointer, "it is empty, too long or has control characters")
        .hinting(format!("1 to {most} characters, or leave it out"));
    Err(ApiError::invalid(violation))
}

/// The name of something that a person gives it.
pub(crate) fn name(name: &str, pointer: &str) -> Result<(), ApiError> {
    let good = (1..=100).contains(&name.chars().count())
        && name.trim() == name
        && !name.chars().any(char::is_control);
    if good {
        return Ok(());
    }
    let violation = Violation::in_body(pointer, "it is not a valid name")
        .hinting("1 to 100 characters, without spaces at the start or end");
    Err(ApiError::invalid(violation))
}

/// A language and optionally a region.
pub(crate) fn locale(locale: &str, pointer: &str) -> Result<(), ApiError> {
    tenants::locale(locale).map_err(|problem| {
        let violation = Violation::in_body(pointer, format!("{locale:?} {problem}"))
            .hinting("a language and optionally a region, such as es-PE");
        ApiError::invalid(violation)
    })
}

/// A report that accepts the parameters.
pub(crate) struct Settled {
    /// With every default filled in.
    pub(crate) parameters: Map<String, Value>,
    /// The companies whose books it shows; None for all.
    pub(crate) company_ids: Option<Vec<i64>>,
}

/// Checks the parameters in a body.
pub(crate) async fn parameters(
    tx: &Transaction<'_>,
    report: &str,
    parameters: &Map<String, Value>,
    reader: &Reader,
    prefix: &str,
) -> Result<Settled, ApiError> {
    whole(parameters, prefix)?;
    let report = reports::prepare(tx, report, parameters.clone(), reader).await;
    let report = report.map_err(|error| in_body(error, prefix))?;
    Ok(Settled {
        parameters: report.parameters()?,
        company_ids: report.company_ids(),
    })
}

/// Refuses paging parameters: the whole report is used.
pub(crate) fn whole(parameters: &Map<String, Value>, prefix: &str) -> Result<(), ApiError> {
    let Some(name) = ["limit", "cursor"]
        .iter()
        .find(|name| parameters.contains_key(**name))
    else {
        return Ok(());
    };
    let pointer = format!("{prefix}/parameters/{name}");
    let violation = Violation::in_body(pointer, "it applies only to pages").hinting("leave it out");
    Err(ApiError::invalid(violation))
}

/// Turns names of parameters into JSON pointers in the body.
pub(crate) fn in_body(error: reports::Error, prefix: &str) -> ApiError {
    if let reports::Error::UnreadableParameters { name, source } = &error {
        let pointer = if name.is_empty() { "" } else { "/" };
        return body::located(&format!("{prefix}/parameters{pointer}{name}"), source);
    }
    if let reports::Error::UnknownReport(key) = &error {
        let known: Vec<_> = reports::catalogue().iter().map(|entry| entry.key).collect();
        let violation = Violation::in_body(
            format!("{prefix}/report"),
            format!("there is no report {key:?}"),
        )
        .hinting(format!("one of {}", known.join(", ")));
        return ApiError::invalid(violation);
    }
    ApiError::from(error).in_body(&format!("{prefix}/parameters"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn duplicate_recipients_are_refused() {
        let twice = ["a@example.com".to_owned(), "A@example.com".to_owned()];
        assert!(recipients(&twice, "/recipients").is_err());
        assert!(recipients(&twice[..1], "/recipients").is_ok());
    }
}
