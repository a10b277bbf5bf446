//! A page is right as a whole or refused as a whole, and both dialects give the same records.

use odoo::{Aggregates, Cell, Domain, Error, FieldType, Fields, Protocol, Query, Record, Remedy};

use crate::scripted::{BOTH, context, fields, names, ok, serve, serve_text, session};

fn partner_fields() -> Fields {
    fields(&[
        ("id", FieldType::Integer),
        ("name", FieldType::Char),
        ("rank", FieldType::Integer),
        ("child_ids", FieldType::One2many),
        ("image", FieldType::Binary),
    ])
}

async fn page(answer: &str, asked: &[&str], domain: &Domain) -> Result<Vec<Record>, Error> {
    let body = format!(r#"{{"jsonrpc": "2.0", "id": 1, "result": {answer}}}"#);
    read(serve_text(body).await, Protocol::JsonRpc, asked, domain).await
}

async fn read(
    server: wiremock::MockServer,
    protocol: Protocol,
    asked: &[&str],
    domain: &Domain,
) -> Result<Vec<Record>, Error> {
    let query = Query {
        model: "res.partner",
        fields: &partner_fields(),
        names: &names(asked),
        domain,
        limit: 3,
        context: &context(),
    };
    let session = session(&server, protocol).await;
    Ok(session.search_read(&query).await?.records)
}

#[tokio::test]
async fn cells_are_in_the_requested_order() {
    let answer = r#"[{"rank": 0, "more": [1], "name": "a\u0000\u0007\tb", "image": "iVBO", "child_ids": [4, 5], "id": 9}]"#;
    let asked = ["child_ids", "name", "id", "image", "rank"];
    let records = page(answer, &asked, &Domain::all()).await.unwrap();
    let cells = vec![
        Cell::Ids(vec![4, 5]),
        Cell::Text("a\tb".to_owned()),
        Cell::Int(9),
        Cell::Null,
        Cell::Int(0),
    ];
    assert_eq!(records, [Record { id: 9, cells }]);
}

#[tokio::test]
async fn an_empty_page_is_a_valid_answer() {
    assert_eq!(page("[]", &["name"], &Domain::all()).await.unwrap(), []);
}

#[tokio::test]
async fn a_page_that_does_not_match_the_query_is_refused_completely() {
    let asked_after_5 = Domain::all().id_after(5).id_up_to(8);
    for answer in [
        r#"[{"id": 6, "name": "a"}, {"id": 6, "name": "a"}]"#,
        r#"[{"id": 7, "name": "a"}, {"id": 6, "name": "a"}]"#,
        r#"[{"id": 5, "name": "a"}]"#,
        r#"[{"id": 9, "name": "a"}]"#,
        r#"[{"id": 6}]"#,
        r#"[{"name": "a"}]"#,
        r#"[{"id": "6", "name": "a"}]"#,
        r#"[{"id": 6, "name": "a", "name": "b"}]"#,
        r#"[{"id": 6, "name": {"a": 1}}]"#,
        r#"[{"id": 6, "name": "a"}, false]"#,
        r#"{"id": 6, "name": "a"}"#,
        "false",
        "null",
    ] {
        let error = page(answer, &["name"], &asked_after_5).await.unwrap_err();
        assert!(
            matches!(error, Error::Malformed { .. }),
            "{answer}: {error}"
        );
        assert_eq!(error.remedy(), Remedy::RetryLater { after: None });
    }
    let too_many = r#"[{"id": 6}, {"id": 7}, {"id": 8}, {"id": 9}]"#;
    let error = page(too_many, &["id"], &Domain::all()).await.unwrap_err();
    assert!(error.to_string().contains("more than 3"), "{error}");
}

#[tokio::test]
async fn an_unknown_field_is_refused_before_the_call() {
    let error = page("[]", &["nothing"], &Domain::all()).await.unwrap_err();
    assert!(matches!(error, Error::UnknownField { field, .. } if field == "nothing"));
}

#[tokio::test]
async fn the_error_for_too_many_digits_names_the_field() {
    let body = r#"{"jsonrpc": "2.0", "id": 1, "result": [{"id": 1, "amount": 1e+30}]}"#;
    let server = serve_text(body.to_owned()).await;
    let query = Query {
        model: "account.move",
        fields: &fields(&[("amount", FieldType::Monetary)]),
        names: &names(&["amount"]),
        domain: &Domain::all(),
        limit: 3,
        context: &context(),
    };
    let session = session(&server, Protocol::JsonRpc).await;
    let error = session.search_read(&query).await.unwrap_err();
    assert!(error.to_string().contains("1e+30 in amount"), "{error}");
    assert_eq!(error.remedy(), Remedy::Reject);
}

#[tokio::test]
async fn p15_integers_that_xml_rpc_sends_as_floats_are_integers() {
    let body = "<?xml version='1.0'?><methodResponse><params><param><value><array><data>\
        <value><struct><member><name>id</name><value><int>3</int></value></member>\
        <member><name>rank</name><value><double>5000000000.0</double></value></member>\
        <member><name>name</name><value><string>a &amp; b\r\nc</string></value></member>\
        </struct></value></data></array></value></param></params></methodResponse>";
    let server = serve_text(body.to_owned()).await;
    let records = read(server, Protocol::XmlRpc, &["rank", "name"], &Domain::all())
        .await
        .unwrap();
    let cells = vec![
        Cell::Int(5_000_000_000),
        Cell::Text("a & b\r\nc".to_owned()),
    ];
    assert_eq!(records, [Record { id: 3, cells }]);
}

const BALANCE: Aggregates<'_> = Aggregates {
    sums: &["balance"],
    last_write: true,
    dated: false,
};

