//! What the tables and the publication are at the moment of a step, and what has changed since the
//! step before. The log says none of this: a column that is dropped, a table that is made again and
//! a publication without a table are seen here or nowhere.

use std::{collections::BTreeMap, fmt};

use tokio_postgres::{GenericClient, Row};

use crate::{error::Error, pgoutput::Oid};

/// What is looked at.
#[derive(Debug, Clone)]
pub struct Watch {
    pub tables: Vec<String>,
    /// Which says what of them is in the log.
    pub publication: String,
}

/// The state of the catalogue. Read it in the snapshot of the step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue {
    tables: BTreeMap<String, Table>,
    /// `None` if there is no publication of this name.
    publication: Option<Publication>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    number: Oid,
    /// Another one after the rows were written anew, for example by `VACUUM FULL`.
    file: Oid,
    has_row_security: bool,
    /// How the log names a row that is gone.
    identity: i8,
    /// By number of the column, which a renamed column keeps: name and type.
    columns: BTreeMap<i16, (String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Publication {
    number: Oid,
    /// The transaction that has changed it last.
    changed_by: String,
    /// Each table with the transaction that has added it. One that was taken out and put back has
    /// another.
    tables: BTreeMap<String, String>,
}

/// What a change of the catalogue means for the mirror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The statement of the model must be made again. Values of the columns may have changed without
    /// a word in the log, so all rows are read.
    Columns {
        table: String,
    },
    /// The rows were written anew, and the log may not have named them: compare them.
    Rewritten {
        table: String,
    },
    /// Changes of this table may be missing in the log: read it again once it is published.
    Remade {
        table: String,
    },
    Gone {
        table: String,
    },
    Unpublished {
        table: String,
    },
    /// It was taken out of the publication and put back.
    Republished {
        table: String,
    },
    /// Rows may be hidden from the reader, and would seem deleted.
    RowSecurity {
        table: String,
    },
    /// The log may not name rows that are deleted.
    Identity {
        table: String,
    },
    /// The publication is gone, or another one has its name.
    NoPublication,
    /// What the publication publishes may have been another thing for a while.
    PublicationChanged,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Columns { table } => write!(f, "the columns of {table} have changed"),
            Self::Rewritten { table } => write!(f, "{table} was written anew"),
            Self::Remade { table } => write!(f, "{table} was made anew"),
            Self::Gone { table } => write!(f, "{table} is gone"),
            Self::Unpublished { table } => write!(f, "{table} is not published any more"),
            Self::Republished { table } => write!(f, "{table} was not published for a while"),
            Self::RowSecurity { table } => write!(f, "{table} has row security"),
            Self::Identity { table } => write!(f, "{table} has another replica identity"),
            Self::NoPublication => f.write_str("the publication is gone"),
            Self::PublicationChanged => f.write_str("the publication has changed"),
        }
    }
}

impl Catalogue {
    /// Of these tables. `publication` is `None` if the log is not read.
    pub async fn read(
        client: &impl GenericClient,
        tables: &[String],
        publication: Option<&str>,
    ) -> Result<Self, Error> {
        let sql = "select c.relname::text, c.oid, c.relfilenode, c.relrowsecurity, c.relreplident,
                array_agg(a.attnum order by a.attnum), array_agg(a.attname::text order by a.attnum),
                array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum)
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.oid = any(select to_regclass(quote_ident(name)) from unnest($1::text[]) as name)
            group by c.oid";
        let rows = client.query(sql, &[&tables]).await?;
        let publication = match publication {
            None => None,
            Some(name) => published(client, name).await?,
        };
        Ok(Self {
            tables: rows.iter().map(|row| (row.get(0), table(row))).collect(),
            publication,
        })
    }

    /// Those of the tables whose changes are not published.
    pub fn unpublished<'a>(&self, tables: &'a [String]) -> Vec<&'a str> {
        let published = self.publication.as_ref().map(|it| &it.tables);
        let is_published = |table: &String| published.is_some_and(|all| all.contains_key(table));
        let lacking = tables.iter().filter(|table| !is_published(table));
        lacking.map(String::as_str).collect()
    }

    /// What has changed since `before`, when both were read for the same tables.
    pub fn changes_since(&self, before: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (name, was) in &before.tables {
            let table = || name.clone();
            let Some(is) = self.tables.get(name) else {
                changes.push(Change::Gone { table: table() });
                continue;
            };
            if is.number != was.number {
                changes.push(Change::Remade { table: table() });
                continue;
            }
            // A column with another type is written anew, too.
            if is.columns != was.columns {
                changes.push(Change::Columns { table: table() });
            } else if is.file != was.file {
                changes.push(Change::Rewritten { table: table() });
            }
            if is.has_row_security && !was.has_row_security {
                changes.push(Change::RowSecurity { table: table() });
            }
            if is.identity != was.identity {
                changes.push(Change::Identity { table: table() });
            }
        }
        changes.extend(self.changes_of_publication(before));
        changes
    }

    fn changes_of_publication(&self, before: &Self) -> Vec<Change> {
        let Some(was) = &before.publication else {
            return Vec::new();
        };
        let Some(is) = self
            .publication
            .as_ref()
            .filter(|is| is.number == was.number)
        else {
            return vec![Change::NoPublication];
        };
        let mut changes = Vec::new();
        if is.changed_by != was.changed_by {
            changes.push(Change::PublicationChanged);
        }
        for (name, added_by) in &was.tables {
            let table = name.clone();
            match is.tables.get(name) {
                None => changes.push(Change::Unpublished { table }),
                Some(now) if now != added_by => changes.push(Change::Republished { table }),
                Some(_) => {}
            }
        }
        changes
    }
}

/// All of it, to compare it with another time.
impl fmt::Display for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

fn table(row: &Row) -> Table {
    let (numbers, names, types): (Vec<i16>, Vec<String>, Vec<String>) =
        (row.get(5), row.get(6), row.get(7));
    Table {
        number: row.get(1),
        file: row.get(2),
        has_row_security: row.get(3),
        identity: row.get(4),
        columns: numbers
            .into_iter()
            .zip(names.into_iter().zip(types))
            .collect(),
    }
}

async fn published(client: &impl GenericClient, name: &str) -> Result<Option<Publication>, Error> {
    let sql = "select oid, xmin::text from pg_publication where pubname = $1";
    let Some(row) = client.query_opt(sql, &[&name]).await? else {
        return Ok(None);
    };
    let number: Oid = row.get(0);
    let sql = "select c.relname::text, r.xmin::text
        from pg_publication_rel r join pg_class c on c.oid = r.prrelid
        where r.prpubid = $1";
    let tables = client.query(sql, &[&number]).await?;
    Ok(Some(Publication {
        number,
        changed_by: row.get(1),
        tables: tables.iter().map(|row| (row.get(0), row.get(1))).collect(),
    }))
}
