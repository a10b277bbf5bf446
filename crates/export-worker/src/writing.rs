//! The writing half of an export: blocking, on a thread of its own, fed through a channel.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use contracts::export::ExportFailure;
use jiff::Timestamp;
use reports::{Chunk, Expected, Report};
use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;
use tokio::sync::{mpsc, watch};

use crate::failure::Failure;
use crate::file::Partial;
use crate::handler::Progress;
use crate::workbook::{Book, Facts};

pub(crate) enum Feed {
    Rows(Box<dyn Chunk>),
    /// Every row has been given. A feed that ends without it belongs to an attempt that is over.
    End,
}

/// What the writer is told before the first row.
pub(crate) struct Order {
    pub(crate) report: Arc<dyn Report>,
    pub(crate) expected: Expected,
    pub(crate) data_as_of: Option<Timestamp>,
    pub(crate) facts: Facts,
    /// The job's folder, which exists.
    pub(crate) folder: PathBuf,
    pub(crate) place: PathBuf,
    pub(crate) progress: watch::Sender<Progress>,
    pub(crate) abort: Arc<AtomicBool>,
}

/// A complete file in its place.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) rows: u64,
    pub(crate) control_total: Decimal,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    pub(crate) data_as_of: Option<Timestamp>,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error("the rows ended before their end")]
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
    Workbook(#[from] XlsxError),
    #[error(transparent)]
    Storage(#[from] std::io::Error),
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Workbook(error) => error.into(),
            WriteError::Storage(error) => Self::storage(&error),
            WriteError::Abandoned => Self::new(ExportFailure::Internal, true, error.to_string()),
            WriteError::Mismatch { .. } => {
                Self::new(ExportFailure::Internal, false, error.to_string())
            }
        }
    }
}

/// Writes the workbook from the feed and puts it in its place, if it is what was expected.
pub(crate) fn write(order: Order, mut feed: mpsc::Receiver<Feed>) -> Result<Written, WriteError> {
    let Order {
        report,
        expected,
        facts,
        ..
    } = order;
    let mut book = Book::begin(report.columns(), &facts.locale, &order.folder)?;
    loop {
        match feed.blocking_recv() {
            Some(Feed::Rows(chunk)) => {
                add(&mut book, chunk.as_ref())?;
                let given = chunk.rows() as u64;
                order
                    .progress
                    .send_modify(|progress| progress.rows += given);
            }
            Some(Feed::End) => break,
            None => return Err(WriteError::Abandoned),
        }
    }
    let (rows, total) = (book.rows(), book.control_total());
    if (rows, total) != (expected.rows, expected.control_total) {
        return Err(WriteError::Mismatch {
            rows,
            total,
            expected_rows: expected.rows,
            expected_total: expected.control_total,
        });
    }
    let mut file = Partial::begin(order.place, order.abort)?;
    book.finish(&facts, expected, &mut file)?;
    let kept = file.keep()?;
    Ok(Written {
        rows,
        control_total: total,
        bytes: kept.bytes,
        sha256: kept.sha256,
        data_as_of: order.data_as_of,
    })
}

fn add(book: &mut Book<'_>, chunk: &dyn Chunk) -> Result<(), XlsxError> {
    let mut added = Ok(());
    let _ = chunk.visit(&mut |cells, control| match book.row(cells, control) {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            added = Err(error);
            ControlFlow::Break(())
        }
    });
    added
}
