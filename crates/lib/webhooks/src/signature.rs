//! Signatures after the specification Standard Webhooks 1.0.0
//! (<https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>).

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Length of a key.
pub const KEY_BYTES: usize = 32;
const PREFIX: &str = "whsec_";

/// A key as libraries of the specification take it.
pub fn as_text(key: &[u8; KEY_BYTES]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(key))
}

/// The key of a text that [`as_text`] wrote.
pub fn from_text(text: &str) -> Option<[u8; KEY_BYTES]> {
    let key = STANDARD.decode(text.strip_prefix(PREFIX)?).ok()?;
    key.try_into().ok()
}

/// The signature of a message by one key, as in the header `webhook-signature`. `second`: seconds
/// since 1970, as in `webhook-timestamp`.
#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
pub fn sign(key: &[u8; KEY_BYTES], id: &str, second: i64, body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key");
    mac.update(format!("{id}.{second}.").as_bytes());
    mac.update(body.as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use standardwebhooks::Webhook;

    use super::*;

    #[test]
    fn a_signature_is_what_the_library_of_the_specification_computes() {
        let (key, body) = ([7; KEY_BYTES], r#"{"type":"run.failed","ñ":1}"#);
        assert_eq!(from_text(&as_text(&key)), Some(key));
        assert_eq!(from_text("whsec_AAAA"), None);
        let library = Webhook::new(&as_text(&key)).unwrap();
        let expected = library.sign("msg_1", 1_790_000_000, body.as_bytes());
        assert_eq!(sign(&key, "msg_1", 1_790_000_000, body), expected.unwrap());
        assert_ne!(
            sign(&key, "msg_1", 1_790_000_001, body),
            sign(&key, "msg_1", 1_790_000_000, body)
        );
        assert_ne!(
            sign(&key, "msg_2", 1_790_000_000, body),
            sign(&key, "msg_1", 1_790_000_000, body)
        );
    }
}
