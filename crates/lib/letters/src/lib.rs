//! What mails say: subject, text and HTML, written from templates. export-worker sends the letters,
//! and core-api shows them before.
//!
//! It has no connection to anything: what a letter says is in the request and in the tenant's file.

mod letter;
mod logo;
mod mail_facts;
mod notice_facts;
mod sample;
mod style;
mod templates;
mod text;
mod writing;

pub use letter::Letter;
pub use logo::Logo;
pub use templates::{LoadError, LoadedTemplates, TemplateError, Templates};
pub use writing::Written;
