//! What a template gets: the facts of a mail, written for its reader. docs/mails.md lists them.

use contracts::mail::{Delivery, MailRequested, Occasion, ReportFigures};
use lettre::message::Mailbox;
use serde::Serialize;
use tenants::PaperDetails;

use crate::letter::LetterFacts;
use crate::style::Style;

/// Texts that are not known are `none`.
#[derive(Debug, Serialize)]
pub(crate) struct Facts {
    /// `statement`, `scheduled` or `export`.
    occasion: &'static str,
    locale: String,
    /// Known to the HTML and the text part only.
    subject: String,
    title: String,
    company: CompanyFacts,
    partner: Option<String>,
    as_of: Option<String>,
    as_of_long: Option<String>,
    as_of_iso: Option<String>,
    data_as_of: Option<String>,
    payments_until: Option<String>,
    note: Option<String>,
    due: Vec<DueFacts>,
    owed: Vec<String>,
    overdue: Vec<String>,
    unapplied: Vec<CreditFacts>,
    figures: FigureFacts,
    bank_accounts: Vec<BankFacts>,
    contact: Option<ContactFacts>,
    has_logo: bool,
    schedule: Option<String>,
    reply_to: Option<String>,
    file: FileFacts,
    link: Option<LinkFacts>,
}

#[derive(Debug, Serialize)]
struct CompanyFacts {
    name: String,
    tax_id: Option<String>,
    address: Option<String>,
}

#[derive(Debug, Serialize)]
struct DueFacts {
    currency: String,
    currency_name: String,
    amount: String,
    overdue: String,
    since: Option<String>,
}

#[derive(Debug, Serialize)]
struct CreditFacts {
    currency: String,
    amount: String,
    date: String,
    reference: Option<String>,
}

#[derive(Debug, Default, Serialize)]
struct FigureFacts {
    documents: Option<u64>,
    total: Option<String>,
    overdue: Option<String>,
    over_90_days: Option<String>,
    unapplied: Option<String>,
    difference: Option<String>,
    tied: bool,
    proved_at: Option<String>,
}

#[derive(Debug, Serialize)]
struct BankFacts {
    bank: String,
    currency: String,
    currency_name: String,
    number: String,
    interbank: Option<String>,
}

#[derive(Debug, Serialize)]
struct ContactFacts {
    name: Option<String>,
    phone: Option<String>,
    email: Option<String>,
}

#[derive(Debug, Serialize)]
struct FileFacts {
    name: String,
    kind: String,
    size: String,
}

#[derive(Debug, Serialize)]
struct LinkFacts {
    url: String,
    until: String,
}

/// What else a mail is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Around<'a> {
    pub(crate) style: Style<'a>,
    pub(crate) paper: &'a PaperDetails,
    pub(crate) has_logo: bool,
    /// The address for replies that the mail has.
    pub(crate) reply_to: Option<&'a Mailbox>,
}

impl Facts {
    pub(crate) fn new(asked: &MailRequested, around: Around<'_>) -> Self {
        let style = around.style;
        let trimmed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let positive =
            |text: &str| !text.starts_with('-') && text.contains(|c| matches!(c, '1'..='9'));
        let due = asked.due.as_deref().unwrap_or_default();
        let sum = |currency: &str, amount: &str| format!("{currency} {}", style.amount(amount));
        let owed = due.iter().filter(|due| positive(&due.amount));
        let overdue = due.iter().filter(|due| positive(&due.overdue));
        Self {
            occasion: occasion_of(asked),
            locale: style.locale.to_owned(),
            subject: String::new(),
            title: trimmed(&asked.title),
            company: CompanyFacts::new(asked, trimmed(&asked.company)),
            partner: asked.partner.as_deref().map(trimmed),
            as_of: asked.as_of.map(|day| style.day(day)),
            as_of_long: asked.as_of.map(|day| style.long_day(day)),
            as_of_iso: asked.as_of.map(|day| day.to_string()),
            data_as_of: asked.data_as_of.map(|at| style.instant(at)),
            payments_until: payments_until(asked, style),
            note: asked.note.clone(),
            owed: owed.map(|due| sum(&due.currency, &due.amount)).collect(),
            overdue: overdue
                .map(|due| sum(&due.currency, &due.overdue))
                .collect(),
            due: due_facts(asked, style),
            unapplied: credit_facts(asked, style),
            figures: figure_facts(asked, style),
            bank_accounts: bank_facts(asked, around),
            contact: contact_facts(around.paper),
            has_logo: around.has_logo,
            schedule: asked.schedule.as_deref().map(trimmed),
            reply_to: around.reply_to.map(|mailbox| mailbox.email.to_string()),
            file: file_facts(asked, style),
            link: link_facts(asked, style),
        }
    }
}

impl LetterFacts for Facts {
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

/// What the names of templates begin with. A report is `scheduled` only if a schedule sends it.
pub(crate) fn occasion_of(asked: &MailRequested) -> &'static str {
    match (asked.occasion, &asked.schedule) {
        (Occasion::Statement, _) => "statement",
        (Occasion::Report, Some(_)) => "scheduled",
        (Occasion::Report, None) => "export",
    }
}

