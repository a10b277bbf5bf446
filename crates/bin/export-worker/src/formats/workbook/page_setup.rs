//! How a sheet looks on screen and on paper: fixed header, fitted width, numbered pages.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::{facts::Facts, words::Words};

/// Excel's numbers of paper sizes.
const A4: u8 = 9;
const A3: u8 = 8;
/// A sheet with more characters across needs the larger paper to be readable.
const WIDE: u16 = 190;
/// Excel allows 255 characters in a header.
const TITLE: usize = 120;

pub(crate) fn lay_out_data(
    sheet: &mut Worksheet,
    facts: &Facts,
    words: &Words,
    characters: u16,
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(if characters > WIDE { A3 } else { A4 });
    sheet.set_repeat_rows(0, 0)?;
    common(sheet, facts, words);
    Ok(())
}

pub(crate) fn lay_out_cover(sheet: &mut Worksheet, facts: &Facts, words: &Words) {
    sheet.set_portrait();
    sheet.set_paper_size(A4);
    sheet.set_screen_gridlines(false);
    common(sheet, facts, words);
}

fn common(sheet: &mut Worksheet, facts: &Facts, words: &Words) {
    // One page wide, with as many pages below as needed.
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    // An ampersand begins a code in a header.
    let plain = |text: &str| {
        text.chars()
            .take(TITLE)
            .collect::<String>()
            .replace('&', "&&")
    };
    let owner = facts.company.as_ref().map(|company| &company.name);
    let (title, owner) = (facts.heading(), owner.unwrap_or(&facts.tenant));
    sheet.set_header(format!("&L{}&R{}", plain(&title), plain(owner)));
    sheet.set_footer(format!("&R{} &P {} &N", words.page, words.of));
}
