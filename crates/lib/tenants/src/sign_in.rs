//! Providers with which the people of a tenant sign in (OpenID Connect): `[[sign_in.oidc]]` in the
//! tenant's file. core-api asks them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use config::{Value, ValueKind};
use settings::{SecretError, SecretString};

use crate::check::{self, Check};
use crate::password::SecretPlace;
use crate::reader::Reader;

const KEY: &str = "sign_in.oidc";
const ROLES: [&str; 3] = ["viewer", "operator", "admin"];

/// How people sign in, beside passwords.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SignIn {
    /// In the order of the file.
    pub oidc: Vec<OidcProvider>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OidcProvider {
    /// In the URLs of the sign-in.
    pub id: String,
    /// What the button says.
    pub label: String,
    /// As the provider writes itself in its tokens.
    pub issuer: String,
    pub client_id: String,
    secret: SecretPlace,
    /// Beside `openid`.
    pub scopes: Vec<String>,
    /// Domains of e-mail addresses that are accepted; if empty, all.
    pub domains: Vec<String>,
    /// The claim that decides the role: a text or a list. Without it people keep the role with which
    /// they were invited.
    pub role_claim: Option<String>,
    /// Roles by value of the claim: `viewer`, `operator` or `admin`.
    pub roles: BTreeMap<String, String>,
    /// The claim with the ids of the companies whose books the person may see, or `*` for all.
    pub companies_claim: Option<String>,
    /// Whether people whom nobody has invited get an account.
    pub create: bool,
}

impl OidcProvider {
    pub async fn client_secret(&self) -> Result<SecretString, SecretError> {
        self.secret.read().await
    }
}

impl SignIn {
    pub fn provider(&self, id: &str) -> Option<&OidcProvider> {
        self.oidc.iter().find(|provider| provider.id == id)
    }
}

pub(crate) fn read(reader: &mut Reader, dir: &Path) -> SignIn {
    let mut oidc: Vec<OidcProvider> = Vec::new();
    for table in reader.list(KEY) {
        let mut fields = Fields { reader, table };
        let provider = provider(&mut fields, dir);
        fields.finish();
        if oidc.iter().any(|known| known.id == provider.id) {
            let id = &provider.id;
            reader.problem(&format!("`{KEY}`: two providers have the id \"{id}\""));
        }
        oidc.push(provider);
    }
    SignIn { oidc }
}

fn provider(fields: &mut Fields<'_>, dir: &Path) -> OidcProvider {
    let provider = OidcProvider {
        id: fields.text("id", check::slug),
        label: fields.text("label", check::present),
        issuer: fields.text("issuer", check::issuer),
        client_id: fields.text("client_id", check::present),
        secret: secret(fields, dir),
        scopes: fields
            .texts("scopes", check::present)
            .unwrap_or_else(|| vec!["email".to_owned(), "profile".to_owned()]),
        domains: fields.texts("domains", check::host).unwrap_or_default(),
        role_claim: fields.optional_text("role_claim", check::present),
        roles: fields.roles(),
        companies_claim: fields.optional_text("companies_claim", check::present),
        create: fields.is_true("create"),
    };
    if provider.role_claim.is_some() == provider.roles.is_empty() {
        fields.problem("`role_claim` and `roles` go together");
    }
    let is_open = provider.domains.is_empty() || provider.role_claim.is_none();
    if provider.create && is_open {
        // Otherwise everybody with an account at the provider would get in.
        fields.problem("`create` needs `domains`, `role_claim` and `roles`");
    }
    provider
}

/// A relative path starts at the directory of `base.toml`.
fn secret(fields: &mut Fields<'_>, dir: &Path) -> SecretPlace {
    let variable = fields.optional_text("client_secret_env", check::variable);
    let file = fields.optional_text("client_secret_file", check::present);
    match (variable, file) {
        (Some(name), None) => SecretPlace::Variable(name),
        (None, Some(path)) => SecretPlace::File(dir.join(PathBuf::from(path))),
        _ => {
            fields.problem("one of `client_secret_env` and `client_secret_file` is needed");
            SecretPlace::Variable(String::new())
        }
    }
}

/// The fields of one provider. Those that are read are taken out; what remains is not known.
struct Fields<'r> {
    reader: &'r mut Reader,
    table: HashMap<String, Value>,
}

impl Fields<'_> {
    fn problem(&mut self, problem: &str) {
        self.reader.problem(&format!("`{KEY}`: {problem}"));
    }

    fn text(&mut self, name: &str, check: Check) -> String {
        if !self.table.contains_key(name) {
            self.problem(&format!("`{name}` is missing"));
        }
        self.optional_text(name, check).unwrap_or_default()
    }

    fn optional_text(&mut self, name: &str, check: Check) -> Option<String> {
        let value = self.table.remove(name)?;
        let key = format!("{KEY}.{name}");
        let ValueKind::String(text) = &value.kind else {
            self.reader.wrong(&key, &value, "must be a text");
            return None;
        };
        self.reader.check(&key, &value, text, check);
        Some(text.clone())
    }

    fn texts(&mut self, name: &str, check: Check) -> Option<Vec<String>> {
        let value = self.table.remove(name)?;
        let key = format!("{KEY}.{name}");
        let text = |item: &Value| match &item.kind {
            ValueKind::String(text) => Some(text.clone()),
            _ => None,
        };
        let texts: Option<Vec<String>> = match &value.kind {
            ValueKind::Array(items) => items.iter().map(text).collect(),
            _ => None,
        };
        let Some(texts) = texts else {
            self.reader.wrong(&key, &value, "must be a list of texts");
            return None;
        };
        for text in &texts {
            self.reader.check(&key, &value, text, check);
        }
        Some(texts)
    }

    fn is_true(&mut self, name: &str) -> bool {
        let Some(value) = self.table.remove(name) else {
            return false;
        };
        let ValueKind::Boolean(is_true) = value.kind else {
            let key = format!("{KEY}.{name}");
            self.reader.wrong(&key, &value, "must be true or false");
            return false;
        };
        is_true
    }

    fn roles(&mut self) -> BTreeMap<String, String> {
        let Some(value) = self.table.remove("roles") else {
            return BTreeMap::new();
        };
        let key = format!("{KEY}.roles");
        let role = |(name, role): (&String, &Value)| match &role.kind {
            ValueKind::String(text) if ROLES.contains(&text.as_str()) => {
                Some((name.clone(), text.clone()))
            }
            _ => None,
        };
        let roles: Option<BTreeMap<String, String>> = match &value.kind {
            ValueKind::Table(table) => table.iter().map(role).collect(),
            _ => None,
        };
        roles.unwrap_or_else(|| {
            let reason =
                "must be like { finance = \"viewer\" }; roles are viewer, operator and admin";
            self.reader.wrong(&key, &value, reason);
            BTreeMap::new()
        })
    }

    fn finish(self) {
        let unknown: BTreeSet<_> = self.table.into_keys().collect();
        for name in unknown {
            let problem = format!("`{KEY}.{name}` is not a known key");
            self.reader.problem(&problem);
        }
    }
}
