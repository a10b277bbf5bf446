//! What the `doctor` commands of the services find.

use std::fmt;

use jiff::Timestamp;

use crate::clock;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Ok,
    /// It works, but not as it should, or it will not for long.
    Warn,
    /// It does not work.
    Fail,
}

/// One check. No text may have a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub verdict: Verdict,
    /// What was checked: a few fixed words.
    pub check: &'static str,
    /// The host name of the tenant, if it concerns one.
    pub host: Option<String>,
    pub found: String,
    /// What a person can do; None if it is good.
    pub advice: Option<String>,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

impl Finding {
    pub fn ok(check: &'static str, found: impl fmt::Display) -> Self {
        Self {
            verdict: Verdict::Ok,
            check,
            host: None,
            found: found.to_string(),
            advice: None,
        }
    }

    pub fn warn(check: &'static str, found: impl fmt::Display, advice: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Warn,
            advice: Some(advice.into()),
            ..Self::ok(check, found)
        }
    }

    pub fn fail(check: &'static str, found: impl fmt::Display, advice: impl Into<String>) -> Self {
        Self {
            verdict: Verdict::Fail,
            advice: Some(advice.into()),
            ..Self::ok(check, found)
        }
    }

    /// Of another machine's clock: the difference in seconds that is good, and the one that still
    /// works.
    pub fn clock(check: &'static str, theirs: Timestamp, (good, works): (u64, u64)) -> Self {
        let difference = theirs.duration_since(clock::now()).as_secs().unsigned_abs();
        let found = format!("{difference} s from the clock of this machine");
        let advice = "Let both machines follow a time server (chrony or systemd-timesyncd).";
        if difference <= good {
            Self::ok(check, found)
        } else if difference <= works {
            Self::warn(check, found, advice)
        } else {
            Self::fail(check, found, advice)
        }
    }

    /// About this tenant.
    #[must_use]
    pub fn of(self, host: &str) -> Self {
        Self {
            host: Some(host.to_owned()),
            ..self
        }
    }
}
