//! What an attempt may take of its Odoo: its share of what the tenant allows, told with the request
//! and again with each credit.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use contracts::sync::Share;

use crate::gate::Gate;

pub(crate) struct Allowance {
    connections: AtomicUsize,
    gate: Arc<Gate>,
}

impl Allowance {
    pub(crate) fn new(share: Share, gate: Arc<Gate>) -> Self {
        Self {
            connections: AtomicUsize::new(connections(share)),
            gate,
        }
    }

    pub(crate) fn set(&self, share: Share) {
        self.connections
            .store(connections(share), Ordering::Relaxed);
        self.gate.set_pace(share.calls_per_minute);
    }

    /// Pages asked for at the same time.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

fn connections(share: Share) -> usize {
    usize::try_from(share.connections).unwrap_or(1).max(1)
}
