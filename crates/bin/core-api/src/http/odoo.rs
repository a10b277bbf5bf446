//! How Odoo is read, as answers say it.

use serde::Serialize;
use tenants::{OdooSource, Protocol};
use utoipa::ToSchema;

/// What is read of Odoo, as the tenant's file says.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ReadFrom {
    /// Its API.
    Api,
    /// Its database.
    Database,
    /// Its database, whose log is followed.
    Log,
}

impl From<&OdooSource> for ReadFrom {
    fn from(odoo: &OdooSource) -> Self {
        match &odoo.direct {
            None => Self::Api,
            Some(direct) if direct.follows_log => Self::Log,
            Some(_) => Self::Database,
        }
    }
}

/// The protocol of the API, as the tenant's file says.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) enum OdooProtocol {
    /// The best that its version has.
    #[serde(rename = "auto")]
    Auto,
    #[serde(rename = "json-2")]
    Json2,
    #[serde(rename = "json-rpc")]
    JsonRpc,
    #[serde(rename = "xml-rpc")]
    XmlRpc,
}

impl From<Protocol> for OdooProtocol {
    fn from(protocol: Protocol) -> Self {
        match protocol {
            Protocol::Auto => Self::Auto,
            Protocol::Json2 => Self::Json2,
            Protocol::JsonRpc => Self::JsonRpc,
            Protocol::XmlRpc => Self::XmlRpc,
        }
    }
}
