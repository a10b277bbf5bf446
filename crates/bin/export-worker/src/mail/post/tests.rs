use testkit::{Authority, SmtpServer, TlsFront};

use super::*;

#[test]
fn the_domain_of_a_recipient_is_written_in_ascii() {
    for (address, expected) in [
        ("ana@example.com", "ana@example.com"),
        ("ventas@compañía.example", "ventas@xn--compaa-7va5a.example"),
        ("josé@example.com", "josé@example.com"),
    ] {
        let found = recipient(address).unwrap().email.to_string();
        assert_eq!(found, expected);
    }
    assert!(recipient("ana").is_err());
}

#[test]
fn the_host_of_an_encrypted_server_is_found_in_its_url() {
    for (url, found) in [
        (
            "smtps://u:p@mail.example.com",
            Some(("mail.example.com", true)),
        ),
        (
            "smtps://mail.example.com:465/x",
            Some(("mail.example.com", true)),
        ),
        ("smtps://u:p%40@[::1]:465", Some(("::1", true))),
        (
            "smtp://u:p@mail.example.com:587?tls=required",
            Some(("mail.example.com", false)),
        ),
        ("smtp://127.0.0.1:25", None),
    ] {
        assert_eq!(encrypted(url), found, "{url}");
    }
}

async fn send(url: String, authority: &Authority) -> Ending {
    let trust = Trust::default()
        .with_authorities(&authority.file())
        .unwrap();
    let post = Post::new(&url.into(), &trust).unwrap();
    let message = Message::builder()
        .from("reports@example.com".parse().unwrap())
        .to("ana@example.com".parse().unwrap())
        .body("hello".to_owned());
    post.send(message.unwrap()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_right_server_with_a_valid_certificate_of_a_trusted_authority_gets_mails() {
    let server = SmtpServer::start().await;
    let address = server.url().trim_start_matches("smtp://").to_owned();
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    for (name, until, authority, outcome) in [
        ("localhost", 2100, &other, MailOutcome::Deferred),
        ("mail.example.com", 2100, &ours, MailOutcome::Deferred),
        ("localhost", 2021, &ours, MailOutcome::Deferred),
        ("localhost", 2100, &ours, MailOutcome::Sent),
    ] {
        let certificate = ours.certificate(name, until);
        let front = TlsFront::to(&address, &certificate, None).await;
        let ending = send(format!("smtps://localhost:{}", front.port()), authority).await;
        assert_eq!(ending.outcome, outcome, "{name} until {until}: {ending:?}");
    }
    // A server that does not offer TLS.
    let (_, port) = address.rsplit_once(':').unwrap();
    let plain = format!("smtp://localhost:{port}?tls=required");
    assert_eq!(send(plain, &ours).await.outcome, MailOutcome::Deferred);
    assert_eq!(server.mails().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_file_with_the_mail_server_counts_from_the_next_mail_on() {
    let server = SmtpServer::start().await;
    let file = tempfile::NamedTempFile::new().unwrap();
    let closed = format!("smtp://127.0.0.1:{}", testkit::free_port());
    std::fs::write(file.path(), closed).unwrap();
    let path = file.path().as_os_str().to_owned();
    let mut env = settings::Environment::from_pairs([("ESPEJO_SMTP_URL_FILE", path)]);
    let url = env.optional_live_secret("ESPEJO_SMTP_URL").unwrap();
    let post = Post::new(&url, &Trust::default()).unwrap();
    let sent = async || {
        let message = Message::builder()
            .from("reports@example.com".parse().unwrap())
            .to("ana@example.com".parse().unwrap())
            .body("hello".to_owned());
        post.send(message.unwrap()).await.outcome
    };
    assert_eq!(sent().await, MailOutcome::Deferred);
    std::fs::write(file.path(), server.url()).unwrap();
    assert_eq!(sent().await, MailOutcome::Sent);
    // A URL that would send the password unencrypted is never used.
    std::fs::write(file.path(), "smtp://ana:word@mail.example.com").unwrap();
    assert_eq!(sent().await, MailOutcome::Sent);
    assert_eq!(server.mails().len(), 2);
}
