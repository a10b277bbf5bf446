//! Every record of the recorded Odoo, through each protocol, cell by cell: nothing is lost.

use std::{collections::BTreeMap, fs, io::Read, path::Path};

use flate2::read::GzDecoder;
use odoo::{Cell, Domain, FieldType, Fields, Protocol, Query, Record};
use rust_decimal::Decimal;
use serde_json::{Value, value::RawValue};

use crate::scripted::{EVERY, Recordings, context, serve_text, session};

#[tokio::test]
async fn every_recorded_record_of_every_version_decodes_without_loss() {
    for recordings in Recordings::all() {
        let mut total = 0;
        for entry in fs::read_dir(recordings.folder.join("records")).unwrap() {
            let file = entry.unwrap().path();
            let name = file.file_name().unwrap().to_str().unwrap();
            let name = name.strip_suffix(".jsonl.gz").unwrap();
            // The same records in the context of one company have its number behind the model.
            let model = match name.trim_end_matches(|end: char| end.is_ascii_digit()) {
                same if same == name => name,
                numbered => numbered.strip_suffix(".company").unwrap(),
            };
            let lines = unpacked(&file);
            let declared = recordings.folder.join(format!("fields/{model}.json"));
            let declared = fs::read_to_string(declared).unwrap();
            for protocol in EVERY {
                total += check_model(model, &declared, &lines, protocol).await;
            }
        }
        let major = recordings.major;
        assert!(
            total > 3 * 7_000,
            "only {total} records of {major} were there"
        );
    }
}

