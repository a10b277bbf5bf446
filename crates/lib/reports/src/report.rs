//! What a report is, and the interface to file formats: columns, rows as cells, and expected totals.
//! Formats do not know the reports; reports do not know the formats.

use std::ops::ControlFlow;
use std::sync::Arc;

use async_trait::async_trait;
use futures::stream::{self, BoxStream, Stream, StreamExt, TryChunksError, TryStreamExt};
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use store::{GenericClient, Transaction};
use utoipa::{IntoParams, ToSchema};

use crate::chunk::{Chunk, Chunks, Group, Line, Totals, Visit};
use crate::column::{Column, ColumnOf, Title};
use crate::companies::Company;
use crate::error::Error;
use crate::file_names::FileNames;
use crate::filter::{Expected, title_for};
use crate::paper::{Block, Days, Form, Language, Paper, Sheet};
use crate::prepared::Prepared;
use crate::reader::Reader;
use crate::table_form::TableForm;
use crate::url::Url;
use crate::warning::WarningCode;

/// Rows that are passed together from the database to a file.
pub(crate) const CHUNK: usize = 500;

/// A checked query as a file needs it, ready to run in one [`crate::snapshot`].
#[async_trait]
pub trait Export: Send + Sync {
    fn key(&self) -> &'static str;
    fn title(&self) -> Title<'_>;
    /// The partner, for reports about one partner.
    fn subject(&self) -> Option<&str> {
        None
    }
    fn columns(&self) -> Vec<Column<'_>>;
    /// The company whose books these are; `None` if the data belongs to no company.
    fn company(&self) -> Option<&Company>;
    /// The companies whose books the file shows; None if it may show those of all.
    fn company_ids(&self) -> Option<Vec<i64>> {
        self.company().map(|company| company.ids.clone())
    }
    /// The models that it reads; its freshness depends on them.
    fn models(&self) -> Vec<&str>;
    /// The parameters with every default filled in.
    fn parameters(&self) -> Result<Map<String, Value>, Error>;
    /// What is not known and had to be assumed.
    fn warnings(&self) -> &[WarningCode] {
        &[]
    }
    /// Whether files go to customers, who must not see what is only of use to us.
    fn is_for_customers(&self) -> bool {
        false
    }
    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error>;
    /// Totals of the columns that cannot be summed from the rows.
    async fn totals(&self, _snapshot: &Transaction<'_>) -> Result<Totals, Error> {
        Ok(Totals::default())
    }
    /// Every row in the order of the query, in constant memory.
    async fn chunks<'t>(&self, snapshot: &'t Transaction<'t>) -> Result<Chunks<'t>, Error>;
    /// The same with the blocks that the rows become on paper.
    async fn on_paper<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
        language: &Language,
    ) -> Result<(Sheet, Chunks<'t>), Error>;
}

/// [`Export::on_paper`] of a report without a form of its own.
pub(crate) async fn print_table<'t>(
    report: &impl Export,
    snapshot: &'t Transaction<'t>,
    language: &Language,
) -> Result<(Sheet, Chunks<'t>), Error> {
    let totals = report.totals(snapshot).await?;
    let places = report.company().map_or(2, Company::places);
    let table = TableForm::new(&report.columns(), &totals, places, language);
    let sheet = Sheet {
        title: report.title().in_locale(&language.locale).to_owned(),
        days: Days::from(&report.parameters()?),
        subject: report.subject().map(str::to_owned),
        is_wide: true,
        tables: vec![table.table()],
        ..Sheet::default()
    };
    Ok((sheet, table.print(report.chunks(snapshot).await?)))
}

