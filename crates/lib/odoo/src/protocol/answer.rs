//! Parses an answer of any protocol: a value, rows, or a fault.

use std::fmt::Display;

use crate::{
    connection::Protocol,
    fault::Fault,
    protocol::{
        json_2, json_rpc,
        wire::{Members, Wire},
        xml_rpc,
    },
};

/// Why an answer cannot be used.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    /// It is not what Odoo sends. A retry may help.
    #[error("{0}")]
    Malformed(String),
    /// It has a number that does not fit this product's decimals. A retry does not help.
    #[error("{digits} in {field} has more digits than a decimal can hold")]
    Unrepresentable { field: String, digits: String },
}

impl Problem {
    pub(crate) fn malformed(detail: impl Into<String>) -> Self {
        Self::Malformed(detail.into())
    }

    pub(crate) fn json(error: impl Display) -> Self {
        Self::Malformed(format!("not JSON: {error}"))
    }

    pub(crate) fn xml(error: impl Display) -> Self {
        Self::Malformed(format!("not XML: {error}"))
    }
}

/// What Odoo answered.
#[derive(Debug, PartialEq)]
pub(crate) enum Reply<T> {
    Answer(T),
    Fault(Fault),
}

impl<T> Reply<T> {
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Reply<U> {
        match self {
            Self::Answer(answer) => Reply::Answer(change(answer)),
            Self::Fault(fault) => Reply::Fault(fault),
        }
    }
}

/// Receives one row; may drain the members, because their buffer is reused for the next row.
pub(crate) type OnRow<'f, 'b> = dyn FnMut(&mut Members<'b>) -> Result<(), Problem> + 'f;

pub(crate) fn value(protocol: Protocol, body: &[u8]) -> Result<Reply<Wire<'_>>, Problem> {
    let text = text_of(body)?;
    match protocol {
        Protocol::Json2 => json_2::value(text),
        Protocol::JsonRpc => json_rpc::value(text),
        Protocol::XmlRpc => xml_rpc::value(text),
    }
}

/// Hands over a list of objects one by one, without building a tree of the whole.
pub(crate) fn rows<'b>(
    protocol: Protocol,
    body: &'b [u8],
    on_row: &mut OnRow<'_, 'b>,
) -> Result<Reply<()>, Problem> {
    let text = text_of(body)?;
    match protocol {
        Protocol::Json2 => json_2::rows(text, on_row),
        Protocol::JsonRpc => json_rpc::rows(text, on_row),
        Protocol::XmlRpc => xml_rpc::rows(text, on_row),
    }
}

/// The body as text. A web page is an error: it comes from a proxy or a wrong address.
fn text_of(body: &[u8]) -> Result<&str, Problem> {
    let text = std::str::from_utf8(body).map_err(|_| Problem::malformed("not UTF-8"))?;
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.is_empty() {
        return Err(Problem::malformed("empty"));
    }
    let start: String = text
        .chars()
        .take(14)
        .collect::<String>()
        .to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Err(Problem::malformed("an HTML page instead of data"));
    }
    Ok(text)
}
