// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct NoteRangesParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = i64>,
> {
    pub run: uuid::Uuid,
    pub model: T1,
    pub what: T2,
    pub starts: T3,
    pub ends: T4,
}
#[derive(Debug)]
pub struct NoteRecordsParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = i64>,
> {
    pub run: uuid::Uuid,
    pub model: T1,
    pub field: T2,
    pub ids: T3,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeParams {
    pub part: i32,
    pub run: uuid::Uuid,
    pub records: i64,
}
#[derive(Debug)]
pub struct DropUnmirroredParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>> {
    pub run: uuid::Uuid,
    pub mirrored: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct OfPartParams {
    pub run: uuid::Uuid,
    pub part: i32,
}
#[derive(Debug, Clone, PartialEq)]
pub struct OfPart {
    pub model: String,
    pub what: String,
    pub field: String,
    pub after_id: i64,
    pub up_to_id: i64,
    pub record_id: i64,
}
pub struct OfPartBorrowed<'a> {
    pub model: &'a str,
    pub what: &'a str,
    pub field: &'a str,
    pub after_id: i64,
    pub up_to_id: i64,
    pub record_id: i64,
}
impl<'a> From<OfPartBorrowed<'a>> for OfPart {
    fn from(
        OfPartBorrowed {
            model,
            what,
            field,
            after_id,
            up_to_id,
            record_id,
        }: OfPartBorrowed<'a>,
    ) -> Self {
        Self {
            model: model.into(),
            what: what.into(),
            field: field.into(),
            after_id,
            up_to_id,
            record_id,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
pub struct OfPartQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OfPartBorrowed, tokio_postgres::Error>,
    mapper: fn(OfPartBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OfPartQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(OfPartBorrowed) -> R) -> OfPartQuery<'c, 'a, 's, C, R, N> {
        OfPartQuery {
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
pub struct NoteRangesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_ranges() -> NoteRangesStmt {
    NoteRangesStmt(
        "insert into ops.sync_wanted (run_id, model, what, after_id, up_to_id) select $1, $2, $3, after_id, up_to_id from unnest($4::bigint[], $5::bigint[]) range (after_id, up_to_id) on conflict do nothing",
        None,
    )
}
impl NoteRangesStmt {
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
        T3: crate::ArraySql<Item = i64>,
        T4: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        model: &'a T1,
        what: &'a T2,
        starts: &'a T3,
        ends: &'a T4,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[run, model, what, starts, ends])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteRangesParams<T1, T2, T3, T4>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for NoteRangesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteRangesParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.run,
            &params.model,
            &params.what,
            &params.starts,
            &params.ends,
        ))
    }
}
pub struct NoteRecordsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_records() -> NoteRecordsStmt {
    NoteRecordsStmt(
        "insert into ops.sync_wanted (run_id, model, what, field, record_id) select $1, $2, 'read', $3, id from unnest($4::bigint[]) wanted (id) on conflict do nothing",
        None,
    )
}
impl NoteRecordsStmt {
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
        T3: crate::ArraySql<Item = i64>,
    >(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        model: &'a T1,
        field: &'a T2,
        ids: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, model, field, ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = i64>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteRecordsParams<T1, T2, T3>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for NoteRecordsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteRecordsParams<T1, T2, T3>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(
            client,
            &params.run,
            &params.model,
            &params.field,
            &params.ids,
        ))
    }
}
pub struct NextPartStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn next_part() -> NextPartStmt {
    NextPartStmt(
        "select coalesce(max(part), 0) + 1 as part from ops.sync_part where run_id = $1",
        None,
    )
}
impl NextPartStmt {
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
    ) -> I32Query<'c, 'a, 's, C, i32, 1> {
        I32Query {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct TakeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take() -> TakeStmt {
    TakeStmt(
        "update ops.sync_wanted kept set part = $1 from (select model, what, field, after_id, up_to_id, record_id from ops.sync_wanted where run_id = $2 and part is null limit $3) taken where kept.run_id = $2 and (kept.model, kept.what, kept.field, kept.after_id, kept.up_to_id, kept.record_id) = (taken.model, taken.what, taken.field, taken.after_id, taken.up_to_id, taken.record_id)",
        None,
    )
}
impl TakeStmt {
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
        part: &'a i32,
        run: &'a uuid::Uuid,
        records: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[part, run, records]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        TakeParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for TakeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a TakeParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.part, &params.run, &params.records))
    }
}
pub struct DropUnmirroredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn drop_unmirrored() -> DropUnmirroredStmt {
    DropUnmirroredStmt(
        "delete from ops.sync_wanted where run_id = $1 and part is null and model <> all($2)",
        None,
    )
}
impl DropUnmirroredStmt {
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
        T2: crate::ArraySql<Item = T1>,
    >(
        &'s self,
        client: &'c C,
        run: &'a uuid::Uuid,
        mirrored: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[run, mirrored]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DropUnmirroredParams<T1, T2>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for DropUnmirroredStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DropUnmirroredParams<T1, T2>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.run, &params.mirrored))
    }
}
pub struct OfPartStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_part() -> OfPartStmt {
    OfPartStmt(
        "select model, what, field, after_id, up_to_id, record_id from ops.sync_wanted where run_id = $1 and part = $2 order by model, what, field, after_id, record_id",
        None,
    )
}
impl OfPartStmt {
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
        part: &'a i32,
    ) -> OfPartQuery<'c, 'a, 's, C, OfPart, 2> {
        OfPartQuery {
            client,
            params: [run, part],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<OfPartBorrowed, tokio_postgres::Error> {
                    Ok(OfPartBorrowed {
                        model: row.try_get(0)?,
                        what: row.try_get(1)?,
                        field: row.try_get(2)?,
                        after_id: row.try_get(3)?,
                        up_to_id: row.try_get(4)?,
                        record_id: row.try_get(5)?,
                    })
                },
            mapper: |it| OfPart::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OfPartParams,
        OfPartQuery<'c, 'a, 's, C, OfPart, 2>,
        C,
    > for OfPartStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfPartParams,
    ) -> OfPartQuery<'c, 'a, 's, C, OfPart, 2> {
        self.bind(client, &params.run, &params.part)
    }
}
