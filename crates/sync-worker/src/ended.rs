//! How an attempt can end other than by finishing.

use std::time::Duration;

use bus::PublishError;

use crate::{
    failure::{Failure, chain},
    patience::CallError,
};

#[derive(Debug)]
pub(crate) enum Ended {
    /// To be told as `sync.failed`.
    Failed(Failure),
    /// The process stops.
    Stopped,
    /// The run has moved on without this attempt: nobody waits for it.
    Stale,
    /// No credit for so long: the run's lease lapses, and somebody is asked again.
    Unheard(Duration),
    /// The request could not be acknowledged, so it goes to somebody else.
    TakenBack,
    /// What must be said cannot be said.
    Broker(PublishError),
}

impl Ended {
    /// Few values, fit for a metric's label.
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
            Self::Stale => "the run has moved on".to_owned(),
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
