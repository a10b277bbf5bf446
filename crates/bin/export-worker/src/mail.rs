//! Mails: takes a request, sends one mail to one person and reports the outcome.
//!
//! A mail is sent at least once: if the process dies between the server's "250" and the last event,
//! the mail is sent again with the same Message-ID.

mod examine;
mod notices;
mod post;
pub mod preview;
mod settings;

use std::sync::Arc;

use async_trait::async_trait;
use bus::topology::EXPORT_WORKER_MAIL;
use bus::{Bus, Handler, Incoming, Outcome};
use contracts::Envelope;
use contracts::mail::{Delivery, MailFinished, MailOutcome, MailRequested};
use files::Files;
use futures::TryStreamExt;
use letters::{LoadedTemplates, Templates};
use lifecycle::Stop;
use sha2::{Digest, Sha256};
use store::{Databases, mails};
use tenants::{LiveTenants, Tenant};
use tracing::Instrument;

pub(crate) use examine::examine;
pub use settings::MailSettings;

use crate::{
    Exporter, Metrics, Settings,
    mail::post::{Ending, Envelopes, Parts, Post},
    results,
};

/// Why mails cannot be sent.
#[derive(Debug, thiserror::Error)]
pub enum MailSetupError {
    #[error("ESPEJO_SMTP_URL: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
    #[error("hosts/{host}.toml: `{key}` is not an address: {source}")]
    Sender {
        host: String,
        key: &'static str,
        source: lettre::address::AddressError,
    },
}

/// A tenant's file is refused if its mails cannot be written or have no sender.
pub(crate) fn accept(tenant: &Tenant, mail: Option<&MailSettings>) -> Result<(), String> {
    let sender = mail
        .map(|mail| settings::envelopes_of(tenant, mail))
        .transpose();
    sender.map_err(|error| error.to_string())?;
    let templates = Templates::load(tenant);
    templates.map(drop).map_err(|error| error.to_string())
}

/// Sends the mails of all tenants.
pub struct Mailer {
    tenants: LiveTenants,
    databases: Databases,
    bus: Bus,
    metrics: Metrics,
    files: Files,
    /// None if no mail server is configured.
    post: Option<(Post, MailSettings)>,
    templates: LoadedTemplates,
    stop: Stop,
}

impl Mailer {
    /// Shares tenants, connections and files with the exporter of this process.
    pub fn new(settings: &Settings, beside: &Exporter, stop: Stop) -> Result<Self, MailSetupError> {
        let post = match &settings.mail {
            Some(mail) => Some((Post::new(&mail.server, &mail.trust)?, mail.clone())),
            None => None,
        };
        Ok(Self {
            tenants: beside.tenants.clone(),
            databases: beside.databases.clone(),
            bus: beside.bus.clone(),
            metrics: beside.metrics.clone(),
            files: beside.files.clone(),
            post,
            templates: LoadedTemplates::default(),
            stop,
        })
    }

    /// Handles one request at a time until stopped.
    pub async fn consume(self: Arc<Self>, stop: Stop) -> Result<(), std::convert::Infallible> {
        let bus = self.bus.clone();
        bus.consume(&EXPORT_WORKER_MAIL, self, stop.stopped()).await;
        Ok(())
    }

    async fn deliver(&self, tenant: &Tenant, request: &Envelope<MailRequested>) -> Outcome {
        match self.is_wanted(tenant, &request.data).await {
            Ok(true) => {}
            Ok(false) => {
                tracing::info!("the mail is settled or was requested again, so nothing is sent");
                return Outcome::Done;
            }
            Err(error) => {
                return Outcome::Retry {
                    reason: error.to_string(),
                };
            }
        }
        let ending = match self.send(tenant, &request.data).await {
            Ok(ending) | Err(ending) => ending,
        };
        self.metrics.mailed(ending.outcome);
        tracing::info!(outcome = ?ending.outcome, code = ending.code, detail = ending.detail, "mail");
        self.last_word(tenant, request, ending).await
    }

