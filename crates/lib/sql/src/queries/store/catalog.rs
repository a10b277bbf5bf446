// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    pub table_name: String,
    pub model: String,
    pub column_name: String,
    pub type_name: String,
    pub is_added: bool,
}
pub struct ColumnsBorrowed<'a> {
    pub table_name: &'a str,
    pub model: &'a str,
    pub column_name: &'a str,
    pub type_name: &'a str,
    pub is_added: bool,
}
impl<'a> From<ColumnsBorrowed<'a>> for Columns {
    fn from(
        ColumnsBorrowed {
            table_name,
            model,
            column_name,
            type_name,
            is_added,
        }: ColumnsBorrowed<'a>,
    ) -> Self {
        Self {
            table_name: table_name.into(),
            model: model.into(),
            column_name: column_name.into(),
            type_name: type_name.into(),
            is_added,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ColumnsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ColumnsBorrowed, tokio_postgres::Error>,
    mapper: fn(ColumnsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ColumnsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ColumnsBorrowed) -> R) -> ColumnsQuery<'c, 'a, 's, C, R, N> {
        ColumnsQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row =
            crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row =
            crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<
        impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c,
        tokio_postgres::Error,
    > {
        let stream = crate::client::async_::raw(
            self.client,
            self.query,
            crate::slice_iter(&self.params),
            self.cached,
        )
        .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct ColumnsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn columns() -> ColumnsStmt {
    ColumnsStmt(
        "select c.relname::text as table_name, split_part(obj_description(c.oid, 'pg_class'), ':', 1) as model, a.attname::text as column_name, t.typname::text as type_name, coalesce(obj_description(c.oid, 'pg_class') like '%: ' || $1::text, false) as is_added from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid where c.relnamespace = 'odoo'::regnamespace and c.relkind = 'r' and left(a.attname, 1) <> '_' order by c.relname, a.attnum",
        None,
    )
}
impl ColumnsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        added: &'a T1,
    ) -> ColumnsQuery<'c, 'a, 's, C, Columns, 1> {
        ColumnsQuery {
            client,
            params: [added],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ColumnsBorrowed, tokio_postgres::Error> {
                    Ok(ColumnsBorrowed {
                        table_name: row.try_get(0)?,
                        model: row.try_get(1)?,
                        column_name: row.try_get(2)?,
                        type_name: row.try_get(3)?,
                        is_added: row.try_get(4)?,
                    })
                },
            mapper: |it| Columns::from(it),
        }
    }
}
