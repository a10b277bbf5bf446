//! Planned cash movements, which the treasury forecast adds to the data of Odoo.

pub mod http;
pub mod write;
