//! Named tasks. They are spawned only here, so that each failure and panic is logged with its name,
//! stops the process, and decides its exit code.

use std::any::Any;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use tokio::task::AbortHandle;
use tokio_util::task::TaskTracker;

use crate::Stop;

/// The tasks of a process; clones share them.
#[derive(Debug, Clone)]
pub struct Tasks {
    shared: Arc<Shared>,
}

/// Why the process did not end normally.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TaskFailure {
    #[error("task `{name}` failed: {reason}")]
    Failed { name: &'static str, reason: String },
    #[error("task `{name}` panicked: {reason}")]
    Panicked { name: &'static str, reason: String },
    /// These tasks were aborted.
    #[error("still running {} s after the stop: {}", deadline.as_secs_f32(), names.join(", "))]
    Late {
        names: Vec<&'static str>,
        deadline: Duration,
    },
}

#[derive(Debug)]
struct Shared {
    stop: Stop,
    tracker: TaskTracker,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    last_number: u64,
    running: BTreeMap<u64, (&'static str, AbortHandle)>,
    first_failure: Option<TaskFailure>,
}

impl Tasks {
    /// Tasks must end when `stop` is given. If one of them fails, it gives `stop` itself.
    pub fn new(stop: Stop) -> Self {
        let tracker = TaskTracker::new();
        tracker.close();
        Self {
            shared: Arc::new(Shared {
                stop,
                tracker,
                state: Mutex::default(),
            }),
        }
    }

    /// Starts a task. An error before the stop, or a panic at any time, is logged with the task's
    /// name, stops the process, and is returned by [`Tasks::join`]. An error after the stop is only
    /// logged: a connection that breaks while it is closed is no failure. A task may end without
    /// error at any time.
    #[expect(clippy::disallowed_methods, reason = "the one place that spawns")]
    pub fn spawn<F, E>(&self, name: &'static str, future: F)
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Display + Send + 'static,
    {
        let shared = Arc::clone(&self.shared);
        // Held until the task is on the list, so that it cannot leave the list earlier.
        let mut state = self.shared.state();
        state.last_number += 1;
        let number = state.last_number;
        let task = tokio::spawn(self.shared.tracker.track_future(async move {
            let leaving = Leaving {
                shared: Arc::clone(&shared),
                number,
            };
            let outcome = AssertUnwindSafe(future).catch_unwind().await;
            let outcome = outcome.map(|result| result.map_err(|error| format!("{error:#}")));
            shared.conclude(name, outcome);
            drop(leaving);
        }));
        state.running.insert(number, (name, task.abort_handle()));
    }

    /// Waits until all tasks have ended. After the stop it waits at most `deadline`, then aborts
    /// the remaining tasks. Returns the first failure.
    pub async fn join(self, deadline: Duration) -> Result<(), TaskFailure> {
        let shared = &self.shared;
        let out_of_time = async {
            shared.stop.stopped().await;
            tokio::time::sleep(deadline).await;
        };
        let late = tokio::select! {
            biased;
            () = shared.tracker.wait() => Vec::new(),
            () = out_of_time => shared.cut_off(),
        };
        if let Some(failure) = shared.state().first_failure.take() {
            return Err(failure);
        }
        if late.is_empty() {
            Ok(())
        } else {
            Err(TaskFailure::Late {
                names: late,
                deadline,
            })
        }
    }
}

impl Shared {
    fn conclude(
        &self,
        name: &'static str,
        outcome: Result<Result<(), String>, Box<dyn Any + Send>>,
    ) {
        let failure = match outcome {
            Ok(Ok(())) => {
                tracing::debug!(task = name, "task ended");
                return;
            }
            Ok(Err(reason)) if self.stop.is_stopped() => {
                tracing::warn!(task = name, error = reason, "task failed while stopping");
                return;
            }
            Ok(Err(reason)) => TaskFailure::Failed { name, reason },
            Err(panic) => TaskFailure::Panicked {
                name,
                reason: panic_text(panic.as_ref()),
            },
        };
        tracing::error!(task = name, error = %failure, "task failed, stopping");
        self.state().first_failure.get_or_insert(failure);
        self.stop.stop();
    }

    fn cut_off(&self) -> Vec<&'static str> {
        let state = self.state();
        for (_, abort) in state.running.values() {
            abort.abort();
        }
        state.running.values().map(|(name, _)| *name).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes a task off the list, also if it is aborted.
struct Leaving {
    shared: Arc<Shared>,
    number: u64,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        self.shared.state().running.remove(&self.number);
    }
}

/// The message of a panic.
pub fn panic_text(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;

    const SOON: Duration = Duration::from_secs(5);

    #[tokio::test]
    async fn tasks_that_end_when_stopped_join_without_failure() {
        let stop = Stop::new();
        let tasks = Tasks::new(stop.clone());
        let until = stop.clone();
        tasks.spawn("waiter", async move {
            until.stopped().await;
            Err("the connection broke while closing")
        });
        tasks.spawn("short", async { Ok::<(), String>(()) });
        stop.stop();
        assert_eq!(tasks.join(SOON).await, Ok(()));
    }

    #[tokio::test]
    async fn a_failing_task_stops_the_others_and_its_error_is_the_outcome() {
        let stop = Stop::new();
        let tasks = Tasks::new(stop.clone());
        let until = stop.clone();
        tasks.spawn("patient", async move {
            until.stopped().await;
            Ok::<(), String>(())
        });
        tasks.spawn("broken", async { Err("no such queue") });
        let failure = tasks.join(SOON).await.unwrap_err();
        assert_eq!(failure.to_string(), "task `broken` failed: no such queue");
        assert!(stop.is_stopped());
    }

    #[tokio::test]
    async fn a_panic_is_caught_named_and_stops_the_process() {
        let stop = Stop::new();
        let tasks = Tasks::new(stop.clone());
        tasks.spawn("careless", async {
            let answer: Option<u32> = "not a number".parse().ok();
            assert_eq!(answer, Some(42), "the answer is missing");
            Ok::<(), String>(())
        });
        let failure = tasks.join(SOON).await.unwrap_err();
        let text = failure.to_string();
        assert!(text.starts_with("task `careless` panicked: "), "{text}");
        assert!(text.contains("the answer is missing"), "{text}");
        assert!(stop.is_stopped());
    }

    #[tokio::test]
    async fn tasks_that_exceed_the_deadline_are_named_and_aborted() {
        struct Dropped(tokio::sync::mpsc::Sender<()>);
        let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
        let stop = Stop::new();
        let tasks = Tasks::new(stop.clone());
        let held = Dropped(sender);
        tasks.clone().spawn("stubborn", async move {
            let _held = held.0;
            pending::<Result<(), String>>().await
        });
        stop.stop();
        let deadline = Duration::from_millis(20);
        let late = TaskFailure::Late {
            names: vec!["stubborn"],
            deadline,
        };
        assert_eq!(tasks.join(deadline).await, Err(late));
        assert_eq!(receiver.recv().await, None, "the task was dropped");
    }
}
