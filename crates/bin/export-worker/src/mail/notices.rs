//! Notices: mails with a link with which one person signs in. The link is a secret, so neither the
//! log nor a reason of a failure has it.
//!
//! Nobody waits for the outcome: a notice that cannot be sent is tried again by the broker's delays,
//! and is a dead letter after that. A person asks again, or an admin invites again.

use std::convert::Infallible;
use std::sync::Arc;

use async_trait::async_trait;
use bus::topology::EXPORT_WORKER_NOTICE;
use bus::{Handler, Incoming, Outcome};
use contracts::mail::MailOutcome;
use contracts::notice::NoticeRequested;
use lifecycle::{Stop, clock};
use tenants::Tenant;
use tracing::Instrument;

use crate::mail::Mailer;
use crate::mail::post::{self, Ending};

impl Mailer {
    /// Handles one notice at a time until stopped.
    pub async fn consume_notices(self: Arc<Self>, stop: Stop) -> Result<(), Infallible> {
        let bus = self.bus.clone();
        let notices = Arc::new(Notices(self));
        bus.consume(&EXPORT_WORKER_NOTICE, notices, stop.stopped())
            .await;
        Ok(())
    }

    async fn notify(&self, tenant: &Tenant, notice: &NoticeRequested) -> Outcome {
        if notice.expires_at <= clock::now() {
            tracing::warn!("the link no longer works, so nothing is sent");
            return Outcome::Done;
        }
        let ending = match self.write_notice(tenant, notice).await {
            Ok(ending) | Err(ending) => ending,
        };
        self.metrics.mailed(ending.outcome);
        tracing::info!(outcome = ?ending.outcome, code = ending.code, detail = ending.detail, "notice");
        match ending.outcome {
            MailOutcome::Sent => Outcome::Done,
            MailOutcome::Deferred => Outcome::Retry {
                reason: ending.detail,
            },
            MailOutcome::Refused => Outcome::Reject {
                reason: ending.detail,
            },
        }
    }

    async fn write_notice(
        &self,
        tenant: &Tenant,
        notice: &NoticeRequested,
    ) -> Result<Ending, Ending> {
        let (post, sender) = self.sender(tenant)?;
        let refused =
            |error: &dyn std::error::Error| Ending::new(MailOutcome::Refused, error.to_string());
        let templates = self.templates.of(tenant).map_err(|error| refused(&error))?;
        let written = templates
            .of_notice(tenant, notice)
            .map_err(|error| refused(&error))?;
        let message = post::pack_notice(notice, sender.from.clone(), written)
            .map_err(|error| refused(&error))?;
        Ok(post.send(message).await)
    }
}

struct Notices(Arc<Mailer>);

#[async_trait]
impl Handler for Notices {
    async fn handle(&self, incoming: Incoming) -> Outcome {
        let Ok(request) = incoming.decode::<NoticeRequested>() else {
            // The error would quote the message.
            return Outcome::Reject {
                reason: "the notice cannot be read".to_owned(),
            };
        };
        let Some(tenant) = self.0.tenants.by_name(&request.tenant) else {
            return Outcome::no_tenant(&request.tenant);
        };
        let span = tracing::info_span!(
            "notice",
            otel.name = "send notice",
            tenant = tenant.name,
            notice.id = %request.data.notice,
        );
        self.0.notify(&tenant, &request.data).instrument(span).await
    }
}
