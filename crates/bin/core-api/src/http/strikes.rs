//! Keys and cookies that open nothing, by network address. Above the limit an address is refused
//! before anything is looked up.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::http::{attempts, error::ApiError};

const WINDOW: Duration = Duration::from_mins(1);
/// More addresses are forgotten when their window is over.
const MANY: usize = 10_000;

type Windows = HashMap<IpAddr, (Instant, u32)>;

pub struct Strikes {
    per_minute: u32,
    windows: Mutex<Windows>,
}

impl Strikes {
    pub fn new(per_minute: u32) -> Self {
        Self {
            per_minute,
            windows: Mutex::default(),
        }
    }

    /// Counts a look-up in advance, so that simultaneous ones count too. `forgive` takes it back if
    /// the key was right.
    pub(crate) fn count(&self, address: Option<IpAddr>) -> Result<(), ApiError> {
        let Some(address) = address.map(attempts::network) else {
            return Ok(());
        };
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() >= MANY {
            windows.retain(|_, (begun, _)| begun.elapsed() < WINDOW);
        }
        let (begun, count) = windows.entry(address).or_insert((Instant::now(), 0));
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

    pub(crate) fn forgive(&self, address: Option<IpAddr>) {
        let Some(address) = address.map(attempts::network) else {
            return;
        };
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, count)) = windows.get_mut(&address) {
            *count = count.saturating_sub(1);
        }
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
            strikes.count(one).unwrap();
            strikes.forgive(one);
        }
        for _ in 0..3 {
            strikes.count(one).unwrap();
        }
        let refused = strikes.count(one);
        assert!(
            matches!(refused, Err(ApiError::TooManyAttempts { retry_after_seconds: 1..=61 })),
            "{refused:?}"
        );
        strikes.count("192.0.2.2".parse().ok()).unwrap();
    }
}
