//! Why an attempt fails, as `sync.failed` reports it: whether a retry may help, and what a person
//! can do about it.

use std::time::Duration;

use contracts::sync::{RunFailureReason, SyncFailed};
use odoo::{Error, Remedy};
use odoo_db::{Trouble, catalogue::Change};
use settings::SecretError;
use tenants::{AuthoritiesError, PasswordError};

use crate::{call_error::CallError, cut::RecordTooLarge, ids::Ids};

/// Maximum length of a text in the contract.
const MAX_CHARS: usize = 2000;

/// Models of other applications, which have their own access groups.
pub(crate) const BESIDE_ACCOUNTING: [&str; 6] = [
    "account.analytic.account",
    "account.analytic.line",
    "account.analytic.plan",
    "crm.team",
    "product.product",
    "product.template",
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    retryable: bool,
    retry_after: Option<Duration>,
    pub(crate) reason: RunFailureReason,
    pub(crate) detail: String,
    pub(crate) hint: String,
    log_lost: bool,
}

impl Failure {
    fn lasting(reason: RunFailureReason, detail: String, hint: &str) -> Self {
        Self {
            retryable: false,
            retry_after: None,
            reason,
            detail,
            hint: hint.to_owned(),
            log_lost: false,
        }
    }

    /// The log does not go on where the mirror is. Following begins anew, and the mirror is compared
    /// with Odoo.
    pub(crate) fn log_lost(detail: String) -> Self {
        let hint = "A new slot is made, and a verify compares the mirror with Odoo. If the server \
            threw the log away, raise max_slot_wal_keep_size. After a restore or a failover, check \
            that the URL leads to the right server.";
        Self {
            retryable: true,
            retry_after: Some(Duration::ZERO),
            log_lost: true,
            ..Self::lasting(RunFailureReason::Internal, detail, hint)
        }
    }

    pub(crate) fn too_much_log(retained: u64, limit: u64) -> Self {
        let detail = format!(
            "Odoo's database kept {retained} bytes of its log for Espejo, and may keep {limit}: the \
             slot is dropped"
        );
        let hint = "A new slot is made, and a verify compares the mirror with Odoo. End what was open \
            for long in Odoo's database, or raise max_retained_bytes in [odoo.database] of the \
            tenant's file.";
        Self {
            retryable: true,
            retry_after: Some(Duration::ZERO),
            log_lost: true,
            ..Self::lasting(RunFailureReason::Internal, detail, hint)
        }
    }

    /// Following begins anew with the columns as they are now.
    pub(crate) fn changed_tables(changes: &[Change]) -> Self {
        let told: Vec<_> = changes.iter().map(ToString::to_string).collect();
        Self {
            retryable: true,
            retry_after: Some(Duration::ZERO),
            ..Self::lasting(
                RunFailureReason::UnknownField,
                format!(
                    "Odoo's database is not the same any more: {}",
                    told.join(", ")
                ),
                "Nothing is wrong: following begins again, and a verify compares the mirror with \
                Odoo.",
            )
        }
    }

    pub(crate) fn unpublished(tables: &[&str]) -> Self {
        Self::lasting(
            RunFailureReason::Configuration,
            format!("the publication lacks {}", tables.join(", ")),
            "Run the script that core-api direct script prints again: it publishes every mirrored \
            table.",
        )
    }

    /// Most often an earlier connection that the server has not given up yet.
    pub(crate) fn busy_slot(name: &str) -> Self {
        Self {
            retryable: true,
            retry_after: Some(Duration::from_secs(2)),
            ..Self::lasting(
                RunFailureReason::Unreachable,
                format!("another connection reads the slot {name}"),
                "If it lasts, another installation follows this database with the same tenant name.",
            )
        }
    }

    pub(crate) fn no_log() -> Self {
        let detail =
            "there is no log to follow: the tenant's file names no database of Odoo, or that \
            database is a standby"
                .to_owned();
        Self::lasting(
            RunFailureReason::Configuration,
            detail,
            "Name the primary in [odoo.database] of the tenant's file.",
        )
    }

