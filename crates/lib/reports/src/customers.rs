//! For which partner an amount counts: the customer or vendor as a whole, or one of its contacts.

use serde::{Deserialize, Serialize};
use store::GenericClient;
use utoipa::ToSchema;

use crate::error::Error;

/// Whose amounts count for a partner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartnerLevel {
    /// Those of the commercial entity: the customer or vendor with all its contacts.
    #[default]
    Commercial,
    /// Only those that are booked on this contact.
    Contact,
}

/// The partner of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChosenPartner {
    /// The commercial entity, or the contact.
    pub(crate) id: i64,
    pub(crate) level: PartnerLevel,
    /// The partners that its items are booked on.
    pub(crate) booked_on: Vec<i64>,
}

/// With level `commercial`, the id of a contact stands for its commercial entity.
pub(crate) async fn choose(
    client: &impl GenericClient,
    partner_id: Option<i64>,
    level: Option<PartnerLevel>,
) -> Result<Option<ChosenPartner>, Error> {
    let Some(id) = partner_id else {
        return Ok(None);
    };
    let level = level.unwrap_or_default();
    if level == PartnerLevel::Contact {
        return Ok(Some(ChosenPartner {
            id,
            level,
            booked_on: vec![id],
        }));
    }
    let statement = client.prepare_cached(COMMERCIAL).await?;
    let row = client.query_one(&statement, &[&id]).await?;
    Ok(Some(ChosenPartner {
        id: row.try_get("id")?,
        level,
        booked_on: row.try_get("booked_on")?,
    }))
}

const COMMERCIAL: &str = "
    with entity as (
        select coalesce(
            (select commercial_partner_id from odoo.res_partner where id = $1), $1) as id
    )
    select entity.id, array(
        select entity.id
        union
        select partner.id from odoo.res_partner partner
        where partner.commercial_partner_id = entity.id
    ) as booked_on
    from entity";
