//! How an attempt can end without finishing.

use std::time::Duration;

use bus::PublishError;

use crate::{
    call_error::CallError,
    failure::{Failure, chain},
};

#[derive(Debug)]
pub(crate) enum Ended {
    /// Published as `sync.failed`.
    Failed(Failure),
    Stopped,
    /// The run continues without this attempt.
    Stale,
    /// No credit for this time: the lease expires, and the part is requested again.
    Unheard(Duration),
    /// The request could not be acknowledged, so it goes to another worker.
    TakenBack,
    /// A required event cannot be published.
    Broker(PublishError),
}

impl Ended {
    /// A few fixed values, for the label of a metric.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Failed(_) => "failed",
            Self::Stopped => "stopped",
            Self::Stale => "stale",
            Self::Unheard(_) => "unheard",
            Self::TakenBack => "taken_back",
            Self::Broker(_) => "broker",
        }
    }

    pub(crate) fn detail(&self) -> String {
        match self {
            Self::Failed(failure) => failure.detail.clone(),
            Self::Stopped => "the process stops".to_owned(),
            Self::Stale => "the run continues without this attempt".to_owned(),
            Self::Unheard(silence) => format!("no credit for {} s", silence.as_secs()),
            Self::TakenBack => "the request goes to another worker".to_owned(),
            Self::Broker(error) => chain(error),
        }
    }
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<CallError> for Ended {
    fn from(error: CallError) -> Self {
        Self::Failed(error.into())
    }
}
