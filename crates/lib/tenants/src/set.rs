//! All tenants of an installation at one moment, and what is wrong with their files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    path::Path,
    sync::Arc,
};

use crate::{DatabaseAddress, Tenant, bases, file, pace, toml_file};

/// All tenants of this installation. It never changes; [`LiveTenants`](crate::LiveTenants) has the
/// newest one.
#[derive(Debug, Clone, Default)]
pub struct Tenants {
    by_name: BTreeMap<String, Arc<Tenant>>,
    by_host: BTreeMap<String, Arc<Tenant>>,
    /// As in the files, before the limits of calls are divided; by host.
    own: BTreeMap<String, Tenant>,
    faults: Faults,
    suspended: BTreeSet<String>,
}

/// By host: what is wrong with the tenant's file, each problem with its file and key.
pub type Faults = BTreeMap<String, Vec<String>>;

/// All problems of all files, one per line, each with its file and key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    problems: Vec<String>,
}

impl Tenants {
    /// Reads `base.toml` and `hosts/*.toml` in `dir`. Fails if anything is wrong with any of them.
    pub fn load(dir: &Path) -> Result<Self, LoadError> {
        let tenants = Self::default().read_again(dir, &|_| Ok(()))?;
        if tenants.own.is_empty() && tenants.faults.is_empty() {
            return Err(LoadError::no_tenant(dir));
        }
        tenants.without_faults()
    }

    /// What is wrong with any file, also with bases that no tenant uses.
    pub fn check(
        dir: &Path,
        accept: impl Fn(&Tenant) -> Result<(), String>,
    ) -> Result<(Self, Faults), LoadError> {
        Ok((
            Self::default().read_again(dir, &accept)?,
            bases::problems(dir),
        ))
    }

    /// Reads the files again. A tenant whose file is wrong keeps its settings, if it has some. Fails
    /// if the files as a whole cannot be read.
    pub(crate) fn read_again(
        &self,
        dir: &Path,
        accept: &dyn Fn(&Tenant) -> Result<(), String>,
    ) -> Result<Self, LoadError> {
        let suspended = toml_file::suspended(dir);
        let suspended = suspended.iter().map(|file| toml_file::host_of(file));
        Ok(Self {
            suspended: suspended.collect(),
            ..self.settled(file::read_all(dir)?, accept)
        })
    }

    fn settled(
        &self,
        files: BTreeMap<String, file::Read>,
        accept: &dyn Fn(&Tenant) -> Result<(), String>,
    ) -> Self {
        let (mut found, mut faults) = (BTreeMap::new(), Faults::new());
        for (host, read) in files {
            let accepted = read.and_then(|tenant| match accept(&tenant) {
                Ok(()) => Ok(tenant),
                Err(problem) => Err(vec![problem]),
            });
            match accepted {
                Ok(tenant) => {
                    found.insert(host, tenant);
                }
                Err(problems) => {
                    if let Some(before) = self.own.get(&host) {
                        found.insert(host.clone(), before.clone());
                    }
                    faults.insert(host, problems);
                }
            }
        }
        let own = self.without_collisions(found, &mut faults);
        self.followed_by(own, faults)
    }

    /// Reads a file that is to become `hosts/<host>.toml`. Returns its tenant, or the problems for which
    /// services would not serve it. With `instead_of`, it takes the place of that host's file.
    pub fn proposed(
        dir: &Path,
        file: &Path,
        host: &str,
        instead_of: Option<&str>,
        accept: impl Fn(&Tenant) -> Result<(), String>,
    ) -> Result<Arc<Tenant>, LoadError> {
        let mut files = file::read_all(dir)?;
        files.retain(|known, _| instead_of != Some(known));
        files.insert(host.to_owned(), file::read(dir, file, host));
        let mut tenants = Self::default().settled(files, &accept);
        if let Some(problems) = tenants.faults.remove(host) {
            return Err(LoadError { problems });
        }
        let tenant = tenants.by_host.remove(host);
        let tenant = tenant.ok_or_else(|| LoadError::new(format!("{host} was not read")))?;
        // Suspended tenants keep their names and databases.
        let suspended = toml_file::suspended(dir);
        let others = suspended.iter().filter(|other| *other != file);
        let others = others.filter_map(|other| {
            let known = file::read(dir, other, &toml_file::host_of(other)).ok()?;
            let shared = tenant.shared(&known).map(|(key, value)| {
                let by = toml_file::label(other);
                format!("hosts/{host}.toml: `{key}`: \"{value}\" is taken by {by}")
            });
            Some(shared.collect::<Vec<_>>())
        });
        let problems: Vec<_> = others.flatten().collect();
        if problems.is_empty() {
            Ok(tenant)
        } else {
            Err(LoadError { problems })
        }
    }

