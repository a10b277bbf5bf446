//! Payments without a journal entry: registered, but not yet confirmed by the bank (Odoo 18 and later).

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use store::GenericClient;
use utoipa::ToSchema;

use super::PartnerStatementQuery;
use crate::currencies::rounded;
use crate::error::Error;
use crate::figures::Money;
use crate::filter::Side;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PendingPayment {
    pub date: Date,
    #[schema(example = "PBNK1/2026/00001")]
    pub name: Option<String>,
    /// What the payment is for, as in Odoo.
    pub memo: Option<String>,
    /// ISO 4217 code of the amount.
    #[schema(example = "PEN")]
    pub currency: String,
    #[schema(value_type = Money)]
    pub amount: Decimal,
}

pub(super) async fn read(
    client: &impl GenericClient,
    query: &PartnerStatementQuery,
) -> Result<Vec<PendingPayment>, Error> {
    let kind = match query.prepared.parameters.side {
        Some(Side::Payable) => "outbound",
        _ => "inbound",
    };
    let partners = query.filter.partner.as_ref();
    let partners = partners.map_or(&[][..], |partner| &partner.booked_on);
    let statement = client.prepare_cached(PENDING).await?;
    let rows = client
        .query(
            &statement,
            &[&partners, &query.filter.company_ids, &kind, &query.to],
        )
        .await?;
    let payments = rows.iter().map(|row| {
        Ok(PendingPayment {
            date: row.try_get("date")?,
            name: row.try_get("name")?,
            memo: row.try_get("memo")?,
            currency: row.try_get("currency")?,
            amount: rounded(row.try_get("amount")?, row.try_get("decimal_places")?),
        })
    });
    payments.collect()
}

const PENDING: &str = "
    select payment.date, payment.name, payment.memo, coalesce(payment.amount, 0) as amount,
           coalesce(currency.name, '') as currency,
           coalesce(currency.decimal_places, 2) as decimal_places
    from odoo.account_payment payment
    left join odoo.res_currency currency on currency.id = payment.currency_id
    where payment.partner_id = any($1) and payment.company_id = any($2)
      and payment.payment_type = $3 and payment.date <= $4
      and payment.state = 'in_process' and payment.move_id is null
      and payment._deleted_at is null
    order by payment.date, payment.id";
