//! The errors of calls to Odoo, and what to do about each.

use std::time::Duration;

/// Names the call, the model or the user if that helps; never a password or a whole answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("the address of Odoo is not usable: {detail}")]
    InvalidAddress { detail: String },
    #[error("the HTTP client could not be created")]
    Client {
        #[source]
        source: reqwest::Error,
    },

    #[error("Odoo refused the user {user} or its password for the database {database}")]
    AccessDenied { user: String, database: String },
    #[error("the Odoo user may not do {call}: {message}")]
    AccessRights { call: String, message: String },
    #[error("Odoo has no database {database}")]
    UnknownDatabase { database: String },
    #[error("Odoo has no model {model}")]
    UnknownModel { model: String },
    #[error("Odoo's {model} has no field {field}")]
    UnknownField { model: String, field: String },
    #[error("Odoo has no method for {call}")]
    UnknownMethod { call: String },
    #[error("a record was deleted during {call}: {message}")]
    MissingRecord { call: String, message: String },

    #[error("Odoo ended the session during {call}")]
    SessionExpired { call: String },
    #[error("Odoo limits the rate of calls ({call})")]
    RateLimited {
        call: String,
        retry_after: Option<Duration>,
    },
    #[error("Odoo is not available: HTTP {status} to {call}")]
    Unavailable {
        call: String,
        status: u16,
        retry_after: Option<Duration>,
    },
    #[error("the answer is not from Odoo's API: HTTP {status} to {call}")]
    UnexpectedStatus { call: String, status: u16 },
    #[error("the answer to {call} is a redirect (HTTP {status}) to {to}")]
    Redirected {
        call: String,
        status: u16,
        /// Without user, query and fragment.
        to: String,
    },
    #[error("the certificate of Odoo is not accepted for {call}: {problem}")]
    Certificate { call: String, problem: String },
    #[error("Odoo could not be reached for {call}")]
    Connect {
        call: String,
        #[source]
        source: reqwest::Error,
    },
    #[error("the connection broke during {call}")]
    Dropped {
        call: String,
        #[source]
        source: reqwest::Error,
    },
    #[error("no complete answer to {call} within {} s", timeout.as_secs())]
    Timeout { call: String, timeout: Duration },

    #[error("the answer to {call} is larger than {limit} bytes")]
    AnswerTooLarge { call: String, limit: u64 },
    #[error("{call} was too much work for Odoo: {message}")]
    TooMuchWork { call: String, message: String },
    #[error("the answer to {call} holds a number that XML-RPC cannot carry")]
    IntegerLimit { call: String },
    #[error("the answer to {call} is malformed: {detail}")]
    Malformed { call: String, detail: String },
    #[error("the answer to {call} holds {digits} in {field}, which is more than 28 digits")]
    Unrepresentable {
        call: String,
        field: String,
        digits: String,
    },

    #[error("Odoo's database had trouble with {call}: {message}")]
    DatabaseTrouble { call: String, message: String },
    #[error("Odoo refused {call}: {message}")]
    Refused { call: String, message: String },
    #[error("{call} failed inside Odoo with {name}: {message}")]
    Failed {
        call: String,
        name: String,
        message: String,
    },
}

/// What the caller should do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// The same call may succeed later; not before `after`, if Odoo said so.
    RetryLater { after: Option<Duration> },
    /// Request fewer records at once; if that is not possible, retry later.
    ReducePage,
    /// Request fewer records at once; if that is not possible, the call can never succeed.
    ReducePageOrReject,
    /// Most likely a defect in Odoo's code that comes with every try. Retry once, without delay;
    /// after that the call can never succeed.
    RetryOnce,
    /// A person must change the settings here or the rights in Odoo. Do not retry automatically.
    FixConfiguration,
    /// The call can never succeed as it is.
    Reject,
}

