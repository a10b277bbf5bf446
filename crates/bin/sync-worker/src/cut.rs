//! Cuts a page into batches by number of records and by encoded size. Rows become JSON only when
//! their batch is cut, so a page is never in memory twice.

use std::{io, vec};

use odoo::Record;
use serde_json::Value;

use crate::cell;

/// Size that the rows of a batch should stay below; with its envelope it is half a mebibyte.
const WANTED_BYTES: usize = (512 - 4) << 10;
/// A single row above this size fits in no message.
const HARD_BYTES: usize = (4 << 20) - (64 << 10);

/// Rows of one page: every record of `(after_id, up_to_id]`.
#[derive(Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) after_id: i64,
    pub(crate) up_to_id: i64,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// One record is larger than any message may be.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("record {id} has {bytes} bytes, more than fits in a message")]
pub(crate) struct RecordTooLarge {
    pub(crate) id: i64,
    pub(crate) bytes: usize,
}

/// The pieces of a page; an empty page is one empty piece.
pub(crate) struct Pieces {
    records: vec::IntoIter<Record>,
    /// A row that did not fit in the previous piece.
    carried: Option<Row>,
    after_id: i64,
    up_to_id: i64,
    max_rows: usize,
    finished: bool,
}

/// A record in JSON.
pub(crate) struct Row {
    pub(crate) id: i64,
    pub(crate) values: Vec<Value>,
    pub(crate) bytes: usize,
}

impl Pieces {
    pub(crate) fn new(after_id: i64, up_to_id: i64, records: Vec<Record>, max_rows: usize) -> Self {
        let records = records.into_iter();
        let max_rows = max_rows.max(1);
        Self {
            records,
            carried: None,
            after_id,
            up_to_id,
            max_rows,
            finished: false,
        }
    }

    fn next_row(&mut self) -> Option<Row> {
        self.carried
            .take()
            .or_else(|| self.records.next().map(Row::new))
    }

    fn piece(&mut self) -> Result<Piece, RecordTooLarge> {
        let mut rows = Vec::new();
        let mut bytes = 0;
        let mut last_id = self.after_id;
        while rows.len() < self.max_rows {
            let Some(row) = self.next_row() else { break };
            row.check()?;
            if !rows.is_empty() && bytes + row.bytes > WANTED_BYTES {
                self.carried = Some(row);
                break;
            }
            bytes += row.bytes;
            last_id = row.id;
            rows.push(row.values);
        }
        self.finished = self.carried.is_none() && self.records.len() == 0;
        let up_to_id = if self.finished {
            self.up_to_id
        } else {
            last_id
        };
        let piece = Piece {
            after_id: self.after_id,
            up_to_id,
            rows,
        };
        self.after_id = up_to_id;
        Ok(piece)
    }
}

impl Iterator for Pieces {
    type Item = Result<Piece, RecordTooLarge>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.finished {
            return None;
        }
        let piece = self.piece();
        self.finished |= piece.is_err();
        Some(piece)
    }
}

impl Row {
    /// Fails if it fits in no message.
    pub(crate) fn check(&self) -> Result<(), RecordTooLarge> {
        let Self { id, bytes, .. } = *self;
        if bytes > HARD_BYTES {
            return Err(RecordTooLarge { id, bytes });
        }
        Ok(())
    }

    pub(crate) fn new(record: Record) -> Self {
        let values: Vec<Value> = record.cells.into_iter().map(cell::to_json).collect();
        let bytes = encoded_len(&values);
        Self {
            id: record.id,
            values,
            bytes,
        }
    }
}

/// Bytes of the row in the event, with the comma after it. A row is never empty: it has its id.
fn encoded_len(values: &[Value]) -> usize {
    let with_comma = |value| value_len(value) + 1;
    "[]".len() + values.iter().map(with_comma).sum::<usize>()
}

/// Most values are null or text. Their size is computed without writing them.
fn value_len(value: &Value) -> usize {
    match value {
        Value::Null => "null".len(),
        Value::String(text) => {
            let encoded = |byte| match byte {
                b'"' | b'\\' | b'\n' | b'\r' | b'\t' | 0x08 | 0x0c => 2,
                0..=0x1f => 6,
                _ => 1,
            };
            "\"\"".len() + text.bytes().map(encoded).sum::<usize>()
        }
        other => {
            let mut count = Count(0);
            // Writing a value to a counter cannot fail.
            let _ = serde_json::to_writer(&mut count, other);
            count.0
        }
    }
}

struct Count(usize);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use odoo::Cell;
    use serde_json::json;

    use super::*;

    fn record(id: i64, text_bytes: usize) -> Record {
        Record {
            id,
            cells: vec![Cell::Int(id), Cell::Text("x".repeat(text_bytes))],
        }
    }

    fn ends(records: Vec<Record>, up_to_id: i64, max_rows: usize) -> Vec<(i64, i64, usize)> {
        Pieces::new(0, up_to_id, records, max_rows)
            .map(|piece| piece.unwrap())
            .map(|piece| (piece.after_id, piece.up_to_id, piece.rows.len()))
            .collect()
    }

    #[test]
    fn pieces_are_contiguous_and_the_last_covers_the_rest_of_the_page() {
        let records = (1..=5).map(|id| record(id * 10, 3)).collect();
        assert_eq!(ends(records, 99, 2), [(0, 20, 2), (20, 40, 2), (40, 99, 1)]);
    }

    #[test]
    fn a_page_that_divides_evenly_leaves_no_empty_piece() {
        let records = (1..=4).map(|id| record(id, 3)).collect();
        assert_eq!(ends(records, 4, 2), [(0, 2, 2), (2, 4, 2)]);
    }

    #[test]
    fn an_empty_page_is_one_empty_piece() {
        assert_eq!(ends(Vec::new(), 7, 10), [(0, 7, 0)]);
    }

    #[test]
    fn large_records_make_small_pieces_and_none_is_lost() {
        let records = (1..=5).map(|id| record(id, 200 << 10)).collect();
        assert_eq!(ends(records, 5, 1000), [(0, 2, 2), (2, 4, 2), (4, 5, 1)]);
        let beyond_wanted = vec![record(1, 1 << 20), record(2, 10)];
        assert_eq!(ends(beyond_wanted, 2, 1000), [(0, 1, 1), (1, 2, 1)]);
    }

    #[test]
    fn a_record_larger_than_a_message_ends_the_page() {
        let mut pieces = Pieces::new(0, 2, vec![record(1, 5 << 20), record(2, 1)], 10);
        assert_eq!(pieces.next().unwrap().unwrap_err().id, 1);
        assert!(pieces.next().is_none());
    }

    #[test]
    fn the_size_of_a_row_is_that_of_its_json() {
        let every_byte: String = (0..=0x7f_u8).map(char::from).collect();
        let values = vec![
            json!(-17),
            json!("a\"b"),
            json!(null),
            json!([1, "x\n"]),
            json!(true),
            json!(every_byte),
            json!("año"),
        ];
        let encoded = serde_json::to_string(&values).unwrap();
        assert_eq!(encoded_len(&values), encoded.len() + 1);
    }
}
