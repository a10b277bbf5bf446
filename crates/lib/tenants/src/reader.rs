//! Reads values from one tenant's merged configuration. It is strict about types, and notes each
//! problem with its file and key instead of stopping at the first.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::path::Path;

use config::{Config, Source, Value, ValueKind};

use settings::redacted;

use crate::check::Check;
use crate::toml_file::label;

pub(crate) struct Reader {
    /// The tenant's own file. Problems with missing keys name it.
    file: String,
    /// Every value by its dotted key.
    values: BTreeMap<String, Value>,
    asked: BTreeSet<String>,
    problems: Vec<String>,
}

impl Reader {
    pub(crate) fn new(file: String, merged: &Config) -> Self {
        let mut reader = Self {
            file,
            values: BTreeMap::new(),
            asked: BTreeSet::new(),
            problems: Vec::new(),
        };
        match merged.collect() {
            Ok(table) => flatten("", table, &mut reader.values),
            Err(error) => reader.problems.push(format!("{}: {error}", reader.file)),
        }
        reader
    }

    /// The key has been read before, from the files that may have it.
    pub(crate) fn pass_over(&mut self, key: &str) {
        let in_base = |value: &Value| self.origin(value) == "base.toml";
        if !self.values.get(key).is_some_and(in_base) {
            self.asked.insert(key.to_owned());
        }
    }

    /// Whether there are keys below this one.
    pub(crate) fn is_table(&self, key: &str) -> bool {
        let below = format!("{key}.");
        self.values.keys().any(|known| known.starts_with(&below))
    }

    /// A text that passes the check; an empty text if there is a problem.
    pub(crate) fn text(&mut self, key: &str, check: Check) -> String {
        let text = self.optional_text(key, check);
        if text.is_none() && !self.values.contains_key(key) {
            self.missing(key);
        }
        text.unwrap_or_default()
    }

    pub(crate) fn optional_text(&mut self, key: &str, check: Check) -> Option<String> {
        let value = self.value(key)?;
        let ValueKind::String(text) = &value.kind else {
            self.wrong(key, &value, "must be a text");
            return None;
        };
        if let Err(reason) = check(text) {
            self.wrong(key, &value, &format!("\"{}\" {reason}", redacted(text)));
            return None;
        }
        Some(text.clone())
    }

    /// A text of the tenant's own file that may be a secret: no problem quotes it.
    pub(crate) fn own_secret(&mut self, key: &str, check: Check) -> Option<String> {
        let value = self.value(key)?;
        let origin = self.origin(&value);
        if origin == "base.toml" || origin.starts_with("bases/") {
            self.wrong(key, &value, "belongs into the file of one host");
        }
        let ValueKind::String(text) = &value.kind else {
            self.wrong(key, &value, "must be a text");
            return None;
        };
        if let Err(reason) = check(text) {
            self.wrong(key, &value, &format!("the value {reason}"));
        }
        Some(text.clone())
    }

    /// A whole number in the range; the start of the range if there is a problem.
    pub(crate) fn number<T>(&mut self, key: &'static str, range: RangeInclusive<T>) -> T
    where
        T: TryFrom<i64> + PartialOrd + Copy + std::fmt::Display,
    {
        let Some(value) = self.value(key) else {
            self.missing(key);
            return *range.start();
        };
        let number = whole(&value).and_then(|number| T::try_from(number).ok());
        number
            .filter(|number| range.contains(number))
            .unwrap_or_else(|| {
                let (least, most) = range.clone().into_inner();
                self.wrong(
                    key,
                    &value,
                    &format!("must be a whole number from {least} to {most}"),
                );
                least
            })
    }

    /// Like `number`, with a default for a missing key.
    pub(crate) fn number_or<T>(
        &mut self,
        key: &'static str,
        range: RangeInclusive<T>,
        otherwise: T,
    ) -> T
    where
        T: TryFrom<i64> + PartialOrd + Copy + std::fmt::Display,
    {
        if self.values.contains_key(key) {
            self.number(key, range)
        } else {
            self.asked.insert(key.to_owned());
            otherwise
        }
    }

    /// A list of different record ids.
    pub(crate) fn ids(&mut self, key: &'static str) -> Vec<i64> {
        let Some(value) = self.value(key) else {
            self.missing(key);
            return Vec::new();
        };
        let ids: Option<Vec<i64>> = match &value.kind {
            ValueKind::Array(items) => items.iter().map(whole).collect(),
            _ => None,
        };
        let distinct = |ids: &Vec<i64>| ids.iter().collect::<BTreeSet<_>>().len() == ids.len();
        ids.filter(|ids| ids.iter().all(|id| *id > 0) && distinct(ids))
            .unwrap_or_else(|| {
                self.wrong(key, &value, "must be a list of different ids");
                Vec::new()
            })
    }

    /// A list of texts that pass the check; empty if there is none.
    pub(crate) fn texts(&mut self, key: &'static str, check: Check) -> Vec<String> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let ValueKind::Array(items) = &value.kind else {
            self.wrong(key, &value, "must be a list of texts");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match &item.kind {
                ValueKind::String(text) => {
                    self.check(key, item, text, check);
                    texts.push(text.clone());
                }
                _ => self.wrong(key, item, "must be a text"),
            }
        }
        texts
    }

