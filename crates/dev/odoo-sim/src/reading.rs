//! What a caller sees of the books: domains, order, sums, and the rows that rules leave.

pub(crate) mod aggregate;
pub(crate) mod compare;
pub(crate) mod domain;
pub(crate) mod query;
