//! The JSON of a problem (RFC 9457).

mod kinds;
mod spanish;

use std::borrow::Cow;

use serde::Serialize;
use serde_with::skip_serializing_none;
use utoipa::ToSchema;
use uuid::Uuid;

pub use self::kinds::{KINDS, Kind, named};
use crate::http::language::Language;

/// An invalid value in the body, the query string, the path or a header.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Violation {
    /// JSON pointer into the body.
    #[schema(example = "/cron")]
    pub pointer: Option<String>,
    /// Name of the parameter in query string or path.
    #[schema(example = "as_of")]
    pub parameter: Option<String>,
    pub header: Option<String>,
    /// What is wrong.
    pub detail: String,
    /// What would be valid.
    pub hint: Option<String>,
}

/// The active sync run that prevents a new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ActiveRun {
    pub id: Uuid,
    #[schema(example = "/v1/sync-runs/0197a1b2-0000-7000-8000-000000000001")]
    pub url: String,
}

/// An RFC 9457 problem: the body of every answer with status 400 or above.
#[skip_serializing_none]
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Stable. Compare this, not the texts.
    #[schema(example = "/problems/invalid-request")]
    pub r#type: String,
    pub title: String,
    #[schema(example = 422)]
    pub status: u16,
    /// What happened this time.
    pub detail: String,
    /// The path of the request.
    #[schema(example = "/v1/receivables/ageing")]
    pub instance: String,
    pub trace_id: Option<String>,
    /// What the caller can do about it.
    pub hint: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<Violation>,
    /// Only with `/problems/company-required`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub choices: Vec<reports::CompanyChoice>,
    /// Only with `/problems/run-active`.
    pub active_run: Option<ActiveRun>,
}

impl Violation {
    pub fn in_body(pointer: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            pointer: Some(pointer.into()),
            detail: detail.into(),
            ..Self::default()
        }
    }

    pub fn in_parameter(name: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            parameter: Some(name.into()),
            detail: detail.into(),
            ..Self::default()
        }
    }

    pub fn in_header(name: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            header: Some(name.into()),
            detail: detail.into(),
            ..Self::default()
        }
    }

    #[must_use]
    pub fn hinting(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

impl Kind {
    /// Title and hint.
    pub(crate) fn texts(&self, language: Language) -> (&'static str, &'static str) {
        match language {
            Language::English => (self.title, self.hint),
            Language::Spanish => spanish::kind(self.slug).unwrap_or((self.title, self.hint)),
        }
    }
}

/// The sentence in the language, if it is known.
pub(crate) fn said(english: String, language: Language) -> String {
    match language {
        Language::English => english,
        Language::Spanish => spanish::translated(&english).unwrap_or(english),
    }
}

/// What was written about an event of the past, in the language.
pub(crate) fn told(english: &str, language: Language) -> Cow<'_, str> {
    match language {
        Language::English => Cow::Borrowed(english),
        Language::Spanish => Cow::Owned(spanish::told(english)),
    }
}

impl Violation {
    pub(crate) fn said(self, language: Language) -> Self {
        Self {
            detail: said(self.detail, language),
            hint: self.hint.map(|hint| said(hint, language)),
            ..self
        }
    }
}