    /// All values below a key, by the rest of their own key. It is no problem if there are none.
    pub(crate) fn entries(&mut self, key: &str) -> Vec<(String, Value)> {
        self.asked.insert(key.to_owned());
        let mut found = Vec::new();
        for (full, value) in &self.values {
            let below = full
                .strip_prefix(key)
                .and_then(|rest| rest.strip_prefix('.'));
            if let Some(rest) = below {
                self.asked.insert(full.clone());
                found.push((rest.to_owned(), value.clone()));
            }
        }
        found
    }

    /// The tables of a list, `[[key]]`. Their texts must be among `names`.
    pub(crate) fn tables(&mut self, key: &str, names: &[&str]) -> Vec<BTreeMap<String, String>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let ValueKind::Array(items) = &value.kind else {
            self.wrong(key, &value, "must be a list of tables: [[…]]");
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            let ValueKind::Table(fields) = &item.kind else {
                self.wrong(key, item, "must be a list of tables: [[…]]");
                continue;
            };
            let mut texts = BTreeMap::new();
            for (name, value) in fields {
                match &value.kind {
                    _ if !names.contains(&name.as_str()) => {
                        self.wrong(key, &value.clone(), &format!("`{name}` is not a known key"));
                    }
                    ValueKind::String(text) => {
                        texts.insert(name.clone(), text.trim().to_owned());
                    }
                    _ => self.wrong(key, &value.clone(), &format!("`{name}` must be a text")),
                }
            }
            tables.push(texts);
        }
        tables
    }

    /// The tables of a list, `[[key]]`, with values of any kind.
    pub(crate) fn list(&mut self, key: &str) -> Vec<HashMap<String, Value>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        let table = |item: Value| match item.kind {
            ValueKind::Table(table) => Some(table.into_iter().collect()),
            _ => None,
        };
        let tables: Option<Vec<_>> = match value.kind.clone() {
            ValueKind::Array(items) => items.into_iter().map(table).collect(),
            _ => None,
        };
        tables.unwrap_or_else(|| {
            self.wrong(key, &value, "must be a list of tables: [[…]]");
            Vec::new()
        })
    }

    /// Reports a text that fails the check.
    pub(crate) fn check(&mut self, key: &str, value: &Value, text: &str, check: Check) {
        if let Err(reason) = check(text) {
            self.wrong(key, value, &format!("\"{}\" {reason}", redacted(text)));
        }
    }

    pub(crate) fn problem(&mut self, problem: &str) {
        self.problems.push(format!("{}: {problem}", self.file));
    }

    /// All problems, including unknown keys.
    pub(crate) fn finish(mut self) -> Vec<String> {
        for (key, value) in &self.values {
            if !self.asked.contains(key.as_str()) {
                self.problems.push(format!(
                    "{}: `{key}` is not a known key",
                    self.origin(value)
                ));
            }
        }
        self.problems
    }

    fn value(&mut self, key: &str) -> Option<Value> {
        self.asked.insert(key.to_owned());
        self.values.get(key).cloned()
    }

    fn missing(&mut self, key: &str) {
        self.problems
            .push(format!("{}: `{key}` is missing", self.file));
    }

    pub(crate) fn wrong(&mut self, key: &str, value: &Value, reason: &str) {
        self.problems
            .push(format!("{}: `{key}`: {reason}", self.origin(value)));
    }

    /// The file that a value was read from.
    fn origin(&self, value: &Value) -> String {
        let origin = value.origin().map(Path::new);
        origin.map_or_else(|| self.file.clone(), label)
    }
}

fn whole(value: &Value) -> Option<i64> {
    match value.kind {
        ValueKind::I64(number) => Some(number),
        ValueKind::U64(number) => i64::try_from(number).ok(),
        ValueKind::I128(number) => i64::try_from(number).ok(),
        ValueKind::U128(number) => i64::try_from(number).ok(),
        _ => None,
    }
}

fn flatten(
    prefix: &str,
    table: impl IntoIterator<Item = (String, Value)>,
    values: &mut BTreeMap<String, Value>,
) {
    for (key, value) in table {
        let key = if prefix.is_empty() {
            key
        } else {
            format!("{prefix}.{key}")
        };
        match value.kind {
            ValueKind::Table(inner) if !inner.is_empty() => flatten(&key, inner, values),
            _ => {
                values.insert(key, value);
            }
        }
    }
}
