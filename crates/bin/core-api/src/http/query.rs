//! Strict query strings: an unknown, repeated or malformed parameter is an error that names it. A
//! typing mistake in a filter must not return an answer to another request.

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures::future::{Ready, ready};
use serde::{Deserialize, de::DeserializeOwned};

use crate::http::{cursor, error::ApiError, problem::Violation, text};

/// The parameters of a route, as an extractor.
#[derive(Debug)]
pub(crate) struct Query<T>(pub(crate) T);

/// For routes without parameters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoParameters {}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse(request.query_string(), &[]).map(Self))
    }
}

/// `fixed` are parameters that the path sets. The query string must not contain them.
pub(crate) fn parse<T: DeserializeOwned>(
    text: &str,
    fixed: &[(&str, &str)],
) -> Result<T, ApiError> {
    let mut pairs = pairs(text);
    for (name, value) in &mut pairs {
        if name == "cursor" {
            *value = cursor::opened(value)?;
        }
    }
    if let Some((name, _)) = pairs
        .iter()
        .find(|(name, _)| fixed.iter().any(|(f, _)| f == name))
    {
        let violation =
            Violation::in_parameter(name, "the path already sets it").hinting("leave it out");
        return Err(ApiError::invalid(violation));
    }
    if let Some(violation) = pairs.iter().find_map(unreadable) {
        return Err(ApiError::invalid(violation));
    }
    pairs.extend(
        fixed
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let encoded = serde_urlencoded::to_string(&pairs).map_err(ApiError::internal)?;
    let mut track = serde_path_to_error::Track::new();
    let deserializer = serde_urlencoded::Deserializer::new(form(&encoded));
    let tracked = serde_path_to_error::Deserializer::new(deserializer, &mut track);
    T::deserialize(tracked).map_err(|error| {
        let message = error.to_string();
        let path = track.path().to_string();
        let name = quoted(&message).map_or(path, ToOwned::to_owned);
        ApiError::invalid(violation(&name, &message, &pairs))
    })
}

/// The decoded pairs of a query string.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    // Invalid UTF-8 becomes replacement characters, which `unreadable` refuses.
    serde_urlencoded::from_str(text).unwrap_or_default()
}

/// A name or value that no parameter accepts.
fn unreadable((name, value): &(String, String)) -> Option<Violation> {
    let (problem, hint) = text::problem(name).or_else(|| text::problem(value))?;
    Some(Violation::in_parameter(name.as_str(), problem).hinting(hint))
}

fn form(encoded: &str) -> form_urlencoded::Parse<'_> {
    form_urlencoded::parse(encoded.as_bytes())
}

fn violation(name: &str, message: &str, pairs: &[(String, String)]) -> Violation {
    if let Some(expected) = message.strip_prefix("unknown field ") {
        let known = expected
            .split_once(", ")
            .map_or(expected, |(_, known)| known);
        return Violation::in_parameter(name, "there is no such parameter").hinting(known);
    }
    if message.starts_with("missing field") {
        return Violation::in_parameter(name, "it is required");
    }
    if message.starts_with("duplicate field") {
        return Violation::in_parameter(name, "it is given more than once");
    }
    let value = pairs
        .iter()
        .find(|(known, _)| known == name)
        .map_or("", |(_, value)| value);
    let value: String = value.chars().take(80).collect();
    let reason = for_people(message);
    Violation::in_parameter(name, format!("{value:?} is invalid: {reason}"))
}

/// How messages of the library for dates begin.
const ABOUT_TIME: [&str; 3] = ["expected ", "failed to parse ", "parsed "];

/// What to do, where the parser of a type says it for programmers.
fn for_people(message: &str) -> &str {
    match message {
        "provided string was not `true` or `false`" => "it must be true or false",
        "invalid digit found in string" | "cannot parse integer from empty string" => {
            "it must be a whole number"
        }
        "number too large to fit in target type" | "number too small to fit in target type" => {
            "the number is out of range"
        }
        _ if message.starts_with("UUID parsing failed") => {
            "it must be an id such as 0197a1b2-0000-7000-8000-00000000000b"
        }
        _ if ABOUT_TIME.iter().any(|begin| message.starts_with(begin)) => {
            "a day is written as 2026-11-22, an instant as 2026-11-22T03:04:05Z"
        }
        other => other,
    }
}

/// The field in an error message of serde's derive.
fn quoted(message: &str) -> Option<&str> {
    let about_a_field = ["unknown field `", "missing field `", "duplicate field `"];
    let rest = about_a_field
        .iter()
        .find_map(|start| message.strip_prefix(start))?;
    rest.split_once('`').map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Asked {
        side: String,
        company_id: Option<i64>,
        as_of: Option<Date>,
    }

    fn refused(text: &str) -> Violation {
        match parse::<Asked>(text, &[("side", "receivable")]) {
            Err(ApiError::Invalid(violations)) => violations.into_iter().next().unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn query_and_path_parameters_are_parsed_into_their_types() {
        let asked: Asked =
            parse("company_id=2&as_of=2026-11-22", &[("side", "receivable")]).unwrap();
        assert_eq!(asked.side, "receivable");
        assert_eq!(
            (asked.company_id, asked.as_of),
            (Some(2), Some("2026-11-22".parse().unwrap()))
        );
        assert_eq!(parse::<Asked>("side=x", &[]).unwrap().side, "x");
    }

    #[test]
    fn an_invalid_parameter_is_named() {
        let unknown = refused("companyid=2");
        assert_eq!(unknown.parameter.as_deref(), Some("companyid"));
        assert!(unknown.hint.unwrap().contains("company_id"));
        let malformed = refused("company_id=two");
        assert_eq!(malformed.parameter.as_deref(), Some("company_id"));
        assert!(malformed.detail.contains("\"two\""), "{}", malformed.detail);
        assert_eq!(
            refused("as_of=2026-02-30").parameter.as_deref(),
            Some("as_of")
        );
        assert_eq!(
            refused("as_of=-000001-01-01").parameter.as_deref(),
            Some("as_of")
        );
        for text in ["side2=%00", "currency%00=2", "q=%ED%A0%80", "q=%FF"] {
            let detail = refused(text).detail;
            assert!(!detail.contains("no such parameter"), "{text}: {detail}");
        }
        assert_eq!(
            refused("as_of=2026-01-01&as_of=2026-01-02")
                .parameter
                .as_deref(),
            Some("as_of")
        );
        assert_eq!(refused("side=payable").parameter.as_deref(), Some("side"));
    }
}
