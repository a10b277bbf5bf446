//! What was answered last, so that an unchanged report is told in one round trip (decision 0029).
//! Nothing here is believed without the database: a remembered tag is good only for the mirror
//! version and the proof that are read anew.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use sha2::{Digest, Sha256};
use store::freshness::{Freshness, Proof};

/// When so many questions are remembered, all are forgotten.
const MOST: usize = 10_000;

/// Of tenant, URL and day.
pub(crate) type Question = [u8; 32];

#[derive(Default)]
pub struct Known(Mutex<HashMap<Question, Answered>>);

#[derive(Clone)]
pub(crate) struct Answered {
    pub(crate) tag: String,
    version: i64,
    proof: Option<Proof>,
}

impl Answered {
    pub(crate) fn holds(&self, version: i64, proof: Option<&Proof>) -> bool {
        self.version == version && self.proof.as_ref() == proof
    }
}

impl Known {
    pub(crate) fn question(tenant: &str, url: &str, today: jiff::civil::Date) -> Question {
        Sha256::new()
            .chain_update(tenant)
            .chain_update([0])
            .chain_update(url)
            .chain_update([0])
            .chain_update(today.to_string())
            .finalize()
            .into()
    }

    pub(crate) fn recall(&self, question: &Question) -> Option<Answered> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        answers.get(question).cloned()
    }

    pub(crate) fn remember(&self, question: Question, tag: &str, freshness: &Freshness) {
        let answered = Answered {
            tag: tag.to_owned(),
            version: freshness.mirror_version,
            proof: freshness.proof.clone(),
        };
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= MOST {
            answers.clear();
        }
        answers.insert(question, answered);
    }
}
