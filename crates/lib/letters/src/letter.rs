//! A letter, and what templates need to know of its facts.

use serde::Serialize;

/// A mail's subject and both of its bodies.
#[derive(Debug)]
pub struct Letter {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// What templates of one kind of mail get.
pub(crate) trait LetterFacts: Serialize {
    /// What the names of the templates begin with.
    fn occasion(&self) -> &'static str;
    fn locale(&self) -> &str;
    fn set_subject(&mut self, subject: String);
    fn subject(self) -> String;
}
