//! When a run or job is requested again after a retryable failure.

use std::time::Duration;

/// Retries of one run or job before it fails.
pub const MAX_RETRIES: i32 = 5;

/// 15 s after the first failure, doubling, at most 15 minutes.
pub fn delay(retries: i32) -> Duration {
    let doublings = u32::try_from(retries.max(1) - 1).unwrap_or(0).min(6);
    Duration::from_secs(15 << doublings).min(Duration::from_mins(15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_delays_grow_up_to_15_minutes() {
        let delays: Vec<_> = (1..=8).map(|retries| delay(retries).as_secs()).collect();
        assert_eq!(delays, [15, 30, 60, 120, 240, 480, 900, 900]);
    }
}
