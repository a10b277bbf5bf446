//! The mail server of export-worker, as far as people may know it.

use reqwest::Url;
use settings::{Environment, ExposeSecret};

/// Without user and password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
}

impl MailServer {
    /// None if no mail server is set.
    pub(super) fn read(env: &mut Environment) -> Option<Self> {
        let url = env.optional_secret("ESPEJO_SMTP_URL")?;
        let server = Self::parse(url.expose_secret());
        if server.is_none() {
            env.problem("ESPEJO_SMTP_URL is not smtps://host or smtp://host:587?tls=required");
        }
        server
    }

    fn parse(url: &str) -> Option<Self> {
        let url = Url::parse(url).ok()?;
        let requires_tls = url
            .query_pairs()
            .any(|pair| pair == ("tls".into(), "required".into()));
        // The ports that export-worker uses if the URL has none.
        let usual = match (url.scheme(), requires_tls) {
            ("smtps", _) => 465,
            ("smtp", true) => 587,
            ("smtp", false) => 25,
            _ => return None,
        };
        Some(Self {
            host: url.host_str()?.to_owned(),
            port: url.port().unwrap_or(usual),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_and_port_are_known_and_the_password_is_not() {
        for (url, expected) in [
            (
                "smtps://u:p%40@mail.example.com",
                Some(("mail.example.com", 465)),
            ),
            (
                "smtp://mail.example.com?tls=required",
                Some(("mail.example.com", 587)),
            ),
            ("smtp://127.0.0.1:2525", Some(("127.0.0.1", 2525))),
            ("smtp://localhost", Some(("localhost", 25))),
            ("https://mail.example.com", None),
            ("mail.example.com", None),
        ] {
            let found = MailServer::parse(url);
            let found = found
                .as_ref()
                .map(|server| (server.host.as_str(), server.port));
            assert_eq!(found, expected, "{url}");
        }
    }
}
