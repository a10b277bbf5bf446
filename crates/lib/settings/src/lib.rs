//! Process settings from environment variables: typed values, secrets that are never printed, and
//! all problems reported at once.
//!
//! Only this crate reads the environment. A service reads its settings in one place at start-up and
//! passes them on as values. While it runs it reads nothing again but the files of some secrets
//! ([`LiveSecret`]).

mod address;
mod live;
mod redacted;
mod secret;
mod setting;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

pub use secrecy::{ExposeSecret, SecretString};

pub use crate::address::{DatabaseAddress, SecretSource};
pub use crate::live::LiveSecret;
pub use crate::redacted::redacted;
pub use crate::secret::{SecretError, secret_from_file, secret_from_process};
pub use crate::setting::Setting;

/// A snapshot of the variables. It notes which names were read, and all problems.
///
/// A variable with an empty text counts as missing.
pub struct Environment {
    variables: BTreeMap<String, OsString>,
    names: Vec<&'static str>,
    problems: Vec<String>,
}

/// All problems of the settings, one per line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems(Vec<String>);

impl Environment {
    /// The present variables of this process.
    pub fn of_process() -> Self {
        let variables = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .collect();
        Self::new(variables)
    }

    /// Given variables, for tests and to list the names that a service reads.
    pub fn from_pairs<I, K, V>(pairs: I) -> Self
    where
        I: IntoIterator<Item = (K, V)>,
        K: Into<String>,
        V: Into<OsString>,
    {
        Self::new(
            pairs
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }

    /// The value of a required variable. If it is missing or malformed, this notes the problem and
    /// returns a placeholder, so that the other problems are found too.
    pub fn required<T: Setting>(&mut self, name: &'static str) -> T {
        self.names.push(name);
        match self.parsed(name) {
            Parsed::Value(value) => value,
            Parsed::Malformed => T::placeholder(),
            Parsed::Missing => {
                self.problems.push(format!("{name} is missing"));
                T::placeholder()
            }
        }
    }

    /// The value if it is set; a malformed value is a problem.
    pub fn optional<T: Setting>(&mut self, name: &'static str) -> Option<T> {
        self.names.push(name);
        match self.parsed(name) {
            Parsed::Value(value) => Some(value),
            Parsed::Malformed | Parsed::Missing => None,
        }
    }

    /// The value, or `default` if it is missing; a malformed value is a problem.
    pub fn or<T: Setting>(&mut self, name: &'static str, default: T) -> T {
        self.optional(name).unwrap_or(default)
    }

    /// A required secret, from `NAME` or from the file whose path is in `NAME_FILE`. No problem
    /// contains its value.
    pub fn secret(&mut self, name: &'static str) -> SecretString {
        self.names.push(name);
        match secret::find(&self.variables, name) {
            Ok(secret) => secret,
            Err(error) => {
                self.problems.push(secret::explain(&error));
                SecretString::default()
            }
        }
    }

    /// A secret that counts from the next use on if its file changes.
    pub fn live_secret(&mut self, name: &'static str) -> LiveSecret {
        LiveSecret::new(self.secret(name), self.file_of(name))
    }

    /// An optional secret that counts from the next use on if its file changes.
    pub fn optional_live_secret(&mut self, name: &'static str) -> Option<LiveSecret> {
        let first = self.optional_secret(name)?;
        Some(LiveSecret::new(first, self.file_of(name)))
    }

    /// An optional secret, read as in [`Environment::secret`].
    pub fn optional_secret(&mut self, name: &'static str) -> Option<SecretString> {
        self.names.push(name);
        match secret::find(&self.variables, name) {
            Ok(secret) => Some(secret),
            Err(SecretError::Missing { .. }) => None,
            Err(error) => {
                self.problems.push(secret::explain(&error));
                None
            }
        }
    }

    /// Notes a problem that only the caller can see, such as two settings that exclude each other.
    /// Several parts of a process may read the same setting; its problem is reported once.
    pub fn problem(&mut self, problem: impl Into<String>) {
        let problem = problem.into();
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// All names that were read, in this order. The `_FILE` form of a secret is not listed.
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// `settings` if there is no problem, otherwise all problems.
    pub fn finish<S>(self, settings: S) -> Result<S, Problems> {
        if self.problems.is_empty() {
            Ok(settings)
        } else {
            Err(Problems(self.problems))
        }
    }

    fn file_of(&self, secret: &str) -> Option<PathBuf> {
        let file = self.variables.get(&format!("{secret}_FILE"));
        file.filter(|path| !path.is_empty()).map(PathBuf::from)
    }

    fn new(variables: BTreeMap<String, OsString>) -> Self {
        Self {
            variables,
            names: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn parsed<T: Setting>(&mut self, name: &'static str) -> Parsed<T> {
        let Some(value) = self.variables.get(name).filter(|value| !value.is_empty()) else {
            return Parsed::Missing;
        };
        let outcome = match value.to_str() {
            Some(text) => {
                T::parse(text).map_err(|reason| format!("{name}: `{}` {reason}", redacted(text)))
            }
            None => Err(format!("{name} is not UTF-8 text")),
        };
        match outcome {
            Ok(value) => Parsed::Value(value),
            Err(problem) => {
                self.problems.push(problem);
                Parsed::Malformed
            }
        }
    }
}

enum Parsed<T> {
    Value(T),
    Missing,
    Malformed,
}

impl Problems {
    /// The problems in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Problems {}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::net::SocketAddr;
    use std::time::Duration;

    use super::*;

    #[test]
    fn every_problem_is_reported_at_once_and_by_name() {
        let mut env = Environment::from_pairs([
            ("BIND", "nowhere"),
            ("WAIT", "15 parsecs"),
            ("EMPTY", ""),
            ("GOOD", "7"),
        ]);
        let _: SocketAddr = env.required("BIND");
        let _: Duration = env.or("WAIT", Duration::from_secs(1));
        let _: String = env.required("EMPTY");
        let good: u32 = env.required("GOOD");
        env.secret("TOKEN");

        let problems = env.finish(good).unwrap_err();

        let lines: Vec<&str> = problems.iter().collect();
        assert_eq!(lines.len(), 4, "{problems}");
        assert!(lines[0].starts_with("BIND: `nowhere` "));
        assert!(lines[1].starts_with("WAIT: `15 parsecs` "));
        assert_eq!(lines[2], "EMPTY is missing");
        assert_eq!(lines[3], "TOKEN is missing (nor is TOKEN_FILE set)");
        assert_eq!(problems.to_string().lines().count(), 4);
    }

    #[test]
    fn values_defaults_and_absences_are_distinguished() {
        let mut env = Environment::from_pairs([("A", "5m"), ("B", "true"), ("C", "")]);
        let settings = (
            env.required::<Duration>("A"),
            env.optional::<bool>("B"),
            env.optional::<u16>("C"),
            env.or("D", "fallback".to_owned()),
        );
        assert_eq!(env.names(), ["A", "B", "C", "D"]);
        assert_eq!(
            env.finish(settings).unwrap(),
            (
                Duration::from_mins(5),
                Some(true),
                None,
                "fallback".to_owned()
            )
        );
    }

    #[test]
    fn a_secret_comes_from_the_variable_or_from_the_file_but_never_from_both() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        writeln!(file, "from the file").unwrap();
        let path = file.path().to_str().unwrap();

        let mut env = Environment::from_pairs([
            ("DIRECT", "from the variable"),
            ("STORED_FILE", path),
            ("TWICE", "hush"),
            ("TWICE_FILE", path),
            ("LOST_FILE", "/nowhere/secret"),
        ]);
        assert_eq!(env.secret("DIRECT").expose_secret(), "from the variable");
        assert_eq!(env.secret("STORED").expose_secret(), "from the file");
        assert!(env.optional_secret("ABSENT").is_none());
        env.secret("TWICE");
        env.secret("LOST");

        let problems = env.finish(()).unwrap_err().to_string();
        let lines: Vec<&str> = problems.lines().collect();
        assert_eq!(lines[0], "both TWICE and TWICE_FILE are set");
        assert!(
            lines[1].starts_with("LOST_FILE: /nowhere/secret cannot be read"),
            "{problems}"
        );
        assert_eq!(lines.len(), 2);
    }

    #[test]
    fn neither_debug_nor_a_problem_shows_a_secret() {
        let mut env = Environment::from_pairs([("TOKEN", "hush"), ("TOKEN_FILE", "/x")]);
        let secret = SecretString::from("hush");
        env.secret("TOKEN");
        let problems = env.finish(()).unwrap_err();
        assert!(!format!("{secret:?} {problems} {problems:?}").contains("hush"));
    }
}
