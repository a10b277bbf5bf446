//! What a report did not know and had to assume. Every answer and file says so.

use serde::Serialize;
use utoipa::ToSchema;

use crate::column::Title;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// The currency of the company is not mirrored.
    CurrencyUnknown,
    /// The end of the company's fiscal year is not mirrored.
    FiscalYearUnknown,
    /// Bank or cash journals of the company have no account in the mirror.
    JournalAccountsUnknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Warning {
    pub code: WarningCode,
    /// What was assumed.
    #[schema(value_type = String)]
    pub detail: &'static str,
    /// What to do.
    #[schema(value_type = String)]
    pub hint: &'static str,
}

impl From<WarningCode> for Warning {
    fn from(code: WarningCode) -> Self {
        Self {
            code,
            detail: code.title().en,
            hint: code.hint(),
        }
    }
}

impl WarningCode {
    /// What was assumed, in the languages of files.
    pub fn title(self) -> Title<'static> {
        match self {
            Self::CurrencyUnknown => Title::new(
                "The currency of the company is not known; amounts have two decimals.",
                "No se conoce la moneda de la compañía; los importes tienen dos decimales.",
            ),
            Self::FiscalYearUnknown => Title::new(
                "The fiscal year of the company is not known; it is taken to end on 31 December.",
                "No se conoce el ejercicio de la compañía; se supone que termina el 31 de diciembre.",
            ),
            Self::JournalAccountsUnknown => Title::new(
                "The accounts of some bank and cash journals are not known; \
                 the journal with the most items on an account is shown.",
                "No se conocen las cuentas de algunos diarios de banco y caja; \
                 se muestra el diario con más apuntes en la cuenta.",
            ),
        }
    }

    fn hint(self) -> &'static str {
        match self {
            Self::CurrencyUnknown => "Load res.currency: run a sync, or see GET /v1/mirror.",
            Self::FiscalYearUnknown => {
                "Let the Odoo user read fiscalyear_last_day and fiscalyear_last_month of \
                 res.company, then run a snapshot."
            }
            Self::JournalAccountsUnknown => {
                "Let the Odoo user read default_account_id of account.journal, then run a snapshot."
            }
        }
    }
}
