//! Sample mails, for the check of templates and for previews.

use contracts::mail::{Delivery, MailRequested};
use contracts::notice::{About, NoticeRequested, NoticeRole};
use jiff::tz::TimeZone;
use serde_json::{Map, Value};
use tenants::{BankAccount, Contact, PaperDetails};

use crate::mail_facts::{Around, Facts};
use crate::notice_facts::NoticeFacts;
use crate::style::Style;

const STATEMENT: &str =
    include_str!("../../../../contracts/mail.requested/v1.valid.statement.json");
const REPORT: &str = include_str!("../../../../contracts/mail.requested/v1.valid.scheduled.json");

const INVITATION: &str =
    include_str!("../../../../contracts/notice.requested/v1.valid.invitation.json");
const RESET: &str = include_str!("../../../../contracts/notice.requested/v1.valid.reset.json");

/// A mail of this occasion; none if there is no such occasion.
pub(crate) fn mail(occasion: &str, locale: &str) -> Option<MailRequested> {
    let (text, report) = match occasion {
        "statement" => (STATEMENT, "partner-statement"),
        "scheduled" => (REPORT, "ageing"),
        "export" => (REPORT, "open-items"),
        _ => return None,
    };
    // A test makes sure that the examples of the contract can be read.
    let mut mail: MailRequested = serde_json::from_str(text).ok()?;
    locale.clone_into(&mut mail.locale);
    let parameters = Map::from_iter([("side".to_owned(), Value::from("receivable"))]);
    let title = reports::find(report)?.title_with(&parameters);
    title.in_locale(locale).clone_into(&mut mail.title);
    if occasion == "export" {
        mail.schedule = None;
    }
    Some(mail)
}

/// Facts of a mail with all that it may have, and of one with the least.
pub(crate) fn facts(occasion: &str, locale: &str) -> Vec<Facts> {
    let zone = TimeZone::get("America/Lima").unwrap_or(TimeZone::UTC);
    let Some(most) = mail(occasion, locale) else {
        return Vec::new();
    };
    let least = MailRequested {
        partner: None,
        as_of: None,
        data_as_of: None,
        delivery: Delivery::Attachment {},
        letterhead: None,
        due: None,
        unapplied: None,
        figures: None,
        ..most.clone()
    };
    let most = MailRequested {
        note: Some("Texto\n\nText".to_owned()),
        ..most
    };
    let style = Style {
        locale,
        zone: &zone,
    };
    let reply_to = "Ana Quispe <ana.quispe@andina.example>".parse().ok();
    let rich = Around {
        style,
        paper: &paper(),
        has_logo: true,
        reply_to: reply_to.as_ref(),
    };
    let poor = Around {
        style,
        paper: &PaperDetails::default(),
        has_logo: false,
        reply_to: None,
    };
    vec![Facts::new(&most, rich), Facts::new(&least, poor)]
}

/// A notice of this occasion; none if there is no such occasion.
pub(crate) fn notice(occasion: &str, locale: &str) -> Option<NoticeRequested> {
    let text = match occasion {
        "invitation" => INVITATION,
        "reset" => RESET,
        _ => return None,
    };
    let mut notice: NoticeRequested = serde_json::from_str(text).ok()?;
    locale.clone_into(&mut notice.locale);
    Some(notice)
}

/// Facts of a notice with all that it may have, and of those with the least.
pub(crate) fn notice_facts(occasion: &str, locale: &str) -> Vec<NoticeFacts> {
    let zone = TimeZone::get("America/Lima").unwrap_or(TimeZone::UTC);
    let Some(most) = notice(occasion, locale) else {
        return Vec::new();
    };
    let least = match &most.about {
        About::Invitation { .. } => [NoticeRole::Viewer, NoticeRole::Admin]
            .map(|role| About::Invitation {
                role,
                inviter: None,
                reply_to: None,
            })
            .to_vec(),
        About::Reset { asked_at, .. } => vec![About::Reset {
            asked_at: *asked_at,
            address: None,
            device: None,
        }],
    };
    let style = Style {
        locale,
        zone: &zone,
    };
    let reply_to = "Ana Quispe <ana.quispe@andina.example>".parse().ok();
    let mut facts = vec![NoticeFacts::new(&most, COMPANY, reply_to.as_ref(), style)];
    facts.extend(least.into_iter().map(|about| {
        let notice = NoticeRequested {
            about,
            ..most.clone()
        };
        NoticeFacts::new(&notice, COMPANY, None, style)
    }));
    facts
}

const COMPANY: &str = "Comercial Andina del Perú S.A.C.";

pub(crate) fn paper() -> PaperDetails {
    let account = |currency: &str, number: &str, interbank: Option<&str>| BankAccount {
        currency: currency.to_owned(),
        bank: "BCP".to_owned(),
        account: number.to_owned(),
        interbank: interbank.map(str::to_owned),
    };
    PaperDetails {
        logo: None,
        bank_accounts: vec![
            account("PEN", "191-1234567-0-89", Some("002-191-001234567089-51")),
            account("USD", "191-7654321-1-23", None),
        ],
        contact: Some(Contact {
            name: Some("Rosa Elvira Ccori Huanca".to_owned()),
            phone: Some("(01) 555 0142".to_owned()),
            email: Some("cobranzas@andina.example".to_owned()),
        }),
    }
}