    async fn is_wanted(
        &self,
        tenant: &Tenant,
        asked: &MailRequested,
    ) -> Result<bool, store::Error> {
        let client = self.databases.pool(&tenant.name)?.get().await?;
        Ok(mails::is_requested()
            .bind(&*client, &asked.mail, &asked.epoch.get())
            .one()
            .await?)
    }

    async fn send(&self, tenant: &Tenant, asked: &MailRequested) -> Result<Ending, Ending> {
        let (post, sender) = self.sender(tenant)?;
        let file = match asked.delivery {
            Delivery::Attachment {} => Some(self.attachment(asked).await?),
            Delivery::Link { .. } => None,
        };
        let refused =
            |error: &dyn std::error::Error| Ending::new(MailOutcome::Refused, error.to_string());
        let templates = self.templates.of(tenant).map_err(|error| refused(&error))?;
        let written = templates.of_mail(tenant, asked).await;
        let parts = Parts {
            from: sender.from(asked),
            written: written.map_err(|error| refused(&error))?,
            file,
        };
        let message = post::pack(asked, parts).map_err(|error| refused(&error))?;
        Ok(post.send(message).await)
    }

    fn sender(&self, tenant: &Tenant) -> Result<(&Post, Envelopes), Ending> {
        let (post, mail) = self.post.as_ref().ok_or_else(Ending::no_server)?;
        let sender = settings::envelopes_of(tenant, mail);
        let sender =
            sender.map_err(|error| Ending::new(MailOutcome::Refused, error.to_string()))?;
        Ok((post, sender))
    }

    /// The file, if it has not changed since it was finished.
    async fn attachment(&self, asked: &MailRequested) -> Result<Vec<u8>, Ending> {
        let bytes = self.bytes(&asked.file.key).await.map_err(|error| {
            let outcome = match error {
                files::Error::Gone => MailOutcome::Refused,
                _ => MailOutcome::Deferred,
            };
            Ending::new(outcome, format!("the file cannot be read: {error}"))
        })?;
        let digest = Sha256::digest(&bytes);
        let pairs = asked.file.sha256.as_bytes().chunks(2);
        let same = pairs
            .zip(digest.iter())
            .all(|(pair, byte)| format!("{byte:02x}").as_bytes() == pair);
        if same {
            return Ok(bytes);
        }
        let detail = "the file has changed since it was finished: its SHA-256 differs";
        Err(Ending::new(MailOutcome::Refused, detail))
    }

    async fn bytes(&self, key: &str) -> Result<Vec<u8>, files::Error> {
        let content = self.files.read(key, None).await?;
        let append = |mut bytes: Vec<u8>, part: bytes::Bytes| async move {
            bytes.extend_from_slice(&part);
            Ok(bytes)
        };
        content.stream.try_fold(Vec::new(), append).await
    }

    async fn last_word(
        &self,
        tenant: &Tenant,
        request: &Envelope<MailRequested>,
        ending: Ending,
    ) -> Outcome {
        let MailRequested { mail, epoch, .. } = request.data;
        let event = MailFinished {
            mail,
            epoch,
            outcome: ending.outcome,
            code: ending.code,
            detail: ending.detail,
        };
        let result = results::about(tenant, (request.id, mail), event);
        results::publish(&self.bus, &self.stop, result).await
    }
}

#[async_trait]
impl Handler for Mailer {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let request = match incoming.decode::<MailRequested>() {
            Ok(request) => request,
            Err(refusal) => {
                return Outcome::Reject {
                    reason: refusal.to_string(),
                };
            }
        };
        let Some(tenant) = self.tenants.by_name(&request.tenant) else {
            return Outcome::no_tenant(&request.tenant);
        };
        let span = tracing::info_span!(
            "mail",
            otel.name = "send mail",
            tenant = tenant.name,
            mail.id = %request.data.mail,
            mail.epoch = request.data.epoch.get(),
        );
        self.deliver(&tenant, &request).instrument(span).await
    }
}
