//! Ids of what a filter names by codes.

use store::GenericClient;

use super::{Wanted, both};
use crate::currencies;
use crate::error::Error;
use crate::lists::NONE;

/// A code may stand for one document type in each of several countries.
pub(super) async fn document_types(
    client: &impl GenericClient,
    wanted: &Wanted<'_>,
) -> Result<Option<Vec<i64>>, Error> {
    let listed = wanted.document_type_ids.map(|ids| ids.as_slice().to_vec());
    let Some(code) = wanted.document_type else {
        return Ok(listed);
    };
    let statement = client.prepare_cached(DOCUMENT_TYPES).await?;
    let rows = client.query(&statement, &[&code]).await?;
    if rows.is_empty() {
        return Err(Error::parameter(
            "document_type",
            format!("there is no document type {code:?}"),
            "use the code of a mirrored document type, such as 01",
        ));
    }
    let named = rows.iter().map(|row| Ok(row.try_get("id")?));
    let named = named.collect::<Result<Vec<i64>, Error>>()?;
    Ok(both(Some(named), listed))
}

pub(super) async fn currencies(
    client: &impl GenericClient,
    wanted: &Wanted<'_>,
) -> Result<Option<Vec<i64>>, Error> {
    let one = match wanted.currency {
        Some(code) => Some(vec![currencies::named(client, code).await?.id]),
        None => None,
    };
    let Some(codes) = wanted.currencies else {
        return Ok(one);
    };
    let mut listed = Vec::new();
    for code in codes.as_slice() {
        listed.push(match code.as_str() {
            NONE => 0,
            code => currencies::named(client, code).await?.id,
        });
    }
    Ok(both(one, Some(listed)))
}

pub(super) async fn check_tag(client: &impl GenericClient, id: i64) -> Result<(), Error> {
    let statement = client.prepare_cached(TAG).await?;
    let found = client.query_opt(&statement, &[&id]).await?;
    found.map(drop).ok_or_else(|| {
        Error::parameter(
            "partner_tag_id",
            format!("there is no tag {id}"),
            "use the id of a tag, for example from an ageing with group_by=partner_tag",
        )
    })
}

const DOCUMENT_TYPES: &str =
    "select id from odoo.l10n_latam_document_type where code = $1 order by id";

const TAG: &str = "select from odoo.res_partner_category where id = $1 and _deleted_at is null";
