//! The books of a tenant's Odoo. Odoo's API answers the questions of a run, or Odoo's own database:
//! the answers are the same.

use std::{collections::BTreeMap, sync::Arc};

use odoo::{
    Aggregates, CompanyTotals, Context, Count, CountBy, Domain, Error, Field, FieldType, Fields,
    Page, Query, Record, Session, Totals,
};
use odoo_db::{Database, Projection, Shape, snapshot::Seen};

use crate::{
    backoff::{Retries, with_backoff},
    call_error::CallError,
    rate_limit::CallLimiter,
};

const WRITE_DATE: &str = "write_date";

/// Open books, and the context of every read.
pub(crate) struct Source {
    pub(crate) limiter: Arc<CallLimiter>,
    pub(crate) books: Books,
    pub(crate) context: Context,
    /// The groups of the user of the API, if Odoo shows them.
    pub(crate) groups: Option<Vec<i64>>,
}

/// Where the books are read.
pub(crate) enum Books {
    Api(Box<Session>),
    Database(Box<Database>),
}

/// A model that this Odoo has.
pub(crate) struct Model<'a> {
    source: &'a Source,
    name: &'a str,
    kind: Kind<'a>,
}

enum Kind<'a> {
    Api(&'a Session, Fields),
    Database(&'a Database, Shape),
}

/// The fields of a model that are read, and how.
pub(crate) struct Columns<'a> {
    source: &'a Source,
    pub(crate) model: Arc<str>,
    pub(crate) types: Fields,
    pub(crate) names: Arc<[String]>,
    way: Way<'a>,
}

enum Way<'a> {
    Api(&'a Session, odoo::Columns),
    Database {
        database: &'a Database,
        all: Box<Projection>,
        dates: Box<Projection>,
    },
}

impl Source {
    /// `None` if this Odoo does not have the model.
    pub(crate) async fn model<'a>(&'a self, name: &'a str) -> Result<Option<Model<'a>>, CallError> {
        let kind = match &self.books {
            Books::Api(session) => {
                let fields = self.retried(|| session.fields_get(name, &self.context));
                match fields.await {
                    Err(CallError::Odoo(Error::UnknownModel { .. })) => None,
                    fields => Some(Kind::Api(session, fields?)),
                }
            }
            Books::Database(database) => {
                let shape = self.retried(|| database.shape(name)).await?;
                shape.map(|shape| Kind::Database(database, shape))
            }
        };
        Ok(kind.map(|kind| Model {
            source: self,
            name,
            kind,
        }))
    }

    /// How many records of the model have a higher id.
    pub(crate) async fn count_after(&self, model: &str, id: i64) -> Result<u64, CallError> {
        let domain = Domain::all().id_after(id);
        match &self.books {
            Books::Api(session) => {
                let count = session.search_count(model, &domain, &self.context);
                match self.limiter.call(count).await {
                    Err(CallError::Odoo(Error::UnknownModel { .. })) => Ok(0),
                    count => count,
                }
            }
            Books::Database(database) => {
                let Some(shape) = self.limiter.call(database.shape(model)).await? else {
                    return Ok(0);
                };
                let projection = database.projection(&shape, &[], &self.context);
                let totals = database.totals(&projection, &domain, Aggregates::default());
                Ok(self.limiter.call(totals).await?.count)
            }
        }
    }

    /// When the records with these ids were last written. Those that are gone are left out. `None` if
    /// this Odoo does not have the model.
    pub(crate) async fn written(
        &self,
        model: &str,
        ids: &[i64],
    ) -> Result<Option<Vec<Record>>, CallError> {
        let names = [WRITE_DATE.to_owned()];
        match &self.books {
            Books::Api(session) => {
                let fields = only_write_date();
                let read = || session.read(model, &fields, &names, ids, &self.context);
                match self.retried(read).await {
                    Err(CallError::Odoo(Error::UnknownModel { .. })) => Ok(None),
                    found => found.map(Some),
                }
            }
            Books::Database(database) => {
                let Some(shape) = self.retried(|| database.shape(model)).await? else {
                    return Ok(None);
                };
                let projection = database.projection(&shape, &names, &self.context);
                let domain = Domain::all().id_in(ids);
                let read = || database.page(&projection, &domain, u32::MAX);
                Ok(Some(self.retried(read).await?.answer.records))
            }
        }
    }

