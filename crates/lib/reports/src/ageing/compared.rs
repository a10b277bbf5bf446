//! The other day that an ageing is compared with.

use jiff::civil::Date;
use store::GenericClient;

use super::AgeingParameters;
use crate::error::Error;
use crate::filter::{self, Filter, Scope};

#[derive(Debug, Clone)]
pub(super) struct Compared {
    /// The filter of the ageing, for the other day.
    pub(super) filter: Filter,
    /// The first day of what is not due on the other day.
    pub(super) begin: Vec<Date>,
}

impl Compared {
    /// None if the ageing is not compared.
    pub(super) async fn read(
        client: &impl GenericClient,
        scope: Scope<'_>,
        asked: &AgeingParameters,
    ) -> Result<Option<Self>, Error> {
        let Some(as_of) = asked.compare_as_of else {
            return Ok(None);
        };
        let scope = Scope { as_of, ..scope };
        Ok(Some(Self {
            filter: filter::filter(client, scope, asked.wanted()).await?,
            begin: vec![as_of],
        }))
    }
}
