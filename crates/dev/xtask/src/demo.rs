//! `./run demo`: all of it on simulated data, or on a real Odoo.

use anyhow::{Context, Result, ensure};

use crate::{
    console, http,
    messages::say,
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
        let mut people = Vec::new();
        for tenant in tenants.all()? {
            people.push(format!(
                "{}: {} with the password {}",
                place_of(state, &tenant)?,
                address_of(&tenant),
                password_of(state, &tenants, &tenant)?
            ));
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
        for person in people {
            say(person);
        }
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

/// Where the admin signs in.
fn place_of(state: &State, tenant: &Tenant) -> Result<String> {
    let host = &tenant.host;
    if console::built().is_none() {
        return Ok(format!("Sign in at {host}"));
    }
    let url = url_of(state, "ESPEJO_HTTP_PORT")?.replacen("127.0.0.1", host, 1);
    Ok(format!("Open {url}/ and sign in"))
}

/// The admin of a tenant of the demo.
fn address_of(tenant: &Tenant) -> String {
    format!("admin@{}.example", tenant.name)
}

/// The password of the last start if it still signs in, otherwise a new one. The person gets it as
/// any other: with the link of an invitation.
fn password_of(state: &State, tenants: &Tenants, tenant: &Tenant) -> Result<String> {
    let name = format!("ESPEJO_PASSWORD_{}", tenant.name);
    let api = url_of(state, "ESPEJO_HTTP_PORT")?;
    let email = address_of(tenant);
    if let Some(kept) = state.value(&name) {
        let body = format!(r#"{{"email":"{email}","password":"{kept}"}}"#);
        if http::takes(&format!("{api}/v1/session"), &tenant.host, &body) {
            return Ok(kept);
        }
    }
    let mut invite = core_api(tenants)?;
    invite
        .envs(database(state, "ESPEJO_CORE_DATABASE_SECRET")?)
        .args(["person", "invite", "--tenant", &tenant.name])
        .args(["--role", "admin", "--email", &email, "--name", "Demo"]);
    let link = output(&mut invite)?;
    let (page, token) = link
        .trim()
        .split_once('#')
        .context("a link without token")?;
    // The link of a person who has a password already sets a new one.
    let path = if page.ends_with("/invitation") {
        "invitations"
    } else {
        "password-resets"
    };
    state.remember_secret(&name)?;
    let password = state.required(&name)?;
    let body = format!(r#"{{"token":"{token}","password":"{password}"}}"#);
    let url = format!("{api}/v1/{path}/use");
    ensure!(
        http::takes(&url, &tenant.host, &body),
        "the password of {email} was not accepted"
    );
    Ok(password)
}
