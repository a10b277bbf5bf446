//! The version of an Odoo server.

/// The version as Odoo reports it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// In full, such as `17.0-20261101`.
    pub full: String,
    /// Such as `17.0`.
    pub series: String,
    /// Such as 17; `None` if the series cannot be parsed.
    pub major: Option<u32>,
}
