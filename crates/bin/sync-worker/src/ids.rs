//! The keys of an attempt.

use contracts::Epoch;
use uuid::Uuid;

/// The ids that every event of an attempt contains.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids {
    pub(crate) run: Uuid,
    pub(crate) epoch: Epoch,
    pub(crate) attempt: Uuid,
}
