//! What a file says about itself: content, age of the data, and proof that it is complete.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use reports::{Company, Expected, Letterhead, Totals, WarningCode};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use store::freshness::Freshness;
use tenants::PaperDetails;

use crate::words::Words;

/// Facts for the cover, known before the first row.
pub(crate) struct Facts {
    pub(crate) title: String,
    /// The partner, for reports about one partner.
    pub(crate) subject: Option<String>,
    /// Customers must not see parameters, row counts and what else is only of use to us.
    pub(crate) is_for_customers: bool,
    pub(crate) locale: String,
    pub(crate) tenant: String,
    /// Time zone for instants.
    pub(crate) time_zone: TimeZone,
    pub(crate) company: Option<Company>,
    /// The company's legal name, tax id and address.
    pub(crate) letterhead: Letterhead,
    /// Logo, bank accounts and whom to ask, from the tenant's file.
    pub(crate) paper: PaperDetails,
    /// With every default filled in.
    pub(crate) parameters: Map<String, Value>,
    /// Totals of columns that cannot be summed from the rows.
    pub(crate) totals: Totals,
    /// What the report did not know and had to assume.
    pub(crate) warnings: Vec<WarningCode>,
    pub(crate) freshness: Freshness,
    pub(crate) generated_at: Timestamp,
    pub(crate) odoo: Odoo,
}

impl Facts {
    /// The title and the subject.
    pub(crate) fn heading(&self) -> String {
        match &self.subject {
            Some(subject) => format!("{} · {subject}", self.title),
            None => self.title.clone(),
        }
    }

    /// The company whose file it is; the tenant if the data belongs to no company.
    pub(crate) fn owner(&self) -> &str {
        match self.letterhead.name.trim() {
            "" => self.tenant.trim(),
            name => name,
        }
    }

    /// The place after which the time zone is named.
    pub(crate) fn place(&self) -> String {
        let name = self.time_zone.iana_name().unwrap_or("UTC");
        name.rsplit('/').next().unwrap_or(name).replace('_', " ")
    }

    /// Decimal places of the company's currency.
    pub(crate) fn decimals(&self) -> u32 {
        let decimals = self.company.as_ref().map(|company| company.decimal_places);
        decimals.map_or(2, |decimals| u32::try_from(decimals).unwrap_or(2))
    }
}

/// URL and version for links to records.
#[derive(Debug, Clone, Default)]
pub(crate) struct Odoo {
    /// Without a slash at the end.
    pub(crate) url: String,
    /// The version that Odoo last reported, if it has.
    pub(crate) version: Option<String>,
}

impl Odoo {
    pub(crate) fn page_of(&self, model: &str, id: impl std::fmt::Display) -> String {
        let url = &self.url;
        if self.major() >= 18 {
            format!("{url}/odoo/{model}/{id}")
        } else {
            format!("{url}/web#id={id}&model={model}&view_type=form")
        }
    }

    /// The first number of `17.0`, `18.0+e` or `saas~18.2`; zero if unknown.
    fn major(&self) -> u32 {
        let version = self.version.as_deref().unwrap_or_default();
        let digits = version.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let end = digits.find(|letter: char| !letter.is_ascii_digit());
        digits[..end.unwrap_or(digits.len())].parse().unwrap_or(0)
    }
}

