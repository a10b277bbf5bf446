//! Why a call to Odoo returned no answer.

use std::time::Duration;

use odoo::Error;

#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    #[error(transparent)]
    Odoo(#[from] Error),
    /// Time until the circuit breaker half-opens.
    #[error("calls to this Odoo kept failing; the circuit breaker is open for {} s", .0.as_secs())]
    CircuitOpen(Duration),
}
