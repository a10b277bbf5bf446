//! What the last verify and the last drill found: a file, so that a restart and commands beside the
//! service do not lose it.

use std::path::PathBuf;

use anyhow::{Context, Result};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{folder, settings::Settings};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Standing {
    pub(crate) verify: Option<Outcome>,
    pub(crate) drill: Option<Outcome>,
    /// Of the last drill that succeeded.
    pub(crate) figures: Option<Figures>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) at: Timestamp,
    /// Why it failed.
    pub(crate) problem: Option<String>,
}

/// What a restore costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Figures {
    /// From the decision to restore until the databases are checked.
    pub(crate) recovery_time_ms: i64,
    /// From a commit until it is in the repository.
    pub(crate) recovery_point_ms: i64,
    /// Bytes of the databases.
    pub(crate) bytes: i64,
    /// Tenants that were not checked, with the reason.
    #[serde(default)]
    pub(crate) unchecked: Vec<String>,
}

impl Outcome {
    pub(crate) fn of<T>(result: &Result<T>) -> Self {
        Self {
            at: lifecycle::clock::now(),
            problem: result.as_ref().err().map(|error| format!("{error:#}")),
        }
    }
}

impl Standing {
    /// Nothing if there is no file yet.
    pub(crate) fn read(settings: &Settings) -> Result<Self> {
        match std::fs::read_to_string(file(settings)) {
            Ok(text) => serde_json::from_str(&text)
                .with_context(|| format!("{} is not understood", file(settings).display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).context("the standing cannot be read"),
        }
    }

    /// Changes the file. Others wait meanwhile.
    pub(crate) fn change(settings: &Settings, change: impl FnOnce(&mut Self)) -> Result<()> {
        folder::create(&settings.folder)?;
        let _locked = folder::lock(&settings.folder.join("standing.lock"))?;
        let mut standing = Self::read(settings)?;
        change(&mut standing);
        folder::replace(&file(settings), &serde_json::to_string_pretty(&standing)?)
    }
}

fn file(settings: &Settings) -> PathBuf {
    settings.folder.join("standing.json")
}
