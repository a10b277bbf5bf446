//! Who does something, and the row of `ops.audit` about it, written in the transaction of the act.

pub mod write;

use std::{fmt, net::IpAddr};

use serde_json::Value;

/// Somebody who acts. `kind:id` is the value of columns such as `requested_by`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    pub kind: PrincipalKind,
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PrincipalKind {
    Person,
    Key,
    Schedule,
    CommandLine,
    /// Somebody who tries to sign in.
    Anonymous,
}

impl Principal {
    /// The operator at the command line.
    pub fn command_line() -> Self {
        Self {
            kind: PrincipalKind::CommandLine,
            id: String::new(),
            name: "core-api".to_owned(),
        }
    }

    pub fn anonymous() -> Self {
        Self {
            kind: PrincipalKind::Anonymous,
            id: String::new(),
            name: String::new(),
        }
    }
}

impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            PrincipalKind::Person => write!(f, "person:{}", self.id),
            PrincipalKind::Key => write!(f, "key:{}", self.id),
            PrincipalKind::Schedule => write!(f, "schedule:{}", self.id),
            PrincipalKind::CommandLine => f.write_str("cli"),
            PrincipalKind::Anonymous => f.write_str("anonymous"),
        }
    }
}

/// Where a request came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    pub address: Option<IpAddr>,
    pub user_agent: Option<String>,
}

/// One act. Values are settings; secrets and the data of reports never get in.
#[derive(Debug, Clone, Default)]
pub struct Act {
    /// Such as `replace saved view`.
    pub action: &'static str,
    /// The URL of what it is about, such as `/v1/saved-views/<id>`.
    pub object: Option<String>,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub reason: Option<String>,
}

impl Act {
    pub fn new(action: &'static str) -> Self {
        Self {
            action,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn on(self, object: impl Into<String>) -> Self {
        Self {
            object: Some(object.into()),
            ..self
        }
    }

    #[must_use]
    pub fn from(self, before: Value) -> Self {
        Self {
            before: Some(before),
            ..self
        }
    }

    #[must_use]
    pub fn to(self, after: Value) -> Self {
        Self {
            after: Some(after),
            ..self
        }
    }

    #[must_use]
    pub fn because(self, reason: Option<String>) -> Self {
        Self { reason, ..self }
    }
}
