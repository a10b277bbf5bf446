//! Mails through a real mail server.

use contracts::{
    Epoch,
    mail::{Delivery, MailRequested},
};
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};
use serde_json::Value;
use testkit::SmtpServer;
use tokio::time::{Duration, Instant, sleep};
use uuid::Uuid;

use crate::world::{TENANT, World, sealed};

/// Begins like a PNG.
const LOGO: &[u8] = b"\x89PNG\r\n\x1a\n...";
const QUEUE: &str = "core-api.mail";
const FILE: &[u8] = b"a file\r\nof two lines";
const SHA256: &str = "c8a52efbd5f6f9d1b8b1e1c64f9b1c1ddf3b0b4f6e7f6a94a7d1a3a4f0d0b0aa";

/// A mail that core-api has asked for, with its rows in the database and its file in place.
async fn asked(world: &World, to: &str) -> MailRequested {
    asked_as(world, "attached", to).await
}

/// The same from another example of the contract.
async fn asked_as(world: &World, example: &str, to: &str) -> MailRequested {
    let path = format!(
        "{}/../../../contracts/mail.requested/v1.valid.{example}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).unwrap();
    let mut asked: MailRequested = serde_json::from_str(&text).unwrap();
    asked.mail = Uuid::new_v4();
    asked.to = to.to_owned();
    asked.file.key = format!("exports/{TENANT}/{}/file.xlsx", asked.mail);
    asked.file.sha256 = sha256_of(FILE);
    let place = world.files().join(&asked.file.key);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, FILE).unwrap();
    let export = Uuid::new_v4();
    world
        .admin
        .execute(
            "insert into ops.export_job
                 (id, report, parameters, format, locale, file_name, state, requested_by)
             values ($1, 'ageing', '{}', 'xlsx', 'es-PE', 'a.xlsx', 'finished', 'test')",
            &[&export],
        )
        .await
        .unwrap();
    world
        .admin
        .execute(
            "insert into ops.mail (id, export_id, occasion, recipient, locale, state, epoch)
             values ($1, $2, 'report', $3, 'es-PE', 'requested', 1)",
            &[&asked.mail, &export, &asked.to],
        )
        .await
        .unwrap();
    asked
}

