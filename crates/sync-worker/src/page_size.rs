//! How many records to ask for at once: half as many whenever Odoo cannot cope, slowly more again
//! while it can. One size serves a whole attempt, because Odoo's trouble outlives a model.

/// Fewer would be all overhead.
const FLOOR: u32 = 50;
/// Pages that must go well before more is asked for.
const STEADY: u32 = 4;

#[derive(Debug, Clone)]
pub(crate) struct PageSize {
    rows: u32,
    floor: u32,
    ceiling: u32,
    went_well: u32,
}

impl PageSize {
    /// Begins with the most that is allowed.
    pub(crate) fn new(ceiling: u32) -> Self {
        let ceiling = ceiling.max(1);
        Self {
            rows: ceiling,
            floor: FLOOR.min(ceiling),
            ceiling,
            went_well: 0,
        }
    }

    pub(crate) fn rows(&self) -> u32 {
        self.rows
    }

    /// After a page that was too much; `false` when it cannot be less.
    pub(crate) fn shrink(&mut self) -> bool {
        let before = self.rows;
        self.rows = (self.rows / 2).max(self.floor);
        self.went_well = 0;
        self.rows < before
    }

    /// After a page that went well.
    pub(crate) fn went_well(&mut self) {
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

    #[test]
    fn it_halves_down_to_the_floor_and_then_says_so() {
        let mut size = PageSize::new(300);
        assert!(size.shrink());
        assert_eq!(size.rows(), 150);
        assert!(size.shrink());
        assert!(size.shrink());
        assert_eq!(size.rows(), 50);
        assert!(!size.shrink());
        assert_eq!(size.rows(), 50);
    }

    #[test]
    fn it_grows_by_a_quarter_after_four_good_pages_and_not_beyond_the_setting() {
        let mut size = PageSize::new(220);
        size.shrink();
        let sizes: Vec<u32> = (0..16)
            .map(|_| {
                size.went_well();
                size.rows()
            })
            .collect();
        assert_eq!(sizes[..8], [110, 110, 110, 137, 137, 137, 137, 171]);
        assert_eq!(sizes[15], 220);
    }

    #[test]
    fn a_setting_below_the_floor_is_kept() {
        let mut size = PageSize::new(20);
        assert_eq!(size.rows(), 20);
        assert!(!size.shrink());
        assert_eq!(size.rows(), 20);
    }
}
