//! Templates of mails: the built-in ones in Spanish and English, and those of a tenant. All are checked
//! with sample mails when they are loaded.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use contracts::mail::MailRequested;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value, ValueKind};
use minijinja::{
    AutoEscape, Environment, Error, Output, State, UndefinedBehavior, escape_formatter,
};
use reports::paper::Language;
use tenants::Tenant;

use crate::letter::{Letter, LetterFacts};
use crate::mail_facts::occasion_of;
use crate::{sample, text};

const FONT: &str =
    "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../templates/", $name)))),*]
    };
}

const BUILT_IN: [(&str, &str); 32] = built_in![
    "layout.html",
    "parts.html",
    "statement.es.subject",
    "statement.es.txt",
    "statement.es.html",
    "statement.en.subject",
    "statement.en.txt",
    "statement.en.html",
    "scheduled.es.subject",
    "scheduled.es.txt",
    "scheduled.es.html",
    "scheduled.en.subject",
    "scheduled.en.txt",
    "scheduled.en.html",
    "export.es.subject",
    "export.es.txt",
    "export.es.html",
    "export.en.subject",
    "export.en.txt",
    "export.en.html",
    "invitation.es.subject",
    "invitation.es.txt",
    "invitation.es.html",
    "invitation.en.subject",
    "invitation.en.txt",
    "invitation.en.html",
    "reset.es.subject",
    "reset.es.txt",
    "reset.es.html",
    "reset.en.subject",
    "reset.en.txt",
    "reset.en.html",
];

/// A template that cannot be read or that fails, with its place.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct TemplateError {
    /// The file and the line.
    place: String,
    problem: String,
}

/// The templates of a tenant cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("hosts/{host}.toml: `mail.templates`: {source}")]
pub struct LoadError {
    host: String,
    source: TemplateError,
}

#[derive(Debug)]
pub struct Templates {
    environment: Environment<'static>,
    /// Paths of the tenant's own templates, by name.
    own: BTreeMap<String, PathBuf>,
}

/// The templates of tenants, loaded when they are needed and again when the tenant has changed.
#[derive(Debug, Default)]
pub struct LoadedTemplates(Mutex<BTreeMap<String, (Tenant, Arc<Templates>)>>);

impl LoadedTemplates {
    pub fn of(&self, tenant: &Tenant) -> Result<Arc<Templates>, LoadError> {
        if let Some((of, templates)) = self.loaded().get(&tenant.name)
            && of == tenant
        {
            return Ok(templates.clone());
        }
        let templates = Arc::new(Templates::load(tenant)?);
        let loaded = (tenant.clone(), templates.clone());
        self.loaded().insert(tenant.name.clone(), loaded);
        Ok(templates)
    }

    fn loaded(&self) -> MutexGuard<'_, BTreeMap<String, (Tenant, Arc<Templates>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Templates {
    /// The built-in templates, replaced and extended by the tenant's. Fails if one of them fails with
    /// a sample.
    pub fn load(tenant: &Tenant) -> Result<Self, LoadError> {
        Self::read(tenant).map_err(|source| LoadError {
            host: tenant.host.clone(),
            source,
        })
    }

    fn read(tenant: &Tenant) -> Result<Self, TemplateError> {
        let mut templates = Self {
            environment: environment(),
            own: BTreeMap::new(),
        };
        for (name, source) in BUILT_IN {
            templates.add(name.to_owned(), source.into())?;
            templates.add(format!("built-in/{name}"), source.into())?;
        }
        for (name, path) in tenant.mail_templates.files() {
            templates.own.insert(name.to_owned(), path.to_owned());
            let source = std::fs::read_to_string(path).map_err(|error| TemplateError {
                place: path.display().to_string(),
                problem: error.to_string(),
            })?;
            templates.add(name.to_owned(), source.into())?;
        }
        templates.check()?;
        Ok(templates)
    }

    fn add(&mut self, name: String, source: Cow<'static, str>) -> Result<(), TemplateError> {
        let added = self.environment.add_template_owned(name, source);
        added.map_err(|error| self.located(&error))
    }

    /// Writes samples with every template of an occasion: with all that a mail may have, and with
    /// the least.
    fn check(&self) -> Result<(), TemplateError> {
        let names = self
            .environment
            .templates()
            .map(|(name, _)| name.to_owned());
        for name in names.collect::<Vec<_>>() {
            let Some((occasion, rest)) = name.split_once('.') else {
                continue;
            };
            let Some((locale, _)) = rest.split_once('.') else {
                continue;
            };
            for facts in sample::facts(occasion, locale) {
                self.write(facts, None)?;
            }
            for facts in sample::notice_facts(occasion, locale) {
                self.write(facts, None)?;
            }
        }
        Ok(())
    }

    /// The letter; `subject` replaces the usual one.
    pub(crate) fn write<F: LetterFacts>(
        &self,
        mut facts: F,
        subject: Option<&str>,
    ) -> Result<Letter, TemplateError> {
        let subject = match subject {
            Some(subject) => subject.to_owned(),
            None => self.render(&facts, "subject")?,
        };
        // Line breaks would end the header.
        facts.set_subject(subject.split_whitespace().collect::<Vec<_>>().join(" "));
        let html = self.render(&facts, "html")?;
        let is_blank = |line: &&str| line.trim().is_empty();
        let html: Vec<&str> = html.lines().filter(|line| !is_blank(line)).collect();
        Ok(Letter {
            html: html.join("\n"),
            text: text::folded(&self.render(&facts, "txt")?),
            subject: facts.subject(),
        })
    }

