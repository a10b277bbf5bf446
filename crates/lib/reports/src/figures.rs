//! How the OpenAPI document describes figures. A field of type `Decimal` names one of these types as
//! its `value_type`; without it, the field does not compile.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, Type},
};

macro_rules! figures {
    ($($(#[$attribute:meta])* $name:ident = $pattern:literal, $example:literal, $description:literal;)+) => {$(
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy)]
        pub enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new()
                    .schema_type(Type::String)
                    .pattern(Some($pattern))
                    .examples([$example])
                    .description(Some($description))
                    .into()
            }
        }

        impl ToSchema for $name {}
    )+};
}

figures! {
    /// An amount of money, as a decimal string.
    Money = r"^-?[0-9]+(\.[0-9]+)?$", "1180.00",
        "An amount of money: a decimal number with the places of its currency, without thousands \
         separators. A string, because numbers of JSON are not exact.";

    /// A percentage, as a decimal string.
    Percent = r"^-?[0-9]+(\.[0-9]+)?$", "82.6", "Per cent, as a decimal number: `82.6` is 82.6 %.";

    /// Any other exact number, as a decimal string.
    DecimalNumber = r"^-?[0-9]+(\.[0-9]+)?$", "61.4", "An exact decimal number.";
}