async fn check_model(model: &str, declared: &str, lines: &str, protocol: Protocol) -> usize {
    let fields = declared_fields(model, declared, protocol).await;
    let rows: Vec<BTreeMap<&str, &RawValue>> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let names: Vec<String> = rows[0].keys().map(|&name| name.to_owned()).collect();
    let answer = match protocol {
        Protocol::Json2 => format!("[{}]", lines.lines().collect::<Vec<_>>().join(", ")),
        Protocol::JsonRpc => {
            let rows = lines.lines().collect::<Vec<_>>().join(", ");
            format!(r#"{{"jsonrpc": "2.0", "id": 1, "result": [{rows}]}}"#)
        }
        Protocol::XmlRpc => xml_answer(&rows.iter().map(|row| xml_struct(row)).collect::<String>()),
    };
    let server = serve_text(answer).await;
    let query = Query {
        model,
        fields: &fields,
        names: &names,
        domain: &Domain::all().id_after(0),
        limit: 100_000,
        context: &context(),
    };
    let session = session(&server, protocol).await;
    let records = session.search_read(&query).await.unwrap().records;
    assert_eq!(records.len(), rows.len());
    for (record, row) in records.iter().zip(&rows) {
        check_record(record, row, &names, &fields);
    }
    records.len()
}

/// The recorded `fields_get`, as an answer to ours.
async fn declared_fields(model: &str, declared: &str, protocol: Protocol) -> Fields {
    let answer = match protocol {
        Protocol::Json2 => declared.to_owned(),
        Protocol::JsonRpc => format!(r#"{{"jsonrpc": "2.0", "id": 1, "result": {declared}}}"#),
        Protocol::XmlRpc => {
            let declared: Value = serde_json::from_str(declared).unwrap();
            xml_document(&xml_of(&declared.to_string()))
        }
    };
    let server = serve_text(answer).await;
    let fields = session(&server, protocol)
        .await
        .fields_get(model, &context())
        .await
        .unwrap();
    let expected: BTreeMap<String, Value> = serde_json::from_str(declared).unwrap();
    assert_eq!(fields.len(), expected.len());
    for (name, attributes) in expected {
        let field = fields.get(&name).unwrap();
        assert_eq!(
            field.field_type,
            FieldType::from_name(attributes["type"].as_str().unwrap())
        );
        assert_eq!(field.stored, attributes["store"] == true, "{name}");
        assert_eq!(
            field.relation.as_deref(),
            attributes["relation"].as_str(),
            "{name}"
        );
        assert_eq!(
            field.company_dependent,
            attributes["company_dependent"] == true
        );
        assert!(
            !matches!(field.field_type, FieldType::Other(_)),
            "{name}: {field:?}"
        );
    }
    fields
}

pub(crate) fn check_record(
    record: &Record,
    row: &BTreeMap<&str, &RawValue>,
    names: &[String],
    fields: &Fields,
) {
    assert_eq!(record.id.to_string(), row["id"].get());
    assert_eq!(record.cells.len(), names.len());
    for (name, cell) in names.iter().zip(&record.cells) {
        let sent = row[name.as_str()].get();
        let field_type = &fields.get(name).unwrap().field_type;
        let shown = match cell {
            Cell::Null => "false".to_owned(),
            Cell::Bool(flag) => flag.to_string(),
            Cell::Int(number) => number.to_string(),
            Cell::Decimal(digits) => digits.clone(),
            Cell::Text(text) | Cell::Date(text) | Cell::Datetime(text) => {
                let sent: String = serde_json::from_str(sent).unwrap();
                assert_eq!(*text, sent, "{name} of {}", record.id);
                continue;
            }
            Cell::Ids(ids) => {
                // Odoo gives them in the order of the other model; here they are a set.
                let mut sent: Vec<i64> = serde_json::from_str(sent).unwrap();
                sent.sort_unstable();
                assert_eq!(*ids, sent, "{name} of {}", record.id);
                continue;
            }
            Cell::Json(value) => value.to_string(),
        };
        if sent.contains('e') && sent != "false" && *field_type == FieldType::Float {
            let sent = Decimal::from_scientific(sent).unwrap();
            assert_eq!(shown.parse(), Ok(sent), "{name} of {}", record.id);
            continue;
        }
        let sent = match sent {
            "-0.0" => "0.0",
            pair if *field_type == FieldType::Many2one => first_of(pair),
            sent => sent,
        };
        assert_eq!(shown, sent, "{name} of {}", record.id);
        let is_boolean = matches!(cell, Cell::Bool(_));
        assert_eq!(is_boolean, *field_type == FieldType::Boolean, "{name}");
    }
}

/// The id of a link, which may be sent as a pair of id and name.
fn first_of(link: &str) -> &str {
    let pair = link.strip_prefix('[').unwrap_or(link);
    pair.split(',').next().unwrap_or(pair)
}

fn unpacked(file: &Path) -> String {
    let mut text = String::new();
    GzDecoder::new(fs::File::open(file).unwrap())
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn xml_answer(rows: &str) -> String {
    xml_document(&format!(
        "<value><array><data>\n{rows}</data></array></value>"
    ))
}

pub(crate) fn xml_document(value: &str) -> String {
    format!(
        "<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n{value}\n</param>\n</params>\n</methodResponse>\n"
    )
}

fn xml_struct(members: &BTreeMap<&str, &RawValue>) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| {
            format!(
                "<member>\n<name>{name}</name>\n{}</member>\n",
                xml_of(value.get())
            )
        })
        .collect();
    let members = members.concat();
    format!("<value><struct>\n{members}</struct></value>\n")
}

/// JSON text as Python's marshaller writes the same value.
pub(crate) fn xml_of(json: &str) -> String {
    let inner = match json.as_bytes()[0] {
        b't' => "<boolean>1</boolean>".to_owned(),
        b'f' => "<boolean>0</boolean>".to_owned(),
        b'"' => {
            let text: String = serde_json::from_str(json).unwrap();
            let text = text
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            format!("<string>{text}</string>")
        }
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(json).unwrap();
            let items: String = items.iter().map(|item| xml_of(item.get())).collect();
            format!("<array><data>\n{items}</data></array>")
        }
        b'{' => {
            let members: BTreeMap<&str, &RawValue> = serde_json::from_str(json).unwrap();
            return xml_struct(&members);
        }
        _ if json.contains(['.', 'e']) => format!("<double>{json}</double>"),
        _ => format!("<int>{json}</int>"),
    };
    format!("<value>{inner}</value>\n")
}
