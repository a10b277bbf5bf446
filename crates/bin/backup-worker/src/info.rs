//! What pgBackRest says about its repository.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::pgbackrest::PgBackRest;

#[derive(Debug, Clone, Default, Deserialize)]
struct Stanza {
    #[serde(default)]
    backup: Vec<Backup>,
}

/// A finished backup.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Backup {
    pub(crate) label: String,
    #[serde(rename = "type")]
    pub(crate) kind: Kind,
    info: Sizes,
    timestamp: Times,
    /// A page of a table or index did not have its checksum. Older pgBackRest does not say.
    #[serde(default)]
    pub(crate) error: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Kind {
    #[serde(rename = "full")]
    Full,
    #[serde(rename = "diff")]
    Differential,
    #[serde(rename = "incr")]
    Incremental,
}

#[derive(Debug, Clone, Deserialize)]
struct Sizes {
    size: i64,
    repository: Stored,
}

#[derive(Debug, Clone, Deserialize)]
struct Stored {
    delta: i64,
}

/// Seconds since 1970.
#[derive(Debug, Clone, Deserialize)]
struct Times {
    start: i64,
    stop: i64,
}

impl Backup {
    /// Seconds since 1970.
    pub(crate) fn ended_at(&self) -> i64 {
        self.timestamp.stop
    }

    pub(crate) fn seconds(&self) -> i64 {
        self.timestamp.stop - self.timestamp.start
    }

    /// Bytes of the databases.
    pub(crate) fn bytes(&self) -> i64 {
        self.info.size
    }

    /// Bytes that it added to the repository.
    pub(crate) fn added_bytes(&self) -> i64 {
        self.info.repository.delta
    }
}

/// The backups that can be restored, oldest first.
pub(crate) async fn backups(repository: &PgBackRest<'_>) -> Result<Vec<Backup>> {
    parse(&repository.run(&["info", "--output=json"]).await?)
}

fn parse(text: &str) -> Result<Vec<Backup>> {
    let stanzas: Vec<Stanza> =
        serde_json::from_str(text).context("pgbackrest info is not understood")?;
    Ok(stanzas
        .into_iter()
        .flat_map(|stanza| stanza.backup)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{Kind, parse};

    #[test]
    fn backups_are_read_from_the_answer_of_pgbackrest() {
        let text = r#"[{"archive":[],"backup":[
            {"label":"20261202-005436F","type":"full","error":false,
             "info":{"delta":386,"repository":{"delta":80,"size":80},"size":386},
             "timestamp":{"start":1796172876,"stop":1796172879}},
            {"label":"20261202-005436F_20261202-005440I","type":"incr","error":true,
             "info":{"delta":12,"repository":{"delta":5,"size":80},"size":386},
             "timestamp":{"start":1796172880,"stop":1796172881}}],"name":"espejo"}]"#;
        let found = parse(text).unwrap();
        assert_eq!(
            [found[0].kind, found[1].kind],
            [Kind::Full, Kind::Incremental]
        );
        assert_eq!(found[0].seconds(), 3);
        assert_eq!(found[1].ended_at(), 1_796_172_881);
        assert_eq!((found[1].bytes(), found[1].added_bytes()), (386, 5));
        assert_eq!((found[0].error, found[1].error), (false, true));
        assert!(parse("[]").unwrap().is_empty());
        assert!(parse("ERROR").is_err());
    }
}
