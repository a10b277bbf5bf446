//! Pages of a model: the request for one page, and how far the answer reaches.
//!
//! A page is one `search_read` with `load=''`, which returns links as bare ids. If a model does not
//! take `load` in a version, the ids are searched first and then read.

use serde_json::json;

use crate::{
    call::ReadMethod,
    cell::Record,
    connection::Context,
    domain::{Bounds, Domain},
    error::Error,
    fields::Fields,
    protocol::answer::{self, Problem},
    session::{
        Session,
        reading::{asked, counted, plan},
    },
};

/// A page of a model: what to read and how to understand it.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    pub model: &'a str,
    /// The types of the model's fields, from [`Session::fields_get`].
    pub fields: &'a Fields,
    /// The fields to read; each must be in `fields`. `id` is always included.
    pub names: &'a [String],
    pub domain: &'a Domain,
    /// The maximum number of records.
    pub limit: u32,
    pub context: &'a Context,
}

/// The records of a page, ascending by id, and how far the page reaches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Every record of the domain up to `last_id`. A record that is deleted while the page is read
    /// may be left out, so their number does not show whether the page is full.
    pub records: Vec<Record>,
    /// The last id that was found, even if its record is left out; `None` if nothing was found.
    pub last_id: Option<i64>,
    /// As many ids were found as the query allows, so more may follow after `last_id`.
    pub is_full: bool,
}

impl Session {
    /// A page of records. An answer with any error is refused as a whole.
    pub async fn search_read(&self, query: &Query<'_>) -> Result<Page, Error> {
        let page = if self.dialect.takes_load(query.model) {
            self.in_one_call(query).await
        } else {
            self.by_ids(query).await
        };
        page.map_err(|error| error.unless_asked_for(query.names))
    }

    async fn by_ids(&self, query: &Query<'_>) -> Result<Page, Error> {
        let &Query {
            model,
            fields,
            names,
            domain,
            limit,
            context,
        } = query;
        plan(model, fields, names)?;
        let ids = self.search_ids(model, domain, Some(limit), context).await?;
        if ids.is_empty() {
            return Ok(Page::default());
        }
        let mut records = self.read(model, fields, names, &ids, context).await?;
        records.sort_unstable_by_key(|record| record.id);
        Ok(Page {
            records,
            last_id: ids.last().copied(),
            is_full: ids.len() >= rows_of(limit),
        })
    }

    async fn in_one_call(&self, query: &Query<'_>) -> Result<Page, Error> {
        let plan = plan(query.model, query.fields, query.names)?;
        let options = json!({
            "fields": asked(query.names),
            "order": "id",
            "limit": query.limit,
            "context": query.context.to_value(),
            "load": "",
        });
        let arguments = json!([query.domain.to_value()]);
        let bounds = query.domain.bounds();
        let protocol = self.caller.protocol;
        let read = self.read_call(
            ReadMethod::SearchRead,
            query.model,
            arguments,
            options,
            |body| {
                let mut page = Rows {
                    bounds,
                    limit: query.limit,
                    records: Vec::new(),
                };
                let reply = answer::rows(protocol, body, &mut |members| {
                    page.push(plan.record(members)?)
                })?;
                Ok(reply.map(|()| counted(page.records)))
            },
        );
        let records = read.await?;
        Ok(Page {
            last_id: records.last().map(|record| record.id),
            is_full: records.len() >= rows_of(query.limit),
            records,
        })
    }
}

/// A page that is being built. It refuses what was not requested.
struct Rows {
    bounds: Bounds,
    limit: u32,
    records: Vec<Record>,
}

impl Rows {
    fn push(&mut self, record: Record) -> Result<(), Problem> {
        let id = record.id;
        if let Some(last) = self.records.last()
            && last.id >= id
        {
            return Err(Problem::malformed(format!("the id {id} after {}", last.id)));
        }
        if !self.bounds.contain(id) {
            return Err(Problem::malformed(format!(
                "the id {id}, which was not requested"
            )));
        }
        if self.records.len() >= rows_of(self.limit) {
            return Err(Problem::malformed(format!(
                "more than {} records",
                self.limit
            )));
        }
        self.records.push(record);
        Ok(())
    }
}

pub(crate) fn rows_of(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}
