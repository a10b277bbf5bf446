//! Shared texts. A repeated text is stored once in the workbook, and cells contain its number. If a
//! column has a new text in every row, the table would be as long as the file, so such columns are
//! excluded.

use std::collections::HashMap;

use crate::formats::workbook::text::looks_rich;

/// Maximum texts in the table, which stays in memory.
const MOST: usize = 10_000;
/// Maximum bytes of a shared text.
const LONGEST: usize = 128;
/// New texts of a column before it can be excluded.
const TRIAL: u64 = 500;

pub(crate) struct Strings {
    numbers: HashMap<Box<str>, u32>,
    columns: Vec<Repeats>,
}

/// The texts of a column, and how many of them were new.
#[derive(Debug, Clone, Copy, Default)]
struct Repeats {
    texts: u64,
    new: u64,
    is_out: bool,
}

impl Strings {
    pub(crate) fn new(columns: usize) -> Self {
        Self {
            numbers: HashMap::new(),
            columns: vec![Repeats::default(); columns],
        }
    }

    /// The text's number. None if the cell must contain the text.
    pub(crate) fn number_of(&mut self, column: u16, text: &str) -> Option<u32> {
        let repeats = self.columns.get_mut(usize::from(column))?;
        if repeats.is_out || text.len() > LONGEST || looks_rich(text) {
            return None;
        }
        repeats.texts += 1;
        if let Some(number) = self.numbers.get(text) {
            return Some(*number);
        }
        repeats.new += 1;
        repeats.is_out = repeats.new >= TRIAL && repeats.new > repeats.texts / 2;
        if repeats.is_out || self.numbers.len() == MOST {
            return None;
        }
        let number = u32::try_from(self.numbers.len()).ok()?;
        self.numbers.insert(text.into(), number);
        Some(number)
    }

    /// Sorted by number.
    pub(crate) fn into_texts(self) -> Vec<Box<str>> {
        let mut texts: Vec<_> = self.numbers.into_iter().collect();
        texts.sort_unstable_by_key(|(_, number)| *number);
        texts.into_iter().map(|(text, _)| text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_texts_share_an_index_and_unique_ones_leave_the_table() {
        let mut strings = Strings::new(2);
        for round in 0..5_000 {
            assert_eq!(strings.number_of(0, "PEN"), Some(0));
            let unique = strings.number_of(1, &format!("F-{round}"));
            assert_eq!(unique.is_some(), round < 499, "{round}");
        }
        assert_eq!(strings.into_texts().len(), 500);
    }

    #[test]
    fn the_size_of_the_shared_string_table_is_limited() {
        let mut strings = Strings::new(1);
        for name in (0..20_000).map(|number| format!("partner {number}")) {
            for _ in 0..3 {
                strings.number_of(0, &name);
            }
        }
        let texts = strings.into_texts();
        assert_eq!(texts.len(), MOST);
        assert_eq!(&*texts[9_999], "partner 9999");
    }

    #[test]
    fn rich_text_markup_and_long_texts_are_not_shared() {
        let mut strings = Strings::new(1);
        assert_eq!(strings.number_of(0, "<r>x</r>"), None);
        assert_eq!(strings.number_of(0, &"x".repeat(LONGEST + 1)), None);
    }
}
