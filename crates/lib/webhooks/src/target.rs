//! The URL of a webhook. A person of the tenant chooses it, so it must not reach what only this
//! network can reach.

use std::net::IpAddr;

use url::{Host, Url};

use crate::is_public;

const MAX_LETTERS: usize = 2000;
/// Ports of HTTPS.
const PORTS: [u16; 2] = [443, 8443];

/// A URL that webhooks may call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    url: Url,
    is_listed: bool,
}

/// Why a URL is not a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("it is not a URL of at most 2000 letters")]
    NoUrl,
    #[error("it has a user or a password")]
    Credentials,
    #[error("it has a fragment")]
    Fragment,
    #[error("it is not an https URL")]
    Scheme,
    #[error("port {0} is not allowed")]
    Port(u16),
    #[error("its host is not on the public internet")]
    Private,
}

impl Target {
    /// `listed`: origins that the operator of the installation allows beyond HTTPS on its usual ports
    /// of public hosts. A name is only resolved when the webhook is called.
    pub fn parse(text: &str, listed: &[String]) -> Result<Self, Refusal> {
        if text.len() > MAX_LETTERS {
            return Err(Refusal::NoUrl);
        }
        let url = Url::parse(text).map_err(|_| Refusal::NoUrl)?;
        if url.as_str().len() > MAX_LETTERS {
            return Err(Refusal::NoUrl);
        }
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(Refusal::Scheme);
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::Credentials);
        }
        if url.fragment().is_some() {
            return Err(Refusal::Fragment);
        }
        let origin = url.origin();
        let is_listed = listed
            .iter()
            .filter_map(|listed| Url::parse(listed).ok())
            .any(|listed| listed.origin() == origin);
        if !is_listed {
            check(url.scheme(), &host, port)?;
        }
        Ok(Self { url, is_listed })
    }

    /// In its normal form: `HTTPS:a.example` is `https://a.example/`.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Whether the operator allows this origin, so that its address may be any.
    pub fn is_listed(&self) -> bool {
        self.is_listed
    }
}

fn check(scheme: &str, host: &Host<&str>, port: u16) -> Result<(), Refusal> {
    if scheme != "https" {
        return Err(Refusal::Scheme);
    }
    if !PORTS.contains(&port) {
        return Err(Refusal::Port(port));
    }
    let is_public = match host {
        Host::Ipv4(address) => is_public(IpAddr::V4(*address)),
        Host::Ipv6(address) => is_public(IpAddr::V6(*address)),
        Host::Domain(name) => !is_local(name),
    };
    is_public.then_some(()).ok_or(Refusal::Private)
}

/// Names that never are on the internet: this machine, and names without a domain.
fn is_local(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    let last = name.rsplit_once('.').map(|(_, last)| last);
    last.is_none_or(|last| ["localhost", "local", "internal"].contains(&last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> Option<Refusal> {
        Target::parse(text, &[]).err()
    }

    #[test]
    fn https_of_public_hosts_is_a_target() {
        for text in [
            "https://hooks.andina.example/espejo?team=7",
            "https://hooks.andina.example:8443/",
            "https://8.8.8.8/",
            "https://[2606:4700::1111]/x",
            "https://hooks.andina.example./x",
        ] {
            assert_eq!(refusal(text), None, "{text}");
        }
    }

    #[test]
    fn a_url_is_kept_in_its_normal_form() {
        for text in [
            "HTTPS://Hooks.example.com/x",
            " https://hooks.example.com/x ",
            "https:hooks.example.com/x",
            r"https:\\hooks.example.com\x",
        ] {
            let target = Target::parse(text, &[]).unwrap();
            assert_eq!(
                target.url().as_str(),
                "https://hooks.example.com/x",
                "{text}"
            );
        }
    }

    #[test]
    fn ways_around_the_rules_are_refused() {
        use Refusal::{Credentials, Fragment, NoUrl, Port, Private, Scheme};
        for (text, expected) in [
            ("hooks.andina.example", NoUrl),
            ("https://", NoUrl),
            ("https://ex ample.com/", NoUrl),
            ("http://hooks.andina.example/", Scheme),
            ("ftp://hooks.andina.example/", Scheme),
            ("file:///etc/passwd", Scheme),
            ("gopher://127.0.0.1:25/", Scheme),
            ("data:text/plain,x", Scheme),
            ("https://hooks.andina.example:22/", Port(22)),
            ("https://hooks.andina.example:5432/", Port(5432)),
            ("https://user@hooks.andina.example/", Credentials),
            ("https://a:b@hooks.andina.example/", Credentials),
            ("https://hooks.andina.example@127.0.0.1/", Credentials),
            ("https://hooks.andina.example/#x", Fragment),
            ("https://localhost/", Private),
            ("https://LOCALHOST./", Private),
            ("https://db.localhost/", Private),
            ("https://postgres/", Private),
            ("https://metadata.google.internal/", Private),
            ("https://printer.local/", Private),
            ("https://127.0.0.1/", Private),
            ("https://127.1/", Private),
            ("https://2130706433/", Private),
            ("https://0x7f000001/", Private),
            ("https://0177.0.0.1/", Private),
            ("https://0/", Private),
            ("https://①②⑦.⓪.⓪.①/", Private),
            ("https://127。0。0。1/", Private),
            ("https://169.254.169.254/latest/meta-data/", Private),
            ("https://10.0.0.1/", Private),
            ("https://[::1]/", Private),
            ("https://[::]/", Private),
            ("https://[::ffff:127.0.0.1]/", Private),
            ("https://[::ffff:7f00:1]/", Private),
            ("https://[64:ff9b::7f00:1]/", Private),
            ("https://[2002:7f00:1::]/", Private),
            ("https://[fd00::1]/", Private),
            ("https://[fe80::1]/", Private),
            ("https:127.0.0.1/", Private),
            (r"https:\\127.0.0.1\", Private),
        ] {
            assert_eq!(refusal(text), Some(expected), "{text}");
        }
        let long = format!("https://hooks.andina.example/{}", "a".repeat(2000));
        assert_eq!(refusal(&long), Some(NoUrl));
    }

    #[test]
    fn the_operator_can_allow_an_origin() {
        let listed = ["http://10.1.2.3:5678".to_owned(), "https://n8n".to_owned()];
        let target = Target::parse("http://10.1.2.3:5678/hook", &listed).unwrap();
        assert!(target.is_listed());
        assert!(Target::parse("https://n8n:443/hook", &listed).is_ok());
        for other in [
            "http://10.1.2.3:5679/hook",
            "https://10.1.2.3:5678/hook",
            "http://n8n/hook",
            "http://10.1.2.3:5678@127.0.0.1/",
            "http://user@10.1.2.3:5678/",
        ] {
            assert!(Target::parse(other, &listed).is_err(), "{other}");
        }
    }
}
