//! Challenges for passkeys, and the check of what a device answers. What must be remembered in between
//! goes to the database, never to the client.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tenants::Tenant;
use uuid::Uuid;
use webauthn_rs::prelude::{
    AuthenticationResult, CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
    WebauthnError,
};

/// Why a challenge or an answer is refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CeremonyError {
    #[error("the host of the tenant cannot have passkeys: {0}")]
    Host(String),
    #[error("the passkey is refused: {0}")]
    Refused(#[from] WebauthnError),
    #[error("a challenge cannot be stored: {0}")]
    Stored(#[from] serde_json::Error),
}

/// What the browser gets, and what the database keeps.
pub(crate) struct Challenge {
    pub(crate) options: Value,
    pub(crate) kept: Value,
}

fn challenge(options: &impl Serialize, kept: &impl Serialize) -> Result<Challenge, CeremonyError> {
    Ok(Challenge {
        options: serde_json::to_value(options)?,
        kept: serde_json::to_value(kept)?,
    })
}

/// To add a passkey.
pub(crate) fn add(
    tenant: &Tenant,
    person: Uuid,
    (email, name): (&str, &str),
    known: Vec<CredentialID>,
) -> Result<Challenge, CeremonyError> {
    let party = party(tenant)?;
    let begun = party.start_passkey_registration(person, email, name, Some(known));
    let (options, kept) = begun?;
    let mut challenge = challenge(&options, &kept)?;
    // The device must also store whose key it is, because nobody names an address at the sign-in.
    let selection = &mut challenge.options["publicKey"]["authenticatorSelection"];
    selection["residentKey"] = Value::from("required");
    selection["requireResidentKey"] = Value::from(true);
    Ok(challenge)
}

/// The new passkey.
pub(crate) fn added(
    tenant: &Tenant,
    kept: Value,
    answer: &RegisterPublicKeyCredential,
) -> Result<Passkey, CeremonyError> {
    let kept: PasskeyRegistration = read(kept)?;
    Ok(party(tenant)?.finish_passkey_registration(answer, &kept)?)
}

/// To prove who somebody is. It is the same for everybody, so that it says nothing about who has a
/// passkey.
pub(crate) fn prove(tenant: &Tenant) -> Result<Challenge, CeremonyError> {
    let (options, kept) = party(tenant)?.start_discoverable_authentication()?;
    let mut challenge = challenge(&options, &kept)?;
    // The page decides whether the browser asks at once or offers passkeys while somebody types.
    if let Some(options) = challenge.options.as_object_mut() {
        options.remove("mediation");
    }
    Ok(challenge)
}

/// The person and the passkey that an answer names. Nothing is proved yet.
pub(crate) fn named(answer: &PublicKeyCredential) -> Option<(Uuid, Vec<u8>)> {
    let person = answer.get_user_unique_id()?;
    let person = Uuid::from_slice(person).ok()?;
    Some((person, answer.get_credential_id().to_vec()))
}

/// Checks the answer with the stored passkey.
pub(crate) fn proved(
    tenant: &Tenant,
    kept: Value,
    answer: &PublicKeyCredential,
    passkey: &Passkey,
) -> Result<AuthenticationResult, CeremonyError> {
    let kept: DiscoverableAuthentication = read(kept)?;
    Ok(party(tenant)?.finish_discoverable_authentication_v2(answer, kept, passkey)?)
}

pub(crate) fn read<T: DeserializeOwned>(kept: Value) -> Result<T, CeremonyError> {
    Ok(serde_json::from_value(kept)?)
}

/// Keys belong to the host of the tenant. `localhost` needs no encryption, and may have any port.
fn party(tenant: &Tenant) -> Result<Webauthn, CeremonyError> {
    let host = &tenant.host;
    let parsed =
        |url: &str| Url::parse(url).map_err(|error| CeremonyError::Host(error.to_string()));
    let origin = parsed(&format!("https://{host}"))?;
    let is_local = host == "localhost" || host.ends_with(".localhost");
    let mut builder = WebauthnBuilder::new(host, &origin)?
        .rp_name(&tenant.display_name)
        .allow_any_port(is_local);
    let public = parsed(&tenant.public_url)?;
    if public.domain() == Some(host) {
        builder = builder.append_allowed_origin(&public);
    }
    if is_local {
        builder = builder.append_allowed_origin(&parsed(&format!("http://{host}"))?);
    }
    Ok(builder.build()?)
}
