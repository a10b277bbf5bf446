//! Texts that Excel can hold: not as formulas, not too long, without characters that XML rejects.

use std::borrow::Cow;

/// Maximum UTF-16 units in a cell.
const LONGEST: usize = 32_767;
const ELLIPSIS: char = '…';

/// A text for a cell, and how it was changed.
pub(crate) struct Fitted<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) cut: bool,
    pub(crate) cleaned: bool,
}

pub(crate) fn fit(text: &str) -> Fitted<'_> {
    let cleaned = text.bytes().any(may_be_refused) && text.contains(is_refused);
    let mut text = if cleaned {
        Cow::Owned(text.replace(is_refused, ""))
    } else {
        Cow::Borrowed(text)
    };
    // A text has at most as many UTF-16 units as bytes.
    let cut = text.len() > LONGEST && text.encode_utf16().count() > LONGEST;
    if cut {
        text = Cow::Owned(shortened(&text));
    }
    Fitted { text, cut, cleaned }
}

/// Whether a spreadsheet could read the text as a formula, now or after it is saved as CSV.
pub(crate) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Whether the library would read the text as one with formats.
pub(crate) fn looks_rich(text: &str) -> bool {
    text.starts_with("<r>")
}

fn shortened(text: &str) -> String {
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units < LONGEST
    });
    kept.chain([ELLIPSIS]).collect()
}

/// Whether the byte may begin a rejected character. This is fast, and most texts have none.
fn may_be_refused(byte: u8) -> bool {
    byte < b' ' || byte == 0xef
}

/// Characters that XML 1.0 does not allow.
fn is_refused(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_text_is_unchanged() {
        for text in ["", "Ñandú & Cía. <S.A.>", "two\nlines\twith a tab", "🦙"] {
            let fitted = fit(text);
            assert!(matches!(fitted.text, Cow::Borrowed(same) if same == text));
            assert!(!fitted.cut && !fitted.cleaned);
        }
    }

    #[test]
    fn characters_that_xml_forbids_are_removed_and_reported() {
        let fitted = fit("\0=1+1\u{b}\u{ffff}");
        assert_eq!(fitted.text, "=1+1");
        assert!(fitted.cleaned && looks_like_formula(&fitted.text));
    }

    #[test]
    fn a_text_is_cut_only_beyond_the_limit_in_utf16_units() {
        assert!(!fit(&"a".repeat(LONGEST)).cut);
        assert!(!fit(&"ñ".repeat(LONGEST)).cut);
        for letter in ["a", "ñ", "🦙"] {
            let fitted = fit(&letter.repeat(LONGEST + 1)).text.into_owned();
            let units = fitted.encode_utf16().count();
            assert!(
                (LONGEST - 1..=LONGEST).contains(&units),
                "{letter}: {units}"
            );
            assert!(fitted.ends_with(ELLIPSIS));
        }
    }

    #[test]
    fn every_prefix_of_a_spreadsheet_formula_is_recognized() {
        for text in ["=1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(looks_like_formula(text), "{text:?}");
        }
        assert!(!looks_like_formula("1=1") && !looks_like_formula(""));
    }
}
