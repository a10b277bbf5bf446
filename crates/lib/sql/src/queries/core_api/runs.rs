// This file was generated with `cornucopia`. Do not modify.

pub mod alarms;
pub mod batches;
pub mod content_checks;
pub mod counted;
pub mod decisions;
pub mod deletions;
pub mod digests;
pub mod evidence;
pub mod histories;
pub mod parts;
pub mod progress;
pub mod proofs;
pub mod read;
pub mod references;
pub mod request;
pub mod resume;
pub mod signatures;
pub mod touched;
pub mod wanted;
