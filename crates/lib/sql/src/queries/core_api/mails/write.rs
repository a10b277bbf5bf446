// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub export_id: uuid::Uuid,
    pub schedule_id: Option<uuid::Uuid>,
    pub occasion: T1,
    pub recipient: T2,
    pub locale: T3,
    pub subject: Option<T4>,
    pub note: Option<T5>,
    pub skip_if_empty: bool,
    pub traceparent: Option<T6>,
}
#[derive(Debug)]
pub struct FailWaitingParams<T1: crate::StringSql> {
    pub detail: T1,
    pub export_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct WithdrawParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub reason: T1,
    pub exports: T2,
}
#[derive(Debug)]
pub struct CountTryParams<T1: crate::StringSql> {
    pub reply_code: Option<i32>,
    pub detail: T1,
    pub id: uuid::Uuid,
    pub epoch: i32,
}
#[derive(Debug)]
pub struct AskParams<T1: crate::StringSql> {
    pub delay_ms: i64,
    pub lease: T1,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct SettleParams {
    pub state: states::MailState,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct KeepFactsParams<T1: crate::JsonSql> {
    pub facts: T1,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct EndParams<T1: crate::StringSql> {
    pub state: states::MailState,
    pub detail: T1,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct LockExport {
    pub state: states::ExportState,
    pub file_removed: bool,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Failed {
    pub id: uuid::Uuid,
    pub export_id: uuid::Uuid,
    pub reply_code: Option<i32>,
    pub detail: Option<String>,
}
pub struct FailedBorrowed<'a> {
    pub id: uuid::Uuid,
    pub export_id: uuid::Uuid,
    pub reply_code: Option<i32>,
    pub detail: Option<&'a str>,
}
impl<'a> From<FailedBorrowed<'a>> for Failed {
    fn from(
        FailedBorrowed {
            id,
            export_id,
            reply_code,
            detail,
        }: FailedBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            export_id,
            reply_code,
            detail: detail.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockLapsed {
    pub id: uuid::Uuid,
    pub traceparent: Option<String>,
}
pub struct LockLapsedBorrowed<'a> {
    pub id: uuid::Uuid,
    pub traceparent: Option<&'a str>,
}
impl<'a> From<LockLapsedBorrowed<'a>> for LockLapsed {
    fn from(LockLapsedBorrowed { id, traceparent }: LockLapsedBorrowed<'a>) -> Self {
        Self {
            id,
            traceparent: traceparent.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Content {
    pub export_id: uuid::Uuid,
    pub epoch: i32,
    pub recipient: String,
    pub locale: String,
    pub occasion: String,
    pub subject: Option<String>,
    pub note: Option<String>,
    pub schedule_name: Option<String>,
    pub owner_name: Option<String>,
    pub owner_email: Option<String>,
    pub facts: Option<serde_json::Value>,
}
pub struct ContentBorrowed<'a> {
    pub export_id: uuid::Uuid,
    pub epoch: i32,
    pub recipient: &'a str,
    pub locale: &'a str,
    pub occasion: &'a str,
    pub subject: Option<&'a str>,
    pub note: Option<&'a str>,
    pub schedule_name: Option<&'a str>,
    pub owner_name: Option<&'a str>,
    pub owner_email: Option<&'a str>,
    pub facts: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
}
impl<'a> From<ContentBorrowed<'a>> for Content {
    fn from(
        ContentBorrowed {
            export_id,
            epoch,
            recipient,
            locale,
            occasion,
            subject,
            note,
            schedule_name,
            owner_name,
            owner_email,
            facts,
        }: ContentBorrowed<'a>,
    ) -> Self {
        Self {
            export_id,
            epoch,
            recipient: recipient.into(),
            locale: locale.into(),
            occasion: occasion.into(),
            subject: subject.map(|v| v.into()),
            note: note.map(|v| v.into()),
            schedule_name: schedule_name.map(|v| v.into()),
            owner_name: owner_name.map(|v| v.into()),
            owner_email: owner_email.map(|v| v.into()),
            facts: facts.map(|v| serde_json::from_str(v.0.get()).unwrap()),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LockExportQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockExport, tokio_postgres::Error>,
    mapper: fn(LockExport) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockExportQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockExport) -> R) -> LockExportQuery<'c, 'a, 's, C, R, N> {
        LockExportQuery {
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
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery {
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
pub struct FailedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FailedBorrowed, tokio_postgres::Error>,
    mapper: fn(FailedBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FailedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FailedBorrowed) -> R) -> FailedQuery<'c, 'a, 's, C, R, N> {
        FailedQuery {
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
pub struct I32Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i32, tokio_postgres::Error>,
    mapper: fn(i32) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I32Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i32) -> R) -> I32Query<'c, 'a, 's, C, R, N> {
        I32Query {
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
pub struct StatesMailStateQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<states::MailState, tokio_postgres::Error>,
    mapper: fn(states::MailState) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StatesMailStateQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(states::MailState) -> R,
    ) -> StatesMailStateQuery<'c, 'a, 's, C, R, N> {
        StatesMailStateQuery {
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
pub struct LockLapsedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockLapsedBorrowed, tokio_postgres::Error>,
    mapper: fn(LockLapsedBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockLapsedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(LockLapsedBorrowed) -> R,
    ) -> LockLapsedQuery<'c, 'a, 's, C, R, N> {
        LockLapsedQuery {
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
pub struct ContentQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ContentBorrowed, tokio_postgres::Error>,
    mapper: fn(ContentBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ContentQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ContentBorrowed) -> R) -> ContentQuery<'c, 'a, 's, C, R, N> {
        ContentQuery {
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
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ops.mail (id, export_id, schedule_id, occasion, recipient, locale, subject, note, skip_if_empty, traceparent) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (export_id, recipient) do nothing",
        None,
    )
}
impl InsertStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        export_id: &'a uuid::Uuid,
        schedule_id: &'a Option<uuid::Uuid>,
        occasion: &'a T1,
        recipient: &'a T2,
        locale: &'a T3,
        subject: &'a Option<T4>,
        note: &'a Option<T5>,
        skip_if_empty: &'a bool,
        traceparent: &'a Option<T6>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    export_id,
                    schedule_id,
                    occasion,
                    recipient,
                    locale,
                    subject,
                    note,
                    skip_if_empty,
                    traceparent,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.export_id,
            &params.schedule_id,
            &params.occasion,
            &params.recipient,
            &params.locale,
            &params.subject,
            &params.note,
            &params.skip_if_empty,
            &params.traceparent,
        ))
    }
}
pub struct LockExportStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_export() -> LockExportStmt {
    LockExportStmt(
        "select state, file_removed_at is not null as file_removed from ops.export_job where id = $1 for update",
        None,
    )
}
impl LockExportStmt {
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
        id: &'a uuid::Uuid,
    ) -> LockExportQuery<'c, 'a, 's, C, LockExport, 1> {
        LockExportQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockExport, tokio_postgres::Error> {
                Ok(LockExport {
                    state: row.try_get(0)?,
                    file_removed: row.try_get(1)?,
                })
            },
            mapper: |it| LockExport::from(it),
        }
    }
}
pub struct SkipEmptyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn skip_empty() -> SkipEmptyStmt {
    SkipEmptyStmt(
        "update ops.mail m set state = 'skipped', settled_at = now(), detail = 'the report has no rows' from ops.export_job j where j.id = m.export_id and j.state = 'finished' and j.rows_written = 0 and m.export_id = $1 and m.state = 'waiting' and m.skip_if_empty",
        None,
    )
}
impl SkipEmptyStmt {
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
        export_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[export_id]).await
    }
}
pub struct ReadyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ready() -> ReadyStmt {
    ReadyStmt(
        "select m.id from ops.mail m join ops.export_job j on j.id = m.export_id where m.export_id = $1 and m.state = 'waiting' and j.state = 'finished' order by m.id",
        None,
    )
}
impl ReadyStmt {
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
        export_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [export_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct FailWaitingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail_waiting() -> FailWaitingStmt {
    FailWaitingStmt(
        "update ops.mail set state = 'failed', settled_at = now(), detail = left($1, 2000) where export_id = $2 and state = 'waiting' returning id",
        None,
    )
}
impl FailWaitingStmt {
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
        detail: &'a T1,
        export_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [detail, export_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FailWaitingParams<T1>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for FailWaitingStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FailWaitingParams<T1>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.detail, &params.export_id)
    }
}
pub struct FailedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn failed() -> FailedStmt {
    FailedStmt(
        "select id, export_id, reply_code, detail from ops.mail where id = any($1) and state = 'failed' order by id",
        None,
    )
}
impl FailedStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        ids: &'a T1,
    ) -> FailedQuery<'c, 'a, 's, C, Failed, 1> {
        FailedQuery {
            client,
            params: [ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FailedBorrowed, tokio_postgres::Error> {
                    Ok(FailedBorrowed {
                        id: row.try_get(0)?,
                        export_id: row.try_get(1)?,
                        reply_code: row.try_get(2)?,
                        detail: row.try_get(3)?,
                    })
                },
            mapper: |it| Failed::from(it),
        }
    }
}
pub struct WithdrawStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn withdraw() -> WithdrawStmt {
    WithdrawStmt(
        "update ops.mail set state = 'failed', settled_at = now(), lease_until = null, next_try_at = null, detail = left($1 || coalesce('; ' || detail, ''), 2000) where export_id = any($2) and state = 'requested' and next_try_at > now()",
        None,
    )
}
impl WithdrawStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        reason: &'a T1,
        exports: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[reason, exports]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        WithdrawParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for WithdrawStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a WithdrawParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.reason, &params.exports))
    }
}
pub struct CountTryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_try() -> CountTryStmt {
    CountTryStmt(
        "update ops.mail set tries = tries + 1, reply_code = $1, detail = $2 where id = $3 and epoch = $4 and state = 'requested' returning tries",
        None,
    )
}
impl CountTryStmt {
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
        reply_code: &'a Option<i32>,
        detail: &'a T1,
        id: &'a uuid::Uuid,
        epoch: &'a i32,
    ) -> I32Query<'c, 'a, 's, C, i32, 4> {
        I32Query {
            client,
            params: [reply_code, detail, id, epoch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        CountTryParams<T1>,
        I32Query<'c, 'a, 's, C, i32, 4>,
        C,
    > for CountTryStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountTryParams<T1>,
    ) -> I32Query<'c, 'a, 's, C, i32, 4> {
        self.bind(
            client,
            &params.reply_code,
            &params.detail,
            &params.id,
            &params.epoch,
        )
    }
}
pub struct ExportOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn export_of() -> ExportOfStmt {
    ExportOfStmt("select export_id from ops.mail where id = $1", None)
}
impl ExportOfStmt {
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
        id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select state from ops.mail where id = $1 for update", None)
}
impl LockStmt {
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
        id: &'a uuid::Uuid,
    ) -> StatesMailStateQuery<'c, 'a, 's, C, states::MailState, 1> {
        StatesMailStateQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct BeginAgainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin_again() -> BeginAgainStmt {
    BeginAgainStmt(
        "update ops.mail set tries = 0, settled_at = null where id = $1",
        None,
    )
}
impl BeginAgainStmt {
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
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
pub struct AskStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ask() -> AskStmt {
    AskStmt(
        "update ops.mail set state = 'requested', epoch = epoch + 1, next_try_at = now() + $1::bigint * interval '1 ms', lease_until = now() + $1::bigint * interval '1 ms' + $2::text::interval where id = $3",
        None,
    )
}
impl AskStmt {
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
        delay_ms: &'a i64,
        lease: &'a T1,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[delay_ms, lease, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        AskParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for AskStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a AskParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.delay_ms, &params.lease, &params.id))
    }
}
pub struct LockLapsedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_lapsed() -> LockLapsedStmt {
    LockLapsedStmt(
        "select id, traceparent from ops.mail where state = 'requested' and lease_until < now() for update skip locked",
        None,
    )
}
impl LockLapsedStmt {
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
    ) -> LockLapsedQuery<'c, 'a, 's, C, LockLapsed, 0> {
        LockLapsedQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<LockLapsedBorrowed, tokio_postgres::Error> {
                    Ok(LockLapsedBorrowed {
                        id: row.try_get(0)?,
                        traceparent: row.try_get(1)?,
                    })
                },
            mapper: |it| LockLapsed::from(it),
        }
    }
}
pub struct SettleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn settle() -> SettleStmt {
    SettleStmt(
        "update ops.mail set state = $1, settled_at = now(), lease_until = null, next_try_at = null where id = $2",
        None,
    )
}
impl SettleStmt {
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
        state: &'a states::MailState,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[state, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SettleParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for SettleStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SettleParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.state, &params.id))
    }
}
pub struct ContentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn content() -> ContentStmt {
    ContentStmt(
        "select mail.export_id, mail.epoch, mail.recipient, mail.locale, mail.occasion, mail.subject, mail.note, schedule.name as schedule_name, ops.actor_name(coalesce(schedule.created_by, job.requested_by)) as owner_name, ops.actor_email(coalesce(schedule.created_by, job.requested_by)) as owner_email, (select other.facts from ops.mail other where other.export_id = mail.export_id and other.facts is not null order by other.id limit 1) as facts from ops.mail mail join ops.export_job job on job.id = mail.export_id left join ops.schedule schedule on schedule.id = mail.schedule_id where mail.id = $1",
        None,
    )
}
impl ContentStmt {
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
        id: &'a uuid::Uuid,
    ) -> ContentQuery<'c, 'a, 's, C, Content, 1> {
        ContentQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ContentBorrowed, tokio_postgres::Error> {
                    Ok(ContentBorrowed {
                        export_id: row.try_get(0)?,
                        epoch: row.try_get(1)?,
                        recipient: row.try_get(2)?,
                        locale: row.try_get(3)?,
                        occasion: row.try_get(4)?,
                        subject: row.try_get(5)?,
                        note: row.try_get(6)?,
                        schedule_name: row.try_get(7)?,
                        owner_name: row.try_get(8)?,
                        owner_email: row.try_get(9)?,
                        facts: row.try_get(10)?,
                    })
                },
            mapper: |it| Content::from(it),
        }
    }
}
pub struct KeepFactsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_facts() -> KeepFactsStmt {
    KeepFactsStmt(
        "update ops.mail set facts = $1 where id = $2 and facts is null",
        None,
    )
}
impl KeepFactsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql>(
        &'s self,
        client: &'c C,
        facts: &'a T1,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[facts, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::JsonSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepFactsParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for KeepFactsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepFactsParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.facts, &params.id))
    }
}
pub struct EndStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end() -> EndStmt {
    EndStmt(
        "update ops.mail set state = $1, settled_at = now(), lease_until = null, next_try_at = null, detail = left($2, 2000) where id = $3",
        None,
    )
}
impl EndStmt {
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
        state: &'a states::MailState,
        detail: &'a T1,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[state, detail, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        EndParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for EndStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.state, &params.detail, &params.id))
    }
}
