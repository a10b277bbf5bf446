//! Secrets that are shown once. Only their hash is stored.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use rand::Rng;
use sha2::{Digest, Sha256};

/// 256 random bits as text.
pub(crate) fn draw() -> String {
    let secret: [u8; 32] = rand::rng().random();
    URL_SAFE_NO_PAD.encode(secret)
}

/// The SHA-256 of a secret: 32 random bytes need no slow hash.
pub(crate) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// The text without the tokens of links to files, for logs, traces and lists.
pub(crate) fn without_tokens(text: &str) -> String {
    const LINK: &str = "/v1/downloads/";
    let is_token = |c: char| c.is_ascii_alphanumeric() || "-_%".contains(c);
    let mut parts = text.split(LINK);
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        shown.push_str(LINK);
        shown.push('…');
        shown.push_str(part.trim_start_matches(is_token));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{draw, without_tokens};

    #[test]
    fn the_token_of_a_link_is_removed_wherever_the_link_stands() {
        let token = draw();
        for (text, expected) in [
            (format!("/v1/downloads/{token}"), "/v1/downloads/…"),
            (format!("/v1/downloads/{token}/x"), "/v1/downloads/…/x"),
            (
                format!(r#"{{"url":"https://a.example/v1/downloads/{token}","n":1}}"#),
                r#"{"url":"https://a.example/v1/downloads/…","n":1}"#,
            ),
            ("/v1/exports".to_owned(), "/v1/exports"),
        ] {
            assert_eq!(without_tokens(&text), expected);
        }
    }
}
