//! A recorded request as a server understands it, whatever its spaces and the order of its members.

use odoo::Protocol;
use quick_xml::{Reader, events::Event};
use serde_json::{Value, json};

/// What was recorded as a request.
pub(crate) fn recorded(request: &str, protocol: Protocol) -> Value {
    match protocol {
        Protocol::Json2 => {
            let (head, body) = parts(request);
            let mut lines = head.lines();
            let path = lines.next().unwrap().split(' ').nth(1).unwrap();
            let header = |name: &str| {
                let line = head
                    .lines()
                    .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
                line.unwrap_or_default().to_owned()
            };
            json_2(
                path,
                &header("Authorization"),
                &header("X-Odoo-Database"),
                body,
            )
        }
        Protocol::JsonRpc => json_rpc(request),
        Protocol::XmlRpc => xml_rpc(request),
    }
}

/// What this crate has sent.
pub(crate) fn sent(request: &wiremock::Request, protocol: Protocol) -> Value {
    let body = std::str::from_utf8(&request.body).unwrap();
    match protocol {
        Protocol::Json2 => {
            let header = |name: &str| {
                let value = request.headers.get(name);
                value.map_or("", |value| value.to_str().unwrap()).to_owned()
            };
            let (key, database) = (header("authorization"), header("x-odoo-database"));
            json_2(request.url.path(), &key, &database, body)
        }
        Protocol::JsonRpc => json_rpc(body),
        Protocol::XmlRpc => xml_rpc(body),
    }
}

/// Head and body of a recorded HTTP message.
pub(crate) fn parts(message: &str) -> (&str, &str) {
    message.split_once("\n\n").unwrap()
}

fn json_2(path: &str, key: &str, database: &str, body: &str) -> Value {
    let body: Value = serde_json::from_str(body).unwrap();
    json!({ "path": path, "key": key, "database": database, "options": body })
}

fn json_rpc(request: &str) -> Value {
    let request: Value = serde_json::from_str(request).unwrap();
    assert_eq!(request["jsonrpc"], "2.0");
    assert_eq!(request["method"], "call");
    let call = &request["params"];
    let mut arguments = call["args"].as_array().unwrap().clone();
    let options = options_of(&call["method"], &mut arguments);
    json!({
        "service": call["service"], "method": call["method"], "arguments": arguments,
        "options": options,
    })
}

fn xml_rpc(request: &str) -> Value {
    let mut reader = Reader::from_str(request);
    reader.config_mut().expand_empty_elements = true;
    let mut method = None;
    let mut arguments = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().0 == "methodName" => {
                method = Some(xml_text(&mut reader));
            }
            Event::Start(start) if start.name().0 == "value" => {
                arguments.push(xml_value(&mut reader));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let method = json!(method);
    let options = options_of(&method, &mut arguments);
    json!({ "method": method, "arguments": arguments, "options": options })
}

/// What a model's method is given by name.
fn options_of(method: &Value, arguments: &mut Vec<Value>) -> Option<Value> {
    arguments.pop_if(|_| method == "execute_kw")
}

/// The content of an open `<value>`, as Python's xmlrpc reads it.
fn xml_value(reader: &mut Reader<&[u8]>) -> Value {
    let kind = match reader.read_event().unwrap() {
        Event::Start(start) => start.name().0.to_owned(),
        other => panic!("{other:?}"),
    };
    let mut items = Vec::new();
    let mut members = serde_json::Map::new();
    let value = match kind.as_str() {
        "string" => json!(xml_text(reader)),
        "int" => json!(xml_text(reader).parse::<i64>().unwrap()),
        "boolean" => json!(xml_text(reader) == "1"),
        _ => loop {
            match reader.read_event().unwrap() {
                Event::Start(start) if start.name().0 == "value" => items.push(xml_value(reader)),
                Event::Start(start) if start.name().0 == "name" => {
                    let name = xml_text(reader);
                    while !matches!(reader.read_event().unwrap(), Event::Start(_)) {}
                    members.insert(name, xml_value(reader));
                }
                Event::End(end) if end.name().0 == "struct" => break Value::Object(members),
                Event::End(end) if end.name().0 == "array" => break Value::Array(items),
                _ => {}
            }
        },
    };
    while !matches!(reader.read_event().unwrap(), Event::End(end) if end.name().0 == "value") {}
    value
}

fn xml_text(reader: &mut Reader<&[u8]>) -> String {
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(piece) => text.push_str(&piece.into_inner()),
            Event::GeneralRef(name) => match &*name.into_inner() {
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "amp" => text.push('&'),
                other => panic!("{other}"),
            },
            Event::End(_) => return text,
            other => panic!("{other:?}"),
        }
    }
}
