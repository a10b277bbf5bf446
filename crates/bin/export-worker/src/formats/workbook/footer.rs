//! The rows below the last one: totals, shares of the whole, and a note.

use reports::Title;
use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::formats::workbook::{
    book,
    content::Content,
    numbers::float,
    places::{FIRST, Place},
    sheet::Extent,
    styles::{Look, Styles},
    summing::{Summed, share},
};

const SHARE: Title<'static> = Title::new("% of total", "% del total");
const NOTE: Title<'static> = Title::new(
    "Amounts with more than 15 digits are texts, because a spreadsheet cannot hold them as numbers. \
     Totals include them.",
    "Los importes de más de 15 dígitos son textos, porque una hoja de cálculo no puede guardarlos \
     como números. Los totales los incluyen.",
);

/// Writes them on the last sheet. Returns the number of rows.
pub(crate) fn add(
    sheet: &mut Worksheet,
    content: &mut Content<'_>,
    styles: &Styles,
    extent: Extent,
) -> Result<u32, XlsxError> {
    let first = FIRST + extent.on_last;
    let place = Place {
        sheet: extent.full,
        row: first,
    };
    let mut row = first;
    let totals = content.totals(place);
    for cells in &totals {
        total(sheet, content, styles, (row, cells))?;
        row += 1;
    }
    if let Some(cells) = totals.last()
        && content
            .columns
            .iter()
            .any(|column| column.share_of.is_some())
    {
        shares(sheet, content, styles, (row, cells))?;
        row += 1;
    }
    if content.has_long_amounts() {
        let note = NOTE.in_locale(&content.facts.locale);
        sheet.write_string_with_format(row + 1, 0, note, &styles.line)?;
        row += 2;
    }
    Ok(row - first)
}

fn total(
    sheet: &mut Worksheet,
    content: &Content<'_>,
    styles: &Styles,
    (row, cells): (u32, &[Option<Summed>]),
) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        let Some(Summed { value, look, .. }) = cell else {
            let label = if column == 0 { content.words.total } else { "" };
            let format = styles.total.format_of(Look::Text);
            sheet.write_string_with_format(row, column, label, format)?;
            continue;
        };
        let format = styles.total.format_of(*look);
        book::write(sheet, (row, column), value.clone(), format)?;
    }
    Ok(())
}

/// `totals`: the cells of the row above.
fn shares(
    sheet: &mut Worksheet,
    content: &Content<'_>,
    styles: &Styles,
    (row, totals): (u32, &[Option<Summed>]),
) -> Result<(), XlsxError> {
    let format = styles.choose_cells(false).format_of(Look::Percent);
    let label = SHARE.in_locale(&content.facts.locale);
    let style = styles.choose_cells(false).format_of(Look::Text);
    sheet.write_string_with_format(row, 0, label, style)?;
    for (column, shown) in (0..).zip(&content.columns) {
        let whole = content
            .columns
            .iter()
            .position(|it| Some(it.key) == shown.share_of);
        let Some(whole) = whole else { continue };
        let [Some(part), Some(all)] = [&totals[usize::from(column)], &totals[whole]] else {
            continue;
        };
        let amounts = part.amount.zip(all.amount);
        let Some(result) = amounts.and_then(|(part, all)| share(part, all)) else {
            continue;
        };
        if part.is_text() || all.is_text() {
            sheet.write_number_with_format(row, column, float(result), format)?;
            continue;
        }
        let names = [column, u16::try_from(whole).unwrap_or(u16::MAX)];
        let [part, all] = names.map(|it| format!("{}{row}", column_number_to_name(it)));
        let formula = Formula::new(format!("IF({all}=0,\"\",{part}/{all})"));
        let formula = formula.set_result(float(result).to_string());
        sheet.write_formula_with_format(row, column, formula, format)?;
    }
    Ok(())
}
