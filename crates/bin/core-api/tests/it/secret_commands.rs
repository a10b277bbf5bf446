//! The operator's commands for encrypted passwords and keys of encryption, through the binary.

use std::{
    fs,
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Stdio},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use tempfile::TempDir;

use crate::world::write_tenants;

const FILE: &str = "hosts/andina.localhost.toml";
const PASSWORD: &str = "pässword of Odoo";

/// The text of these keys in a setting.
pub(crate) fn keys(keys: &[u8]) -> String {
    let keys: Vec<_> = keys.iter().map(|key| STANDARD.encode([*key; 32])).collect();
    keys.join(" ")
}

struct Operator {
    config: TempDir,
}

impl Operator {
    fn create() -> Self {
        let config = tempfile::tempdir().unwrap();
        write_tenants(config.path(), "espejo_a", "espejo_p");
        Self { config }
    }

    /// Whether the command succeeded, and what it printed: (output, errors).
    fn run(&self, keys: &str, arguments: &[&str], input: &str) -> (bool, String, String) {
        let mut command = Command::new(testkit::binary("core-api"));
        command
            .args(arguments)
            .env_clear()
            .env("ESPEJO_TENANTS_DIR", self.config.path())
            .env("ESPEJO_ODOO_KEY", keys)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that refuses its settings does not read its input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (told, errors) = (text(output.stdout), text(output.stderr));
        for secret in [PASSWORD, keys] {
            assert!(secret.is_empty() || !format!("{told}{errors}").contains(secret));
        }
        (output.status.success(), told, errors)
    }

    fn good(&self, keys: &str, arguments: &[&str]) -> String {
        let (is_good, told, errors) = self.run(keys, arguments, "");
        assert!(is_good, "{arguments:?}: {told}{errors}");
        told
    }

    fn refused(&self, keys: &str, arguments: &[&str], reason: &str) {
        let (is_good, told, errors) = self.run(keys, arguments, "");
        assert!(!is_good, "{arguments:?}");
        assert!(format!("{told}{errors}").contains(reason), "{told}{errors}");
    }

    /// The line that `secrets encrypt` prints.
    fn encrypt(&self, keys: &str, host: &str) -> String {
        let arguments = ["secrets", "encrypt", "--host", host];
        let (is_good, line, errors) = self.run(keys, &arguments, &format!("{PASSWORD}\n"));
        assert!(is_good, "{errors}");
        assert!(errors.contains(&format!("hosts/{host}.toml")), "{errors}");
        line.trim_end().to_owned()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.config.path().join(file)).unwrap()
    }

    /// Puts the line into a file, between comments.
    fn put(&self, file: &str, line: &str) {
        let text = self.read(file);
        let place = "password_env = 'A'";
        assert!(text.contains(place), "{text}");
        let line = format!("# Of Odoo.\r\n  {line}   # from Ana, 2026-12-01");
        fs::write(self.path(file), text.replace(place, &line)).unwrap();
    }

    fn path(&self, file: &str) -> std::path::PathBuf {
        self.config.path().join(file)
    }
}

fn value(line: &str) -> &str {
    line.split('"').nth(1).unwrap()
}

#[test]
fn a_password_is_encrypted_for_one_host_and_the_check_opens_it() {
    let operator = Operator::create();
    let key = keys(&[1]);
    let line = operator.encrypt(&key, "andina.localhost");
    assert!(line.starts_with("password_encrypted = \"v1."), "{line}");
    assert_ne!(line, operator.encrypt(&key, "andina.localhost"));
    operator.put(FILE, &line);
    let checked = operator.good(&key, &["tenants", "check"]);
    assert!(
        checked.contains("hosts/andina.localhost.toml: good"),
        "{checked}"
    );
    // Without the key the check reads the form only.
    operator.good("", &["tenants", "check"]);

    operator.put("hosts/pampa.localhost.toml", &line);
    let reason = "hosts/pampa.localhost.toml: `odoo.password_encrypted`: the value was encrypted \
                  for something else than pampa.localhost";
    operator.refused(&key, &["tenants", "check"], reason);
    operator.refused(
        &keys(&[2]),
        &["secrets", "check"],
        "ESPEJO_ODOO_KEY has only",
    );

    let encrypt = ["secrets", "encrypt", "--host", "andina.localhost"];
    operator.refused(
        "",
        &encrypt,
        "ESPEJO_ODOO_KEY is missing; `openssl rand -base64 32`",
    );
    operator.refused("c2hvcnQ=", &encrypt, "ESPEJO_ODOO_KEY: it is not 32 bytes");
    operator.refused(&key, &encrypt, "standard input has no password");
    let wrong = ["secrets", "encrypt", "--host", "../andina"];
    let (is_good, _, errors) = operator.run(&key, &wrong, PASSWORD);
    assert!(
        !is_good && errors.contains("is not a host name"),
        "{errors}"
    );
}

