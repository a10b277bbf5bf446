//! The letters of each kind in both languages, compared with files, and templates of a tenant.

use std::path::Path;
use std::sync::Arc;

use contracts::mail::Delivery;
use jiff::tz::TimeZone;
use tenants::{Tenant, Tenants};

use super::*;
use crate::mail_facts::{Around, Facts};
use crate::style::Style;

const HOST: &str = r#"
name = "andina"
display_name = "Andina"
time_zone = "America/Lima"
locale = "es-PE"
database = "espejo_andina"
[odoo]
url = "http://odoo.example.com"
database = "andina"
user = "espejo"
password_env = "X"
"#;

/// A tenant with these templates.
fn tenant(folder: &Path, templates: &[(&str, &str)]) -> Arc<Tenant> {
    let base = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../deploy/config/base.toml"
    );
    std::fs::copy(base, folder.join("base.toml")).unwrap();
    for name in ["hosts", "letters"] {
        std::fs::create_dir_all(folder.join(name)).unwrap();
    }
    let host = format!("{HOST}[mail]\ntemplates = \"letters\"\n");
    std::fs::write(folder.join("hosts/andina.localhost.toml"), host).unwrap();
    for (name, source) in templates {
        std::fs::write(folder.join("letters").join(name), source).unwrap();
    }
    Arc::clone(Tenants::load(folder).unwrap().by_name("andina").unwrap())
}

fn built_in() -> Templates {
    let folder = tempfile::tempdir().unwrap();
    Templates::load(&tenant(folder.path(), &[])).unwrap()
}

fn written(templates: &Templates, mail: &MailRequested) -> Letter {
    let zone = TimeZone::get("America/Lima").unwrap();
    let reply_to = "Ana Quispe <ana.quispe@andina.example>".parse().ok();
    let around = Around {
        style: Style {
            locale: &mail.locale,
            zone: &zone,
        },
        paper: &sample::paper(),
        has_logo: false,
        reply_to: reply_to.as_ref(),
    };
    let facts = Facts::new(mail, around);
    templates.write(facts, mail.subject.as_deref()).unwrap()
}

#[test]
fn a_mail_with_an_attached_file_has_no_button_and_names_the_file() {
    let templates = built_in();
    for (occasion, locale, expected) in [
        (
            "statement",
            "es-PE",
            "El estado de cuenta va adjunto:\nestado-de-cuenta_20512345678_2026-10-31.pdf (PDF, 48 KB).",
        ),
        (
            "scheduled",
            "en",
            "The report is attached:\nantiguedad-por-cobrar_20512345678_2026-10-31.xlsx (XLSX, 48 KB).",
        ),
        (
            "export",
            "es-PE",
            "XLSX, 48 KB. El archivo va adjunto a este correo.",
        ),
    ] {
        let mail = MailRequested {
            delivery: Delivery::Attachment {},
            ..sample::mail(occasion, locale).unwrap()
        };
        let letter = written(&templates, &mail);
        assert!(letter.text.contains(expected), "{}", letter.text);
        let expected = expected.replace('\n', " ");
        assert!(letter.html.contains(&expected), "{}", letter.html);
        assert!(!letter.html.contains("class=\"btn\""), "{}", letter.html);
    }
}

#[test]
fn no_mail_has_words_of_machines_or_lines_that_are_too_long() {
    let templates = built_in();
    for occasion in ["statement", "scheduled", "export"] {
        for locale in ["es-PE", "es-AR", "en"] {
            for facts in sample::facts(occasion, locale) {
                let letter = templates.write(facts, None).unwrap();
                let all = format!("{}\n{}\n{}", letter.subject, letter.text, letter.html);
                let all = all.to_lowercase();
                for word in [
                    "filas",
                    "rows",
                    "control",
                    "automátic",
                    "automatic",
                    "s.a.c..",
                    "-115",
                    "undefined",
                ] {
                    assert!(!all.contains(word), "{occasion} {locale} {word}\n{all}");
                }
                assert!(!letter.text.contains("none"), "{}", letter.text);
                let is_scheduled = all.contains("programado") || all.contains("scheduled");
                assert_eq!(is_scheduled, occasion == "scheduled");
                for line in letter.text.lines() {
                    assert!(line.chars().count() <= 72, "{line}");
                }
                assert!(!letter.html.contains("src=\"http"));
                assert_eq!(letter.html.matches("<style>").count(), 1);
                assert!(letter.html.matches("class=\"btn\"").count() <= 1);
            }
        }
    }
}

#[test]
fn text_and_html_have_the_same_facts() {
    let templates = built_in();
    let letter = written(&templates, &sample::mail("statement", "es-PE").unwrap());
    for fact in [
        "186,282.23",
        "115,144.05",
        "20/05/2026",
        "20,175.25",
        "15,905.25",
        "03/07/2026",
        "15,000.00",
        "https://andina.example.com/v1/downloads/8f2c1d",
        "07/11/2026 23:59 (Lima)",
        "31/10/2026 18:42 (Lima)",
        "CCI 002-191-001234567089-51",
        "Rosa Elvira Ccori Huanca",
        "(01) 555 0142 · cobranzas@andina.example",
        "RUC 20512345678",
    ] {
        assert!(
            letter.text.replace('\n', " ").contains(fact),
            "{fact}\n{}",
            letter.text
        );
        assert!(letter.html.contains(fact), "{fact}\n{}", letter.html);
    }
    let preheader = "Vencido: PEN 115,144.05 y USD 15,905.25. Cómo pagar y a quién escribir.";
    assert!(letter.html.contains(preheader), "{}", letter.html);
}

