//! `.espejo/env`: what a checkout remembers between starts, in lines `NAME='value'` that a shell can
//! read as well. It contains passwords, so only its owner may read it.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The file `.espejo/env` of a checkout, by its path. Each call reads the file again, because another process may have
/// changed it.
#[derive(Clone, Debug)]
pub struct EnvFile(PathBuf);

impl EnvFile {
    /// The file need not exist yet.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// The file of the checkout in which this program was built.
    pub fn of_checkout() -> Self {
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        Self(checkout.join(".espejo/env"))
    }

    /// The value of this variable, if the file has one.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut all = self.all().into_iter();
        all.find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Names and values in the order of the file.
    pub fn all(&self) -> Vec<(String, String)> {
        let text = fs::read_to_string(&self.0).unwrap_or_default();
        text.lines().filter_map(pair).collect()
    }

    /// Gives the variable this value and keeps all other lines. A reader sees the old file or the
    /// new one, never a part.
    pub fn set(&self, name: &str, value: &str) -> io::Result<()> {
        if value.contains(['\'', '\n']) {
            let reason = format!("{name} has a quotation mark or a line break");
            return Err(io::Error::new(ErrorKind::InvalidInput, reason));
        }
        let old = match fs::read_to_string(&self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            old => old?,
        };
        let new = self.0.with_extension("new");
        let _ = fs::remove_file(&new);
        OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&new)?
            .write_all(replaced(&old, name, value).as_bytes())?;
        fs::rename(&new, &self.0)
    }
}

/// The name and the value of a line `NAME='value'`.
fn pair(line: &str) -> Option<(String, String)> {
    let (name, rest) = line.split_once("='")?;
    Some((name.to_owned(), rest.strip_suffix('\'')?.to_owned()))
}

fn replaced(old: &str, name: &str, value: &str) -> String {
    let start = format!("{name}=");
    let kept = old.lines().filter(|line| !line.starts_with(&start));
    let kept: String = kept.flat_map(|line| [line, "\n"]).collect();
    format!("{kept}{name}='{value}'\n")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::{EnvFile, pair, replaced};

    #[test]
    fn a_variable_is_found_by_its_whole_name() {
        let file = file("ESPEJO_URL_OLD='a'\nESPEJO_URL='b=c'\n");
        assert_eq!(file.1.get("ESPEJO_URL").as_deref(), Some("b=c"));
        assert_eq!(file.1.get("ESPEJO"), None);
        assert_eq!(pair("# a comment"), None);
    }

    #[test]
    fn a_new_value_replaces_the_old_one_and_keeps_the_others() {
        let old = "A='1'\n# by hand\nAB='2'\n";
        assert_eq!(replaced(old, "A", "3"), "# by hand\nAB='2'\nA='3'\n");
        assert_eq!(replaced("", "A", "3"), "A='3'\n");
    }

    #[test]
    fn only_the_owner_can_read_the_file() {
        let file = file("A='1'\n");
        fs::set_permissions(&file.1.0, fs::Permissions::from_mode(0o644)).unwrap();
        file.1.set("B", "2").unwrap();
        let mode = fs::metadata(&file.1.0).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_to_string(&file.1.0).unwrap(), "A='1'\nB='2'\n");
    }

    #[test]
    fn a_value_that_would_break_the_line_is_refused() {
        let file = file("A='1'\n");
        assert!(file.1.set("A", "it's").is_err());
        assert!(file.1.set("A", "two\nlines").is_err());
        assert_eq!(file.1.get("A").as_deref(), Some("1"));
    }

    fn file(text: &str) -> (tempfile::TempDir, EnvFile) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("env");
        fs::write(&path, text).unwrap();
        (folder, EnvFile::new(path))
    }
}
