//! Goes back to the previous version. The schema stays: it only expands what that version uses.

use anyhow::{Context, Result, ensure};

use crate::{
    arguments::Arguments,
    installation::Installation,
    notice, progress,
    record::{Record, Stage},
    services,
};

pub(crate) async fn by_hand(installation: &Installation, arguments: &Arguments) -> Result<()> {
    let last = Record::read(installation)?;
    let mut record =
        last.context("nothing was deployed by espejo-deploy: nothing to go back to")?;
    ensure!(
        record.stage != Stage::RolledBack,
        "{} was rolled back already: {} runs",
        record.version,
        record.previous
    );
    let done = to_previous(installation, arguments, &mut record).await?;
    let told = notice::tell(arguments, &record, "deploy.rolled_back", &done).await;
    progress::say(&match told {
        Ok(whom) => format!("notified: {whom}"),
        Err(error) => format!("not notified: {error:#}"),
    });
    Ok(())
}

/// Returns what was done. An interrupted rollback is repeated.
pub(crate) async fn to_previous(
    installation: &Installation,
    arguments: &Arguments,
    record: &mut Record,
) -> Result<String> {
    let previous = record.previous.clone();
    progress::say(&format!("going back to {previous}"));
    record.stage = Stage::RollingBack;
    record.write(installation)?;
    let core_api = installation.program(&previous, "core-api");
    ensure!(core_api.is_file(), "{} is gone", core_api.display());
    installation.switch_to(&previous)?;
    let patience = arguments.ready_within();
    services::restart_one_by_one(installation, &record.services, patience).await?;
    record.stage = Stage::RolledBack;
    record.write(installation)?;
    let done = format!(
        "{previous} runs again: {} were restarted, and the schema was left as it is",
        record.services.join(", ")
    );
    progress::say(&done);
    Ok(done)
}
