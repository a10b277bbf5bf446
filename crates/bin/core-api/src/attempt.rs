//! Keys of a part of a run, and of one attempt at it.

use contracts::Epoch;
use uuid::Uuid;

/// A part of a run: the key of a request to a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub run: Uuid,
    pub part: i32,
}

/// One attempt at one epoch of a run: the key of every message from a worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    pub run: Uuid,
    pub epoch: Epoch,
    pub attempt: Uuid,
}

impl Attempt {
    pub fn new(run: Uuid, epoch: Epoch, attempt: Uuid) -> Self {
        Self {
            run,
            epoch,
            attempt,
        }
    }
}
