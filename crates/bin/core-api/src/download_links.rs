//! Links that download the file of an export without an API key until they expire.

pub mod write;
