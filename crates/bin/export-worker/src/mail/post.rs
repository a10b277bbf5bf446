//! The connection to the mail server: one SMTP transaction per mail, over a few kept connections.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use contracts::mail::{MailOutcome, MailRequested, Occasion};
use contracts::notice::NoticeRequested;
use letters::Written;
use lettre::address::AddressError;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParametersBuilder};
use lettre::transport::smtp::{self, AsyncSmtpTransport};
use lettre::{Address, AsyncTransport, Message, Tokio1Executor};
use settings::{ExposeSecret, LiveSecret, SecretString};
use tls::Trust;
use uuid::Uuid;

use crate::mail::settings::usable;

/// Longest wait for one answer of the server.
const PATIENCE: Duration = Duration::from_mins(1);

/// Maximum characters of a detail in the event.
const DETAIL: usize = 2000;

/// How a try ended.
#[derive(Debug)]
pub(crate) struct Ending {
    pub(crate) outcome: MailOutcome,
    pub(crate) code: Option<u16>,
    pub(crate) detail: String,
}

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// Sends mails.
pub(crate) struct Post {
    url: LiveSecret,
    trust: Trust,
    server: Mutex<Server>,
}

/// The server that a URL named.
struct Server {
    url: SecretString,
    transport: Transport,
}

/// Prevents automatic replies, such as absence notices (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Post {
    /// Whether it is the URL of a mail server.
    pub(crate) fn is_server(url: &SecretString) -> bool {
        Transport::from_url(url.expose_secret()).is_ok()
    }

    /// Call it inside a runtime; does not connect yet.
    pub(crate) fn new(live: &LiveSecret, trust: &Trust) -> Result<Self, smtp::Error> {
        let url = live.newest();
        let transport = Self::transport(&url, trust)?;
        Ok(Self {
            url: live.clone(),
            trust: trust.clone(),
            server: Mutex::new(Server { url, transport }),
        })
    }

    /// For the URL as it is now; if it is not usable, for the one before.
    fn current(&self) -> Transport {
        let mut known = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        let url = self.url.newest();
        if url.expose_secret() != known.url.expose_secret() {
            match Self::transport(&url, &self.trust) {
                Ok(transport) if usable(&url).is_ok() => known.transport = transport,
                _ => tracing::error!("the new ESPEJO_SMTP_URL cannot be used, so the old one is"),
            }
            known.url = url;
        }
        known.transport.clone()
    }

    fn transport(url: &SecretString, trust: &Trust) -> Result<Transport, smtp::Error> {
        let url = url.expose_secret();
        let mut server = Transport::from_url(url)?;
        if let Some(pem) = trust.pem()
            && let Some((host, wrapped)) = encrypted(url)
        {
            let parameters = TlsParametersBuilder::new(host.to_owned())
                .certificate_store(CertificateStore::None)
                .add_root_certificate(Certificate::from_pem(pem)?)
                .build()?;
            server = server.tls(if wrapped {
                Tls::Wrapper(parameters)
            } else {
                Tls::Required(parameters)
            });
        }
        Ok(server.timeout(Some(PATIENCE)).build())
    }

    /// Connects, logs in and says goodbye.
    pub(crate) async fn connects(&self) -> Result<bool, smtp::Error> {
        self.current().test_connection().await
    }

    pub(crate) async fn send(&self, message: Message) -> Ending {
        match self.current().send(message).await {
            Ok(response) => Ending {
                outcome: MailOutcome::Sent,
                code: Some(response.code().into()),
                detail: response.message().collect::<Vec<_>>().join(" "),
            },
            Err(error) => Ending::from_error(&error),
        }
    }
}

/// The host, and whether TLS begins with the connection; `None` without TLS.
fn encrypted(url: &str) -> Option<(&str, bool)> {
    let (scheme, rest) = url.split_once("://")?;
    let (authority, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = authority.split('/').next()?;
    let (_, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next()?,
        None => host.split(':').next()?,
    };
    match scheme {
        "smtps" => Some((host, true)),
        _ => query
            .split('&')
            .any(|pair| pair == "tls=required")
            .then_some((host, false)),
    }
}

impl Ending {
    pub(crate) fn new(outcome: MailOutcome, detail: impl Into<String>) -> Self {
        let detail = detail.into().chars().take(DETAIL).collect();
        Self {
            outcome,
            code: None,
            detail,
        }
    }

    pub(crate) fn no_server() -> Self {
        let detail = "export-worker has no mail server: set ESPEJO_SMTP_URL and ESPEJO_MAIL_FROM";
        Self::new(MailOutcome::Deferred, detail)
    }

    /// Only a permanent reply (5yz) of the server is final; other errors may be temporary.
    fn from_error(error: &smtp::Error) -> Self {
        let outcome = if error.is_permanent() {
            MailOutcome::Refused
        } else {
            MailOutcome::Deferred
        };
        Self {
            code: error.status().map(u16::from),
            ..Self::new(outcome, with_causes(error))
        }
    }
}

pub(crate) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = error.source();
    }
    text
}

