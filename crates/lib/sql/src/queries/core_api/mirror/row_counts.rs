// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ByCompanyParams<T1: crate::StringSql> {
    pub model: T1,
    pub first: i64,
    pub last: i64,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct ByCompany {
    pub company_id: i64,
    pub rows: i64,
    pub id_sum: rust_decimal::Decimal,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ByCompanyQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ByCompany, tokio_postgres::Error>,
    mapper: fn(ByCompany) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ByCompanyQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ByCompany) -> R) -> ByCompanyQuery<'c, 'a, 's, C, R, N> {
        ByCompanyQuery {
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
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
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
pub struct ByCompanyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn by_company() -> ByCompanyStmt {
    ByCompanyStmt(
        "select company_id, sum(rows)::bigint as rows, sum(id_sum) as id_sum from ops.row_count where model = $1 and bucket >= $2 and bucket <= $3 group by company_id having sum(rows) <> 0",
        None,
    )
}
impl ByCompanyStmt {
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
        model: &'a T1,
        first: &'a i64,
        last: &'a i64,
    ) -> ByCompanyQuery<'c, 'a, 's, C, ByCompany, 3> {
        ByCompanyQuery {
            client,
            params: [model, first, last],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ByCompany, tokio_postgres::Error> {
                Ok(ByCompany {
                    company_id: row.try_get(0)?,
                    rows: row.try_get(1)?,
                    id_sum: row.try_get(2)?,
                })
            },
            mapper: |it| ByCompany::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ByCompanyParams<T1>,
        ByCompanyQuery<'c, 'a, 's, C, ByCompany, 3>,
        C,
    > for ByCompanyStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ByCompanyParams<T1>,
    ) -> ByCompanyQuery<'c, 'a, 's, C, ByCompany, 3> {
        self.bind(client, &params.model, &params.first, &params.last)
    }
}
pub struct BucketsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn buckets() -> BucketsStmt {
    BucketsStmt(
        "select coalesce(max(bucket) + 1, 0) as buckets from ops.row_count where model = $1",
        None,
    )
}
impl BucketsStmt {
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
        model: &'a T1,
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [model],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct EntriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn entries() -> EntriesStmt {
    EntriesStmt(
        "select count(*) as entries from ops.row_count where model = $1",
        None,
    )
}
impl EntriesStmt {
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
        model: &'a T1,
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [model],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct AddUpStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_up() -> AddUpStmt {
    AddUpStmt(
        "with old as (delete from ops.row_count where model = $1 returning *) insert into ops.row_count select model, company_id, bucket, sum(rows), sum(id_sum) from old group by model, company_id, bucket having sum(rows) <> 0 or sum(id_sum) <> 0",
        None,
    )
}
impl AddUpStmt {
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
        model: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[model]).await
    }
}