    pub(crate) async fn retried<T, E, F>(&self, ask: impl FnMut() -> F) -> Result<T, CallError>
    where
        F: Future<Output = Result<T, E>>,
        E: Into<CallError>,
    {
        with_backoff(&self.limiter, Retries::new(), ask).await
    }
}

impl<'a> Model<'a> {
    pub(crate) fn fields(&self) -> &Fields {
        match &self.kind {
            Kind::Api(_, fields) => fields,
            Kind::Database(_, shape) => &shape.fields,
        }
    }

    /// Its table in Odoo's database; `None` for Odoo's API.
    pub(crate) fn shape(&self) -> Option<&Shape> {
        match &self.kind {
            Kind::Api(..) => None,
            Kind::Database(_, shape) => Some(shape),
        }
    }

    /// Those of the fields that this Odoo has, and those that it does not have.
    pub(crate) fn columns(self, asked: &[String]) -> (Columns<'a>, Vec<String>) {
        let context = &self.source.context;
        let (types, names, missing, way) = match self.kind {
            Kind::Api(session, fields) => {
                let mut columns = session.columns(self.name, asked, &fields);
                let missing = std::mem::take(&mut columns.missing);
                let names = columns.names.clone();
                (fields, names, missing, Way::Api(session, columns))
            }
            Kind::Database(database, shape) => {
                let mut all = database.projection(&shape, asked, context);
                let dates = database.projection(&shape, &[WRITE_DATE.to_owned()], context);
                let missing = std::mem::take(&mut all.missing);
                let names = all.names.clone();
                let way = Way::Database {
                    database,
                    all: all.into(),
                    dates: dates.into(),
                };
                (shape.fields, names, missing, way)
            }
        };
        let columns = Columns {
            source: self.source,
            model: self.name.into(),
            types,
            names: names.into(),
            way,
        };
        (columns, missing)
    }
}

