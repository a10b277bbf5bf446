//! The reads of a session. Each read states its fields, its order, its limit and its context. An
//! answer that does not match the request is refused as a whole.

use serde_json::{Value, json};

use crate::{
    call::ReadMethod,
    caller::Counted,
    cell::{self, Plan, Record},
    connection::Context,
    dialect::Aggregate,
    domain::Domain,
    error::Error,
    fields::Fields,
    protocol::{
        answer::{self, Problem, Reply},
        wire::Wire,
    },
    session::{Session, integer, pages::rows_of, totals::Totals},
};

/// What to aggregate over a domain, besides count and sum of ids.
#[derive(Clone, Copy, Debug, Default)]
pub struct Aggregates<'a> {
    /// Number fields.
    pub sums: &'a [&'a str],
    /// The latest `write_date`; some models have none.
    pub last_write: bool,
    /// How many records have a `write_date`.
    pub dated: bool,
}

/// The companies and groups of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The companies whose records the user may see, ascending.
    pub companies: Vec<i64>,
    /// The groups that give the user rights, ascending; unknown if Odoo does not show them.
    pub groups: Option<Vec<i64>>,
}

/// The number of records that have a `write_date`, in the syntax of each method.
const DATED: &str = "dated:count(write_date)";
const DATED_FORMATTED: &str = "write_date:count";

impl Session {
    /// The fields of a model that the user may read, with their types.
    pub async fn fields_get(&self, model: &str, context: &Context) -> Result<Fields, Error> {
        let options = json!({ "attributes": Fields::ATTRIBUTES, "context": context.to_value() });
        self.value(ReadMethod::FieldsGet, model, json!([]), options, |answer| {
            let fields = Fields::from_wire(answer)?;
            let count = fields.len();
            Ok((fields, count))
        })
        .await
    }

    /// The records with these ids that exist, in the order in which Odoo returns them.
    pub async fn read(
        &self,
        model: &str,
        fields: &Fields,
        names: &[String],
        ids: &[i64],
        context: &Context,
    ) -> Result<Vec<Record>, Error> {
        let plan = plan(model, fields, names)?;
        let options = json!({ "fields": asked(names), "context": context.to_value(), "load": "" });
        let protocol = self.caller.protocol;
        self.read_call(ReadMethod::Read, model, json!([ids]), options, |body| {
            let mut records: Vec<Record> = Vec::new();
            let reply = answer::rows(protocol, body, &mut |members| {
                records.push(plan.record(members)?);
                Ok(())
            })?;
            if let Reply::Answer(()) = reply {
                check_asked(&records, ids)?;
            }
            Ok(reply.map(|()| counted(records)))
        })
        .await
    }

    /// The ids of a domain, ascending, at most `limit` of them if there is one. Bound the domain
    /// by ids, so that the answer stays small.
    pub async fn search_ids(
        &self,
        model: &str,
        domain: &Domain,
        limit: Option<u32>,
        context: &Context,
    ) -> Result<Vec<i64>, Error> {
        let mut options = json!({ "order": "id", "context": context.to_value() });
        if let Some(limit) = limit {
            options["limit"] = json!(limit);
        }
        let arguments = json!([domain.to_value()]);
        let bounds = domain.bounds();
        self.value(ReadMethod::Search, model, arguments, options, |answer| {
            let ids = id_list(answer)?;
            let ascending = ids.is_sorted_by(|left, right| left < right);
            if !ascending || !ids.iter().all(|&id| bounds.contain(id)) {
                return Err(Problem::malformed(
                    "ids unsorted, repeated or outside the domain",
                ));
            }
            if limit.is_some_and(|limit| ids.len() > rows_of(limit)) {
                return Err(Problem::malformed("more ids than requested"));
            }
            Ok(counted(ids))
        })
        .await
    }

    /// The highest id of a domain, if it has any record.
    pub async fn max_id(
        &self,
        model: &str,
        domain: &Domain,
        context: &Context,
    ) -> Result<Option<i64>, Error> {
        let options = json!({ "order": "id desc", "limit": 1, "context": context.to_value() });
        let arguments = json!([domain.to_value()]);
        let bounds = domain.bounds();
        self.value(
            ReadMethod::Search,
            model,
            arguments,
            options,
            |answer| match id_list(answer)?.as_slice() {
                [] => Ok((None, 0)),
                &[id] if bounds.contain(id) => Ok((Some(id), 1)),
                _ => Err(Problem::malformed("not the one highest id of the domain")),
            },
        )
        .await
    }

    /// The number of records of a domain.
    pub async fn search_count(
        &self,
        model: &str,
        domain: &Domain,
        context: &Context,
    ) -> Result<u64, Error> {
        let options = json!({ "context": context.to_value() });
        let arguments = json!([domain.to_value()]);
        self.value(
            ReadMethod::SearchCount,
            model,
            arguments,
            options,
            |answer| {
                let count = integer("count", &answer)?;
                let count =
                    u64::try_from(count).map_err(|_| Problem::malformed("a count below 0"))?;
                Ok((count, 1))
            },
        )
        .await
    }

    /// The totals of a domain.
    ///
    /// XML-RPC cannot carry a sum of ids above 2^31 - 1. In that case the ids are read and summed
    /// here, so keep the domain's range of ids small.
    pub async fn read_group_totals(
        &self,
        model: &str,
        domain: &Domain,
        aggregates: Aggregates<'_>,
        context: &Context,
    ) -> Result<Totals, Error> {
        match self.totals(model, domain, aggregates, context, true).await {
            Err(Error::IntegerLimit { .. }) => {
                let mut totals = self
                    .totals(model, domain, aggregates, context, false)
                    .await?;
                let ids = self.search_ids(model, domain, None, context).await?;
                totals.id_sum = ids.into_iter().fold(0_i64, i64::saturating_add);
                Ok(totals)
            }
            totals => totals,
        }
    }

