//! Retries in place, with back-off and limits. Reads have no effect in Odoo, so a call may always
//! be repeated. An error that a retry cannot fix is not retried.

use std::time::Duration;

use lifecycle::retry::Backoff;
use odoo::Remedy;

use crate::{call_error::CallError, rate_limit::CallLimiter};

/// Number of calls if each of them fails.
const TRIES: u32 = 5;
/// Fewer before a request is acknowledged, because nothing should wait long then.
const BRIEF_TRIES: u32 = 3;
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(15);
/// If Odoo asks for a longer wait than this, the run is requested again later.
const LONGEST_ASKED: Duration = Duration::from_mins(1);

/// The waits between the tries of one call.
#[derive(Debug)]
pub(crate) struct Retries {
    tries_left: u32,
    /// An error that most likely comes with every try is retried once.
    second_try_taken: bool,
    backoff: Backoff,
}

impl Retries {
    pub(crate) fn new() -> Self {
        Self::with_tries(TRIES)
    }

    pub(crate) fn brief() -> Self {
        Self::with_tries(BRIEF_TRIES)
    }

    fn with_tries(tries: u32) -> Self {
        Self {
            tries_left: tries - 1,
            second_try_taken: false,
            backoff: Backoff::new(FIRST_WAIT, LONGEST_WAIT),
        }
    }

    /// The wait before the next try; `None` if there is none. A try that requests fewer records
    /// than the last one does not count.
    pub(crate) fn after(&mut self, error: &CallError, smaller: bool) -> Option<Duration> {
        let asked = match error.remedy()? {
            Remedy::RetryLater { after } => after.unwrap_or_default(),
            Remedy::ReducePage => Duration::ZERO,
            Remedy::ReducePageOrReject if smaller => Duration::ZERO,
            Remedy::RetryOnce if !std::mem::replace(&mut self.second_try_taken, true) => {
                return Some(FIRST_WAIT);
            }
            Remedy::RetryOnce
            | Remedy::ReducePageOrReject
            | Remedy::FixConfiguration
            | Remedy::Reject => return None,
        };
        if asked > LONGEST_ASKED {
            return None;
        }
        if !smaller {
            self.tries_left = self.tries_left.checked_sub(1)?;
        }
        Some(self.backoff.next_delay().max(asked))
    }
}

/// Makes a call until it succeeds, cannot succeed, or has failed too often.
pub(crate) async fn with_backoff<T, E, F>(
    limiter: &CallLimiter,
    mut retries: Retries,
    mut call: impl FnMut() -> F,
) -> Result<T, CallError>
where
    F: Future<Output = Result<T, E>>,
    E: Into<CallError>,
{
    loop {
        let error = match limiter.call(call()).await {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        match retries.after(&error, false) {
            Some(delay) => wait(&error, delay).await,
            None => return Err(error),
        }
    }
}

pub(crate) async fn wait(error: &CallError, delay: Duration) {
    tracing::warn!(
        %error,
        error.kind = error.kind(),
        delay_ms = u64::try_from(delay.as_millis()).unwrap_or(u64::MAX),
        "retrying a call to Odoo"
    );
    tokio::time::sleep(delay).await;
}

#[cfg(test)]
mod tests {
    use odoo::Error;

    use super::*;

    fn unavailable(retry_after: Option<u64>) -> CallError {
        CallError::Odoo(Error::Unavailable {
            call: "read".into(),
            status: 502,
            retry_after: retry_after.map(Duration::from_secs),
        })
    }

    #[test]
    fn a_call_is_tried_five_times_at_most() {
        let mut retries = Retries::new();
        for _ in 1..TRIES {
            assert!(retries.after(&unavailable(None), false).is_some());
        }
        assert_eq!(retries.after(&unavailable(None), false), None);
    }

    #[test]
    fn a_retry_with_a_smaller_page_does_not_count_as_a_try() {
        let mut retries = Retries::new();
        let dropped = CallError::Odoo(Error::Timeout {
            call: "read".into(),
            timeout: Duration::from_secs(1),
        });
        for _ in 0..20 {
            assert!(retries.after(&dropped, true).is_some());
        }
        assert!(retries.after(&dropped, false).is_some());
    }

    #[test]
    fn retry_after_from_odoo_is_respected_unless_it_is_too_long() {
        let mut retries = Retries::new();
        let delay = retries.after(&unavailable(Some(20)), false);
        assert_eq!(delay, Some(Duration::from_secs(20)));
        assert_eq!(retries.after(&unavailable(Some(3600)), false), None);
    }

    #[test]
    fn an_odoo_code_error_is_tried_twice_at_most_without_a_long_wait() {
        let failed = CallError::Odoo(Error::Failed {
            call: "read".into(),
            name: "builtins.TypeError".into(),
            message: "no".into(),
        });
        let mut retries = Retries::new();
        for _ in 0..2 {
            assert!(retries.after(&unavailable(None), false).is_some());
        }
        assert_eq!(retries.after(&failed, false), Some(FIRST_WAIT));
        assert_eq!(retries.after(&failed, false), None);
    }

    #[test]
    fn a_too_large_answer_is_retried_only_if_the_page_can_shrink() {
        let too_large = CallError::Odoo(Error::AnswerTooLarge {
            call: "read".into(),
            limit: 9,
        });
        let mut retries = Retries::new();
        assert!(retries.after(&too_large, true).is_some());
        assert_eq!(retries.after(&too_large, false), None);
    }

    #[test]
    fn permanent_errors_are_not_retried() {
        let denied = CallError::Odoo(Error::AccessDenied {
            user: "bot".into(),
            database: "andina".into(),
        });
        assert_eq!(Retries::new().after(&denied, false), None);
    }
}
