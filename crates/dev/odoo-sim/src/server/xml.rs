//! Reads XML-RPC requests: only the XML that a method call needs, into the values of JSON-RPC.

use serde_json::{Map, Number, Value};

/// A method call: its name and its parameters.
#[derive(Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) params: Vec<Value>,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("not an XML-RPC call: {0}")]
pub(crate) struct Malformed(&'static str);

pub(crate) fn parse(text: &str) -> Result<Call, Malformed> {
    let mut reader = Reader { rest: text };
    reader.skip_until("methodCall")?;
    reader.open("methodName")?;
    let method = reader.text_until_close()?;
    let mut params = Vec::new();
    if reader.next_is("params/") || !reader.next_is("params") {
        return Ok(Call { method, params });
    }
    reader.open("params")?;
    while reader.next_is("param") {
        reader.open("param")?;
        params.push(reader.value()?);
        reader.close()?;
    }
    Ok(Call { method, params })
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn skip_until(&mut self, element: &str) -> Result<(), Malformed> {
        loop {
            let tag = self.tag()?;
            if tag == element {
                return Ok(());
            }
            if !tag.starts_with(['?', '!']) {
                return Err(Malformed("methodCall expected"));
            }
        }
    }

    /// The inside of the next `<…>`, which only white space may precede.
    fn tag(&mut self) -> Result<&'a str, Malformed> {
        let start = self.rest.trim_start();
        let inside = start
            .strip_prefix('<')
            .ok_or(Malformed("element expected"))?;
        let (tag, rest) = inside
            .split_once('>')
            .ok_or(Malformed("unfinished element"))?;
        self.rest = rest;
        Ok(tag.trim_end())
    }

    fn next_is(&self, element: &str) -> bool {
        let start = self
            .rest
            .trim_start()
            .strip_prefix('<')
            .and_then(|rest| rest.split_once('>'));
        start.is_some_and(|(tag, _)| tag.trim_end() == element)
    }

    fn open(&mut self, element: &str) -> Result<(), Malformed> {
        if self.tag()? == element {
            Ok(())
        } else {
            Err(Malformed("another element expected"))
        }
    }

    fn close(&mut self) -> Result<(), Malformed> {
        if self.tag()?.starts_with('/') {
            Ok(())
        } else {
            Err(Malformed("closing tag expected"))
        }
    }

    /// Character data up to and including the closing tag.
    fn text_until_close(&mut self) -> Result<String, Malformed> {
        let (text, rest) = self
            .rest
            .split_once('<')
            .ok_or(Malformed("unfinished text"))?;
        let text = unescape(text);
        self.rest = &self.rest[self.rest.len() - rest.len() - 1..];
        self.close()?;
        Ok(text)
    }

    fn value(&mut self) -> Result<Value, Malformed> {
        match self.tag()? {
            "value/" => return Ok(Value::String(String::new())),
            "value" => {}
            _ => return Err(Malformed("value expected")),
        }
        let before = self.rest.split('<').next().unwrap_or_default();
        if !before.trim().is_empty() || self.rest[before.len()..].starts_with("</") {
            return self.text_until_close().map(Value::String);
        }
        let value = match self.tag()? {
            "string/" => Value::String(String::new()),
            "nil/" | "nil /" => Value::Null,
            "struct/" => Value::Object(Map::new()),
            "array/" => Value::Array(Vec::new()),
            "struct" => self.members()?,
            "array" => self.items()?,
            element => {
                let text = self.text_until_close()?;
                scalar(element, text).ok_or(Malformed("value of another type"))?
            }
        };
        self.close()?;
        Ok(value)
    }

    fn members(&mut self) -> Result<Value, Malformed> {
        let mut members = Map::new();
        while self.next_is("member") {
            self.open("member")?;
            self.open("name")?;
            let name = self.text_until_close()?;
            members.insert(name, self.value()?);
            self.close()?;
        }
        self.close()?;
        Ok(Value::Object(members))
    }

    fn items(&mut self) -> Result<Value, Malformed> {
        let mut items = Vec::new();
        if self.next_is("data/") {
            self.tag()?;
        } else {
            self.open("data")?;
            while !self.next_is("/data") {
                items.push(self.value()?);
            }
            self.close()?;
        }
        self.close()?;
        Ok(Value::Array(items))
    }
}

fn scalar(element: &str, text: String) -> Option<Value> {
    Some(match element {
        "string" | "dateTime.iso8601" | "base64" => Value::String(text),
        "int" | "i4" | "i8" => Value::Number(text.trim().parse::<i64>().ok()?.into()),
        "boolean" => Value::Bool(text.trim() == "1"),
        "double" => Value::Number(Number::from_f64(text.trim().parse().ok()?)?),
        _ => return None,
    })
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let Some((entity, after)) = after.split_once(';') else {
            out.push('&');
            rest = after;
            continue;
        };
        match entity {
            "amp" => out.push('&'),
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "quot" => out.push('"'),
            "apos" => out.push('\''),
            other => out.extend(character(other)),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn character(entity: &str) -> Option<char> {
    let number = entity.strip_prefix('#')?;
    let code = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_call_with_every_kind_of_value_is_read() {
        let call = parse(
            "<?xml version='1.0'?>\n<methodCall>\n<methodName>execute_kw</methodName>\n<params>\n\
             <param><value><string>a &lt;&amp;&#241;&#x1F600;</string></value></param>\
             <param><value><array><data>\n<value><int>-3</int></value>\n\
             <value><boolean>0</boolean></value><value><double>1.5</double></value>\
             <value>bare</value><value/><value><nil/></value></data></array></value></param>\
             <param>\n<value><struct>\n<member>\n<name>k</name>\n<value><struct>\n</struct></value>\n\
             </member>\n</struct></value>\n</param>\n</params>\n</methodCall>\n",
        );
        let expected = vec![
            json!("a <&ñ😀"),
            json!([-3, false, 1.5, "bare", "", null]),
            json!({"k": {}}),
        ];
        assert_eq!(
            call,
            Ok(Call {
                method: "execute_kw".to_owned(),
                params: expected
            })
        );
    }

    #[test]
    fn an_invalid_call_is_refused() {
        for text in [
            "",
            "{}",
            "<methodCall>",
            "<methodCall><methodName>x</methodName><params><param>",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
