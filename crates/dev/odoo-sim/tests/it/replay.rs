//! The recorded requests, answered from the recorded records as the real server answered them.

use std::path::{Path, PathBuf};

use odoo_sim::{Books, Database, Sim, Version};
use serde_json::Value;

use crate::client::http;

/// A recorded server: its database, and where it is.
type Recorded = (String, PathBuf);

/// Those of each version; what is absent is skipped.
fn recordings() -> Vec<Recorded> {
    let mut all = Vec::new();
    for version in Version::ALL {
        let name = format!("odoo{}", version.major());
        let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared");
        let dir = shared.join(&name);
        if dir.is_dir() {
            all.push((name, dir));
        } else {
            println!("skipped: no recordings at {}", dir.display());
        }
    }
    all
}

fn recorded_sim((name, dir): &Recorded) -> Sim {
    let books = Books::from_records(dir).unwrap();
    Sim::start_local(vec![Database::new(name, "admin", "admin", books)]).unwrap()
}

/// Requests of one protocol with their answers.
fn exchanges((_, dir): &Recorded, extension: &str) -> Vec<(String, String, String)> {
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

/// What is not simulated: users with fewer rights, and an order by `write_date`, whose microseconds
/// nobody sees.
fn is_simulated(case: &str) -> bool {
    !case.starts_with("access-denied-") && case != "incremental-lines"
}

#[tokio::test]
async fn every_recorded_json_request_is_answered_as_recorded() {
    for recorded in recordings() {
        let sim = recorded_sim(&recorded);
        let mut exchanges = exchanges(&recorded, "json");
        exchanges.retain(|(case, _, _)| is_simulated(case));
        assert!(exchanges.len() >= 13, "{} exchanges", exchanges.len());
        for (case, request, answer) in exchanges {
            let own = post(format!("{}/jsonrpc", sim.url()), request).await;
            let (own, answer) = (compared(&own), compared(&answer));
            assert_eq!(own, answer, "{case} of {}", recorded.0);
        }
    }
}

/// Without what depends on the real server's machine, and without the domains of totals.
fn compared(answer: &str) -> Value {
    let socket = r#"on socket \"/var/run/postgresql/.s.PGSQL.5432\""#;
    let mut answer = parse(&answer.replace(socket, r#"at \"127.0.0.1\", port 5470"#));
    // The traceback names the real server's files; its last line is compared.
    if let Some(debug) = answer.pointer_mut("/error/data/debug") {
        *debug = last_line(debug.as_str().unwrap()).into();
    }
    if let Some(rows) = answer["result"].as_array_mut() {
        for row in rows.iter_mut().filter_map(Value::as_object_mut) {
            row.remove("__domain");
            row.remove("__extra_domain");
        }
        if rows.iter().all(|row| row["__count"].is_u64()) {
            rows.sort_by_key(|row| row["company_id"][0].as_u64());
        }
    }
    answer
}

#[tokio::test]
async fn every_recorded_xml_request_is_answered_as_recorded() {
    for recorded in recordings() {
        let sim = recorded_sim(&recorded);
        let mut exchanges = exchanges(&recorded, "xml");
        let is_17 = recorded.0 == "odoo17";
        // The totals of the others differ in their domains, as above; their figures are compared
        // there.
        exchanges
            .retain(|(case, _, _)| is_simulated(case) && (is_17 || !case.contains("read-group")));
        assert!(exchanges.len() >= 11, "{} exchanges", exchanges.len());
        for (case, request, answer) in exchanges {
            let common = case.starts_with("authenticate") || case == "version";
            let service = if common { "common" } else { "object" };
            let own = post(format!("{}/xmlrpc/2/{service}", sim.url()), request).await;
            assert_eq!(
                comparable(&own),
                comparable(&answer),
                "{case} of {}",
                recorded.0
            );
        }
    }
}

async fn post(url: String, body: String) -> String {
    let answer = http().post(url).body(body).send().await.unwrap();
    answer.text().await.unwrap()
}

#[tokio::test]
async fn every_recorded_record_round_trips() {
    for recorded in recordings() {
        let sim = recorded_sim(&recorded);
        let (name, dir) = &recorded;
        for model in crate::client::MODELS {
            let file = std::fs::File::open(dir.join(format!("records/{model}.jsonl.gz"))).unwrap();
            let text = std::io::read_to_string(flate2::read::GzDecoder::new(file)).unwrap();
            let mut recorded: Vec<Value> = text.lines().map(parse).collect();
            let mut own: Vec<Value> = sim
                .records(name, model)
                .unwrap()
                .lines()
                .map(parse)
                .collect();
            // The recording read some fields that are not stored; those are not kept here. Of users
            // of 17 it did not read the companies, and a code of each company is read below.
            let fields = std::fs::read_to_string(dir.join(format!("fields/{model}.json"))).unwrap();
            let fields = parse(&fields);
            let is_kept = |field: &str| fields[field]["store"] == true && field != "code_store";
            let names = recorded[0].as_object().unwrap().clone();
            for record in own.iter_mut().chain(&mut recorded) {
                let record = record.as_object_mut().unwrap();
                record.retain(|field, _| {
                    field == "id" || is_kept(field) && names.contains_key(field)
                });
            }
            assert_eq!(own, recorded, "{model} of {name}");
        }
    }
}

#[tokio::test]
async fn p18_recorded_codes_of_each_company_round_trip() {
    for recorded in recordings() {
        let sim = recorded_sim(&recorded);
        let (name, dir) = &recorded;
        for company in 1..=3 {
            let file = format!("records/account.account.company{company}.jsonl.gz");
            let Ok(file) = std::fs::File::open(dir.join(file)) else {
                continue;
            };
            let text = std::io::read_to_string(flate2::read::GzDecoder::new(file)).unwrap();
            let recorded: Vec<Value> = text.lines().map(parse).collect();
            let context = serde_json::json!({
                "active_test": false, "allowed_company_ids": [company],
            });
            let names: Vec<&String> = recorded[0].as_object().unwrap().keys().collect();
            let options = serde_json::json!({
                "fields": names, "order": "id", "context": context, "load": "",
            });
            let args = serde_json::json!([
                name,
                2,
                "admin",
                "account.account",
                "search_read",
                [[]],
                options
            ]);
            let answer = crate::client::message(&sim, "object", "execute_kw", args).await;
            assert_eq!(
                answer["result"],
                Value::Array(recorded),
                "{company} of {name}"
            );
        }
    }
}

#[tokio::test]
async fn recorded_field_descriptions_are_answered_as_recorded() {
    for recorded in recordings() {
        let sim = recorded_sim(&recorded);
        let (name, dir) = &recorded;
        for model in crate::client::MODELS {
            let args = serde_json::json!([name, 2, "admin", model, "fields_get", [], {}]);
            let answer = crate::client::message(&sim, "object", "execute_kw", args).await;
            let described = std::fs::read_to_string(dir.join(format!("fields/{model}.json")));
            assert_eq!(
                answer["result"],
                parse(&described.unwrap()),
                "{model} of {name}"
            );
        }
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

/// As it stands behind the declaration, but for a traceback, of which the last line counts, and for
/// an empty line that versions from 18 on have at the end.
fn comparable(xml: &str) -> String {
    let (_, xml) = xml.split_once("?>").unwrap();
    let xml = xml
        .trim()
        .replace("\n\n</methodResponse>", "\n</methodResponse>");
    match xml.split_once("Traceback (most recent call last):") {
        Some((before, after)) => {
            let (traceback, rest) = after.split_once("</string>").unwrap();
            format!("{before}{}</string>{rest}", last_line(traceback))
        }
        None => xml,
    }
}
