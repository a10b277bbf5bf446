//! Checks of values in a tenant's file. An error is the end of a sentence that begins with the
//! value.

use jiff::tz::TimeZone;

pub(crate) type Check = fn(&str) -> Result<(), &'static str>;

pub(crate) fn name(text: &str) -> Result<(), &'static str> {
    let ok = text.len() <= 31 && is_identifier(text);
    ok.then_some(())
        .ok_or("must be a lower-case letter and up to 30 lower-case letters, digits or _")
}

pub(crate) fn database(text: &str) -> Result<(), &'static str> {
    // The names of its logins have ten more, and PostgreSQL cuts off what is longer than 63.
    let ok = text.len() <= 53 && is_identifier(text);
    ok.then_some(())
        .ok_or("must be a lower-case letter and up to 52 lower-case letters, digits or _")
}

/// A DNS name in lower case, as in a `Host` header.
pub(crate) fn host(text: &str) -> Result<(), &'static str> {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
    };
    let ok = text.len() <= 253 && text.split('.').all(label);
    ok.then_some(())
        .ok_or("is not a host name in lower case without port")
}

pub(crate) fn present(text: &str) -> Result<(), &'static str> {
    (!text.trim().is_empty())
        .then_some(())
        .ok_or("must not be empty")
}

pub(crate) fn time_zone(text: &str) -> Result<(), &'static str> {
    TimeZone::get(text)
        .map(drop)
        .map_err(|_| "is not a time zone of the IANA database")
}

/// `es`, `es-PE` or `es-419`: language and optional region of a BCP 47 tag. The schemas of the
/// events have the same pattern.
pub fn locale(text: &str) -> Result<(), &'static str> {
    language_and_region(text, '-').ok_or("is not a locale such as es, es-PE or es-419")
}

/// `en` or `en_US`, as Odoo writes it.
pub(crate) fn language(text: &str) -> Result<(), &'static str> {
    language_and_region(text, '_').ok_or("is not a language of Odoo such as en_US")
}

/// Scheme, host and optional port. The client adds the paths.
pub(crate) fn url(text: &str) -> Result<(), &'static str> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let ok = rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.contains(['/', '?', '#', '@'])
            && !rest.contains(char::is_whitespace)
            && url::Url::parse(text).is_ok()
    });
    ok.then_some(())
        .ok_or("is not http(s)://host or http(s)://host:port without a path")
}

/// As browsers send it: in lower case, without the port of the scheme. Pages without TLS can be
/// changed on the way, so only those of this machine may have none.
pub(crate) fn origin(text: &str) -> Result<(), &'static str> {
    let name_of = |rest: &str| -> Option<String> {
        let (name, port) = rest.split_once(':').unwrap_or((rest, "1"));
        let good = host(name).is_ok() && port.parse::<u16>().is_ok_and(|port| port > 0);
        good.then(|| name.to_owned())
    };
    let secure = text.strip_prefix("https://");
    let secure = secure.is_some_and(|rest| name_of(rest).is_some() && !rest.ends_with(":443"));
    let local = text.strip_prefix("http://").and_then(|rest| {
        let name = name_of(rest)?;
        (name == "localhost" || name.ends_with(".localhost")).then_some(rest)
    });
    let local = local.is_some_and(|rest| !rest.ends_with(":80"));
    (secure || local)
        .then_some(())
        .ok_or("is not an origin such as https://console.example.com (http only for localhost)")
}

/// A part of a URL.
pub(crate) fn slug(text: &str) -> Result<(), &'static str> {
    let ok = text.len() <= 31
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    ok.then_some(())
        .ok_or("must be a lower-case letter and up to 30 lower-case letters, digits or -")
}

