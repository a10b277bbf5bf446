//! The event from scheduler to core-api.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Event;

/// A schedule's instant has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScheduleDue {
    pub schedule: Uuid,
    pub version: i32,
    pub due_at: Timestamp,
}

impl ScheduleDue {
    /// The event id, which every scheduler computes alike: UUIDv5(schedule, version, due_at).
    pub fn event_id(&self) -> Uuid {
        Uuid::new_v5(
            &self.schedule,
            format!("{}:{}", self.version, self.due_at).as_bytes(),
        )
    }
}

impl Event for ScheduleDue {
    const NAME: &'static str = "schedule.due";
    const VERSION: u16 = 1;
}
