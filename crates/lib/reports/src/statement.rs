//! SQL text and its bound values, built together: values are only passed as parameters.

use std::fmt::Write;

use store::GenericClient;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Row, RowStream};

use crate::Error;

#[derive(Default)]
pub(crate) struct Statement<'a> {
    text: String,
    values: Vec<&'a (dyn ToSql + Sync)>,
}

impl<'a> Statement<'a> {
    /// Binds a value and returns its placeholder, such as `$3`.
    pub(crate) fn bind(&mut self, value: &'a (dyn ToSql + Sync)) -> Param {
        self.values.push(value);
        Param(self.values.len())
    }

    /// Binds ids and returns the condition that a column is one of them. A single id is compared with
    /// `=`, because only then does an index give its rows in order.
    pub(crate) fn one_of(&mut self, ids: &'a Vec<i64>) -> OneOf {
        match ids.as_slice() {
            [only] => OneOf::Only(self.bind(only)),
            _ => OneOf::Any(self.bind(ids)),
        }
    }

    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds `text` with each `?` replaced by the placeholder of `value`.
    pub(crate) fn push_with(&mut self, text: &str, value: &'a (dyn ToSql + Sync)) {
        let param = self.bind(value);
        for (index, part) in text.split('?').enumerate() {
            if index > 0 {
                let _ = write!(self.text, "{param}");
            }
            self.text.push_str(part);
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) async fn query(&self, client: &impl GenericClient) -> Result<Vec<Row>, Error> {
        let statement = client.prepare_cached(self.text()).await?;
        Ok(client.query(&statement, &self.values).await?)
    }

    pub(crate) async fn query_one(&self, client: &impl GenericClient) -> Result<Row, Error> {
        let statement = client.prepare_cached(self.text()).await?;
        Ok(client.query_one(&statement, &self.values).await?)
    }

    pub(crate) async fn stream(&self, client: &impl GenericClient) -> Result<RowStream, Error> {
        let values: Vec<&(dyn ToSql + Sync)> = self.values.clone();
        Ok(client.query_raw(self.text(), values).await?)
    }
}

/// The placeholder of a bound value.
#[derive(Clone, Copy)]
pub(crate) struct Param(usize);

impl std::fmt::Display for Param {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "${}", self.0)
    }
}

/// A condition to write after a column.
#[derive(Clone, Copy)]
pub(crate) enum OneOf {
    Only(Param),
    Any(Param),
}

impl std::fmt::Display for OneOf {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Only(param) => write!(formatter, "= {param}"),
            Self::Any(param) => write!(formatter, "= any({param}::bigint[])"),
        }
    }
}
