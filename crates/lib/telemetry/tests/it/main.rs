//! Logs as they are written; traces, log records and metrics as a collector receives them.

#[cfg(test)]
mod collector;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod metrics;
#[cfg(test)]
mod records;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod traces;