/// The URL of a provider of OpenID Connect. Its answers decide who is signed in, so that it must be
/// encrypted, except on the same machine.
pub(crate) fn issuer(text: &str) -> Result<(), &'static str> {
    let rest = text.strip_prefix("https://").or_else(|| {
        let rest = text.strip_prefix("http://")?;
        let host = rest.split(['/', ':']).next().unwrap_or_default();
        matches!(host, "localhost" | "127.0.0.1").then_some(rest)
    });
    let ok = rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.contains(['?', '#', '@']) && !rest.contains(char::is_whitespace)
    });
    ok.then_some(())
        .ok_or("is not https://host, with a path if the provider has one")
}

/// `reports@example.com` or `Andina <reports@example.com>`. The sender checks it completely.
pub(crate) fn mailbox(text: &str) -> Result<(), &'static str> {
    let address = match text.rsplit_once('<') {
        Some((_, rest)) => rest.strip_suffix('>').unwrap_or_default(),
        None => text,
    };
    let (local, domain) = address.rsplit_once('@').unwrap_or_default();
    let ok = !local.is_empty()
        && !domain.is_empty()
        && !address.contains(char::is_whitespace)
        && !text.contains(char::is_control);
    ok.then_some(())
        .ok_or("is not a sender such as Andina <reports@example.com>")
}

/// An ISO 4217 code.
pub(crate) fn currency(text: &str) -> Result<(), &'static str> {
    let ok = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    ok.then_some(()).ok_or("is not a currency such as PEN")
}

/// The format is told from the name.
pub(crate) fn picture(text: &str) -> Result<(), &'static str> {
    let name = text.to_ascii_lowercase();
    let ok = [".png", ".jpg", ".jpeg"]
        .iter()
        .any(|end| name.ends_with(end));
    ok.then_some(())
        .ok_or("is not a file such as logo.png or logo.jpg")
}

/// `cobranzas@example.com`, without a name.
pub(crate) fn address(text: &str) -> Result<(), &'static str> {
    if text.contains(['<', '>']) {
        return Err("is not an address such as cobranzas@example.com");
    }
    mailbox(text).map_err(|_| "is not an address such as cobranzas@example.com")
}

pub(crate) fn variable(text: &str) -> Result<(), &'static str> {
    let ok = text.starts_with(|c: char| c.is_ascii_uppercase())
        && text
            .bytes()
            .all(|b| matches!(b, b'A'..=b'Z' | b'0'..=b'9' | b'_'));
    ok.then_some(())
        .ok_or("is not the name of an environment variable")
}

/// A model of Odoo. Its name has a dot, or begins with `x_` if people made it. With the rest of the
/// table's name it must fit into PostgreSQL's 63 bytes.
pub(crate) fn model(text: &str) -> Result<(), &'static str> {
    let parts = || text.split('.');
    let ok = text.len() <= 50
        && parts().next().is_some_and(is_identifier)
        && parts().all(|part| !part.is_empty() && part.bytes().all(is_of_an_identifier))
        && (text.contains('.') || text.starts_with("x_"));
    ok.then_some(()).ok_or(
        "is not a model of Odoo such as x_fleet.contract: a-z, digits, _ and dots, \
         50 at most",
    )
}

/// A field's technical name in Odoo, short enough for a column.
pub(crate) fn field(text: &str) -> Result<(), &'static str> {
    let ok = text.len() <= 63 && is_identifier(text);
    ok.then_some(())
        .ok_or("is not a field's technical name such as x_channel: a-z, digits and _, 63 at most")
}

fn is_of_an_identifier(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_')
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.bytes().all(is_of_an_identifier)
}

fn language_and_region(text: &str, separator: char) -> Option<()> {
    let (language, region) = match text.split_once(separator) {
        Some((language, region)) => (language, Some(region)),
        None => (text, None),
    };
    let language_ok =
        matches!(language.len(), 2..=3) && language.bytes().all(|b| b.is_ascii_lowercase());
    let region_ok = region.is_none_or(|region| {
        region.len() == 2 && region.bytes().all(|b| b.is_ascii_uppercase())
            || region.len() == 3 && region.bytes().all(|b| b.is_ascii_digit())
    });
    (language_ok && region_ok).then_some(())
}

