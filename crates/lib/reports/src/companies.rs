//! The companies of the tenant's Odoo.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::Serialize;
use serde_with::{DeserializeFromStr, SerializeDisplay};
use store::GenericClient;
use utoipa::ToSchema;

use crate::error::{CompanyChoice, Error};
use crate::ids::Ids;
use crate::reader::{Reader, Scope};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Company {
    pub id: i64,
    pub name: String,
    /// ISO 4217 code of the company's currency; empty while the currency is not mirrored.
    #[schema(example = "PEN")]
    pub currency: String,
    /// Decimal places of that currency.
    pub decimal_places: i32,
    /// The companies whose books count: this one alone, unless `companies` names more.
    #[serde(skip)]
    #[schema(ignore)]
    pub ids: Vec<i64>,
}

impl Company {
    /// Fails unless the reader may see the books of all companies that count. A total over a part of
    /// them would look like the whole.
    fn check(&self, reader: &Reader) -> Result<(), Error> {
        let hidden = self.ids.iter().find(|id| !reader.scope.has(**id));
        match hidden {
            None => Ok(()),
            Some(hidden) => Err(Error::CompanyNotAllowed(*hidden)),
        }
    }

    /// Somebody who may see exactly the books that count here, for a report inside a report.
    pub(crate) fn reader(&self, today: Date) -> Reader {
        Reader::new(today, Scope::new(Some(self.ids.clone())))
    }

    /// Decimal places of the company's currency.
    pub fn places(&self) -> u32 {
        u32::try_from(self.decimal_places).unwrap_or(2)
    }
}

/// Which companies count together: `with_branches`, or ids such as `1,2`.
#[derive(Debug, Clone, PartialEq, Eq, SerializeDisplay, DeserializeFromStr)]
pub enum Companies {
    /// The company and all companies below it.
    WithBranches,
    Listed(Ids),
}

const WITH_BRANCHES: &str = "with_branches";

impl fmt::Display for Companies {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WithBranches => formatter.write_str(WITH_BRANCHES),
            Self::Listed(ids) => ids.fmt(formatter),
        }
    }
}

impl FromStr for Companies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == WITH_BRANCHES {
            return Ok(Self::WithBranches);
        }
        text.parse().map(Self::Listed).map_err(|_| {
            format!("{text:?} is neither {WITH_BRANCHES} nor a list of ids such as 1,2")
        })
    }
}

/// The companies in the scope, by id.
pub async fn in_scope(client: &impl GenericClient, scope: &Scope) -> Result<Vec<Company>, Error> {
    let mut companies = list(client).await?;
    companies.retain(|company| scope.has(company.id));
    Ok(companies)
}

/// All companies, by id.
pub async fn list(client: &impl GenericClient) -> Result<Vec<Company>, Error> {
    let rows = client
        .query(&client.prepare_cached(LIST).await?, &[])
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Company {
                id: row.try_get("id")?,
                name: row.try_get("name")?,
                currency: row.try_get("currency")?,
                decimal_places: row.try_get("decimal_places")?,
                ids: vec![row.try_get("id")?],
            })
        })
        .collect()
}

/// The company with this id. Without an id, the only company that the reader may see.
pub async fn choose(
    client: &impl GenericClient,
    reader: &Reader,
    company_id: Option<i64>,
) -> Result<Company, Error> {
    let companies = list(client).await?;
    if let Some(wanted) = company_id {
        let company = find("company_id", wanted, &companies)?;
        company.check(reader)?;
        return Ok(company.clone());
    }
    let mut companies = companies;
    companies.retain(|company| reader.scope.has(company.id));
    match companies.pop() {
        Some(only) if companies.is_empty() => Ok(only),
        last => {
            let choices = companies
                .into_iter()
                .chain(last)
                .map(|company| CompanyChoice {
                    id: company.id,
                    name: company.name,
                });
            Err(Error::CompanyRequired {
                choices: choices.collect(),
            })
        }
    }
}

/// The company with the others that count with it. Of a list, the first is the company of the report
/// unless `company_id` names one.
pub(crate) async fn choose_with_others(
    client: &impl GenericClient,
    reader: &Reader,
    company_id: Option<i64>,
    companies: Option<&Companies>,
) -> Result<Company, Error> {
    let listed = match companies {
        None => return choose(client, reader, company_id).await,
        Some(Companies::WithBranches) => {
            let mut company = choose(client, reader, company_id).await?;
            let statement = client.prepare_cached(BRANCHES).await?;
            let row = client.query_one(&statement, &[&company.id]).await?;
            company.ids = row.try_get("ids")?;
            company.check(reader)?;
            return Ok(company);
        }
        Some(Companies::Listed(listed)) => listed.as_slice(),
    };
    let main = company_id.or(listed.first().copied());
    if main.is_some_and(|main| !listed.contains(&main)) {
        return Err(Error::parameter(
            "companies",
            "company_id is not one of them",
            "add it to the list, or leave company_id out",
        ));
    }
    let all = list(client).await?;
    let mut ids = listed.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let main = main.unwrap_or_default();
    let mut company = find("companies", main, &all)?.clone();
    for other in &ids {
        let other = find("companies", *other, &all)?;
        if other.currency != company.currency {
            return Err(Error::parameter(
                "companies",
                format!(
                    "{} has {}, but {} has {}",
                    company.name, company.currency, other.name, other.currency
                ),
                "only companies with one currency can be added up",
            ));
        }
    }
    company.ids = ids;
    company.check(reader)?;
    Ok(company)
}

fn find<'c>(
    parameter: &'static str,
    wanted: i64,
    companies: &'c [Company],
) -> Result<&'c Company, Error> {
    let found = companies.iter().find(|company| company.id == wanted);
    found.ok_or_else(|| unknown(parameter, wanted, companies))
}

fn unknown(parameter: &'static str, wanted: i64, companies: &[Company]) -> Error {
    let known: Vec<String> = companies
        .iter()
        .map(|company| format!("{} ({})", company.id, company.name))
        .collect();
    Error::parameter(
        parameter,
        format!("there is no company {wanted}"),
        format!("one of: {}", known.join(", ")),
    )
}

const BRANCHES: &str = "select array(select report.with_branches($1)) as ids";

const LIST: &str = "
    select company.id,
           coalesce(company.name, '') as name,
           coalesce(currency.name, '') as currency,
           coalesce(currency.decimal_places, 2) as decimal_places
    from odoo.res_company company
    left join odoo.res_currency currency on currency.id = company.currency_id
    where company._deleted_at is null
    order by company.id";
