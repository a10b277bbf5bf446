//! The formats of the cells, created once per workbook.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::words::Words;

/// Money formats exist for 0 to 6 decimal places.
const DECIMALS: usize = 7;
/// The other formats.
const FIXED: usize = 11;

pub(crate) struct Styles {
    pub(crate) header: Format,
    /// For titles above numbers.
    pub(crate) header_right: Format,
    rows: Cells,
    sums: Cells,
    pub(crate) total: Cells,
    /// Title of a sheet.
    pub(crate) title: Format,
    /// Name of the company.
    pub(crate) company: Format,
    /// Another line of the block above the titles, and notes.
    pub(crate) line: Format,
    pub(crate) label: Format,
    pub(crate) heading: Format,
    pub(crate) value: Format,
    pub(crate) quoted: Format,
    pub(crate) instant: Format,
    pub(crate) day: Format,
    /// By decimal places.
    control: [Format; DECIMALS],
}

/// The format of a cell, for any kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Text,
    /// A text that is wrapped.
    LongText,
    /// A text that a spreadsheet could read as a formula.
    Quoted,
    LongQuoted,
    Date,
    Integer,
    Count,
    Moment,
    Link,
    /// A number as text.
    Digits,
    Percent,
    /// With this number of decimal places.
    Money(usize),
}

/// The formats of a row, by look.
pub(crate) struct Cells([Format; Look::ALL.len()]);

impl Styles {
    pub(crate) fn new(words: &Words) -> Self {
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
            title: bold.clone().set_font_size(14).set_quote_prefix(),
            company: bold.clone().set_quote_prefix(),
            line: Format::new().set_quote_prefix(),
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
            control: std::array::from_fn(|decimals| left.clone().set_num_format(money(decimals))),
        }
    }

    pub(crate) fn choose_cells(&self, is_sum: bool) -> &Cells {
        if is_sum { &self.sums } else { &self.rows }
    }

    /// Money on the cover.
    pub(crate) fn control(&self, amount: &Decimal) -> &Format {
        &self.control[decimals(amount, 2)]
    }
}

impl Look {
    pub(crate) const ALL: [Self; FIXED + DECIMALS] = [
        Self::Text,
        Self::LongText,
        Self::Quoted,
        Self::LongQuoted,
        Self::Date,
        Self::Integer,
        Self::Count,
        Self::Moment,
        Self::Link,
        Self::Digits,
        Self::Percent,
        Self::Money(0),
        Self::Money(1),
        Self::Money(2),
        Self::Money(3),
        Self::Money(4),
        Self::Money(5),
        Self::Money(6),
    ];

    /// For an amount, in a currency with `at_least` decimal places.
    pub(crate) fn money(amount: &Decimal, at_least: u32) -> Self {
        Self::Money(decimals(amount, at_least))
    }

    /// Its index in `ALL`.
    pub(crate) fn index(self) -> usize {
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
            Self::Digits => 9,
            Self::Percent => 10,
            Self::Money(decimals) => FIXED + decimals.min(DECIMALS - 1),
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
            Self::Digits => format.set_align(FormatAlign::Right),
            Self::Percent => format
                .set_num_format("0.0%_)")
                .set_align(FormatAlign::Right),
            Self::Money(decimals) => format.set_num_format(money(decimals)),
        }
    }
}

impl Cells {
    fn new(base: &Format, words: &Words) -> Self {
        Self(Look::ALL.map(|look| look.on(base, words)))
    }

    pub(crate) fn format_of(&self, look: Look) -> &Format {
        &self.0[look.index()]
    }
}

/// Negative amounts are red, and have a sign for media without colours. `_)` leaves a space the
/// size of a parenthesis, so that amounts do not touch the next column.
fn money(decimals: usize) -> String {
    let plain = match decimals {
        0 => "#,##0".to_owned(),
        _ => format!("#,##0.{}", "0".repeat(decimals)),
    };
    format!("{plain}_);[Red]-{plain}_)")
}

/// The currency's decimal places, or more if rounding would change the amount.
pub(crate) fn decimals(amount: &Decimal, at_least: u32) -> usize {
    let scale = match amount.scale() {
        scale if scale <= at_least => at_least,
        _ => amount.normalize().scale().max(at_least),
    };
    usize::try_from(scale).map_or(DECIMALS - 1, |scale| scale.min(DECIMALS - 1))
}

#[cfg(test)]
mod tests {
    use super::Look;

    #[test]
    fn every_look_has_its_own_index() {
        for (index, look) in Look::ALL.into_iter().enumerate() {
            assert_eq!(look.index(), index, "{look:?}");
        }
    }
}
