// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct NoteCountedParams<T1: crate::StringSql> {
    pub run: uuid::Uuid,
    pub model: T1,
}
#[derive(Debug)]
pub struct KeepDifferenceParams<T1: crate::StringSql> {
    pub run: uuid::Uuid,
    pub model: T1,
    pub rows: i64,
    pub id_sum: Option<rust_decimal::Decimal>,
}
#[derive(Debug)]
pub struct ExplainParams<T1: crate::StringSql> {
    pub rows: i64,
    pub id_sum: rust_decimal::Decimal,
    pub run: uuid::Uuid,
    pub model: T1,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery {
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
pub struct NoteCountedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_counted() -> NoteCountedStmt {
    NoteCountedStmt(
        "update ops.sync_run_model set counted_at = now() where run_id = $1 and model = $2",
        None,
    )
}
impl NoteCountedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        model: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, model]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteCountedParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for NoteCountedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteCountedParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run, &params.model))
    }
}
pub struct KeepDifferenceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_difference() -> KeepDifferenceStmt {
    KeepDifferenceStmt(
        "insert into ops.sync_difference (run_id, model, rows, id_sum) values ($1, $2, $3, $4) on conflict (run_id, model) do update set rows = excluded.rows, id_sum = excluded.id_sum",
        None,
    )
}
impl KeepDifferenceStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        model: &'a T1,
        rows: &'a i64,
        id_sum: &'a Option<rust_decimal::Decimal>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, model, rows, id_sum]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepDifferenceParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for KeepDifferenceStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepDifferenceParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.run,
            &params.model,
            &params.rows,
            &params.id_sum,
        ))
    }
}
pub struct SearchTheRestStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn search_the_rest() -> SearchTheRestStmt {
    SearchTheRestStmt(
        "update ops.sync_difference set searched = true where run_id = $1 and not searched and (rows <> 0 or id_sum <> 0) returning model",
        None,
    )
}
impl SearchTheRestStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct ExplainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn explain() -> ExplainStmt {
    ExplainStmt(
        "update ops.sync_difference set rows = rows - $1, id_sum = id_sum - $2 where run_id = $3 and model = $4",
        None,
    )
}
impl ExplainStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        rows: &'a i64,
        id_sum: &'a rust_decimal::Decimal,
        run: &'a uuid::Uuid,
        model: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[rows, id_sum, run, model]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ExplainParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ExplainStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ExplainParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.rows,
            &params.id_sum,
            &params.run,
            &params.model,
        ))
    }
}
