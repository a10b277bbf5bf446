//! Control totals by company, all companies of a domain in one call.

use crate::{
    cell,
    connection::Context,
    domain::Domain,
    error::Error,
    protocol::{
        answer::{self, Problem},
        wire::{Members, Wire},
    },
    session::{Session, reading::Aggregates, totals::Totals},
};

/// The totals of the records of one company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyTotals {
    /// `None` for records without a company.
    pub company_id: Option<i64>,
    /// Its `id_sum` has no meaning if `has_id_sum` is false.
    pub totals: Totals,
    /// XML-RPC cannot carry a sum of ids above 2^31 - 1.
    pub has_id_sum: bool,
}

impl Session {
    /// As [`Session::read_group_totals`], by the model's stored `company_id`. Companies without
    /// records are left out. Also returns the sum of all ids, which is always known.
    pub async fn read_group_company_totals(
        &self,
        model: &str,
        domain: &Domain,
        aggregates: Aggregates<'_>,
        context: &Context,
    ) -> Result<(i64, Vec<CompanyTotals>), Error> {
        let add = |sum: i64, id: i64| sum.saturating_add(id);
        match self
            .by_company(model, domain, aggregates, context, true)
            .await
        {
            Err(Error::IntegerLimit { .. }) => {
                let companies = self
                    .by_company(model, domain, aggregates, context, false)
                    .await?;
                let ids = self.search_ids(model, domain, None, context).await?;
                Ok((ids.into_iter().fold(0, add), companies))
            }
            companies => {
                let companies = companies?;
                let ids = companies.iter().map(|company| company.totals.id_sum);
                Ok((ids.fold(0, add), companies))
            }
        }
    }

    async fn by_company(
        &self,
        model: &str,
        domain: &Domain,
        aggregates: Aggregates<'_>,
        context: &Context,
        with_ids: bool,
    ) -> Result<Vec<CompanyTotals>, Error> {
        let (method, arguments, options) =
            self.aggregation(domain, aggregates, &["company_id"], context, with_ids);
        let protocol = self.caller.protocol;
        self.read_call(method, model, arguments, options, |body| {
            let mut companies: Vec<CompanyTotals> = Vec::new();
            let reply = answer::rows(protocol, body, &mut |members| {
                let company_id = company_of(members)?;
                if companies.iter().any(|known| known.company_id == company_id) {
                    return Err(Problem::malformed("totals of a company twice"));
                }
                companies.push(CompanyTotals {
                    company_id,
                    totals: Totals::from_row(members, aggregates.sums)?,
                    has_id_sum: with_ids,
                });
                Ok(())
            })?;
            let count = companies.len();
            Ok(reply.map(|()| (companies, count)))
        })
        .await
    }
}

/// Takes the group's company out of a row: `[id, name]`, an id, or false.
pub(crate) fn company_of(members: &mut Members<'_>) -> Result<Option<i64>, Problem> {
    let place = members.iter().position(|(name, _)| name == "company_id");
    let place = place.ok_or_else(|| Problem::malformed("totals without their company"))?;
    let value = match members.swap_remove(place).1 {
        Wire::Array(pair) => pair.into_iter().next().unwrap_or(Wire::Null),
        value => value,
    };
    match value {
        Wire::Number(digits) => cell::integer("company_id", &digits).map(Some),
        Wire::Bool(false) | Wire::Null => Ok(None),
        other => Err(Problem::malformed(format!(
            "{} as company_id",
            other.kind()
        ))),
    }
}
