//! Recipients and language of a customer's statement, or why none is sent.

use std::collections::BTreeMap;

use email_address::{EmailAddress, Options};
use jiff::civil::Date;
use reports::statement_candidates::StatementCandidate;
use serde::Serialize;
use store::Transaction;
use tenants::{MailTemplates, Tenant};
use utoipa::ToSchema;

use crate::{
    email::{is_address, is_invisible},
    statements::read::{self, StatementExclusion},
};

/// What happens to a customer's statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outlook {
    /// It is mailed.
    Send,
    /// The customer is excluded.
    Excluded,
    /// The customer has no valid address.
    NoAddress,
    /// Payments that are registered in Odoo, but not booked yet, cover what is due.
    PaymentPending,
}

/// Recipients and language for one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Addressed {
    pub(crate) outlook: Outlook,
    /// Why it is not sent, or which addresses are left out.
    pub(crate) reason: Option<String>,
    /// Each gets a separate mail; empty if nothing is sent.
    pub(crate) recipients: Vec<String>,
    pub(crate) locale: String,
}

/// The languages of statement mails: Spanish, English and those that the tenant has templates for.
#[derive(Debug, Clone)]
pub(crate) struct Languages<'t> {
    templates: &'t MailTemplates,
    /// The locale for customers with another language.
    pub(crate) otherwise: String,
}

/// Excluded customers on a day, by partner id.
pub(crate) type Exclusions = BTreeMap<i64, StatementExclusion>;

pub(crate) async fn exclusions(
    tx: &Transaction<'_>,
    today: Date,
) -> Result<Exclusions, tokio_postgres::Error> {
    let rows = read::exclusions_in_force().bind(tx, &today).all().await?;
    Ok(rows.into_iter().map(|row| (row.partner_id, row)).collect())
}

pub(crate) fn address(
    candidate: &StatementCandidate,
    exclusions: &Exclusions,
    languages: &Languages<'_>,
) -> Addressed {
    let locale = candidate.language.as_deref().and_then(locale_of);
    let locale = locale.filter(|locale| languages.templates.has_language("statement", locale));
    let locale = locale.unwrap_or_else(|| languages.otherwise.clone());
    let (recipients, left_out) = addresses(candidate.email.as_deref().unwrap_or_default());
    let (outlook, reason) = match exclusions.get(&candidate.partner_id) {
        Some(exclusion) => (Outlook::Excluded, Some(excluded(exclusion))),
        None if candidate.amount_pending >= candidate.amount_due => {
            (Outlook::PaymentPending, Some(pending(candidate)))
        }
        None if recipients.is_empty() => {
            (Outlook::NoAddress, Some(no_address(candidate, &left_out)))
        }
        None if left_out.is_empty() => (Outlook::Send, None),
        None => (Outlook::Send, Some(not_addresses(&left_out))),
    };
    let sent = outlook == Outlook::Send;
    Addressed {
        outlook,
        reason,
        recipients: if sent { recipients } else { Vec::new() },
        locale,
    }
}

impl<'t> Languages<'t> {
    pub(crate) fn of(tenant: &'t Tenant, otherwise: Option<&str>) -> Self {
        Self {
            templates: &tenant.mail_templates,
            otherwise: otherwise.unwrap_or(&tenant.locale).to_owned(),
        }
    }
}

fn excluded(exclusion: &StatementExclusion) -> String {
    match exclusion.until {
        Some(until) => format!("excluded until {until}: {}", exclusion.reason),
        None => format!("excluded: {}", exclusion.reason),
    }
}

fn pending(candidate: &StatementCandidate) -> String {
    format!(
        "payments of {} are registered in Odoo and not booked yet",
        candidate.amount_pending
    )
}

fn no_address(candidate: &StatementCandidate, left_out: &[&str]) -> String {
    if candidate.is_deleted {
        return "no valid address: Odoo no longer has this customer".to_owned();
    }
    if left_out.is_empty() {
        return "no valid address: Odoo has no e-mail of this customer".to_owned();
    }
    format!("no valid address: {}", not_addresses(left_out))
}

fn not_addresses(left_out: &[&str]) -> String {
    let quoted: Vec<_> = left_out.iter().map(|text| format!("{text:?}")).collect();
    match quoted.as_slice() {
        [one] => format!("{one} is not an address"),
        several => format!("{} are not addresses", several.join(", ")),
    }
}

/// Valid addresses without duplicates, and invalid parts. A field in Odoo may contain several
/// addresses, with names.
fn addresses(text: &str) -> (Vec<String>, Vec<&str>) {
    let mut good: Vec<String> = Vec::new();
    let mut bad = Vec::new();
    let parts = text.split([',', ';', '\n', '\r', '\t']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        let visible: String = part
            .chars()
            .filter(|letter| !is_invisible(*letter))
            .collect();
        let visible = visible.trim();
        let bare = visible
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
            .unwrap_or(visible)
            .trim();
        let named = EmailAddress::parse_with_options(bare, Options::default());
        let address = named.map_or_else(|_| bare.to_owned(), |named| named.email());
        if !is_address(&address) {
            bad.push(part);
        } else if !good
            .iter()
            .any(|other| other.eq_ignore_ascii_case(&address))
        {
            good.push(address);
        }
    }
    (good, bad)
}

