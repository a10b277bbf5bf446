//! Bodies that somebody with the password of a service could send.

use proptest::prelude::*;
use serde_json::Value;

/// Any JSON of a few levels.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,12}", inner, 0..4)
                .prop_map(|members| members.into_iter().collect()),
        ]
    })
}

fn event() -> Value {
    let text = include_str!("../../../../../contracts/envelope/v1.valid.full.json");
    serde_json::from_str(text).unwrap()
}

proptest! {
    #[test]
    fn any_bytes_are_refused_without_a_panic(body in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(contracts::open(&body).is_err());
    }

    #[test]
    fn an_event_with_any_other_member_or_data_is_read_or_refused(
        name in prop::sample::select(vec!["id", "type", "source", "time", "tenant", "data", "other"]),
        value in any_json(),
    ) {
        let mut event = event();
        event[name] = value;
        let _ = contracts::open(event.to_string().as_bytes());
    }
}
