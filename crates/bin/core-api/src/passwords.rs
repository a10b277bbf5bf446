//! Passwords: how strong they must be, and their slow hash.

use argon2::{Argon2, PasswordHasher, PasswordVerifier, password_hash::phc::PasswordHash};
use std::sync::LazyLock;
use tenants::Tenant;
use tokio::{sync::Semaphore, task::spawn_blocking};
use zxcvbn::Score;

const SHORTEST: usize = 12;
/// The estimate of the strength takes longer for longer ones.
const LONGEST: usize = 128;
const WEAKEST: Score = Score::Three;

/// Each hash needs 19 MiB and a core. More at once would let sign-ins slow reports down.
static SLOTS: Semaphore = Semaphore::const_new(4);

/// Compared when there is no such person, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hashed("nobody has this password").ok());

#[derive(Debug, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub(crate) struct Error(String);

/// Why a password is refused. `known` are texts that an attacker would try, such as the person's
/// address.
fn weakness(password: &str, known: &[&str]) -> Option<String> {
    let length = password.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Some(format!("it has {length} characters"));
    }
    (zxcvbn::zxcvbn(password, known).score() < WEAKEST).then(|| "it is easy to guess".to_owned())
}

/// The same for a person of a tenant.
pub(crate) fn check_new(
    password: &str,
    (email, name): (&str, &str),
    tenant: &Tenant,
) -> Result<(), String> {
    let known = [email, name, &tenant.name, &tenant.host, "espejo"];
    weakness(password, &known).map_or(Ok(()), Err)
}

/// What a good password is.
pub(crate) const RULE: &str =
    "12 to 128 characters that are hard to guess, such as four words that do not belong together";

/// Argon2id as a PHC string.
pub(crate) async fn hash(password: &str) -> Result<String, Error> {
    let password = password.to_owned();
    slowly(move || hashed(&password)).await?
}

/// Whether the password has this hash. Without a hash it is wrong, after the same time.
pub(crate) async fn verify(password: &str, stored: Option<&str>) -> Result<bool, Error> {
    let password = password.to_owned();
    let stored = stored.map(str::to_owned);
    slowly(move || {
        let known = stored.is_some();
        let hash = stored.or_else(|| NOBODY.clone()).unwrap_or_default();
        let Ok(hash) = PasswordHash::new(&hash) else {
            return false;
        };
        let same = Argon2::default().verify_password(password.as_bytes(), &hash);
        same.is_ok() && known
    })
    .await
}

async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let _slot = SLOTS.acquire().await.map_err(|e| Error(e.to_string()))?;
    spawn_blocking(work).await.map_err(|e| Error(e.to_string()))
}

fn hashed(password: &str) -> Result<String, Error> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string())
        .map_err(|error| Error(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_long_and_guessable_passwords_are_refused() {
        let known = ["ana.quispe@andina.pe", "Ana Quispe", "andina"];
        for weak in [
            "",
            "kfz8!Qw2",
            "password1234",
            "aaaaaaaaaaaaaaaa",
            "ana.quispe@andina.pe",
            &"x7".repeat(65),
        ] {
            assert!(weakness(weak, &known).is_some(), "{weak}");
        }
        let good = "tambor lechuga violin noviembre";
        assert_eq!(weakness(good, &known), None);
    }

    #[tokio::test]
    async fn only_the_right_password_of_a_known_person_is_accepted() {
        let hash = hash("tambor lechuga violin").await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(verify("tambor lechuga violin", Some(&hash)).await.unwrap());
        assert!(!verify("tambor lechuga viola", Some(&hash)).await.unwrap());
        assert!(!verify("nobody has this password", None).await.unwrap());
    }
}
