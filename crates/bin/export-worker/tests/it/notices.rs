//! Links with which people sign in, through a real broker and a real mail server.

use std::time::Duration;

use contracts::notice::{About, NoticeRequested};
use lifecycle::clock;
use mail_parser::MessageParser;
use serde_json::Value;
use testkit::SmtpServer;
use uuid::Uuid;

use crate::world::{TENANT, World, sealed};

const FROM: (&str, &str) = ("ESPEJO_MAIL_FROM", "Espejo <reports@example.com>");
const DEAD: &str = "export-worker.notice.dead";
const TOKEN: &str = "9fK2q7Vw1xT0";

fn notice(example: &str, to: &str) -> NoticeRequested {
    let path = format!(
        "{}/../../../contracts/notice.requested/v1.valid.{example}.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).unwrap();
    NoticeRequested {
        notice: Uuid::new_v4(),
        to: to.to_owned(),
        expires_at: clock::now() + Duration::from_mins(30),
        ..serde_json::from_str(&text).unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_and_a_reset_are_sent_with_their_link() {
    let (world, server) = tokio::join!(World::create(), SmtpServer::start());
    let url = server.url();
    let running = world.start(None, &[("ESPEJO_SMTP_URL", &url), FROM]);
    let publisher = world.start_publisher();
    let invitation = notice("invitation", "luis@example.com");
    let reset = notice("reset", "eva@example.com");
    for notice in [&invitation, &reset] {
        let sealed = sealed(TENANT, notice.notice, notice.clone());
        publisher.publish(&sealed).await;
    }
    let mails = server.wait_for(2).await;
    for (notice, parts) in [
        (&invitation, ["Ana Quispe Rojas le invita", "Operador"]),
        (&reset, ["Elija una nueva contraseña", "Firefox, Windows"]),
    ] {
        let parsed: Vec<_> = mails
            .iter()
            .map(|mail| MessageParser::default().parse(mail).unwrap())
            .collect();
        let is_his = |to: &str| to == notice.to;
        let mail = parsed
            .iter()
            .find(|mail| is_his(mail.to().unwrap().first().unwrap().address().unwrap()))
            .unwrap();
        let expected = format!("{}@example.com", notice.notice);
        assert_eq!(mail.message_id(), Some(expected.as_str()));
        let (text, html) = (mail.body_text(0).unwrap(), mail.body_html(0).unwrap());
        for part in parts.into_iter().chain([notice.link.as_str()]) {
            assert!(text.contains(part), "{part}\n{text}");
            assert!(html.contains(part), "{part}\n{html}");
        }
        let replies = mail.reply_to().and_then(|it| it.first()?.address());
        let inviter = matches!(notice.about, About::Invitation { .. });
        assert_eq!(replies, inviter.then_some("ana.quispe@andina.example"));
    }
    publisher.end().await;
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_notice_is_a_dead_letter_and_an_expired_one_is_dropped() {
    let (world, server) = tokio::join!(World::create(), SmtpServer::start());
    let url = server.url();
    let running = world.start(None, &[("ESPEJO_SMTP_URL", &url), FROM]);
    let publisher = world.start_publisher();
    let mut expired = notice("invitation", "late@example.com");
    expired.expires_at = clock::now() - Duration::from_secs(1);
    let refused = notice("invitation", "refused@example.com");
    let good = notice("invitation", "ana@example.com");
    for notice in [&expired, &refused, &good] {
        let sealed = sealed(TENANT, notice.notice, notice.clone());
        publisher.publish(&sealed).await;
    }
    let mails = server.wait_for(1).await;
    assert_eq!(mails.len(), 1);
    while world.broker.queue_depth(DEAD).await == 0 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let dead = world.broker.messages(DEAD, 10).await;
    assert_eq!(dead.len(), 1, "{dead:?}");
    let body: Value = serde_json::from_str(&dead[0].payload).unwrap();
    assert_eq!(body["data"]["to"], "refused@example.com");
    publisher.end().await;
    running.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_violates_its_contract_is_not_quoted() {
    let world = World::create().await;
    let running = world.start(None, &[]);
    let publisher = world.start_publisher();
    let mut sealed = sealed(
        TENANT,
        Uuid::new_v4(),
        notice("invitation", "ana@example.com"),
    );
    sealed.body = sealed.body.replace("https://andina", "ftp://andina");
    assert!(sealed.body.contains(TOKEN));
    publisher.publish(&sealed).await;
    while world.broker.queue_depth(DEAD).await == 0 {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let dead = world.broker.messages(DEAD, 10).await;
    let headers = format!("{:?}", dead[0].properties);
    assert!(headers.contains("data"), "{headers}");
    assert!(!headers.contains(TOKEN), "{headers}");
    publisher.end().await;
    running.end().await;
}
