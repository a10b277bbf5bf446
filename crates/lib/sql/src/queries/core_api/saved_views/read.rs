// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct ListParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = i64>,
    T4: crate::StringSql,
    T5: crate::StringSql,
> {
    pub report: Option<T1>,
    pub owner: T2,
    pub scope: Option<states::SavedViewScope>,
    pub companies: Option<T3>,
    pub after: Option<T4>,
    pub after_name: Option<T5>,
    pub after_id: Option<uuid::Uuid>,
    pub limit: i64,
}
#[derive(Debug)]
pub struct OtherDefaultParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub report: T1,
    pub scope: states::SavedViewScope,
    pub id: uuid::Uuid,
    pub owner: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct SavedView {
    pub id: uuid::Uuid,
    pub report: String,
    pub name: String,
    pub parameters: serde_json::Value,
    pub scope: states::SavedViewScope,
    pub is_default: bool,
    pub presentation: Option<serde_json::Value>,
    pub company_ids: Option<Vec<i64>>,
    pub version: i32,
    pub created_by: String,
    pub created_by_name: Option<String>,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
pub struct SavedViewBorrowed<'a> {
    pub id: uuid::Uuid,
    pub report: &'a str,
    pub name: &'a str,
    pub parameters: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub scope: states::SavedViewScope,
    pub is_default: bool,
    pub presentation: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub company_ids: Option<crate::ArrayIterator<'a, i64>>,
    pub version: i32,
    pub created_by: &'a str,
    pub created_by_name: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<SavedViewBorrowed<'a>> for SavedView {
    fn from(
        SavedViewBorrowed {
            id,
            report,
            name,
            parameters,
            scope,
            is_default,
            presentation,
            company_ids,
            version,
            created_by,
            created_by_name,
            created_at,
            updated_at,
        }: SavedViewBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            report: report.into(),
            name: name.into(),
            parameters: serde_json::from_str(parameters.0.get()).unwrap(),
            scope,
            is_default,
            presentation: presentation.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            company_ids: company_ids.map(|v| v.map(|v| v).collect()),
            version,
            created_by: created_by.into(),
            created_by_name: created_by_name.map(|v| v.into()),
            created_at,
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SavedViewQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SavedViewBorrowed, tokio_postgres::Error>,
    mapper: fn(SavedViewBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SavedViewQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SavedViewBorrowed) -> R) -> SavedViewQuery<'c, 'a, 's, C, R, N> {
        SavedViewQuery {
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
        "select id, report, name, parameters, scope, is_default, presentation, company_ids, version, created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_at from ops.saved_view where id = $1",
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
    ) -> SavedViewQuery<'c, 'a, 's, C, SavedView, 1> {
        SavedViewQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SavedViewBorrowed, tokio_postgres::Error> {
                    Ok(SavedViewBorrowed {
                        id: row.try_get(0)?,
                        report: row.try_get(1)?,
                        name: row.try_get(2)?,
                        parameters: row.try_get(3)?,
                        scope: row.try_get(4)?,
                        is_default: row.try_get(5)?,
                        presentation: row.try_get(6)?,
                        company_ids: row.try_get(7)?,
                        version: row.try_get(8)?,
                        created_by: row.try_get(9)?,
                        created_by_name: row.try_get(10)?,
                        created_at: row.try_get(11)?,
                        updated_at: row.try_get(12)?,
                    })
                },
            mapper: |it| SavedView::from(it),
        }
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, report, name, parameters, scope, is_default, presentation, company_ids, version, created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_at from ops.saved_view where ($1::text is null or report = $1) and (scope = 'shared' or created_by = $2) and ($3::ops.saved_view_scope is null or scope = $3) and ($4::bigint[] is null or company_ids <@ $4) and ($5::text is null or (report, name, id) > ($5, $6, $7)) order by report, name, id limit $8",
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
        T3: crate::ArraySql<Item = i64>,
        T4: crate::StringSql,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        report: &'a Option<T1>,
        owner: &'a T2,
        scope: &'a Option<states::SavedViewScope>,
        companies: &'a Option<T3>,
        after: &'a Option<T4>,
        after_name: &'a Option<T5>,
        after_id: &'a Option<uuid::Uuid>,
        limit: &'a i64,
    ) -> SavedViewQuery<'c, 'a, 's, C, SavedView, 8> {
        SavedViewQuery {
            client,
            params: [
                report, owner, scope, companies, after, after_name, after_id, limit,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SavedViewBorrowed, tokio_postgres::Error> {
                    Ok(SavedViewBorrowed {
                        id: row.try_get(0)?,
                        report: row.try_get(1)?,
                        name: row.try_get(2)?,
                        parameters: row.try_get(3)?,
                        scope: row.try_get(4)?,
                        is_default: row.try_get(5)?,
                        presentation: row.try_get(6)?,
                        company_ids: row.try_get(7)?,
                        version: row.try_get(8)?,
                        created_by: row.try_get(9)?,
                        created_by_name: row.try_get(10)?,
                        created_at: row.try_get(11)?,
                        updated_at: row.try_get(12)?,
                    })
                },
            mapper: |it| SavedView::from(it),
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
    T3: crate::ArraySql<Item = i64>,
    T4: crate::StringSql,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListParams<T1, T2, T3, T4, T5>,
        SavedViewQuery<'c, 'a, 's, C, SavedView, 8>,
        C,
    > for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams<T1, T2, T3, T4, T5>,
    ) -> SavedViewQuery<'c, 'a, 's, C, SavedView, 8> {
        self.bind(
            client,
            &params.report,
            &params.owner,
            &params.scope,
            &params.companies,
            &params.after,
            &params.after_name,
            &params.after_id,
            &params.limit,
        )
    }
}
pub struct OtherDefaultStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn other_default() -> OtherDefaultStmt {
    OtherDefaultStmt(
        "select id, report, name, parameters, scope, is_default, presentation, company_ids, version, created_by, ops.actor_name(created_by) as created_by_name, created_at, updated_at from ops.saved_view where report = $1 and scope = $2 and is_default and id <> $3 and (scope = 'shared' or created_by = $4)",
        None,
    )
}
impl OtherDefaultStmt {
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
        report: &'a T1,
        scope: &'a states::SavedViewScope,
        id: &'a uuid::Uuid,
        owner: &'a T2,
    ) -> SavedViewQuery<'c, 'a, 's, C, SavedView, 4> {
        SavedViewQuery {
            client,
            params: [report, scope, id, owner],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SavedViewBorrowed, tokio_postgres::Error> {
                    Ok(SavedViewBorrowed {
                        id: row.try_get(0)?,
                        report: row.try_get(1)?,
                        name: row.try_get(2)?,
                        parameters: row.try_get(3)?,
                        scope: row.try_get(4)?,
                        is_default: row.try_get(5)?,
                        presentation: row.try_get(6)?,
                        company_ids: row.try_get(7)?,
                        version: row.try_get(8)?,
                        created_by: row.try_get(9)?,
                        created_by_name: row.try_get(10)?,
                        created_at: row.try_get(11)?,
                        updated_at: row.try_get(12)?,
                    })
                },
            mapper: |it| SavedView::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OtherDefaultParams<T1, T2>,
        SavedViewQuery<'c, 'a, 's, C, SavedView, 4>,
        C,
    > for OtherDefaultStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OtherDefaultParams<T1, T2>,
    ) -> SavedViewQuery<'c, 'a, 's, C, SavedView, 4> {
        self.bind(
            client,
            &params.report,
            &params.scope,
            &params.id,
            &params.owner,
        )
    }
}
