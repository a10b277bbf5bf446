//! The search over partners, documents, amounts and accounts.

use reports::Reader;
use reports::search::{self, SearchParameters};
use serde_json::{Value, json};

use crate::world::{ReportSource, World, day, line};

async fn found(world: &World, parameters: Value) -> Vec<String> {
    let asked: SearchParameters = serde_json::from_value(parameters).unwrap();
    let reader = Reader::of_all(day("2026-11-22"));
    let mut client = world.client().await;
    let tx = client.transaction().await.unwrap();
    let hits = search::find(&tx, &reader, &asked).await.unwrap();
    let hits = hits.into_iter().map(|hit| {
        let kind = serde_json::to_value(hit.kind).unwrap();
        format!("{} {}", kind.as_str().unwrap(), hit.title)
    });
    hits.collect()
}

fn document(id: i64, name: &str, total: &str, total_signed: &str) -> Value {
    json!({"id": id, "name": name, "move_type": "out_invoice", "state": "posted", "company_id": 2,
           "partner_id": 7, "date": format!("2026-10-{id:02}"), "currency_id": 1,
           "l10n_latam_document_type_id": 5, "amount_total": total,
           "amount_total_signed": total_signed})
}

/// Four invoices and a bill, two of them with an open item.
async fn world() -> World {
    let world = World::with_a_company().await;
    let kinds = json!([{"id": 5, "code": "01", "name": "Factura", "doc_code_prefix": "F"}]);
    world.insert("l10n_latam_document_type", kinds).await;
    let mut documents = json!([
        document(1, "F F001-00018907", "118", "442.50"),
        document(2, "F F001-00001890", "50.5", "189.38"),
        document(3, "F F002-00018907", "1180", "4425"),
        document(4, "BILL/2026/4", "118", "-118"),
        document(5, "F F001-00018908", "118", "118"),
    ]);
    documents[3]["ref"] = json!("E001-77 Óptica");
    documents[3]["move_type"] = json!("in_invoice");
    documents[3]["l10n_latam_document_type_id"] = Value::Null;
    documents[4]["_deleted_at"] = json!("2026-11-01 00:00:00+00");
    world.insert("account_move", documents).await;
    let mut lines = json!([
        line(1, "2026-10-01", "2026-10-31", "442.50"),
        line(2, "2026-10-02", "2026-10-31", "100.25"),
    ]);
    lines[0]["currency_id"] = json!(1);
    lines[0]["amount_currency"] = json!("118");
    world.insert("account_move_line", lines).await;
    world.use_source(ReportSource::Sums).await;
    world
}

#[tokio::test]
async fn each_kind_is_found_by_what_people_type() {
    let world = world().await;
    for (text, expected) in [
        ("nandu", vec!["partner Ñandú O'Higgins"]),
        ("20200", vec!["partner bodega Álamo"]),
        ("rosa vend", vec!["partner Rosa Vendedora"]),
        // The whole number comes before later ones.
        ("f001-00018907", vec!["document F001-00018907"]),
        (
            "18907",
            vec!["document F002-00018907", "document F001-00018907"],
        ),
        ("optica", vec!["document E001-77 Óptica"]),
        ("4,425.00", vec!["amount F002-00018907"]),
        ("442,5", vec!["amount F001-00018907"]),
        (
            "-118.00",
            vec!["amount E001-77 Óptica", "amount F001-00018907"],
        ),
        // The open amount of a document whose total is different.
        ("100.25", vec!["amount F001-00001890"]),
        ("7011", vec!["account Ventas"]),
        ("cobrar", vec!["account Por cobrar"]),
        (
            "12",
            vec!["account Por cobrar", "account Otras", "account Por pagar"],
        ),
        ("no hay", vec![]),
        ("0.00", vec![]),
    ] {
        assert_eq!(found(&world, json!({"q": text})).await, expected, "{text}");
    }
    for (kinds, expected) in [
        ("account", vec!["account Por cobrar"]),
        ("partner,document", vec![]),
    ] {
        let asked = json!({"q": "cobrar", "kinds": kinds});
        assert_eq!(found(&world, asked).await, expected, "{kinds}");
    }
    let few = found(&world, json!({"q": "00018907", "limit": 1})).await;
    assert_eq!(few, ["document F002-00018907"]);
}

#[tokio::test]
async fn the_latest_documents_with_a_frequent_text_are_found() {
    let world = World::with_a_company().await;
    let many = "insert into odoo.account_move (id, name, date, company_id, _read_at, _run)
        select n, 'F F001-' || lpad(n::text, 8, '0'), date '2020-01-01' + n / 10, 2, now(),
               gen_random_uuid()
        from generate_series(1, 6000) n";
    world.run(many).await;
    let hits = found(&world, json!({"q": "F001", "limit": 2})).await;
    assert_eq!(
        hits,
        ["document F F001-00006000", "document F F001-00005999"]
    );
    // The whole number is found wherever it is.
    let hits = found(&world, json!({"q": "F001-00000003"})).await;
    assert_eq!(hits, ["document F F001-00000003"]);
}

/// How often a search has read this table or index: `pg_stat` functions of its own transaction.
async fn reads(world: &World, text: &str, relations: &[&str]) -> Vec<i64> {
    let asked: SearchParameters = serde_json::from_value(json!({ "q": text })).unwrap();
    let reader = Reader::of_all(day("2026-11-22"));
    // Sequential scans of a table, scans of an index.
    let count =
        "select pg_stat_get_xact_numscans(oid) from pg_class where oid = $1::text::regclass";
    let mut client = world.client().await;
    let tx = client.transaction().await.unwrap();
    search::find(&tx, &reader, &asked).await.unwrap();
    let mut counts = Vec::new();
    for relation in relations {
        let row = tx.query_one(count, &[&format!("odoo.{relation}")]).await;
        counts.push(row.unwrap().get(0));
    }
    counts
}

#[tokio::test]
async fn searches_of_documents_and_amounts_read_indexes() {
    let world = World::with_a_company().await;
    let many =
        "insert into odoo.account_move (id, name, amount_total, amount_total_signed, company_id,
                                   _read_at, _run)
        select n, md5(n::text), n + 0.5, -n, 2, now(), gen_random_uuid()
        from generate_series(1, 20000) n;
        analyze odoo.account_move";
    world.run(many).await;
    let relations = [
        "account_move",
        "account_move_search",
        "account_move_amounts",
    ];
    let of_text = reads(&world, "f001", &relations).await;
    assert!(of_text[0] == 0 && of_text[1] > 0, "{of_text:?}");
    let of_amount = reads(&world, "77.00", &relations).await;
    assert!(of_amount[0] == 0 && of_amount[2] > 0, "{of_amount:?}");
}
