//! Why an attempt failed, and whether another one may succeed.

use contracts::export::ExportFailureReason;
use rust_xlsxwriter::XlsxError;

/// Maximum characters of a detail in the event.
const DETAIL: usize = 2000;

#[derive(Debug, thiserror::Error)]
#[error("{detail}")]
pub(crate) struct Failure {
    pub(crate) retryable: bool,
    pub(crate) reason: ExportFailureReason,
    pub(crate) detail: String,
}

impl Failure {
    pub(crate) fn new(
        reason: ExportFailureReason,
        retryable: bool,
        detail: impl Into<String>,
    ) -> Self {
        let detail = detail.into().chars().take(DETAIL).collect();
        Self {
            retryable,
            reason,
            detail,
        }
    }

    pub(crate) fn stopped() -> Self {
        Self::new(
            ExportFailureReason::Internal,
            true,
            "the worker was stopped",
        )
    }

    pub(crate) fn parameters(detail: impl Into<String>) -> Self {
        Self::new(ExportFailureReason::Parameters, false, detail)
    }

    pub(crate) fn storage(error: &std::io::Error) -> Self {
        Self::new(
            ExportFailureReason::Storage,
            true,
            format!("the file cannot be written: {error}"),
        )
    }
}

impl From<files::Error> for Failure {
    fn from(error: files::Error) -> Self {
        Self::new(ExportFailureReason::Storage, true, error.to_string())
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        let retryable = error.is_outage() || error.is_conflict();
        Self::new(ExportFailureReason::Database, retryable, error.to_string())
    }
}

impl From<reports::Error> for Failure {
    fn from(error: reports::Error) -> Self {
        match error {
            reports::Error::Database(source) => store::Error::from(source).into(),
            reports::Error::InvalidParameter {
                name,
                problem,
                hint,
            } => Self::parameters(format!("{name}: {problem}; {hint}")),
            reports::Error::CompanyRequired { .. }
            | reports::Error::CompanyNotAllowed(_)
            | reports::Error::UnreadableParameters { .. } => Self::parameters(error.to_string()),
            // A newer worker may know the report.
            reports::Error::UnknownReport(_) => {
                Self::new(ExportFailureReason::Parameters, true, error.to_string())
            }
            reports::Error::Internal(_) => {
                Self::new(ExportFailureReason::Internal, false, error.to_string())
            }
        }
    }
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::storage(&error),
            XlsxError::TempFileError(..) | XlsxError::ZipError(_) => Self::new(
                ExportFailureReason::Storage,
                true,
                format!("the file cannot be written: {error}"),
            ),
            other => Self::new(
                ExportFailureReason::Internal,
                false,
                format!("the workbook cannot be made: {other}"),
            ),
        }
    }
}
