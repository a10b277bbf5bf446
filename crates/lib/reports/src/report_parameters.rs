//! Parameters of a report, from the schema that the OpenAPI document has of them.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::model::ModelParameters;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReportParameter {
    #[schema(example = "group_by")]
    pub name: String,
    pub r#type: ParameterType,
    /// The only values that it takes; empty if there are others.
    #[schema(example = json!(["partner", "currency"]))]
    pub values: Vec<String>,
    /// What a file has without it; for a day that of today. Null if the parameter is a filter that
    /// is left out.
    #[schema(example = "partner")]
    pub default: Option<String>,
    pub required: bool,
    /// What the OpenAPI document says about it, in English.
    #[schema(example = "How rows are grouped; default `partner`.")]
    pub description: Option<String>,
}

/// How the value of a parameter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParameterType {
    /// One of `values`.
    Choice,
    Text,
    Date,
    Integer,
    Boolean,
    /// A decimal number.
    Amount,
    /// Odoo's ids, separated by commas.
    Ids,
    /// The same, and `none`.
    IdsOrNone,
    /// ISO 4217 codes, separated by commas, and `none`.
    CodesOrNone,
    /// A list or an object, in the JSON of exports, schedules and saved views.
    Json,
}

/// The parameters of a report, without pages. The one that is in the path of its URL comes first.
pub(crate) fn of_report<P: IntoParams + ToSchema>() -> Vec<ReportParameter> {
    let described = P::into_params(|| Some(ParameterIn::Query));
    let described = serde_json::to_value(described).unwrap_or_default();
    let described = described.as_array().into_iter().flatten();
    let described: BTreeMap<&str, &Value> = described
        .filter_map(|it| Some((it["name"].as_str()?, it)))
        .collect();
    let mut parameters = of_schema(&P::schema());
    parameters.retain(|it| !["limit", "cursor"].contains(&it.name.as_str()));
    for parameter in &mut parameters {
        // Only here an enum is written out.
        if let Some(described) = described.get(parameter.name.as_str()) {
            parameter.describe(described, &described["schema"]);
        }
    }
    parameters.sort_by_key(|parameter| described.contains_key(parameter.name.as_str()));
    parameters
}

/// Those of the records of a model, which have no URL.
pub(crate) fn of_model() -> Vec<ReportParameter> {
    of_schema(&ModelParameters::schema())
}

fn of_schema(schema: &RefOr<Schema>) -> Vec<ReportParameter> {
    let whole = serde_json::to_value(schema).unwrap_or_default();
    let required = whole["required"].as_array().cloned().unwrap_or_default();
    let properties = whole["properties"].as_object().into_iter().flatten();
    let parameter = |(name, property): (&String, &Value)| {
        let mut parameter = ReportParameter {
            name: name.clone(),
            r#type: written(property),
            values: Vec::new(),
            default: None,
            required: required.iter().any(|it| it == name),
            description: None,
        };
        parameter.describe(property, property);
        parameter
    };
    properties.map(parameter).collect()
}

impl ReportParameter {
    fn describe(&mut self, described: &Value, schema: &Value) {
        let description = described["description"].as_str().map(str::to_owned);
        self.description = description.or(self.description.take());
        self.values = choices(schema);
        if !self.values.is_empty() {
            self.r#type = ParameterType::Choice;
        }
    }
}

/// The values of an enum, also of one that may be null.
fn choices(schema: &Value) -> Vec<String> {
    let parts = ["oneOf", "anyOf", "allOf"];
    let parts = parts.iter().filter_map(|name| schema[name].as_array());
    let own = schema["enum"].as_array().into_iter().flatten();
    let own = own.filter_map(|value| value.as_str().map(str::to_owned));
    own.chain(parts.flatten().flat_map(choices)).collect()
}

fn written(property: &Value) -> ParameterType {
    let target = reference(property).map(|target| target.rsplit('/').next().unwrap_or_default());
    match target {
        Some("Ids") => return ParameterType::Ids,
        Some("IdsOrNone") => return ParameterType::IdsOrNone,
        Some("CodesOrNone") => return ParameterType::CodesOrNone,
        Some("Money") => return ParameterType::Amount,
        _ => {}
    }
    let is = |kind: &str| {
        let types = &property["type"];
        types == kind
            || types
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one == kind))
    };
    if property["format"] == "date" {
        ParameterType::Date
    } else if is("integer") {
        ParameterType::Integer
    } else if is("boolean") {
        ParameterType::Boolean
    } else if is("array") || is("object") {
        ParameterType::Json
    } else {
        ParameterType::Text
    }
}

/// The schema that the property refers to, also if it may be null.
fn reference(property: &Value) -> Option<&str> {
    let parts = ["oneOf", "anyOf", "allOf"];
    let mut parts = parts.iter().filter_map(|name| property[name].as_array());
    let own = property["$ref"].as_str();
    own.or_else(|| parts.find_map(|parts| parts.iter().find_map(reference)))
}
