//! The tenant and its settings.

use core_api::http::auth::Role;
use serde_json::{Value, json};

use crate::world::World;

#[tokio::test]
async fn everybody_sees_the_tenant_and_admins_of_all_companies_its_settings() {
    let world = World::create().await;
    let admin = world.key("andina", Role::Admin).await;
    let shown = world.get("/v1/tenant", &admin).await;
    assert_eq!(shown.status, 200, "{shown:?}");
    let mut tenant = shown.json();
    let settings = tenant["settings"].take();
    assert_eq!(
        tenant,
        json!({
            "name": "andina", "display_name": "andina", "host": "andina.localhost",
            "public_url": "https://andina.localhost", "time_zone": "America/Lima",
            "locale": "es-PE", "ageing_buckets": "30,60,90,120", "odoo_url": "http://127.0.0.1:1",
            "odoo_version": null, "espejo_version": env!("CARGO_PKG_VERSION"), "settings": null,
        })
    );
    for (pointer, value) in [
        ("/source/source_url", json!("http://127.0.0.1:1")),
        ("/source/source_database", json!("a")),
        ("/source/protocol", json!("auto")),
        ("/source/mirrored_company_ids", json!([])),
        ("/source/page_rows", json!(2000)),
        ("/default_schedules/incremental", json!("*/15 * * * *")),
        ("/proving/max_deleted_rows", json!(50)),
        ("/export_limits/max_active", json!(2)),
        ("/mail_policy/sender", Value::Null),
        ("/mail_policy/link_days", json!(7)),
        ("/mail_policy/smtp_host", json!("mail.example.com")),
        ("/mail_policy/smtp_port", json!(465)),
        ("/history_keep_days", json!(90)),
        ("/request_limits/streams_per_caller", json!(2)),
        ("/browser_origins/0", json!("https://console.example.com")),
    ] {
        assert_eq!(
            settings.pointer(pointer),
            Some(&value),
            "{pointer}: {settings}"
        );
    }
    // The name of the variable with the password, and the databases of Espejo.
    assert!(!shown.text.contains("password"), "{shown:?}");

    let viewer = world.key("andina", Role::Viewer).await;
    let restricted = world.key_of("andina", Role::Admin, Some(&[2])).await;
    for key in [viewer, restricted] {
        assert_eq!(world.get("/v1/tenant", &key).await.json(), tenant);
    }
}
