//! The report that a job asks for. The only place that knows which reports there are.

use contracts::export::Report;
use futures::stream::{BoxStream, StreamExt, TryChunksError, TryStreamExt};
use jiff::civil::Date;
use reports::ageing::{self, AgeingQuery, AgeingRow};
use reports::open_items::{self, OpenItem, OpenItemsQuery};
use reports::{Cell, Column, Expected, Scope, Title};
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use store::GenericClient;

use crate::failure::Failure;

/// Rows that travel together from the database to the workbook.
const CHUNK: usize = 500;

/// Parameters that were found good.
pub(crate) enum Question {
    OpenItems(OpenItemsQuery),
    Ageing(AgeingQuery),
}

pub(crate) enum Rows {
    OpenItems(Vec<OpenItem>),
    Ageing(Vec<AgeingRow>),
}

impl Question {
    pub(crate) async fn prepare(
        client: &impl GenericClient,
        report: Report,
        parameters: Map<String, Value>,
        today: Date,
    ) -> Result<Self, Failure> {
        let parameters = Value::Object(parameters);
        Ok(match report {
            Report::OpenItems => {
                let parameters = serde_json::from_value(parameters).map_err(unreadable)?;
                Self::OpenItems(open_items::prepare(client, &parameters, today).await?)
            }
            Report::Ageing => {
                let parameters = serde_json::from_value(parameters).map_err(unreadable)?;
                Self::Ageing(ageing::prepare(client, &parameters, today).await?)
            }
        })
    }

    pub(crate) fn title(&self) -> Title {
        match self {
            Self::OpenItems(_) => open_items::TITLE,
            Self::Ageing(_) => ageing::TITLE,
        }
    }

    pub(crate) fn columns(&self) -> &'static [Column] {
        match self {
            Self::OpenItems(_) => &open_items::COLUMNS,
            Self::Ageing(_) => &ageing::COLUMNS,
        }
    }

    pub(crate) fn scope(&self) -> &Scope {
        match self {
            Self::OpenItems(query) => query.scope(),
            Self::Ageing(query) => query.scope(),
        }
    }

    /// With every default written out.
    pub(crate) fn parameters(&self) -> Map<String, Value> {
        let parameters = match self {
            Self::OpenItems(query) => serde_json::to_value(query.parameters()),
            Self::Ageing(query) => serde_json::to_value(query.parameters()),
        };
        match parameters {
            Ok(Value::Object(parameters)) => parameters,
            _ => Map::new(),
        }
    }

    pub(crate) async fn expected(
        &self,
        client: &impl GenericClient,
    ) -> Result<Expected, reports::Error> {
        match self {
            Self::OpenItems(query) => open_items::expected(client, query).await,
            Self::Ageing(query) => ageing::expected(client, query).await,
        }
    }

    /// Every row, in the order of the query.
    pub(crate) async fn stream<'c, C: GenericClient + 'c>(
        &self,
        client: &C,
    ) -> Result<BoxStream<'c, Result<Rows, reports::Error>>, reports::Error> {
        Ok(match self {
            Self::OpenItems(query) => {
                let rows = open_items::stream(client, query).await?;
                rows.try_chunks(CHUNK)
                    .map_ok(Rows::OpenItems)
                    .map_err(cause)
                    .boxed()
            }
            Self::Ageing(query) => {
                let rows = ageing::stream(client, query).await?;
                rows.try_chunks(CHUNK)
                    .map_ok(Rows::Ageing)
                    .map_err(cause)
                    .boxed()
            }
        })
    }
}

impl Rows {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::OpenItems(rows) => rows.len(),
            Self::Ageing(rows) => rows.len(),
        }
    }

    /// Gives each row's cells and its part of the control total.
    pub(crate) fn each<E>(
        &self,
        mut visit: impl FnMut(&[Cell<'_>], Decimal) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::OpenItems(rows) => rows
                .iter()
                .try_for_each(|row| visit(&open_items::cells(row), row.residual)),
            Self::Ageing(rows) => rows
                .iter()
                .try_for_each(|row| visit(&ageing::cells(row), row.total)),
        }
    }
}

fn cause<T>(error: TryChunksError<T, reports::Error>) -> reports::Error {
    error.1
}

fn unreadable(error: serde_json::Error) -> Failure {
    Failure::parameters(format!("the parameters cannot be read: {error}"))
}
