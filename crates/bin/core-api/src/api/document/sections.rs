//! The sections of the document, in the order in which a reader wants them, and its server.

use serde_json::{Value, json};

/// Tags with their descriptions.
const SECTIONS: &[(&str, &str)] = &[
    (
        "receivables",
        "What customers owe: ageing, open items, statements, and whether they equal the ledger.",
    ),
    (
        "payables",
        "What the company owes to vendors: ageing, open items, and whether they equal the ledger.",
    ),
    (
        "sales",
        "What was billed and collected, and how long customers take to pay.",
    ),
    (
        "treasury",
        "Balances of banks and cash, the forecast, and planned movements.",
    ),
    (
        "ledger",
        "The general ledger, the trial balance, journal items and documents.",
    ),
    (
        "overview",
        "The figures of several reports in one answer, for a first page.",
    ),
    (
        "master data",
        "Companies, partners and what else filters may name, and the search over all of it.",
    ),
    (
        "notes",
        "What people write about partners and documents, and the payments that were promised.",
    ),
    ("saved views", "Reports with parameters under a name."),
    ("exports", "Reports as files, made in the background."),
    (
        "mails",
        "Files that were mailed, and what became of each mail.",
    ),
    ("schedules", "What starts by itself, and when."),
    (
        "statement runs",
        "Statements to all customers with an amount due.",
    ),
    (
        "mirror",
        "How current and how complete the copy of Odoo is, and what changed in it.",
    ),
    (
        "sync",
        "Runs that read Odoo, and what a person decides about them.",
    ),
    (
        "events",
        "One stream of everything that changes, for pages.",
    ),
    ("dead letters", "Messages that could not be handled."),
    (
        "session",
        "Signing in and out, invitations and new passwords.",
    ),
    ("me", "The account of the person who is signed in."),
    ("people", "Accounts of the tenant."),
    ("api keys", "Keys for programs."),
    (
        "webhooks",
        "Other programs that are told what happens, and each message to them.",
    ),
    ("audit", "Who did what."),
    (
        "about",
        "The tenant, this document, and the kinds of problems.",
    ),
];

pub(super) fn describe(document: &mut Value) {
    let tags: Vec<Value> = SECTIONS
        .iter()
        .map(|(name, description)| json!({ "name": name, "description": description }))
        .collect();
    document["tags"] = json!(tags);
    document["servers"] = json!([{
        "url": "https://{host}",
        "description": "Each tenant has a host of its own.",
        "variables": {
            "host": { "default": "andina.localhost", "description": "The host of the tenant." },
        },
    }]);
}
