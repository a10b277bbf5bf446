//! The list of partners.

use reports::partners::{self, PartnersParameters};
use serde_json::json;

use crate::world::World;

async fn ids(world: &World, parameters: &PartnersParameters) -> Vec<i64> {
    let page = partners::page(&world.client().await, &reports::Scope::ALL, parameters)
        .await
        .unwrap();
    page.rows.iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn partners_are_found_by_any_part_of_name_tax_id_or_reference() {
    let world = World::with_a_company().await;
    world.insert("res_partner", json!([
        {"id": 20, "name": "Archivado 100%", "active": false},
        {"id": 21, "name": "Borrado", "active": true, "_deleted_at": "2026-01-01 00:00:00+00"},
    ])).await;
    for (parameters, expected) in [
        (json!({}), vec![20, 8, 9, 7]),
        (json!({"q": "ÁLAMO"}), vec![8]),
        (json!({"q": "alamo"}), vec![8]),
        (json!({"q": "nandu"}), vec![7]),
        // Written with a combining tilde, as some systems do.
        (json!({"q": "n\u{303}andu\u{301}"}), vec![7]),
        (json!({"q": "o'hig"}), vec![7]),
        (json!({"q": "0100"}), vec![7]),
        (json!({"q": "b-8"}), vec![8]),
        (json!({"q": "100%"}), vec![20]),
        (json!({"q": "borrado"}), vec![]),
        (json!({"active": true}), vec![8, 9, 7]),
        (json!({"active": false}), vec![20]),
    ] {
        let wanted: PartnersParameters = serde_json::from_value(parameters.clone()).unwrap();
        assert_eq!(ids(&world, &wanted).await, expected, "{parameters}");
    }
}

#[tokio::test]
async fn pages_of_partners_contain_each_once_even_without_names() {
    let world = World::create().await;
    let rows: Vec<_> = (1..=50)
        .map(|id| match id % 3 {
            0 => json!({"id": id, "active": true}),
            1 => json!({"id": id, "name": "Igual", "active": true}),
            _ => json!({"id": id, "name": format!("P{:02}", 99 - id), "active": true}),
        })
        .collect();
    world.insert("res_partner", json!(rows)).await;

    let client = world.client().await;
    let mut parameters = PartnersParameters {
        limit: Some(7),
        ..PartnersParameters::default()
    };
    let mut names = Vec::new();
    loop {
        let page = partners::page(&client, &reports::Scope::ALL, &parameters)
            .await
            .unwrap();
        names.extend(
            page.rows
                .into_iter()
                .map(|row| (row.name.unwrap_or_default().to_lowercase(), row.id)),
        );
        parameters.cursor = page.next;
        if parameters.cursor.is_none() {
            break;
        }
    }
    assert_eq!(names.len(), 50);
    assert!(names.is_sorted());
}

#[tokio::test]
async fn the_search_reads_an_index() {
    let world = World::create().await;
    let partners = "insert into odoo.res_partner (id, name, _read_at, _run)
        select n, 'Cliente ' || md5(n::text), now(), gen_random_uuid()
        from generate_series(1, 20000) n;
        analyze odoo.res_partner";
    world.run(partners).await;
    let plan = "explain select id from odoo.res_partner
        where _deleted_at is null and report.searched(name, vat, ref) like report.folded('%nandu%')";
    let rows = world.admin.simple_query(plan).await.unwrap();
    let plan = format!("{rows:?}");
    assert!(plan.contains("res_partner_search"), "{plan}");
}
