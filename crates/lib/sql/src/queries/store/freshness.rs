// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Read {
    pub version: i64,
    pub notes_version: i64,
    pub loaded: i64,
    pub watermark: Option<jiff::Timestamp>,
    pub lag_seconds: Option<i64>,
    pub proved: i64,
    pub proved_at: Option<jiff::Timestamp>,
    pub ranges: Option<i64>,
    pub differing: Option<i64>,
    pub has_failed: Option<bool>,
    pub is_restored: bool,
    pub deletions_as_of: Option<jiff::Timestamp>,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Version {
    pub version: i64,
    pub notes_version: i64,
    pub proved: i64,
    pub proved_at: Option<jiff::Timestamp>,
    pub ranges: Option<i64>,
    pub differing: Option<i64>,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ReadQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Read, tokio_postgres::Error>,
    mapper: fn(Read) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ReadQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Read) -> R) -> ReadQuery<'c, 'a, 's, C, R, N> {
        ReadQuery {
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
pub struct VersionQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Version, tokio_postgres::Error>,
    mapper: fn(Version) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> VersionQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Version) -> R) -> VersionQuery<'c, 'a, 's, C, R, N> {
        VersionQuery {
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
pub struct ReadStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn read() -> ReadStmt {
    ReadStmt(
        "select m.version, n.version as notes_version, c.loaded, c.watermark, extract(epoch from now() - c.watermark)::bigint as lag_seconds, p.proved, p.proved_at, p.ranges, p.differing, (select r.state = 'failed' from ops.sync_run r where r.state in ('done', 'failed') order by r.created_at desc limit 1) as has_failed, exists (select from ops.alarm where kind = 'restored' and cleared_at is null) as is_restored, case when c.counted = c.loaded then c.deletions_as_of end as deletions_as_of from ops.mirror m, ops.note_version n, (select count(*) as loaded, min(watermark) as watermark, count(deletions_as_of) as counted, min(deletions_as_of) as deletions_as_of from ops.model_age where model = any($1)) c, (select count(*) as proved, min(proved_at) as proved_at, sum(ranges)::bigint as ranges, sum(differing)::bigint as differing from ops.proof where model = any($1)) p",
        None,
    )
}
impl ReadStmt {
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
    ) -> ReadQuery<'c, 'a, 's, C, Read, 1> {
        ReadQuery {
            client,
            params: [models],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Read, tokio_postgres::Error> {
                Ok(Read {
                    version: row.try_get(0)?,
                    notes_version: row.try_get(1)?,
                    loaded: row.try_get(2)?,
                    watermark: row.try_get(3)?,
                    lag_seconds: row.try_get(4)?,
                    proved: row.try_get(5)?,
                    proved_at: row.try_get(6)?,
                    ranges: row.try_get(7)?,
                    differing: row.try_get(8)?,
                    has_failed: row.try_get(9)?,
                    is_restored: row.try_get(10)?,
                    deletions_as_of: row.try_get(11)?,
                })
            },
            mapper: |it| Read::from(it),
        }
    }
}
pub struct VersionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn version() -> VersionStmt {
    VersionStmt(
        "select m.version, n.version as notes_version, p.proved, p.proved_at, p.ranges, p.differing from ops.mirror m, ops.note_version n, (select count(*) as proved, min(proved_at) as proved_at, sum(ranges)::bigint as ranges, sum(differing)::bigint as differing from ops.proof where model = any($1)) p",
        None,
    )
}
impl VersionStmt {
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
    ) -> VersionQuery<'c, 'a, 's, C, Version, 1> {
        VersionQuery {
            client,
            params: [models],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Version, tokio_postgres::Error> {
                Ok(Version {
                    version: row.try_get(0)?,
                    notes_version: row.try_get(1)?,
                    proved: row.try_get(2)?,
                    proved_at: row.try_get(3)?,
                    ranges: row.try_get(4)?,
                    differing: row.try_get(5)?,
                })
            },
            mapper: |it| Version::from(it),
        }
    }
}
