//! Tenants from files, as the services load them.

#[cfg(test)]
mod loading;
#[cfg(test)]
mod sign_in;
