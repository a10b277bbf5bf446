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

/// The formats of a row.
pub(super) struct Cells {
    pub(super) text: Format,
    /// A text that goes on in the next line of its cell.
    pub(super) long_text: Format,
    /// A text that a spreadsheet could take for a formula.
    pub(super) quoted: Format,
    pub(super) long_quoted: Format,
    pub(super) date: Format,
    pub(super) integer: Format,
    pub(super) count: Format,
    pub(super) moment: Format,
    pub(super) link: Format,
    /// By decimal places.
    money: [Format; PLACES],
}

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

impl Cells {
    fn new(base: &Format, words: &Words) -> Self {
        let long_text = base.clone().set_text_wrap();
        Self {
            text: base.clone(),
            quoted: base.clone().set_quote_prefix(),
            long_quoted: long_text.clone().set_quote_prefix(),
            long_text,
            date: base
                .clone()
                .set_num_format(words.date_format)
                .set_align(FormatAlign::Left),
            integer: base.clone().set_num_format("0_)"),
            count: base.clone().set_num_format("#,##0_)"),
            moment: base
                .clone()
                .set_num_format(words.instant_format)
                .set_align(FormatAlign::Left),
            link: base
                .clone()
                .set_font_color(Color::RGB(0x0005_63C1))
                .set_underline(FormatUnderline::Single),
            money: std::array::from_fn(|places| base.clone().set_num_format(money(places))),
        }
    }

    pub(super) fn money(&self, amount: &Decimal, at_least: u32) -> &Format {
        &self.money[places(amount, at_least)]
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
