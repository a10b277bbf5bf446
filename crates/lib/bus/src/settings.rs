//! The settings of the bus: the broker's URL, the name of the service, and time limits.

use std::time::Duration;

use secrecy::SecretString;
use settings::LiveSecret;
use tls::Trust;

#[derive(Debug, Clone)]
pub struct Settings {
    /// `amqp://user:password@host:port/vhost`, or `amqps`. The nodes of a cluster are separated by
    /// commas: `host:port,host:port`.
    pub url: LiveSecret,
    /// Whom `amqps` trusts.
    pub trust: Trust,
    /// The service: AMQP `app_id`, and part of the connections' names.
    pub service: &'static str,
    /// A peer that is silent for twice this long counts as dead; whole seconds.
    pub heartbeat: Duration,
    /// For connecting, the handshake and the declarations together, with all nodes that are tried.
    pub connect_timeout: Duration,
    /// From handing over a message until the broker has confirmed it.
    pub confirm_timeout: Duration,
    /// How long a failed message waits before it comes back: the short, middle and long tier.
    pub delays: [Duration; 3],
    /// How long handlers in flight may continue after the stop.
    pub drain_timeout: Duration,
}

impl Settings {
    pub fn new(url: SecretString, service: &'static str) -> Self {
        Self::following(url.into(), service)
    }

    /// A URL that may get another password while the process runs.
    pub fn following(url: LiveSecret, service: &'static str) -> Self {
        Self {
            url,
            trust: Trust::default(),
            service,
            heartbeat: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(30),
            confirm_timeout: Duration::from_secs(30),
            delays: [5, 30, 300].map(Duration::from_secs),
            drain_timeout: Duration::from_secs(20),
        }
    }

    /// With these authorities, and this certificate of the process.
    #[must_use]
    pub fn trusting(mut self, trust: Trust) -> Self {
        self.trust = trust;
        self
    }
}
