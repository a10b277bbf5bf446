//! The recorded requests, answered from the recorded records as the real server answered them.

use std::path::{Path, PathBuf};

use odoo_sim::{Books, Database, Sim};
use serde_json::Value;

use crate::client::http;

/// `None` where the recordings are absent: the test is skipped.
fn recordings() -> Option<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/odoo17");
    if dir.is_dir() {
        return Some(dir);
    }
    println!("skipped: no recordings at {}", dir.display());
    None
}

fn recorded_sim(dir: &Path) -> Sim {
    let books = Books::from_records(dir).unwrap();
    Sim::start_local(vec![Database::new("odoo17", "admin", "admin", books)]).unwrap()
}

/// Requests of one protocol with their answers.
fn exchanges(dir: &Path, extension: &str) -> Vec<(String, String, String)> {
    let suffix = format!(".request.{extension}");
    let mut exchanges = Vec::new();
    for file in std::fs::read_dir(dir.join("exchanges")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Some(case) = name.strip_suffix(&suffix) {
            let answer = path.with_file_name(format!("{case}.response.{extension}"));
            let read = |path: &Path| std::fs::read_to_string(path).unwrap();
            exchanges.push((case.to_owned(), read(&path), read(&answer)));
        }
    }
    exchanges.sort();
    exchanges
}

#[tokio::test]
async fn every_recorded_json_request_is_answered_as_recorded() {
    let Some(dir) = recordings() else { return };
    let sim = recorded_sim(&dir);
    let exchanges = exchanges(&dir, "json");
    assert!(exchanges.len() >= 13, "{} exchanges", exchanges.len());
    for (case, request, answer) in exchanges {
        let url = format!("{}/jsonrpc", sim.url());
        let own = http()
            .post(url)
            .body(request)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        let mut own: Value = serde_json::from_str(&own).unwrap();
        let mut recorded: Value = serde_json::from_str(&answer).unwrap();
        for answer in [&mut own, &mut recorded] {
            // The traceback names the real server's files; its last line is compared below.
            if let Some(debug) = answer.pointer_mut("/error/data/debug") {
                *debug = last_line(debug.as_str().unwrap()).into();
            }
        }
        assert_eq!(own, recorded, "{case}");
    }
}

#[tokio::test]
async fn every_recorded_xml_request_is_answered_as_recorded() {
    let Some(dir) = recordings() else { return };
    let sim = recorded_sim(&dir);
    let exchanges = exchanges(&dir, "xml");
    assert!(exchanges.len() >= 11, "{} exchanges", exchanges.len());
    for (case, request, answer) in exchanges {
        let common = case.starts_with("authenticate") || case == "version";
        let service = if common { "common" } else { "object" };
        let url = format!("{}/xmlrpc/2/{service}", sim.url());
        let own = http()
            .post(url)
            .body(request)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        assert_eq!(comparable(&own), comparable(&answer), "{case}");
    }
}

#[tokio::test]
async fn every_recorded_record_is_read_back_as_recorded() {
    let Some(dir) = recordings() else { return };
    let sim = recorded_sim(&dir);
    for model in crate::client::MODELS {
        let file = std::fs::File::open(dir.join(format!("records/{model}.jsonl.gz"))).unwrap();
        let text = std::io::read_to_string(flate2::read::GzDecoder::new(file)).unwrap();
        let mut own = sim
            .records("odoo17", model)
            .unwrap()
            .lines()
            .map(parse)
            .collect::<Vec<_>>();
        if model == "res.users" {
            for user in &mut own {
                let user = user.as_object_mut().unwrap();
                user.remove("company_id");
                user.remove("company_ids");
            }
        }
        let mut recorded = text.lines().map(parse).collect::<Vec<_>>();
        // The recording read some fields that 17 does not store; those are not kept here.
        let fields = std::fs::read_to_string(dir.join(format!("fields/{model}.json"))).unwrap();
        let fields = parse(&fields);
        for record in &mut recorded {
            let record = record.as_object_mut().unwrap();
            record.retain(|name, _| name == "id" || fields[name]["store"] == true);
        }
        assert_eq!(own, recorded, "{model}");
    }
}

#[tokio::test]
async fn recorded_field_descriptions_are_answered_as_recorded() {
    let Some(dir) = recordings() else { return };
    let sim = recorded_sim(&dir);
    for model in crate::client::MODELS {
        let args = serde_json::json!(["odoo17", 2, "admin", model, "fields_get", [], {}]);
        let answer = crate::client::message(&sim, "object", "execute_kw", args).await;
        let recorded = std::fs::read_to_string(dir.join(format!("fields/{model}.json"))).unwrap();
        assert_eq!(answer["result"], parse(&recorded), "{model}");
    }
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn last_line(traceback: &str) -> String {
    traceback
        .trim_end()
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}

/// As it stands, but for a traceback, of which the last line counts.
fn comparable(xml: &str) -> String {
    match xml.split_once("Traceback (most recent call last):") {
        Some((before, after)) => {
            let (traceback, rest) = after.split_once("</string>").unwrap();
            format!("{before}{}</string>{rest}", last_line(traceback))
        }
        None => xml.to_owned(),
    }
}
