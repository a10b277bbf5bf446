//! What the claims of a provider mean here: who somebody is, and which rights they have.

use serde_json::Value;
use states::Role;
use tenants::OidcProvider;

use crate::{providers::Claims, writing::Patch};

/// Somebody whom a provider knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) issuer: String,
    /// With the issuer it names one person for ever. The address does not.
    pub(crate) subject: String,
    /// In small letters; only if the provider has verified it.
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
    /// Seconds since 1970: when the person proved to be there.
    pub(crate) proved_at: Option<i64>,
}

/// Rights that the provider decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rights {
    /// None if it does not.
    pub(crate) role: Option<Role>,
    /// Kept if it does not; `None` means all companies.
    pub(crate) companies: Patch<Option<Vec<i64>>>,
}

pub(crate) fn identity(provider: &OidcProvider, claims: &Claims) -> Identity {
    let is_verified = claims.email_verified() == Some(true);
    let email = claims.email().map(|email| email.trim().to_lowercase());
    let name = claims.name().and_then(|name| name.get(None));
    Identity {
        issuer: provider.issuer.clone(),
        subject: claims.subject().to_string(),
        email: email.filter(|email| is_verified && is_of(provider, email)),
        name: name.map(|name| name.trim().chars().take(100).collect()),
        proved_at: claims.auth_time().map(|at| at.timestamp()),
    }
}

/// Whether the address is of an accepted domain.
fn is_of(provider: &OidcProvider, email: &str) -> bool {
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    provider.domains.is_empty() || provider.domains.iter().any(|known| known == domain)
}

/// The rights in the claims. Fails if the provider decides them and says nothing that is known:
/// who has lost a group there must not keep what it gave.
pub(crate) fn rights(provider: &OidcProvider, claims: &Claims) -> Result<Rights, String> {
    let more = &claims.additional_claims().0;
    let role = match &provider.role_claim {
        None => None,
        Some(claim) => {
            let groups = texts(more.get(claim));
            let roles = groups.iter().filter_map(|group| provider.roles.get(group));
            let highest = roles.filter_map(|role| named(role)).max();
            Some(highest.ok_or("the provider gives you no role here")?)
        }
    };
    let companies = match &provider.companies_claim {
        None => Patch::Keep,
        Some(claim) => Patch::Set(companies(more.get(claim))?),
    };
    Ok(Rights { role, companies })
}

fn named(role: &str) -> Option<Role> {
    match role {
        "viewer" => Some(Role::Viewer),
        "operator" => Some(Role::Operator),
        "admin" => Some(Role::Admin),
        _ => None,
    }
}

/// A text, or those of a list.
fn texts(claim: Option<&Value>) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match claim {
        Some(Value::Array(items)) => items.iter().filter_map(text).collect(),
        Some(value) => text(value).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Fails if there are none, or if one is not an id. `*` is all companies: None.
fn companies(claim: Option<&Value>) -> Result<Option<Vec<i64>>, &'static str> {
    let texts = texts(claim);
    if texts == ["*"] {
        return Ok(None);
    }
    let ids: Option<Vec<i64>> = texts.iter().map(|text| text.parse().ok()).collect();
    ids.filter(|ids| !ids.is_empty())
        .map(Some)
        .ok_or("the provider names no companies")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn companies_are_ids_or_all() {
        for (claim, expected) in [
            (json!([2, "3"]), Some(vec![2, 3])),
            (json!("2"), Some(vec![2])),
            (json!("*"), None),
            (json!(["*"]), None),
        ] {
            assert_eq!(companies(Some(&claim)), Ok(expected), "{claim}");
        }
        for claim in [
            json!([]),
            json!(["2", "*"]),
            json!(["andina"]),
            json!({ "2": true }),
        ] {
            assert!(companies(Some(&claim)).is_err(), "{claim}");
        }
        assert!(companies(None).is_err());
    }
}
