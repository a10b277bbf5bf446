//! Who asks: the tenant of the host name, and the person or key behind the request.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use futures::future::{Ready, ready};
use jiff::civil::Date;
use lifecycle::clock;
use reports::{Reader, Scope};
use serde::Serialize;
use states::Role;
use store::Transaction;
use tenants::Tenant;

use crate::{
    acts::{self, Act, Origin, Principal},
    credentials::{Credential, Session},
    http::error::ApiError,
    writing::{Actor, WriteError},
};

/// The authenticated caller.
#[derive(Debug, Clone)]
pub struct Caller {
    pub tenant: Arc<Tenant>,
    pub principal: Principal,
    pub role: Role,
    /// The companies whose books the caller may see.
    pub scope: Scope,
    /// None for API keys.
    pub session: Option<Session>,
    pub origin: Origin,
    /// Whether the act of this request is recorded.
    recorded: Arc<AtomicBool>,
    requested_by: String,
}

/// The tenant that the host name of the request selects.
#[derive(Debug, Clone)]
pub struct HostTenant(pub Arc<Tenant>);

impl Caller {
    pub(crate) fn new(tenant: Arc<Tenant>, credential: Credential, origin: Origin) -> Self {
        let Credential {
            principal,
            role,
            scope,
            session,
        } = credential;
        Self {
            tenant,
            requested_by: principal.to_string(),
            principal,
            role,
            scope,
            session,
            origin,
            recorded: Arc::default(),
        }
    }

    /// Today in the tenant's time zone.
    pub(crate) fn today(&self) -> Date {
        self.tenant.day_of(clock::now())
    }

    /// The caller as the reader of a report.
    pub(crate) fn reader(&self) -> Reader {
        Reader::new(self.today(), self.scope.clone())
    }

    /// The value of `requested_by` in runs and jobs.
    pub fn requested_by(&self) -> &str {
        &self.requested_by
    }

    /// The caller as the requester of a write.
    pub(crate) fn actor(&self) -> Actor<'_> {
        Actor {
            tenant: &self.tenant,
            requested_by: &self.requested_by,
            scope: self.scope.clone(),
            traceparent: telemetry::current_traceparent(),
        }
    }

    /// Records an act of this request. Call it last in its transaction.
    pub(crate) async fn record(&self, tx: &Transaction<'_>, act: Act) -> Result<(), WriteError> {
        acts::write::record(tx, &self.principal, &self.origin, &act).await?;
        self.mark_recorded();
        Ok(())
    }

    /// Records a change: the settings before and after, as a GET shows them.
    pub(crate) async fn record_change<T: Serialize>(
        &self,
        tx: &Transaction<'_>,
        action: &'static str,
        object: &str,
        before: Option<&T>,
        after: Option<&T>,
    ) -> Result<(), WriteError> {
        // Answers can always be serialised.
        let json = |it: Option<&T>| it.and_then(|it| serde_json::to_value(it).ok());
        let act = Act {
            action,
            object: Some(object.to_owned()),
            before: json(before),
            after: json(after),
            reason: None,
        };
        self.record(tx, act).await
    }

    /// Nothing is left to record: the act was recorded by an earlier request with the same Idempotency-Key, or changed nothing.
    pub(crate) fn mark_recorded(&self) {
        self.recorded.store(true, Ordering::Relaxed);
    }

    pub(crate) fn has_recorded(&self) -> bool {
        self.recorded.load(Ordering::Relaxed)
    }

    /// Fails unless the caller may see the books of all these companies; None for all.
    pub(crate) fn check_companies(&self, companies: Option<&[i64]>) -> Result<(), ApiError> {
        if self.scope.covers(companies) {
            return Ok(());
        }
        let hidden = companies.into_iter().flatten();
        let hidden = hidden.copied().find(|company| !self.scope.has(*company));
        Err(ApiError::CompanyNotAllowed(hidden))
    }
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = request.extensions().get::<Self>().cloned();
        ready(caller.ok_or(ApiError::Unauthorized(
            "this URL needs somebody who is signed in",
        )))
    }
}

impl FromRequest for HostTenant {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let tenant = request.extensions().get::<Self>().cloned();
        ready(tenant.ok_or(ApiError::UnknownHost))
    }
}