#[test]
fn a_new_key_encrypts_every_file_again_and_changes_nothing_else() {
    let operator = Operator::create();
    let (old, both, new) = (keys(&[1]), keys(&[2, 1]), keys(&[2]));
    let andina = operator.encrypt(&old, "andina.localhost");
    let pampa = operator.encrypt(&old, "pampa.localhost");
    operator.put(FILE, &andina);
    operator.put("hosts/pampa.localhost.toml", &pampa);
    operator.good("", &["tenants", "suspend", "pampa.localhost"]);
    let file = operator.path(FILE);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let before = operator.read(FILE);

    let told = operator.good(&both, &["secrets", "check"]);
    assert!(!told.contains("not needed any more"), "{told}");
    let told = operator.good(&both, &["secrets", "rotate"]);
    assert!(told.contains("the newest: 2 passwords"), "{told}");
    assert!(
        told.contains(": 0 passwords: not needed any more, remove it"),
        "{told}"
    );
    let after = operator.read(FILE);
    assert_ne!(after, before);
    let value_now = after.split("password_encrypted = \"").nth(1).unwrap();
    let value_now = value_now.split('"').next().unwrap();
    assert_eq!(after.replace(value_now, value(&andina)), before);
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(
        operator
            .read("suspended/pampa.localhost.toml")
            .contains("from Ana")
    );
    // Nothing is left beside the files.
    let names = |folder: &Path| fs::read_dir(folder).unwrap().count();
    assert_eq!(names(&operator.path("hosts")), 1);

    // The old key is not needed any more, and a second time nothing is written.
    operator.good(&new, &["tenants", "check"]);
    operator.good(&new, &["secrets", "rotate"]);
    assert_eq!(operator.read(FILE), after);
    operator.refused(&old, &["secrets", "rotate"], "some secrets have problems");
    assert_eq!(operator.read(FILE), after);
}

#[test]
fn one_bad_file_does_not_stop_the_rotation_of_the_others() {
    let operator = Operator::create();
    let (old, both) = (keys(&[1]), keys(&[2, 1]));
    let line = operator.encrypt(&old, "andina.localhost");
    operator.put(FILE, &line);
    // Of another host.
    operator.put("hosts/pampa.localhost.toml", &line);
    let (is_good, told, _) = operator.run(&both, &["secrets", "rotate"], "");
    assert!(!is_good);
    assert!(
        told.contains(
            "hosts/pampa.localhost.toml: `odoo.password_encrypted`: the value was encrypted for"
        ),
        "{told}"
    );
    assert!(told.contains("the newest: 1 passwords"), "{told}");
    // Who removed the old key now would lose the other password.
    assert!(!told.contains("not needed any more"), "{told}");
    assert!(operator.read("hosts/pampa.localhost.toml").contains(&line));
}

#[test]
fn a_renamed_tenant_keeps_its_encrypted_password() {
    let operator = Operator::create();
    let key = keys(&[1]);
    let line = operator.encrypt(&key, "andina.localhost");
    operator.put(FILE, &line);
    let rename = ["tenants", "rename", "andina.localhost", "sur.localhost"];
    operator.refused("", &rename, "nothing was changed");
    operator.refused(&keys(&[2]), &rename, "nothing was changed");
    operator.good(&key, &rename);
    assert!(!operator.path(FILE).exists());
    let text = operator.read("hosts/sur.localhost.toml");
    assert!(text.contains("from Ana") && !text.contains(&line), "{text}");
    operator.good(&key, &["tenants", "check"]);
}
