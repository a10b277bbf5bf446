//! The formats of the cells, made once per workbook.

use rust_decimal::Decimal;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::words::Words;

/// Decimal places that a money format is made for.
const PLACES: usize = 7;

pub(super) struct Styles {
    pub(super) header: Format,
    pub(super) date: Format,
    pub(super) integer: Format,
    pub(super) number: Format,
    pub(super) moment: Format,
    pub(super) link: Format,
    /// A text that a spreadsheet could take for a formula.
    pub(super) quoted: Format,
    pub(super) total_label: Format,
    pub(super) total_integer: Format,
    pub(super) title: Format,
    pub(super) label: Format,
    pub(super) heading: Format,
    pub(super) value: Format,
    pub(super) instant: Format,
    pub(super) day: Format,
    /// By decimal places.
    money: [Format; PLACES],
    total_money: [Format; PLACES],
    control: [Format; PLACES],
}

impl Styles {
    pub(super) fn new(words: &Words) -> Self {
        let bold = Format::new().set_bold();
        let total = bold.clone().set_border_top(FormatBorder::Thin);
        let money = |places: usize| match places {
            0 => "#,##0".to_owned(),
            _ => format!("#,##0.{}", "0".repeat(places)),
        };
        let left = Format::new().set_align(FormatAlign::Left);
        Self {
            header: bold
                .clone()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0x00DD_E7F0))
                .set_border_bottom(FormatBorder::Thin),
            date: Format::new().set_num_format(words.date_format),
            integer: Format::new().set_num_format("0"),
            number: Format::new(),
            moment: Format::new().set_num_format(words.instant_format),
            link: Format::new()
                .set_font_color(Color::RGB(0x0005_63C1))
                .set_underline(FormatUnderline::Single),
            quoted: Format::new().set_quote_prefix(),
            total_label: total.clone(),
            total_integer: total.clone().set_num_format("#,##0"),
            title: bold.clone().set_font_size(16),
            label: Format::new().set_font_color(Color::RGB(0x0055_5555)),
            heading: bold,
            value: left.clone(),
            instant: left.clone().set_num_format(words.instant_format),
            day: left.clone().set_num_format(words.date_format),
            control: std::array::from_fn(|places| left.clone().set_num_format(money(places))),
            money: std::array::from_fn(|places| Format::new().set_num_format(money(places))),
            total_money: std::array::from_fn(|places| total.clone().set_num_format(money(places))),
        }
    }

    pub(super) fn money(&self, amount: &Decimal, at_least: u32) -> &Format {
        &self.money[places(amount, at_least)]
    }

    /// The same on the cover.
    pub(super) fn control(&self, amount: &Decimal) -> &Format {
        &self.control[places(amount, 2)]
    }

    pub(super) fn total_money(&self, amount: &Decimal, at_least: u32) -> &Format {
        &self.total_money[places(amount, at_least)]
    }
}

/// Those of the currency, and more where the amount would be shown as another.
fn places(amount: &Decimal, at_least: u32) -> usize {
    let scale = match amount.scale() {
        scale if scale <= at_least => at_least,
        _ => amount.normalize().scale().max(at_least),
    };
    usize::try_from(scale).map_or(PLACES - 1, |scale| scale.min(PLACES - 1))
}