#[test]
fn text_of_people_never_becomes_markup_or_a_header() {
    let mut mail = sample::mail("statement", "en").unwrap();
    mail.note = Some("<script>alert('1')</script>\n\nBye".to_owned());
    mail.partner = Some("  A & B \"C\" S.A. ".to_owned());
    mail.subject = Some("Hola\r\nBcc: everybody@example.com".to_owned());
    let letter = written(&built_in(), &mail);
    let note = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;<br><br>Bye";
    assert!(letter.html.contains(note), "{}", letter.html);
    assert!(letter.html.contains("Dear A &amp; B &quot;C&quot; S.A.,"));
    assert!(letter.text.contains("<script>alert('1')</script>\n\nBye\n"));
    assert!(letter.text.contains("Dear A & B \"C\" S.A.,"));
    assert_eq!(letter.subject, "Hola Bcc: everybody@example.com");
}

#[test]
fn a_customer_with_a_credit_in_one_currency_sees_it_with_its_sign() {
    let mut mail = sample::mail("statement", "es-AR").unwrap();
    let due = mail.due.as_mut().unwrap();
    due[1].amount = "-1020.50".to_owned();
    due[1].overdue = "0.00".to_owned();
    due[1].since = None;
    let letter = written(&built_in(), &mail);
    assert!(
        letter
            .text
            .contains("  USD      \u{2212}1.020,50               0,00\n"),
        "{}",
        letter.text
    );
    assert!(
        letter.html.contains("Vencido: PEN 115.144,05. Cómo"),
        "{}",
        letter.html
    );
}

#[test]
fn a_tenant_replaces_templates_and_adds_languages() {
    let folder = tempfile::tempdir().unwrap();
    let own = tenant(
        folder.path(),
        &[
            ("statement.pt.subject", "Extrato de {{ company.name }}\n"),
            (
                "statement.pt.txt",
                "{{ due | table([['currency', 'Moeda'], ['amount', 'Valor']]) }}\n",
            ),
            (
                "statement.pt.html",
                "<html lang=\"{{ language }}\">{% include '_end.html' %}</html>",
            ),
            ("_end.html", "<p>{{ partner }}</p>"),
            (
                "statement.es-PE.html",
                "{% extends 'built-in/statement.es.html' %}{% block foot %}Propio{% endblock %}",
            ),
        ],
    );
    let templates = Templates::load(&own).unwrap();
    let mut mail = sample::mail("statement", "pt-BR").unwrap();
    mail.partner = Some("A & B".to_owned());
    let letter = written(&templates, &mail);
    assert_eq!(
        letter.subject,
        "Extrato de Comercial Andina del Perú S.A.C."
    );
    assert!(
        letter.text.contains("  PEN    186.282,23\n"),
        "{}",
        letter.text
    );
    assert_eq!(letter.html, "<html lang=\"pt\"><p>A &amp; B</p></html>");
    let peru = written(&templates, &sample::mail("statement", "es-PE").unwrap());
    assert!(peru.html.contains("Propio") && peru.html.contains("Cómo pagar"));
    assert!(!peru.html.contains("Recibe este correo"));
    assert!(peru.text.contains("Recibe este correo"));
    let argentina = written(&templates, &sample::mail("statement", "es-AR").unwrap());
    assert!(argentina.html.contains("Recibe este correo"));
    // Without a template, a language that is not Spanish gets English, with English figures.
    let other = sample::mail("export", "pt-BR").unwrap();
    assert_eq!(locale_of(&own, &other), "en");
    assert!(
        written(&templates, &other)
            .html
            .contains("<html lang=\"en\">")
    );
    assert_eq!(locale_of(&own, &mail), "pt-BR");
}

#[test]
fn a_broken_template_is_an_error_with_its_file_and_line() {
    for (name, source, line, problem) in [
        ("export.es.txt", "a\n{% if %}\n", 2, "syntax error"),
        (
            "export.es.html",
            "a\n\n{{ compny.name }}\n",
            3,
            "undefined value",
        ),
        (
            "export.en.subject",
            "{{ company.nam }}",
            1,
            "undefined value",
        ),
        ("_part.html", "\n{{ nobody }}", 2, "undefined value"),
        (
            "export.es-AR.txt",
            "{{ title | shout }}",
            1,
            "unknown filter",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let include = ("export.en.html", "{% include '_part.html' %}");
        let mut files = vec![(name, source)];
        if name.starts_with('_') {
            files.push(include);
        }
        let error = Templates::load(&tenant(folder.path(), &files))
            .unwrap_err()
            .to_string();
        let place = folder.path().join("letters").join(name);
        let expected = format!(
            "hosts/andina.localhost.toml: `mail.templates`: {}, line {line}: {problem}",
            place.display()
        );
        assert!(error.starts_with(&expected), "{error}\n{expected}");
        assert!(!error.contains(" (in "), "{error}");
    }
}
