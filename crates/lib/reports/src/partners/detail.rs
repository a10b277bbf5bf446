//! One partner: address, salesperson and tags, what it owes and how it pays.

use serde::Serialize;
use store::GenericClient;
use utoipa::ToSchema;

use super::{COLUMNS, JOINS, Partner, PartnerBalance, PartnerPayments, balances, partner};
use crate::error::Error;
use crate::reader::Reader;

/// Payment terms and credit limits are not shown: Odoo does not store them in the partner's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PartnerDetail {
    #[serde(flatten)]
    pub partner: Partner,
    /// The partner that it is a contact or an address of.
    pub parent_id: Option<i64>,
    /// The company whose books may use it; null if all may.
    pub company_id: Option<i64>,
    #[schema(example = "Av. Arequipa 1234")]
    pub street: Option<String>,
    #[schema(example = "Piso 3")]
    pub street2: Option<String>,
    #[schema(example = "15046")]
    pub zip: Option<String>,
    /// ISO 3166 code.
    #[schema(example = "PE")]
    pub country_code: Option<String>,
    #[schema(example = "Perú")]
    pub country_name: Option<String>,
    /// Odoo's code of its language.
    #[schema(example = "es_PE")]
    pub language: Option<String>,
    /// What is open today, by company, side and currency of the documents. It covers the customer or
    /// vendor as a whole, also if the partner is one of its contacts.
    pub balances: Vec<PartnerBalance>,
    /// How the customer pays, by company.
    pub payments: Vec<PartnerPayments>,
}

/// None if no partner that the reader may see has this id, or if it is deleted in Odoo.
pub async fn show(
    client: &impl GenericClient,
    reader: &Reader,
    id: i64,
) -> Result<Option<PartnerDetail>, Error> {
    let text = format!(
        "select {COLUMNS}, page.parent_id, page.company_id, page.street, page.street2, page.zip,
           country.code as country_code, country.name as country_name, page.lang
    from odoo.res_partner page
    left join odoo.res_country country on country.id = page.country_id {JOINS}
    where page.id = $1 and page._deleted_at is null"
    );
    let statement = client.prepare_cached(&text).await?;
    let Some(row) = client.query_opt(&statement, &[&id]).await? else {
        return Ok(None);
    };
    let company_id: Option<i64> = row.try_get("company_id")?;
    if !reader.scope.shows(company_id) {
        return Ok(None);
    }
    let partner = partner(&row)?;
    let entity = partner.commercial_partner_id.unwrap_or(id);
    Ok(Some(PartnerDetail {
        parent_id: row.try_get("parent_id")?,
        company_id,
        street: row.try_get("street")?,
        street2: row.try_get("street2")?,
        zip: row.try_get("zip")?,
        country_code: row.try_get("country_code")?,
        country_name: row.try_get("country_name")?,
        language: row.try_get("lang")?,
        balances: balances::read(client, reader, entity).await?,
        payments: balances::payments(client, reader, entity).await?,
        partner,
    }))
}
