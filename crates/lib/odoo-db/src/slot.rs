//! The slot that keeps the log for the reader: whether it is still the same one, and how much it
//! keeps. A slot that nobody reads fills the disk of Odoo's server.

use tokio_postgres::GenericClient;

use crate::{error::Error, pgoutput::Lsn};

/// What the server says of a slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    pub plugin: String,
    /// Of the database in which it was made.
    pub database: String,
    /// A connection reads it.
    pub is_active: bool,
    /// False if the server has thrown away what the slot would still need.
    pub is_whole: bool,
    /// Everything before is read.
    pub confirmed: Lsn,
    /// What the server keeps for it, in bytes.
    pub retained: u64,
}

/// Why a slot must not be read. Going on would lose changes, so everything is read again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("there is no slot {0}: somebody has dropped it, or the server has changed")]
    Missing(String),
    #[error(
        "the server has thrown away a part of the log of the slot {0}: it kept more than max_slot_wal_keep_size"
    )]
    Lost(String),
    #[error("the slot {slot} is of the database {database}")]
    OtherDatabase { slot: String, database: String },
    #[error("the slot {slot} has the plugin {plugin} instead of pgoutput")]
    OtherPlugin { slot: String, plugin: String },
    #[error("another connection reads the slot {0}")]
    Busy(String),
    #[error(
        "the slot {slot} is at {confirmed}, and the mirror only at {mirrored}: somebody has read it or made it anew"
    )]
    Ahead {
        slot: String,
        confirmed: Lsn,
        mirrored: Lsn,
    },
}

impl Slot {
    /// `None` if there is none of this name.
    pub async fn find(client: &impl GenericClient, name: &str) -> Result<Option<Self>, Error> {
        let sql = "select coalesce(plugin::text, ''), coalesce(database::text, ''), active,
                coalesce(wal_status, '') not in ('lost', '') and restart_lsn is not null,
                coalesce(confirmed_flush_lsn - '0/0', 0)::int8,
                greatest(coalesce(case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
                                       else pg_current_wal_lsn() end - restart_lsn, 0), 0)::int8
            from pg_replication_slots where slot_name = $1";
        let row = client.query_opt(sql, &[&name]).await?;
        Ok(row.map(|row| {
            let bytes = |at: usize| u64::try_from(row.get::<_, i64>(at)).unwrap_or_default();
            Self {
                plugin: row.get(0),
                database: row.get(1),
                is_active: row.get(2),
                is_whole: row.get(3),
                confirmed: Lsn(bytes(4)),
                retained: bytes(5),
            }
        }))
    }

    /// Whether reading goes on where the mirror is. `mirrored` is the last position that was
    /// acknowledged.
    pub fn check(
        found: Option<Self>,
        name: &str,
        database: &str,
        mirrored: Lsn,
    ) -> Result<Self, Unfit> {
        let slot = name.to_owned();
        let Some(found) = found else {
            return Err(Unfit::Missing(slot));
        };
        if found.database != database {
            let database = found.database;
            return Err(Unfit::OtherDatabase { slot, database });
        }
        if found.plugin != "pgoutput" {
            let plugin = found.plugin;
            return Err(Unfit::OtherPlugin { slot, plugin });
        }
        if !found.is_whole {
            return Err(Unfit::Lost(slot));
        }
        if found.confirmed > mirrored {
            let confirmed = found.confirmed;
            return Err(Unfit::Ahead {
                slot,
                confirmed,
                mirrored,
            });
        }
        if found.is_active {
            return Err(Unfit::Busy(slot));
        }
        Ok(found)
    }

    /// Drops it, so that the server keeps no log for it any more.
    pub async fn remove(client: &impl GenericClient, name: &str) -> Result<(), Error> {
        let sql = "select pg_drop_replication_slot(slot_name) from pg_replication_slots
            where slot_name = $1";
        client.execute(sql, &[&name]).await?;
        Ok(())
    }
}
