//! The writing half of an export. It blocks, so it has its own thread and is fed through a channel.

use std::ops::ControlFlow;

use contracts::export::ExportFailureReason;
use files::FileWriter;
use reports::Chunk;
use rust_decimal::Decimal;
use tokio::sync::mpsc;

use crate::{
    failure::Failure,
    formats::{self, RenderError, Rendering, Summary},
    order::{Order, Progress, Written},
};

pub(crate) enum Feed {
    Rows(Box<dyn Chunk>),
    /// All rows were passed. If the feed ends without it, the attempt was ended.
    End,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error("not all rows were passed to the writer")]
    Abandoned,
    #[error(
        "{rows} rows with a total of {total} were written, but the same snapshot expects \
         {expected_rows} with {expected_total}"
    )]
    Mismatch {
        rows: u64,
        total: Decimal,
        expected_rows: u64,
        expected_total: Decimal,
    },
    #[error(transparent)]
    Render(#[from] RenderError),
    #[error(transparent)]
    Storage(#[from] std::io::Error),
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Render(RenderError::Workbook(error)) => error.into(),
            WriteError::Storage(error) | WriteError::Render(RenderError::Storage(error)) => {
                Self::storage(&error)
            }
            WriteError::Abandoned => {
                Self::new(ExportFailureReason::Internal, true, error.to_string())
            }
            WriteError::Render(RenderError::Unfit(_)) => Self::parameters(error.to_string()),
            WriteError::Mismatch { .. } | WriteError::Render(RenderError::Library(_)) => {
                Self::new(ExportFailureReason::Internal, false, error.to_string())
            }
        }
    }
}

/// Writes the feed to the file, and stores the file if it contains what was expected.
pub(crate) fn write(
    order: &Order,
    mut file: FileWriter,
    feed: mpsc::Receiver<Feed>,
) -> Result<Written, WriteError> {
    match fill(order, &mut file, feed) {
        Ok(rows) => {
            let kept = file.keep()?;
            Ok(Written {
                rows,
                total: order.expected.total,
                bytes: kept.bytes,
                sha256: kept.sha256,
                data_as_of: order.data_as_of,
            })
        }
        Err(error) => {
            file.discard();
            Err(error)
        }
    }
}

fn fill(
    order: &Order,
    file: &mut FileWriter,
    mut feed: mpsc::Receiver<Feed>,
) -> Result<u64, WriteError> {
    let expected = order.expected;
    let mut rendering = formats::begin(order, order.report.columns(), file)?;
    let (mut rows, mut total) = (0, Decimal::ZERO);
    loop {
        match feed.blocking_recv() {
            Some(Feed::Rows(chunk)) => {
                let added = add(rendering.as_mut(), chunk.as_ref(), &mut total)?;
                rows += added;
                let progressed = |progress: &mut Progress| progress.rows += added;
                order.progress.send_modify(progressed);
            }
            Some(Feed::End) => break,
            None => return Err(WriteError::Abandoned),
        }
    }
    if (rows, total) != (expected.rows, expected.control_total) {
        return Err(WriteError::Mismatch {
            rows,
            total,
            expected_rows: expected.rows,
            expected_total: expected.control_total,
        });
    }
    rendering.finish(Summary { rows, expected })?;
    Ok(rows)
}

/// Returns the number of rows.
fn add(
    rendering: &mut (dyn Rendering + '_),
    chunk: &dyn Chunk,
    total: &mut Decimal,
) -> Result<u64, RenderError> {
    let mut rows = 0;
    let mut added = Ok(());
    let _ = chunk.visit(&mut |line| match rendering.line(&line) {
        Ok(()) => {
            rows += 1;
            *total += line.control;
            ControlFlow::Continue(())
        }
        Err(error) => {
            added = Err(error);
            ControlFlow::Break(())
        }
    });
    added?;
    rendering.blocks(chunk.blocks())?;
    Ok(rows)
}
