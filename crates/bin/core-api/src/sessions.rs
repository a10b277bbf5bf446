//! Signing in and out, and what a session says about its person.

pub mod http;
pub mod write;
