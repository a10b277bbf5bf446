//! The URLs of a report in the API.

use serde_json::{Map, Value};

/// One URL of a report, with the tag, the operation and the summary that OpenAPI shows for it.
#[derive(Debug)]
pub struct Url {
    pub path: &'static str,
    pub tag: &'static str,
    pub operation: &'static str,
    pub summary: &'static str,
    /// The parameter that the path contains.
    pub sets: Option<InPath>,
}

#[derive(Debug, Clone, Copy)]
pub enum InPath {
    /// The parameter has this value.
    Value(&'static str, &'static str),
    /// The parameter is the `{id}` of the path. The second text says what the id names.
    Id(&'static str, &'static str),
}

impl Url {
    /// The path with its parameter, which is removed from the others; None if it has another value.
    fn take_path(&self, parameters: &mut Map<String, Value>) -> Option<String> {
        match self.sets {
            None => Some(self.path.to_owned()),
            Some(InPath::Value(name, value)) if parameters.get(name)? == value => {
                parameters.remove(name);
                Some(self.path.to_owned())
            }
            Some(InPath::Value(..)) => None,
            Some(InPath::Id(name, _)) => {
                let id = parameters.remove(name)?.to_string();
                Some(self.path.replace("{id}", &id))
            }
        }
    }
}

/// The URL of a report with these parameters.
pub(crate) fn with_parameters(urls: &[Url], parameters: &Map<String, Value>) -> Option<String> {
    let mut rest = parameters.clone();
    let path = urls.iter().find_map(|url| url.take_path(&mut rest))?;
    let query = serde_urlencoded::to_string(&rest).ok()?;
    let mark = if query.is_empty() { "" } else { "?" };
    Some(format!("{path}{mark}{query}"))
}
