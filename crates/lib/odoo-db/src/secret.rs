//! Fields that are never read, whatever Odoo's database grants and a tenant's file asks for.

/// A field whose name has one of these may be a password or a key.
const PARTS: &[&str] = &[
    "api_key",
    "apikey",
    "credential",
    "passw",
    "private_key",
    "secret",
    "signup_",
    "smtp_pass",
    "token",
    "totp",
];

/// Models without a field that may be read: keys, parameters with secrets, files and letters.
const MODELS: &[&str] = &[
    "auth_totp.device",
    "ir.attachment",
    "ir.config_parameter",
    "ir.mail_server",
    "mail.mail",
    "mail.message",
    "payment.provider",
    "payment.token",
    "res.users.apikeys",
];

/// Whether the field may be a secret.
pub fn is_secret(model: &str, field: &str) -> bool {
    MODELS.contains(&model) || PARTS.iter().any(|part| field.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_keys_and_letters_are_secret_and_what_the_books_need_is_not() {
        for (model, field) in [
            ("res.users", "password"),
            ("res.users", "totp_secret"),
            ("res.users", "oauth_access_token"),
            ("res.partner", "signup_token"),
            ("res.partner", "signup_type"),
            ("account.move", "access_token"),
            ("ir.mail_server", "smtp_pass"),
            ("res.users.apikeys", "key"),
            ("ir.config_parameter", "value"),
            ("ir.attachment", "name"),
            ("payment.provider", "x_stripe"),
        ] {
            assert!(is_secret(model, field), "{model} {field}");
        }
        assert!(!is_secret("res.users", "login"));
        assert!(!is_secret("account.move", "name"));
    }
}
