//! A link that signs a person in or sets a new password, from core-api to export-worker.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Event;

/// What the link does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum About {
    Invitation {
        role: NoticeRole,
        /// The name of the person who invites; None if a program does.
        inviter: Option<String>,
        /// The address of this person.
        reply_to: Option<String>,
    },
    Reset {
        asked_at: Timestamp,
        /// The network address that asked for it.
        address: Option<String>,
        /// Names of browser and system, such as `Firefox, Windows`. Never a text of the request.
        device: Option<String>,
    },
}

/// What an invited person may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoticeRole {
    Viewer,
    Operator,
    Admin,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRequested {
    /// Also the left part of the Message-ID: it shows whether a second copy is the same mail.
    pub notice: Uuid,
    /// One address (RFC 5321).
    pub to: String,
    /// BCP 47, e.g. `es-PE`.
    pub locale: String,
    /// Secret.
    pub link: String,
    /// The link works until then.
    pub expires_at: Timestamp,
    pub about: About,
}

impl Event for NoticeRequested {
    const NAME: &'static str = "notice.requested";
    const VERSION: u16 = 1;
}

/// Without the link.
impl fmt::Debug for NoticeRequested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoticeRequested")
            .field("notice", &self.notice)
            .field("to", &self.to)
            .field("locale", &self.locale)
            .field("expires_at", &self.expires_at)
            .field("about", &self.about)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_debug_text_has_no_link() {
        let text = include_str!("../../../../contracts/notice.requested/v1.valid.reset.json");
        let notice: NoticeRequested = serde_json::from_str(text).unwrap();
        let debug = format!("{notice:?}");
        assert!(debug.contains("luis.nanez@andina.example"), "{debug}");
        assert!(!debug.contains("Zq81mB4sYp3c"), "{debug}");
    }
}
