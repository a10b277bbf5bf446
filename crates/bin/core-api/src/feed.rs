//! The event feed for pages: one stream of everything that has changed.

pub mod http;
