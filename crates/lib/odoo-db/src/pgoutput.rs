//! Messages of PostgreSQL's output plugin `pgoutput`, protocol version 1.
//!
//! Source: PostgreSQL documentation, "Logical Replication Message Formats". Version 1 is decoded
//! because a transaction then comes whole, after it is committed.

use std::fmt;

/// A position in the write-ahead log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lsn(pub u64);

impl Lsn {
    /// Reads what PostgreSQL writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (high, low) = text.split_once('/')?;
        let half = |text| u32::from_str_radix(text, 16).map(u64::from).ok();
        Some(Self(half(high)? << 32 | half(low)?))
    }
}

/// As PostgreSQL writes it, for example `16/B374D848`.
impl fmt::Display for Lsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(position) = self;
        write!(f, "{:X}/{:X}", position >> 32, position & 0xFFFF_FFFF)
    }
}

/// Number of a table (`pg_class.oid`).
pub type Oid = u32;

/// One message. A transaction is a `Begin`, its changes, and a `Commit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message<'a> {
    Begin {
        /// Where the record of the commit begins.
        commit: Lsn,
        /// Microseconds since 2000-01-01 00:00 UTC.
        committed_at: i64,
        /// 32 bits of the transaction's id, which wrap around.
        transaction: u32,
    },
    Commit {
        /// Where the record of the commit begins.
        commit: Lsn,
        /// Where the next record begins. Who confirms this position has all of the transaction.
        end: Lsn,
        /// Microseconds since 2000-01-01 00:00 UTC.
        committed_at: i64,
    },
    /// What a table is. It comes before the first change of the table, and again when the table has
    /// changed.
    Relation(Relation<'a>),
    Insert {
        table: Oid,
        new: Row<'a>,
    },
    Update {
        table: Oid,
        /// The replica identity before, if it has changed.
        old: Option<Row<'a>>,
        new: Row<'a>,
    },
    Delete {
        table: Oid,
        /// The replica identity; what is not part of it is null.
        old: Row<'a>,
    },
    Truncate {
        tables: Vec<Oid>,
    },
    /// The name of a type, or where a change was made first. Neither names a row.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation<'a> {
    pub table: Oid,
    pub schema: &'a str,
    pub name: &'a str,
    /// `pg_class.relreplident`.
    pub identity: u8,
    pub columns: Vec<Column<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<'a> {
    pub name: &'a str,
    /// Part of the replica identity.
    pub is_key: bool,
    /// Number of its type (`pg_type.oid`).
    pub kind: Oid,
}

/// The published columns of a row, in the order of its `Relation`.
pub type Row<'a> = Vec<Cell<'a>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    Null,
    /// A large value that an update has left alone.
    Unchanged,
    Text(&'a str),
}

