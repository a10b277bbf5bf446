//! The formats of the cells, made once per workbook.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::words::Words;

/// Decimal places that a money format is made for.
const PLACES: usize = 7;

pub(super) struct Styles {
    pub(super) header: Format,
    /// Above numbers.
    pub(super) header_right: Format,
    rows: Cells,
    sums: Cells,
    pub(super) total: Cells,
    pub(super) title: Format,
    pub(super) label: Format,
    pub(super) heading: Format,
    pub(super) value: Format,
    pub(super) quoted: Format,
    pub(super) instant: Format,
    pub(super) day: Format,
    /// By decimal places.
    control: [Format; PLACES],
}

/// What a cell looks like, whatever row it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Text,
    /// A text that goes on in the next line of its cell.
    LongText,
    /// A text that a spreadsheet could take for a formula.
    Quoted,
    LongQuoted,
    Date,
    Integer,
    Count,
    Moment,
    Link,
    /// With so many decimal places.
    Money(usize),
}

/// The formats of a row, by look.
pub(super) struct Cells([Format; Look::ALL.len()]);

impl Styles {
    pub(super) fn new(words: &Words) -> Self {
        let bold = Format::new().set_bold();
        let left = Format::new().set_align(FormatAlign::Left);
        let header = bold
            .clone()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x00DD_E7F0))
            .set_border_bottom(FormatBorder::Thin);
        let row = Format::new().set_align(FormatAlign::Top);
        let sum = row.clone().set_bold().set_border_top(FormatBorder::Thin);
        let total = sum.clone().set_border_bottom(FormatBorder::Double);
        Self {
            header_right: header.clone().set_align(FormatAlign::Right),
            header,
            rows: Cells::new(&row, words),
            sums: Cells::new(&sum, words),
            total: Cells::new(&total, words),
            title: bold.clone().set_font_size(16),
            label: Format::new()
                .set_font_color(Color::RGB(0x0055_5555))
                .set_align(FormatAlign::Top),
            heading: bold,
            value: left.clone().set_num_format("#,##0"),
            quoted: left
                .clone()
                .set_quote_prefix()
                .set_text_wrap()
                .set_align(FormatAlign::Top),
            instant: left.clone().set_num_format(words.instant_format),
            day: left.clone().set_num_format(words.date_format),
            control: std::array::from_fn(|places| left.clone().set_num_format(money(places))),
        }
    }

    pub(super) fn of_row(&self, is_sum: bool) -> &Cells {
        if is_sum { &self.sums } else { &self.rows }
    }

    /// Money on the cover.
    pub(super) fn control(&self, amount: &Decimal) -> &Format {
        &self.control[places(amount, 2)]
    }
}

impl Look {
    pub(super) const ALL: [Self; 9 + PLACES] = [
        Self::Text,
        Self::LongText,
        Self::Quoted,
        Self::LongQuoted,
        Self::Date,
        Self::Integer,
        Self::Count,
        Self::Moment,
        Self::Link,
        Self::Money(0),
        Self::Money(1),
        Self::Money(2),
        Self::Money(3),
        Self::Money(4),
        Self::Money(5),
        Self::Money(6),
    ];

    /// Of an amount, in a currency with at least so many places.
    pub(super) fn money(amount: &Decimal, at_least: u32) -> Self {
        Self::Money(places(amount, at_least))
    }

    /// Its place in `ALL`.
    pub(super) fn place(self) -> usize {
        match self {
            Self::Text => 0,
            Self::LongText => 1,
            Self::Quoted => 2,
            Self::LongQuoted => 3,
            Self::Date => 4,
            Self::Integer => 5,
            Self::Count => 6,
            Self::Moment => 7,
            Self::Link => 8,
            Self::Money(places) => 9 + places.min(PLACES - 1),
        }
    }

    fn on(self, base: &Format, words: &Words) -> Format {
        let format = base.clone();
        match self {
            Self::Text => format,
            Self::LongText => format.set_text_wrap(),
            Self::Quoted => format.set_quote_prefix(),
            Self::LongQuoted => format.set_text_wrap().set_quote_prefix(),
            Self::Date => format
                .set_num_format(words.date_format)
                .set_align(FormatAlign::Left),
            Self::Integer => format.set_num_format("0_)"),
            Self::Count => format.set_num_format("#,##0_)"),
            Self::Moment => format
                .set_num_format(words.instant_format)
                .set_align(FormatAlign::Left),
            Self::Link => format
                .set_font_color(Color::RGB(0x0005_63C1))
                .set_underline(FormatUnderline::Single),
            Self::Money(places) => format.set_num_format(money(places)),
        }
    }
}

impl Cells {
    fn new(base: &Format, words: &Words) -> Self {
        Self(Look::ALL.map(|look| look.on(base, words)))
    }

    pub(super) fn of(&self, look: Look) -> &Format {
        &self.0[look.place()]
    }
}

/// What is negative is red, and has its sign where colours are not to be seen. Behind a number there
/// is the space of a parenthesis, so that it does not touch the next column.
fn money(places: usize) -> String {
    let plain = match places {
        0 => "#,##0".to_owned(),
        _ => format!("#,##0.{}", "0".repeat(places)),
    };
    format!("{plain}_);[Red]-{plain}_)")
}

/// Those of the currency, and more where the amount would be shown as another.
pub(super) fn places(amount: &Decimal, at_least: u32) -> usize {
    let scale = match amount.scale() {
        scale if scale <= at_least => at_least,
        _ => amount.normalize().scale().max(at_least),
    };
    usize::try_from(scale).map_or(PLACES - 1, |scale| scale.min(PLACES - 1))
}

#[cfg(test)]
mod tests {
    use super::Look;

    #[test]
    fn every_look_is_in_its_place() {
        for (place, look) in Look::ALL.into_iter().enumerate() {
            assert_eq!(look.place(), place, "{look:?}");
        }
    }
}