fn sha256_of(bytes: &[u8]) -> String {
    use sha2::Digest;
    use std::fmt::Write;
    let digest = sha2::Sha256::digest(bytes);
    digest.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What the worker said of these mails, in the order in which it said it.
async fn outcomes(world: &World, count: usize) -> Vec<Value> {
    let deadline = Instant::now() + Duration::from_mins(1);
    loop {
        if world
            .broker
            .queues()
            .await
            .iter()
            .any(|queue| queue == QUEUE)
        {
            let depth = world.broker.queue_depth(QUEUE).await;
            if usize::try_from(depth).unwrap() >= count {
                let messages = world.broker.messages(QUEUE, 50).await;
                let data = |text: &str| serde_json::from_str::<Value>(text).unwrap()["data"].take();
                return messages
                    .iter()
                    .map(|message| data(&message.payload))
                    .collect();
            }
        }
        assert!(
            Instant::now() < deadline,
            "fewer than {count} mails are settled"
        );
        sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_has_two_bodies_and_its_file_and_its_outcome_is_published() {
    let (world, server) = tokio::join!(World::create(), SmtpServer::start());
    let url = server.url();
    let running = world.start(None, &[("ESPEJO_SMTP_URL", &url), FROM]);
    let publisher = world.start_publisher();
    let mut mail = asked(&world, "Ana.Quispe@example.com").await;
    mail.note = Some("Para el cierre.\nSaludos".to_owned());
    publisher
        .publish(&sealed(TENANT, mail.mail, mail.clone()))
        .await;

    let told = outcomes(&world, 1).await;
    assert_eq!(told[0]["outcome"], "sent", "{told:#?}");
    assert_eq!(told[0]["code"], 250);
    let mails = server.wait_for(1).await;
    let message = MessageParser::default().parse(&mails[0]).unwrap();
    let expected = "Su archivo está listo: Antigüedad de saldos por cliente o proveedor al \
                    31/10/2026 – Andina Comercial S.A.C.";
    assert_eq!(message.subject(), Some(expected));
    assert_eq!(
        message.message_id(),
        Some(format!("{}@example.com", mail.mail).as_str())
    );
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(from.address(), Some("reports@example.com"));
    assert_eq!(
        message.header_raw("Auto-Submitted").map(str::trim),
        Some("auto-generated")
    );
    let text = message.body_text(0).unwrap();
    assert!(text.contains("Para el cierre.\r\nSaludos"), "{text}");
    let html = message.body_html(0).unwrap();
    assert!(html.contains("Para el cierre.<br>Saludos"), "{html}");
    // The control total and the number of rows are of no use to a reader.
    for body in [&text, &html] {
        assert!(
            !body.contains("1,204,331.75") && !body.contains("412"),
            "{body}"
        );
    }
    let file = message.attachment(0).unwrap();
    assert_eq!(
        file.attachment_name(),
        Some("receivable-ageing-2026-10-31.xlsx")
    );
    assert_eq!(file.contents(), FILE);
    publisher.end().await;
    running.end().await;
}

/// A person who answers customers, a bank account and a logo.
const PAPER: &str = "
[mail]
reply_to = 'office@example.com'
[paper]
logo = 'logo.png'
contact.name = 'Rosa Quispe'
contact.email = 'cobranzas@example.com'
[[paper.bank_accounts]]
currency = 'PEN'
bank = 'BCP'
account = '191-1'
interbank = '002-191'
";

/// What the mail server gets if these mails are requested, in their order.
async fn sent(world: &World, mails: &[&MailRequested]) -> Vec<Vec<u8>> {
    let server = SmtpServer::start().await;
    let url = server.url();
    let running = world.start(None, &[("ESPEJO_SMTP_URL", &url), FROM]);
    let publisher = world.start_publisher();
    for mail in mails {
        let mail = (*mail).clone();
        publisher.publish(&sealed(TENANT, mail.mail, mail)).await;
    }
    let sent = server.wait_for(mails.len()).await;
    publisher.end().await;
    running.end().await;
    let mut sorted = Vec::new();
    for mail in mails {
        let to = format!("To: {}", mail.to);
        let found = sent
            .iter()
            .find(|one| String::from_utf8_lossy(one).contains(&to));
        sorted.push(found.unwrap().clone());
    }
    sorted
}

fn parsed(mail: &[u8]) -> Message<'_> {
    MessageParser::default().parse(mail).unwrap()
}

/// Names and addresses of sender and replies.
fn correspondents<'m>(mail: &'m Message<'_>) -> [(Option<&'m str>, Option<&'m str>); 2] {
    [mail.from(), mail.reply_to()].map(|header| {
        let found = header.unwrap().first().unwrap();
        (found.name(), found.address())
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_statement_mail_comes_from_the_company_and_has_its_logo() {
    let world = World::create().await;
    world.configure(PAPER, &[("logo.png", LOGO)]);
    let statement = asked_as(&world, "statement", "ana@example.com").await;
    let mails = sent(&world, &[&statement]).await;
    let mail = parsed(&mails[0]);
    let expected = [
        (
            Some("Comercial Andina del Perú S.A.C."),
            Some("reports@example.com"),
        ),
        (Some("Rosa Quispe"), Some("cobranzas@example.com")),
    ];
    assert_eq!(correspondents(&mail), expected);
    let text = mail.body_text(0).unwrap();
    for part in [
        "PEN     186,282.23",
        "BCP, soles (PEN)",
        "191-1   CCI 002-191",
        "Rosa Quispe",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(mail.body_html(0).unwrap().contains("src=\"cid:logo\""));
    let is_logo = |part: &&MessagePart<'_>| part.content_id() == Some("logo");
    assert_eq!(mail.parts.iter().find(is_logo).unwrap().contents(), LOGO);
}

#[tokio::test(flavor = "multi_thread")]
async fn replies_to_a_report_reach_its_maker_or_the_address_of_the_tenant() {
    let world = World::create().await;
    world.configure(PAPER, &[("logo.png", LOGO)]);
    let scheduled = asked_as(&world, "scheduled", "bob@example.com").await;
    let mut by_hand = asked(&world, "eva@example.com").await;
    by_hand.reply_to = Some("the portal".to_owned());
    let mails = sent(&world, &[&scheduled, &by_hand]).await;
    let espejo = (Some("Espejo"), Some("reports@example.com"));
    let expected = (Some("Ana Quispe Rojas"), Some("ana.quispe@andina.example"));
    let mail = parsed(&mails[0]);
    assert_eq!(correspondents(&mail), [espejo, expected]);
    assert!(!mail.body_html(0).unwrap().contains("cid:logo"));
    let expected = (None, Some("office@example.com"));
    assert_eq!(correspondents(&parsed(&mails[1])), [espejo, expected]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_whose_template_fails_is_refused_with_file_and_line() {
    let (world, server) = tokio::join!(World::create(), SmtpServer::start());
    let template = "ok\n{% if partner == 'Bodega Ñandú E.I.R.L.' %}{{ nobody }}{% endif %}";
    world.configure(
        "[mail]\ntemplates = 'letters'\n",
        &[("letters/statement.es.txt", template.as_bytes())],
    );
    let url = server.url();
    let running = world.start(None, &[("ESPEJO_SMTP_URL", &url), FROM]);
    let publisher = world.start_publisher();
    let mail = asked_as(&world, "linked", "ana@example.com").await;
    publisher
        .publish(&sealed(TENANT, mail.mail, mail.clone()))
        .await;
    let told = outcomes(&world, 1).await;
    assert_eq!(told[0]["outcome"], "refused", "{told:#?}");
    let detail = told[0]["detail"].as_str().unwrap();
    assert!(
        detail.contains("letters/statement.es.txt, line 2: undefined value"),
        "{detail}"
    );
    publisher.end().await;
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_recipient_has_an_outcome_and_a_deferred_mail_may_be_retried() {
    let (world, server) = tokio::join!(World::create(), SmtpServer::start());
    let url = server.url();
    let running = world.start(None, &[("ESPEJO_SMTP_URL", &url), FROM]);
    let publisher = world.start_publisher();
    let refused = asked(&world, "refused@example.com").await;
    let grey = asked(&world, "greylisted@example.com").await;
    let mut spoiled = asked(&world, "ana@example.com").await;
    spoiled.file.sha256 = SHA256.to_owned();
    for mail in [&refused, &grey, &spoiled] {
        publisher
            .publish(&sealed(TENANT, mail.mail, mail.clone()))
            .await;
    }
    let told = outcomes(&world, 3).await;
    let of = |mail: &MailRequested| {
        let id = mail.mail.to_string();
        told.iter()
            .find(|event| event["mail"] == id)
            .unwrap()
            .clone()
    };
    assert_eq!(
        (
            of(&refused)["outcome"].as_str(),
            of(&refused)["code"].as_i64()
        ),
        (Some("refused"), Some(550))
    );
    assert!(
        of(&refused)["detail"]
            .as_str()
            .unwrap()
            .contains("no such user")
    );
    assert_eq!(
        (of(&grey)["outcome"].as_str(), of(&grey)["code"].as_i64()),
        (Some("deferred"), Some(451))
    );
    assert_eq!(of(&spoiled)["outcome"], "refused");
    assert!(of(&spoiled)["detail"].as_str().unwrap().contains("SHA-256"));

    // core-api asks again; what has been sent or asked for anew in the meantime is not sent.
    let sql = "update ops.mail set epoch = 2 where id = $1";
    world.admin.execute(sql, &[&grey.mail]).await.unwrap();
    let again = MailRequested {
        epoch: Epoch::new(2),
        ..grey.clone()
    };
    publisher
        .publish(&sealed(TENANT, grey.mail, grey.clone()))
        .await;
    publisher.publish(&sealed(TENANT, grey.mail, again)).await;
    let mails = server.wait_for(1).await;
    let told = outcomes(&world, 4).await;
    assert_eq!(told.len(), 4, "{told:#?}");
    assert_eq!(told[3]["outcome"], "sent", "{told:#?}");
    assert_eq!((told[3]["epoch"].as_i64(), mails.len()), (Some(2), 1));
    publisher.end().await;
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_file_is_linked_and_no_mail_is_lost_during_an_smtp_outage() {
    let (world, mut server) = tokio::join!(World::create(), SmtpServer::start());
    server.stop();
    let url = server.url();
    let running = world.start(None, &[("ESPEJO_SMTP_URL", &url), FROM]);
    let publisher = world.start_publisher();
    let mut mail = asked(&world, "ana@example.com").await;
    mail.delivery = Delivery::Link {
        url: "https://andina.example.com/files/x?y=1&z=2".to_owned(),
        expires_at: "2026-11-08T08:00:00Z".parse().unwrap(),
    };
    publisher
        .publish(&sealed(TENANT, mail.mail, mail.clone()))
        .await;
    let told = outcomes(&world, 1).await;
    assert_eq!(
        (told[0]["outcome"].as_str(), &told[0]["code"]),
        (Some("deferred"), &Value::Null)
    );

    server.open().await;
    publisher
        .publish(&sealed(TENANT, mail.mail, mail.clone()))
        .await;
    let mails = server.wait_for(1).await;
    let message = MessageParser::default().parse(&mails[0]).unwrap();
    assert_eq!(message.attachment_count(), 0);
    assert!(
        message
            .body_text(0)
            .unwrap()
            .contains("https://andina.example.com/files/x?y=1&z=2")
    );
    publisher.end().await;
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_mail_server_a_mail_is_deferred_and_names_the_setting() {
    let world = World::create().await;
    let running = world.start(None, &[]);
    let publisher = world.start_publisher();
    let mail = asked(&world, "ana@example.com").await;
    publisher
        .publish(&sealed(TENANT, mail.mail, mail.clone()))
        .await;
    let told = outcomes(&world, 1).await;
    assert_eq!(told[0]["outcome"], "deferred");
    assert!(
        told[0]["detail"]
            .as_str()
            .unwrap()
            .contains("ESPEJO_SMTP_URL")
    );
    publisher.end().await;
    running.end().await;
}

const FROM: (&str, &str) = ("ESPEJO_MAIL_FROM", "Espejo <reports@example.com>");
