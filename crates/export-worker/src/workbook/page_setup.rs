//! How a sheet looks on screen and on paper: the header stays, the width fits, pages are numbered.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::facts::Facts;
use crate::words::Words;

/// A4, by Excel's number.
const A4: u8 = 9;
/// Excel allows 255 characters.
const TITLE: usize = 120;

pub(super) fn set(sheet: &mut Worksheet, facts: &Facts, words: &Words) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    // One page wide, as many high as it takes.
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    // An ampersand begins a code there.
    let plain = |text: &str| {
        text.chars()
            .take(TITLE)
            .collect::<String>()
            .replace('&', "&&")
    };
    sheet.set_header(format!(
        "&L{}&R{}",
        plain(&facts.title),
        plain(&facts.tenant)
    ));
    sheet.set_footer(format!("&R{} &P / &N", words.page));
    Ok(())
}
