//! How a sheet looks on screen and on paper: fixed titles, fitted width, numbered pages.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::{
    formats::workbook::places::{FIRST, HEADER},
    words::Words,
};

/// Excel's number of the paper size.
const A4: u8 = 9;

/// `printed`: the block of the company, which stands in the header of each page instead of the rows
/// above the titles. `last`: the last row and column.
pub(crate) fn lay_out_data(
    sheet: &mut Worksheet,
    words: &Words,
    printed: String,
    last: (u32, u16),
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(FIRST, 0)?;
    sheet.set_landscape();
    sheet.set_repeat_rows(HEADER, HEADER)?;
    sheet.set_print_area(HEADER, 0, last.0, last.1)?;
    common(sheet, words);
    sheet.set_margins(0.4, 0.4, 1.0, 0.6, 0.3, 0.3);
    sheet.set_header(printed);
    Ok(())
}

pub(crate) fn lay_out_cover(sheet: &mut Worksheet, words: &Words) {
    sheet.set_portrait();
    sheet.set_screen_gridlines(false);
    common(sheet, words);
    sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
}

fn common(sheet: &mut Worksheet, words: &Words) {
    sheet.set_paper_size(A4);
    // One page wide, with as many pages below as needed.
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&R{} &P {} &N", words.page, words.of));
}
