//! One attempt at one job, and the events that it publishes.

use std::sync::Arc;

use bus::{Bus, PublishError};
use contracts::export::{
    ExportFailed, ExportFinished, ExportProgressed, ExportRequested, file_key,
};
use contracts::{Envelope, Event, Origin};
use lifecycle::clock;
use tenants::Tenant;
use uuid::Uuid;

use crate::{SERVICE, failure::Failure, order::Written};

pub(crate) struct Job {
    pub(crate) tenant: Arc<Tenant>,
    pub(crate) request: ExportRequested,
    /// The event that requested it.
    request_id: Uuid,
    /// A new random id each time a request is taken.
    pub(crate) attempt: Uuid,
    bus: Bus,
}

/// Why an event was not published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SayError {
    #[error("the event violates its schema: {0}")]
    Contract(contracts::Refusal),
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl Job {
    pub(crate) fn new(tenant: Arc<Tenant>, request: Envelope<ExportRequested>, bus: Bus) -> Self {
        let Envelope { id, data, .. } = request;
        Self {
            tenant,
            request: data,
            request_id: id,
            attempt: Uuid::new_v4(),
            bus,
        }
    }

    /// A known key, so that metrics and spans have few names.
    pub(crate) fn report(&self) -> &'static str {
        reports::find(&self.request.report).map_or("unknown", |entry| entry.key)
    }

    /// Key of the file. Only this attempt writes it.
    pub(crate) fn key(&self) -> String {
        let Self {
            tenant,
            request,
            attempt,
            ..
        } = self;
        file_key(&tenant.name, request.job, *attempt, request.format)
    }

    pub(crate) async fn progressed(
        &self,
        rows: u64,
        rows_expected: Option<u64>,
    ) -> Result<(), SayError> {
        let &Self {
            attempt,
            request: ExportRequested { job, epoch, .. },
            ..
        } = self;
        self.say(ExportProgressed {
            job,
            epoch,
            attempt,
            rows,
            rows_expected,
        })
        .await
    }

    pub(crate) async fn finished(&self, written: &Written) -> Result<(), SayError> {
        self.say(ExportFinished {
            job: self.request.job,
            epoch: self.request.epoch,
            attempt: self.attempt,
            file_key: self.key(),
            size_bytes: written.bytes,
            sha256: written.sha256.clone(),
            rows: written.rows,
            control_total: written.total.to_string(),
            data_as_of: written.data_as_of,
        })
        .await
    }

    pub(crate) async fn failed(&self, failure: &Failure) -> Result<(), SayError> {
        self.say(ExportFailed {
            job: self.request.job,
            epoch: self.request.epoch,
            attempt: self.attempt,
            retryable: failure.retryable,
            reason: failure.reason,
            detail: failure.detail.clone(),
        })
        .await
    }

    async fn say<T: Event>(&self, event: T) -> Result<(), SayError> {
        let origin = Origin {
            source: SERVICE,
            tenant: &self.tenant.name,
        };
        let message = Envelope::new(origin, self.request.job.to_string(), clock::now(), event)
            .traced(telemetry::current_traceparent())
            .caused_by(self.request_id)
            .seal()
            .map_err(SayError::Contract)?;
        Ok(self.bus.publish(&message).await?)
    }
}
