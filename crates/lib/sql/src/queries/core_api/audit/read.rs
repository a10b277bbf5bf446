// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ListParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub before: i64,
    pub actor: Option<T1>,
    pub action: Option<T2>,
    pub object: Option<T3>,
    pub since: Option<jiff::Timestamp>,
    pub until: Option<jiff::Timestamp>,
    pub limit: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ChainParams {
    pub after_number: i64,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub number: i64,
    pub at: jiff::Timestamp,
    pub actor: String,
    pub actor_name: Option<String>,
    pub action: String,
    pub object: Option<String>,
    pub before: Option<serde_json::Value>,
    pub after: Option<serde_json::Value>,
    pub reason: Option<String>,
    pub address: Option<String>,
    pub user_agent: Option<String>,
    pub trace_id: Option<String>,
}
pub struct EntryBorrowed<'a> {
    pub number: i64,
    pub at: jiff::Timestamp,
    pub actor: &'a str,
    pub actor_name: Option<&'a str>,
    pub action: &'a str,
    pub object: Option<&'a str>,
    pub before: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub after: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub reason: Option<&'a str>,
    pub address: Option<&'a str>,
    pub user_agent: Option<&'a str>,
    pub trace_id: Option<&'a str>,
}
impl<'a> From<EntryBorrowed<'a>> for Entry {
    fn from(
        EntryBorrowed {
            number,
            at,
            actor,
            actor_name,
            action,
            object,
            before,
            after,
            reason,
            address,
            user_agent,
            trace_id,
        }: EntryBorrowed<'a>,
    ) -> Self {
        Self {
            number,
            at,
            actor: actor.into(),
            actor_name: actor_name.map(|v| v.into()),
            action: action.into(),
            object: object.map(|v| v.into()),
            before: before.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            after: after.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            reason: reason.map(|v| v.into()),
            address: address.map(|v| v.into()),
            user_agent: user_agent.map(|v| v.into()),
            trace_id: trace_id.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    pub number: i64,
    pub at: i64,
    pub actor: String,
    pub actor_name: Option<String>,
    pub action: String,
    pub object: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
    pub reason: Option<String>,
    pub address: Option<String>,
    pub user_agent: Option<String>,
    pub trace_id: Option<String>,
    pub previous_sha256: Vec<u8>,
    pub sha256: Vec<u8>,
}
pub struct ChainBorrowed<'a> {
    pub number: i64,
    pub at: i64,
    pub actor: &'a str,
    pub actor_name: Option<&'a str>,
    pub action: &'a str,
    pub object: Option<&'a str>,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
    pub reason: Option<&'a str>,
    pub address: Option<&'a str>,
    pub user_agent: Option<&'a str>,
    pub trace_id: Option<&'a str>,
    pub previous_sha256: &'a [u8],
    pub sha256: &'a [u8],
}
impl<'a> From<ChainBorrowed<'a>> for Chain {
    fn from(
        ChainBorrowed {
            number,
            at,
            actor,
            actor_name,
            action,
            object,
            before,
            after,
            reason,
            address,
            user_agent,
            trace_id,
            previous_sha256,
            sha256,
        }: ChainBorrowed<'a>,
    ) -> Self {
        Self {
            number,
            at,
            actor: actor.into(),
            actor_name: actor_name.map(|v| v.into()),
            action: action.into(),
            object: object.map(|v| v.into()),
            before: before.map(|v| v.into()),
            after: after.map(|v| v.into()),
            reason: reason.map(|v| v.into()),
            address: address.map(|v| v.into()),
            user_agent: user_agent.map(|v| v.into()),
            trace_id: trace_id.map(|v| v.into()),
            previous_sha256: previous_sha256.into(),
            sha256: sha256.into(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct EntryQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<EntryBorrowed, tokio_postgres::Error>,
    mapper: fn(EntryBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> EntryQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(EntryBorrowed) -> R) -> EntryQuery<'c, 'a, 's, C, R, N> {
        EntryQuery {
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
pub struct ChainQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ChainBorrowed, tokio_postgres::Error>,
    mapper: fn(ChainBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ChainQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ChainBorrowed) -> R) -> ChainQuery<'c, 'a, 's, C, R, N> {
        ChainQuery {
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
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select number, at, actor, actor_name, action, object, before, after, reason, host(address) as address, user_agent, trace_id from ops.audit where number < $1 and ($2::text is null or actor = $2) and ($3::text is null or action = $3) and ($4::text is null or object = $4) and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6) order by number desc limit $7",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        before: &'a i64,
        actor: &'a Option<T1>,
        action: &'a Option<T2>,
        object: &'a Option<T3>,
        since: &'a Option<jiff::Timestamp>,
        until: &'a Option<jiff::Timestamp>,
        limit: &'a i64,
    ) -> EntryQuery<'c, 'a, 's, C, Entry, 7> {
        EntryQuery {
            client,
            params: [before, actor, action, object, since, until, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<EntryBorrowed, tokio_postgres::Error> {
                Ok(EntryBorrowed {
                    number: row.try_get(0)?,
                    at: row.try_get(1)?,
                    actor: row.try_get(2)?,
                    actor_name: row.try_get(3)?,
                    action: row.try_get(4)?,
                    object: row.try_get(5)?,
                    before: row.try_get(6)?,
                    after: row.try_get(7)?,
                    reason: row.try_get(8)?,
                    address: row.try_get(9)?,
                    user_agent: row.try_get(10)?,
                    trace_id: row.try_get(11)?,
                })
            },
            mapper: |it| Entry::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListParams<T1, T2, T3>,
        EntryQuery<'c, 'a, 's, C, Entry, 7>,
        C,
    > for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams<T1, T2, T3>,
    ) -> EntryQuery<'c, 'a, 's, C, Entry, 7> {
        self.bind(
            client,
            &params.before,
            &params.actor,
            &params.action,
            &params.object,
            &params.since,
            &params.until,
            &params.limit,
        )
    }
}
pub struct ChainStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn chain() -> ChainStmt {
    ChainStmt(
        "select number, (extract(epoch from at) * 1000000)::bigint as at, actor, actor_name, action, object, before::text as before, after::text as after, reason, host(address) as address, user_agent, trace_id, previous_sha256, sha256 from ops.audit where number > $1 order by number limit $2",
        None,
    )
}
impl ChainStmt {
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
        after_number: &'a i64,
        limit: &'a i64,
    ) -> ChainQuery<'c, 'a, 's, C, Chain, 2> {
        ChainQuery {
            client,
            params: [after_number, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ChainBorrowed, tokio_postgres::Error> {
                Ok(ChainBorrowed {
                    number: row.try_get(0)?,
                    at: row.try_get(1)?,
                    actor: row.try_get(2)?,
                    actor_name: row.try_get(3)?,
                    action: row.try_get(4)?,
                    object: row.try_get(5)?,
                    before: row.try_get(6)?,
                    after: row.try_get(7)?,
                    reason: row.try_get(8)?,
                    address: row.try_get(9)?,
                    user_agent: row.try_get(10)?,
                    trace_id: row.try_get(11)?,
                    previous_sha256: row.try_get(12)?,
                    sha256: row.try_get(13)?,
                })
            },
            mapper: |it| Chain::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ChainParams, ChainQuery<'c, 'a, 's, C, Chain, 2>, C>
    for ChainStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ChainParams,
    ) -> ChainQuery<'c, 'a, 's, C, Chain, 2> {
        self.bind(client, &params.after_number, &params.limit)
    }
}
