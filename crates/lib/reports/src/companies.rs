//! The companies of the tenant's Odoo.

use serde::Serialize;
use store::GenericClient;
use utoipa::ToSchema;

use crate::error::{CompanyChoice, Error};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Company {
    pub id: i64,
    pub name: String,
    /// ISO 4217 code of the company's currency; empty while the currency is not mirrored.
    #[schema(example = "PEN")]
    pub currency: String,
    /// Decimal places of that currency.
    pub decimal_places: i32,
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
            })
        })
        .collect()
}

/// The company with this id. Without an id, the only company.
pub async fn choose(
    client: &impl GenericClient,
    company_id: Option<i64>,
) -> Result<Company, Error> {
    let mut companies = list(client).await?;
    if let Some(wanted) = company_id {
        let found = companies.iter().position(|company| company.id == wanted);
        return found
            .map(|index| companies.swap_remove(index))
            .ok_or_else(|| unknown(wanted, &companies));
    }
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

fn unknown(wanted: i64, companies: &[Company]) -> Error {
    let known: Vec<String> = companies
        .iter()
        .map(|company| format!("{} ({})", company.id, company.name))
        .collect();
    Error::parameter(
        "company_id",
        format!("there is no company {wanted}"),
        format!("one of: {}", known.join(", ")),
    )
}

const LIST: &str = "
    select company.id,
           coalesce(company.name, '') as name,
           coalesce(currency.name, '') as currency,
           coalesce(currency.decimal_places, 2) as decimal_places
    from odoo.res_company company
    left join odoo.res_currency currency on currency.id = company.currency_id
    where company._deleted_at is null
    order by company.id";
