//! How many records to request at once: half as many if Odoo fails or takes too long, then slowly
//! more again. An attempt has one size for all its models, because Odoo's problems do not end with
//! a model.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Smaller pages would be mostly overhead.
const FLOOR: u32 = 50;
/// Number of good pages before the size grows.
const STEADY: u32 = 4;
/// A page that takes longer is too large: Odoo gives up at 60 s of CPU time by default.
const BUDGET: Duration = Duration::from_secs(20);

#[derive(Debug)]
pub(crate) struct PageSize(Mutex<Size>);

#[derive(Debug)]
struct Size {
    rows: u32,
    floor: u32,
    ceiling: u32,
    went_well: u32,
}

impl PageSize {
    /// Starts with the maximum.
    pub(crate) fn new(ceiling: u32) -> Self {
        let ceiling = ceiling.max(1);
        Self(Mutex::new(Size {
            rows: ceiling,
            floor: FLOOR.min(ceiling),
            ceiling,
            went_well: 0,
        }))
    }

    pub(crate) fn rows(&self) -> u32 {
        self.size().rows
    }

    /// To call after a page of this limit was too large; `false` if the size cannot shrink. Pages
    /// that were requested together shrink it once.
    pub(crate) fn shrink(&self, limit: u32) -> bool {
        let mut size = self.size();
        size.went_well = 0;
        if size.rows >= limit {
            size.rows = (limit / 2).max(size.floor);
        }
        size.rows < limit
    }

    /// To call after a page of this limit was read.
    pub(crate) fn took(&self, limit: u32, duration: Duration) {
        if duration > BUDGET {
            self.shrink(limit);
        } else if duration < BUDGET / 2 {
            self.size().went_well();
        }
    }

    fn size(&self) -> MutexGuard<'_, Size> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Size {
    fn went_well(&mut self) {
        self.went_well += 1;
        if self.went_well >= STEADY && self.rows < self.ceiling {
            self.rows = self
                .rows
                .saturating_add((self.rows / 4).max(1))
                .min(self.ceiling);
            self.went_well = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUICK: Duration = Duration::from_secs(1);

    #[test]
    fn the_page_size_halves_down_to_the_minimum_and_then_refuses() {
        let size = PageSize::new(300);
        assert!(size.shrink(300));
        assert_eq!(size.rows(), 150);
        assert!(size.shrink(150));
        assert!(size.shrink(75));
        assert_eq!(size.rows(), 50);
        assert!(!size.shrink(50));
        assert_eq!(size.rows(), 50);
    }

    #[test]
    fn concurrent_failed_pages_halve_the_page_size_once() {
        let size = PageSize::new(800);
        for _ in 0..4 {
            assert!(size.shrink(800));
        }
        assert_eq!(size.rows(), 400);
    }

    #[test]
    fn the_page_size_grows_by_a_quarter_after_four_pages_up_to_the_setting() {
        let size = PageSize::new(220);
        size.shrink(220);
        let sizes: Vec<u32> = (0..16)
            .map(|_| {
                size.took(size.rows(), QUICK);
                size.rows()
            })
            .collect();
        assert_eq!(sizes[..8], [110, 110, 110, 137, 137, 137, 137, 171]);
        assert_eq!(sizes[15], 220);
    }

    #[test]
    fn a_too_slow_page_halves_the_page_size_and_a_slow_one_stops_growth() {
        let size = PageSize::new(400);
        size.took(400, BUDGET + QUICK);
        assert_eq!(size.rows(), 200);
        for _ in 0..20 {
            size.took(200, BUDGET);
        }
        assert_eq!(size.rows(), 200);
    }

    #[test]
    fn a_page_size_setting_below_the_minimum_is_kept() {
        let size = PageSize::new(20);
        assert_eq!(size.rows(), 20);
        assert!(!size.shrink(20));
        assert_eq!(size.rows(), 20);
    }
}
