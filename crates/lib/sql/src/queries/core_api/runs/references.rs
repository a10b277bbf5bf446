// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct KeepLinksParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
> {
    pub model: T1,
    pub fields: T3,
    pub relations: T5,
}
#[derive(Debug)]
pub struct MarkFollowedParams<T1: crate::StringSql> {
    pub followed: i16,
    pub run: uuid::Uuid,
    pub model: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Links {
    pub model: String,
    pub field: String,
    pub relation: String,
}
pub struct LinksBorrowed<'a> {
    pub model: &'a str,
    pub field: &'a str,
    pub relation: &'a str,
}
impl<'a> From<LinksBorrowed<'a>> for Links {
    fn from(
        LinksBorrowed {
            model,
            field,
            relation,
        }: LinksBorrowed<'a>,
    ) -> Self {
        Self {
            model: model.into(),
            field: field.into(),
            relation: relation.into(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LinksQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LinksBorrowed, tokio_postgres::Error>,
    mapper: fn(LinksBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LinksQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LinksBorrowed) -> R) -> LinksQuery<'c, 'a, 's, C, R, N> {
        LinksQuery {
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
pub struct LinksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn links() -> LinksStmt {
    LinksStmt(
        "select model, field, relation from ops.model_link order by model, field",
        None,
    )
}
impl LinksStmt {
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
    ) -> LinksQuery<'c, 'a, 's, C, Links, 0> {
        LinksQuery {
            client,
            params: [],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LinksBorrowed, tokio_postgres::Error> {
                Ok(LinksBorrowed {
                    model: row.try_get(0)?,
                    field: row.try_get(1)?,
                    relation: row.try_get(2)?,
                })
            },
            mapper: |it| Links::from(it),
        }
    }
}
pub struct KeepLinksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_links() -> KeepLinksStmt {
    KeepLinksStmt(
        "insert into ops.model_link as known (model, field, relation) select $1, field, relation from unnest($2::text[], $3::text[]) told (field, relation) on conflict (model, field) do update set relation = excluded.relation where known.relation <> excluded.relation",
        None,
    )
}
impl KeepLinksStmt {
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
        T3: crate::ArraySql<Item = T2>,
        T4: crate::StringSql,
        T5: crate::ArraySql<Item = T4>,
    >(
        &'s self,
        client: &'c C,
        model: &'a T1,
        fields: &'a T3,
        relations: &'a T5,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[model, fields, relations]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = T4>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        KeepLinksParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for KeepLinksStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a KeepLinksParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.model, &params.fields, &params.relations))
    }
}
pub struct MarkFollowedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn mark_followed() -> MarkFollowedStmt {
    MarkFollowedStmt(
        "update ops.sync_missing set followed = $1 + 1 where run_id = $2 and model = $3 and followed = $1",
        None,
    )
}
impl MarkFollowedStmt {
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
        followed: &'a i16,
        run: &'a uuid::Uuid,
        model: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[followed, run, model]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MarkFollowedParams<T1>,
        std::pin::Pin<
            Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
        >,
        C,
    > for MarkFollowedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MarkFollowedParams<T1>,
    ) -> std::pin::Pin<
        Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>,
    > {
        Box::pin(self.bind(client, &params.followed, &params.run, &params.model))
    }
}
