//! Encodes calls as XML.

use quick_xml::escape::partial_escape;
use serde_json::Value;

use crate::call::Call;

pub(crate) fn encode(call: &Call<'_>, arguments: &[Value]) -> String {
    let mut xml = String::from("<?xml version='1.0'?>\n<methodCall>\n<methodName>");
    xml.push_str(&partial_escape(call.rpc_method()));
    xml.push_str("</methodName>\n<params>\n");
    for argument in arguments {
        xml.push_str("<param>\n");
        push_value(&mut xml, argument);
        xml.push_str("</param>\n");
    }
    xml.push_str("</params>\n</methodCall>\n");
    xml
}

pub(crate) fn push_value(xml: &mut String, value: &Value) {
    xml.push_str("<value>");
    match value {
        Value::Null => xml.push_str("<nil/>"),
        Value::Bool(flag) => push_leaf(xml, "boolean", if *flag { "1" } else { "0" }),
        Value::Number(number) if number.is_f64() => push_leaf(xml, "double", &number.to_string()),
        Value::Number(number) => push_leaf(xml, "int", &number.to_string()),
        Value::String(text) => push_leaf(xml, "string", &partial_escape(text.as_str())),
        Value::Array(items) => {
            xml.push_str("<array><data>\n");
            for item in items {
                push_value(xml, item);
            }
            xml.push_str("</data></array>");
        }
        Value::Object(members) => {
            xml.push_str("<struct>\n");
            for (name, member) in members {
                xml.push_str("<member>\n");
                push_leaf(xml, "name", &partial_escape(name.as_str()));
                xml.push('\n');
                push_value(xml, member);
                xml.push_str("</member>\n");
            }
            xml.push_str("</struct>");
        }
    }
    xml.push_str("</value>\n");
}

fn push_leaf(xml: &mut String, element: &str, text: &str) {
    for part in ["<", element, ">", text, "</", element, ">"] {
        xml.push_str(part);
    }
}
