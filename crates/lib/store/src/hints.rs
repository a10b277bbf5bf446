//! What a person can do about an error, for the commands `doctor`.

use tokio_postgres::error::SqlState;

use crate::Error;

impl Error {
    /// What a person can do.
    pub fn hint(&self) -> &'static str {
        let state = self.sql_state().cloned();
        match (self, state) {
            (Self::Schema(_), _) => {
                "Run `core-api migrate` of this release, or install this release."
            }
            (_, Some(state)) if state == SqlState::INVALID_CATALOG_NAME => {
                "`core-api migrate` makes the database and its logins."
            }
            (_, Some(state))
                if state == SqlState::INVALID_PASSWORD
                    || state == SqlState::INVALID_AUTHORIZATION_SPECIFICATION =>
            {
                "Run `core-api migrate` with the secrets that the services have: it makes the logins \
                 and sets their passwords."
            }
            (_, Some(state)) if state == SqlState::TOO_MANY_CONNECTIONS => {
                "Lower ESPEJO_DATABASE_CONNECTIONS of the services, or raise max_connections of \
                 PostgreSQL."
            }
            (_, Some(state)) if state == SqlState::INSUFFICIENT_PRIVILEGE => {
                "`core-api migrate` sets the rights of the logins again."
            }
            (Self::Connect { .. } | Self::Silent | Self::Pool(_), None) => {
                "Check that PostgreSQL runs, that this machine reaches the server of \
                 ESPEJO_DATABASE_URL, and that its certificate is accepted (ESPEJO_CA_FILE)."
            }
            _ => "The log of PostgreSQL has the details.",
        }
    }
}
