// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ActionsParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub action: Option<T1>,
    pub queue: Option<T2>,
    pub letter_id: Option<T3>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Actions {
    pub id: uuid::Uuid,
    pub action: String,
    pub letter_id: String,
    pub queue: String,
    pub event: Option<String>,
    pub dead_reason: Option<String>,
    pub dead_detail: Option<String>,
    pub size_bytes: i64,
    pub requested_by: String,
    pub requested_by_name: Option<String>,
    pub reason: Option<String>,
    pub requested_at: jiff::Timestamp,
    pub done_at: Option<jiff::Timestamp>,
}
pub struct ActionsBorrowed<'a> {
    pub id: uuid::Uuid,
    pub action: &'a str,
    pub letter_id: &'a str,
    pub queue: &'a str,
    pub event: Option<&'a str>,
    pub dead_reason: Option<&'a str>,
    pub dead_detail: Option<&'a str>,
    pub size_bytes: i64,
    pub requested_by: &'a str,
    pub requested_by_name: Option<&'a str>,
    pub reason: Option<&'a str>,
    pub requested_at: jiff::Timestamp,
    pub done_at: Option<jiff::Timestamp>,
}
impl<'a> From<ActionsBorrowed<'a>> for Actions {
    fn from(
        ActionsBorrowed {
            id,
            action,
            letter_id,
            queue,
            event,
            dead_reason,
            dead_detail,
            size_bytes,
            requested_by,
            requested_by_name,
            reason,
            requested_at,
            done_at,
        }: ActionsBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            action: action.into(),
            letter_id: letter_id.into(),
            queue: queue.into(),
            event: event.map(|v| v.into()),
            dead_reason: dead_reason.map(|v| v.into()),
            dead_detail: dead_detail.map(|v| v.into()),
            size_bytes,
            requested_by: requested_by.into(),
            requested_by_name: requested_by_name.map(|v| v.into()),
            reason: reason.map(|v| v.into()),
            requested_at,
            done_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ActionsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ActionsBorrowed, tokio_postgres::Error>,
    mapper: fn(ActionsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ActionsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ActionsBorrowed) -> R) -> ActionsQuery<'c, 'a, 's, C, R, N> {
        ActionsQuery {
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
pub struct ActionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn actions() -> ActionsStmt {
    ActionsStmt(
        "select id, action, letter_id, queue, event, dead_reason, dead_detail, size_bytes, requested_by, ops.actor_name(requested_by) as requested_by_name, reason, requested_at, done_at from ops.dead_letter_action where ($1::timestamptz is null or (requested_at, id) < ($1, $2)) and ($3::text is null or action = $3) and ($4::text is null or queue = $4) and ($5::text is null or letter_id = $5) order by requested_at desc, id desc limit $6",
        None,
    )
}
impl ActionsStmt {
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
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        action: &'a Option<T1>,
        queue: &'a Option<T2>,
        letter_id: &'a Option<T3>,
        limit: &'a i64,
    ) -> ActionsQuery<'c, 'a, 's, C, Actions, 6> {
        ActionsQuery {
            client,
            params: [before, before_id, action, queue, letter_id, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<ActionsBorrowed, tokio_postgres::Error> {
                    Ok(ActionsBorrowed {
                        id: row.try_get(0)?,
                        action: row.try_get(1)?,
                        letter_id: row.try_get(2)?,
                        queue: row.try_get(3)?,
                        event: row.try_get(4)?,
                        dead_reason: row.try_get(5)?,
                        dead_detail: row.try_get(6)?,
                        size_bytes: row.try_get(7)?,
                        requested_by: row.try_get(8)?,
                        requested_by_name: row.try_get(9)?,
                        reason: row.try_get(10)?,
                        requested_at: row.try_get(11)?,
                        done_at: row.try_get(12)?,
                    })
                },
            mapper: |it| Actions::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ActionsParams<T1, T2, T3>,
        ActionsQuery<'c, 'a, 's, C, Actions, 6>,
        C,
    > for ActionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ActionsParams<T1, T2, T3>,
    ) -> ActionsQuery<'c, 'a, 's, C, Actions, 6> {
        self.bind(
            client,
            &params.before,
            &params.before_id,
            &params.action,
            &params.queue,
            &params.letter_id,
            &params.limit,
        )
    }
}
