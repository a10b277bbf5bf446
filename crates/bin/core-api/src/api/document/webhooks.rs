//! What webhooks are told, as the part `webhooks` of the document: each kind of message is a request
//! to the receiver.

use serde_json::{Value, json};
use states::WebhookEvent;

use super::{Object, reference};

/// Each kind with the schema of its `data`.
const MESSAGES: [(WebhookEvent, &str, &str); 10] = [
    (
        WebhookEvent::MirrorProved,
        "MirrorProved",
        "The mirror was compared with Odoo and is equal",
    ),
    (
        WebhookEvent::MirrorDiffers,
        "MirrorDiffers",
        "The mirror still differs from Odoo after a repair",
    ),
    (
        WebhookEvent::MirrorStale,
        "MirrorAge",
        "The mirror has fallen behind by more than 45 minutes, or Odoo was restored",
    ),
    (
        WebhookEvent::MirrorLive,
        "MirrorAge",
        "The mirror is complete and recent, again or for the first time",
    ),
    (
        WebhookEvent::RunFailed,
        "RunFailed",
        "A sync run ended without being done",
    ),
    (
        WebhookEvent::ExportFinished,
        "ExportFinished",
        "The file of an export is there",
    ),
    (
        WebhookEvent::ExportFailed,
        "ExportFailed",
        "An export will have no file",
    ),
    (
        WebhookEvent::MailFailed,
        "MailFailed",
        "A mail was refused, or tried too often, or has no file",
    ),
    (
        WebhookEvent::AlarmRaised,
        "AlarmRaised",
        "A person must look at the mirror and decide",
    ),
    (
        WebhookEvent::WebhookTest,
        "WebhookTest",
        "An admin sent a test message",
    ),
];

pub(super) fn describe(document: &mut Value) {
    let messages = MESSAGES.map(|(event, schema, summary)| {
        let request = json!({ "post": request(event, schema, summary) });
        (event.to_string(), request)
    });
    document["webhooks"] = Object::from_iter(messages).into();
    let reports = reports::catalogue().iter().map(|entry| entry.key);
    let reports = json!(reports.collect::<Vec<_>>());
    for schema in ["ExportFinished", "ExportFailed"] {
        let pointer = format!("/components/schemas/{schema}/properties/report");
        if let Some(report) = document.pointer_mut(&pointer) {
            report["enum"] = reports.clone();
        }
    }
}

fn request(event: WebhookEvent, schema: &str, summary: &str) -> Value {
    json!({
        "tags": ["webhooks"],
        "operationId": format!("receive_{}", event.to_string().replace('.', "_")),
        "summary": summary,
        // What the receiver answers is not an answer of this API, so there are no `responses`.
        "description": "The receiver answers with 2xx when it has the message, and with 410 if it wants no \
            more: then the webhook is paused. After any other answer the message is tried again, ten \
            times in all within three days.",
        "security": [],
        "parameters": [
            header("webhook-id", "The id of the message, the same at every try.", "uuid"),
            header("webhook-timestamp", "When this try was made, in seconds since 1970.", ""),
            header(
                "webhook-signature",
                "`v1,` and the HMAC-SHA256 of id, timestamp and body in base64; during a change of \
                 the key two of them, separated by a space.",
                "",
            ),
        ],
        "requestBody": {
            "required": true,
            "content": { "application/json": { "schema": {
                "type": "object",
                "required": ["type", "timestamp", "tenant", "base_url", "data"],
                "properties": {
                    "type": { "type": "string", "const": event, "example": event },
                    "timestamp": {
                        "type": "string", "format": "date-time",
                        "description": "When it happened.",
                    },
                    "tenant": { "type": "string", "example": "andina" },
                    "base_url": {
                        "type": "string",
                        "description": "What the URLs in `data` are relative to.",
                        "example": "https://andina.example.com",
                    },
                    "data": reference(schema),
                },
            } } },
        },
    })
}

fn header(name: &str, description: &str, format: &str) -> Value {
    let mut schema = json!({ "type": "string" });
    if !format.is_empty() {
        schema["format"] = json!(format);
    }
    json!({
        "name": name, "in": "header", "required": true, "description": description, "schema": schema,
    })
}
