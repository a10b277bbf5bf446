//! Sentences about dead letters, alarms and deliveries in Spanish.

#[rustfmt::skip]
pub(super) static PHRASES: [(&str, &str); 11] = [
    ("it has {} ids",
        "tiene {} ids"),
    ("1 to {} ids",
        "de 1 a {} ids"),
    ("1 to {} characters",
        "de 1 a {} caracteres"),
    ("only who made a view can make it private",
        "solo quien hizo una vista puede hacerla privada"),
    ("there are too many",
        "hay demasiados"),
    ("mails wait for this file; remove it when they are sent",
        "hay correos que esperan este archivo; elimínelo cuando se hayan enviado"),
    ("the customer owes nothing",
        "el cliente no debe nada"),
    ("name the recipients",
        "indique los destinatarios"),
    ("0 to {}",
        "de 0 a {}"),
    ("it needs either ids or queue",
        "necesita ids o queue"),
    ("send one of the two",
        "envíe uno de los dos"),
];
