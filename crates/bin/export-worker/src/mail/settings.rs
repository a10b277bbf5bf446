//! The mail server, and the sender of mails.

use lettre::message::Mailbox;
use settings::{Environment, ExposeSecret, LiveSecret, SecretString};
use tenants::Tenant;
use tls::Trust;

use crate::mail::{
    MailSetupError,
    post::{Envelopes, Post},
};

#[derive(Debug, Clone)]
pub struct MailSettings {
    /// `smtps://user:password@host` or `smtp://user:password@host:587?tls=required`.
    /// If it is in a file, a changed one counts from the next mail on.
    pub server: LiveSecret,
    /// Used if the tenant's file has no sender.
    pub from: Mailbox,
    /// Whom the connection trusts.
    pub trust: Trust,
}

impl MailSettings {
    /// None if no mail server is set.
    pub(crate) fn read(env: &mut Environment) -> Option<Self> {
        let server = env.optional_live_secret("ESPEJO_SMTP_URL");
        let from: Option<String> = env.optional("ESPEJO_MAIL_FROM");
        let Some(server) = server else {
            if from.is_some() {
                env.problem("ESPEJO_MAIL_FROM is set, but not ESPEJO_SMTP_URL, the mail server");
            }
            return None;
        };
        if let Err(problem) = usable(&server.newest()) {
            env.problem(format!("ESPEJO_SMTP_URL {problem}"));
        }
        let from = from.as_deref().map(str::parse::<Mailbox>);
        let Some(Ok(from)) = from else {
            env.problem(
                "ESPEJO_MAIL_FROM, the sender of mails, is not an address such as \
                 Espejo <reports@example.com>",
            );
            return None;
        };
        let trust = Trust::read(env);
        Some(Self {
            server,
            from,
            trust,
        })
    }
}

/// Whether mails may be sent to this URL.
pub(crate) fn usable(url: &SecretString) -> Result<(), &'static str> {
    if !Post::is_server(url) {
        return Err(
            "is not smtps://user:password@host or smtp://user:password@host:587?tls=required",
        );
    }
    if !is_protected(url) {
        return Err(
            "would send mails and password unencrypted: use smtps:// or ?tls=required (plain smtp:// \
             only to 127.0.0.1)",
        );
    }
    Ok(())
}

/// Whether the connection is encrypted or local.
fn is_protected(server: &SecretString) -> bool {
    let url = server.expose_secret();
    let (scheme, rest) = url.split_once("://").unwrap_or_default();
    let (authority, query) = rest.split_once('?').unwrap_or((rest, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    let local = ["127.0.0.1", "localhost", "[::1]"];
    let is_local = local.iter().any(|name| {
        host.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
    });
    scheme == "smtps" || is_local || query.split('&').any(|pair| pair == "tls=required")
}

/// The tenant's own sender, if its file has one. Checks every address of its file that mails use.
pub(crate) fn envelopes_of(
    tenant: &Tenant,
    mail: &MailSettings,
) -> Result<Envelopes, MailSetupError> {
    let own = |key, text: Option<&String>| {
        let mailbox = text.map(|text| text.parse::<Mailbox>()).transpose();
        mailbox.map_err(|source| MailSetupError::Sender {
            host: tenant.host.clone(),
            key,
            source,
        })
    };
    for paper in tenant.papers.iter() {
        let email = paper
            .contact
            .as_ref()
            .and_then(|contact| contact.email.as_ref());
        own("paper.contact.email", email)?;
    }
    own("mail.reply_to", tenant.mail.reply_to.as_ref())?;
    let from = own("mail.from", tenant.mail.from.as_ref())?;
    Ok(Envelopes {
        has_own_name: from.as_ref().is_some_and(|from| from.name.is_some()),
        from: from.unwrap_or_else(|| mail.from.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(pairs: &[(&str, &str)]) -> String {
        let mut env = Environment::from_pairs(pairs.iter().copied());
        let settings = MailSettings::read(&mut env);
        env.finish(settings)
            .map_or_else(|problems| problems.to_string(), |_| String::new())
    }

    #[test]
    fn mail_requires_a_server_a_sender_and_an_encrypted_connection() {
        let from = ("ESPEJO_MAIL_FROM", "Espejo <reports@example.com>");
        let server = |url| ("ESPEJO_SMTP_URL", url);
        for good in [
            "smtps://u:p@mail.example.com",
            "smtp://u:p@mail.example.com:587?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://localhost",
        ] {
            assert_eq!(problems(&[from, server(good)]), "", "{good}");
        }
        for plain in [
            "smtp://mail.example.com",
            "smtp://u:p@mail.example.com:587?tls=opportunistic",
            "smtp://127.0.0.1.example.com",
        ] {
            assert!(
                problems(&[from, server(plain)]).contains("unencrypted"),
                "{plain}"
            );
        }
        assert!(problems(&[from, server("http://x")]).contains("is not smtps://"));
        assert!(problems(&[from]).contains("not ESPEJO_SMTP_URL"));
        assert!(problems(&[server("smtp://localhost")]).contains("ESPEJO_MAIL_FROM"));
        assert_eq!(problems(&[]), "");
    }
}