/// The reports crate parses it; this check finds typing errors at start-up.
pub(crate) fn buckets(text: &str) -> Result<(), &'static str> {
    const WRONG: &str = "is neither ascending numbers of days, such as \"30,60,90\", nor calendar \
                         months, such as \"months:3\" (at most 12 numbers or months, and 3650 days)";
    if let Some(months) = text.strip_prefix("months:") {
        let months: u8 = months.parse().map_err(|_| WRONG)?;
        return if (1..=12).contains(&months) {
            Ok(())
        } else {
            Err(WRONG)
        };
    }
    let days: Result<Vec<u16>, _> = text.split(',').map(|day| day.trim().parse()).collect();
    let days = days.map_err(|_| WRONG)?;
    let good = days.is_sorted_by(|one, next| one < next)
        && days.iter().all(|day| (1..=3_650).contains(day))
        && days.len() <= 12;
    if good { Ok(()) } else { Err(WRONG) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn takes(check: Check, good: &[&str], bad: &[&str]) {
        for text in good {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        for text in bad {
            assert!(check(text).is_err(), "{text}");
        }
    }

    #[test]
    fn hosts_are_lower_case_names_without_a_port() {
        takes(
            host,
            &["andina.localhost", "a-1.example.com", "localhost"],
            &[
                "Andina.localhost",
                "andina.localhost:80",
                "",
                ".x",
                "x..y",
                "-a.b",
                "a_b",
            ],
        );
    }

    #[test]
    fn zones_locales_and_languages_are_validated() {
        takes(
            time_zone,
            &["America/Lima", "UTC"],
            &["Lima", "America/Nowhere", ""],
        );
        takes(
            locale,
            &["es-PE", "es", "es-419", "quz-PE", "quz"],
            &["es_PE", "ES-pe", "", "es-", "e", "espa", "es-41", "es-PE-x"],
        );
        takes(language, &["en_US", "es"], &["en-US", "english"]);
    }

    #[test]
    fn an_odoo_url_has_neither_path_nor_credentials() {
        takes(
            url,
            &["http://127.0.0.1:8069", "https://odoo.example.com"],
            &[
                "odoo.example.com",
                "https://",
                "http://x/",
                "http://u:p@x",
                "ftp://x",
                "http://a b",
            ],
        );
    }

    #[test]
    fn a_provider_is_encrypted_unless_it_is_on_this_machine() {
        takes(
            issuer,
            &[
                "https://id.example.com",
                "https://login.example.com/tenant/v2.0",
                "http://127.0.0.1:3000",
                "http://localhost:3000/x",
            ],
            &[
                "http://id.example.com",
                "http://localhost.example.com",
                "https://u:p@id.example.com",
                "https://id.example.com/?x",
                "id.example.com",
                "https://",
            ],
        );
    }

    #[test]
    fn a_mailbox_is_an_address_with_or_without_a_name() {
        takes(
            mailbox,
            &["a@b.pe", "Andina S.A.C. <reports@andina.pe>"],
            &[
                "andina",
                "a@",
                "@b",
                "A <a b@c>",
                "A <a@b",
                "a@b\r\nBcc: c@d",
            ],
        );
    }

    #[test]
    fn names_are_short_identifiers() {
        let longest = "a".repeat(31);
        let too_long = "a".repeat(32);
        takes(
            name,
            &["andina", "a1_b", &longest],
            &["1a", "Andina", "a-b", "", &too_long],
        );
    }

    #[test]
    fn model_names_have_a_dot_or_a_custom_prefix() {
        takes(
            model,
            &["x_fleet.contract", "x_fleet", "l10n_pe.x", "crm.lead"],
            &[
                "partner",
                "Crm.lead",
                "crm.",
                ".lead",
                "crm..lead",
                "1a.b",
                "crm lead",
                "",
            ],
        );
        takes(field, &["x_channel", "ref"], &["X", "a.b", "", "1a", "a-b"]);
    }
}
