// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct KeepRowsUpToParams<T1: crate::StringSql> {
    pub run: uuid::Uuid,
    pub attempt: uuid::Uuid,
    pub model: T1,
    pub up_to_id: i64,
}
#[derive(Debug)]
pub struct KeepMissingUpToParams<T1: crate::StringSql> {
    pub run: uuid::Uuid,
    pub attempt: uuid::Uuid,
    pub model: T1,
    pub up_to_id: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetOtherRowsParams {
    pub run: uuid::Uuid,
    pub part: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetOtherMissingParams {
    pub run: uuid::Uuid,
    pub part: i32,
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
pub struct NeverLoadedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn never_loaded() -> NeverLoadedStmt {
    NeverLoadedStmt(
        "select model from unnest($1::text[]) asked (model) where not exists (select from ops.cursor c where c.model = asked.model)",
        None,
    )
}
impl NeverLoadedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::ArraySql<Item = T1>,
    >(
        &'s self,
        client: &'c C,
        models: &'a T2,
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [models],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
pub struct KeepRowsUpToStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_rows_up_to() -> KeepRowsUpToStmt {
    KeepRowsUpToStmt(
        "update ops.reload_row set attempt = $1 where run_id = $1 and attempt = $2 and model = $3 and id <= $4",
        None,
    )
}
impl KeepRowsUpToStmt {
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
        attempt: &'a uuid::Uuid,
        model: &'a T1,
        up_to_id: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[run, attempt, model, up_to_id])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepRowsUpToParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for KeepRowsUpToStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepRowsUpToParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.run,
            &params.attempt,
            &params.model,
            &params.up_to_id,
        ))
    }
}
pub struct KeepMissingUpToStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_missing_up_to() -> KeepMissingUpToStmt {
    KeepMissingUpToStmt(
        "update ops.sync_missing set attempt = $1 where run_id = $1 and attempt = $2 and model = $3 and id <= $4",
        None,
    )
}
impl KeepMissingUpToStmt {
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
        attempt: &'a uuid::Uuid,
        model: &'a T1,
        up_to_id: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[run, attempt, model, up_to_id])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepMissingUpToParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for KeepMissingUpToStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepMissingUpToParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.run,
            &params.attempt,
            &params.model,
            &params.up_to_id,
        ))
    }
}
pub struct ForgetOtherRowsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_other_rows() -> ForgetOtherRowsStmt {
    ForgetOtherRowsStmt(
        "delete from ops.reload_row found using ops.sync_run_model m where m.run_id = $1 and m.part = $2 and found.run_id = m.run_id and found.model = m.model and found.attempt <> $1",
        None,
    )
}
impl ForgetOtherRowsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        part: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, part]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetOtherRowsParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ForgetOtherRowsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetOtherRowsParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run, &params.part))
    }
}
pub struct ForgetOtherMissingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_other_missing() -> ForgetOtherMissingStmt {
    ForgetOtherMissingStmt(
        "delete from ops.sync_missing found using ops.sync_run_model m where m.run_id = $1 and m.part = $2 and found.run_id = m.run_id and found.model = m.model and found.attempt <> $1",
        None,
    )
}
impl ForgetOtherMissingStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        part: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, part]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetOtherMissingParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for ForgetOtherMissingStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetOtherMissingParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run, &params.part))
    }
}
pub struct ForgetRowsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_rows() -> ForgetRowsStmt {
    ForgetRowsStmt("delete from ops.reload_row where run_id = $1", None)
}
impl ForgetRowsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run]).await
    }
}
pub struct FenceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fence() -> FenceStmt {
    FenceStmt(
        "update ops.sync_part p set epoch = r.epoch + 1 + p.part from ops.sync_run r where r.id = $1 and r.kind = 'reload' and p.run_id = r.id",
        None,
    )
}
impl FenceStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run]).await
    }
}
