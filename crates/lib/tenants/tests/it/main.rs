//! Tenants from files, as the services load them.

#[cfg(test)]
mod bases;
#[cfg(test)]
mod direct;
#[cfg(test)]
mod hosts;
#[cfg(test)]
mod live;
#[cfg(test)]
mod loading;
#[cfg(test)]
mod passwords;
#[cfg(test)]
mod servers;
mod sign_in;
