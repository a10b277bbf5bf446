//! Back pressure: how many batches an attempt may publish before they are applied. core-api reports
//! how many it has applied. A lost credit does no harm, because a waiting attempt asks again.

use std::time::Duration;

use bus::Followed;
use contracts::sync::{CREDIT_WINDOW, SyncCredit};
use tokio::sync::watch;

use crate::{allowance::Allowance, ended::Ended};

/// What core-api has reported so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Heard {
    applied: i32,
    /// Number of credits received.
    times: u64,
}

pub(crate) struct Credit {
    heard: watch::Sender<Heard>,
    /// An attempt ends after this time without a credit.
    silence: Duration,
}

impl Credit {
    pub(crate) fn new(silence: Duration) -> Self {
        Self {
            heard: watch::Sender::new(Heard::default()),
            silence,
        }
    }

    /// Receives credits until one says that the attempt is stale.
    pub(crate) async fn listen(&self, mut followed: Followed, allowance: &Allowance) -> Ended {
        while let Some(opened) = followed.recv().await {
            match opened.decode::<SyncCredit>() {
                Ok(credit) if credit.data.stale => return Ended::Stale,
                Ok(credit) => {
                    allowance.set(credit.data.share);
                    self.heard.send_modify(|heard| {
                        // Credits may arrive in another order.
                        heard.applied = heard.applied.max(credit.data.applied);
                        heard.times += 1;
                    });
                }
                Err(refusal) => tracing::error!(error = %refusal, "invalid credit"),
            }
        }
        // The subscription ends with the process, and the stop of the process ends the attempt too.
        std::future::pending().await
    }

    /// Whether one more batch may be published now.
    pub(crate) fn has_room(&self, published: i32) -> bool {
        let heard = *self.heard.borrow();
        heard.times > 0 && has_room(published, heard.applied)
    }

    /// Waits until one more batch may be published; none may be before the first credit.
    pub(crate) async fn room(&self, published: i32) -> Result<(), Ended> {
        self.until(|| self.has_room(published)).await
    }

    /// Whether everything that was published is applied.
    pub(crate) fn is_settled(&self, published: i32) -> bool {
        self.heard.borrow().applied >= published
    }

    /// Waits until everything that was published is applied.
    pub(crate) async fn settled(&self, published: i32) -> Result<(), Ended> {
        self.until(|| self.is_settled(published)).await
    }

    async fn until(&self, is_so: impl Fn() -> bool) -> Result<(), Ended> {
        let mut heard = self.heard.subscribe();
        while !is_so() {
            let word = tokio::time::timeout(self.silence, heard.changed()).await;
            if word.is_err() {
                return Err(Ended::Unheard(self.silence));
            }
        }
        Ok(())
    }
}

fn has_room(published: i32, applied: i32) -> bool {
    published.saturating_sub(applied) < CREDIT_WINDOW
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_eight_batches_may_be_unapplied() {
        assert!(has_room(0, 0));
        assert!(has_room(7, 0));
        assert!(!has_room(8, 0));
        assert!(has_room(8, 1));
        assert!(!has_room(20, 12));
        assert!(has_room(3, 5));
    }

    #[tokio::test]
    async fn without_a_first_credit_there_is_no_room_and_waiting_times_out() {
        let credit = Credit::new(Duration::from_millis(20));
        assert!(!credit.has_room(0));
        assert!(matches!(credit.room(0).await, Err(Ended::Unheard(_))));
    }

    #[tokio::test]
    async fn applied_batches_make_room() {
        let credit = Credit::new(Duration::from_mins(2));
        let waiting = credit.room(9);
        let saying = async {
            credit.heard.send_modify(|heard| heard.times = 1);
            tokio::task::yield_now().await;
            credit.heard.send_modify(|heard| heard.applied = 2);
        };
        let (room, ()) = tokio::join!(waiting, saying);
        assert!(room.is_ok());
    }
}
