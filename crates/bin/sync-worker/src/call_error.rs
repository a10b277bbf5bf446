//! Why a call to Odoo or a statement in its database returned no answer.

use std::time::Duration;

use odoo::Remedy;
use odoo_db::Trouble;

#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    #[error(transparent)]
    Odoo(#[from] odoo::Error),
    #[error(transparent)]
    Database(#[from] odoo_db::Error),
    /// Time until the circuit breaker half-opens.
    #[error("calls to this Odoo kept failing; the circuit breaker is open for {} s", .0.as_secs())]
    CircuitOpen(Duration),
}

/// What the end of a call says about Odoo.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign {
    Works,
    Fails,
    None,
}

impl CallError {
    /// `None`: this attempt should not ask again.
    pub(crate) fn remedy(&self) -> Option<Remedy> {
        match self {
            Self::Odoo(error) => Some(error.remedy()),
            Self::Database(error) => Some(error.remedy()),
            Self::CircuitOpen(_) => None,
        }
    }

    /// A few fixed values.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Odoo(error) => error.kind(),
            Self::Database(error) => error.trouble().as_str(),
            Self::CircuitOpen(_) => "circuit_open",
        }
    }
}

impl Sign {
    /// Any answer shows that Odoo works, even a refusal.
    pub(crate) fn of(error: Option<&CallError>) -> Self {
        match error {
            Some(CallError::Odoo(
                odoo::Error::Unavailable { .. }
                | odoo::Error::Connect { .. }
                | odoo::Error::Dropped { .. }
                | odoo::Error::Timeout { .. },
            )) => Self::Fails,
            Some(CallError::Database(error))
                if matches!(error.trouble(), Trouble::Unreachable | Trouble::Slow) =>
            {
                Self::Fails
            }
            Some(CallError::Odoo(odoo::Error::RateLimited { .. }) | CallError::CircuitOpen(_)) => {
                Self::None
            }
            _ => Self::Works,
        }
    }
}