    pub(crate) fn bad_log(error: &dyn std::error::Error) -> Self {
        Self::lasting(
            RunFailureReason::Malformed,
            format!("the log of Odoo's database cannot be used: {error}"),
            "Run the script that core-api direct script prints again: it corrects the publication.",
        )
    }

    /// The process stops. Another one should take over at once.
    pub(crate) fn stopping() -> Self {
        Self {
            retryable: true,
            retry_after: Some(Duration::ZERO),
            reason: RunFailureReason::Internal,
            detail: "worker is stopping".to_owned(),
            hint: "Nothing is wrong: the run will be continued.".to_owned(),
            log_lost: false,
        }
    }

    pub(crate) fn password(error: &PasswordError) -> Self {
        let hint = match error {
            PasswordError::Place(_) => {
                "Set the variable or the file that the tenant's password_env or password_file \
                names, where the sync-worker runs."
            }
            PasswordError::NoKey { .. } | PasswordError::Sealed { .. } => {
                "Give the sync-worker the key that the password was encrypted with \
                (ESPEJO_ODOO_KEY), or encrypt the password again for this host with core-api \
                secrets encrypt."
            }
        };
        Self::lasting(RunFailureReason::Configuration, chain(error), hint)
    }

    pub(crate) fn authorities(error: &AuthoritiesError) -> Self {
        let hint =
            "Set odoo.ca_file of the tenant's file to a PEM file that the sync-worker may read.";
        Self::lasting(RunFailureReason::Configuration, chain(error), hint)
    }

    pub(crate) fn companies(missing: &[i64]) -> Self {
        let detail = format!("the Odoo user may not see the companies {missing:?}");
        let hint = "Allow the user these companies in Odoo, or remove them from the tenant's \
            company_ids.";
        Self::lasting(RunFailureReason::AccessRights, detail, hint)
    }

    pub(crate) fn no_companies(missing: &[i64]) -> Self {
        let detail = format!("Odoo's database has no companies {missing:?}");
        let hint = "Remove them from the tenant's company_ids.";
        Self::lasting(RunFailureReason::AccessRights, detail, hint)
    }

    pub(crate) fn database_url(error: &SecretError) -> Self {
        let hint = "Set the variable or the file that url_env or url_file of [odoo.database] in the \
            tenant's file names, where the sync-worker runs.";
        Self::lasting(RunFailureReason::Configuration, chain(error), hint)
    }

    /// True if the model can be left out: no figure depends on it, and a user with rights only to
    /// accounting may not read it.
    pub(crate) fn spares(&self, model: &str) -> bool {
        self.reason == RunFailureReason::AccessRights && BESIDE_ACCOUNTING.contains(&model)
    }

    fn circuit_open(left: Duration) -> Self {
        Self {
            retryable: true,
            retry_after: Some(left),
            reason: RunFailureReason::CircuitOpen,
            detail: CallError::CircuitOpen(left).to_string(),
            hint: "Odoo is down or overloaded; the run is requested again when the wait is over."
                .to_owned(),
            log_lost: false,
        }
    }

    pub(crate) fn restored(evidence: String) -> Self {
        let hint = "If Odoo was restored from a backup, an admin may accept this with POST \
            /v1/mirror/accept-restore: everything is read again, and what is gone is removed. \
            If not, the tenant's url or database may point at another Odoo.";
        Self::lasting(RunFailureReason::Restored, evidence, hint)
    }

    pub(crate) fn no_login(after: Duration) -> Self {
        Self {
            retryable: true,
            retry_after: None,
            reason: RunFailureReason::Timeout,
            detail: format!("Odoo did not answer the login within {} s", after.as_secs()),
            hint: "Odoo accepts connections but does not answer: look at its log and at the number of \
                its workers. The run is requested again."
                .to_owned(),
            log_lost: false,
        }
    }

    pub(crate) fn no_clock() -> Self {
        let detail = "Odoo's answers have no Date header, so the window has no end".to_owned();
        Self::lasting(
            RunFailureReason::Malformed,
            detail,
            "A proxy in front of Odoo may remove it.",
        )
    }

