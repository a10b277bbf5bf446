//! Every error that a request can return: one enum, one match to a kind of problem, one function
//! that writes the answer.
//!
//! Internal causes are logged here, once, and never shown to the caller.

mod convert;

use std::{error::Error as _, fmt};

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{
            ALLOW, CONTENT_LANGUAGE, CONTENT_RANGE, CONTENT_TYPE, ETAG, RETRY_AFTER, VARY,
            WWW_AUTHENTICATE,
        },
    },
};
use uuid::Uuid;

use crate::http::{
    auth::Role,
    language::Language,
    precondition,
    problem::{self, ActiveRun, Kind, Problem, Violation},
    target,
};

#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("{0}")]
    BadRequest(String),
    #[error("{0}")]
    InvalidJson(String),
    #[error("{0}")]
    Unauthorized(&'static str),
    #[error("this needs the role {needs}, and you have the role {has}")]
    Forbidden { needs: Role, has: Role },
    /// The caller is restricted to some companies. `None` if what it asks for concerns all.
    #[error("{}", not_allowed(*.0))]
    CompanyNotAllowed(Option<i64>),
    #[error("the request came from a page of another site")]
    CrossOrigin,
    #[error("this needs a proof of who you are, not older than ten minutes")]
    ConfirmationRequired,
    #[error("this is only for people who are signed in, not for API keys")]
    PersonRequired,
    #[error("e-mail address or password is wrong")]
    BadCredentials,
    #[error("the password is right, and a code is needed too")]
    SecondFactorRequired,
    #[error("there were too many failed attempts")]
    TooManyAttempts { retry_after_seconds: u64 },
    #[error("the link was used before, or it has expired")]
    LinkSpent,
    #[error("{0}")]
    SignInRefused(String),
    #[error("the provider cannot be reached, or its answer cannot be trusted")]
    ProviderFailed(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("there is no {0} with this id here")]
    NotFound(&'static str),
    #[error("nothing is served under this path")]
    NoSuchUrl,
    #[error("this installation serves no console")]
    NoConsole,
    #[error("this URL accepts {allow}")]
    MethodNotAllowed { allow: String },
    #[error("the run {0} has not ended yet, and a tenant has only one active run")]
    RunActive(Uuid),
    #[error("{active} exports are waiting or running, and {limit} are allowed at a time")]
    ExportLimit { active: i64, limit: u32 },
    #[error("{0}")]
    ExportNotFinished(String),
    #[error("{0}")]
    Conflict(String),
    #[error("{}", outdated(.now.as_deref()))]
    Outdated { now: Option<String> },
    #[error("the request does not say which version it changes")]
    VersionRequired,
    #[error("the export finished, but its file has been removed")]
    FileGone,
    #[error("range outside the file ({0} bytes)")]
    NoSuchRange(u64),
    #[error("the answer is {0}, and the request does not accept it")]
    NotAcceptable(&'static str),
    #[error("{0}")]
    TooSlow(&'static str),
    #[error("path and query have more than {} bytes", target::LONGEST)]
    TargetTooLong,
    #[error("the body has more than {0} bytes")]
    BodyTooLarge(usize),
    #[error("{0}")]
    JsonRequired(String),
    #[error("the Host header of this request names no tenant")]
    UnknownHost,
    #[error("{}", list(.0))]
    Invalid(Vec<Violation>),
    #[error("the tenant has several companies, or none is mirrored yet")]
    CompanyRequired {
        choices: Vec<reports::CompanyChoice>,
    },
    #[error("this Idempotency-Key was used with another request before")]
    IdempotencyKeyReused,
    #[error("{active} of your exports are waiting or running, and one requester may have {limit}")]
    ExportShare { active: i64, limit: u32 },
    #[error("{limit} event streams are open")]
    TooManyStreams { limit: u32 },
    #[error("the limit is {per_second} requests per second")]
    TooManyRequests {
        per_second: u32,
        retry_after_seconds: u64,
    },
    #[error("the report was stopped after {0} seconds")]
    ReportTooSlow(u64),
    #[error("the database is unavailable, full or starting")]
    Unavailable(#[source] store::Error),
    #[error("other reports have used every database connection of this tenant for too long")]
    Busy,
    #[error("the message broker is unavailable or did not answer in time")]
    BrokerUnavailable(#[source] bus::AdminError),
    #[error("the request failed because of an internal error")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A handler panicked; the panic itself is logged by the panic hook.
    #[error("the request failed because of an internal error")]
    Panicked,
    /// An error answer of the web framework.
    #[error("the request was refused with status {0}")]
    Framework(StatusCode),
}

impl ApiError {
    pub fn invalid(violation: Violation) -> Self {
        Self::Invalid(vec![violation])
    }

    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }

    /// Moves violations from parameters to the members with the same names in the body.
    #[must_use]
    pub fn in_body(self, prefix: &str) -> Self {
        let Self::Invalid(violations) = self else {
            return self;
        };
        let placed = violations.into_iter().map(|violation| Violation {
            pointer: violation.parameter.map(|name| format!("{prefix}/{name}")),
            parameter: None,
            ..violation
        });
        Self::Invalid(placed.collect())
    }

    /// Moves violations from members of a body to the parameters with the same names.
    #[must_use]
    pub fn in_query(self) -> Self {
        let Self::Invalid(violations) = self else {
            return self;
        };
        let placed = violations.into_iter().map(|violation| Violation {
            parameter: violation
                .pointer
                .map(|pointer| pointer.trim_start_matches('/').to_owned()),
            pointer: None,
            ..violation
        });
        Self::Invalid(placed.collect())
    }

    pub fn kind(&self) -> &'static Kind {
        problem::named(match self {
            Self::BadRequest(_) => "bad-request",
            Self::InvalidJson(_) => "invalid-json",
            Self::Unauthorized(_) => "key-required",
            Self::Forbidden { .. } => "role-too-low",
            Self::CompanyNotAllowed(_) => "company-not-allowed",
            Self::CrossOrigin => "cross-origin",
            Self::ConfirmationRequired => "confirmation-required",
            Self::PersonRequired => "person-required",
            Self::BadCredentials => "bad-credentials",
            Self::SecondFactorRequired => "second-factor-required",
            Self::TooManyAttempts { .. } => "too-many-attempts",
            Self::LinkSpent => "link-spent",
            Self::SignInRefused(_) => "sign-in-refused",
            Self::ProviderFailed(_) => "provider-failed",
            Self::NotFound(_) => "not-found",
            Self::NoSuchUrl => "no-such-url",
            Self::NoConsole => "no-console",
            Self::MethodNotAllowed { .. } => "method-not-allowed",
            Self::RunActive(_) => "run-active",
            Self::ExportLimit { .. } => "export-limit",
            Self::ExportNotFinished(_) => "export-not-finished",
            Self::Conflict(_) => "conflict",
            Self::Outdated { .. } => "outdated",
            Self::VersionRequired => "version-required",
            Self::FileGone => "file-gone",
            Self::NoSuchRange(_) => "no-such-range",
            Self::NotAcceptable(_) => "not-acceptable",
            Self::TooSlow(_) => "request-too-slow",
            Self::TargetTooLong => "target-too-long",
            Self::BodyTooLarge(_) => "body-too-large",
            Self::JsonRequired(_) => "json-required",
            Self::UnknownHost => "unknown-host",
            Self::Invalid(_) => "invalid-request",
            Self::CompanyRequired { .. } => "company-required",
            Self::IdempotencyKeyReused => "idempotency-key-reused",
            Self::ExportShare { .. } => "export-share",
            Self::TooManyStreams { .. } => "too-many-streams",
            Self::TooManyRequests { .. } => "too-many-requests",
            Self::ReportTooSlow(_) => "report-too-slow",
            Self::Unavailable(_) => "unavailable",
            Self::Busy => "busy",
            Self::BrokerUnavailable(_) => "broker-unavailable",
            Self::Internal(_) | Self::Panicked => "internal",
            Self::Framework(status) => match *status {
                StatusCode::NOT_FOUND => "no-such-url",
                StatusCode::REQUEST_TIMEOUT => "request-too-slow",
                StatusCode::PAYLOAD_TOO_LARGE => "body-too-large",
                StatusCode::URI_TOO_LONG => "target-too-long",
                StatusCode::UNSUPPORTED_MEDIA_TYPE => "json-required",
                StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => "headers-too-large",
                StatusCode::SERVICE_UNAVAILABLE => "stopping",
                status if status.is_client_error() => "bad-request",
                _ => "internal",
            },
        })
    }

    /// The complete answer. Logs internal errors.
    pub fn answer(
        &self,
        instance: &str,
        trace_id: Option<String>,
        language: Language,
    ) -> HttpResponse {
        let kind = self.kind();
        if kind.status.is_server_error() {
            tracing::error!(problem = kind.slug, error = chain(self), "a request failed");
        }
        let mut response = HttpResponse::build(kind.status);
        match self {
            Self::Unauthorized(_) => {
                response.insert_header((WWW_AUTHENTICATE, "Bearer realm=\"espejo\""));
            }
            Self::MethodNotAllowed { allow } => {
                response.insert_header((ALLOW, allow.as_str()));
            }
            Self::Outdated { now: Some(now) } => {
                response.insert_header((ETAG, precondition::etag(now)));
            }
            Self::NoSuchRange(size) => {
                response.insert_header((CONTENT_RANGE, format!("bytes */{size}")));
            }
            Self::TooManyRequests {
                retry_after_seconds,
                ..
            }
            | Self::TooManyAttempts {
                retry_after_seconds,
            } => {
                response.insert_header((RETRY_AFTER, *retry_after_seconds));
            }
            _ if [
                StatusCode::SERVICE_UNAVAILABLE,
                StatusCode::TOO_MANY_REQUESTS,
            ]
            .contains(&kind.status) =>
            {
                response.insert_header((RETRY_AFTER, "5"));
            }
            _ => {}
        }
        response
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .insert_header((CONTENT_LANGUAGE, language.tag()))
            .append_header((VARY, "accept-language"))
            .json(self.problem(kind, instance, trace_id, language))
    }

    /// The body of the answer.
    pub fn problem(
        &self,
        kind: &Kind,
        instance: &str,
        trace_id: Option<String>,
        language: Language,
    ) -> Problem {
        let (title, hint) = kind.texts(language);
        let violations = match self {
            Self::Invalid(violations) => violations.clone(),
            _ => Vec::new(),
        };
        let errors: Vec<_> = violations.into_iter().map(|it| it.said(language)).collect();
        Problem {
            r#type: format!("/problems/{}", kind.slug),
            title: title.to_owned(),
            status: kind.status.as_u16(),
            detail: if errors.is_empty() {
                problem::said(self.to_string(), language)
            } else {
                list(&errors).to_string()
            },
            instance: instance.to_owned(),
            trace_id,
            hint: hint.to_owned(),
            errors,
            choices: match self {
                Self::CompanyRequired { choices } => choices.clone(),
                _ => Vec::new(),
            },
            active_run: match self {
                Self::RunActive(id) => Some(ActiveRun {
                    id: *id,
                    url: format!("/v1/sync-runs/{id}"),
                }),
                _ => None,
            },
        }
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.kind().status
    }

    /// Only a placeholder: the outermost middleware knows path and trace and writes the answer.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.kind().status)
    }
}

fn outdated(now: Option<&str>) -> String {
    match now {
        Some(now) => format!("it was changed since, and has version {now} now"),
        None => "it does not exist, or not any more".to_owned(),
    }
}

fn not_allowed(company: Option<i64>) -> String {
    match company {
        Some(company) => format!("company {company} is not one of yours"),
        None => "this concerns all companies, and you may see only some".to_owned(),
    }
}

/// The error with its causes, for the log.
fn chain(error: &ApiError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

fn list(violations: &[Violation]) -> impl fmt::Display {
    let lines: Vec<String> = violations
        .iter()
        .map(|violation| {
            let pointer = violation
                .parameter
                .as_deref()
                .or(violation.pointer.as_deref())
                .or(violation.header.as_deref())
                .filter(|pointer| !pointer.is_empty());
            match pointer {
                Some(pointer) => format!("{pointer}: {}", violation.detail),
                None => violation.detail.clone(),
            }
        })
        .collect();
    lines.join("; ")
}
