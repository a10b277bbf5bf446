//! Stores every text of a database once, with its JSON form if escaping changes it. A row needs
//! four bytes per text, and answers need no further escaping.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

/// A text of the pool; zero means no text (SQL's null, Odoo's `False`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(crate) struct Symbol(pub(crate) u32);

impl Symbol {
    pub(crate) const NONE: Symbol = Symbol(0);
}

#[derive(Clone, Default)]
pub(crate) struct Pool {
    texts: Vec<Text>,
    symbols: HashMap<Arc<str>, u32>,
}

#[derive(Clone)]
struct Text {
    raw: Arc<str>,
    escaped: Option<Box<str>>,
}

impl Pool {
    pub(crate) fn intern(&mut self, text: &str) -> Symbol {
        if let Some(&symbol) = self.symbols.get(text) {
            return Symbol(symbol);
        }
        let raw: Arc<str> = Arc::from(text);
        let escaped = needs_escape(text).then(|| escape(text).into_boxed_str());
        self.texts.push(Text {
            raw: Arc::clone(&raw),
            escaped,
        });
        let symbol = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.symbols.insert(raw, symbol);
        Symbol(symbol)
    }

    pub(crate) fn find(&self, text: &str) -> Option<Symbol> {
        self.symbols.get(text).map(|&symbol| Symbol(symbol))
    }

    pub(crate) fn text(&self, symbol: Symbol) -> Option<&str> {
        let index = (symbol.0 as usize).checked_sub(1)?;
        self.texts.get(index).map(|text| &*text.raw)
    }

    /// The text between quotes, escaped as JSON in ASCII.
    pub(crate) fn write_json(&self, out: &mut String, symbol: Symbol) {
        let Some(text) = (symbol.0 as usize)
            .checked_sub(1)
            .and_then(|index| self.texts.get(index))
        else {
            return;
        };
        out.push('"');
        out.push_str(text.escaped.as_deref().unwrap_or(&text.raw));
        out.push('"');
    }
}

fn needs_escape(text: &str) -> bool {
    text.bytes()
        .any(|byte| !(0x20..0x7f).contains(&byte) || byte == b'"' || byte == b'\\')
}

/// As Python's `json.dumps` does by default: ASCII only.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(character),
            _ => {
                let mut units = [0_u16; 2];
                for unit in character.encode_utf16(&mut units) {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out
}
