//! What the `doctor` commands of the services find.

use std::fmt;

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

    /// About this tenant.
    #[must_use]
    pub fn of(self, host: &str) -> Self {
        Self {
            host: Some(host.to_owned()),
            ..self
        }
    }
}
