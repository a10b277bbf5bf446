//! Statement runs: one statement for each customer with an amount due, mailed in the customer's
//! language.

pub mod addressing;
pub mod advance;
pub mod customer;
pub mod events;
pub mod http;
pub mod order;
pub mod write;

pub(crate) use sql::queries::core_api::statements::read;