impl Error {
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::InvalidAddress { .. }
            | Self::Client { .. }
            | Self::AccessDenied { .. }
            | Self::AccessRights { .. }
            | Self::UnknownDatabase { .. }
            | Self::UnknownModel { .. }
            | Self::Certificate { .. }
            | Self::Redirected { .. }
            | Self::UnexpectedStatus { .. } => Remedy::FixConfiguration,
            Self::UnknownField { .. }
            | Self::UnknownMethod { .. }
            | Self::IntegerLimit { .. }
            | Self::Unrepresentable { .. }
            | Self::Refused { .. } => Remedy::Reject,
            Self::RateLimited { retry_after, .. } | Self::Unavailable { retry_after, .. } => {
                Remedy::RetryLater {
                    after: *retry_after,
                }
            }
            Self::MissingRecord { .. }
            | Self::SessionExpired { .. }
            | Self::Connect { .. }
            | Self::Malformed { .. }
            | Self::DatabaseTrouble { .. } => Remedy::RetryLater { after: None },
            Self::Dropped { .. } | Self::Timeout { .. } | Self::TooMuchWork { .. } => {
                Remedy::ReducePage
            }
            Self::AnswerTooLarge { .. } => Remedy::ReducePageOrReject,
            Self::Failed { .. } => Remedy::RetryOnce,
        }
    }

    /// An unknown field that a page did not request is a defect inside Odoo, such as a record rule
    /// with a field that was removed. It stays if the list of fields is read again.
    pub(crate) fn unless_asked_for(self, names: &[String]) -> Self {
        match self {
            Self::UnknownField { model, field } if !names.contains(&field) => Self::Failed {
                call: format!("a page of {model}"),
                name: "ValueError".to_owned(),
                message: format!("Invalid field '{field}'"),
            },
            other => other,
        }
    }

    /// A hint for the person who maintains the connection.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::InvalidAddress { .. } => "Set the address as https://host, without a user.",
            Self::Client { .. } => "Check the TLS set-up of the host.",
            Self::AccessDenied { .. } => {
                "Check the user and the password or API key. A user with two-factor authentication needs an API key. Five failed logins lock the login for a minute."
            }
            Self::AccessRights { .. } => {
                "Give the Odoo user read access to the model and to every company that is mirrored."
            }
            Self::UnknownDatabase { .. } => "Check the name of the Odoo database.",
            Self::UnknownModel { .. } => {
                "Install the Odoo module that has this model, or do not mirror it."
            }
            Self::UnknownField { .. } => {
                "The field was removed from Odoo; the next run reads the list of fields again."
            }
            Self::UnknownMethod { .. } => "This version of Odoo is not supported.",
            Self::MissingRecord { .. } => "It was deleted in Odoo; a retry solves this.",
            Self::SessionExpired { .. } => "A new session is opened on the next try.",
            Self::RateLimited { .. } => "Lower the frequency of the schedules if this continues.",
            Self::Unavailable { .. } => "Odoo or its proxy is restarting or overloaded.",
            Self::Redirected { .. } => {
                "Set odoo.url to the target if it is this Odoo; calls are never sent on to another address."
            }
            Self::Certificate { .. } => {
                "Renew the certificate, or set odoo.ca_file to the PEM file of the authority that signed it."
            }
            Self::UnexpectedStatus {
                status: 401 | 403, ..
            } => {
                "A proxy in front of Odoo asks for a login or blocks this host; let it pass Odoo's API."
            }
            Self::UnexpectedStatus { .. } => {
                "Check the address: it must be Odoo itself, not a page that redirects or asks for a login."
            }
            Self::Connect { .. } => "Check that Odoo runs and that this host can reach it.",
            Self::Dropped { .. } => "Odoo ended its worker process; smaller pages take less time.",
            Self::Timeout { .. } => "Smaller pages take Odoo less time.",
            Self::AnswerTooLarge { .. } => {
                "Raise max_answer_bytes in the tenant's file: this answer cannot be split further."
            }
            Self::TooMuchWork { .. } => "Smaller pages take Odoo less time and memory.",
            Self::IntegerLimit { .. } => "Use JSON-RPC, which has no such limit.",
            Self::Malformed { .. } => "A proxy in front of Odoo may change its answers.",
            Self::Unrepresentable { .. } => "Correct the number in Odoo.",
            Self::DatabaseTrouble { .. } => "Odoo's own database is busy or restarting.",
            Self::Refused { .. } => "Odoo's log has the details.",
            Self::Failed { .. } => {
                "Odoo's own code fails on this call; its log has the details. Fix it there, or do not mirror the model."
            }
        }
    }

    /// A short name without details: a few fixed values, for the label of a metric.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::InvalidAddress { .. } => "invalid_address",
            Self::Client { .. } => "client",
            Self::AccessDenied { .. } => "access_denied",
            Self::AccessRights { .. } => "access_rights",
            Self::UnknownDatabase { .. } => "unknown_database",
            Self::UnknownModel { .. } => "unknown_model",
            Self::UnknownField { .. } => "unknown_field",
            Self::UnknownMethod { .. } => "unknown_method",
            Self::MissingRecord { .. } => "missing_record",
            Self::SessionExpired { .. } => "session_expired",
            Self::RateLimited { .. } => "rate_limited",
            Self::Unavailable { .. } => "unavailable",
            Self::UnexpectedStatus { .. } => "unexpected_status",
            Self::Redirected { .. } => "redirected",
            Self::Certificate { .. } => "certificate",
            Self::Connect { .. } => "connect",
            Self::Dropped { .. } => "dropped",
            Self::Timeout { .. } => "timeout",
            Self::AnswerTooLarge { .. } => "answer_too_large",
            Self::TooMuchWork { .. } => "too_much_work",
            Self::IntegerLimit { .. } => "integer_limit",
            Self::Malformed { .. } => "malformed",
            Self::Unrepresentable { .. } => "unrepresentable",
            Self::DatabaseTrouble { .. } => "database_trouble",
            Self::Refused { .. } => "refused",
            Self::Failed { .. } => "failed",
        }
    }
}
