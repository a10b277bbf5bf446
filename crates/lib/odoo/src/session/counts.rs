//! The number of records of a domain, by company if the model has one, and the latest write. This
//! one cheap call shows insertions, deletions and changes.

use crate::{
    connection::{Context, Protocol},
    domain::Domain,
    error::Error,
    protocol::answer::{self, Problem},
    session::{Session, company_totals::company_of, reading::Aggregates, totals::Totals},
};

/// What a count requests in addition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountBy {
    /// Count each company by itself, by the model's stored `company_id`.
    pub company: bool,
    /// The latest `write_date`, and how many records have none.
    pub write_date: bool,
}

/// The records of one company, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// `None` for records without a company, and if the count is not by company.
    pub company_id: Option<i64>,
    pub count: u64,
    /// `None` over XML-RPC, which cannot carry a sum above 2^31 - 1.
    pub id_sum: Option<i64>,
    /// `YYYY-MM-DD HH:MM:SS`, UTC, cut to the second.
    pub max_write_date: Option<String>,
    /// Records without a `write_date`.
    pub undated: u64,
}

impl Session {
    /// Counts the records of a domain. Companies without records are left out.
    pub async fn count(
        &self,
        model: &str,
        domain: &Domain,
        by: CountBy,
        context: &Context,
    ) -> Result<Vec<Count>, Error> {
        let with_ids = self.caller.protocol != Protocol::XmlRpc;
        let aggregates = Aggregates {
            sums: &[],
            last_write: by.write_date,
            dated: by.write_date,
        };
        let groups: &[&str] = if by.company { &["company_id"] } else { &[] };
        let (method, arguments, options) =
            self.aggregation(domain, aggregates, groups, context, with_ids);
        let protocol = self.caller.protocol;
        self.read_call(method, model, arguments, options, |body| {
            let mut counts: Vec<Count> = Vec::new();
            let reply = answer::rows(protocol, body, &mut |members| {
                let company_id = if by.company {
                    company_of(members)?
                } else {
                    None
                };
                if counts.iter().any(|known| known.company_id == company_id) {
                    return Err(Problem::malformed("a group counted twice"));
                }
                let totals = Totals::from_row(members, &[])?;
                let dated = totals.dated.unwrap_or(totals.count);
                counts.push(Count {
                    company_id,
                    count: totals.count,
                    id_sum: with_ids.then_some(totals.id_sum),
                    max_write_date: totals.max_write_date,
                    undated: totals.count.saturating_sub(dated),
                });
                Ok(())
            })?;
            let rows = counts.len();
            Ok(reply.map(|()| (counts, rows)))
        })
        .await
    }
}