/// A report: what a module of this crate implements to have answers and files. Implemented by the
/// checked query, so a method runs in the [`crate::snapshot`] that prepared it.
pub trait Report: Sized + Send + Sync + 'static {
    /// Its name in exports, schedules and saved views.
    const KEY: &'static str;
    const TITLE: Title<'static>;
    /// The titles for receivables and for payables, of a report that has a side.
    const TITLES_BY_SIDE: Option<[Title<'static>; 2]> = None;
    const FILE_NAMES: FileNames;
    /// The models that it reads.
    const MODELS: &'static [&'static str];
    const URLS: &'static [Url];
    /// What the documentation of the API says about an answer.
    const ANSWERS: &'static str;
    /// Whether files go to customers, who must not see what is only of use to us.
    const IS_FOR_CUSTOMERS: bool = false;
    /// Whether rows have the latest note about their partner or document.
    const SHOWS_NOTES: bool = false;
    /// Whether it also reads other tables that are not mirrored.
    const READS_OTHER_TABLES: bool = false;
    /// Whether rows of the answer have the URL of their document in Odoo.
    const LINKS_TO_ODOO: bool = false;
    /// The parameters of its URL. Files ignore limit and cursor.
    type Parameters: Clone + Serialize + DeserializeOwned + IntoParams + ToSchema + Send + Sync;
    type Row: Send + Sync + 'static;
    /// The report's own fields of an answer of the API. Every answer also has freshness, company,
    /// parameters and the next page.
    type Answer: Serialize + ToSchema + Send;

    /// Checks the parameters, and that the reader may see the companies.
    fn prepare(
        client: &impl GenericClient,
        asked: &Self::Parameters,
        reader: &Reader,
    ) -> impl Future<Output = Result<Self, Error>> + Send;
    fn prepared(&self) -> &Prepared<Self::Parameters>;
    fn answer(
        &self,
        client: &impl GenericClient,
    ) -> impl Future<Output = Result<Answer<Self::Answer>, Error>> + Send;
    fn columns(&self) -> Vec<ColumnOf<'_, Self::Row>>;
    /// Every row of the filter, in the order of the query and in constant memory.
    fn rows<'c>(
        &self,
        client: &'c impl GenericClient,
    ) -> impl Future<Output = Result<BoxStream<'c, Result<Self::Row, Error>>, Error>> + Send;
    /// Row count and control total of `rows`.
    fn expected(
        &self,
        client: &impl GenericClient,
    ) -> impl Future<Output = Result<Expected, Error>> + Send;
    /// The row's part of the control total; zero for a row that sums up others.
    fn control(&self, row: &Self::Row) -> Decimal;

    /// The parameters of a file, with those defaults that differ from the defaults of an answer.
    fn in_a_file(asked: Self::Parameters) -> Self::Parameters {
        asked
    }
    /// Gives each row of the answer the URL of its document in Odoo, which `page` makes from the
    /// document's id. Only the API knows where people open Odoo.
    fn link_to_odoo(_answer: &mut Self::Answer, _page: &dyn Fn(i64) -> String) {}
    /// What the answer takes from tables that are not mirrored.
    fn other_data(&self) -> impl Serialize {}
    /// The partner, for reports about one partner.
    fn subject(&self) -> Option<&str> {
        None
    }
    /// Totals of the columns that cannot be summed from the rows.
    fn totals(
        &self,
        _client: &impl GenericClient,
    ) -> impl Future<Output = Result<Totals, Error>> + Send {
        async { Ok(Totals::default()) }
    }
    /// Whether the row sums up others: an opening or closing balance, a level above the lowest.
    fn is_sum(&self, _row: &Self::Row) -> bool {
        false
    }

    /// How the report looks on paper; None for one table with its columns.
    fn paper(
        &self,
        _client: &impl GenericClient,
        _language: &Language,
    ) -> impl Future<Output = Result<Option<Paper<Self::Row>>, Error>> + Send {
        async { Ok(None) }
    }
    /// How the row belongs to the rows around it.
    fn group<'r>(&self, _row: &'r Self::Row) -> Option<Group<'r>> {
        None
    }

    /// The title with these parameters.
    fn title(&self) -> Title<'static> {
        let parameters = written_out(self.parameters()).unwrap_or_default();
        title_for(Self::TITLE, Self::TITLES_BY_SIDE, &parameters)
    }

    fn company(&self) -> &Company {
        &self.prepared().company
    }
    /// The parameters with every default filled in, without limit and cursor.
    fn parameters(&self) -> &Self::Parameters {
        &self.prepared().parameters
    }
}

/// An answer of the API.
pub struct Answer<A> {
    pub answer: A,
    /// None if the report has no pages.
    pub page: Option<NextPage>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct NextPage {
    /// Cursor of the next page, if there is one; the `Link` header has its URL.
    pub next: Option<String>,
}

impl<A> Answer<A> {
    pub fn whole(answer: A) -> Self {
        Self { answer, page: None }
    }

