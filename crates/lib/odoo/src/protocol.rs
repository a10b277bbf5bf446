//! The protocols: one way to parse an answer for all of them.

pub(crate) mod answer;
pub(crate) mod json_2;
pub(crate) mod json_rpc;
pub(crate) mod wire;
pub(crate) mod xml_rpc;
