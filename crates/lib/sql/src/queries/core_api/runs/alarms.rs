// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct RaiseParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub kind: states::AlarmKind,
    pub run: uuid::Uuid,
    pub detail: T1,
    pub hint: T2,
    pub unless_held: bool,
}
#[derive(Clone, Copy, Debug)]
pub struct DecideParams {
    pub kind: states::AlarmKind,
    pub run: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct BoolQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<bool, tokio_postgres::Error>,
    mapper: fn(bool) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BoolQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(bool) -> R) -> BoolQuery<'c, 'a, 's, C, R, N> {
        BoolQuery {
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
pub struct RaiseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn raise() -> RaiseStmt {
    RaiseStmt(
        "insert into ops.alarm as kept (kind, run_id, detail, hint) values ($1, $2, $3, $4) on conflict (kind) do update set run_id = excluded.run_id, detail = excluded.detail, hint = excluded.hint where not ($5 and exists (select from ops.sync_run r where r.id = kept.run_id and r.failure_reason::text = kept.kind::text)) returning xmax = 0 as is_new",
        None,
    )
}
impl RaiseStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        kind: &'a states::AlarmKind,
        run: &'a uuid::Uuid,
        detail: &'a T1,
        hint: &'a T2,
        unless_held: &'a bool,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 5> {
        BoolQuery {
            client,
            params: [kind, run, detail, hint, unless_held],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RaiseParams<T1, T2>,
        BoolQuery<'c, 'a, 's, C, bool, 5>,
        C,
    > for RaiseStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RaiseParams<T1, T2>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 5> {
        self.bind(
            client,
            &params.kind,
            &params.run,
            &params.detail,
            &params.hint,
            &params.unless_held,
        )
    }
}
pub struct ClearStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear() -> ClearStmt {
    ClearStmt("delete from ops.alarm where kind = $1", None)
}
impl ClearStmt {
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
        kind: &'a states::AlarmKind,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[kind]).await
    }
}
pub struct ClearProvedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear_proved() -> ClearProvedStmt {
    ClearProvedStmt(
        "delete from ops.alarm a where a.kind = 'rights_incident' and not exists (select from ops.cursor c left join ops.proof p using (model) where p.model is null or p.differing > 0 or coalesce(p.looked_again_at, p.proved_at) < a.raised_at)",
        None,
    )
}
impl ClearProvedStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[]).await
    }
}
pub struct DecideStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn decide() -> DecideStmt {
    DecideStmt(
        "delete from ops.alarm where kind = $1 and run_id = $2",
        None,
    )
}
impl DecideStmt {
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
        kind: &'a states::AlarmKind,
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[kind, run]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DecideParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for DecideStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DecideParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.kind, &params.run))
    }
}
pub struct ClearRestoredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear_restored() -> ClearRestoredStmt {
    ClearRestoredStmt(
        "delete from ops.alarm a where a.kind = 'restored' and exists (select from ops.sync_run_model where run_id = $1 and jsonb_array_length(landmarks) > 0) and not exists ( select from ops.sync_run_model shown where shown.run_id = a.run_id and jsonb_array_length(shown.landmarks) > 0 and not exists ( select from ops.sync_run_model found where found.run_id = $1 and found.model = shown.model and jsonb_array_length(found.landmarks) > 0))",
        None,
    )
}
impl ClearRestoredStmt {
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