/// Something that could not be shown exactly, and how often.
pub(crate) type Note = (&'static str, u64);

pub(crate) struct Line {
    pub(crate) label: String,
    pub(crate) value: Shown,
}

pub(crate) enum Shown {
    /// The line is the heading of the lines below it.
    Nothing,
    Text(String),
    Count(u64),
    Date(Date),
    Instant(DateTime),
    Money(Decimal),
}

impl Line {
    pub(crate) fn has_value(&self) -> bool {
        !matches!(self.value, Shown::Nothing)
    }

    /// As text: dates in ISO 8601.
    pub(crate) fn plain(&self) -> String {
        match &self.value {
            Shown::Nothing => String::new(),
            Shown::Text(text) => text.clone(),
            Shown::Count(count) => count.to_string(),
            Shown::Date(date) => date.to_string(),
            Shown::Instant(instant) => instant.to_string(),
            Shown::Money(amount) => amount.to_string(),
        }
    }
}

pub(crate) fn lines(
    facts: &Facts,
    words: &Words,
    (rows, expected): (u64, Expected),
    notes: &[Note],
) -> Vec<Line> {
    if facts.is_for_customers {
        return for_customers(facts, words);
    }
    let mut lines = match &facts.company {
        Some(company) => vec![
            line(words.company, Shown::Text(company.name.clone())),
            line(words.currency, Shown::Text(company.currency.clone())),
        ],
        None => vec![line(words.tenant, Shown::Text(facts.tenant.clone()))],
    };
    for warning in &facts.warnings {
        let text = warning.title().in_locale(&facts.locale).to_owned();
        lines.push(line(words.warning, Shown::Text(text)));
    }
    lines.push(line(words.parameters, Shown::Nothing));
    for (key, value) in &facts.parameters {
        let value = parameter(words, value);
        lines.push(line(words.parameter(key), value));
    }
    lines.push(line("", Shown::Nothing));
    lines.extend(freshness(facts, words));
    lines.push(line(words.generated_at, instant(facts, facts.generated_at)));
    lines.push(line(
        words.time_zone,
        Shown::Text(facts.time_zone.iana_name().unwrap_or("UTC").to_owned()),
    ));
    lines.push(line("", Shown::Nothing));
    lines.push(line(words.rows_written, Shown::Count(rows)));
    lines.push(line(words.rows_expected, Shown::Count(expected.rows)));
    lines.push(line(words.control_total, Shown::Money(expected.total)));
    let notes = notes.iter().filter(|(_, count)| *count > 0);
    lines.extend(notes.map(|(label, count)| line(label, Shown::Count(*count))));
    lines
}

/// URL of a record of the model, with a gap for its id. For files without links.
pub(crate) fn record_page(facts: &Facts, words: &Words, model: &str) -> Line {
    let id = format_args!("<{}>", words.record_id);
    line(
        words.record_page,
        Shown::Text(facts.odoo.page_of(model, id)),
    )
}

/// Company, currency and period.
fn for_customers(facts: &Facts, words: &Words) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(company) = &facts.company {
        lines.push(line(words.company, Shown::Text(company.name.clone())));
        lines.push(line(words.currency, Shown::Text(company.currency.clone())));
    }
    for key in ["date_from", "date_to"] {
        if let Some(value) = facts.parameters.get(key) {
            lines.push(line(words.parameter(key), parameter(words, value)));
        }
    }
    lines
}

fn freshness(facts: &Facts, words: &Words) -> Vec<Line> {
    let as_of = match facts.freshness.data_as_of {
        Some(at) => instant(facts, at),
        None => Shown::Text(words.never_loaded.to_owned()),
    };
    let mut lines = vec![line(words.data_as_of, as_of)];
    let Some(proof) = &facts.freshness.proof else {
        lines.push(line(words.proof, Shown::Text(words.not_proved.to_owned())));
        return lines;
    };
    let result = if proof.equal {
        format!("{} {}", words.proved_equal, proof.ranges)
    } else {
        format!(
            "{} {} / {}",
            words.proved_different, proof.differing, proof.ranges
        )
    };
    lines.push(line(words.proof, Shown::Text(result)));
    lines.push(line(words.proved_at, instant(facts, proof.proved_at)));
    lines
}

fn parameter(words: &Words, value: &Value) -> Shown {
    match value {
        Value::String(text) => match text.parse() {
            Ok(date) => Shown::Date(date),
            Err(_) => Shown::Text(words.value(text)),
        },
        Value::Bool(answer) => Shown::Text(words.answer(*answer).to_owned()),
        Value::Array(values) => Shown::Text(list(values)),
        other => Shown::Text(other.to_string()),
    }
}

