//! The signature of an event about an attempt: HMAC-SHA256 with the key of the request. Only a
//! worker that has the request can make it, so nobody else can act for the attempt.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::Sha256;
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::Epoch;

/// The secret of one request for a part of a run. It is in the request and in core-api's database,
/// nowhere else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SigningKey(String);

/// What an event is about. The signature of one cannot be used for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempted {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
}

impl Attempted {
    /// Reads only these three fields of an event's data: a batch has many more.
    pub fn of(data: &Value) -> Result<Self, serde_json::Error> {
        Ok(Self {
            run: Uuid::deserialize(&data["run"])?,
            epoch: Epoch::deserialize(&data["epoch"])?,
            attempt: Uuid::deserialize(&data["attempt"])?,
        })
    }
}

impl SigningKey {
    /// From 256 random bits in base64url.
    pub fn new(secret: String) -> Self {
        Self(secret)
    }

    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The signature in hexadecimal digits.
    pub fn sign(&self, of: Attempted, body: &[u8]) -> Option<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).ok()?;
        mac.update(of.run.as_bytes());
        mac.update(&of.epoch.get().to_be_bytes());
        mac.update(of.attempt.as_bytes());
        mac.update(body);
        let digits = mac.finalize().into_bytes();
        let digits = digits.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits
            .map(|digit| char::from_digit(digit.into(), 16))
            .collect()
    }

    /// Compares in constant time, so that the answer tells nothing about the right signature.
    pub fn verifies(&self, of: Attempted, body: &[u8], signature: &str) -> bool {
        let right = self.sign(of, body);
        right.is_some_and(|right| bool::from(right.as_bytes().ct_eq(signature.as_bytes())))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SigningKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempted() -> Attempted {
        Attempted {
            run: Uuid::from_u128(1),
            epoch: Epoch::FIRST,
            attempt: Uuid::from_u128(2),
        }
    }

    #[test]
    fn a_signature_holds_only_for_its_body_attempt_and_key() {
        let key = SigningKey::new("k".repeat(43));
        let of = attempted();
        let signature = key.sign(of, b"body").unwrap();
        assert_eq!(signature.len(), 64);
        assert!(key.verifies(of, b"body", &signature));
        let others = [
            Attempted {
                run: Uuid::from_u128(3),
                ..of
            },
            Attempted {
                epoch: Epoch::new(2),
                ..of
            },
            Attempted {
                attempt: Uuid::from_u128(3),
                ..of
            },
        ];
        for other in others {
            assert!(!key.verifies(other, b"body", &signature), "{other:?}");
        }
        assert!(!key.verifies(of, b"bodies", &signature));
        assert!(!key.verifies(of, b"body", &signature[1..]));
        assert!(!key.verifies(of, b"body", ""));
        let other = SigningKey::new("l".repeat(43));
        assert!(!other.verifies(of, b"body", &signature));
    }

    #[test]
    fn a_signature_is_the_hmac_of_run_epoch_attempt_and_body() {
        // Computed with Python: hmac.new(key, run + epoch + attempt + body, "sha256").
        let key = SigningKey::new("k".repeat(43));
        let expected = "3561dad540fbd547989b2919da1dbfd5738a503d9378a65643e02b6aba881409";
        assert_eq!(key.sign(attempted(), b"body").unwrap(), expected);
    }

    #[test]
    fn a_key_is_not_shown_in_logs() {
        let key = SigningKey::new("hush".to_owned());
        assert_eq!(format!("{key:?}"), "SigningKey(…)");
    }
}
