//! What a command says that a person must still do.

use std::fmt::Write as _;

use tenants::{DatabaseAddress, Tenant};

/// The port of core-api in the files of deploy/.
const BEHIND_THE_PROXY: &str = "127.0.0.1:8080";

pub(crate) fn after_create(tenant: &Tenant, invitation: Option<&str>) -> String {
    let Tenant {
        host,
        name,
        database: DatabaseAddress { name: database, .. },
        schedules,
        ..
    } = tenant;
    let mut told = format!(
        "{host} is ready: tenant {name}, database {database}, file hosts/{host}.toml. Running \
         services serve it within seconds.\n"
    );
    if let Some(link) = invitation {
        let _ = write!(
            told,
            "\nThe first admin sets a password here. The link works once and is not shown \
             again:\n  {link}\n"
        );
    }
    let password = password(tenant);
    let _ = write!(
        told,
        "\nLeft to do:\n\n\
         1. DNS: {host} must lead to your proxy.\n\n\
         2. Proxy and certificate (deploy/nginx/espejo.conf, deploy/caddy/Caddyfile).\n\
         {proxy}\n\
         3. Odoo: {password}\n\n\
         4. The first load, with a key of an operator:\n     \
         core-api key create --tenant {name} --role operator --name \"first load\"\n     \
         curl -X POST {url}/v1/sync-runs -H \"Authorization: Bearer $KEY\" \
         -H \"Content-Type: application/json\" -d '{{\"kind\":\"snapshot\"}}'\n\n\
         5. Schedules: incremental runs at \"{incremental}\" and verifies at \"{verify}\" ({zone}). \
         Change them in the console or with PATCH /v1/schedules/{{id}}.",
        proxy = proxy(host),
        url = tenant.public_url,
        incremental = schedules.incremental,
        verify = schedules.verify,
        zone = tenant.time_zone_name(),
    );
    told
}

pub(crate) fn after_rename(tenant: &Tenant, old: &str) -> String {
    let (host, url) = (&tenant.host, &tenant.public_url);
    let told = format!(
        "{old} is {host} now; the tenant is still {name}, with the same database and files. Running \
         services follow within seconds.\n\n\
         Left to do:\n\n\
         1. DNS: {host} must lead to your proxy.\n\n\
         2. Proxy and certificate.\n{proxy}\n   \
         To keep old links working, let the old name redirect:\n     \
         nginx: server {{ listen 443 ssl; server_name {old}; return 308 \
         https://{host}$request_uri; }}  # with its certificate\n     \
         Caddy: {old} {{ redir https://{host}{{uri}} 308 }}\n\n\
         3. Sign-in with a provider: register {url}/v1/session/oidc/<id>/callback there.\n\n\
         4. People: passkeys belong to the old name. Everybody who has one signs in with the \
         password and registers another. All sign in again.\n\n\
         5. Programs that call the API use the new name. Their keys stay valid. Links in mails that \
         were sent before lead to the old name.",
        name = tenant.name,
        proxy = proxy(host),
    );
    if url.contains(old) {
        let change = format!("6. hosts/{host}.toml still has public_url = \"{url}\": change it.");
        return format!("{told}\n\n{change}");
    }
    told
}

fn proxy(host: &str) -> String {
    format!(
        "   nginx, in both server blocks, and a certificate that has the name:\n     \
         server_name … {host};\n   \
         Caddy, which gets the certificate itself:\n     \
         {host} {{\n       \
         reverse_proxy {BEHIND_THE_PROXY} {{\n         \
         header_up -Forwarded\n         \
         transport http {{\n           \
         keepalive 4s\n         \
         }}\n       \
         }}\n     \
         }}\n"
    )
}

fn password(tenant: &Tenant) -> String {
    let odoo = &tenant.odoo;
    let place = odoo.password_place();
    let (url, user) = (&odoo.url, &odoo.user);
    format!(
        "sync-worker reads the password of {user} at {url} from {place}. A variable needs a restart \
         of sync-worker; a file does not, and must be readable for its user only."
    )
}
