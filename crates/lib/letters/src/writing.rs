//! Writes the letter of a request, and samples.

use contracts::mail::{MailRequested, Occasion};
use contracts::notice::{About, NoticeRequested};
use lettre::message::Mailbox;
use tenants::{PaperDetails, Tenant};

use crate::letter::Letter;
use crate::logo::{self, Logo};
use crate::mail_facts::{Around, Facts};
use crate::notice_facts::{self, NoticeFacts};
use crate::sample;
use crate::style::Style;
use crate::templates::{self, TemplateError, Templates};

/// A mail without its file and its sender.
#[derive(Debug)]
pub struct Written {
    pub letter: Letter,
    /// The HTML part shows it as `cid:logo`.
    pub logo: Option<Logo>,
    pub reply_to: Option<Mailbox>,
}

impl Templates {
    /// The letter of a mail with a file.
    pub async fn of_mail(
        &self,
        tenant: &Tenant,
        asked: &MailRequested,
    ) -> Result<Written, TemplateError> {
        let paper = tenant.papers.of(asked.company_id);
        // Reports come from Espejo, not from the company.
        let logo = match asked.occasion {
            Occasion::Statement => logo::read(paper.logo.as_deref()).await,
            Occasion::Report => None,
        };
        let reply_to = reply_to(tenant, asked, paper);
        let around = Around {
            style: Style {
                locale: templates::locale_of(tenant, asked),
                zone: &tenant.time_zone,
            },
            paper,
            has_logo: logo.is_some(),
            reply_to: reply_to.as_ref(),
        };
        let letter = self.write(Facts::new(asked, around), asked.subject.as_deref())?;
        Ok(Written {
            letter,
            logo,
            reply_to,
        })
    }

    /// The letter of a mail with a link with which one person signs in.
    pub fn of_notice(
        &self,
        tenant: &Tenant,
        notice: &NoticeRequested,
    ) -> Result<Written, TemplateError> {
        let occasion = notice_facts::occasion_of(notice);
        let style = Style {
            locale: templates::known_locale(tenant, occasion, &notice.locale),
            zone: &tenant.time_zone,
        };
        let reply_to = inviter(notice).or_else(|| of_tenant(tenant));
        let facts = NoticeFacts::new(notice, &tenant.display_name, reply_to.as_ref(), style);
        Ok(Written {
            letter: self.write(facts, None)?,
            logo: None,
            reply_to,
        })
    }

    /// A letter with invented content and the papers of the tenant; invented papers if it has none.
    /// `None`: there is no such occasion.
    pub fn sample(
        &self,
        tenant: &Tenant,
        occasion: &str,
        locale: &str,
    ) -> Result<Option<Letter>, TemplateError> {
        if let Some(notice) = sample::notice(occasion, locale) {
            let style = Style {
                locale: templates::known_locale(tenant, occasion, locale),
                zone: &tenant.time_zone,
            };
            let facts = NoticeFacts::new(&notice, &tenant.display_name, None, style);
            return self.write(facts, None).map(Some);
        }
        let Some(mail) = sample::mail(occasion, locale) else {
            return Ok(None);
        };
        let own = tenant.papers.of(None);
        let sample = sample::paper();
        let reply_to = mail.reply_to.as_deref().and_then(|text| text.parse().ok());
        let around = Around {
            style: Style {
                locale: templates::locale_of(tenant, &mail),
                zone: &tenant.time_zone,
            },
            paper: if own.contact.is_some() { own } else { &sample },
            has_logo: mail.occasion == Occasion::Statement
                && own.logo.as_ref().is_some_and(|path| path.is_file()),
            reply_to: reply_to.as_ref(),
        };
        self.write(Facts::new(&mail, around), None).map(Some)
    }
}

/// Replies to a statement reach the person in the tenant's file, replies to a report reach who made
/// the schedule or the export; if there is no such address, `mail.reply_to`.
fn reply_to(tenant: &Tenant, asked: &MailRequested, paper: &PaperDetails) -> Option<Mailbox> {
    let first = match asked.occasion {
        Occasion::Statement => contact(paper),
        Occasion::Report => asked.reply_to.as_deref().and_then(|text| text.parse().ok()),
    };
    first.or_else(|| of_tenant(tenant))
}

fn contact(paper: &PaperDetails) -> Option<Mailbox> {
    let contact = paper.contact.as_ref()?;
    let mailbox: Mailbox = contact.email.as_deref()?.parse().ok()?;
    let name = mailbox.name.or_else(|| contact.name.clone());
    Some(Mailbox::new(name, mailbox.email))
}

/// Replies to an invitation reach the person who invites.
fn inviter(notice: &NoticeRequested) -> Option<Mailbox> {
    let About::Invitation {
        inviter, reply_to, ..
    } = &notice.about
    else {
        return None;
    };
    let address = reply_to.as_deref()?.parse().ok()?;
    Some(Mailbox::new(inviter.clone(), address))
}

/// The answer address of the tenant. The services do not start if it is not a mail address.
fn of_tenant(tenant: &Tenant) -> Option<Mailbox> {
    tenant.mail.reply_to.as_deref()?.parse().ok()
}
