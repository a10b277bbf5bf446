// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ListParams<T1: crate::ArraySql<Item = i64>> {
    pub before: Option<jiff::Timestamp>,
    pub before_id: Option<uuid::Uuid>,
    pub company_id: Option<i64>,
    pub companies: Option<T1>,
    pub limit: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedMovement {
    pub id: uuid::Uuid,
    pub company_id: i64,
    pub journal_id: Option<i64>,
    pub date: jiff::civil::Date,
    pub every: Option<String>,
    pub until: Option<jiff::civil::Date>,
    pub amount: rust_decimal::Decimal,
    pub currency: String,
    pub label: String,
    pub version: i32,
    pub created_by: String,
    pub created_by_name: Option<String>,
    pub created_at: jiff::Timestamp,
    pub updated_by: String,
    pub updated_by_name: Option<String>,
    pub updated_at: jiff::Timestamp,
}
pub struct PlannedMovementBorrowed<'a> {
    pub id: uuid::Uuid,
    pub company_id: i64,
    pub journal_id: Option<i64>,
    pub date: jiff::civil::Date,
    pub every: Option<&'a str>,
    pub until: Option<jiff::civil::Date>,
    pub amount: rust_decimal::Decimal,
    pub currency: &'a str,
    pub label: &'a str,
    pub version: i32,
    pub created_by: &'a str,
    pub created_by_name: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub updated_by: &'a str,
    pub updated_by_name: Option<&'a str>,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<PlannedMovementBorrowed<'a>> for PlannedMovement {
    fn from(
        PlannedMovementBorrowed {
            id,
            company_id,
            journal_id,
            date,
            every,
            until,
            amount,
            currency,
            label,
            version,
            created_by,
            created_by_name,
            created_at,
            updated_by,
            updated_by_name,
            updated_at,
        }: PlannedMovementBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            company_id,
            journal_id,
            date,
            every: every.map(|v| v.into()),
            until,
            amount,
            currency: currency.into(),
            label: label.into(),
            version,
            created_by: created_by.into(),
            created_by_name: created_by_name.map(|v| v.into()),
            created_at,
            updated_by: updated_by.into(),
            updated_by_name: updated_by_name.map(|v| v.into()),
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PlannedMovementQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PlannedMovementBorrowed, tokio_postgres::Error>,
    mapper: fn(PlannedMovementBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PlannedMovementQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(PlannedMovementBorrowed) -> R,
    ) -> PlannedMovementQuery<'c, 'a, 's, C, R, N> {
        PlannedMovementQuery {
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
pub struct GetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn get() -> GetStmt {
    GetStmt(
        "select id, company_id, journal_id, date, every, until, amount, currency, label, version, created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_by, ops.actor_name(updated_by) as updated_by_name, updated_at from ops.planned_movement where id = $1",
        None,
    )
}
impl GetStmt {
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
    ) -> PlannedMovementQuery<'c, 'a, 's, C, PlannedMovement, 1> {
        PlannedMovementQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<PlannedMovementBorrowed, tokio_postgres::Error> {
                Ok(PlannedMovementBorrowed {
                    id: row.try_get(0)?,
                    company_id: row.try_get(1)?,
                    journal_id: row.try_get(2)?,
                    date: row.try_get(3)?,
                    every: row.try_get(4)?,
                    until: row.try_get(5)?,
                    amount: row.try_get(6)?,
                    currency: row.try_get(7)?,
                    label: row.try_get(8)?,
                    version: row.try_get(9)?,
                    created_by: row.try_get(10)?,
                    created_by_name: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                    updated_by: row.try_get(13)?,
                    updated_by_name: row.try_get(14)?,
                    updated_at: row.try_get(15)?,
                })
            },
            mapper: |it| PlannedMovement::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, company_id, journal_id, date, every, until, amount, currency, label, version, created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_by, ops.actor_name(updated_by) as updated_by_name, updated_at from ops.planned_movement where ($1::timestamptz is null or (created_at, id) < ($1, $2)) and ($3::bigint is null or company_id = $3) and ($4::bigint[] is null or company_id = any($4)) order by created_at desc, id desc limit $5",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>(
        &'s self,
        client: &'c C,
        before: &'a Option<jiff::Timestamp>,
        before_id: &'a Option<uuid::Uuid>,
        company_id: &'a Option<i64>,
        companies: &'a Option<T1>,
        limit: &'a i64,
    ) -> PlannedMovementQuery<'c, 'a, 's, C, PlannedMovement, 5> {
        PlannedMovementQuery {
            client,
            params: [before, before_id, company_id, companies, limit],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |
                row: &tokio_postgres::Row,
            | -> Result<PlannedMovementBorrowed, tokio_postgres::Error> {
                Ok(PlannedMovementBorrowed {
                    id: row.try_get(0)?,
                    company_id: row.try_get(1)?,
                    journal_id: row.try_get(2)?,
                    date: row.try_get(3)?,
                    every: row.try_get(4)?,
                    until: row.try_get(5)?,
                    amount: row.try_get(6)?,
                    currency: row.try_get(7)?,
                    label: row.try_get(8)?,
                    version: row.try_get(9)?,
                    created_by: row.try_get(10)?,
                    created_by_name: row.try_get(11)?,
                    created_at: row.try_get(12)?,
                    updated_by: row.try_get(13)?,
                    updated_by_name: row.try_get(14)?,
                    updated_at: row.try_get(15)?,
                })
            },
            mapper: |it| PlannedMovement::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = i64>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListParams<T1>,
        PlannedMovementQuery<'c, 'a, 's, C, PlannedMovement, 5>,
        C,
    > for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams<T1>,
    ) -> PlannedMovementQuery<'c, 'a, 's, C, PlannedMovement, 5> {
        self.bind(
            client,
            &params.before,
            &params.before_id,
            &params.company_id,
            &params.companies,
            &params.limit,
        )
    }
}