#[tokio::test]
async fn totals_of_no_records_are_zero() {
    let body = r#"{"jsonrpc": "2.0", "id": 1, "result": [{"__count": 0, "id": false, "balance": false, "write_date": false, "__domain": []}]}"#;
    let session = session(&serve_text(body.to_owned()).await, Protocol::JsonRpc).await;
    let totals = session
        .read_group_totals("account.move.line", &Domain::all(), BALANCE, &context())
        .await
        .unwrap();
    assert_eq!((totals.count, totals.id_sum), (0, 0));
    assert_eq!(totals.sums, ["0"]);
    assert_eq!(totals.max_write_date, None);
}

#[tokio::test]
async fn p15_a_sum_of_ids_over_32_bits_is_computed_by_the_client() {
    let fault = "<?xml version='1.0'?><methodResponse><fault><value><struct>\
        <member><name>faultCode</name><value><int>1</int></value></member>\
        <member><name>faultString</name><value><string>Traceback (most recent call last):\n\
        \x20 File \"client.py\", line 1, in dump_long\n\
        OverflowError: int exceeds XML-RPC limits\n</string></value></member>\
        </struct></value></fault></methodResponse>";
    let answer = |value: &str| {
        format!(
            "<?xml version='1.0'?><methodResponse><params><param><value><array><data>{value}</data></array></value></param></params></methodResponse>"
        )
    };
    let totals = answer(
        "<value><struct><member><name>__count</name><value><int>2</int></value></member>\
        <member><name>balance</name><value><double>0.30000000000000004</double></value></member>\
        <member><name>write_date</name><value><string>2026-11-22 21:35:30</string></value></member>\
        </struct></value>",
    );
    let ids = answer("<value><int>2000000000</int></value><value><int>2000000001</int></value>");
    let server = serve(move |request| {
        let body = String::from_utf8_lossy(&request.body);
        ok(if body.contains(">id:sum<") {
            fault
        } else if body.contains(">read_group<") {
            &totals
        } else {
            &ids
        })
    })
    .await;
    let totals = session(&server, Protocol::XmlRpc)
        .await
        .read_group_totals("account.move.line", &Domain::all(), BALANCE, &context())
        .await
        .unwrap();
    assert_eq!((totals.count, totals.id_sum), (2, 4_000_000_001));
    assert_eq!(totals.sums, ["0.30000000000000004"]);
}

