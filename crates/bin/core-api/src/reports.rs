//! The reports, answered from the mirror.

pub mod defaults;
pub mod http;
