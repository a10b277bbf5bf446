//! Values in error messages, without the passwords that they may contain.

/// The text without what stands between a scheme and the last `@`, if that has a colon: the user and
/// the password of an address.
pub fn redacted(text: &str) -> String {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), text),
    };
    match rest.rsplit_once('@') {
        Some((login, host)) if login.contains(':') => format!("{scheme}…@{host}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn a_password_in_an_address_is_not_shown() {
        for (text, expected) in [
            (
                "https://bot:hush@odoo.example.com",
                "https://…@odoo.example.com",
            ),
            (
                "https://bot:hu@sh@odoo.example.com:8069/x",
                "https://…@odoo.example.com:8069/x",
            ),
            ("bot:hush@odoo.example.com", "…@odoo.example.com"),
            ("amqp://:hush@host/vhost", "amqp://…@host/vhost"),
            (
                "https://odoo.example.com:8069",
                "https://odoo.example.com:8069",
            ),
            ("Andina <reports@andina.pe>", "Andina <reports@andina.pe>"),
            ("", ""),
        ] {
            assert_eq!(redacted(text), expected);
        }
    }
}
