//! Keys and cookies that open nothing, by network address. Above the limit an address is refused
//! before anything is looked up. Those that were right a while ago count for themselves, so that an
//! attack does not lock out who works behind the same address.
//!
//! No more look-ups are in progress than may still fail. So simultaneous guesses do not exceed the
//! limit, and the callers of a whole office, who may all be right, wait for each other.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::Notify;

use crate::http::{attempts, error::ApiError};

const WINDOW: Duration = Duration::from_mins(1);
/// How long a key or cookie that was right is known.
const KNOWN: Duration = Duration::from_hours(1);
/// With more entries, those that are over are removed first.
const MANY: usize = 10_000;

/// An address, and a known key or cookie.
type Bucket = (IpAddr, Option<String>);

pub struct Strikes {
    per_minute: u32,
    counts: Mutex<Counts>,
    /// A look-up has ended.
    ended: Notify,
}

#[derive(Default)]
struct Counts {
    windows: HashMap<Bucket, Window>,
    known: HashMap<String, Instant>,
}

struct Window {
    begun: Instant,
    failed: u32,
    in_progress: u32,
}

impl Window {
    fn is_over(&self) -> bool {
        self.begun.elapsed() >= WINDOW
    }
}

impl Counts {
    fn bucket(&self, address: IpAddr, credential: &str) -> Bucket {
        let seen = self.known.get(credential);
        let is_known = seen.is_some_and(|seen| seen.elapsed() < KNOWN);
        let known = is_known.then(|| credential.to_owned());
        (attempts::network(address), known)
    }

    fn window(&mut self, bucket: Bucket) -> &mut Window {
        let window = self.windows.entry(bucket).or_insert_with(|| Window {
            begun: Instant::now(),
            failed: 0,
            in_progress: 0,
        });
        if window.is_over() {
            (window.begun, window.failed) = (Instant::now(), 0);
        }
        window
    }

    fn tidy(&mut self) {
        if self.windows.len() >= MANY {
            self.windows
                .retain(|_, window| !window.is_over() || window.in_progress > 0);
        }
        if self.known.len() >= MANY {
            self.known.retain(|_, seen| seen.elapsed() < KNOWN);
        }
    }
}

impl Strikes {
    pub fn new(per_minute: u32) -> Self {
        Self {
            per_minute,
            counts: Mutex::default(),
            ended: Notify::new(),
        }
    }

    /// Begins a look-up, as soon as those in progress leave room for one that fails. `credential`
    /// names the key or cookie without its secret.
    pub(crate) async fn begin(
        &self,
        address: Option<IpAddr>,
        credential: &str,
    ) -> Result<LookUp<'_>, ApiError> {
        loop {
            // Made before the look at the counts, so that no end is missed.
            let ended = self.ended.notified();
            if let Some(begun) = self.try_begin(address, credential)? {
                return Ok(begun);
            }
            ended.await;
        }
    }

    /// None if too many are in progress.
    fn try_begin(
        &self,
        address: Option<IpAddr>,
        credential: &str,
    ) -> Result<Option<LookUp<'_>>, ApiError> {
        let mut look_up = LookUp {
            strikes: self,
            bucket: None,
        };
        let Some(address) = address else {
            return Ok(Some(look_up));
        };
        let mut counts = self.counts();
        counts.tidy();
        let bucket = counts.bucket(address, credential);
        let window = counts.window(bucket.clone());
        if window.failed >= self.per_minute {
            let wait = WINDOW.saturating_sub(window.begun.elapsed());
            return Err(ApiError::TooManyAttempts {
                retry_after_seconds: wait.as_secs() + 1,
            });
        }
        if window.failed + window.in_progress >= self.per_minute {
            return Ok(None);
        }
        window.in_progress += 1;
        look_up.bucket = Some(bucket);
        Ok(Some(look_up))
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A look-up in progress. If it is dropped, it has failed: who ends a request does not guess for
/// nothing.
#[must_use = "a look-up that is dropped has failed"]
pub(crate) struct LookUp<'s> {
    strikes: &'s Strikes,
    /// None if the address is unknown, and after the end.
    bucket: Option<Bucket>,
}

impl LookUp<'_> {
    /// The key or cookie was right.
    pub(crate) fn right(mut self, credential: &str) {
        self.end(0);
        let known = credential.to_owned();
        self.strikes.counts().known.insert(known, Instant::now());
    }

    /// It could not be looked up, which says nothing about the caller.
    pub(crate) fn unknown(mut self) {
        self.end(0);
    }

    fn end(&mut self, failed: u32) {
        let Some(bucket) = self.bucket.take() else {
            return;
        };
        let mut counts = self.strikes.counts();
        let window = counts.window(bucket);
        window.failed += failed;
        window.in_progress = window.in_progress.saturating_sub(1);
        drop(counts);
        self.strikes.ended.notify_waiters();
    }
}

impl Drop for LookUp<'_> {
    fn drop(&mut self) {
        self.end(1);
    }
}

#[cfg(test)]
mod tests {
    use std::task::Poll;

    use futures::poll;

    use super::*;

    fn address(text: &str) -> Option<IpAddr> {
        text.parse().ok()
    }

    #[tokio::test]
    async fn an_address_is_refused_after_too_many_wrong_keys_and_right_ones_do_not_count() {
        let strikes = Strikes::new(3);
        let one = address("192.0.2.1");
        for _ in 0..10 {
            strikes.begin(one, "good").await.unwrap().right("good");
            strikes.begin(one, "away").await.unwrap().unknown();
        }
        for key in ["a", "b", "c"] {
            drop(strikes.begin(one, key).await.unwrap());
        }
        let refused = strikes.begin(one, "d").await.err();
        assert!(
            matches!(
                refused,
                Some(ApiError::TooManyAttempts {
                    retry_after_seconds: 1..=61
                })
            ),
            "{refused:?}"
        );
        drop(strikes.begin(address("192.0.2.2"), "d").await.unwrap());
        // One that was right is looked up still, but its secret cannot be guessed without a limit.
        for _ in 0..3 {
            drop(strikes.begin(one, "good").await.unwrap());
        }
        assert!(strikes.begin(one, "good").await.is_err());
    }

    #[tokio::test]
    async fn simultaneous_callers_wait_for_each_other_and_guesses_do_not_exceed_the_limit() {
        let strikes = Strikes::new(2);
        let office = address("192.0.2.1");
        let first = strikes.begin(office, "a").await.unwrap();
        let second = strikes.begin(office, "b").await.unwrap();
        let mut third = Box::pin(strikes.begin(office, "c"));
        assert!(matches!(poll!(&mut third), Poll::Pending));
        first.right("a");
        let third = third.await.unwrap();
        let mut fourth = Box::pin(strikes.begin(office, "d"));
        assert!(matches!(poll!(&mut fourth), Poll::Pending));
        drop(second);
        assert!(matches!(poll!(&mut fourth), Poll::Pending), "two may fail");
        drop(third);
        assert!(fourth.await.is_err());
    }
}
