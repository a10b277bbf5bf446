//! Faults on demand: what fails, for which calls, how often.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultKind {
    /// Wait `value` milliseconds before answering.
    SlowMsPerCall,
    /// Wait `value` microseconds for each record of the answer.
    SlowUsPerRecord,
    /// Cut the connection without an answer.
    DropConnection,
    /// The answer of a proxy whose server is down.
    #[serde(rename = "http_502_html")]
    Http502Html,
    /// Half of the body is sent, then the connection is cut.
    Truncated,
    /// The first record holds a value of a wrong type.
    WrongType,
    /// Access Denied, as after a password change.
    AccessDenied,
    /// Odoo's own code raises a TypeError.
    CodeError,
    /// No answer for `value` milliseconds (an hour if 0), then the connection is cut.
    Hang,
}

/// A pending fault.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fault {
    pub kind: FaultKind,
    /// Milliseconds or microseconds, by the kind.
    #[serde(default)]
    pub value: u64,
    /// How many calls it affects; without it, every call until the faults are cleared.
    #[serde(default)]
    pub times: Option<u32>,
    /// How many matching calls succeed first.
    #[serde(default)]
    pub after_calls: u32,
    /// Only calls on this model.
    #[serde(default)]
    pub model: Option<String>,
    /// Only calls of this method.
    #[serde(default)]
    pub method: Option<String>,
    /// Only calls to this database.
    #[serde(default)]
    pub database: Option<String>,
}

impl Fault {
    /// Affects every call until cleared.
    pub fn always(kind: FaultKind) -> Fault {
        Fault {
            kind,
            value: 0,
            times: None,
            after_calls: 0,
            model: None,
            method: None,
            database: None,
        }
    }

    /// Affects the next `times` calls.
    pub fn times(kind: FaultKind, times: u32) -> Fault {
        Fault {
            times: Some(times),
            ..Fault::always(kind)
        }
    }

    fn concerns(&self, target: &Target<'_>) -> bool {
        let fits = |wanted: &Option<String>, actual: Option<&str>| {
            wanted
                .as_deref()
                .is_none_or(|wanted| actual == Some(wanted))
        };
        fits(&self.model, target.model)
            && fits(&self.method, Some(target.method))
            && fits(&self.database, target.database)
    }
}

/// The target of a call.
pub(crate) struct Target<'a> {
    pub(crate) database: Option<&'a str>,
    pub(crate) model: Option<&'a str>,
    pub(crate) method: &'a str,
}

/// The faults of one call.
#[derive(Default)]
pub(crate) struct Effects {
    pub(crate) delay: Duration,
    pub(crate) delay_per_record: Duration,
    /// The first fault that is not only a delay.
    pub(crate) strike: Option<Fault>,
}

#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self, fault: Fault) {
        self.lock().push(fault);
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    pub(crate) fn list(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    /// Counts the call for every fault that matches it.
    pub(crate) fn strike(&self, target: &Target<'_>) -> Effects {
        let mut effects = Effects::default();
        let mut faults = self.lock();
        for fault in faults.iter_mut().filter(|fault| fault.concerns(target)) {
            if fault.after_calls > 0 {
                fault.after_calls -= 1;
                continue;
            }
            match fault.kind {
                FaultKind::SlowMsPerCall => effects.delay += Duration::from_millis(fault.value),
                FaultKind::SlowUsPerRecord => {
                    effects.delay_per_record += Duration::from_micros(fault.value);
                }
                _ if effects.strike.is_some() => continue,
                _ => effects.strike = Some(fault.clone()),
            }
            if let Some(times) = &mut fault.times {
                *times = times.saturating_sub(1);
            }
        }
        faults.retain(|fault| fault.times != Some(0));
        effects
    }
}