impl CompanyFacts {
    fn new(asked: &MailRequested, name: String) -> Self {
        let letterhead = asked.letterhead.as_ref();
        let address = letterhead.map(|letterhead| letterhead.address.join(", "));
        Self {
            name,
            tax_id: letterhead.and_then(|letterhead| letterhead.tax_id.clone()),
            address: address.filter(|address| !address.is_empty()),
        }
    }
}

/// Later payments are not in a statement: those after its day, or after the mirror's last reading.
fn payments_until(asked: &MailRequested, style: Style<'_>) -> Option<String> {
    let read_at = asked.data_as_of;
    let read_on = read_at.map(|at| at.to_zoned(style.zone.clone()).date());
    match (asked.as_of, read_on) {
        (Some(day), Some(read_on)) if day < read_on => Some(style.day(day)),
        (Some(day), None) => Some(style.day(day)),
        _ => read_at.map(|at| style.instant(at)),
    }
}

fn due_facts(asked: &MailRequested, style: Style<'_>) -> Vec<DueFacts> {
    let due = asked.due.as_deref().unwrap_or_default().iter();
    due.map(|due| DueFacts {
        currency: due.currency.clone(),
        currency_name: style.currency(&due.currency),
        amount: style.amount(&due.amount),
        overdue: style.amount(&due.overdue),
        since: due.since.map(|day| style.day(day)),
    })
    .collect()
}

fn credit_facts(asked: &MailRequested, style: Style<'_>) -> Vec<CreditFacts> {
    let credits = asked.unapplied.as_deref().unwrap_or_default().iter();
    credits
        .map(|credit| CreditFacts {
            currency: credit.currency.clone(),
            amount: style.amount(&credit.amount),
            date: style.day(credit.date),
            reference: credit.reference.clone(),
        })
        .collect()
}

fn figure_facts(asked: &MailRequested, style: Style<'_>) -> FigureFacts {
    let Some(figures) = &asked.figures else {
        return FigureFacts::default();
    };
    let ReportFigures { difference, .. } = figures;
    let currency = asked.currency.as_deref().unwrap_or_default();
    let money = |amount: &String| {
        format!("{currency} {}", style.amount(amount))
            .trim()
            .to_owned()
    };
    let part = |amount: &String| match style.share(amount, &figures.total) {
        Some(share) => format!("{} ({share})", money(amount)),
        None => money(amount),
    };
    FigureFacts {
        documents: figures.documents,
        total: Some(money(&figures.total)),
        overdue: figures.overdue.as_ref().map(part),
        over_90_days: figures.over_90_days.as_ref().map(part),
        unapplied: figures.unapplied.as_ref().map(money),
        difference: difference.as_ref().map(money),
        tied: difference
            .as_ref()
            .is_some_and(|text| !text.contains(|c| matches!(c, '1'..='9'))),
        proved_at: figures.proved_at.map(|at| style.instant(at)),
    }
}

fn bank_facts(asked: &MailRequested, around: Around<'_>) -> Vec<BankFacts> {
    let letterhead = asked.letterhead.as_ref();
    let country = letterhead.and_then(|letterhead| letterhead.country.as_deref());
    // What the number for transfers from other banks is called.
    let label = match country {
        Some("PE") => "CCI ",
        Some("AR") => "CBU ",
        Some("MX") => "CLABE ",
        _ => "",
    };
    let accounts = around.paper.bank_accounts.iter();
    accounts
        .map(|account| BankFacts {
            bank: account.bank.clone(),
            currency: account.currency.clone(),
            currency_name: around.style.currency(&account.currency),
            number: account.account.clone(),
            interbank: account
                .interbank
                .as_ref()
                .map(|number| format!("{label}{number}")),
        })
        .collect()
}

fn contact_facts(paper: &PaperDetails) -> Option<ContactFacts> {
    let contact = paper.contact.as_ref()?;
    let mailbox = contact.email.as_deref();
    let mailbox = mailbox.and_then(|text| text.parse::<Mailbox>().ok());
    let own_name = mailbox.as_ref().and_then(|mailbox| mailbox.name.clone());
    Some(ContactFacts {
        name: contact.name.clone().or(own_name),
        phone: contact.phone.clone(),
        email: mailbox.map(|mailbox| mailbox.email.to_string()),
    })
}

fn file_facts(asked: &MailRequested, style: Style<'_>) -> FileFacts {
    let name = &asked.file.name;
    let kind = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    FileFacts {
        name: name.clone(),
        kind: match kind {
            "parquet" => "Parquet".to_owned(),
            other => other.to_uppercase(),
        },
        size: match asked.file.size_bytes {
            // A letter that is only shown has no file yet.
            0 => "… KB".to_owned(),
            size_bytes => style.size(size_bytes),
        },
    }
}

fn link_facts(asked: &MailRequested, style: Style<'_>) -> Option<LinkFacts> {
    match &asked.delivery {
        Delivery::Attachment {} => None,
        Delivery::Link { url, expires_at } => Some(LinkFacts {
            url: url.clone(),
            until: style.instant(*expires_at),
        }),
    }
}
