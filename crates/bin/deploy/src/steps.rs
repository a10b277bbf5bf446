//! The ten steps of a deploy.
//!
//! Up to the fifth, nothing is changed that the running version uses. From the sixth on the record
//! says how far it is. If a step after the sixth fails, the previous version is started again.

use anyhow::{Context, Result, bail, ensure};

use crate::{
    api::{self, Proof, Tenant},
    arguments::Arguments,
    checks,
    installation::Installation,
    notice, package,
    progress::{self, STEPS},
    record::{Record, Stage},
    rollback, services, systemd,
};

const MIGRATE: usize = 6;
const NOTIFY: usize = 10;

struct Deploy<'a> {
    installation: &'a Installation,
    arguments: &'a Arguments,
    record: Record,
    tenants: Option<Vec<Tenant>>,
}

pub(crate) async fn deploy(
    installation: &Installation,
    arguments: &Arguments,
    version: &str,
) -> Result<()> {
    let mut deploy = Deploy {
        installation,
        arguments,
        record: begin(installation, version)?,
        tenants: None,
    };
    let outcome = deploy.all().await;
    if let Some(tenants) = deploy.tenants.take() {
        api::forget(installation, tenants).await;
    }
    outcome
}

/// The record of an interrupted deploy of this version, or a new one.
fn begin(installation: &Installation, version: &str) -> Result<Record> {
    if let Some(last) = Record::read(installation)? {
        match last.stage {
            Stage::Deploying if last.version == version => return Ok(last),
            Stage::Deploying => bail!(
                "the deploy of {0} was interrupted: go on with `--version {0}`, or call \
                 `espejo-deploy rollback`",
                last.version
            ),
            Stage::RollingBack => bail!(
                "the rollback of {} was interrupted: call `espejo-deploy rollback`",
                last.version
            ),
            Stage::Deployed | Stage::RolledBack => {}
        }
    }
    let current = installation.current_version()?;
    let previous = current.context(
        "/opt/espejo has no link `current`: docs/operations/install.md says how to install the first \
         version",
    )?;
    ensure!(previous != version, "{version} is the current version");
    Ok(Record {
        version: version.to_owned(),
        previous,
        stage: Stage::Deploying,
        services: Vec::new(),
        done: 0,
    })
}