#[tokio::test]
async fn ids_out_of_order_or_range_are_refused() {
    for (answer, domain) in [
        ("[2, 1]", Domain::all()),
        ("[1, 1]", Domain::all()),
        ("[1, 2]", Domain::all().id_below(2)),
        ("[1, \"2\"]", Domain::all()),
        ("[0]", Domain::all()),
    ] {
        let body = format!(r#"{{"jsonrpc": "2.0", "id": 1, "result": {answer}}}"#);
        let session = session(&serve_text(body).await, Protocol::JsonRpc).await;
        let error = session
            .search_ids("res.partner", &domain, None, &context())
            .await;
        assert!(matches!(error, Err(Error::Malformed { .. })), "{answer}");
    }
}

#[tokio::test]
async fn the_highest_id_and_the_companies_of_the_user_are_read() {
    for protocol in BOTH {
        let server = serve(move |request| {
            let body = String::from_utf8_lossy(&request.body);
            let is_user = body.contains("res.users");
            ok(match (protocol, is_user) {
                (Protocol::Json2, true) => r#"[{"id": 2, "company_ids": [3, 1]}]"#,
                (Protocol::Json2, false) => "[77]",
                (Protocol::JsonRpc, true) => {
                    r#"{"jsonrpc": "2.0", "id": 1, "result": [{"id": 2, "company_ids": [2, 1]}]}"#
                }
                (Protocol::JsonRpc, false) => r#"{"jsonrpc": "2.0", "id": 1, "result": [77]}"#,
                (Protocol::XmlRpc, true) => {
                    "<methodResponse><params><param><value><array><data><value><struct><member><name>company_ids</name><value><array><data><value><int>2</int></value><value><int>1</int></value></data></array></value></member></struct></value></data></array></value></param></params></methodResponse>"
                }
                (Protocol::XmlRpc, false) => {
                    "<methodResponse><params><param><value><array><data><value><int>77</int></value></data></array></value></param></params></methodResponse>"
                }
            })
        })
        .await;
        let session = session(&server, protocol).await;
        let highest = session
            .max_id("res.partner", &Domain::all(), &context())
            .await
            .unwrap();
        assert_eq!(highest, Some(77));
        assert_eq!(session.user().await.unwrap().companies, [1, 2]);
    }
}

#[tokio::test]
async fn unrequested_records_are_refused() {
    let body = r#"{"jsonrpc": "2.0", "id": 1, "result": [{"id": 1, "name": "a"}, {"id": 3, "name": "b"}]}"#;
    let session = session(&serve_text(body.to_owned()).await, Protocol::JsonRpc).await;
    let fields = partner_fields();
    let read = |ids: &'static [i64]| {
        let (session, fields) = (&session, &fields);
        async move {
            session
                .read("res.partner", fields, &names(&["name"]), ids, &context())
                .await
        }
    };
    assert_eq!(read(&[3, 2, 1]).await.unwrap().len(), 2);
    assert!(matches!(read(&[1, 2]).await, Err(Error::Malformed { .. })));
}

#[tokio::test]
async fn an_empty_field_list_reads_only_the_id() {
    let server = serve(|request| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        assert!(body.contains(r#""fields":["id"]"#), "{body}");
        ok(r#"{"jsonrpc": "2.0", "id": 1, "result": [{"id": 4}]}"#)
    })
    .await;
    let records = read(server, Protocol::JsonRpc, &[], &Domain::all())
        .await
        .unwrap();
    assert_eq!(
        records,
        [Record {
            id: 4,
            cells: vec![]
        }]
    );
}

#[test]
fn a_session_can_be_shared_by_tasks() {
    fn shareable<T: Send + Sync>() {}
    fn sendable<T: Send>(_: &T) {}
    shareable::<odoo::Session>();
    shareable::<Error>();
    let query = Query {
        model: "res.partner",
        fields: &partner_fields(),
        names: &[],
        domain: &Domain::all(),
        limit: 1,
        context: &context(),
    };
    let task = async |session: &odoo::Session| session.search_read(&query).await.is_ok();
    let open =
        async { odoo::Session::open(crate::scripted::connection("", Protocol::JsonRpc)).await };
    sendable(&open);
    sendable(&async { task(&open.await.unwrap()).await });
}
