//! Logs as they are written and traces as a collector receives them.

#[cfg(test)]
mod collector;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod tls;
#[cfg(test)]
mod traces;
