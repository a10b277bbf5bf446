// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct BeginParams {
    pub attempt: uuid::Uuid,
    pub run: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DifferingParams {
    pub run: uuid::Uuid,
    pub attempt: uuid::Uuid,
    pub settled_only: bool,
    pub grown_only: bool,
}
#[derive(Debug, Clone, PartialEq)]
pub struct RangeOfModel {
    pub model: String,
    pub after_id: i64,
    pub up_to_id: i64,
}
pub struct RangeOfModelBorrowed<'a> {
    pub model: &'a str,
    pub after_id: i64,
    pub up_to_id: i64,
}
impl<'a> From<RangeOfModelBorrowed<'a>> for RangeOfModel {
    fn from(
        RangeOfModelBorrowed {
            model,
            after_id,
            up_to_id,
        }: RangeOfModelBorrowed<'a>,
    ) -> Self {
        Self {
            model: model.into(),
            after_id,
            up_to_id,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct OptionstatesRunKindQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Option<states::RunKind>, tokio_postgres::Error>,
    mapper: fn(Option<states::RunKind>) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OptionstatesRunKindQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(Option<states::RunKind>) -> R,
    ) -> OptionstatesRunKindQuery<'c, 'a, 's, C, R, N> {
        OptionstatesRunKindQuery {
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
pub struct RangeOfModelQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RangeOfModelBorrowed, tokio_postgres::Error>,
    mapper: fn(RangeOfModelBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RangeOfModelQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(RangeOfModelBorrowed) -> R,
    ) -> RangeOfModelQuery<'c, 'a, 's, C, R, N> {
        RangeOfModelQuery {
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
pub struct FollowedKindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn followed_kind() -> FollowedKindStmt {
    FollowedKindStmt(
        "select p.kind from ops.sync_run r left join ops.sync_run p on p.id = r.parent_run and exists ( select from ops.sync_run_model m where m.run_id = r.id and jsonb_array_length(m.ranges) > 0) where r.id = $1",
        None,
    )
}
impl FollowedKindStmt {
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
    ) -> OptionstatesRunKindQuery<'c, 'a, 's, C, Option<states::RunKind>, 1> {
        OptionstatesRunKindQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct HasRangesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn has_ranges() -> HasRangesStmt {
    HasRangesStmt(
        "select exists (select from ops.sync_run_model where run_id = $1 and jsonb_array_length(ranges) > 0) as has_ranges",
        None,
    )
}
impl HasRangesStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct BeginStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin() -> BeginStmt {
    BeginStmt(
        "insert into ops.proof as kept (model, run_id, ranges, differing, in_flight, rows, proved_at, content_rows, found, repaired, window_until, late) select m.model, m.run_id, count(d.model), count(d.model) filter (where not d.equal), count(d.model) filter (where d.in_flight), coalesce(sum(d.mirror_count), 0)::bigint, now(), m.content_rows, count(d.model) filter (where not d.equal), m.repaired, r.window_until, (select count(*) from ops.sync_wanted w where w.run_id = m.run_id and w.model = m.model and w.field = 'late') from ops.sync_run_model m join ops.sync_run r on r.id = m.run_id left join ops.digest d on d.run_id = m.run_id and d.attempt = $1 and d.model = m.model where m.run_id = $2 group by m.model, m.run_id, r.id on conflict (model) do update set run_id = excluded.run_id, ranges = excluded.ranges, differing = excluded.differing, in_flight = excluded.in_flight, rows = excluded.rows, proved_at = excluded.proved_at, looked_again_at = null, content_rows = excluded.content_rows, found = excluded.found, repaired = excluded.repaired, window_until = excluded.window_until, late = excluded.late",
        None,
    )
}
impl BeginStmt {
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
        attempt: &'a uuid::Uuid,
        run: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[attempt, run]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        BeginParams,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for BeginStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a BeginParams,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.attempt, &params.run))
    }
}
pub struct CountRepairedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_repaired() -> CountRepairedStmt {
    CountRepairedStmt(
        "update ops.proof p set repaired = p.repaired + m.repaired from ops.sync_run_model m where m.run_id = $1 and m.model = p.model",
        None,
    )
}
impl CountRepairedStmt {
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
pub struct DifferingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn differing() -> DifferingStmt {
    DifferingStmt(
        "select model, after_id, up_to_id from ops.digest d where run_id = $1 and attempt = $2 and not equal and not ($3 and in_flight) and (not $4 or odoo_count >= mirror_count and not exists ( select from ops.digest_company c where (c.run_id, c.attempt, c.model, c.after_id) = (d.run_id, d.attempt, d.model, d.after_id) and c.odoo_count < c.mirror_count)) order by model, after_id",
        None,
    )
}
impl DifferingStmt {
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
        attempt: &'a uuid::Uuid,
        settled_only: &'a bool,
        grown_only: &'a bool,
    ) -> RangeOfModelQuery<'c, 'a, 's, C, RangeOfModel, 4> {
        RangeOfModelQuery {
            client,
            params: [run, attempt, settled_only, grown_only],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<RangeOfModelBorrowed, tokio_postgres::Error> {
                    Ok(RangeOfModelBorrowed {
                        model: row.try_get(0)?,
                        after_id: row.try_get(1)?,
                        up_to_id: row.try_get(2)?,
                    })
                },
            mapper: |it| RangeOfModel::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        DifferingParams,
        RangeOfModelQuery<'c, 'a, 's, C, RangeOfModel, 4>,
        C,
    > for DifferingStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DifferingParams,
    ) -> RangeOfModelQuery<'c, 'a, 's, C, RangeOfModel, 4> {
        self.bind(
            client,
            &params.run,
            &params.attempt,
            &params.settled_only,
            &params.grown_only,
        )
    }
}
pub struct OfRunStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_run() -> OfRunStmt {
    OfRunStmt(
        "with recursive chain as ( select id, parent_run from ops.sync_run where id = $1 union all select p.id, p.parent_run from chain join ops.sync_run p on p.id = chain.parent_run and p.kind = 'repair' ) select distinct m.model, range.after_id, range.up_to_id from chain join ops.sync_run_model m on m.run_id = chain.id, jsonb_to_recordset(m.ranges) range (after_id bigint, up_to_id bigint) order by 1, 2, 3",
        None,
    )
}
impl OfRunStmt {
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
    ) -> RangeOfModelQuery<'c, 'a, 's, C, RangeOfModel, 1> {
        RangeOfModelQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<RangeOfModelBorrowed, tokio_postgres::Error> {
                    Ok(RangeOfModelBorrowed {
                        model: row.try_get(0)?,
                        after_id: row.try_get(1)?,
                        up_to_id: row.try_get(2)?,
                    })
                },
            mapper: |it| RangeOfModel::from(it),
        }
    }
}
pub struct HeldStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn held() -> HeldStmt {
    HeldStmt(
        "select model, after_id, up_to_id from ops.digest where run_id = $1 and not equal union select m.model, c.after_id, c.up_to_id from ops.sync_run_model m, jsonb_to_recordset(m.content) c (after_id bigint, up_to_id bigint) where m.run_id = $1 and exists (select from ops.sync_missing s where s.run_id = m.run_id and s.model = m.model and s.id > c.after_id and s.id <= c.up_to_id) union select s.model, (s.id - 1) / 500 * 500, (s.id - 1) / 500 * 500 + 500 from ops.sync_missing s join ops.sync_run r on r.id = s.run_id where r.id = $1 and r.kind = 'incremental' order by 1, 2",
        None,
    )
}
impl HeldStmt {
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
    ) -> RangeOfModelQuery<'c, 'a, 's, C, RangeOfModel, 1> {
        RangeOfModelQuery {
            client,
            params: [run],
            query: self.0,
            cached: self.1.as_ref(),
            extractor:
                |row: &tokio_postgres::Row| -> Result<RangeOfModelBorrowed, tokio_postgres::Error> {
                    Ok(RangeOfModelBorrowed {
                        model: row.try_get(0)?,
                        after_id: row.try_get(1)?,
                        up_to_id: row.try_get(2)?,
                    })
                },
            mapper: |it| RangeOfModel::from(it),
        }
    }
}