    pub(crate) fn record_too_large(model: &str, error: &RecordTooLarge) -> Self {
        let detail = format!("{model}: {error}");
        let hint = "A text of this record is far too long; shorten it in Odoo, or do not \
            mirror its field.";
        Self::lasting(RunFailureReason::AnswerTooLarge, detail, hint)
    }

    pub(crate) fn unusable_total(model: &str, field: &str, digits: &str) -> Self {
        let detail = format!("{model}: the total {digits} of {field} is not a 28-digit decimal");
        Self::lasting(
            RunFailureReason::Malformed,
            detail,
            "Look for a wrong number in Odoo.",
        )
    }

    /// An event that breaks its own contract: a defect of this program.
    pub(crate) fn refused_by_contract(refusal: &contracts::Refusal) -> Self {
        Self::lasting(
            RunFailureReason::Internal,
            chain(refusal),
            "Please report this as a defect.",
        )
    }

    pub(crate) fn into_event(self, ids: Ids) -> SyncFailed {
        let Ids {
            run,
            epoch,
            attempt,
        } = ids;
        SyncFailed {
            run,
            epoch,
            attempt,
            retryable: self.retryable,
            retry_after_seconds: self.retry_after.map(whole_seconds),
            reason: self.reason,
            detail: cut(&self.detail),
            hint: cut(&self.hint),
            log_lost: self.log_lost,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let (retryable, retry_after) = match error.remedy() {
            Remedy::RetryLater { after } => (true, after),
            Remedy::ReducePage => (true, None),
            // The next attempt reads Odoo's fields again and leaves this one out.
            Remedy::Reject => (matches!(error, Error::UnknownField { .. }), None),
            // Already retried in place, if that can help.
            Remedy::FixConfiguration | Remedy::RetryOnce | Remedy::ReducePageOrReject => {
                (false, None)
            }
        };
        Self {
            retryable,
            retry_after,
            reason: reason(&error),
            detail: chain(&error),
            hint: error.hint().to_owned(),
            log_lost: false,
        }
    }
}

impl From<odoo_db::Error> for Failure {
    fn from(error: odoo_db::Error) -> Self {
        let trouble = error.trouble();
        let retryable = match error.remedy() {
            Remedy::RetryLater { .. } | Remedy::ReducePage => true,
            // The next attempt reads the columns again and leaves this one out.
            Remedy::Reject => trouble == Trouble::Column,
            Remedy::FixConfiguration | Remedy::RetryOnce | Remedy::ReducePageOrReject => false,
        };
        Self {
            retryable,
            retry_after: None,
            reason: match trouble {
                Trouble::Address => RunFailureReason::Configuration,
                Trouble::Unreachable => RunFailureReason::Unreachable,
                Trouble::Slow => RunFailureReason::Timeout,
                Trouble::Login => RunFailureReason::AccessDenied,
                Trouble::Database => RunFailureReason::UnknownDatabase,
                Trouble::Rights => RunFailureReason::AccessRights,
                Trouble::Column => RunFailureReason::UnknownField,
                Trouble::Value => RunFailureReason::Malformed,
                Trouble::Other => RunFailureReason::Internal,
            },
            detail: chain(&error),
            hint: error.hint().to_owned(),
            log_lost: false,
        }
    }
}

impl From<CallError> for Failure {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Odoo(error) => error.into(),
            CallError::Database(error) => error.into(),
            CallError::CircuitOpen(left) => Self::circuit_open(left),
        }
    }
}

