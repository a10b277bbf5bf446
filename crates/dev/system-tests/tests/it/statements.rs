//! A statement run from the request to the mails, with a killed core-api.

use std::time::Duration;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};
use reqwest::{Method, StatusCode};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use system_tests::{Api, Stack};
use testkit::SmtpServer;

use crate::drift::now;
use crate::sync::books;

const PATIENCE: Duration = Duration::from_mins(2);
const DAY: &str = "2026-11-22";
const PREVIEW: &str = "/v1/statement-runs/preview?company_id=1&as_of=2026-11-22&limit=500";

fn money(value: &Value) -> Decimal {
    value.as_str().unwrap().parse().unwrap()
}

/// The four customers with the largest overdue amounts, and the amount of the fourth.
async fn debtors(api: &Api) -> ([i64; 4], String) {
    let mut rows = api.get(PREVIEW).await["data"].as_array().unwrap().clone();
    rows.sort_by_key(|row| std::cmp::Reverse(money(&row["amount_overdue"])));
    let partner = |at: usize| rows[at]["partner_id"].as_i64().unwrap();
    let overdue = rows[3]["amount_overdue"].as_str().unwrap();
    ([0, 1, 2, 3].map(partner), overdue.to_owned())
}

/// Sets e-mail and language of a partner, as people do.
fn write(stack: &Stack, partner: i64, email: &str, language: &str) {
    let written = stack.sim.alter("andina", |odoo| {
        let values = [
            ("email", json!(email)),
            ("lang", json!(language)),
            ("write_date", json!(now())),
        ];
        values
            .iter()
            .all(|(name, value)| odoo.set_silently("res.partner", partner, name, value))
    });
    assert!(written.unwrap());
}

/// The only mail to this address.
fn letter<'m>(mails: &[Message<'m>], address: &str) -> Message<'m> {
    let to = |mail: &&Message<'_>| {
        let first = mail.to().and_then(|to| to.first());
        first.and_then(|to| to.address()) == Some(address)
    };
    let found: Vec<_> = mails.iter().filter(to).collect();
    assert_eq!(found.len(), 1, "mails to {address}");
    found[0].clone()
}

/// A loaded mirror, a mail server, and the four customers: two get a mail, one has no address, one
/// is excluded. Also the amount that each of them has overdue at least.
async fn prepared(post: &SmtpServer) -> (Stack, [i64; 4], String) {
    let url = post.url();
    let settings = [
        ("ESPEJO_SMTP_URL", url.as_str()),
        ("ESPEJO_MAIL_FROM", "Cobranzas <cobranzas@example.com>"),
        ("ESPEJO_WATCH_EVERY", "500ms"),
    ];
    let stack = Stack::start_with(vec![("andina", books(51, 200))], &settings).await;
    let api = stack.api("andina");
    api.run("snapshot", PATIENCE).await;
    let (four, overdue) = debtors(&api).await;
    let [spanish, english, silent, excluded] = four;
    write(&stack, spanish, "uno@example.com", "es_PE");
    write(&stack, english, "Two <two@example.com>", "en_US");
    write(&stack, silent, "por telefono", "es_PE");
    write(&stack, excluded, "cuatro@example.com", "es_PE");
    tokio::time::sleep(Duration::from_millis(1100)).await;
    api.run("incremental", PATIENCE).await;
    let path = format!("/v1/partners/{excluded}/statement-exclusion");
    let reason = json!({ "reason": "Convenio de pago" });
    let (status, answer) = api
        .send(
            api.request(Method::PUT, &path)
                .header("if-none-match", "*")
                .json(&reason),
        )
        .await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    (stack, four, overdue)
}

fn item_of(items: &Value, partner: i64) -> &Value {
    let mut items = items["data"].as_array().unwrap().iter();
    items.find(|item| item["partner_id"] == partner).unwrap()
}

