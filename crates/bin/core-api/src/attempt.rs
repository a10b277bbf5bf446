//! Keys of a part of a run, and of one attempt at it.

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
    pub epoch: i32,
    pub attempt: Uuid,
}

impl Attempt {
    pub fn new(run: Uuid, epoch: u32, attempt: Uuid) -> Self {
        // An epoch that does not fit matches no run and is dropped as stale.
        Self {
            run,
            epoch: i32::try_from(epoch).unwrap_or(i32::MAX),
            attempt,
        }
    }
}