impl Deploy<'_> {
    async fn all(&mut self) -> Result<()> {
        for number in 1..NOTIFY {
            if number <= self.record.done {
                progress::done_before(number);
                continue;
            }
            if number >= MIGRATE {
                self.record.write(self.installation)?;
            }
            let ended = progress::step(number, self.step(number)).await;
            if let Err(error) = ended {
                return self.failed(number, error).await;
            }
            self.record.done = number;
        }
        self.record.stage = Stage::Deployed;
        self.record.write(self.installation)?;
        let text = format!(
            "{} runs; before it {}",
            self.record.version, self.record.previous
        );
        let told = notice::tell(self.arguments, &self.record, "deploy.finished", &text);
        // The new version runs all the same.
        let _ = progress::step(NOTIFY, told).await;
        self.record.done = NOTIFY;
        self.record.write(self.installation)?;
        progress::say(&text);
        Ok(())
    }

    async fn step(&mut self, number: usize) -> Result<String> {
        let version = self.record.version.clone();
        match number {
            1 => checks::configuration(self.installation, "current").await,
            2 => {
                self.record.services = services::active().await?;
                self.tenants().await?;
                let tenants = self.tenants.as_deref().unwrap_or_default();
                checks::state(self.installation, &self.record.services, tenants).await
            }
            3 => {
                let from = self.arguments.from.as_deref();
                package::fetch(self.installation, &version, from).await
            }
            4 => checks::new_version(self.installation, &version).await,
            5 => self.back_up().await,
            MIGRATE => self.migrate(&version).await,
            7 => {
                self.installation.switch_to(&version)?;
                let patience = self.arguments.ready_within();
                let services = &self.record.services;
                services::restart_one_by_one(self.installation, services, patience).await?;
                Ok(format!("{} services run {version}", services.len()))
            }
            8 => self.health(&version).await,
            9 => self.verify().await,
            _ => bail!("there is no step {number}"),
        }
    }

    async fn tenants(&mut self) -> Result<&[Tenant]> {
        if self.tenants.is_none() {
            let made = api::tenants(self.installation, &self.arguments.hosts).await?;
            self.tenants = Some(made);
        }
        Ok(self.tenants.as_deref().unwrap_or_default())
    }

    async fn back_up(&self) -> Result<String> {
        if self.arguments.without_backup {
            return Ok("left out, as asked".to_owned());
        }
        let is_there = self
            .record
            .services
            .iter()
            .any(|name| name == "backup-worker");
        ensure!(
            is_there,
            "espejo-backup-worker does not run: set it up (docs/operations/backup.md), or add \
             --without-backup"
        );
        let unit = systemd::unit("backup-worker").await?;
        let program = self.installation.program("current", "backup-worker");
        let said = systemd::run(&unit, &program, &["backup"]).await?;
        Ok(said.trim().to_owned())
    }

    async fn migrate(&self, version: &str) -> Result<String> {
        let unit = systemd::unit("migrate").await?;
        let program = self.installation.program(version, "core-api");
        systemd::run(&unit, &program, &["migrate"]).await?;
        Ok("the databases of all tenants have the new schema".to_owned())
    }

    async fn health(&mut self, version: &str) -> Result<String> {
        let http = services::client()?;
        for service in &self.record.services {
            for page in ["/live", "/ready"] {
                services::page(self.installation, &http, service, page).await?;
            }
            let metrics = services::page(self.installation, &http, service, "/metrics").await?;
            let wanted = format!("espejo_build_info{{version=\"{version}\"");
            ensure!(metrics.contains(&wanted), "{service} is not {version}");
        }
        let (mut reports, mut loading) = (0, 0);
        for tenant in self.tenants().await? {
            if tenant.is_loading().await? {
                loading += 1;
            } else {
                tenant.report().await?;
                reports += 1;
            }
        }
        Ok(format!(
            "all services are live and ready, {reports} tenants answer a report, {loading} are \
             loaded for the first time"
        ))
    }

    /// An Odoo that is away is no reason to go back. If no verify can be made, the new version is.
    async fn verify(&mut self) -> Result<String> {
        let patience = self.arguments.verified_within();
        let (mut said, mut failed) = (Vec::new(), 0);
        for tenant in self.tenants().await? {
            let proof = match tenant.verify(patience).await? {
                Proof::Equal => "equal to Odoo".to_owned(),
                Proof::StillRunning => "still running, see GET /v1/mirror".to_owned(),
                Proof::NotLoaded => "not loaded yet".to_owned(),
                Proof::Failed(failure) => {
                    failed += 1;
                    format!("the verify has failed: {failure}")
                }
            };
            said.push(format!("{}: {proof}", tenant.host));
        }
        let all = said.len();
        let said = said.join("; ");
        ensure!(failed < all, "no tenant can be verified: {said}");
        Ok(said)
    }

    /// Undoes what the steps have changed, says so, and returns the error.
    async fn failed(&mut self, number: usize, error: anyhow::Error) -> Result<()> {
        let (version, previous) = (self.record.version.clone(), self.record.previous.clone());
        let name = STEPS[number - 1];
        let (kind, done) = if number > MIGRATE {
            let back = rollback::to_previous(self.installation, self.arguments, &mut self.record);
            match back.await {
                Ok(done) => ("deploy.rolled_back", done),
                Err(worse) => (
                    "deploy.failed",
                    format!(
                        "going back to {previous} has failed, too: {worse:#}; call `espejo-deploy \
                         rollback` when the cause is gone"
                    ),
                ),
            }
        } else {
            if number == MIGRATE {
                // Some databases may have the new schema now, with which only `previous` works: no
                // rollback may go to a version before it.
                self.record.stage = Stage::RolledBack;
                self.record.write(self.installation)?;
            }
            (
                "deploy.failed",
                format!("{previous} still runs, and no service was restarted"),
            )
        };
        let text = format!("{version} was not deployed, {name}: {error:#}. {done}");
        let told = notice::tell(self.arguments, &self.record, kind, &text).await;
        if let Err(error) = told {
            progress::say(&format!("not notified: {error:#}"));
        }
        bail!(text)
    }
}