/// The mail to this address names the customer and what is due, in its language and with its
/// statement.
async fn check_letter(
    api: &Api,
    mails: &[Message<'_>],
    (address, title): (&str, &str),
    item: &Value,
) {
    let letter = letter(mails, address);
    let subject = letter.subject().unwrap();
    assert!(subject.starts_with(title), "{subject}");
    let name = item["partner_name"].as_str().unwrap();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = words(&letter.body_text(0).unwrap());
    assert!(text.contains(&words(name)), "{name}: {text}");
    let url = format!(
        "/v1/partners/{}/statement?company_id=1&date_to={DAY}",
        item["partner_id"]
    );
    let statement = api.get(&url).await;
    let ageing = statement["open"]["ageing"].as_array().unwrap();
    for row in ageing {
        let amounts = [&row["total"], &row["not_due"]].map(money);
        let overdue = (amounts[0] - amounts[1]).max(Decimal::ZERO);
        let currency = row["currency"].as_str().unwrap();
        let expected = format!("{currency} {} {overdue:.2}", amounts[0]).replace('-', "\u{2212}");
        let plain = text.replace(',', "");
        assert!(plain.contains(&expected), "{expected}: {text}");
    }
    assert!(!ageing.is_empty());
    let is_pdf = |file: &&MessagePart<'_>| file.contents().starts_with(b"%PDF-");
    let file = letter.attachments().find(is_pdf).unwrap();
    let named = file.attachment_name().unwrap();
    let begin = if title.starts_with("Estado") {
        "estado-de-cuenta_"
    } else {
        "statement-of-account_"
    };
    assert!(named.starts_with(begin), "{named}");
    assert!(named.ends_with(&format!("_{DAY}.pdf")), "{named}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_run_mails_each_eligible_customer_once() {
    let post = SmtpServer::start().await;
    let (mut stack, [spanish, english, silent, excluded], overdue) = prepared(&post).await;
    let api = stack.api("andina");
    let parameters = json!({ "company_id": 1, "as_of": DAY, "min_overdue": overdue });
    let preview = api.get(&format!("{PREVIEW}&min_overdue={overdue}")).await;
    let (status, run) = api
        .post("/v1/statement-runs", &json!({ "parameters": parameters }))
        .await;
    assert_eq!(status, StatusCode::ACCEPTED, "{run}");
    assert_eq!(run["customers"], 4);
    assert_eq!(run["amount_due"], preview["totals"]["amount_due"]);
    stack.kill_and_restart("core-api").await;
    let run = run["url"].as_str().unwrap();
    let run = api.wait(run, "finished", PATIENCE).await;
    assert_eq!(run["states"]["sent"], 2, "{run}");
    let items = api.get(run["items_url"].as_str().unwrap()).await;
    let detail = |partner| item_of(&items, partner)["detail"].clone();
    assert_eq!(
        detail(silent),
        "no valid address: \"por telefono\" is not an address"
    );
    assert_eq!(detail(excluded), "excluded: Convenio de pago");

    // A second mail to a customer would arrive before the mail to the third recipient.
    let files = api.get("/v1/exports").await;
    let file = files["data"][0]["id"].as_str().unwrap().to_owned();
    let third = json!({ "recipients": ["third@example.com"] });
    // Only admins may read the exports of a run.
    let admin = stack.make_key("andina", "admin");
    let admin = stack.api_with_key("andina", &admin);
    let (status, answer) = admin
        .post(&format!("/v1/exports/{file}/mails"), &third)
        .await;
    assert_eq!(status, StatusCode::ACCEPTED, "{answer}");
    let mails = post.wait_for(3).await;
    let mails: Vec<Message<'_>> = mails
        .iter()
        .map(|mail| MessageParser::default().parse(mail).unwrap())
        .collect();
    assert_eq!(mails.len(), 3);
    let title = "Estado de cuenta al 22/11/2026";
    let item = item_of(&items, spanish);
    check_letter(&api, &mails, ("uno@example.com", title), item).await;
    let title = "Statement of account as of 22 Nov 2026";
    let item = item_of(&items, english);
    check_letter(&api, &mails, ("two@example.com", title), item).await;
    stack.broker.assert_no_leftovers().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_of_a_run_is_the_letter_that_was_shown_and_reaches_only_the_test_address() {
    let post = SmtpServer::start().await;
    let (stack, [spanish, ..], _) = prepared(&post).await;
    let api = stack.api("andina");
    let letter_url = format!(
        "/v1/statement-runs/preview/{spanish}/letter?company_id=1&as_of={DAY}&note=Saludos."
    );
    let shown = api.get(&letter_url).await;
    assert_eq!(shown["recipients"], json!(["uno@example.com"]), "{shown}");
    let parameters = json!({ "company_id": 1, "as_of": DAY });
    let asked = json!({
        "recipient": "prueba@example.com", "partner_id": spanish,
        "statement_run": { "parameters": parameters, "note": "Saludos." },
    });
    let (status, mail) = api.post("/v1/statement-runs/test", &asked).await;
    assert_eq!(status, StatusCode::ACCEPTED, "{mail}");
    api.wait(mail["url"].as_str().unwrap(), "sent", PATIENCE)
        .await;

    let mails = post.wait_for(1).await;
    let received = MessageParser::default().parse(&mails[0]).unwrap();
    let to = received.to().and_then(|to| to.first()).unwrap();
    assert_eq!(to.address(), Some("prueba@example.com"));
    let subject = format!("Prueba: {}", shown["subject"].as_str().unwrap());
    assert_eq!(received.subject(), Some(subject.as_str()));
    // The size of the file is known only now.
    let without_size = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (start, rest) = text.split_once("(PDF, ").unwrap();
        let (_, end) = rest.split_once(" KB)").unwrap();
        format!("{start}{end}")
    };
    let text = received.body_text(0).unwrap();
    let expected = shown["plain_text"].as_str().unwrap();
    assert_eq!(without_size(&text), without_size(expected));
    let html = received.body_html(0).unwrap();
    let expected = shown["html"].as_str().unwrap();
    // The subject is also the title of the page.
    let html = html.replace("Prueba: ", "");
    assert_eq!(without_size(&html), without_size(expected));
    let file = received.attachments().next().unwrap();
    assert_eq!(file.attachment_name(), shown["attachments"][0].as_str());
    assert!(file.contents().starts_with(b"%PDF-"));

    let of_customer = api.get(&format!("/v1/mails?partner_id={spanish}")).await;
    assert_eq!(of_customer["data"], json!([]));
    assert_eq!(post.mails().len(), 1);
    stack.broker.assert_no_leftovers().await;
}
