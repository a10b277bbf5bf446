//! What a template of a notice gets, written for its reader. docs/mails.md lists it.

use contracts::notice::{About, NoticeRequested, NoticeRole};
use lettre::message::Mailbox;
use serde::Serialize;

use crate::letter::LetterFacts;
use crate::style::Style;

/// Texts that are not known are `none`.
#[derive(Debug, Serialize)]
pub(crate) struct NoticeFacts {
    /// `invitation` or `reset`.
    occasion: &'static str,
    locale: String,
    /// Known to the HTML and the text part only.
    subject: String,
    company: NoticeCompany,
    has_logo: bool,
    /// The address with which the person signs in.
    account: String,
    link: NoticeLink,
    reply_to: Option<String>,
    /// `viewer`, `operator` or `admin`; only for an invitation.
    role: Option<NoticeRole>,
    inviter: Option<String>,
    /// Only for a new password.
    asked: Asked,
}

#[derive(Debug, Serialize)]
struct NoticeCompany {
    name: String,
}

#[derive(Debug, Serialize)]
struct NoticeLink {
    url: String,
    until: String,
    until_day: String,
    until_time: String,
}

/// Who asked for a new password.
#[derive(Debug, Default, Serialize)]
struct Asked {
    at: Option<String>,
    from: Option<String>,
}

/// What the names of templates begin with.
pub(crate) fn occasion_of(notice: &NoticeRequested) -> &'static str {
    match notice.about {
        About::Invitation { .. } => "invitation",
        About::Reset { .. } => "reset",
    }
}

impl NoticeFacts {
    pub(crate) fn new(
        notice: &NoticeRequested,
        company: &str,
        reply_to: Option<&Mailbox>,
        style: Style<'_>,
    ) -> Self {
        let trimmed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (role, inviter, asked) = match &notice.about {
            About::Invitation { role, inviter, .. } => {
                let inviter = inviter.as_deref().map(trimmed);
                (Some(*role), inviter, Asked::default())
            }
            About::Reset {
                asked_at,
                address,
                device,
            } => {
                let from: Vec<&str> = [device, address]
                    .into_iter()
                    .flatten()
                    .map(String::as_str)
                    .collect();
                let asked = Asked {
                    at: Some(style.instant(*asked_at)),
                    from: (!from.is_empty()).then(|| from.join(", ")),
                };
                (None, None, asked)
            }
        };
        Self {
            occasion: occasion_of(notice),
            locale: style.locale.to_owned(),
            subject: String::new(),
            company: NoticeCompany {
                name: trimmed(company),
            },
            has_logo: false,
            account: notice.to.clone(),
            link: NoticeLink {
                url: notice.link.clone(),
                until: style.instant(notice.expires_at),
                until_day: style.day_of(notice.expires_at),
                until_time: style.time(notice.expires_at),
            },
            reply_to: reply_to.map(|mailbox| mailbox.email.to_string()),
            role,
            inviter,
            asked,
        }
    }
}

impl LetterFacts for NoticeFacts {
    fn occasion(&self) -> &'static str {
        self.occasion
    }

    fn locale(&self) -> &str {
        &self.locale
    }

    fn set_subject(&mut self, subject: String) {
        self.subject = subject;
    }

    fn subject(self) -> String {
        self.subject
    }
}