/// A mail that can never be built.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unwritable {
    #[error("the address is invalid: {0}")]
    Address(#[from] AddressError),
    #[error("the mail cannot be built: {0}")]
    Message(#[from] lettre::error::Error),
    #[error("the content type of the file is unknown: {0}")]
    Kind(#[from] lettre::message::header::ContentTypeErr),
}

/// Sender of a tenant's mails.
#[derive(Debug, Clone)]
pub(crate) struct Envelopes {
    pub(crate) from: Mailbox,
    /// Whether the tenant chose the name in `from`.
    pub(crate) has_own_name: bool,
}

impl Envelopes {
    /// A statement comes from the company.
    pub(crate) fn from(&self, asked: &MailRequested) -> Mailbox {
        if asked.occasion == Occasion::Report || self.has_own_name {
            return self.from.clone();
        }
        let company = asked.company.split_whitespace().collect::<Vec<_>>();
        Mailbox::new(Some(company.join(" ")), self.from.email.clone())
    }
}

/// What a mail consists of.
pub(crate) struct Parts {
    pub(crate) from: Mailbox,
    pub(crate) written: Written,
    pub(crate) file: Option<Vec<u8>>,
}

/// Builds a mail. Its Message-ID is the same at each try, so that mail servers and mail programs
/// can detect a second copy.
pub(crate) fn pack(asked: &MailRequested, parts: Parts) -> Result<Message, Unwritable> {
    let Written {
        letter,
        logo,
        reply_to,
    } = parts.written;
    let html = SinglePart::html(letter.html);
    let text = MultiPart::alternative().singlepart(SinglePart::plain(letter.text));
    let bodies = match logo {
        None => text.singlepart(html),
        Some(logo) => {
            let kind = ContentType::parse(logo.media_type)?;
            let inline = Attachment::new_inline("logo".to_owned()).body(logo.bytes, kind);
            text.multipart(MultiPart::related().singlepart(html).singlepart(inline))
        }
    };
    let message = headed(asked.mail, &asked.to, parts.from, reply_to)?;
    let message = message.subject(letter.subject);
    let message = match parts.file {
        None => message.multipart(bodies)?,
        Some(file) => {
            let kind = ContentType::parse(media_type(&asked.file.name))?;
            let attached: SinglePart = Attachment::new(asked.file.name.clone()).body(file, kind);
            message.multipart(MultiPart::mixed().multipart(bodies).singlepart(attached))?
        }
    };
    Ok(message)
}

/// Builds the mail of a notice.
pub(crate) fn pack_notice(
    notice: &NoticeRequested,
    from: Mailbox,
    written: Written,
) -> Result<Message, Unwritable> {
    let letter = written.letter;
    let bodies = MultiPart::alternative()
        .singlepart(SinglePart::plain(letter.text))
        .singlepart(SinglePart::html(letter.html));
    let message = headed(notice.notice, &notice.to, from, written.reply_to)?;
    Ok(message.subject(letter.subject).multipart(bodies)?)
}

/// The headers that every mail has.
fn headed(
    id: Uuid,
    to: &str,
    from: Mailbox,
    reply_to: Option<Mailbox>,
) -> Result<MessageBuilder, AddressError> {
    let host = from.email.domain().to_owned();
    let message = Message::builder()
        .from(from)
        .to(recipient(to)?)
        .message_id(Some(format!("<{id}@{host}>")))
        .date_now()
        .header(AutoSubmitted);
    Ok(match reply_to {
        Some(reply_to) => message.reply_to(reply_to),
        None => message,
    })
}

/// The domain in the form of the domain name system, so that only a local part in another script needs
/// a mail server with SMTPUTF8 (RFC 6531).
fn recipient(address: &str) -> Result<Mailbox, AddressError> {
    let address: Address = address.parse()?;
    let Ok(domain) = idna::domain_to_ascii(address.domain()) else {
        return Err(AddressError::InvalidDomain);
    };
    Ok(Mailbox::new(None, Address::new(address.user(), domain)?))
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv" => "text/csv; charset=utf-8",
        "pdf" => "application/pdf",
        "parquet" => "application/vnd.apache.parquet",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
