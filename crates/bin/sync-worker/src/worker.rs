//! What every attempt of the process shares.

use std::time::Duration;

use bus::{Bus, Credits};
use lifecycle::{Stop, Tasks};
use tenants::LiveTenants;
use tls::Trust;
use vault::Vault;

use crate::{metrics::Metrics, progress::Rhythm, rate_limit::Breakers};

/// How long an attempt may take to publish its failure; a stop leaves no more time.
pub(crate) const FAREWELL: Duration = Duration::from_secs(10);

/// Heartbeat interval and credit timeout.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timing {
    pub(crate) rhythm: Rhythm,
    pub(crate) silence: Duration,
}

const TIMING: Timing = Timing {
    rhythm: Rhythm {
        reading: contracts::SIGN_OF_LIFE,
        waiting: contracts::SIGN_OF_LIFE,
    },
    silence: Duration::from_mins(2),
};

pub struct Worker {
    pub(crate) tenants: LiveTenants,
    /// Opens passwords in tenants' files.
    pub(crate) odoo_keys: Option<Vault>,
    /// Whom connections to Odoo's databases trust.
    pub(crate) trust: Trust,
    pub(crate) bus: Bus,
    pub(crate) credits: Credits,
    pub(crate) breakers: Breakers,
    pub(crate) metrics: Metrics,
    pub(crate) tasks: Tasks,
    pub(crate) stop: Stop,
    pub(crate) timing: Timing,
}

impl Worker {
    pub fn new(
        tenants: LiveTenants,
        (odoo_keys, trust): (Option<Vault>, Trust),
        bus: Bus,
        credits: Credits,
        metrics: Metrics,
        (tasks, stop): (Tasks, Stop),
    ) -> Self {
        Self {
            breakers: Breakers::new(&tenants.now(), &metrics),
            tenants,
            odoo_keys,
            trust,
            bus,
            credits,
            metrics,
            tasks,
            stop,
            timing: TIMING,
        }
    }
}
