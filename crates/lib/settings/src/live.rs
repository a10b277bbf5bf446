//! A secret that an operator may change while the process runs, because it is in a file.

use std::{
    mem,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use secrecy::{ExposeSecret, SecretString};

use crate::secret::secret_from_file;

/// The file is read each time that the secret is needed. Clones share what it said.
#[derive(Debug, Clone)]
pub struct LiveSecret {
    file: Option<Arc<Path>>,
    known: Arc<Mutex<Known>>,
}

#[derive(Debug)]
struct Known {
    newest: SecretString,
    before: Option<SecretString>,
}

impl LiveSecret {
    pub(crate) fn new(first: SecretString, file: Option<PathBuf>) -> Self {
        let known = Known {
            newest: first,
            before: None,
        };
        Self {
            file: file.map(Into::into),
            known: Arc::new(Mutex::new(known)),
        }
    }

    /// What the file says; if it cannot be read, what it said last.
    pub fn newest(&self) -> SecretString {
        self.read().newest.clone()
    }

    /// The newest and the one before it. A server gets a new secret a little earlier or later than
    /// the file.
    pub fn candidates(&self) -> Vec<SecretString> {
        let known = self.read();
        let newest = Some(known.newest.clone());
        newest.into_iter().chain(known.before.clone()).collect()
    }

    fn read(&self) -> MutexGuard<'_, Known> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        // While it is replaced, a file may be missing or empty for a moment.
        if let Some(Ok(now)) = self.file.as_deref().map(secret_from_file)
            && now.expose_secret() != known.newest.expose_secret()
        {
            known.before = Some(mem::replace(&mut known.newest, now));
        }
        known
    }
}

/// It never changes.
impl From<SecretString> for LiveSecret {
    fn from(secret: SecretString) -> Self {
        Self::new(secret, None)
    }
}

impl From<String> for LiveSecret {
    fn from(text: String) -> Self {
        SecretString::from(text).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Environment;

    #[test]
    fn a_changed_file_counts_at_once_and_a_missing_one_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secret");
        std::fs::write(&file, "first\n").unwrap();
        let path = file.display().to_string();
        let mut env = Environment::from_pairs([("TOKEN_FILE", path.as_str()), ("FIXED", "x")]);
        let (token, fixed) = (env.live_secret("TOKEN"), env.live_secret("FIXED"));
        env.finish(()).unwrap();
        let candidates = |secret: &LiveSecret| -> Vec<String> {
            let candidates = secret.candidates().into_iter();
            candidates
                .map(|secret| secret.expose_secret().to_owned())
                .collect()
        };
        assert_eq!(candidates(&fixed), ["x"]);
        assert_eq!(candidates(&token), ["first"]);
        std::fs::write(&file, "").unwrap();
        assert_eq!(candidates(&token), ["first"]);
        std::fs::write(&file, "second").unwrap();
        assert_eq!(candidates(&token.clone()), ["second", "first"]);
        std::fs::remove_file(&file).unwrap();
        assert_eq!(token.newest().expose_secret(), "second");
        assert!(!format!("{token:?}").contains("second"));
    }
}
