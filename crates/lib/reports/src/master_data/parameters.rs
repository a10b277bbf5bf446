//! Parameters of the lists of master data.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use states::JournalType;
use utoipa::{IntoParams, ToSchema};

use super::Wanted;
use crate::accounts::AccountType;

#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MasterDataParameters {
    /// Part of the code or name, without regard to case and accents.
    #[param(example = "lima")]
    pub q: Option<String>,
    /// Only what this company may use; default: all companies that you may see.
    pub company_id: Option<i64>,
    /// Only active or only archived records; default both.
    pub active: Option<bool>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}

#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccountsParameters {
    /// Part of the code or name, without regard to case and accents.
    #[param(example = "1212")]
    pub q: Option<String>,
    /// Only accounts that this company may use, with its codes; default: all companies that you may
    /// see.
    pub company_id: Option<i64>,
    /// Only accounts of this type.
    #[param(inline)]
    pub account_type: Option<AccountType>,
    /// Only accounts in use or only deprecated ones; default both.
    pub active: Option<bool>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}

#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JournalsParameters {
    /// Part of the code or name, without regard to case and accents.
    #[param(example = "banco")]
    pub q: Option<String>,
    /// Only journals that this company may use; default: all companies that you may see.
    pub company_id: Option<i64>,
    /// Only journals of this type.
    #[param(inline)]
    pub journal_type: Option<JournalType>,
    /// Only active or only archived journals; default both.
    pub active: Option<bool>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    pub limit: Option<u32>,
    /// `next` of the previous page.
    pub cursor: Option<String>,
}

impl<'a> From<&'a MasterDataParameters> for Wanted<'a> {
    fn from(asked: &'a MasterDataParameters) -> Self {
        Self {
            q: asked.q.as_deref(),
            company_id: asked.company_id,
            kind: None,
            active: asked.active,
            limit: asked.limit,
            cursor: asked.cursor.as_deref(),
        }
    }
}

impl<'a> From<&'a AccountsParameters> for Wanted<'a> {
    fn from(asked: &'a AccountsParameters) -> Self {
        Self {
            q: asked.q.as_deref(),
            company_id: asked.company_id,
            kind: asked.account_type.map(AccountType::as_str),
            active: asked.active,
            limit: asked.limit,
            cursor: asked.cursor.as_deref(),
        }
    }
}

impl<'a> From<&'a JournalsParameters> for Wanted<'a> {
    fn from(asked: &'a JournalsParameters) -> Self {
        Self {
            q: asked.q.as_deref(),
            company_id: asked.company_id,
            kind: asked.journal_type.map(Into::into),
            active: asked.active,
            limit: asked.limit,
            cursor: asked.cursor.as_deref(),
        }
    }
}
