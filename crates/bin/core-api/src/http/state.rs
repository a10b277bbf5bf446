//! State that all requests share.

use std::sync::Arc;

use bus::Bus;
use files::Files;
use letters::LoadedTemplates;
use lifecycle::Stop;
use store::{Databases, Readers};
use tenants::LiveTenants;
use vault::Vault;

use super::{
    anonymous::AnonymousLimit, attempts::Attempts, cache::AnswerCache, console::Console,
    cursor::CursorKeys, metrics::HttpMetrics, rate_limit::Limiter, streams::Streams,
    strikes::Strikes,
};
use crate::{
    credentials::cache::KeyCache,
    events::{feed::Feeds, relay::Relay, throttle::IntakeThrottle},
    providers::Providers,
    proxies::Proxies,
    settings::MailServer,
};

pub struct Api {
    pub tenants: LiveTenants,
    /// Separate pools, so that a burst of batches does not delay reports.
    pub databases: Databases,
    /// For reports: `databases`, or a tenant's replica.
    pub readers: Readers,
    /// Few connections for looking up keys and sessions. They never wait for a report, and a flood
    /// of wrong keys takes none of a report's connections.
    pub access: Databases,
    /// Finished exports, under their keys.
    pub files: Files,
    /// What mails are written with.
    pub letters: LoadedTemplates,
    /// Only for dead letters; requests publish through the outbox.
    pub bus: Bus,
    pub limiter: Limiter,
    pub throttle: Arc<IntakeThrottle>,
    pub keys: KeyCache,
    pub attempts: Attempts,
    /// Whether links with which people sign in go out by mail.
    pub mails_links: bool,
    /// The mail server of export-worker, if it is known.
    pub mail_server: Option<MailServer>,
    pub strikes: Strikes,
    pub anonymous: AnonymousLimit,
    pub proxies: Proxies,
    pub streams: Streams,
    /// What streams of events tell.
    pub feeds: Feeds,
    pub cursors: CursorKeys,
    /// What providers of OpenID Connect say about themselves.
    pub providers: Providers,
    /// None if the installation has no key for secrets.
    pub vault: Option<Arc<Vault>>,
    /// None if the installation serves no console.
    pub console: Option<Console>,
    pub answers: AnswerCache,
    pub relay: Relay,
    pub metrics: HttpMetrics,
    /// Ends streaming answers when the process stops.
    pub stop: Stop,
}
