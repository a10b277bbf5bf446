//! Why a message could not be published.

use std::time::Duration;

use uuid::Uuid;

use crate::topology::MAX_BODY_BYTES;

/// Why a message is not known to be in a queue. It may be there anyway: send it again under the
/// same id.
#[derive(Debug, Clone, thiserror::Error)]
pub enum PublishError {
    #[error("message {id} has {bytes} bytes, more than the {MAX_BODY_BYTES} that are allowed")]
    TooLarge { id: Uuid, bytes: usize },
    #[error("{service} does not publish {event}")]
    Foreign {
        service: &'static str,
        event: String,
    },
    #[error("no queue is bound to '{routing_key}'")]
    Unroutable { routing_key: String },
    #[error("the broker refused the message: a queue is full or not available")]
    Refused,
    #[error("not connected to the broker for {0:?}")]
    NotConnected(Duration),
    #[error("not confirmed within {0:?}")]
    NotConfirmed(Duration),
    #[error("the connection was lost before the confirm")]
    Interrupted(#[source] lapin::Error),
    #[error("not tried, because an earlier message of the same call failed")]
    NotTried,
    #[error("the bus has stopped")]
    Stopped,
}

impl PublishError {
    /// Whether the same message may succeed later.
    pub fn is_transient(&self) -> bool {
        !matches!(self, Self::TooLarge { .. } | Self::Foreign { .. })
    }

    pub(crate) fn may_pass(&self) -> bool {
        self.is_transient() && !matches!(self, Self::Stopped)
    }

    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too_large",
            Self::Foreign { .. } => "foreign",
            Self::Unroutable { .. } => "unroutable",
            Self::Refused => "refused",
            Self::NotConnected(_) => "not_connected",
            Self::NotConfirmed(_) => "not_confirmed",
            Self::Interrupted(_) => "interrupted",
            Self::NotTried => "not_tried",
            Self::Stopped => "stopped",
        }
    }

    /// True if the next messages would fail too.
    pub(crate) fn ends_the_call(&self) -> bool {
        !matches!(
            self,
            Self::TooLarge { .. } | Self::Foreign { .. } | Self::Unroutable { .. } | Self::Refused
        )
    }
}
