//! What the messages of the log say about mirrored models: which rows have to be read again, and
//! what a snapshot must see before it is good enough for that.

use std::collections::{BTreeMap, HashMap};

use crate::{
    dirty::Dirty,
    pgoutput::{Cell, Lsn, Message, Oid, Relation, Row},
};

/// A published table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watched {
    /// The table of a model.
    Model(String),
    /// A table of a many-to-many field. A change of it changes the records that these columns name.
    Links(Vec<(String, String)>),
}

/// What has changed since the last step.
#[derive(Debug, Default)]
pub struct Changes {
    watched: BTreeMap<String, Watched>,
    /// By number of the table: for each model, the column with its id.
    tables: HashMap<Oid, Vec<(String, usize)>>,
    pub dirty: Dirty,
    /// Models whose tables were emptied. Whether their rows are gone is for a person to say.
    pub emptied: Vec<String>,
    /// 32 bits of the id of each transaction since the last step.
    pub transactions: Vec<u32>,
    /// Where the last whole transaction ends.
    pub end: Option<Lsn>,
    /// When it was committed, in microseconds since 2000-01-01 00:00 UTC.
    pub committed_at: Option<i64>,
}

/// Why a message of the log cannot be used. Going on would lose a change.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    #[error("the publication has no column {column} of the table {table}")]
    NoColumn { table: String, column: String },
    #[error("the log names a table that it has not described")]
    UnknownTable,
    #[error("a change of {0} has no id: the replica identity of its table is not its key")]
    NoId(String),
}

impl Changes {
    /// `watched` has the tables of the publication by name. Others are ignored.
    pub fn of(watched: BTreeMap<String, Watched>) -> Self {
        Self {
            watched,
            ..Self::default()
        }
    }

    pub fn take(&mut self, message: &Message<'_>) -> Result<(), Unusable> {
        match message {
            Message::Begin { transaction, .. } => self.transactions.push(*transaction),
            Message::Commit {
                end, committed_at, ..
            } => {
                self.end = Some(*end);
                self.committed_at = Some(*committed_at);
            }
            Message::Relation(relation) => self.describe(relation)?,
            Message::Insert { table, new } => self.change(*table, new)?,
            Message::Update { table, old, new } => {
                if let Some(old) = old {
                    self.change(*table, old)?;
                }
                self.change(*table, new)?;
            }
            Message::Delete { table, old } => self.change(*table, old)?,
            Message::Truncate { tables } => {
                for table in tables {
                    let models = self.tables.get(table).ok_or(Unusable::UnknownTable)?;
                    self.emptied
                        .extend(models.iter().map(|(model, _)| model.clone()));
                }
            }
            Message::Other => {}
        }
        Ok(())
    }

    fn describe(&mut self, relation: &Relation<'_>) -> Result<(), Unusable> {
        let ids: Vec<(String, &str)> = match self.watched.get(relation.name) {
            None => Vec::new(),
            Some(Watched::Model(model)) => vec![(model.clone(), "id")],
            Some(Watched::Links(columns)) => columns
                .iter()
                .map(|(model, column)| (model.clone(), column.as_str()))
                .collect(),
        };
        let mut found = Vec::with_capacity(ids.len());
        for (model, column) in ids {
            let at = relation.columns.iter().position(|it| it.name == column);
            let at = at.ok_or_else(|| Unusable::NoColumn {
                table: relation.name.to_owned(),
                column: column.to_owned(),
            })?;
            found.push((model, at));
        }
        self.tables.insert(relation.table, found);
        Ok(())
    }

