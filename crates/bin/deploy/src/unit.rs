//! What a unit of systemd says about the process that it starts.

/// Lines of a unit that a command of the same program needs, too: its user and its variables.
const PASSED_ON: [&str; 6] = [
    "User",
    "DynamicUser",
    "AmbientCapabilities",
    "UMask",
    "Environment",
    "EnvironmentFile",
];

#[derive(Debug)]
pub(crate) struct Unit {
    /// With `.service`.
    pub(crate) name: String,
    /// Names and values in the section `[Service]`.
    lines: Vec<(String, String)>,
}

impl Unit {
    /// `text`: the unit and its drop-ins, as `systemctl cat` prints them.
    pub(crate) fn parse(name: &str, text: &str) -> Self {
        let mut lines: Vec<(String, String)> = Vec::new();
        let mut section = "";
        for line in text.lines().map(str::trim) {
            if line.starts_with('[') {
                section = line;
            }
            let Some((key, value)) = line.split_once('=') else {
                continue;
            };
            if section != "[Service]" || !PASSED_ON.contains(&key) {
                continue;
            }
            if value.is_empty() {
                // A drop-in takes back what the lines before it set.
                lines.retain(|(set, _)| set != key);
            } else {
                lines.push((key.to_owned(), value.to_owned()));
            }
        }
        Self {
            name: name.to_owned(),
            lines,
        }
    }

    /// The value in the unit itself.
    pub(crate) fn variable(&self, name: &str) -> Option<&str> {
        let words = self.values("Environment").flat_map(str::split_whitespace);
        let mut pairs = words.filter_map(|word| word.trim_matches('"').split_once('='));
        let found = pairs.rfind(|(set, _)| *set == name);
        found.map(|(_, value)| value)
    }

    pub(crate) fn environment_files(&self) -> impl Iterator<Item = &str> {
        self.values("EnvironmentFile")
    }

    /// `Name=value` lines for a command of the same program.
    pub(crate) fn properties(&self) -> impl Iterator<Item = String> {
        self.lines
            .iter()
            .map(|(key, value)| format!("{key}={value}"))
    }

    fn values(&self, key: &str) -> impl DoubleEndedIterator<Item = &str> {
        let lines = self.lines.iter().filter(move |(set, _)| set == key);
        lines.map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../../deploy/systemd/espejo-backup-worker.service");

    #[test]
    fn a_unit_tells_its_user_and_its_variables() {
        let unit = Unit::parse("espejo-backup-worker.service", TEXT);
        let files: Vec<_> = unit.environment_files().collect();
        assert_eq!(files, ["/etc/espejo/backup-worker.env"]);
        assert_eq!(unit.variable("ESPEJO_OPS_BIND"), Some("127.0.0.1:9105"));
        let properties: Vec<_> = unit.properties().collect();
        let wanted = [
            "Environment=ESPEJO_TENANTS_DIR=/etc/espejo/tenants",
            "Environment=ESPEJO_OPS_BIND=127.0.0.1:9105",
            "EnvironmentFile=/etc/espejo/backup-worker.env",
            "User=postgres",
            "UMask=0077",
            "AmbientCapabilities=CAP_DAC_READ_SEARCH",
        ];
        assert_eq!(properties, wanted);
    }

    #[test]
    fn a_drop_in_replaces_what_the_unit_says() {
        let drop_in = "# /etc/systemd/system/espejo-backup-worker.service.d/override.conf\n\
                       [Service]\nAmbientCapabilities=\nEnvironmentFile=\n\
                       EnvironmentFile=/etc/own.env\n\
                       Environment=\"A=1\" ESPEJO_OPS_BIND=127.0.0.1:9205\n";
        let unit = Unit::parse(
            "espejo-backup-worker.service",
            &format!("{TEXT}\n{drop_in}"),
        );
        let files: Vec<_> = unit.environment_files().collect();
        assert_eq!(files, ["/etc/own.env"]);
        assert_eq!(unit.variable("A"), Some("1"));
        assert_eq!(unit.variable("ESPEJO_OPS_BIND"), Some("127.0.0.1:9205"));
        assert!(unit.properties().all(|line| !line.contains("CAP_DAC")));
    }
}
