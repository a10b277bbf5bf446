//! How following begins: the tables, the slot where the mirror is, and the connection that reads the
//! log.

use std::collections::BTreeMap;

use contracts::sync::Reached;
use odoo_db::{
    Database, Shape,
    catalogue::Watch,
    changes::Changes,
    log::{Address, Log, Server},
    pgoutput::Lsn,
    shape,
    slot::{Slot, Unfit},
};

use super::{Following, call};
use crate::{
    attempt::Attempt,
    books::{Books, Columns},
    ended::Ended,
    failure::Failure,
    guard::{self, Retained},
    source,
};

impl Attempt<'_> {
    /// Follows until the log or the attempt ends.
    pub(crate) async fn follow(&self) -> Result<(), Ended> {
        self.room(0).await?;
        let Books::Database(database) = &self.source.books else {
            return Err(Failure::no_log().into());
        };
        let watch = Watch {
            tables: self.tables().await?,
            publication: tenants::PUBLICATION.to_owned(),
        };
        let catalogue = database.catalogue(&watch).await.map_err(call)?;
        let unpublished = catalogue.unpublished(&watch.tables);
        if !unpublished.is_empty() {
            return Err(Failure::unpublished(&unpublished).into());
        }
        // After the catalogue, so that no change in between is missed.
        let (columns, shapes) = self.models().await?;
        let address = self.address()?;
        let (shown, mut in_doubt) = self.prepare_slot(database).await?;
        let digest = source::digest(&catalogue.to_string());
        let before = self.request.reached.as_ref();
        if before.is_some_and(|before| before.catalogue.as_ref() != Some(&digest)) {
            tracing::warn!("Odoo's tables or the publication have changed: the mirror is compared");
            in_doubt = true;
        }
        let (mut log, server) = Log::connect(&address).await.map_err(call)?;
        self.same_history(&server)?;
        log.start().await.map_err(call)?;
        let order = self.request.models.iter().map(|of| of.model.as_str());
        let retained = Retained::default();
        let mut following = Following {
            attempt: self,
            database,
            columns,
            watch,
            catalogue,
            digest,
            order: order.collect(),
            log,
            changes: Changes::of(shape::watched(&shapes)),
            since: None,
            is_open: false,
            shown,
            due: None,
            steps: 0,
            retained: &retained,
        };
        tracing::info!(slot = address.slot, "following Odoo's log");
        if in_doubt {
            // At once, so that what changed before the slot was there is compared.
            following.look().await?;
            following.note(true).await?;
        }
        let over = tokio::select! {
            ended = following.run() => return ended,
            over = retained.watch(database, self.tenant) => over,
        };
        drop(following);
        guard::drop_slot(database, &self.tenant.slot()).await;
        Err(over.into())
    }

    /// The tables whose changes the log must name.
    async fn tables(&self) -> Result<Vec<String>, Ended> {
        let (_, shapes) = self.models().await?;
        Ok(shape::watched(&shapes).into_keys().collect())
    }

    /// The models that this Odoo has: how each is read, and its tables.
    async fn models(&self) -> Result<(BTreeMap<String, Columns<'_>>, Vec<Shape>), Ended> {
        let (mut columns, mut shapes) = (BTreeMap::new(), Vec::new());
        for request in &self.request.models {
            let name = &request.model;
            let Some(model) = self.source.model(name).await? else {
                continue;
            };
            shapes.extend(model.shape().cloned());
            let expected = self.tenant.odoo.additions.models.get(name);
            let (asked, _) = source::fitting(&request.fields, model.fields(), expected);
            let (of_model, _) = model.columns(&asked);
            columns.insert(name.clone(), of_model);
        }
        Ok((columns, shapes))
    }

    fn address(&self) -> Result<Address, Ended> {
        let direct = self.tenant.odoo.direct.as_ref();
        let direct = direct.ok_or_else(Failure::no_log)?;
        let url = direct.url.read();
        let url = url.map_err(|error| Failure::database_url(&error))?;
        let address = Address::of(
            &url,
            &self.worker.trust,
            &self.tenant.slot(),
            tenants::PUBLICATION,
        );
        Ok(address.map_err(call)?)
    }

    /// Finds the slot where the mirror is, or makes it if the mirror is nowhere yet. Returns where it
    /// begins, and true if changes from before may be missing.
    async fn prepare_slot(&self, database: &Database) -> Result<(Lsn, bool), Ended> {
        let name = self.tenant.slot();
        let found = database.slot(&name).await.map_err(call)?;
        let Some(reached) = &self.request.reached else {
            match found {
                Some(slot) if slot.is_active => return Err(Failure::busy_slot(&name).into()),
                Some(slot) if slot.is_whole => return Ok((slot.confirmed, true)),
                Some(_) => database.remove_slot(&name).await.map_err(call)?,
                None => {}
            }
            database.make_slot(&name).await.map_err(call)?;
            tracing::info!(slot = name, "made the slot that keeps Odoo's log");
            let made = database.slot(&name).await.map_err(call)?;
            return Ok((made.map(|slot| slot.confirmed).unwrap_or_default(), true));
        };
        let mirrored = Lsn::parse(&reached.lsn).unwrap_or_default();
        let of = &self.tenant.odoo.database;
        match Slot::check(found, &name, of, mirrored) {
            Ok(_) => Ok((mirrored, false)),
            Err(Unfit::Busy(name)) => Err(Failure::busy_slot(&name).into()),
            Err(unfit) => Err(Failure::log_lost(unfit.to_string()).into()),
        }
    }

    /// Positions in the logs of two servers cannot be compared.
    fn same_history(&self, server: &Server) -> Result<(), Ended> {
        let Some(Reached {
            system, timeline, ..
        }) = &self.request.reached
        else {
            return Ok(());
        };
        if *system == server.system && *timeline == server.timeline {
            return Ok(());
        }
        let detail = format!(
            "Odoo's database is now the server {} with timeline {}, and was {system} with timeline \
             {timeline}",
            server.system, server.timeline
        );
        Err(Failure::log_lost(detail).into())
    }
}
