//! Sentences about dead letters, alarms and deliveries in Spanish.

#[rustfmt::skip]
pub(super) static PHRASES: [(&str, &str); 5] = [
    ("it has {} ids",
        "tiene {} ids"),
    ("1 to {} ids",
        "de 1 a {} ids"),
    ("1 to {} characters",
        "de 1 a {} caracteres"),
    ("it needs either ids or queue",
        "necesita ids o queue"),
    ("send one of the two",
        "envíe uno de los dos"),
];
