//! `./run demo`: all of it on simulated data, or on a real Odoo.

use anyhow::Result;

use crate::{
    http,
    programs::{ours, output, program},
    services::{Services, core_api, database, url_of},
    state::{State, chosen},
    stop::Stop,
    tenants::{Odoo, Tenant, Tenants},
    up,
};

const TODAY: &str = "ESPEJO_ODOO_SIM_TODAY";

/// Shows the main task and checks it. Unless `once`, everything then stays up.
pub(crate) fn show(state: &State, stop: &Stop, once: bool) -> Result<()> {
    let odoo = Odoo::of_environment()?;
    up::hold(state, stop, || {
        let tenants = match &odoo {
            Some(odoo) => Tenants::of_odoo(state, odoo)?,
            None => simulated(state)?,
        };
        let mut services = Services::start(state, stop, &tenants)?;
        let mut keys = Vec::new();
        for tenant in tenants.all()? {
            keys.push(format!(
                "{}={}",
                tenant.host,
                key_of(state, &tenants, &tenant)?
            ));
        }
        let folder = state.path("demo");
        std::fs::create_dir_all(&folder)?;
        let mut demo = ours("demo")?;
        demo.env("ESPEJO_DEMO_API", url_of(state, "ESPEJO_HTTP_PORT")?)
            .env("ESPEJO_DEMO_KEYS", keys.join(" "))
            .env("ESPEJO_DEMO_DIR", folder);
        stop.run(&mut demo)?;
        if once { Ok(()) } else { services.stay(stop) }
    })
}

fn simulated(state: &State) -> Result<Tenants> {
    let port = state.port("ESPEJO_ODOO_SIM_PORT")?;
    // The books end on the day of the first start, so that the next one finds the same.
    if state.value(TODAY).is_none() {
        let today = match chosen(TODAY)? {
            Some(day) => day,
            None => output(program("date").args(["-u", "+%F"]))?,
        };
        state.remember(TODAY, &today)?;
    }
    Tenants::simulated(state, port)
}

/// The key of the last start if core-api still accepts it, otherwise a new one.
fn key_of(state: &State, tenants: &Tenants, tenant: &Tenant) -> Result<String> {
    let name = format!("ESPEJO_KEY_{}", tenant.name);
    if let Some(kept) = state.value(&name) {
        let url = format!("{}/v1/companies", url_of(state, "ESPEJO_HTTP_PORT")?);
        let headers = [
            format!("Host: {}", tenant.host),
            format!("Authorization: Bearer {kept}"),
        ];
        if http::answers(&url, 30, &headers) {
            return Ok(kept);
        }
    }
    let mut create = core_api(tenants)?;
    create
        .envs(database(state, "ESPEJO_CORE_DATABASE_SECRET")?)
        .args(["key", "create", "--tenant", &tenant.name])
        .args(["--role", "operator", "--name", "demo"]);
    let key = output(&mut create)?;
    state.remember(&name, &key)?;
    Ok(key)
}
