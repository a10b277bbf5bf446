//! Messages that no server sends.

use odoo_db::pgoutput::{Lsn, Malformed, Message};
use proptest::prelude::*;

#[test]
fn an_lsn_is_written_as_postgresql_writes_it() {
    assert_eq!(Lsn(0x16_B374_D848).to_string(), "16/B374D848");
    assert_eq!(Lsn(0).to_string(), "0/0");
}

#[test]
fn bytes_that_are_no_message_are_refused_with_a_reason() {
    let one_text = b"I\0\0\0\x01N\0\x01t\0\0\0\x01";
    for (bytes, reason) in [
        (&b""[..], "it ends too early"),
        (b"B\0\0", "it ends too early"),
        (b"S", "'S' is no message"),
        (b"I\0\0\0\x01K", "'K' is no new row"),
        (b"D\0\0\0\x01N", "'N' is no old row"),
        (b"I\0\0\0\x01N\0\x01b", "'b' is no kind of value"),
        (b"I\0\0\0\x01N\xff\xff", "a number of columns is negative"),
        (b"I\0\0\0\x01N\0\0more", "4 bytes are left over"),
        (b"R\0\0\0\x01public", "it ends too early"),
        (b"T\xff\xff\xff\xff\0", "it ends too early"),
        (one_text, "it ends too early"),
        (&[&one_text[..], b"\xff"].concat(), "a text is not UTF-8"),
    ] {
        let refused = Message::decode(bytes).unwrap_err();
        assert_eq!(refused.to_string(), reason, "{bytes:?}");
    }
}

proptest! {
    /// Also in the middle of a message, where the lengths are.
    #[test]
    fn any_bytes_are_decoded_or_refused(
        kind in prop::sample::select(&b"BCRIUDTOYX"[..]),
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let bytes = [&[kind][..], &rest].concat();
        let short = Message::decode(&bytes[..bytes.len() / 2]);
        let whole = Message::decode(&bytes);
        // What is decoded is decoded to the end, so a part of it is not.
        if whole.is_ok() && !matches!(whole, Ok(Message::Other)) {
            prop_assert!(matches!(short, Err(Malformed::Short)), "{short:?}");
        }
    }
}
