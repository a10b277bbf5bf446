//! A thread with its own runtime. What serves a test keeps running while the test blocks its own
//! runtime, and ends when the owning value is dropped.

use std::future::Future;
use std::thread::JoinHandle;
use tokio::sync::oneshot;
use tokio::task::JoinHandle as TaskHandle;

pub(crate) struct Background {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// Runs `work` until it ends or the value is dropped.
    pub(crate) fn start<F>(work: impl FnOnce() -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()>,
    {
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            runtime().block_on(async move {
                tokio::select! {
                    () = work() => {}
                    _ = stopped => {}
                }
            });
        });
        Self {
            stop: Some(stop),
            thread: Some(thread),
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Waits for `work` where `await` is not possible, such as in a `Drop` inside a runtime.
pub(crate) fn block_on<F>(work: impl FnOnce() -> F + Send + 'static)
where
    F: Future<Output = ()>,
{
    let _ = std::thread::spawn(move || runtime().block_on(work())).join();
}

#[expect(
    clippy::disallowed_methods,
    reason = "the fence is for services; here the runtime ends with the test"
)]
pub(crate) fn spawn(work: impl Future<Output = ()> + Send + 'static) -> TaskHandle<()> {
    tokio::spawn(work)
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap_or_else(|error| panic!("no runtime for a test thread: {error}"))
}
