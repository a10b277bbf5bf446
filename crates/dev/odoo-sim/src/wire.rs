//! Writes answers directly as text: a JSON-RPC and an XML-RPC writer with the same interface. Both
//! print like the real server, including ASCII-only JSON and XML without control characters.
pub(crate) mod answer;
mod fault;

use serde_json::Value;

use crate::books::calendar;
use crate::books::number;
use crate::books::number::Number;
use crate::books::pool::{self, Pool, Symbol};

pub(crate) trait Wire {
    fn begin_list(&mut self);
    fn end_list(&mut self);
    fn begin_record(&mut self);
    fn key(&mut self, name: &str);
    fn end_record(&mut self);
    fn boolean(&mut self, value: bool);
    fn int(&mut self, value: i64);
    fn cents(&mut self, cents: i64);
    fn number(&mut self, number: Number);
    fn day(&mut self, day: i32);
    fn instant(&mut self, micros: i64);
    fn text(&mut self, text: &str);
    fn pooled(&mut self, pool: &Pool, symbol: Symbol);

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.boolean(false),
            Value::Bool(value) => self.boolean(*value),
            Value::Number(value) => match value.as_i64() {
                Some(value) => self.int(value),
                None => self.number(Number::parse(&value.to_string()).unwrap_or(Number::ZERO)),
            },
            Value::String(text) => self.text(text),
            Value::Array(items) => {
                self.begin_list();
                for item in items {
                    self.value(item);
                }
                self.end_list();
            }
            Value::Object(members) => {
                self.begin_record();
                for (name, member) in members {
                    self.key(name);
                    self.value(member);
                }
                self.end_record();
            }
        }
    }
}

/// JSON with the spaces of Python's `json.dumps`.
#[derive(Default)]
pub(crate) struct Json {
    pub(crate) out: String,
    /// True if the next item needs no comma before it.
    fresh: bool,
}

impl Json {
    pub(crate) fn with_capacity(bytes: usize) -> Json {
        Json {
            out: String::with_capacity(bytes),
            fresh: true,
        }
    }

    pub(crate) fn next_line(&mut self) {
        self.out.push('\n');
        self.fresh = true;
    }

    fn separate(&mut self) {
        if !self.fresh {
            self.out.push_str(", ");
        }
        self.fresh = false;
    }
}

impl Wire for Json {
    fn begin_list(&mut self) {
        self.separate();
        self.out.push('[');
        self.fresh = true;
    }

    fn end_list(&mut self) {
        self.out.push(']');
        self.fresh = false;
    }

    fn begin_record(&mut self) {
        self.separate();
        self.out.push('{');
        self.fresh = true;
    }

    fn key(&mut self, name: &str) {
        self.separate();
        self.out.push('"');
        self.out.push_str(name);
        self.out.push_str("\": ");
        self.fresh = true;
    }

    fn end_record(&mut self) {
        self.out.push('}');
        self.fresh = false;
    }

    fn boolean(&mut self, value: bool) {
        self.separate();
        self.out.push_str(if value { "true" } else { "false" });
    }

    fn int(&mut self, value: i64) {
        self.separate();
        number::write_int(&mut self.out, value);
    }

    fn cents(&mut self, cents: i64) {
        self.separate();
        number::write_cents(&mut self.out, cents);
    }

    fn number(&mut self, number: Number) {
        self.separate();
        number.write(&mut self.out);
    }

    fn day(&mut self, day: i32) {
        self.separate();
        self.out.push('"');
        calendar::write_day(&mut self.out, day);
        self.out.push('"');
    }

    fn instant(&mut self, micros: i64) {
        self.separate();
        self.out.push('"');
        calendar::write_instant(&mut self.out, micros);
        self.out.push('"');
    }

    fn text(&mut self, text: &str) {
        self.separate();
        self.out.push('"');
        self.out.push_str(&pool::escape(text));
        self.out.push('"');
    }

    fn pooled(&mut self, pool: &Pool, symbol: Symbol) {
        self.separate();
        pool.write_json(&mut self.out, symbol);
    }
}

/// XML-RPC with one element per line, as Python's marshaller writes it.
#[derive(Default)]
pub(crate) struct Xml {
    pub(crate) out: String,
    /// An integer has more than 32 bits: the whole answer must become a fault.
    pub(crate) overflow: bool,
    /// In a record, the end of a value also closes its member.
    open_members: Vec<bool>,
}

impl Xml {
    pub(crate) fn fault(&mut self, code: i64, text: &str) {
        self.out
            .push_str("<?xml version='1.0'?>\n<methodResponse>\n<fault>\n");
        self.begin_record();
        self.key("faultCode");
        self.int(code);
        self.key("faultString");
        self.text(text);
        self.end_record();
        self.out.push_str("</fault>\n</methodResponse>\n");
    }

    fn scalar(&mut self, element: &str, write: impl FnOnce(&mut String)) {
        self.out.push_str("<value><");
        self.out.push_str(element);
        self.out.push('>');
        write(&mut self.out);
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push_str("></value>\n");
        self.close_member();
    }

    fn close_member(&mut self) {
        if let Some(open @ true) = self.open_members.last_mut() {
            *open = false;
            self.out.push_str("</member>\n");
        }
    }
}

impl Wire for Xml {
    fn begin_list(&mut self) {
        self.out.push_str("<value><array><data>\n");
        self.open_members.push(false);
    }

    fn end_list(&mut self) {
        self.open_members.pop();
        self.out.push_str("</data></array></value>\n");
        self.close_member();
    }

    fn begin_record(&mut self) {
        self.out.push_str("<value><struct>\n");
        self.open_members.push(false);
    }

    fn key(&mut self, name: &str) {
        self.out.push_str("<member>\n<name>");
        escape_xml(&mut self.out, name);
        self.out.push_str("</name>\n");
        if let Some(open) = self.open_members.last_mut() {
            *open = true;
        }
    }

    fn end_record(&mut self) {
        self.open_members.pop();
        self.out.push_str("</struct></value>\n");
        self.close_member();
    }

    fn boolean(&mut self, value: bool) {
        self.scalar("boolean", |out| out.push(if value { '1' } else { '0' }));
    }

    fn int(&mut self, value: i64) {
        self.overflow |= i32::try_from(value).is_err();
        self.scalar("int", |out| number::write_int(out, value));
    }

    fn cents(&mut self, cents: i64) {
        self.scalar("double", |out| number::write_cents(out, cents));
    }

    fn number(&mut self, number: Number) {
        self.scalar("double", |out| number.write(out));
    }

    fn day(&mut self, day: i32) {
        self.scalar("string", |out| calendar::write_day(out, day));
    }

    fn instant(&mut self, micros: i64) {
        self.scalar("string", |out| calendar::write_instant(out, micros));
    }

    fn text(&mut self, text: &str) {
        self.scalar("string", |out| escape_xml(out, text));
    }

    fn pooled(&mut self, pool: &Pool, symbol: Symbol) {
        self.text(pool.text(symbol).unwrap_or_default());
    }
}

fn escape_xml(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(character),
            character if (character as u32) < 32 => {}
            character => out.push(character),
        }
    }
}
