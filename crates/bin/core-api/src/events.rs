//! Incoming events: the intake, and the inbox that ignores repeated deliveries. Outgoing events:
//! the outbox, and the relay that publishes it. And the feed of what has changed, for pages.

pub mod feed;
pub mod inbox;
pub mod intake;
pub mod leases;
pub mod outbox;
pub mod relay;
pub mod retries;
pub mod throttle;
