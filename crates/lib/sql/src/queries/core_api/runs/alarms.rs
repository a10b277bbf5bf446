// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct RaiseParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = i64>,
> {
    pub kind: states::AlarmKind,
    pub run: uuid::Uuid,
    pub detail: T1,
    pub hint: T2,
    pub lost_models: T4,
    pub lost_rows: T5,
    pub unless_held: bool,
}
#[derive(Debug)]
pub struct DecideParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub decided_by: T1,
    pub reason: Option<T2>,
    pub kind: states::AlarmKind,
    pub run: Option<uuid::Uuid>,
}
#[derive(Clone, Copy, Debug)]
pub struct ListParams {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub is_open: Option<bool>,
    pub kind: Option<states::AlarmKind>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Alarm {
    pub id: uuid::Uuid,
    pub kind: states::AlarmKind,
    pub run_id: uuid::Uuid,
    pub detail: String,
    pub hint: String,
    pub models: serde_json::Value,
    pub raised_at: jiff::Timestamp,
    pub cleared_at: Option<jiff::Timestamp>,
    pub decided_by: Option<String>,
    pub decided_by_name: Option<String>,
    pub reason: Option<String>,
}
pub struct AlarmBorrowed<'a> {
    pub id: uuid::Uuid,
    pub kind: states::AlarmKind,
    pub run_id: uuid::Uuid,
    pub detail: &'a str,
    pub hint: &'a str,
    pub models: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub raised_at: jiff::Timestamp,
    pub cleared_at: Option<jiff::Timestamp>,
    pub decided_by: Option<&'a str>,
    pub decided_by_name: Option<&'a str>,
    pub reason: Option<&'a str>,
}
impl<'a> From<AlarmBorrowed<'a>> for Alarm {
    fn from(
        AlarmBorrowed {
            id,
            kind,
            run_id,
            detail,
            hint,
            models,
            raised_at,
            cleared_at,
            decided_by,
            decided_by_name,
            reason,
        }: AlarmBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            kind,
            run_id,
            detail: detail.into(),
            hint: hint.into(),
            models: serde_json::from_str(models.0.get()).unwrap(),
            raised_at,
            cleared_at,
            decided_by: decided_by.map(|v| v.into()),
            decided_by_name: decided_by_name.map(|v| v.into()),
            reason: reason.map(|v| v.into()),
        }
    }
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
pub struct AlarmQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AlarmBorrowed, tokio_postgres::Error>,
    mapper: fn(AlarmBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AlarmQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AlarmBorrowed) -> R) -> AlarmQuery<'c, 'a, 's, C, R, N> {
        AlarmQuery {
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
        "insert into ops.alarm as kept (kind, run_id, detail, hint, models) values ($1, $2, $3, $4, ( select coalesce(jsonb_agg(jsonb_build_object( 'model', lost.model, 'rows_missing', lost.rows, 'rows', (select coalesce(sum(counted.rows), 0) from ops.row_count counted where counted.model = lost.model)) order by lost.model), '[]') from unnest($5::text[], $6::bigint[]) lost (model, rows))) on conflict (kind) where cleared_at is null do update set run_id = excluded.run_id, detail = excluded.detail, hint = excluded.hint, models = excluded.models where not ($7 and exists (select from ops.sync_run r where r.id = kept.run_id and r.failure_reason::text = kept.kind::text)) returning xmax = 0 as is_new",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::ArraySql<Item = T3>,
        T5: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        kind: &'a states::AlarmKind,
        run: &'a uuid::Uuid,
        detail: &'a T1,
        hint: &'a T2,
        lost_models: &'a T4,
        lost_rows: &'a T5,
        unless_held: &'a bool,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 7> {
        BoolQuery {
            client,
            params: [kind, run, detail, hint, lost_models, lost_rows, unless_held],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RaiseParams<T1, T2, T3, T4, T5>,
        BoolQuery<'c, 'a, 's, C, bool, 7>,
        C,
    > for RaiseStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RaiseParams<T1, T2, T3, T4, T5>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 7> {
        self.bind(
            client,
            &params.kind,
            &params.run,
            &params.detail,
            &params.hint,
            &params.lost_models,
            &params.lost_rows,
            &params.unless_held,
        )
    }
}
pub struct ClearStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear() -> ClearStmt {
    ClearStmt(
        "update ops.alarm set cleared_at = now() where kind = $1 and cleared_at is null",
        None,
    )
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
        "update ops.alarm a set cleared_at = now() where a.kind = 'rights_incident' and a.cleared_at is null and not exists (select from ops.cursor c left join ops.proof p using (model) where p.model is null or p.differing > 0 or coalesce(p.looked_again_at, p.proved_at) < a.raised_at)",
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
        "update ops.alarm set cleared_at = now(), decided_by = $1, reason = $2 where kind = $3 and cleared_at is null and ($4::uuid is null or run_id = $4)",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        decided_by: &'a T1,
        reason: &'a Option<T2>,
        kind: &'a states::AlarmKind,
        run: &'a Option<uuid::Uuid>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[decided_by, reason, kind, run])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DecideParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for DecideStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DecideParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.decided_by,
            &params.reason,
            &params.kind,
            &params.run,
        ))
    }
}
pub struct ClearRestoredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear_restored() -> ClearRestoredStmt {
    ClearRestoredStmt(
        "update ops.alarm a set cleared_at = now() where a.kind = 'restored' and a.cleared_at is null and exists (select from ops.sync_run_model where run_id = $1 and jsonb_array_length(landmarks) > 0) and not exists ( select from ops.sync_run_model shown where shown.run_id = a.run_id and jsonb_array_length(shown.landmarks) > 0 and not exists ( select from ops.sync_run_model found where found.run_id = $1 and found.model = shown.model and jsonb_array_length(found.landmarks) > 0))",
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
pub struct OpenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn open() -> OpenStmt {
    OpenStmt(
        "select id, kind, run_id, detail, hint, models, raised_at, cleared_at, decided_by, ops.actor_name(decided_by) as decided_by_name, reason from ops.alarm where cleared_at is null order by kind::text",
        None,
    )
}
impl OpenStmt {
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
    ) -> AlarmQuery<'c, 'a, 's, C, Alarm, 0> {
        AlarmQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AlarmBorrowed, tokio_postgres::Error> {
                Ok(AlarmBorrowed {
                    id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    run_id: row.try_get(2)?,
                    detail: row.try_get(3)?,
                    hint: row.try_get(4)?,
                    models: row.try_get(5)?,
                    raised_at: row.try_get(6)?,
                    cleared_at: row.try_get(7)?,
                    decided_by: row.try_get(8)?,
                    decided_by_name: row.try_get(9)?,
                    reason: row.try_get(10)?,
                })
            },
            mapper: |it| Alarm::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, kind, run_id, detail, hint, models, raised_at, cleared_at, decided_by, ops.actor_name(decided_by) as decided_by_name, reason from ops.alarm where ($1::timestamptz is null or (raised_at, id) < ($1, $2)) and ($3::boolean is null or (cleared_at is null) = $3) and ($4::ops.alarm_kind is null or kind = $4) order by raised_at desc, id desc limit $5",
        None,
    )
}
impl ListStmt {
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
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        is_open: &'a Option<bool>,
        kind: &'a Option<states::AlarmKind>,
        limit: &'a i64,
    ) -> AlarmQuery<'c, 'a, 's, C, Alarm, 5> {
        AlarmQuery {
            client,
            params: [before, before_id, is_open, kind, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AlarmBorrowed, tokio_postgres::Error> {
                Ok(AlarmBorrowed {
                    id: row.try_get(0)?,
                    kind: row.try_get(1)?,
                    run_id: row.try_get(2)?,
                    detail: row.try_get(3)?,
                    hint: row.try_get(4)?,
                    models: row.try_get(5)?,
                    raised_at: row.try_get(6)?,
                    cleared_at: row.try_get(7)?,
                    decided_by: row.try_get(8)?,
                    decided_by_name: row.try_get(9)?,
                    reason: row.try_get(10)?,
                })
            },
            mapper: |it| Alarm::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListParams, AlarmQuery<'c, 'a, 's, C, Alarm, 5>, C>
    for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams,
    ) -> AlarmQuery<'c, 'a, 's, C, Alarm, 5> {
        self.bind(
            client,
            &params.before,
            &params.before_id,
            &params.is_open,
            &params.kind,
            &params.limit,
        )
    }
}
