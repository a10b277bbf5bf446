//! Planned cash movements, which the treasury forecast adds to the data of Odoo.

pub mod http;
pub mod write;

pub(crate) use sql::queries::core_api::planned_movements::read;
