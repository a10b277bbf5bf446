//! The text of a mail: in Spanish or English, as text and as HTML, with the same facts.

use askama::Template;
use contracts::mail::{Delivery, MailRequested, Occasion};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::words::{decimal_comma, is_spanish};

/// A mail's subject and both of its bodies.
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

/// The sentences of one language for one occasion.
struct Words {
    language: &'static str,
    greeting: String,
    opening: &'static str,
    attached: &'static str,
    download: &'static str,
    automatic: &'static str,
}

struct Link<'a> {
    url: &'a str,
    until: String,
}

#[derive(Template)]
#[template(path = "letter.txt")]
struct Text<'a> {
    letter: &'a MailRequested,
    words: &'a Words,
    facts: &'a [(&'static str, String)],
    link: &'a Option<Link<'a>>,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    subject: &'a str,
    letter: &'a MailRequested,
    words: &'a Words,
    facts: &'a [(&'static str, String)],
    link: &'a Option<Link<'a>>,
}

/// Writes the letter, with instants in the tenant's time zone.
pub(crate) fn write(letter: &MailRequested, zone: &TimeZone) -> Result<Letter, askama::Error> {
    let spanish = is_spanish(&letter.locale);
    let tongue = Tongue {
        letter,
        spanish,
        zone,
    };
    let subject = tongue.subject();
    let (words, facts, link) = (&tongue.words(), &tongue.facts(), &tongue.link());
    Ok(Letter {
        text: Text {
            letter,
            words,
            facts,
            link,
        }
        .render()?,
        html: Html {
            subject: &subject,
            letter,
            words,
            facts,
            link,
        }
        .render()?,
        subject,
    })
}

struct Tongue<'a> {
    letter: &'a MailRequested,
    spanish: bool,
    zone: &'a TimeZone,
}

impl<'a> Tongue<'a> {
    fn choose<T>(&self, spanish: T, english: T) -> T {
        if self.spanish { spanish } else { english }
    }

    /// Line breaks would end the header, so they become spaces.
    fn subject(&self) -> String {
        let letter = self.letter;
        let usual = || match letter.as_of {
            Some(day) => {
                let at = self.choose("al", "at");
                format!(
                    "{} {at} {} – {}",
                    letter.title,
                    self.day(day),
                    letter.company
                )
            }
            None => format!("{} – {}", letter.title, letter.company),
        };
        let subject = letter.subject.clone().unwrap_or_else(usual);
        subject.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn words(&self) -> Words {
        let hello = self.choose("Estimados señores", "Dear Sir or Madam");
        let greeting = match (self.letter.occasion, &self.letter.partner) {
            (Occasion::Statement, Some(partner)) => {
                format!("{} {partner}:", self.choose("Estimados señores de", "To"))
            }
            (Occasion::Statement, None) => format!("{hello}:"),
            (Occasion::Report, _) => self.choose("Hola:", "Hello,").to_owned(),
        };
        Words {
            language: self.choose("es", "en"),
            greeting,
            opening: match self.letter.occasion {
                Occasion::Report => self.choose(
                    "El reporte que tiene programado está listo.",
                    "The report that you are scheduled to receive is ready.",
                ),
                Occasion::Statement => self.choose(
                    "Le enviamos su estado de cuenta. Si ya realizó el pago, por favor ignore este mensaje.",
                    "This is your statement of account. If you have paid already, please disregard this message.",
                ),
            },
            attached: self.choose("Archivo adjunto", "Attached file"),
            download: self.choose("Descargar el archivo", "Download the file"),
            automatic: self.choose(
                "Este mensaje se envió automáticamente.",
                "This message was sent automatically.",
            ),
        }
    }

    /// Facts to check the file against.
    fn facts(&self) -> Vec<(&'static str, String)> {
        let letter = self.letter;
        let mut facts = vec![
            (self.choose("Reporte", "Report"), letter.title.clone()),
            (self.choose("Empresa", "Company"), letter.company.clone()),
        ];
        let partner = letter.partner.clone();
        facts.extend(partner.map(|name| (self.choose("Cliente", "Customer"), name)));
        let as_of = letter.as_of.map(|day| self.day(day));
        facts.extend(as_of.map(|day| (self.choose("Fecha", "As of"), day)));
        // The control total of a statement is its movement in the period, not the amount due.
        // Customers find the balance in the statement.
        if letter.occasion == Occasion::Report {
            facts.push((self.choose("Filas", "Rows"), letter.rows.to_string()));
            let total = self.choose("Total de control", "Control total");
            facts.push((total, self.amount()));
        }
        let data_as_of = letter.data_as_of.map(|at| self.instant(at));
        facts.extend(data_as_of.map(|at| (self.choose("Datos al", "Data as of"), at)));
        facts
    }

    fn link(&self) -> Option<Link<'a>> {
        let Delivery::Link { url, expires_at } = &self.letter.delivery else {
            return None;
        };
        let until = self.choose("El enlace vence el", "The link expires on");
        Some(Link {
            url,
            until: format!("{until} {}.", self.instant(*expires_at)),
        })
    }

