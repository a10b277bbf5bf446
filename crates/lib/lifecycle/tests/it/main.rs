//! The process's life from outside: health pages over HTTP, real signals.

#[cfg(test)]
mod health;
#[cfg(test)]
mod signals;
