//! What a caller can read from the books: domains, order, sums, and the rows that rules allow.

pub(crate) mod aggregate;
pub(crate) mod compare;
pub(crate) mod domain;
pub(crate) mod query;
