//! What is said about each report against what its questions, answers and files have.

use reports::description::{self, DescriptionParameters, ParameterType, ReportDescription};
use reports::{Reader, Scope, catalogue};
use serde_json::{Map, Value, json};

use crate::books::TODAY;
use crate::settled::SettledBooks;

async fn described(settled: &SettledBooks, reader: &Reader) -> Vec<ReportDescription> {
    let mut client = settled.books.world.client().await;
    let snapshot = reports::snapshot(&mut client, None).await.unwrap();
    let asked = DescriptionParameters::default();
    description::read(&snapshot, &asked, reader, |_, parameters| Ok(parameters))
        .await
        .unwrap()
}

/// A question with every required parameter of the report.
fn question(report: &ReportDescription) -> Map<String, Value> {
    let required = report.parameters.iter().filter(|it| it.required);
    let required = required.map(|it| {
        let value = match (it.name.as_str(), it.values.first()) {
            (_, Some(choice)) => json!(choice),
            ("partner_id", _) => json!(7),
            (name, _) => panic!("{} requires {name}", report.key),
        };
        (it.name.clone(), value)
    });
    required.collect()
}

#[tokio::test]
async fn every_report_has_the_columns_and_defaults_that_are_described() {
    let settled = SettledBooks::create(95).await;
    let reader = Reader::of_all(TODAY);
    let described = described(&settled, &reader).await;
    let keys: Vec<&str> = described.iter().map(|report| report.key).collect();
    let catalogue: Vec<&str> = catalogue().iter().map(|entry| entry.key).collect();
    assert_eq!(keys, catalogue);
    let mut client = settled.books.world.client().await;
    let snapshot = reports::snapshot(&mut client, None).await.unwrap();
    let (mut columns, mut defaults) = (0, 0);
    for report in described.iter().filter(|report| report.key != "model") {
        let question = question(report);
        let export = reports::prepare(&snapshot, report.key, question.clone(), &reader).await;
        let export = export.unwrap_or_else(|error| panic!("{}: {error}", report.key));
        let found = export.columns();
        let found: Vec<_> = found
            .iter()
            .map(|it| (it.key, it.title.en, it.title.es, it.kind))
            .collect();
        let told: Vec<_> = report
            .columns
            .iter()
            .map(|it| {
                (
                    it.key.as_str(),
                    it.titles.en.as_str(),
                    it.titles.es.as_str(),
                    it.r#type,
                )
            })
            .collect();
        assert_eq!(told, found, "{}", report.key);
        columns += told.len();

        let checked = export.parameters().unwrap();
        for parameter in &report.parameters {
            if question.contains_key(&parameter.name) || parameter.name == "company_id" {
                assert_eq!(parameter.default, None, "{} {}", report.key, parameter.name);
                continue;
            }
            let value = checked.get(&parameter.name).map(|value| match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            assert_eq!(
                parameter.default, value,
                "{} {}",
                report.key, parameter.name
            );
            defaults += usize::from(value.is_some());
        }
        let known = |name: &String| report.parameters.iter().any(|it| it.name == *name);
        assert!(checked.keys().all(known), "{}: {checked:?}", report.key);
    }
    assert!(
        columns > 100 && defaults > 30,
        "{columns} columns, {defaults} defaults"
    );
}

/// Each value that is described is taken, and no other one.
#[tokio::test]
async fn every_report_takes_the_values_that_are_described() {
    let settled = SettledBooks::create(96).await;
    let reader = Reader::of_all(TODAY);
    let described = described(&settled, &reader).await;
    let mut client = settled.books.world.client().await;
    let snapshot = reports::snapshot(&mut client, None).await.unwrap();
    let mut taken = 0;
    for report in described.iter().filter(|report| report.key != "model") {
        for parameter in &report.parameters {
            let values: Vec<Value> = match parameter.r#type {
                ParameterType::Choice => parameter.values.iter().map(|it| json!(it)).collect(),
                ParameterType::Date => vec![json!("2026-03-15")],
                ParameterType::Integer => vec![json!(2)],
                ParameterType::Boolean => vec![json!(true)],
                ParameterType::Amount => vec![json!("100.00")],
                ParameterType::Ids => vec![json!("12")],
                ParameterType::IdsOrNone => vec![json!("12,none")],
                ParameterType::CodesOrNone => vec![json!("PEN,none")],
                ParameterType::Text | ParameterType::Json => continue,
            };
            assert!(!values.is_empty(), "{} {}", report.key, parameter.name);
            for value in values {
                let mut question = question(report);
                question.insert(parameter.name.clone(), value.clone());
                let what = format!("{} {}={value}", report.key, parameter.name);
                match reports::prepare(&snapshot, report.key, question, &reader).await {
                    // The value is written well; what it names may not fit the other parameters.
                    Ok(_) | Err(reports::Error::InvalidParameter { .. }) => taken += 1,
                    Err(error) => panic!("{what}: {error}"),
                }
            }
            if parameter.r#type != ParameterType::Text {
                let mut question = question(report);
                question.insert(parameter.name.clone(), json!("…"));
                let refused = reports::prepare(&snapshot, report.key, question, &reader).await;
                assert!(refused.is_err(), "{} {}", report.key, parameter.name);
            }
        }
    }
    assert!(taken > 150, "{taken}");
}

#[tokio::test]
async fn without_a_company_only_names_are_described() {
    let settled = SettledBooks::create(97).await;
    let reader = Reader::new(TODAY, Scope::new(Some(Vec::new())));
    for report in described(&settled, &reader).await {
        assert!(report.columns.is_empty(), "{}", report.key);
        assert!(!report.parameters.is_empty(), "{}", report.key);
        assert!(report.parameters.iter().all(|it| it.default.is_none()));
    }
}