    fn change(&mut self, table: Oid, row: &Row<'_>) -> Result<(), Unusable> {
        let models = self.tables.get(&table).ok_or(Unusable::UnknownTable)?;
        for (model, at) in models {
            let id = match row.get(*at) {
                Some(Cell::Text(text)) => text.parse().ok(),
                _ => None,
            };
            let id = id.ok_or_else(|| Unusable::NoId(model.clone()))?;
            self.dirty.add(model, id);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dirty::Piece, pgoutput::Column};

    const MOVES: Oid = 1;
    const TAGS: Oid = 2;
    const OTHERS: Oid = 3;

    fn watched() -> BTreeMap<String, Watched> {
        let links = [("res.partner".to_owned(), "partner_id".to_owned())];
        BTreeMap::from([
            (
                "account_move".to_owned(),
                Watched::Model("account.move".to_owned()),
            ),
            ("tag_rel".to_owned(), Watched::Links(links.into())),
        ])
    }

    fn relation<'a>(table: Oid, name: &'a str, columns: &[&'a str]) -> Message<'a> {
        let column = |name: &&'a str| Column {
            name,
            is_key: true,
            kind: 23,
        };
        Message::Relation(Relation {
            table,
            schema: "public",
            name,
            identity: b'd',
            columns: columns.iter().map(column).collect(),
        })
    }

    fn followed(messages: &[Message<'_>]) -> Result<Changes, Unusable> {
        let mut changes = Changes::of(watched());
        for message in messages {
            changes.take(message)?;
        }
        Ok(changes)
    }

    fn described() -> [Message<'static>; 3] {
        [
            relation(MOVES, "account_move", &["id"]),
            relation(TAGS, "tag_rel", &["tag_id", "partner_id"]),
            relation(OTHERS, "mail_message", &["body"]),
        ]
    }

    fn text(id: &str) -> Cell<'_> {
        Cell::Text(id)
    }

    #[test]
    fn a_change_names_its_row_and_a_link_the_record_that_has_the_list() {
        let mut messages = described().to_vec();
        messages.extend([
            Message::Begin {
                commit: Lsn(90),
                committed_at: 5,
                transaction: 700,
            },
            Message::Insert {
                table: MOVES,
                new: vec![text("4")],
            },
            Message::Update {
                table: MOVES,
                old: Some(vec![text("5")]),
                new: vec![text("6")],
            },
            Message::Delete {
                table: TAGS,
                old: vec![text("1"), text("77")],
            },
            Message::Insert {
                table: OTHERS,
                new: vec![text("hello")],
            },
            Message::Commit {
                commit: Lsn(90),
                end: Lsn(100),
                committed_at: 5,
            },
        ]);
        let mut changes = followed(&messages).unwrap();
        let taken = changes.dirty.take(10, &["res.partner"]);
        let of = |model: &str, ids: &[i64]| (model.to_owned(), Piece::Ids(ids.to_vec()));
        let expected = [of("account.move", &[4, 5, 6]), of("res.partner", &[77])];
        assert!(
            taken.iter().all(|it| expected.contains(it)) && taken.len() == 2,
            "{taken:?}"
        );
        assert_eq!(changes.transactions, [700]);
        assert_eq!(
            (changes.end, changes.committed_at),
            (Some(Lsn(100)), Some(5))
        );
    }

    #[test]
    fn an_emptied_table_is_said_and_no_row_of_it() {
        let mut messages = described().to_vec();
        messages.push(Message::Truncate {
            tables: vec![MOVES, OTHERS],
        });
        let changes = followed(&messages).unwrap();
        assert_eq!(changes.emptied, ["account.move"]);
        assert!(changes.dirty.is_empty());
    }

    #[test]
    fn what_would_lose_a_change_is_refused() {
        let no_column = followed(&[relation(TAGS, "tag_rel", &["tag_id"])]);
        let expected = Unusable::NoColumn {
            table: "tag_rel".to_owned(),
            column: "partner_id".to_owned(),
        };
        assert_eq!(no_column.unwrap_err(), expected);
        let unknown = followed(&[Message::Insert {
            table: MOVES,
            new: vec![text("4")],
        }]);
        assert_eq!(unknown.unwrap_err(), Unusable::UnknownTable);
        let no_id = followed(&[
            relation(MOVES, "account_move", &["id"]),
            Message::Delete {
                table: MOVES,
                old: vec![Cell::Null],
            },
        ]);
        assert_eq!(
            no_id.unwrap_err(),
            Unusable::NoId("account.move".to_owned())
        );
    }
}
