//! Claims of the userinfo endpoint. Many providers put into the token only who somebody is, and tell
//! the rest there.

use tenants::OidcProvider;

use super::{Claims, UserInfo};

/// Whether the token lacks something that Espejo reads.
pub(super) fn is_needed(provider: &OidcProvider, claims: &Claims) -> bool {
    let more = &claims.additional_claims().0;
    let mut named = [&provider.role_claim, &provider.companies_claim]
        .into_iter()
        .flatten();
    claims.email().is_none() || named.any(|name| !more.contains_key(name))
}

/// The claims of the token, and those that only the endpoint has. The token is signed, so what it
/// says stands.
pub(super) fn completed(mut claims: Claims, more: &UserInfo) -> Claims {
    if claims.email().is_none() {
        // Whether an address is verified is said where the address is.
        claims = claims
            .set_email(more.email().cloned())
            .set_email_verified(more.email_verified());
    }
    if claims.name().is_none() {
        claims = claims.set_name(more.name().cloned());
    }
    let known = &mut claims.additional_claims_mut().0;
    for (name, value) in &more.additional_claims().0 {
        known.entry(name).or_insert_with(|| value.clone());
    }
    claims
}
