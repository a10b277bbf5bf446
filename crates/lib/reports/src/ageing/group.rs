//! How the rows of an ageing are grouped.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::column::Title;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupBy {
    #[default]
    /// The customer or vendor: the commercial entity with its contacts.
    Partner,
    /// The contact that the item is booked on.
    Contact,
    /// Salesperson of the document.
    Salesperson,
    Account,
    /// Currency of the document; amounts stay in the company's currency.
    Currency,
    DocumentType,
    /// Tags of the partner: an item counts in each of them.
    PartnerTag,
}

impl GroupBy {
    /// The column of a journal item to group by.
    pub(super) fn column(self) -> &'static str {
        match self {
            // For tags, the partner is replaced by its tags later.
            Self::Partner | Self::PartnerTag => "partner_id",
            Self::Contact => "contact_id",
            Self::Salesperson => "salesperson_id",
            Self::Account => "account_id",
            Self::Currency => "currency_id",
            Self::DocumentType => "document_type_id",
        }
    }

    /// Whether an item may count in several groups.
    pub(super) fn overlaps(self) -> bool {
        self == Self::PartnerTag
    }

    /// Whether a row is a record of res.partner, about which there may be notes.
    pub(super) fn is_of_partners(self) -> bool {
        matches!(self, Self::Partner | Self::Contact)
    }

    /// Whether the sums by partner can be grouped this way.
    pub(super) fn is_of_partner_balances(self) -> bool {
        self == Self::Partner
    }

    /// Whether the sums by account, currency and due date can be grouped this way.
    pub(super) fn is_of_due_balances(self) -> bool {
        matches!(self, Self::Account | Self::Currency)
    }

    /// Query for name, code and sort_name of a row of `by_group`; `company` is a placeholder.
    pub(super) fn names(self, company: &str) -> String {
        match self {
            Self::Partner | Self::Contact => {
                "select it.id, it.name, it.vat as code, lower(it.name) as sort_name
        from odoo.res_partner it where it.id = by_group.group_id"
                    .to_owned()
            }
            Self::Salesperson => "select it.id, coalesce(seller.name, it.login) as name,
               it.login as code, lower(coalesce(seller.name, it.login)) as sort_name
        from odoo.res_users it left join odoo.res_partner seller on seller.id = it.partner_id
        where it.id = by_group.group_id"
                .to_owned(),
            Self::Account => format!(
                "select it.id, it.name, own.code, own.code as sort_name
        from odoo.account_account it
        cross join lateral (
            select coalesce(it.code_by_company ->> {company}::bigint::text, it.code) as code) own
        where it.id = by_group.group_id"
            ),
            Self::Currency => "select it.id, it.name, it.name as code, lower(it.name) as sort_name
        from odoo.res_currency it where it.id = by_group.group_id"
                .to_owned(),
            Self::DocumentType => "select it.id, it.name, it.code, lower(it.name) as sort_name
        from odoo.l10n_latam_document_type it where it.id = by_group.group_id"
                .to_owned(),
            Self::PartnerTag => "select it.id, it.name, null::text as code,
               lower(it.name) as sort_name
        from odoo.res_partner_category it where it.id = by_group.group_id"
                .to_owned(),
        }
    }

    pub(super) fn title(self) -> Title<'static> {
        let (en, es) = match self {
            Self::Partner => ("Partner", "Cliente o proveedor"),
            Self::Contact => ("Contact", "Contacto"),
            Self::Salesperson => ("Salesperson", "Vendedor"),
            Self::Account => ("Account", "Cuenta"),
            Self::Currency => ("Currency", "Moneda"),
            Self::DocumentType => ("Document type", "Tipo de documento"),
            Self::PartnerTag => (
                "Partner tag (items count in each tag of their partner)",
                "Etiqueta (las partidas cuentan en cada etiqueta de su cliente o proveedor)",
            ),
        };
        Title { en, es }
    }

    pub(super) fn title_of_code(self) -> Title<'static> {
        let (en, es) = match self {
            Self::Partner | Self::Contact => ("Tax ID", "ID fiscal"),
            Self::Salesperson => ("Login", "Usuario"),
            _ => ("Code", "Código"),
        };
        Title { en, es }
    }
}
