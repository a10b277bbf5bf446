//! Codes of the second factor: time-based ones (RFC 6238) and recovery codes.

use lifecycle::clock;
use rand::{distr::Distribution, distr::slice::Choose};
use store::Transaction;
use totp_rs::{Builder, Totp};
use uuid::Uuid;
use vault::Vault;

use crate::{
    people::{read, write},
    writing::WriteError,
};

const CODES: usize = 10;
/// Without letters and digits that look alike.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A secret for an authenticator app, that its first code must still confirm.
pub(crate) struct NewFactor {
    pub(crate) secret: String,
    /// `otpauth://…`, for a QR code.
    pub(crate) uri: String,
}

fn failed(error: impl std::fmt::Display) -> WriteError {
    WriteError::Secret(error.to_string())
}

/// None if the person already has a confirmed factor.
pub(crate) async fn begin(
    tx: &Transaction<'_>,
    vault: &Vault,
    tenant: &str,
    (person, email): (Uuid, &str),
) -> Result<Option<NewFactor>, WriteError> {
    let account = email.replace(':', "_");
    let issuer = format!("Espejo {tenant}");
    let totp = Builder::new()
        .with_account_name(account)
        .with_issuer(Some(issuer))
        .build()
        .map_err(failed)?;
    let sealed = vault
        .seal(&place(person), totp.secret().as_bytes())
        .map_err(failed)?;
    if !write::factor::put(tx, person, &sealed).await? {
        return Ok(None);
    }
    Ok(Some(NewFactor {
        secret: totp.secret().to_base32(),
        uri: totp.to_url().map_err(failed)?,
    }))
}

/// Whether the code is right. A time-based one and a recovery code each work once.
pub(crate) async fn accept(
    tx: &Transaction<'_>,
    vault: &Vault,
    person: Uuid,
    code: &str,
) -> Result<bool, WriteError> {
    let code: String = code
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    if code.len() != 6 {
        return write::factor::spend_code(tx, person, &code.to_lowercase()).await;
    }
    let Some(factor) = read::factor().bind(tx, &person).opt().await? else {
        return Ok(false);
    };
    let secret = vault
        .open(&place(person), &factor.secret_encrypted)
        .map_err(failed)?;
    let Some(step) = step(&secret, &code)? else {
        return Ok(false);
    };
    write::factor::take_step(tx, person, step).await
}

fn step(secret: &[u8], code: &str) -> Result<Option<i64>, WriteError> {
    let totp: Totp = Builder::new()
        .with_secret(secret.to_vec())
        .build()
        .map_err(failed)?;
    let now = u64::try_from(clock::now().as_second()).map_err(failed)?;
    let step = totp.check(code, now).map(i64::try_from);
    step.transpose().map_err(failed)
}

/// New recovery codes. They are shown once.
pub(crate) async fn renew_codes(
    tx: &Transaction<'_>,
    person: Uuid,
) -> Result<Vec<String>, WriteError> {
    let codes: Vec<String> = (0..CODES).map(|_| draw()).collect();
    write::factor::put_codes(tx, person, &codes).await?;
    Ok(codes)
}

/// 3 × 5 letters: 74 bits.
#[expect(clippy::expect_used, reason = "the alphabet is not empty")]
fn draw() -> String {
    let mut rng = rand::rng();
    let letters = Choose::new(LETTERS).expect("an alphabet");
    let mut part = || -> String {
        (0..5)
            .map(|_| char::from(*letters.sample(&mut rng)))
            .collect()
    };
    [part(), part(), part()].join("-")
}

/// Where the secret of a person belongs.
pub(crate) fn place(person: Uuid) -> String {
    format!("second factor of {person}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_the_app_is_accepted_for_its_step_and_the_two_beside_it() {
        let secret = [9; 20];
        let totp = Builder::new().with_secret(secret.to_vec()).build().unwrap();
        let now = u64::try_from(clock::now().as_second()).unwrap();
        for time in [now - 30, now, now + 30] {
            let code = totp.generate(time).to_string();
            assert!(step(&secret, &code).unwrap().is_some());
        }
        let old = totp.generate(now - 300).to_string();
        assert_eq!(step(&secret, &old).unwrap(), None);
    }

    #[test]
    fn recovery_codes_differ_and_can_be_read_aloud() {
        let code = draw();
        assert_eq!(code.len(), 17);
        assert!(code.bytes().all(|b| b == b'-' || LETTERS.contains(&b)));
        assert_ne!(draw(), code);
    }
}
