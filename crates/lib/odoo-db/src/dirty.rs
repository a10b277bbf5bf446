//! The rows that have to be read again, in bounded memory: ids, or ranges of ids, or a whole model.

use std::collections::{BTreeMap, BTreeSet};

/// So many ids of one model are kept one by one: some megabytes.
const MOST_IDS: usize = 200_000;
/// Ids of one range.
const WIDTH: i64 = 4_096;
/// So many ranges of one model are kept. More are the whole model.
const MOST_RANGES: usize = 65_536;

/// What to read of one model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// These rows. One that is not there is gone.
    Ids(Vec<i64>),
    /// Every row with `after_id < id <= up_to_id`. One that the mirror has beside them is gone.
    Range { after_id: i64, up_to_id: i64 },
    /// Every row.
    Whole,
}

#[derive(Debug, Clone, Default)]
pub struct Dirty(BTreeMap<String, Rows>);

#[derive(Debug, Clone)]
enum Rows {
    Ids(BTreeSet<i64>),
    /// Numbers of ranges: range 0 has the ids from 1 to the width.
    Ranges(BTreeSet<i64>),
    Whole,
}

impl Dirty {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn add(&mut self, model: &str, id: i64) {
        if let Some(rows) = self.0.get_mut(model) {
            rows.add(id);
        } else {
            let rows = Rows::Ids(BTreeSet::from([id]));
            self.0.insert(model.to_owned(), rows);
        }
    }

    pub fn add_whole(&mut self, model: &str) {
        self.0.insert(model.to_owned(), Rows::Whole);
    }

    /// Takes out at most so many rows for one step, in this order of models. Ranges and whole models
    /// come alone, because nobody knows how many rows they have.
    pub fn take(&mut self, most: usize, order: &[&str]) -> Vec<(String, Piece)> {
        let mut models: Vec<String> = self.0.keys().cloned().collect();
        models.sort_by_key(|model| order.iter().position(|known| known == model));
        let (mut taken, mut left) = (Vec::new(), most);
        for model in models {
            let Some(Rows::Ids(ids)) = self.0.get_mut(&model) else {
                continue;
            };
            let some: Vec<_> = ids.iter().copied().take(left).collect();
            ids.retain(|id| some.last().is_none_or(|last| id > last));
            if ids.is_empty() {
                self.0.remove(&model);
            }
            left -= some.len();
            if !some.is_empty() {
                taken.push((model, Piece::Ids(some)));
            }
        }
        if taken.is_empty() {
            taken.extend(self.take_large());
        }
        taken
    }

    fn take_large(&mut self) -> Option<(String, Piece)> {
        let model = self.0.keys().next()?.clone();
        let range = match self.0.get_mut(&model) {
            Some(Rows::Ranges(ranges)) => ranges.pop_first(),
            _ => None,
        };
        let piece = match range {
            Some(number) => Piece::Range {
                after_id: number * WIDTH,
                up_to_id: (number + 1) * WIDTH,
            },
            None => Piece::Whole,
        };
        let is_done = match self.0.get(&model) {
            Some(Rows::Ranges(ranges)) => ranges.is_empty(),
            _ => true,
        };
        if is_done {
            self.0.remove(&model);
        }
        Some((model, piece))
    }
}

impl Rows {
    fn add(&mut self, id: i64) {
        match self {
            Self::Ids(ids) => {
                ids.insert(id);
                if ids.len() > MOST_IDS {
                    *self = Self::Ranges(ids.iter().map(|id| range_of(*id)).collect());
                }
            }
            Self::Ranges(ranges) => {
                ranges.insert(range_of(id));
                if ranges.len() > MOST_RANGES {
                    *self = Self::Whole;
                }
            }
            Self::Whole => {}
        }
    }
}

fn range_of(id: i64) -> i64 {
    (id - 1).div_euclid(WIDTH)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ORDER: &[&str] = &["res.partner", "account.move", "account.move.line"];

    fn ids(ids: &[i64]) -> Piece {
        Piece::Ids(ids.to_vec())
    }

    #[test]
    fn a_step_takes_models_in_their_order_and_each_row_once() {
        let mut dirty = Dirty::default();
        for (model, id) in [
            ("account.move.line", 9),
            ("account.move", 7),
            ("account.move.line", 8),
            ("account.move", 7),
            ("res.partner", 3),
        ] {
            dirty.add(model, id);
        }
        let first = dirty.take(3, ORDER);
        assert_eq!(
            first,
            [
                ("res.partner".to_owned(), ids(&[3])),
                ("account.move".to_owned(), ids(&[7])),
                ("account.move.line".to_owned(), ids(&[8])),
            ]
        );
        let second = dirty.take(3, ORDER);
        assert_eq!(second, [("account.move.line".to_owned(), ids(&[9]))]);
        assert!(dirty.is_empty());
        assert_eq!(dirty.take(3, ORDER), []);
    }

    #[test]
    fn too_many_ids_become_ranges_and_too_many_ranges_the_whole_model() {
        let mut dirty = Dirty::default();
        let many = i64::try_from(MOST_IDS).unwrap();
        for id in 1..=many + 1 {
            dirty.add("account.move", id);
        }
        dirty.add("res.partner", 1);
        // What is small comes first.
        assert_eq!(
            dirty.take(5, ORDER),
            [("res.partner".to_owned(), ids(&[1]))]
        );
        let range = Piece::Range {
            after_id: 0,
            up_to_id: WIDTH,
        };
        assert_eq!(dirty.take(5, ORDER), [("account.move".to_owned(), range)]);
        let mut taken = 1;
        while !dirty.is_empty() {
            taken += dirty.take(5, ORDER).len();
        }
        assert_eq!(taken, MOST_IDS / 4_096 + 1);

        for id in 1..=many + 1 {
            dirty.add("account.move", id);
        }
        for number in 0..=i64::try_from(MOST_RANGES).unwrap() {
            dirty.add("account.move", number * WIDTH + 1);
        }
        let whole = [("account.move".to_owned(), Piece::Whole)];
        assert_eq!(dirty.take(5, ORDER), whole);
        assert!(dirty.is_empty());
    }

    proptest! {
        #[test]
        fn every_row_that_was_added_is_taken_exactly_once(
            added in prop::collection::vec((0..3_usize, 1..500_i64), 0..200),
            most in 1..50_usize,
        ) {
            let mut dirty = Dirty::default();
            for &(model, id) in &added {
                dirty.add(ORDER[model], id);
            }
            let mut taken = Vec::new();
            while !dirty.is_empty() {
                let step = dirty.take(most, ORDER);
                let mut rows = 0;
                for (model, piece) in step {
                    let Piece::Ids(ids) = piece else {
                        panic!("{piece:?}");
                    };
                    rows += ids.len();
                    let model = ORDER.iter().position(|known| *known == model).unwrap();
                    taken.extend(ids.into_iter().map(|id| (model, id)));
                }
                prop_assert!(0 < rows && rows <= most);
            }
            taken.sort_unstable();
            let expected: BTreeSet<_> = added.into_iter().collect();
            prop_assert_eq!(taken, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
