//! Background work: expired leases, default schedules, old rows and files, and gauges.

mod ended_runs;
pub mod gauges;
pub mod housekeeping;
pub mod leases;
pub mod queues;
pub mod sweeping;
pub mod write;
