//! Background work: expired leases, default schedules, old rows and files, and gauges.

pub mod gauges;
pub mod housekeeping;
pub mod leases;
pub mod queues;
pub mod sweeping;
pub mod write;
