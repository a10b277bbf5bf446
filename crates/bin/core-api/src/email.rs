//! Validation of e-mail addresses.

use email_address::{EmailAddress, Options};

/// The longest address (RFC 5321, 4.5.3.1.3, less its brackets).
const MAX_ADDRESS: usize = 254;

/// Whether `text` is one address without a display name.
pub(crate) fn is_address(text: &str) -> bool {
    let options = Options::default()
        .without_display_text()
        .without_domain_literal()
        .with_required_tld();
    text.len() <= MAX_ADDRESS
        && text.is_ascii()
        && EmailAddress::parse_with_options(text, options).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_complete_addresses_are_accepted() {
        for good in ["ana@example.com", "a.b+c@mail.example.pe"] {
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
            &long,
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
