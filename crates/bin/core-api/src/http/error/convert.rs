//! Errors of other layers as errors of requests.

use store::transaction::Conflict;

use super::ApiError;
use crate::{
    http::{problem::Violation, snapshot},
    writing::WriteError,
};

impl From<store::Error> for ApiError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Busy { .. } => Self::Busy,
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
            WriteError::ExportShare { active, limit } => Self::ExportShare { active, limit },
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
