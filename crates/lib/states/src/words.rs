//! Closed sets of words that the database stores as text: those of Odoo, and some of schema `ops`.

use postgres_types::{FromSql, Type};
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr};
use utoipa::ToSchema;

/// Enums that are read from text. The first value stands for a text that is none of them.
macro_rules! words {
    ($(
        $(#[$attribute:meta])*
        $name:ident { $($(#[$of_value:meta])* $value:ident,)+ }
    )+) => {$(
        $(#[$attribute])*
        #[derive(
            Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize,
            Deserialize, ToSchema, Display, IntoStaticStr, EnumString,
        )]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name {
            $($(#[$of_value])* $value,)+
        }

        impl $name {
            pub fn read(text: &str) -> Self {
                text.parse().unwrap_or_default()
            }
        }

        impl<'a> FromSql<'a> for $name {
            fn from_sql(
                kind: &Type,
                raw: &'a [u8],
            ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
                Ok(Self::read(<&str as FromSql>::from_sql(kind, raw)?))
            }

            fn accepts(kind: &Type) -> bool {
                <&str as FromSql>::accepts(kind)
            }
        }
    )+};
}

/// How current the mirror is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MirrorState {
    /// Some model has never been loaded completely.
    Loading,
    /// Complete and recent.
    Live,
    /// Complete, but its last window ended long ago.
    Stale,
    /// The last run failed, and nothing has succeeded since.
    Failed,
}

words! {
    /// State of a journal entry in Odoo.
    MoveState {
        /// A value of an extension of Odoo.
        #[default]
        Other,
        Draft,
        Posted,
        Cancel,
    }

    /// What a journal entry of Odoo is.
    MoveType {
        /// A value of an extension of Odoo.
        #[default]
        Other,
        /// Neither invoice nor bill: a payment, or an entry by hand.
        Entry,
        OutInvoice,
        OutRefund,
        OutReceipt,
        InInvoice,
        InRefund,
        InReceipt,
    }

    /// How far a document is paid, as Odoo sees it now.
    PaymentState {
        /// A value of an extension of Odoo.
        #[default]
        Other,
        NotPaid,
        InPayment,
        Paid,
        Partial,
        Reversed,
        Blocked,
        InvoicingLegacy,
    }

    /// Type of a journal in Odoo.
    JournalType {
        /// A value of an extension of Odoo.
        #[default]
        Other,
        Sale,
        Purchase,
        Cash,
        Bank,
        /// Credit cards.
        Credit,
        General,
        Situation,
    }

    /// Why the counterpart of a settlement is not in the report.
    UnmatchedReason {
        /// It is booked on an account that the report does not have.
        #[default]
        OtherAccount,
        /// The mirror does not have it.
        NotMirrored,
        /// It is deleted in Odoo.
        Deleted,
        /// It is a draft, or cancelled.
        NotPosted,
        OtherCompany,
        /// It is later than the day of the report.
        LaterDate,
        OtherPartner,
    }

    /// Why a mail is sent.
    MailOccasion {
        /// A report on schedule, or one that somebody mails.
        #[default]
        Report,
        /// A statement to a customer.
        Statement,
        /// A test of a statement run: a customer's statement to another address.
        StatementTest,
    }

    /// What an instant of a schedule came to.
    FireOutcome {
        /// Nothing could be started.
        #[default]
        Failed,
        Started,
        /// Left out by the schedule's rule for missed instants.
        Missed,
    }

    /// Why a mirrored field keeps its last values.
    FreezeReason {
        /// Odoo has no such stored field of that type.
        #[default]
        NotInOdoo,
        /// The tenant's file no longer names it.
        NotConfigured,
    }

    /// How a session began.
    SignInMethod {
        #[default]
        Password,
        /// With the link of an invitation.
        Invitation,
        /// A provider of OpenID Connect.
        Oidc,
        Passkey,
    }

    /// Why a message is a dead letter.
    DeadLetterReason {
        /// The service could not use it.
        #[default]
        Rejected,
        /// All attempts failed.
        Attempts,
        Panic,
        /// It is not JSON.
        NotJson,
        /// The envelope violates its contract.
        Envelope,
        UnknownEvent,
        Version,
        /// The data violates the contract of the event.
        Data,
        /// Its queue does not take this event.
        Misrouted,
        /// Another service than its own published it.
        Sender,
        /// Header and envelope name different tenants.
        Tenant,
        /// It is not signed with the key of its request.
        Signature,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_nobody_knows_is_the_first_one() {
        assert_eq!(MoveType::read("out_invoice"), MoveType::OutInvoice);
        assert_eq!(MoveType::read("x_studio_note"), MoveType::Other);
        assert_eq!(MoveType::OutInvoice.to_string(), "out_invoice");
    }
}