impl Columns<'_> {
    /// How the model is read in Odoo's database; `None` for Odoo's API.
    pub(crate) fn projection(&self) -> Option<&Projection> {
        match &self.way {
            Way::Api(..) => None,
            Way::Database { all, .. } => Some(all),
        }
    }

    /// True if Odoo and the mirror can both sum by `company_id`.
    pub(crate) fn has_company(&self) -> bool {
        match &self.way {
            Way::Api(_, columns) => columns.takes("company_id"),
            Way::Database { all, .. } => all.takes("company_id"),
        }
    }

    /// SQL views and similar models have no `write_date`.
    pub(crate) fn has_write_date(&self) -> bool {
        self.types.get(WRITE_DATE).is_some_and(|field| field.stored)
    }

    /// For each field that holds ids, the model to which it refers.
    pub(crate) fn links(&self) -> BTreeMap<String, String> {
        let relation = |name: &String| {
            let field = self.types.get(name)?;
            let holds_ids = matches!(field.field_type, FieldType::Many2one | FieldType::Many2many);
            let relation = field.relation.clone().filter(|_| holds_ids)?;
            Some((name.clone(), relation))
        };
        self.names.iter().filter_map(relation).collect()
    }

    /// True if Odoo's database may store the field as a binary float; it never does for amounts.
    pub(crate) fn is_float(&self, name: &str) -> bool {
        self.types
            .get(name)
            .is_some_and(|field| field.field_type == FieldType::Float)
    }

    pub(crate) async fn max_id(&self) -> Result<Option<i64>, CallError> {
        let Self { source, model, .. } = self;
        match &self.way {
            Way::Api(session, _) => {
                let everything = Domain::all();
                let ask = || session.max_id(model, &everything, &source.context);
                source.retried(ask).await
            }
            Way::Database { database, all, .. } => source.retried(|| database.max_id(all)).await,
        }
    }

    /// The first records of the domain, by id. The caller retries, because a smaller page may help.
    pub(crate) async fn page(&self, domain: &Domain, limit: u32) -> Result<Seen<Page>, CallError> {
        let Source {
            limiter, context, ..
        } = self.source;
        match &self.way {
            Way::Api(session, columns) => {
                let query = Query {
                    model: &self.model,
                    fields: &self.types,
                    names: &self.names,
                    domain,
                    limit,
                    context,
                };
                let page = session.search_columns(&query, columns);
                let page = limiter.page(limit, columns.calls(context), page);
                Ok(unnumbered(page.await?))
            }
            Way::Database { database, all, .. } => {
                let page = database.page(all, domain, limit);
                limiter.page(limit, 1, page).await
            }
        }
    }

    /// The ids of the first records of the domain, ascending.
    pub(crate) async fn ids(
        &self,
        domain: &Domain,
        limit: u32,
    ) -> Result<Seen<Vec<i64>>, CallError> {
        let Self { source, model, .. } = self;
        match &self.way {
            Way::Api(session, _) => {
                let ask = || session.search_ids(model, domain, Some(limit), &source.context);
                Ok(unnumbered(source.retried(ask).await?))
            }
            Way::Database { database, all, .. } => {
                source.retried(|| database.ids(all, domain, limit)).await
            }
        }
    }

    /// As [`Columns::page`], with `write_date` alone.
    pub(crate) async fn dates(&self, domain: &Domain, limit: u32) -> Result<Page, CallError> {
        let source = self.source;
        match &self.way {
            Way::Api(session, _) => {
                let query = Query {
                    model: &self.model,
                    fields: &only_write_date(),
                    names: &[WRITE_DATE.to_owned()],
                    domain,
                    limit,
                    context: &source.context,
                };
                source.retried(|| session.search_read(&query)).await
            }
            Way::Database {
                database, dates, ..
            } => {
                let ask = || database.page(dates, domain, limit);
                Ok(source.retried(ask).await?.answer)
            }
        }
    }

    /// Counts the records of the domain. Companies without records are left out.
    pub(crate) async fn count(&self, domain: &Domain) -> Result<Vec<Count>, CallError> {
        let Self { source, model, .. } = self;
        let by = CountBy {
            company: self.has_company(),
            write_date: self.has_write_date(),
        };
        match &self.way {
            Way::Api(session, _) => {
                let ask = || session.count(model, domain, by, &source.context);
                source.retried(ask).await
            }
            Way::Database { database, all, .. } => {
                source.retried(|| database.count(all, domain, by)).await
            }
        }
    }

    pub(crate) async fn totals(
        &self,
        domain: &Domain,
        aggregates: Aggregates<'_>,
    ) -> Result<Totals, CallError> {
        let Self { source, model, .. } = self;
        match &self.way {
            Way::Api(session, _) => {
                let ask = || session.read_group_totals(model, domain, aggregates, &source.context);
                source.retried(ask).await
            }
            Way::Database { database, all, .. } => {
                let ask = || database.totals(all, domain, aggregates);
                source.retried(ask).await
            }
        }
    }

    /// The sum of all ids, and the totals of each company that has records.
    pub(crate) async fn company_totals(
        &self,
        domain: &Domain,
        aggregates: Aggregates<'_>,
    ) -> Result<(i64, Vec<CompanyTotals>), CallError> {
        let Self { source, model, .. } = self;
        match &self.way {
            Way::Api(session, _) => {
                let context = &source.context;
                let ask = || session.read_group_company_totals(model, domain, aggregates, context);
                source.retried(ask).await
            }
            Way::Database { database, all, .. } => {
                let ask = || database.company_totals(all, domain, aggregates);
                let companies = source.retried(ask).await?;
                let ids = companies.iter().map(|company| company.totals.id_sum);
                Ok((ids.sum(), companies))
            }
        }
    }
}

fn unnumbered<T>(answer: T) -> Seen<T> {
    Seen {
        answer,
        as_of: None,
    }
}

pub(crate) fn only_write_date() -> Fields {
    let field = Field {
        field_type: FieldType::Datetime,
        stored: true,
        company_dependent: false,
        relation: None,
    };
    [(WRITE_DATE.to_owned(), field)].into_iter().collect()
}
