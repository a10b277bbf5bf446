//! What a note says, as a request has it.

use jiff::civil::Date;
use reports::Money;
use rust_decimal::Decimal;
use serde::Deserialize;
use states::NoteObject;
use store::Transaction;
use utoipa::ToSchema;

use crate::{
    http::{amount, checks, error::ApiError, problem::Violation},
    notes::{
        read,
        write::{About, Content},
    },
};

/// Longest text of a note, in characters.
const LONGEST: usize = 2_000;

/// Hint about the form of an object.
pub(super) const OBJECTS: &str =
    "the URL of a partner or document, such as /v1/partners/7 or /v1/documents/7";

/// A note about a partner or a document.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewNote {
    /// The URL of the partner or document. It cannot be changed later.
    #[schema(example = "/v1/partners/7")]
    object: String,
    /// 1 to 2000 characters.
    #[schema(example = "Llamó Ana: paga la mitad el viernes.")]
    text: String,
    /// The day for which a payment was promised.
    #[schema(example = "2026-12-15")]
    promise_date: Option<Date>,
    /// Only with `promise_date` and `promise_currency`. Positive.
    #[schema(value_type = Option<Money>, example = "2500.00")]
    promise_amount: Option<String>,
    /// ISO 4217 code. Only with `promise_amount`.
    #[schema(example = "PEN")]
    promise_currency: Option<String>,
}

/// What a note says from now on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangedNote {
    /// 1 to 2000 characters.
    #[schema(example = "Pagó la mitad; el resto en enero.")]
    text: String,
    /// The day for which a payment was promised.
    #[schema(example = "2027-01-15")]
    promise_date: Option<Date>,
    /// Only with `promise_date` and `promise_currency`. Positive.
    #[schema(value_type = Option<Money>, example = "2500.00")]
    promise_amount: Option<String>,
    /// ISO 4217 code. Only with `promise_amount`.
    #[schema(example = "PEN")]
    promise_currency: Option<String>,
}

impl NewNote {
    pub(super) fn about(&self) -> Result<About, ApiError> {
        let about = NoteObject::from_url(&self.object);
        about.ok_or_else(|| {
            let problem = format!("{:?} names no object", self.object);
            refused("/object", problem, OBJECTS)
        })
    }

    pub(super) async fn content(&self, tx: &Transaction<'_>) -> Result<Content, ApiError> {
        let amount = self.promise_amount.as_deref();
        let currency = self.promise_currency.as_deref();
        checked(tx, &self.text, self.promise_date, (amount, currency)).await
    }
}

impl ChangedNote {
    pub(super) async fn content(&self, tx: &Transaction<'_>) -> Result<Content, ApiError> {
        let amount = self.promise_amount.as_deref();
        let currency = self.promise_currency.as_deref();
        checked(tx, &self.text, self.promise_date, (amount, currency)).await
    }
}

async fn checked(
    tx: &Transaction<'_>,
    text: &str,
    promise_date: Option<Date>,
    (amount, currency): (Option<&str>, Option<&str>),
) -> Result<Content, ApiError> {
    checks::text(Some(text), LONGEST, "/text")?;
    if text.trim().is_empty() {
        return Err(refused("/text", "it is empty", "1 to 2000 characters"));
    }
    let promise = match (amount, currency) {
        (None, None) => None,
        (Some(amount), Some(currency)) => Some((positive(amount)?, known(tx, currency).await?)),
        (Some(_), None) => {
            let problem = "the currency of the promised amount is missing";
            return Err(refused(
                "/promise_currency",
                problem,
                "an ISO 4217 code, such as PEN",
            ));
        }
        (None, Some(_)) => {
            let problem = "there is no promised amount";
            return Err(refused("/promise_currency", problem, "leave it out"));
        }
    };
    if promise.is_some() && promise_date.is_none() {
        let problem = "the day of the promised payment is missing";
        return Err(refused(
            "/promise_date",
            problem,
            "a day, such as 2026-12-15",
        ));
    }
    Ok(Content {
        text: text.to_owned(),
        promise_date,
        promise,
    })
}

fn positive(text: &str) -> Result<Decimal, ApiError> {
    let good = amount::read(text).filter(Decimal::is_sign_positive);
    good.ok_or_else(|| {
        let problem = format!("{text:?} is not a valid amount");
        let hint = "a decimal number above zero and below 10^15, such as 2500.00";
        refused("/promise_amount", problem, hint)
    })
}

async fn known(tx: &Transaction<'_>, currency: &str) -> Result<String, ApiError> {
    if read::is_currency().bind(tx, &currency).one().await? {
        return Ok(currency.to_owned());
    }
    let problem = format!("there is no currency {currency:?}");
    let hint = "GET /v1/currencies lists them";
    Err(refused("/promise_currency", problem, hint))
}

fn refused(pointer: &str, problem: impl Into<String>, hint: &str) -> ApiError {
    ApiError::invalid(Violation::in_body(pointer, problem).hinting(hint))
}
