//! Keys and cookies that open nothing, by network address. Above the limit an address is refused
//! before anything is looked up. Those that were right a while ago count for themselves, so that an
//! attack does not lock out who works behind the same address.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

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
}

#[derive(Default)]
struct Counts {
    windows: HashMap<Bucket, (Instant, u32)>,
    known: HashMap<String, Instant>,
}

impl Counts {
    fn bucket(&self, address: IpAddr, credential: &str) -> Bucket {
        let seen = self.known.get(credential);
        let is_known = seen.is_some_and(|seen| seen.elapsed() < KNOWN);
        let known = is_known.then(|| credential.to_owned());
        (attempts::network(address), known)
    }

    fn tidy(&mut self) {
        if self.windows.len() >= MANY {
            self.windows
                .retain(|_, (begun, _)| begun.elapsed() < WINDOW);
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
        }
    }

    /// Counts a look-up in advance, so that simultaneous ones count too. `forgive` takes it back if
    /// the credential was right. `credential` names it without its secret.
    pub(crate) fn count(&self, address: Option<IpAddr>, credential: &str) -> Result<(), ApiError> {
        let Some(address) = address else {
            return Ok(());
        };
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.tidy();
        let bucket = counts.bucket(address, credential);
        let window = counts.windows.entry(bucket);
        let (begun, count) = window.or_insert((Instant::now(), 0));
        if begun.elapsed() >= WINDOW {
            (*begun, *count) = (Instant::now(), 0);
        }
        if *count >= self.per_minute {
            let wait = WINDOW.saturating_sub(begun.elapsed());
            return Err(ApiError::TooManyAttempts {
                retry_after_seconds: wait.as_secs() + 1,
            });
        }
        *count += 1;
        Ok(())
    }

    pub(crate) fn forgive(&self, address: Option<IpAddr>, credential: &str) {
        let Some(address) = address else { return };
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = counts.bucket(address, credential);
        if let Some((_, count)) = counts.windows.get_mut(&bucket) {
            *count = count.saturating_sub(1);
        }
        counts.known.insert(credential.to_owned(), Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_refused_after_too_many_wrong_keys_and_right_ones_do_not_count() {
        let strikes = Strikes::new(3);
        let one: Option<IpAddr> = "192.0.2.1".parse().ok();
        for _ in 0..10 {
            strikes.count(one, "good").unwrap();
            strikes.forgive(one, "good");
        }
        for key in ["a", "b", "c"] {
            strikes.count(one, key).unwrap();
        }
        let refused = strikes.count(one, "d");
        assert!(
            matches!(
                refused,
                Err(ApiError::TooManyAttempts {
                    retry_after_seconds: 1..=61
                })
            ),
            "{refused:?}"
        );
        strikes.count("192.0.2.2".parse().ok(), "d").unwrap();
        // One that was right is looked up still, but its secret cannot be guessed without a limit.
        for _ in 0..3 {
            strikes.count(one, "good").unwrap();
        }
        assert!(strikes.count(one, "good").is_err());
    }
}