/// Why bytes are no message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("it ends too early")]
    Short,
    #[error("{0} bytes are left over")]
    Long(usize),
    #[error("{0:?} is no {1}")]
    Unknown(char, &'static str),
    #[error("a number of {0} is negative")]
    Negative(&'static str),
    #[error("a text is not UTF-8")]
    Encoding,
}

impl<'a> Message<'a> {
    pub fn decode(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader(bytes);
        let message = match reader.byte()? {
            b'B' => Self::Begin {
                commit: reader.lsn()?,
                committed_at: reader.i64()?,
                transaction: reader.u32()?,
            },
            b'C' => {
                let _unused_flags = reader.byte()?;
                Self::Commit {
                    commit: reader.lsn()?,
                    end: reader.lsn()?,
                    committed_at: reader.i64()?,
                }
            }
            b'R' => Self::Relation(reader.relation()?),
            b'I' => Self::Insert {
                table: reader.u32()?,
                new: reader.new_row()?,
            },
            b'U' => reader.update()?,
            b'D' => Self::Delete {
                table: reader.u32()?,
                old: reader.old_row()?,
            },
            b'T' => reader.truncate()?,
            b'O' | b'Y' => return Ok(Self::Other),
            other => return Err(Malformed::Unknown(other.into(), "message")),
        };
        match reader.0.len() {
            0 => Ok(message),
            left => Err(Malformed::Long(left)),
        }
    }
}

/// The bytes that are not read yet.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn update(&mut self) -> Result<Message<'a>, Malformed> {
        let table = self.u32()?;
        let old = match self.0.first() {
            Some(b'N') => None,
            _ => Some(self.old_row()?),
        };
        let new = self.new_row()?;
        Ok(Message::Update { table, old, new })
    }

    fn truncate(&mut self) -> Result<Message<'a>, Malformed> {
        let count = self.u32()?;
        let _cascade_and_restart = self.byte()?;
        let tables = (0..count).map(|_| self.u32()).collect::<Result<_, _>>()?;
        Ok(Message::Truncate { tables })
    }

    fn relation(&mut self) -> Result<Relation<'a>, Malformed> {
        Ok(Relation {
            table: self.u32()?,
            schema: self.terminated()?,
            name: self.terminated()?,
            identity: self.byte()?,
            columns: self.each("columns", Self::column)?,
        })
    }

    fn column(&mut self) -> Result<Column<'a>, Malformed> {
        let is_key = self.byte()? & 1 == 1;
        let name = self.terminated()?;
        let kind = self.u32()?;
        let _type_modifier = self.u32()?;
        Ok(Column { name, is_key, kind })
    }

    fn new_row(&mut self) -> Result<Row<'a>, Malformed> {
        match self.byte()? {
            b'N' => self.row(),
            other => Err(Malformed::Unknown(other.into(), "new row")),
        }
    }

    /// `K`: the identity is a key; `O`: it is the whole row.
    fn old_row(&mut self) -> Result<Row<'a>, Malformed> {
        match self.byte()? {
            b'K' | b'O' => self.row(),
            other => Err(Malformed::Unknown(other.into(), "old row")),
        }
    }

    fn row(&mut self) -> Result<Row<'a>, Malformed> {
        self.each("columns", Self::cell)
    }

    fn cell(&mut self) -> Result<Cell<'a>, Malformed> {
        match self.byte()? {
            b'n' => Ok(Cell::Null),
            b'u' => Ok(Cell::Unchanged),
            b't' => {
                let length = self.u32()?;
                let length = usize::try_from(length).map_err(|_| Malformed::Short)?;
                text(self.take(length)?).map(Cell::Text)
            }
            other => Err(Malformed::Unknown(other.into(), "kind of value")),
        }
    }

    /// As many as a number of 16 bits says.
    fn each<T>(
        &mut self,
        what: &'static str,
        read: fn(&mut Self) -> Result<T, Malformed>,
    ) -> Result<Vec<T>, Malformed> {
        let count = i16::from_be_bytes(self.array()?);
        let count = u16::try_from(count).map_err(|_| Malformed::Negative(what))?;
        (0..count).map(|_| read(self)).collect()
    }

    /// A text that ends with a zero byte.
    fn terminated(&mut self) -> Result<&'a str, Malformed> {
        let end = self.0.iter().position(|byte| *byte == 0);
        let read = self.take(end.ok_or(Malformed::Short)?)?;
        self.byte()?;
        text(read)
    }

    fn lsn(&mut self) -> Result<Lsn, Malformed> {
        self.array().map(u64::from_be_bytes).map(Lsn)
    }

    fn i64(&mut self) -> Result<i64, Malformed> {
        self.array().map(i64::from_be_bytes)
    }

    fn u32(&mut self) -> Result<u32, Malformed> {
        self.array().map(u32::from_be_bytes)
    }

    fn byte(&mut self) -> Result<u8, Malformed> {
        self.array().map(|[byte]| byte)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (read, rest) = self.0.split_first_chunk().ok_or(Malformed::Short)?;
        self.0 = rest;
        Ok(*read)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (read, rest) = self.0.split_at_checked(length).ok_or(Malformed::Short)?;
        self.0 = rest;
        Ok(read)
    }
}

fn text(bytes: &[u8]) -> Result<&str, Malformed> {
    std::str::from_utf8(bytes).map_err(|_| Malformed::Encoding)
}
