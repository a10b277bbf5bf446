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

    /// True if the user of the API or the role in the database may not read this.
    pub(crate) fn lacks_rights(&self) -> bool {
        match self {
            Self::Odoo(error) => matches!(error, odoo::Error::AccessRights { .. }),
            Self::Database(error) => error.trouble() == Trouble::Rights,
            Self::CircuitOpen(_) => false,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_rights_are_the_same_in_both_sources() {
        let api = odoo::Error::AccessRights {
            call: "read on crm.team".to_owned(),
            message: "no".to_owned(),
        };
        let hidden = "crm_team".to_owned();
        for error in [
            CallError::Odoo(api),
            CallError::Database(odoo_db::Error::NotGranted(hidden.clone())),
            CallError::Database(odoo_db::Error::RowSecurity(hidden)),
        ] {
            assert!(error.lacks_rights(), "{error}");
            assert_eq!(error.remedy(), Some(Remedy::FixConfiguration));
        }
        assert!(!CallError::CircuitOpen(Duration::ZERO).lacks_rights());
        assert!(!CallError::Database(odoo_db::Error::NoVersion).lacks_rights());
    }
}
