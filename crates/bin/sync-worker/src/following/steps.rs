//! Cuts what was read for a step of the log by its encoded size. Most often it is one step.

use std::sync::Arc;

use contracts::sync::{IdRange, StepModel};
use odoo::Record;

use crate::cut::{RecordTooLarge, Row};

/// Size that the rows of a step should stay below. A message has 4 MiB at most.
const WANTED_BYTES: usize = 3 << 20;

/// What was read of one model.
pub(crate) struct Read {
    pub(crate) model: Arc<str>,
    pub(crate) fields: Arc<[String]>,
    pub(crate) which: Which,
    pub(crate) records: Vec<Record>,
}

/// The rows that were asked for.
#[derive(Clone)]
pub(crate) enum Which {
    /// Ascending.
    Ids(Vec<i64>),
    Range(IdRange),
}

impl Which {
    /// Takes away what comes up to this id.
    fn up_to(&mut self, id: i64) -> Self {
        match self {
            Self::Ids(ids) => {
                let rest = ids.split_off(ids.partition_point(|asked| *asked <= id));
                Self::Ids(std::mem::replace(ids, rest))
            }
            Self::Range(range) => {
                let after_id = std::mem::replace(&mut range.after_id, id);
                Self::Range(IdRange {
                    after_id,
                    up_to_id: id,
                })
            }
        }
    }
}

/// The models of each step.
pub(crate) fn cut(reads: Vec<Read>) -> Result<Vec<Vec<StepModel>>, RecordTooLarge> {
    let (mut steps, mut step, mut bytes) = (Vec::new(), Vec::new(), 0);
    for mut read in reads {
        let mut rows = Vec::new();
        let mut last_id = 0;
        for record in std::mem::take(&mut read.records) {
            let row = Row::new(record);
            row.check()?;
            if bytes > 0 && bytes + row.bytes > WANTED_BYTES {
                if !rows.is_empty() {
                    let which = read.which.up_to(last_id);
                    step.push(model_of(&read, which, std::mem::take(&mut rows)));
                }
                steps.push(std::mem::take(&mut step));
                bytes = 0;
            }
            bytes += row.bytes;
            last_id = row.id;
            rows.push(row.values);
        }
        let which = read.which.clone();
        step.push(model_of(&read, which, rows));
    }
    steps.push(step);
    Ok(steps)
}

fn model_of(read: &Read, which: Which, rows: Vec<Vec<serde_json::Value>>) -> StepModel {
    let (asked, range) = match which {
        Which::Ids(ids) => (ids, None),
        Which::Range(range) => (Vec::new(), Some(range)),
    };
    StepModel {
        model: read.model.to_string(),
        asked,
        range,
        fields: read.fields.to_vec(),
        rows,
    }
}

#[cfg(test)]
mod tests {
    use odoo::Cell;

    use super::*;

    fn record(id: i64, bytes: usize) -> Record {
        Record {
            id,
            cells: vec![Cell::Int(id), Cell::Text("x".repeat(bytes))],
        }
    }

    fn read(which: Which, records: Vec<Record>) -> Read {
        Read {
            model: "res.partner".into(),
            fields: ["id", "comment"].map(str::to_owned).into(),
            which,
            records,
        }
    }

    #[test]
    fn steps_of_a_large_read_have_each_row_and_each_gap_once() {
        let megabyte = 1 << 20;
        let ids = Which::Ids(vec![1, 2, 3, 4, 9]);
        let records = [1, 3, 4].map(|id| record(id, megabyte)).to_vec();
        let range = Which::Range(IdRange {
            after_id: 0,
            up_to_id: 100,
        });
        let others = [10, 20].map(|id| record(id, megabyte)).to_vec();
        let steps = cut(vec![read(ids, records), read(range, others)]).unwrap();
        let shape: Vec<Vec<_>> = steps
            .iter()
            .map(|step| {
                let of = |it: &StepModel| (it.asked.clone(), it.range, it.rows.len());
                step.iter().map(of).collect()
            })
            .collect();
        let range = |after_id, up_to_id| Some(IdRange { after_id, up_to_id });
        let expected = [
            vec![(vec![1, 2, 3], None, 2)],
            vec![(vec![4, 9], None, 1), (vec![], range(0, 10), 1)],
            vec![(vec![], range(10, 100), 1)],
        ];
        assert_eq!(shape, expected);
        let small = cut(vec![read(Which::Ids(vec![5]), Vec::new())]).unwrap();
        assert_eq!((small.len(), &small[0][0].asked), (1, &vec![5]));
    }

    #[test]
    fn a_record_that_fits_in_no_message_is_refused() {
        let huge = vec![record(7, 5 << 20)];
        let refused = cut(vec![read(Which::Ids(vec![7]), huge)]);
        assert_eq!(refused.unwrap_err().id, 7);
    }
}