/// `es_PE` becomes `es-PE`; `None` if it is no code of a language with two letters.
fn locale_of(code: &str) -> Option<String> {
    let (language, rest) = code.split_at_checked(2)?;
    if !language.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let country = rest
        .strip_prefix('_')
        .filter(|country| country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase()));
    match country {
        Some(country) => Some(format!("{language}-{country}")),
        None if rest.is_empty() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) => {
            Some(language.to_owned())
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_may_hold_several_addresses_and_invalid_text() {
        let (good, bad) = addresses("Ana <ana@example.com>; bob@example.com, ANA@example.com");
        assert_eq!(good, ["ana@example.com", "bob@example.com"]);
        assert!(bad.is_empty());
        let (good, bad) = addresses(" llamar 555-1234 ;; caja@ ,eva@example.pe\n");
        assert_eq!(good, ["eva@example.pe"]);
        assert_eq!(bad, ["llamar 555-1234", "caja@"]);
        assert_eq!(addresses(" ; ").0.len(), 0);
        // Without a name, with a zero-width space, with a no-break space, and in other scripts.
        for (text, expected) in [
            ("<a13@m.example>", "a13@m.example"),
            ("a16@m.example\u{200b}", "a16@m.example"),
            ("\u{feff}a17@m.example\u{a0}", "a17@m.example"),
            ("Caja <\u{200e}a18@m.example>", "a18@m.example"),
            ("cobranza@compañía.example", "cobranza@compañía.example"),
            ("josé@m.example", "josé@m.example"),
        ] {
            assert_eq!(addresses(text).0, [expected], "{text:?}");
        }
    }

    /// Without templates of the tenant.
    fn languages(templates: &MailTemplates) -> Languages<'_> {
        Languages {
            templates,
            otherwise: "es-PE".to_owned(),
        }
    }

    #[test]
    fn a_language_code_of_odoo_becomes_a_locale() {
        let cases = [
            ("es_PE", Some("es-PE")),
            ("en_US", Some("en-US")),
            ("es_419", Some("es")),
            ("en", Some("en")),
            ("pt_BR", Some("pt-BR")),
            ("sr@latin", Some("sr")),
            ("est_EE", None),
            ("é", None),
            ("", None),
        ];
        for (code, locale) in cases {
            assert_eq!(locale_of(code).as_deref(), locale, "{code:?}");
        }
    }

    #[test]
    fn a_customer_whose_language_has_no_template_gets_the_default() {
        let templates = MailTemplates::default();
        for (language, expected) in [("en_GB", "en-GB"), ("pt_BR", "es-PE"), ("", "es-PE")] {
            let candidate = StatementCandidate {
                language: Some(language.to_owned()),
                ..candidate(Some("ana@example.com"))
            };
            let addressed = address(&candidate, &Exclusions::new(), &languages(&templates));
            assert_eq!(addressed.locale, expected, "{language}");
        }
    }

    fn candidate(email: Option<&str>) -> StatementCandidate {
        StatementCandidate {
            partner_id: 7,
            name: None,
            email: email.map(str::to_owned),
            language: None,
            is_deleted: false,
            items: 1,
            amount_due: 1.into(),
            amount_pending: 0.into(),
            amount_overdue: 0.into(),
            oldest_due: None,
        }
    }

    #[test]
    fn the_reason_is_given_if_a_customer_gets_no_statement() {
        let nobody = Exclusions::new();
        let templates = MailTemplates::default();
        let of = |email, exclusions: &Exclusions| {
            address(&candidate(email), exclusions, &languages(&templates))
        };
        let sent = of(Some("ana@example.com; x"), &nobody);
        assert_eq!(
            (sent.outlook, sent.locale.as_str()),
            (Outlook::Send, "es-PE")
        );
        assert_eq!(sent.reason.as_deref(), Some("\"x\" is not an address"));
        let none = of(Some("x"), &nobody);
        assert_eq!(none.outlook, Outlook::NoAddress);
        assert_eq!(
            none.reason.as_deref(),
            Some("no valid address: \"x\" is not an address")
        );
        let exclusion = StatementExclusion {
            partner_id: 7,
            partner_name: None,
            reason: "asked for it".to_owned(),
            until: Some("2026-12-31".parse().unwrap()),
            company_id: None,
            created_by: "key:x".to_owned(),
            created_by_name: None,
            created_at: jiff::Timestamp::UNIX_EPOCH,
            version: 1,
        };
        let left_out = of(Some("ana@example.com"), &Exclusions::from([(7, exclusion)]));
        assert_eq!(left_out.outlook, Outlook::Excluded);
        assert!(left_out.recipients.is_empty());
        assert_eq!(
            left_out.reason.as_deref(),
            Some("excluded until 2026-12-31: asked for it")
        );
    }

    #[test]
    fn a_customer_whose_payment_is_not_booked_yet_is_not_reminded() {
        let pending = |amount: i64| StatementCandidate {
            amount_due: 500.into(),
            amount_pending: amount.into(),
            ..candidate(Some("ana@example.com"))
        };
        let templates = MailTemplates::default();
        let of = |candidate| address(&candidate, &Exclusions::new(), &languages(&templates));
        assert_eq!(of(pending(499)).outlook, Outlook::Send);
        let paid = of(pending(500));
        assert_eq!(paid.outlook, Outlook::PaymentPending);
        assert!(paid.recipients.is_empty());
        assert_eq!(
            paid.reason.as_deref(),
            Some("payments of 500 are registered in Odoo and not booked yet")
        );
    }
}
