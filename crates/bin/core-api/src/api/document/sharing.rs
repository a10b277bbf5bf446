//! Answers that many operations have in common are written once.

use serde_json::{Value, json};

use super::{Object, operations};

/// Moves the problems to `components.responses`. There are few different ones for each status.
pub(super) fn share_problems(document: &mut Value) {
    let mut shared: Vec<(String, Value)> = Vec::new();
    for (_, _, operation) in operations(document) {
        let responses = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut);
        for (status, response) in responses.into_iter().flatten() {
            if response["content"]
                .get("application/problem+json")
                .is_none()
            {
                continue;
            }
            let known = shared.iter().find(|(_, same)| same == response);
            let name = if let Some((name, _)) = known {
                name.clone()
            } else {
                let of_status = |name: &str| name.starts_with(&format!("Problem{status}"));
                let before = shared.iter().filter(|(name, _)| of_status(name)).count();
                let name = match before {
                    0 => format!("Problem{status}"),
                    _ => format!("Problem{status}_{}", before + 1),
                };
                shared.push((name.clone(), response.clone()));
                name
            };
            *response = json!({ "$ref": format!("#/components/responses/{name}") });
        }
    }
    document["components"]["responses"] = shared.into_iter().collect::<Object>().into();
}
