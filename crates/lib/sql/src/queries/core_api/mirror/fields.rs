// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct WantsWholeReadParams<
    T1: crate::StringSql,
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
> {
    pub fields: T2,
    pub model: T3,
    pub extra: T5,
}
#[derive(Debug)]
pub struct IsLoadedParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub model: T1,
    pub field: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Frozen {
    pub model: String,
    pub field: String,
}
pub struct FrozenBorrowed<'a> {
    pub model: &'a str,
    pub field: &'a str,
}
impl<'a> From<FrozenBorrowed<'a>> for Frozen {
    fn from(FrozenBorrowed { model, field }: FrozenBorrowed<'a>) -> Self {
        Self {
            model: model.into(),
            field: field.into(),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub before: Option<String>,
    pub now: Option<String>,
}
pub struct SeriesBorrowed<'a> {
    pub before: Option<&'a str>,
    pub now: Option<&'a str>,
}
impl<'a> From<SeriesBorrowed<'a>> for Series {
    fn from(SeriesBorrowed { before, now }: SeriesBorrowed<'a>) -> Self {
        Self {
            before: before.map(|v| v.into()),
            now: now.map(|v| v.into()),
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
pub struct FrozenQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FrozenBorrowed, tokio_postgres::Error>,
    mapper: fn(FrozenBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FrozenQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FrozenBorrowed) -> R) -> FrozenQuery<'c, 'a, 's, C, R, N> {
        FrozenQuery {
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
pub struct SeriesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SeriesBorrowed, tokio_postgres::Error>,
    mapper: fn(SeriesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SeriesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SeriesBorrowed) -> R) -> SeriesQuery<'c, 'a, 's, C, R, N> {
        SeriesQuery {
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
pub struct WantsWholeReadStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn wants_whole_read() -> WantsWholeReadStmt {
    WantsWholeReadStmt(
        "select exists ( select from unnest($1::text[]) asked (field) left join ops.mirrored_field known on known.model = $2 and known.field = asked.field where known.field is null or known.in_extra <> (asked.field = any($3)) or (known.loaded_at is null and known.frozen_because is distinct from 'not_in_odoo') ) as wants",
        None,
    )
}
impl WantsWholeReadStmt {
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
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
    >(
        &'s self,
        client: &'c C,
        fields: &'a T2,
        model: &'a T3,
        extra: &'a T5,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        BoolQuery {
            client,
            params: [fields, model, extra],
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
    T2: crate::ArraySql<Item = T1>,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        WantsWholeReadParams<T1, T2, T3, T4, T5>,
        BoolQuery<'c, 'a, 's, C, bool, 3>,
        C,
    > for WantsWholeReadStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WantsWholeReadParams<T1, T2, T3, T4, T5>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 3> {
        self.bind(client, &params.fields, &params.model, &params.extra)
    }
}
pub struct IsLoadedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn is_loaded() -> IsLoadedStmt {
    IsLoadedStmt(
        "select exists (select from ops.mirrored_field where model = $1 and field = $2 and not in_extra and loaded_at is not null) as is_loaded",
        None,
    )
}
impl IsLoadedStmt {
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
        model: &'a T1,
        field: &'a T2,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [model, field],
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
        IsLoadedParams<T1, T2>,
        BoolQuery<'c, 'a, 's, C, bool, 2>,
        C,
    > for IsLoadedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a IsLoadedParams<T1, T2>,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.model, &params.field)
    }
}
pub struct FreezeOthersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn freeze_others() -> FreezeOthersStmt {
    FreezeOthersStmt(
        "update ops.mirrored_field set loaded_at = null, frozen_since = now(), frozen_because = 'not_configured' where model <> all($1) and frozen_because is distinct from 'not_configured'",
        None,
    )
}
impl FreezeOthersStmt {
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
        asked: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[asked]).await
    }
}
pub struct SettleReadStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn settle_read() -> SettleReadStmt {
    SettleReadStmt(
        "with told as ( select m.model, asked.field, asked.field = any(m.extra) as in_extra, m.since is null as whole, m.absent or asked.field = any(m.missing_fields) as missing from ops.sync_run_model m, unnest(m.fields) asked (field) where m.run_id = $1 ), kept as ( insert into ops.mirrored_field as kept (model, field, in_extra, loaded_at, frozen_since, frozen_because) select model, field, in_extra, case when whole and not missing then now() end, case when missing then now() end, case when missing then 'not_in_odoo' end from told on conflict (model, field) do update set in_extra = excluded.in_extra, loaded_at = case when excluded.loaded_at is not null then excluded.loaded_at when excluded.frozen_since is null and kept.frozen_since is null and kept.in_extra = excluded.in_extra then kept.loaded_at end, frozen_since = case when excluded.frozen_since is null then null when kept.frozen_because = 'not_in_odoo' then kept.frozen_since else excluded.frozen_since end, frozen_because = excluded.frozen_because where excluded.loaded_at is not null or excluded.frozen_since is not null or kept.frozen_since is not null or kept.in_extra <> excluded.in_extra returning kept.model, kept.field, kept.frozen_since ) select model, field from kept where frozen_since = now() order by model, field",
        None,
    )
}
impl SettleReadStmt {
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
    ) -> FrozenQuery<'c, 'a, 's, C, Frozen, 1> {
        FrozenQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FrozenBorrowed, tokio_postgres::Error> {
                    Ok(FrozenBorrowed {
                        model: row.try_get(0)?,
                        field: row.try_get(1)?,
                    })
                },
            mapper: |it| Frozen::from(it),
        }
    }
}
pub struct FreezeDroppedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn freeze_dropped() -> FreezeDroppedStmt {
    FreezeDroppedStmt(
        "update ops.mirrored_field kept set loaded_at = null, frozen_since = now(), frozen_because = 'not_configured' from ops.sync_run_model m where m.run_id = $1 and m.model = kept.model and kept.field <> all(m.fields) and kept.frozen_because is distinct from 'not_configured' returning kept.model, kept.field",
        None,
    )
}
impl FreezeDroppedStmt {
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
    ) -> FrozenQuery<'c, 'a, 's, C, Frozen, 1> {
        FrozenQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<FrozenBorrowed, tokio_postgres::Error> {
                    Ok(FrozenBorrowed {
                        model: row.try_get(0)?,
                        field: row.try_get(1)?,
                    })
                },
            mapper: |it| Frozen::from(it),
        }
    }
}
pub struct SeriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn series() -> SeriesStmt {
    SeriesStmt(
        "select m.odoo_series as before, substring(r.server_version from '^[^-+]+') as now from ops.mirror m, ops.sync_run r where r.id = $1",
        None,
    )
}
impl SeriesStmt {
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
    ) -> SeriesQuery<'c, 'a, 's, C, Series, 1> {
        SeriesQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<SeriesBorrowed, tokio_postgres::Error> {
                    Ok(SeriesBorrowed {
                        before: row.try_get(0)?,
                        now: row.try_get(1)?,
                    })
                },
            mapper: |it| Series::from(it),
        }
    }
}
pub struct SetSeriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_series() -> SetSeriesStmt {
    SetSeriesStmt("update ops.mirror set odoo_series = $1", None)
}
impl SetSeriesStmt {
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
        series: &'a Option<T1>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[series]).await
    }
}
pub struct ForgetUnreadStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_unread() -> ForgetUnreadStmt {
    ForgetUnreadStmt(
        "update ops.mirrored_field kept set loaded_at = null where not exists (select from ops.sync_run_model m where m.run_id = $1 and m.model = kept.model and m.since is null)",
        None,
    )
}
impl ForgetUnreadStmt {
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
