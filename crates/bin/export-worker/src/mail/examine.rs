//! Whether mails could be sent.

use lettre::transport::smtp;
use lifecycle::doctor::Finding;
use tokio::time::timeout;

use crate::mail::{
    MailSettings,
    post::{Post, with_causes},
};

const CHECK: &str = "mail server";
/// A person waits for the answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// Connects and logs in; sends nothing.
pub(crate) async fn examine(settings: Option<&MailSettings>) -> Finding {
    let Some(settings) = settings else {
        let advice =
            "Set ESPEJO_SMTP_URL and ESPEJO_MAIL_FROM, if reports or links go out by mail.";
        return Finding::warn(CHECK, "there is none, so mails wait", advice);
    };
    let tried = async {
        let post = Post::new(&settings.server, &settings.trust)?;
        post.connects().await
    };
    match timeout(PATIENCE, tried).await {
        Ok(Ok(true)) => Finding::ok(CHECK, "connected and logged in"),
        Ok(Ok(false)) => Finding::fail(CHECK, "it does not answer", REACH),
        Ok(Err(error)) => {
            let found = with_causes(&error);
            let advice = advice(&error, &found);
            Finding::fail(CHECK, found, advice)
        }
        Err(_) => Finding::fail(CHECK, format!("no answer in {PATIENCE:?}"), REACH),
    }
}

const REACH: &str = "Check host and port in ESPEJO_SMTP_URL, and that this machine may connect there: \
                     many providers close the ports 25, 465 and 587.";

fn advice(error: &smtp::Error, found: &str) -> &'static str {
    if error.is_permanent() {
        "The server refuses the login: check user and password in ESPEJO_SMTP_URL (write special \
         characters as %40), and whether the account may send by SMTP."
    } else if error.is_tls() || found.contains("certificate") || found.contains("TLS") {
        "Its certificate is not accepted, or it offers no TLS: check the host name, smtps:// or \
         ?tls=required, and ESPEJO_CA_FILE."
    } else {
        REACH
    }
}