    /// The companies of the user, and the groups if the user may read them.
    pub async fn user(&self) -> Result<User, Error> {
        match self.user_with(&["company_ids", self.dialect.groups]).await {
            // Not every Odoo shows users their groups.
            Err(Error::AccessRights { .. } | Error::UnknownField { .. }) => {
                self.user_with(&["company_ids"]).await
            }
            user => user,
        }
    }

    async fn user_with(&self, fields: &[&str]) -> Result<User, Error> {
        let options = json!({
            "fields": fields,
            "context": { "active_test": false, "tz": "UTC" },
            "load": "",
        });
        let arguments = json!([[self.uid()]]);
        let groups = self.dialect.groups;
        self.value(
            ReadMethod::Read,
            "res.users",
            arguments,
            options,
            |answer| {
                let user = User::from_wire(answer, groups)
                    .ok_or_else(|| Problem::malformed("not the companies of one user"))?;
                Ok((user, 1))
            },
        )
        .await
    }

    /// The call that aggregates a domain, as a whole or by the values of a field.
    pub(crate) fn aggregation(
        &self,
        domain: &Domain,
        aggregates: Aggregates<'_>,
        groups: &[&str],
        context: &Context,
        with_ids: bool,
    ) -> (ReadMethod, Value, Value) {
        let ids = with_ids.then(|| "id:sum".to_owned());
        let Aggregate { method, formatted } = self.dialect.aggregate;
        let last_write = aggregates.last_write.then(|| "write_date:max".to_owned());
        // If the answer is named after the field, two aggregates of one field need two names.
        let dated = if formatted { DATED_FORMATTED } else { DATED };
        let specifications = ids
            .into_iter()
            .chain(aggregates.sums.iter().map(|sum| format!("{sum}:sum")))
            .chain(last_write)
            .chain(aggregates.dated.then(|| dated.to_owned()));
        let (domain, context) = (domain.to_value(), context.to_value());
        if formatted {
            let count = std::iter::once("__count".to_owned());
            let specifications: Vec<_> = count.chain(specifications).collect();
            let arguments = json!([domain, groups, specifications]);
            (method, arguments, json!({ "context": context }))
        } else {
            let specifications: Vec<_> = specifications.collect();
            let arguments = json!([domain, specifications, groups]);
            (
                method,
                arguments,
                json!({ "lazy": false, "context": context }),
            )
        }
    }

    async fn totals(
        &self,
        model: &str,
        domain: &Domain,
        aggregates: Aggregates<'_>,
        context: &Context,
        with_ids: bool,
    ) -> Result<Totals, Error> {
        let (method, arguments, options) =
            self.aggregation(domain, aggregates, &[], context, with_ids);
        let protocol = self.caller.protocol;
        self.read_call(method, model, arguments, options, |body| {
            let mut totals = None;
            let reply = answer::rows(protocol, body, &mut |members| match totals
                .replace(Totals::from_row(members, aggregates.sums)?)
            {
                None => Ok(()),
                Some(_) => Err(Problem::malformed("more than one row of totals")),
            })?;
            Ok(reply.map(|()| (totals.unwrap_or_else(|| Totals::empty(aggregates.sums)), 1)))
        })
        .await
    }
}

pub(crate) fn plan<'a>(
    model: &str,
    fields: &'a Fields,
    names: &'a [String],
) -> Result<Plan<'a>, Error> {
    let column = |name: &'a String| match fields.get(name) {
        Some(field) => Ok((name.as_str(), &field.field_type)),
        None => Err(Error::UnknownField {
            model: model.to_owned(),
            field: name.clone(),
        }),
    };
    names
        .iter()
        .map(column)
        .collect::<Result<_, _>>()
        .map(Plan::new)
}

/// The fields to request: never an empty list, which would mean all fields.
pub(crate) fn asked(names: &[String]) -> Value {
    if names.is_empty() {
        json!(["id"])
    } else {
        json!(names)
    }
}

fn check_asked(records: &[Record], ids: &[i64]) -> Result<(), Problem> {
    let mut left: Vec<i64> = ids.to_vec();
    left.sort_unstable();
    left.dedup();
    let mut seen: Vec<i64> = records.iter().map(|record| record.id).collect();
    seen.sort_unstable();
    let is_twice = seen.windows(2).any(|pair| pair[0] == pair[1]);
    if is_twice || seen.iter().any(|id| left.binary_search(id).is_err()) {
        return Err(Problem::malformed("records repeated or not requested"));
    }
    Ok(())
}

fn id_list(answer: Wire<'_>) -> Result<Vec<i64>, Problem> {
    answer
        .into_array()
        .and_then(cell::ids)
        .ok_or_else(|| Problem::malformed("not a list of ids"))
}

impl User {
    fn from_wire(answer: Wire<'_>, groups: &str) -> Option<Self> {
        let user = answer.into_array()?.into_iter().next()?.into_object()?;
        let (mut companies, mut of_groups) = (None, None);
        for (name, value) in user {
            if name == "company_ids" {
                companies = Some(sorted(cell::ids(value.into_array()?)?));
            } else if name == groups {
                of_groups = Some(sorted(cell::ids(value.into_array()?)?));
            }
        }
        Some(Self {
            companies: companies?,
            groups: of_groups,
        })
    }
}

fn sorted(mut ids: Vec<i64>) -> Vec<i64> {
    ids.sort_unstable();
    ids
}

pub(crate) fn counted<T>(items: Vec<T>) -> Counted<Vec<T>> {
    let count = items.len();
    (items, count)
}
