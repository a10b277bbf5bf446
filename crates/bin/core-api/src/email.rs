//! Validation of e-mail addresses.

use email_address::{EmailAddress, Options};

/// The longest address (RFC 5321, 4.5.3.1.3, less its brackets).
const MAX_ADDRESS: usize = 254;

/// Whether `text` is one address without a display name. Letters of any script are allowed (RFC 6531),
/// but none that a reader cannot see.
pub(crate) fn is_address(text: &str) -> bool {
    let options = Options::default()
        .without_display_text()
        .without_domain_literal()
        .with_required_tld();
    text.len() <= MAX_ADDRESS
        && !text.contains(is_invisible)
        && EmailAddress::parse_with_options(text, options).is_ok()
}

/// Letters that are not shown, as in texts that were copied from a web page, and those that change the
/// direction of others.
pub(crate) fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_complete_addresses_are_accepted() {
        for good in [
            "ana@example.com",
            "a.b+c@mail.example.pe",
            "ventas@compañía.example",
            "josé@compañía.pe",
        ] {
            assert!(is_address(good), "{good}");
        }
        let long = format!("{}@example.com", "a".repeat(255));
        for bad in [
            "",
            "ana",
            "ana@",
            "Ana <ana@example.com>",
            "a@b\r\nBcc: c@d.pe",
            "ana@localhost",
            "a b@c.pe",
            "ana@example.com\u{200b}",
            "ana@exa\u{202e}mple.com",
            &long,
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