fn reason(error: &Error) -> RunFailureReason {
    match error {
        Error::AccessDenied { .. } => RunFailureReason::AccessDenied,
        Error::AccessRights { .. } => RunFailureReason::AccessRights,
        Error::UnknownDatabase { .. } => RunFailureReason::UnknownDatabase,
        Error::UnknownModel { .. } => RunFailureReason::UnknownModel,
        Error::UnknownField { .. } => RunFailureReason::UnknownField,
        Error::Certificate { .. } => RunFailureReason::Certificate,
        Error::Redirected { .. } => RunFailureReason::Redirected,
        Error::Unavailable { .. } | Error::Connect { .. } | Error::Dropped { .. } => {
            RunFailureReason::Unreachable
        }
        Error::Timeout { .. } | Error::TooMuchWork { .. } => RunFailureReason::Timeout,
        Error::RateLimited { .. } => RunFailureReason::Throttled,
        Error::Malformed { .. } | Error::Unrepresentable { .. } => RunFailureReason::Malformed,
        Error::AnswerTooLarge { .. } => RunFailureReason::AnswerTooLarge,
        Error::InvalidAddress { .. }
        | Error::Client { .. }
        | Error::UnexpectedStatus { .. }
        | Error::UnknownMethod { .. }
        | Error::IntegerLimit { .. } => RunFailureReason::Configuration,
        Error::MissingRecord { .. }
        | Error::SessionExpired { .. }
        | Error::DatabaseTrouble { .. }
        | Error::Refused { .. }
        | Error::Failed { .. } => RunFailureReason::Internal,
    }
}

/// The error and its causes on one line.
pub(crate) fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_CHARS).collect()
}

/// Rounded up, so that no retry comes too early.
fn whole_seconds(duration: Duration) -> u32 {
    let seconds = duration.as_secs() + u64::from(duration.subsec_nanos() > 0);
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn event(error: Error) -> SyncFailed {
        let ids = Ids {
            run: Uuid::new_v4(),
            epoch: contracts::Epoch::FIRST,
            attempt: Uuid::new_v4(),
        };
        Failure::from(error).into_event(ids)
    }

    #[test]
    fn a_wrong_password_is_not_retried_and_has_a_hint() {
        let denied = Error::AccessDenied {
            user: "bot".into(),
            database: "andina".into(),
        };
        let failed = event(denied);
        assert!(!failed.retryable);
        assert_eq!(failed.reason, RunFailureReason::AccessDenied);
        assert!(failed.hint.contains("password"), "{}", failed.hint);
    }

    #[test]
    fn a_throttled_attempt_reports_when_to_retry() {
        let after = Some(Duration::from_millis(17_200));
        let failed = event(Error::RateLimited {
            call: "read".into(),
            retry_after: after,
        });
        assert!(failed.retryable);
        assert_eq!(failed.retry_after_seconds, Some(18));
    }

    #[test]
    fn a_removed_field_is_retryable_and_a_refusal_is_not() {
        let vanished = Error::UnknownField {
            model: "m".into(),
            field: "f".into(),
        };
        assert!(event(vanished).retryable);
        let refused = Error::Refused {
            call: "read".into(),
            message: "no".into(),
        };
        assert!(!event(refused).retryable);
    }

    #[test]
    fn a_persistent_error_ends_the_run_with_odoos_message() {
        let failed = event(Error::Failed {
            call: "read on account.move".into(),
            name: "builtins.TypeError".into(),
            message: "read() got an unexpected keyword argument 'load'".into(),
        });
        assert!(!failed.retryable);
        assert!(
            failed.detail.contains("TypeError: read() got an"),
            "{}",
            failed.detail
        );
        let lasting = [
            Error::IntegerLimit {
                call: "read".into(),
            },
            Error::AnswerTooLarge {
                call: "read".into(),
                limit: 9,
            },
        ];
        for error in lasting {
            assert!(!event(error).retryable);
        }
    }

    #[test]
    fn only_models_outside_accounting_may_be_inaccessible() {
        let refused = Error::AccessRights {
            call: "search_read on crm.team".into(),
            message: "no".into(),
        };
        let failure = Failure::from(refused);
        assert!(failure.spares("crm.team"));
        assert!(!failure.spares("account.move.line"));
        let away = Error::SessionExpired {
            call: "read".into(),
        };
        assert!(!Failure::from(away).spares("crm.team"));
    }

    #[test]
    fn long_texts_are_cut_to_the_limit_of_the_contract() {
        let message = "ñ".repeat(3000);
        let failed = event(Error::Refused {
            call: "read".into(),
            message,
        });
        assert_eq!(failed.detail.chars().count(), MAX_CHARS);
    }
}