    fn amount(&self) -> String {
        let amount = grouped(&self.letter.control_total, &self.letter.locale);
        match &self.letter.currency {
            Some(currency) => format!("{currency} {amount}"),
            None => amount,
        }
    }

    fn day(&self, day: Date) -> String {
        day.strftime(self.choose("%d/%m/%Y", "%Y-%m-%d"))
            .to_string()
    }

    fn instant(&self, at: Timestamp) -> String {
        let format = self.choose("%d/%m/%Y %H:%M (%Z)", "%Y-%m-%d %H:%M (%Z)");
        at.to_zoned(self.zone.clone()).strftime(format).to_string()
    }
}

/// Digits in groups of three, with the separators of the locale.
fn grouped(amount: &str, locale: &str) -> String {
    let point = !decimal_comma(locale);
    let (group, decimal) = if point { (',', '.') } else { ('.', ',') };
    let (sign, digits) = amount
        .strip_prefix('-')
        .map_or(("", amount), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut text = String::from(sign);
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(decimal);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requested(file: &str) -> MailRequested {
        let path = format!(
            "{}/../../../contracts/mail.requested/v1.valid.{file}.json",
            env!("CARGO_MANIFEST_DIR")
        );
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn lima() -> TimeZone {
        TimeZone::get("America/Lima").unwrap()
    }

    #[test]
    fn the_mail_of_a_report_is_in_the_language_of_the_locale() {
        let mut asked = requested("attached");
        let spanish = write(&asked, &lima()).unwrap();
        let subject =
            "Antigüedad de saldos por cliente o proveedor al 31/10/2026 – Andina Comercial S.A.C.";
        assert_eq!(spanish.subject, subject);
        for part in [
            "Total de control: PEN 1,204,331.75",
            "Datos al: 01/11/2026 03:00 (-05)",
            "Archivo adjunto: receivable-ageing-2026-10-31.xlsx",
        ] {
            assert!(spanish.text.contains(part), "{part}\n{}", spanish.text);
        }
        asked.locale = "en-US".to_owned();
        let english = write(&asked, &lima()).unwrap();
        assert!(
            english.text.contains("As of: 2026-10-31"),
            "{}",
            english.text
        );
        assert!(english.html.contains("<html lang=\"en\">"));
    }

    #[test]
    fn a_statement_mail_greets_its_customer_and_links_an_unattached_file() {
        let letter = write(&requested("linked"), &lima()).unwrap();
        assert_eq!(letter.subject, "Su estado de cuenta");
        assert!(!letter.text.contains("Total"), "{}", letter.text);
        for part in [
            "Estimados señores de Bodega Ñandú E.I.R.L.:",
            "Gracias.",
            "https://andina.example.com/files/x",
            "El enlace vence el 08/11/2026",
        ] {
            assert!(letter.text.contains(part), "{part}\n{}", letter.text);
        }
        assert!(
            letter
                .html
                .contains("href=\"https://andina.example.com/files/x\"")
        );
    }

    #[test]
    fn user_text_never_becomes_markup_or_a_header() {
        let mut asked = requested("attached");
        asked.note = Some("<script>alert(1)</script>".to_owned());
        asked.subject = Some("Hola\r\nBcc: everybody@example.com".to_owned());
        let letter = write(&asked, &lima()).unwrap();
        assert!(!letter.html.contains("<script>"), "{}", letter.html);
        assert!(letter.text.contains("<script>alert(1)</script>"));
        assert_eq!(letter.subject, "Hola Bcc: everybody@example.com");
    }

    #[test]
    fn amounts_use_the_decimal_marks_of_the_country() {
        assert_eq!(grouped("1204331.75", "es-PE"), "1,204,331.75");
        assert_eq!(grouped("-1204331.75", "es-AR"), "-1.204.331,75");
        assert_eq!(grouped("999", "es"), "999");
        assert_eq!(grouped("1000", "en"), "1,000");
    }
}