    /// The same tenants, with a problem of all files.
    pub(crate) fn with_fault(&self, error: &LoadError) -> Self {
        let fault = |host: &String| (host.clone(), error.problems.clone());
        Self {
            faults: self.own.keys().map(fault).collect(),
            ..self.clone()
        }
    }

    /// Two tenants must not share a name or a database. Those that have had theirs keep them; the
    /// others get a problem.
    fn without_collisions(
        &self,
        found: BTreeMap<String, Tenant>,
        faults: &mut Faults,
    ) -> BTreeMap<String, Tenant> {
        let (mut settled, changed): (BTreeMap<_, _>, BTreeMap<_, _>) =
            found.into_iter().partition(|(host, tenant)| {
                let before = self.own.get(host);
                before.is_some_and(|before| before.claims() == tenant.claims())
            });
        let mut refused = BTreeMap::new();
        for (host, tenant) in &changed {
            let others = settled.values().chain(changed.values());
            let others = others.filter(|other| other.host != *host);
            let problems: Vec<_> = others.flat_map(|other| tenant.collisions(other)).collect();
            if !problems.is_empty() {
                refused.insert(host.clone(), problems);
            }
        }
        let accepted = changed.into_iter();
        settled.extend(accepted.filter(|(host, _)| !refused.contains_key(host)));
        for (host, problems) in refused {
            if let Some(before) = self.own.get(&host)
                && settled
                    .values()
                    .all(|other| before.collisions(other).next().is_none())
            {
                settled.insert(host.clone(), before.clone());
            }
            faults.insert(host, problems);
        }
        settled
    }

    fn followed_by(&self, own: BTreeMap<String, Tenant>, faults: Faults) -> Self {
        let mut tenants: Vec<_> = own.values().cloned().collect();
        pace::divide(&mut tenants);
        let by_host: BTreeMap<_, _> = tenants
            .into_iter()
            .map(|tenant| {
                let before = self.by_host.get(&tenant.host);
                // Who holds the tenant sees by the pointer that nothing has changed.
                let unchanged = before.filter(|before| ***before == tenant).cloned();
                (
                    tenant.host.clone(),
                    unchanged.unwrap_or_else(|| Arc::new(tenant)),
                )
            })
            .collect();
        let by_name = by_host.values();
        Self {
            by_name: by_name
                .map(|tenant| (tenant.name.clone(), Arc::clone(tenant)))
                .collect(),
            by_host,
            own,
            faults,
            suspended: self.suspended.clone(),
        }
    }

    pub(crate) fn without_faults(self) -> Result<Self, LoadError> {
        if self.faults.is_empty() {
            return Ok(self);
        }
        let mut problems: Vec<String> = Vec::new();
        for problem in self.faults.into_values().flatten() {
            // A problem in base.toml occurs for each tenant, but is reported once.
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        Err(LoadError { problems })
    }

    /// The tenant of a `Host` header; case and port do not matter.
    pub fn by_host(&self, host: &str) -> Option<&Arc<Tenant>> {
        let name = host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.bytes().all(|byte| byte.is_ascii_digit()) {
                name
            } else {
                host
            }
        });
        self.by_host.get(&name.to_ascii_lowercase())
    }

    pub fn by_name(&self, name: &str) -> Option<&Arc<Tenant>> {
        self.by_name.get(name)
    }

    /// By name.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Tenant>> {
        self.by_name.values()
    }

    /// Each tenant's name with its database.
    pub fn databases(&self) -> impl Iterator<Item = (String, DatabaseAddress)> {
        self.iter()
            .map(|tenant| (tenant.name.clone(), tenant.database.clone()))
    }

    /// What is wrong with the files.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// The hosts of the tenants that are suspended.
    pub fn suspended(&self) -> &BTreeSet<String> {
        &self.suspended
    }

    /// The hosts of all files, with and without problems.
    pub fn hosts(&self) -> BTreeSet<&str> {
        let hosts = self.own.keys().chain(self.faults.keys());
        hosts.map(String::as_str).collect()
    }
}

impl Tenant {
    /// What no two tenants may share.
    fn claims(&self) -> [(&'static str, &str); 2] {
        [("name", &self.name), ("database", &self.database.name)]
    }

    fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'static str, &'a str)> {
        let pairs = self.claims().into_iter().zip(other.claims());
        let shared = pairs.filter(|(own, others)| own == others);
        shared.map(|(own, _)| own)
    }

    fn collisions<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = String> + 'a {
        self.shared(other).map(|(key, value)| {
            format!(
                "hosts/{}.toml: `{key}`: \"{value}\" is taken by hosts/{}.toml",
                self.host, other.host
            )
        })
    }
}

impl LoadError {
    pub(crate) fn new(problem: String) -> Self {
        Self {
            problems: vec![problem],
        }
    }

    pub(crate) fn no_tenant(dir: &Path) -> Self {
        Self::new(format!(
            "{}: no *.toml file, so there is no tenant",
            dir.join("hosts").display()
        ))
    }

    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for LoadError {}