    pub fn page(answer: A, next: Option<String>) -> Self {
        let page = Some(NextPage { next });
        Self { answer, page }
    }
}

/// [`Report::rows`] of a report whose rows fit into memory.
pub fn in_memory<R: Send + 'static>(rows: Vec<R>) -> BoxStream<'static, Result<R, Error>> {
    stream::iter(rows.into_iter().map(Ok)).boxed()
}

/// Any [`Report`] as an [`Export`].
struct Typed<R>(Arc<R>);

struct Decoded<R: Report> {
    report: Arc<R>,
    rows: Vec<R::Row>,
    blocks: Vec<Block>,
}

pub(crate) async fn prepare<R: Report>(
    client: &Transaction<'_>,
    parameters: Map<String, Value>,
    reader: &Reader,
) -> Result<Arc<dyn Export>, Error> {
    let parameters = R::in_a_file(parameters_from(parameters)?);
    let prepared = R::prepare(client, &parameters, reader).await?;
    Ok(Arc::new(Typed(Arc::new(prepared))))
}

/// The error names the parameter that does not fit.
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

/// Passes the rows through the form; the last chunk has no rows, but the end of the paper.
fn blocks_of<'t, R: Report>(
    report: Arc<R>,
    mut form: Box<dyn Form<R::Row>>,
    rows: impl Stream<Item = Result<Vec<R::Row>, Error>> + Send + 't,
) -> Chunks<'t> {
    let mut blocks = Vec::new();
    form.begin(&mut blocks);
    let rows = rows.map_ok(Some).chain(stream::once(async { Ok(None) }));
    let chunks = rows.map_ok(move |rows| {
        for row in rows.iter().flatten() {
            form.row(row, &mut blocks);
        }
        if rows.is_none() {
            form.end(&mut blocks);
        }
        Box::new(Decoded {
            report: Arc::clone(&report),
            rows: rows.unwrap_or_default(),
            blocks: std::mem::take(&mut blocks),
        }) as Box<dyn Chunk>
    });
    chunks.boxed()
}

#[async_trait]
impl<R: Report> Export for Typed<R> {
    fn key(&self) -> &'static str {
        R::KEY
    }

    fn title(&self) -> Title<'_> {
        self.0.title()
    }

    fn subject(&self) -> Option<&str> {
        self.0.subject()
    }

    fn columns(&self) -> Vec<Column<'_>> {
        let columns = self.0.columns();
        columns.into_iter().map(|column| column.shown).collect()
    }

    fn company(&self) -> Option<&Company> {
        Some(self.0.company())
    }

    fn models(&self) -> Vec<&str> {
        R::MODELS.to_vec()
    }

    fn parameters(&self) -> Result<Map<String, Value>, Error> {
        written_out(self.0.parameters())
    }

    fn warnings(&self) -> &[WarningCode] {
        &self.0.prepared().warnings
    }

    fn is_for_customers(&self) -> bool {
        R::IS_FOR_CUSTOMERS
    }

    async fn expected(&self, snapshot: &Transaction<'_>) -> Result<Expected, Error> {
        self.0.expected(snapshot).await
    }

    async fn totals(&self, snapshot: &Transaction<'_>) -> Result<Totals, Error> {
        self.0.totals(snapshot).await
    }

    async fn chunks<'t>(&self, snapshot: &'t Transaction<'t>) -> Result<Chunks<'t>, Error> {
        let report = Arc::clone(&self.0);
        let rows = self.0.rows(snapshot).await?;
        let chunks = rows.try_chunks(CHUNK).map_ok(move |rows| {
            let report = Arc::clone(&report);
            let blocks = Vec::new();
            Box::new(Decoded {
                report,
                rows,
                blocks,
            }) as Box<dyn Chunk>
        });
        Ok(chunks.map_err(|TryChunksError(_, cause)| cause).boxed())
    }

    async fn on_paper<'t>(
        &self,
        snapshot: &'t Transaction<'t>,
        language: &Language,
    ) -> Result<(Sheet, Chunks<'t>), Error> {
        let Some(Paper { sheet, form }) = self.0.paper(snapshot, language).await? else {
            return print_table(self, snapshot, language).await;
        };
        let rows = self.0.rows(snapshot).await?;
        let rows = rows
            .try_chunks(CHUNK)
            .map_err(|TryChunksError(_, cause)| cause);
        let report = Arc::clone(&self.0);
        Ok((sheet, blocks_of(report, form, rows)))
    }
}

impl<R: Report> Chunk for Decoded<R> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn visit(&self, visit: &mut Visit<'_>) -> ControlFlow<()> {
        let columns = self.report.columns();
        let mut cells = Vec::with_capacity(columns.len());
        for row in &self.rows {
            cells.clear();
            cells.extend(columns.iter().map(|column| column.cell(row)));
            visit(Line {
                cells: &cells,
                control: self.report.control(row),
                is_sum: self.report.is_sum(row),
                group: self.report.group(row),
            })?;
        }
        ControlFlow::Continue(())
    }

    fn blocks(&self) -> &[Block] {
        &self.blocks
    }
}
