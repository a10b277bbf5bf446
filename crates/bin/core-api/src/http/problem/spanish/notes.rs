//! Sentences about notes.

#[rustfmt::skip]
pub(super) static PHRASES: [(&str, &str); 10] = [
    ("{} names no object",
        "{} no nombra ningún objeto"),
    ("the URL of a partner or document, such as /v1/partners/7 or /v1/documents/7",
        "la URL de un socio o de un documento, como /v1/partners/7 o /v1/documents/7"),
    ("there is no document {}",
        "no existe el documento {}"),
    ("the currency of the promised amount is missing",
        "falta la moneda del importe prometido"),
    ("there is no promised amount",
        "no hay importe prometido"),
    ("the day of the promised payment is missing",
        "falta el día del pago prometido"),
    ("an ISO 4217 code, such as PEN",
        "un código ISO 4217, como PEN"),
    ("a day, such as 2026-12-15",
        "un día, como 2026-12-15"),
    ("a decimal number above zero and below 10^15, such as 2500.00",
        "un número decimal mayor que cero y menor que 10^15, como 2500.00"),
    ("GET /v1/currencies lists them",
        "GET /v1/currencies las enumera"),
];
