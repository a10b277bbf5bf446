//! Bodies with a report and its parameters are unions by report: each variant has the parameters of
//! its report. They come from the catalogue of the crate `reports`.

use reports::{Report, Visitor, model};
use serde_json::{Value, json};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{RefOr, Schema, path::ParameterIn, schema::Schema as AnySchema},
};

use super::{Object, SCHEMAS, reference, schemas_of};
use crate::deliveries;

/// Schemas with the members `report` and `parameters`, and whether a day in them may be relative.
const BODIES: [(&str, bool); 5] = [
    ("NewExport", false),
    ("Export", false),
    ("NewSavedView", false),
    ("SavedView", false),
    ("Delivery", true),
];

/// Schemas whose parameters select the customers of a statement run.
const STATEMENTS: [(&str, bool); 2] = [("StatementOrder", true), ("StatementRun", false)];

/// A report as bodies know it.
struct Choice {
    key: &'static str,
    /// In names of schemas: `Ageing`.
    name: String,
    title: &'static str,
    parameters: Value,
}

#[derive(Default)]
struct Choices(Vec<Choice>);

impl Visitor for Choices {
    fn visit<R: Report>(&mut self) {
        let mut parameters = json_of(R::Parameters::schema());
        let described = R::Parameters::into_params(|| Some(ParameterIn::Query));
        for parameter in described {
            copy_details(
                &mut parameters,
                &serde_json::to_value(parameter).unwrap_or_default(),
            );
        }
        self.0.push(Choice {
            key: R::KEY,
            name: pascal(R::KEY),
            title: R::TITLE.en,
            parameters: whole(parameters),
        });
    }
}

pub(super) fn describe_parameters(document: &mut Value) {
    let Some(schemas) = schemas_of(document) else {
        return;
    };
    let mut choices = Choices::default();
    reports::visit_all(&mut choices);
    let mut models = Vec::new();
    model::ModelParameters::schemas(&mut models);
    schemas.extend(
        models
            .into_iter()
            .map(|(name, schema)| (name, json_of(schema))),
    );
    choices.0.push(Choice {
        key: model::KEY,
        name: pascal(model::KEY),
        title: model::TITLE.en,
        parameters: whole(json_of(model::ModelParameters::schema())),
    });
    schemas.insert("Day".to_owned(), day());
    for choice in &choices.0 {
        add_selections(schemas, choice);
    }
    for (body, relative) in BODIES {
        divide(schemas, body, relative, &choices.0);
    }
    divide_schedules(schemas);
    let selection = schemas.get("StatementCandidatesParameters").cloned();
    let customers = Choice {
        key: "statement-run",
        name: "Statement".to_owned(),
        title: "the customers of a statement run",
        parameters: whole(selection.unwrap_or_default()),
    };
    add_selections(schemas, &customers);
    for (body, relative) in STATEMENTS {
        if let Some(schema) = schemas.get_mut(body) {
            point(schema, &customers, relative);
        }
    }
}

/// The parameters without pages: as they are, and with days that may be relative.
fn add_selections(schemas: &mut Object, choice: &Choice) {
    let mut selection = choice.parameters.clone();
    selection["description"] = json!(format!("Parameters of a file of: {}.", choice.title));
    let mut relative = selection.clone();
    relative["description"] = json!(format!(
        "Parameters of a file of: {}. Days may be relative.",
        choice.title
    ));
    let days = relative
        .get_mut("properties")
        .and_then(Value::as_object_mut);
    let days = days.into_iter().flatten();
    for (_, property) in days.filter(|(name, _)| deliveries::is_day(name)) {
        let description = property["description"].take();
        *property = json!({
            "description": description,
            "oneOf": [reference("Day"), { "type": "null" }],
        });
    }
    schemas.insert(selection_of(choice, false), selection);
    schemas.insert(selection_of(choice, true), relative);
}

fn selection_of(choice: &Choice, relative: bool) -> String {
    let kind = if relative {
        "ScheduledSelection"
    } else {
        "Selection"
    };
    format!("{}{kind}", choice.name)
}

