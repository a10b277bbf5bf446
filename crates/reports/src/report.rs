//! What a report is to those who make files of it: columns, rows as cells, and what they must come
//! to. They know no report; a report knows no format.

use std::ops::ControlFlow;
use std::sync::Arc;

use async_trait::async_trait;
use futures::stream::{BoxStream, StreamExt, TryChunksError, TryStreamExt};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use store::Transaction;

use crate::column::{Cell, Column, Title};
use crate::companies::Company;
use crate::error::Error;
use crate::filter::Expected;

/// Rows that travel together from the database to a file.
pub(crate) const CHUNK: usize = 500;

/// A question that was found good, ready to be read in one [`crate::snapshot`].
#[async_trait]
pub trait Report: Send + Sync {
    fn key(&self) -> &'static str;
    fn title(&self) -> Title<'_>;
    /// Whom it is about, if it is about somebody.
    fn subject(&self) -> Option<&str> {
        None
    }
    fn columns(&self) -> Vec<Column<'_>>;
    /// Whose books these are; `None` for what belongs to no company.
    fn company(&self) -> Option<&Company>;
    /// The models that it is made of: what its freshness hangs on.
    fn models(&self) -> Vec<&str>;
    /// With every default written out.
    fn parameters(&self) -> Result<Map<String, Value>, Error>;
    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error>;
    /// What columns come to of which the rows cannot be added up; one a column, if there are any.
    async fn totals(&self, _snapshot: &Transaction<'_>) -> Result<Option<Totals>, Error> {
        Ok(None)
    }
    /// Every row, in the order of the question and in constant memory.
    async fn chunks<'t>(&self, snapshot: &'t Transaction<'t>) -> Result<Chunks<'t>, Error>;
}

pub type Totals = Vec<Option<Decimal>>;

pub type Chunks<'t> = BoxStream<'t, Result<Box<dyn Chunk>, Error>>;

/// Some rows, decoded already.
pub trait Chunk: Send {
    fn rows(&self) -> usize;
    fn visit(&self, visit: &mut Visit<'_>) -> ControlFlow<()>;
}

pub type Visit<'v> = dyn FnMut(Line<'_>) -> ControlFlow<()> + 'v;

/// A row as a file shows it.
#[derive(Debug, Clone, Copy)]
pub struct Line<'v> {
    /// One a column.
    pub cells: &'v [Cell<'v>],
    /// Its part of the control total.
    pub control: Decimal,
    /// It sums up rows around it, from which it is to stand out.
    pub is_sum: bool,
}

/// A report with a row type of its own, which is all that most of them have to say to become files.
/// Implemented by the checked question.
pub trait Exportable: Sized + Send + Sync + 'static {
    const KEY: &'static str;
    const TITLE: Title<'static>;
    /// The models that it is made of.
    const MODELS: &'static [&'static str];
    /// As its URL takes them, limit and cursor among them, which a file ignores.
    type Parameters: Serialize + DeserializeOwned + Send + Sync;
    type Row: Send + Sync + 'static;

    /// `today` is the day in the tenant's zone.
    fn prepare(
        client: &Transaction<'_>,
        parameters: &Self::Parameters,
        today: Date,
    ) -> impl Future<Output = Result<Self, Error>> + Send;
    /// With every default written out, without limit and cursor.
    fn parameters(&self) -> &Self::Parameters;
    fn company(&self) -> &Company;
    /// Whom it is about, if it is about somebody.
    fn subject(&self) -> Option<&str> {
        None
    }
    fn columns(&self) -> Vec<Column<'_>>;
    fn expected(
        &self,
        snapshot: &Transaction<'_>,
    ) -> impl Future<Output = Result<Expected, Error>> + Send;
    /// What columns come to of which the rows cannot be added up; one a column, if there are any.
    fn totals(
        &self,
        _snapshot: &Transaction<'_>,
    ) -> impl Future<Output = Result<Option<Totals>, Error>> + Send {
        async { Ok(None) }
    }
    fn rows<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
    ) -> impl Future<Output = Result<BoxStream<'t, Result<Self::Row, Error>>, Error>> + Send;
    /// One a column.
    fn cells<'r>(&self, row: &'r Self::Row) -> impl AsRef<[Cell<'r>]>;
    /// The row's part of the control total.
    fn control(row: &Self::Row) -> Decimal;
    /// The row sums up others: an opening or closing balance, a level above the lowest.
    fn is_sum(&self, _row: &Self::Row) -> bool {
        false
    }
}

/// Any [`Exportable`] as a [`Report`].
struct Typed<E>(Arc<E>);

struct Rows<E: Exportable> {
    report: Arc<E>,
    rows: Vec<E::Row>,
}

pub(crate) async fn prepare<E: Exportable>(
    client: &Transaction<'_>,
    parameters: Map<String, Value>,
    today: Date,
) -> Result<Arc<dyn Report>, Error> {
    let parameters = parameters_from(parameters)?;
    let prepared = E::prepare(client, &parameters, today).await?;
    Ok(Arc::new(Typed(Arc::new(prepared))))
}

/// Names the place of what does not fit.
pub(crate) fn parameters_from<P: DeserializeOwned>(
    parameters: Map<String, Value>,
) -> Result<P, Error> {
    serde_path_to_error::deserialize(Value::Object(parameters)).map_err(|error| {
        let name = error.path().to_string();
        let name = if name == "." { String::new() } else { name };
        Error::UnreadableParameters {
            name,
            source: error.into_inner(),
        }
    })
}

pub(crate) fn written_out(parameters: &impl Serialize) -> Result<Map<String, Value>, Error> {
    match serde_json::to_value(parameters) {
        Ok(Value::Object(parameters)) => Ok(parameters),
        Ok(other) => Err(Error::Internal(format!("parameters became {other}"))),
        Err(error) => Err(Error::Internal(error.to_string())),
    }
}

#[async_trait]
impl<E: Exportable> Report for Typed<E> {
    fn key(&self) -> &'static str {
        E::KEY
    }

    fn title(&self) -> Title<'_> {
        E::TITLE
    }

    fn subject(&self) -> Option<&str> {
        self.0.subject()
    }

    fn columns(&self) -> Vec<Column<'_>> {
        self.0.columns()
    }

    fn company(&self) -> Option<&Company> {
        Some(self.0.company())
    }

    fn models(&self) -> Vec<&str> {
        E::MODELS.to_vec()
    }

    fn parameters(&self) -> Result<Map<String, Value>, Error> {
        written_out(self.0.parameters())
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        self.0.expected(snapshot).await
    }

    async fn totals(&self, snapshot: &Transaction<'_>) -> Result<Option<Totals>, Error> {
        self.0.totals(snapshot).await
    }

    async fn chunks<'t>(&self, snapshot: &'t Transaction<'t>) -> Result<Chunks<'t>, Error> {
        let report = Arc::clone(&self.0);
        let rows = self.0.rows(snapshot).await?;
        let chunks = rows.try_chunks(CHUNK).map_ok(move |rows| {
            let report = Arc::clone(&report);
            Box::new(Rows { report, rows }) as Box<dyn Chunk>
        });
        Ok(chunks.map_err(|TryChunksError(_, cause)| cause).boxed())
    }
}

impl<E: Exportable> Chunk for Rows<E> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn visit(&self, visit: &mut Visit<'_>) -> ControlFlow<()> {
        for row in &self.rows {
            visit(Line {
                cells: self.report.cells(row).as_ref(),
                control: E::control(row),
                is_sum: self.report.is_sum(row),
            })?;
        }
        ControlFlow::Continue(())
    }
}
