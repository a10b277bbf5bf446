//! What happens to a tenant's database after it was restored from a backup: requests and events from
//! before the restore have no effect any more, and the mirror is verified.

pub mod write;