/// Ids separated by commas, as the API takes them.
fn list(values: &[Value]) -> String {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    values.iter().map(text).collect::<Vec<_>>().join(", ")
}

fn instant(facts: &Facts, at: Timestamp) -> Shown {
    Shown::Instant(on_the_clock(&facts.time_zone, at))
}

/// In the tenant's time zone, in whole seconds.
pub(crate) fn on_the_clock(zone: &TimeZone, at: Timestamp) -> DateTime {
    let shown = zone.to_datetime(at);
    shown.with().subsec_nanosecond(0).build().unwrap_or(shown)
}

fn line(label: &str, value: Shown) -> Line {
    Line {
        label: label.to_owned(),
        value,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use reports::{Column, Kind, Title};
    use serde_json::json;
    use store::freshness::{MirrorState, Proof};

    use super::*;

    pub(crate) const COLUMNS: [Column<'static>; 4] = [
        column("name", "Name", "Nombre", Kind::Text, false),
        column("due", "Due", "Vence", Kind::Date, false),
        column("days", "Days", "Días", Kind::Days, false),
        column("amount", "Amount", "Importe", Kind::Money, true),
    ];

    pub(crate) const fn column(
        key: &'static str,
        en: &'static str,
        es: &'static str,
        kind: Kind,
        total: bool,
    ) -> Column<'static> {
        Column {
            key,
            title: Title { en, es },
            kind,
            width: 12,
            total,
            is_internal: false,
            optional: 0,
            subtotal: total,
            share_of: None,
            currency_in: None,
        }
    }

    pub(crate) fn facts(locale: &str, proof: Option<Proof>) -> Facts {
        let serde_json::Value::Object(parameters) =
            json!({ "side": "receivable", "as_of": "2026-03-31", "partner_id": 7, "sort": "=1+1" })
        else {
            panic!()
        };
        Facts {
            title: Title {
                en: "Open items",
                es: "Partidas abiertas",
            }
            .in_locale(locale)
            .to_owned(),
            subject: None,
            is_for_customers: false,
            locale: locale.to_owned(),
            tenant: "Andina".to_owned(),
            time_zone: TimeZone::get("America/Lima").unwrap(),
            company: Some(Company {
                id: 1,
                name: "=cmd|'/c calc'!A1".to_owned(),
                currency: "PEN".to_owned(),
                decimal_places: 2,
                ids: vec![1],
            }),
            letterhead: Letterhead {
                name: "Andina Comercial S.A.C.".to_owned(),
                tax_id: Some("20512345678".to_owned()),
                country: Some("PE".to_owned()),
                address: vec![
                    "Av. Los Conquistadores 1184".to_owned(),
                    "Lima 15073".to_owned(),
                ],
            },
            paper: PaperDetails::default(),
            parameters,
            totals: Totals::default(),
            warnings: Vec::new(),
            freshness: Freshness {
                state: MirrorState::Live,
                data_as_of: Some("2026-04-01T05:30:00Z".parse().unwrap()),
                deletions_as_of: None,
                lag_seconds: Some(9),
                mirror_version: 1,
                notes_version: 0,
                proof,
            },
            generated_at: "2026-04-01T05:31:02.9Z".parse().unwrap(),
            odoo: Odoo::default(),
        }
    }

    #[test]
    fn a_record_has_a_url_in_every_odoo_version() {
        let page = |version: &str| {
            let odoo = Odoo {
                url: "https://odoo.example".to_owned(),
                version: Some(version.to_owned()),
            };
            odoo.page_of("account.move", 7)
        };
        let old = "https://odoo.example/web#id=7&model=account.move&view_type=form";
        for (version, url) in [
            ("17.0", old),
            ("", old),
            ("saas~17.4+e", old),
            ("18.0", "https://odoo.example/odoo/account.move/7"),
            ("saas~18.2+e", "https://odoo.example/odoo/account.move/7"),
        ] {
            assert_eq!(page(version), url, "{version}");
        }
    }
}