/// Replaces a schema with the union of its variants.
fn divide(schemas: &mut Object, body: &str, relative: bool, choices: &[Choice]) {
    let Some(whole) = schemas.get(body).cloned() else {
        return;
    };
    let mut mapping = Object::new();
    let mut variants = Vec::new();
    for choice in choices {
        let name = format!("{body}{}", choice.name);
        let mut variant = whole.clone();
        variant["title"] = json!(format!("{body}: {}", choice.key));
        variant["properties"]["report"] = json!({ "type": "string", "enum": [choice.key] });
        point(&mut variant, choice, relative);
        mapping.insert(choice.key.to_owned(), json!(format!("{SCHEMAS}{name}")));
        variants.push(reference(&name));
        schemas.insert(name, variant);
    }
    let mut union = json!({
        "oneOf": variants,
        "discriminator": { "propertyName": "report", "mapping": mapping },
    });
    if let Some(description) = whole.get("description") {
        union["description"] = description.clone();
    }
    schemas.insert(body.to_owned(), union);
}

/// A new schedule starts exactly one of these.
const STARTS: [(&str, &str); 3] = [
    ("run_kind", "NewSyncSchedule"),
    ("report", "NewReportSchedule"),
    ("statement_run", "NewStatementSchedule"),
];

/// Replaces the schema of a new schedule with one variant for each thing that it may start.
fn divide_schedules(schemas: &mut Object) {
    let Some(whole) = schemas.get("NewSchedule").cloned() else {
        return;
    };
    let mut variants = Vec::new();
    for (starts, name) in STARTS {
        let mut variant = whole.clone();
        let Some(properties) = variant["properties"].as_object_mut() else {
            return;
        };
        for (other, _) in STARTS.iter().filter(|(other, _)| *other != starts) {
            properties.remove(*other);
        }
        if let Some(needed) = properties.get_mut(starts) {
            *needed = needed["oneOf"][0].take();
        }
        variant["required"] = json!(["name", "cron", starts]);
        variants.push(reference(name));
        schemas.insert(name.to_owned(), variant);
    }
    let union = json!({
        "description": "A schedule of a sync run, of a report or of statements.",
        "oneOf": variants,
    });
    schemas.insert("NewSchedule".to_owned(), union);
}

/// Gives the member `parameters` its schema.
fn point(schema: &mut Value, choice: &Choice, relative: bool) {
    let parameters = &mut schema["properties"]["parameters"];
    let description = parameters["description"].take();
    *parameters = reference(&selection_of(choice, relative));
    if description.is_string() {
        parameters["description"] = description;
    }
}

/// A file has every row, so it has no pages.
fn whole(mut parameters: Value) -> Value {
    if let Some(properties) = parameters["properties"].as_object_mut() {
        properties.remove("limit");
        properties.remove("cursor");
    }
    parameters
}

/// A schema does not have the examples and limits that are written for the query string.
fn copy_details(parameters: &mut Value, described: &Value) {
    let Some(name) = described["name"].as_str() else {
        return;
    };
    let Some(property) = parameters["properties"].get_mut(name) else {
        return;
    };
    if let Some(example) = described.get("example") {
        property["example"] = example.clone();
    }
    for limit in ["minimum", "maximum", "pattern", "minLength", "maxLength"] {
        if let Some(value) = described["schema"].get(limit) {
            property[limit] = value.clone();
        }
    }
}

fn day() -> Value {
    json!({
        "description": "A day, or a day relative to the one on which the schedule is due.",
        "oneOf": [
            { "type": "string", "format": "date", "example": "2026-11-30" },
            {
                "type": "string",
                "pattern": "^(today|yesterday|tomorrow|today[+-][0-9]{1,5}|(start|end) of (this|last|next) (week|month|quarter|year))$",
                "example": "end of last month",
            },
        ],
    })
}

fn json_of(schema: RefOr<AnySchema>) -> Value {
    serde_json::to_value::<RefOr<Schema>>(schema).unwrap_or_default()
}

/// `open-items` as `OpenItems`.
fn pascal(key: &str) -> String {
    key.split('-')
        .flat_map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters)
        })
        .collect()
}