    /// One part, in the language of the locale if there is a template, otherwise in Spanish or English.
    fn render<F: LetterFacts>(&self, facts: &F, part: &str) -> Result<String, TemplateError> {
        let locale = facts.locale();
        let language = locale.split('-').next().unwrap_or(locale);
        let built_in = Language::new(locale).say("en", "es");
        let tags = [locale, language, built_in];
        let mut names = tags.map(|tag| (tag, format!("{}.{tag}.{part}", facts.occasion())));
        let there = |(_, name): &&mut (&str, String)| self.environment.get_template(name).is_ok();
        let found = names.iter_mut().find(there);
        let (tag, name) = found.map_or((built_in, String::new()), |(tag, name)| {
            (*tag, std::mem::take(name))
        });
        let rendered = self.environment.get_template(&name).and_then(|template| {
            let more = minijinja::context! { language => tag };
            template.render(minijinja::context! { ..more, ..Value::from(Serde(facts)) })
        });
        rendered.map_err(|error| self.located(&error))
    }

    /// The innermost error that has a place: the file of the mistake, not a file that includes it.
    fn located(&self, error: &Error) -> TemplateError {
        let mut place = (error.name(), error.line());
        let mut problem = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(inner) = cause {
            if let Some(inner) = inner.downcast_ref::<Error>()
                && inner.line().is_some()
            {
                place = (inner.name(), inner.line());
                problem = inner.to_string();
            }
            cause = inner.source();
        }
        let (name, line) = place;
        let name = name.unwrap_or_default();
        let mut place = match self.own.get(name) {
            Some(path) => path.display().to_string(),
            None => name.to_owned(),
        };
        if let Some(line) = line {
            let _ = write!(place, ", line {line}");
        }
        // The message ends with the name and the line once more.
        let end = problem.rfind(" (in ").unwrap_or(problem.len());
        problem.truncate(end);
        TemplateError { place, problem }
    }
}

/// The locale of the mail; English if there is no template in the language that is asked for.
pub(crate) fn locale_of<'a>(tenant: &Tenant, asked: &'a MailRequested) -> &'a str {
    known_locale(tenant, occasion_of(asked), &asked.locale)
}

/// The same for any occasion.
pub(crate) fn known_locale<'a>(tenant: &Tenant, occasion: &str, locale: &'a str) -> &'a str {
    if tenant.mail_templates.has_language(occasion, locale) {
        locale
    } else {
        "en"
    }
}

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    if let Ok(syntax) = syntax {
        environment.set_syntax(syntax);
    }
    // A misspelt name is an error, not an empty text.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|name| match name.rsplit_once('.') {
        Some((_, "html")) => AutoEscape::Html,
        _ => AutoEscape::None,
    });
    environment.set_formatter(written);
    environment.add_global("font", Value::from_safe_string(FONT.to_owned()));
    environment.add_filter("listed", |items: Vec<Value>, and: String| {
        text::listed(&texts(&items), &and)
    });
    environment.add_filter("joined", |items: Vec<Value>| {
        let items = texts(&items).into_iter().filter(|item| !item.is_empty());
        items.collect::<Vec<_>>().join(" · ")
    });
    environment.add_filter("stopped", |text: String| text::stopped(&text));
    environment.add_filter("underlined", |text: String, stroke: String| {
        text::underlined(&text, &stroke)
    });
    environment.add_filter("table", table);
    environment.add_filter("facts", facts);
    environment
}

/// Nothing for `none`. In HTML, escapes what ends a text or an attribute, and leaves `/` for readable
/// links and days.
fn written(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    let is_text = value.kind() == ValueKind::String && !value.is_safe();
    if !is_text || !matches!(state.auto_escape(), AutoEscape::Html) {
        return escape_formatter(out, state, value);
    }
    let escaped = value.as_str().unwrap_or_default().chars();
    let mut text = String::new();
    for letter in escaped {
        match letter {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&#39;"),
            other => text.push(other),
        }
    }
    Ok(out.write_str(&text)?)
}

/// `none` as an empty text.
fn shown(value: &Value) -> String {
    if value.is_none() {
        return String::new();
    }
    value.to_string()
}

fn texts(values: &[Value]) -> Vec<String> {
    values.iter().map(shown).collect()
}

/// Rows with a line of headings. `columns` are pairs of a field's name and a heading.
fn table(rows: Vec<Value>, columns: Vec<Vec<String>>) -> Result<String, Error> {
    let heading = |column: &Vec<String>| column.get(1).cloned().unwrap_or_default();
    let mut lines = vec![columns.iter().map(heading).collect()];
    for row in rows {
        let cells = columns.iter().map(|column| {
            let name = column.first().map(String::as_str).unwrap_or_default();
            Ok(shown(&row.get_attr(name)?))
        });
        lines.push(cells.collect::<Result<_, Error>>()?);
    }
    Ok(text::table(&lines))
}

/// Pairs of a label and a value.
fn facts(pairs: Vec<Vec<Value>>) -> String {
    let pair = |pair: Vec<Value>| match texts(&pair).as_slice() {
        [label, value, ..] => (label.clone(), value.clone()),
        _ => (String::new(), String::new()),
    };
    text::facts(&pairs.into_iter().map(pair).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests;
