//! Reads AMQP headers, and chooses those that a copy of a message keeps.

use lapin::{
    BasicProperties,
    types::{AMQPValue, FieldTable},
};

/// The signature of an event about an attempt.
pub(crate) const SIGNATURE: &str = "x-signature";

/// The headers without those that the broker and this crate add on the way to a delay or dead
/// queue: if `x-death` stays, the broker sees a cycle and drops the message. `CC` and `BCC` are
/// left out as well, because with them the broker would send the copy to more queues.
pub(crate) fn own_headers(properties: &BasicProperties) -> FieldTable {
    let mut kept = FieldTable::default();
    for (key, value) in properties.headers().iter().flat_map(FieldTable::inner) {
        let added = [
            "x-death",
            "x-first-death",
            "x-last-death",
            "x-delivery-count",
            "x-espejo",
        ];
        let is_added = added.iter().any(|prefix| key.as_str().starts_with(prefix));
        if !is_added && !["CC", "BCC"].contains(&key.as_str()) {
            kept.insert(key.clone(), value.clone());
        }
    }
    kept
}

/// A header that counts something, in any integer width.
pub(crate) fn number(properties: &BasicProperties, key: &str) -> Option<u32> {
    match properties.headers().as_ref()?.inner().get(key)? {
        AMQPValue::ShortShortInt(n) => u32::try_from(*n).ok(),
        AMQPValue::ShortShortUInt(n) => Some(u32::from(*n)),
        AMQPValue::ShortInt(n) => u32::try_from(*n).ok(),
        AMQPValue::ShortUInt(n) => Some(u32::from(*n)),
        AMQPValue::LongInt(n) => u32::try_from(*n).ok(),
        AMQPValue::LongUInt(n) => Some(*n),
        AMQPValue::LongLongInt(n) => u32::try_from(*n).ok(),
        _ => None,
    }
}

pub(crate) fn text(properties: &BasicProperties, key: &str) -> Option<String> {
    match properties.headers().as_ref()?.inner().get(key)? {
        AMQPValue::LongString(text) => Some(String::from_utf8_lossy(text.as_bytes()).into_owned()),
        _ => None,
    }
}

pub(crate) fn text_value(text: &str) -> AMQPValue {
    AMQPValue::LongString(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(entries: &[(&str, AMQPValue)]) -> BasicProperties {
        let mut headers = FieldTable::default();
        for (key, value) in entries {
            headers.insert((*key).into(), value.clone());
        }
        BasicProperties::default().with_headers(headers)
    }

    #[test]
    fn a_copy_keeps_headers_of_the_sender_and_drops_those_of_the_broker() {
        let properties = with(&[
            ("traceparent", AMQPValue::LongString("00-1".into())),
            ("x-attempt", AMQPValue::LongUInt(3)),
            ("x-death", AMQPValue::Boolean(true)),
            (
                "x-first-death-queue",
                AMQPValue::LongString("delay.5s".into()),
            ),
            (
                "x-last-death-reason",
                AMQPValue::LongString("expired".into()),
            ),
            ("x-delivery-count", AMQPValue::LongLongInt(2)),
            ("x-espejo-reason", AMQPValue::LongString("panic".into())),
            ("CC", AMQPValue::Boolean(true)),
            ("BCC", AMQPValue::Boolean(true)),
        ]);
        let kept: Vec<String> = own_headers(&properties)
            .inner()
            .keys()
            .map(ToString::to_string)
            .collect();
        assert_eq!(kept, ["traceparent", "x-attempt"]);
    }

    #[test]
    fn a_count_header_is_parsed_from_any_integer_type_and_never_negative() {
        let properties = with(&[
            ("a", AMQPValue::LongLongInt(7)),
            ("b", AMQPValue::LongInt(-1)),
            ("c", AMQPValue::LongString("7".into())),
        ]);
        assert_eq!(number(&properties, "a"), Some(7));
        assert_eq!(number(&properties, "b"), None);
        assert_eq!(number(&properties, "c"), None);
        assert_eq!(number(&BasicProperties::default(), "a"), None);
    }
}
