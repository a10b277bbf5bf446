//! The URL and login of an Odoo, and the context that every read states explicitly.

use std::{fmt, time::Duration};

use secrecy::SecretString;
use serde_json::{Value, json};

use crate::error::Error;

/// The protocols of Odoo. All return the same records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// `POST /json/2/<model>/<method>` with a bearer key: Odoo 19 and later.
    Json2,
    /// `POST /jsonrpc`. Faster than XML-RPC, and its aggregates have no 32-bit limit.
    JsonRpc,
    /// `POST /xmlrpc/2/common` and `/xmlrpc/2/object`.
    XmlRpc,
}

impl fmt::Display for Protocol {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Json2 => "json-2",
            Self::JsonRpc => "json-rpc",
            Self::XmlRpc => "xml-rpc",
        })
    }
}

/// Everything needed to open a session. Its `Debug` does not print the password.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Address of the Odoo server, `http` or `https`, without a user or password in it.
    pub url: String,
    pub database: String,
    /// The login, usually an e-mail address.
    pub user: String,
    /// The password or an API key; JSON-2 takes only a key, and reads as the key's owner.
    pub password: SecretString,
    /// `None`: the best protocol of the version that the server reports.
    pub protocol: Option<Protocol>,
    /// For one call as a whole, from connecting to the last byte of the answer.
    pub timeout: Duration,
    /// The largest answer that is read, after decompression.
    pub max_answer_bytes: u64,
    /// Certificates of authorities that are accepted besides those of the machine, as PEM.
    pub authorities: Option<Vec<u8>>,
}

impl Connection {
    /// The address, checked.
    pub(crate) fn base_url(&self) -> Result<reqwest::Url, Error> {
        let invalid = |detail: &str| Error::InvalidAddress {
            detail: detail.to_owned(),
        };
        let url: reqwest::Url = self
            .url
            .parse()
            .map_err(|_| invalid("it is not an absolute URL"))?;
        if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none() {
            return Err(invalid(
                "it must start with http:// or https:// and name a host",
            ));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(invalid("it must not contain a user or a password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(invalid("it must not contain a query or a fragment"));
        }
        Ok(url)
    }
}

/// The context of each call, so that no answer depends on the preferences of the user. Archived
/// records are always included, and the time zone is always UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Such as `en_US`; must be installed in Odoo.
    pub language: String,
    /// The companies whose records are read; empty means all that the user may see.
    pub company_ids: Vec<i64>,
}

impl Context {
    /// The same companies, this one first: company-dependent fields have its values.
    pub(crate) fn led_by(&self, company: i64) -> Self {
        let others = self.company_ids.iter().copied().filter(|&id| id != company);
        Self {
            language: self.language.clone(),
            company_ids: std::iter::once(company).chain(others).collect(),
        }
    }

    pub(crate) fn to_value(&self) -> Value {
        let mut context = json!({ "active_test": false, "lang": self.language, "tz": "UTC" });
        if !self.company_ids.is_empty() {
            context["allowed_company_ids"] = json!(self.company_ids);
        }
        context
    }
}
