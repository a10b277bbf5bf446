//! Every error that a request can return: one enum, one match to a kind of problem, one function
//! that writes the answer.
//!
//! Internal causes are logged here, once, and never shown to the caller.

use std::{error::Error as _, fmt};

use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{ALLOW, CONTENT_RANGE, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE},
    },
};
use store::transaction::Conflict;
use uuid::Uuid;

use super::snapshot;
use crate::{
    http::{
        auth::Role,
        problem::{self, ActiveRun, Kind, Problem, Violation},
    },
    writing::WriteError,
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
    #[error("there is no {0} with this id here")]
    NotFound(&'static str),
    #[error("nothing is served under this path")]
    NoSuchUrl,
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
    #[error("the export finished, but its file has been removed")]
    FileGone,
    #[error("range outside the file ({0} bytes)")]
    NoSuchRange(u64),
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
            Self::NotFound(_) => "not-found",
            Self::NoSuchUrl => "no-such-url",
            Self::MethodNotAllowed { .. } => "method-not-allowed",
            Self::RunActive(_) => "run-active",
            Self::ExportLimit { .. } => "export-limit",
            Self::ExportNotFinished(_) => "export-not-finished",
            Self::Conflict(_) => "conflict",
            Self::FileGone => "file-gone",
            Self::NoSuchRange(_) => "no-such-range",
            Self::BodyTooLarge(_) => "body-too-large",
            Self::JsonRequired(_) => "json-required",
            Self::UnknownHost => "unknown-host",
            Self::Invalid(_) => "invalid-request",
            Self::CompanyRequired { .. } => "company-required",
            Self::IdempotencyKeyReused => "idempotency-key-reused",
            Self::TooManyRequests { .. } => "too-many-requests",
            Self::ReportTooSlow(_) => "report-too-slow",
            Self::Unavailable(_) => "unavailable",
            Self::Busy => "busy",
            Self::BrokerUnavailable(_) => "broker-unavailable",
            Self::Internal(_) | Self::Panicked => "internal",
            Self::Framework(status) => match *status {
                StatusCode::NOT_FOUND => "no-such-url",
                StatusCode::PAYLOAD_TOO_LARGE => "body-too-large",
                StatusCode::SERVICE_UNAVAILABLE => "stopping",
                status if status.is_client_error() => "bad-request",
                _ => "internal",
            },
        })
    }

    /// The complete answer. Logs internal errors.
    pub fn answer(&self, instance: &str, trace_id: Option<String>) -> HttpResponse {
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
            _ if kind.status == StatusCode::SERVICE_UNAVAILABLE => {
                response.insert_header((RETRY_AFTER, "5"));
            }
            _ => {}
        }
        response
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .json(self.problem(kind, instance, trace_id))
    }

    fn problem(&self, kind: &Kind, instance: &str, trace_id: Option<String>) -> Problem {
        Problem {
            r#type: format!("/problems/{}", kind.slug),
            title: kind.title.to_owned(),
            status: kind.status.as_u16(),
            detail: self.to_string(),
            instance: instance.to_owned(),
            trace_id,
            hint: kind.hint.to_owned(),
            errors: match self {
                Self::Invalid(violations) => violations.clone(),
                _ => Vec::new(),
            },
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

impl From<store::Error> for ApiError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy => Self::Busy,
            outage if outage.is_outage() => Self::Unavailable(outage),
            other => Self::internal(other),
        }
    }
}

impl From<tokio_postgres::Error> for ApiError {
    fn from(error: tokio_postgres::Error) -> Self {
        store::Error::from(error).into()
    }
}

impl From<bus::AdminError> for ApiError {
    fn from(error: bus::AdminError) -> Self {
        Self::BrokerUnavailable(error)
    }
}

impl From<reports::Error> for ApiError {
    fn from(error: reports::Error) -> Self {
        match error {
            reports::Error::InvalidParameter {
                name,
                problem,
                hint,
            } => Self::invalid(Violation::in_parameter(name, problem).hinting(hint)),
            reports::Error::CompanyRequired { choices } => Self::CompanyRequired { choices },
            reports::Error::CompanyNotAllowed(company) => Self::CompanyNotAllowed(Some(company)),
            reports::Error::UnreadableParameters { name, source } => {
                Self::invalid(Violation::in_parameter(name, source.to_string()))
            }
            error @ (reports::Error::UnknownReport(_) | reports::Error::Internal(_)) => {
                Self::internal(error)
            }
            reports::Error::Database(error) => {
                let error = store::Error::from(error);
                if error
                    .sql_state()
                    .is_some_and(|state| state.code() == "57014")
                {
                    return Self::ReportTooSlow(snapshot::STATEMENT_TIMEOUT.as_secs());
                }
                error.into()
            }
        }
    }
}

impl From<WriteError> for ApiError {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Store(error) => error.into(),
            WriteError::RunActive(run) => Self::RunActive(run),
            WriteError::ExportLimit { active, limit } => Self::ExportLimit { active, limit },
            WriteError::Conflict(detail) => Self::Conflict(detail),
            WriteError::NotFound => Self::NotFound("resource"),
            WriteError::Invalid(detail) => Self::invalid(Violation::in_body("", detail)),
            other @ (WriteError::Contract(_)
            | WriteError::Secret(_)
            | WriteError::Stale
            | WriteError::Forged(_)) => Self::internal(other),
        }
    }
}

impl Conflict for ApiError {
    fn is_conflict(&self) -> bool {
        match self {
            Self::Internal(error) => error
                .downcast_ref::<store::Error>()
                .is_some_and(store::Error::is_conflict),
            _ => false,
        }
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
