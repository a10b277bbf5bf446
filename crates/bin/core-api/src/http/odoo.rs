//! How Odoo is read, as answers say it.

use serde::Serialize;
use tenants::Protocol;
use utoipa::ToSchema;

/// How Odoo is read, as the tenant's file says.
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
