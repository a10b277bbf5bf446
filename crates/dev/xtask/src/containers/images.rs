//! The images: ours from the built programs and the libraries of this machine, PostgreSQL and RabbitMQ
//! from the packages of the distribution, because no registry is asked. They have the names that
//! `docker-compose.yml` has.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, ensure};

use crate::{
    console,
    containers::engine::Engine,
    messages::say,
    programs::{output, program, succeeds},
    stop::Stop,
};

const COMPOSE_FILE: &str = "docker-compose.yml";
const START_POSTGRES: &str = "tools/containers/postgres.sh";
const CERTIFICATES: &str = "/etc/ssl/certs/ca-certificates.crt";
const TIME_ZONES: &str = "/usr/share/zoneinfo";
const FONTS: [&str; 2] = [
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/opentype/noto",
];
const CONSOLE: &str = "/usr/share/espejo/console";
/// The user of our images.
const USER: u32 = 65532;

const OURS: [&str; 5] = [
    "core-api",
    "sync-worker",
    "export-worker",
    "scheduler",
    "odoo-sim",
];

/// A server from packages, in place of an image of its project: the same user, folders and rights.
struct Server {
    /// The image in docker-compose.yml, without its tag.
    name: &'static str,
    packages: &'static str,
    /// Runs in the installed root.
    setup: &'static str,
    changes: &'static [&'static str],
}

const SERVERS: [Server; 2] = [
    Server {
        name: "postgres",
        packages: "postgresql,ca-certificates,tzdata",
        setup: "groupmod -o -g 999 postgres && usermod -o -u 999 postgres \
                && rm -rf /var/lib/postgresql && install -d -o 999 -g 999 /var/lib/postgresql/data \
                && install -d -o 999 -g 999 -m 3777 /run/postgresql \
                && ln -sf /usr/lib/postgresql/*/bin/* /usr/local/bin/ && apt-get clean",
        changes: &[
            "ENTRYPOINT [\"/usr/local/bin/start\"]",
            "ENV PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ],
    },
    Server {
        name: "rabbitmq",
        packages: "rabbitmq-server,procps",
        setup: "groupmod -o -g 999 rabbitmq && usermod -o -u 999 rabbitmq \
                && rm -rf /var/lib/rabbitmq && install -d -o 999 -g 999 /var/lib/rabbitmq \
                && install -d -o 999 -g 999 -m 1777 /var/log/rabbitmq \
                && install -d /etc/rabbitmq/conf.d && apt-get clean \
                && echo '[rabbitmq_management,rabbitmq_prometheus].' >/etc/rabbitmq/enabled_plugins",
        changes: &[
            "ENTRYPOINT [\"/usr/lib/rabbitmq/bin/rabbitmq-server\"]",
            "ENV PATH=/usr/lib/rabbitmq/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "ENV HOME=/var/lib/rabbitmq",
            "ENV RABBITMQ_LOGS=-",
        ],
    },
];

/// Makes what is missing, and ours again.
pub(crate) fn make(engine: &Engine, stop: &Stop, programs: &Path) -> Result<()> {
    for server in &SERVERS {
        make_server(engine, stop, server)?;
    }
    for name in OURS {
        stop.check()?;
        let root = engine.path("roots").join(name);
        let with_console = fill(&root, name, &programs.join(name))?;
        let mut changes = vec![
            "ENTRYPOINT [\"/service\"]".to_owned(),
            "USER 65532:65532".to_owned(),
            "ENV ESPEJO_TENANTS_DIR=/etc/espejo".to_owned(),
            "ENV ESPEJO_OPS_BIND=0.0.0.0:9090".to_owned(),
        ];
        if with_console {
            changes.push(format!("ENV ESPEJO_CONSOLE_DIR={CONSOLE}"));
        }
        import(
            engine,
            &root,
            &image_of(&format!("espejo/{name}"))?,
            &changes,
        )?;
    }
    Ok(())
}

/// The image with this name in docker-compose.yml, with its tag.
fn image_of(name: &str) -> Result<String> {
    let text = fs::read_to_string(COMPOSE_FILE)?;
    let mut images = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("image: "));
    let image = images.find(|image| image.split(':').next() == Some(name));
    let image = image.with_context(|| format!("{COMPOSE_FILE} has no image {name}"))?;
    Ok(format!("localhost/{image}"))
}

/// Once, unless its recipe has changed.
fn make_server(engine: &Engine, stop: &Stop, server: &Server) -> Result<()> {
    let image = image_of(server.name)?;
    let start = fs::read_to_string(START_POSTGRES)?;
    let Server {
        packages,
        setup,
        changes,
        ..
    } = server;
    let recipe = format!("{image}\n{packages}\n{setup}\n{changes:?}\n{start}");
    let made = engine.path("roots").join(server.name).join("recipe");
    let is_same = fs::read_to_string(&made).is_ok_and(|there| there == recipe);
    if is_same && succeeds(engine.podman().args(["image", "exists", &image])) {
        return Ok(());
    }
    say(format_args!(
        "making the image {image} from packages; this takes a minute or two, once"
    ));
    let folder = engine.path("roots").join(server.name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let root = folder.join("root");
    install(engine, stop, packages, &root)?;
    let mut inside = program("chroot");
    stop.run(inside.arg(&root).args(["/bin/sh", "-c", setup]))?;
    fs::copy(START_POSTGRES, root.join("usr/local/bin/start"))?;
    let changes: Vec<_> = changes.iter().map(|change| (*change).to_owned()).collect();
    import(engine, &root, &image, &changes)?;
    fs::remove_dir_all(&root)?;
    Ok(fs::write(made, recipe)?)
}

/// A root with these packages, from where this machine gets its own.
fn install(engine: &Engine, stop: &Stop, packages: &str, root: &Path) -> Result<()> {
    let release = fs::read_to_string("/etc/os-release")?;
    let suite = release
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))
        .context("/etc/os-release has no VERSION_CODENAME")?;
    let mut targets = program("apt-get");
    targets.args([
        "indextargets",
        "--format",
        "$(SITE) $(RELEASE) $(COMPONENT)",
    ]);
    let targets = output(targets.arg("Created-By: Packages"))?;
    let mirror = targets.lines().find_map(|line| {
        let address = line.strip_suffix(&format!(" {suite} main"))?;
        Some(address.to_owned())
    });
    let mirror = mirror.with_context(|| format!("apt has no source of {suite}"))?;
    let log = fs::File::create(engine.path("debootstrap.log"))?;
    let mut command = program("debootstrap");
    command
        .args(["--variant=minbase", &format!("--include={packages}"), suite])
        .arg(root)
        .arg(mirror)
        .stdout(log);
    let installed = stop.run(&mut command);
    installed.with_context(|| {
        let log = engine.path("debootstrap.log");
        format!("debootstrap failed: {}", log.display())
    })
}

/// The root of one of our images, as deploy/Dockerfile makes it. Returns whether it has the console.
fn fill(root: &Path, name: &str, binary: &Path) -> Result<bool> {
    let _ = fs::remove_dir_all(root);
    for folder in [
        "etc/ssl/certs",
        "etc/espejo",
        "usr/share/fonts",
        "run/odoo",
        "tmp",
        "var/lib/espejo/files",
    ] {
        fs::create_dir_all(root.join(folder))?;
    }
    fs::set_permissions(root.join("tmp"), fs::Permissions::from_mode(0o1777))?;
    chown(root.join("var/lib/espejo/files"), Some(USER), Some(USER))?;
    fs::write(
        root.join("etc/passwd"),
        format!("nonroot:x:{USER}:{USER}::/:/service\n"),
    )?;
    let mut strip = program("objcopy");
    strip.arg("--strip-debug").arg(binary);
    output(strip.arg(root.join("service")))?;
    for library in libraries(binary)? {
        copy(&library, root)?;
    }
    copy(Path::new(CERTIFICATES), root)?;
    copy(Path::new(TIME_ZONES), root)?;
    if name == "export-worker" {
        for fonts in FONTS
            .map(Path::new)
            .into_iter()
            .filter(|path| path.exists())
        {
            copy(fonts, root)?;
        }
    }
    let built = console::built().filter(|_| name == "core-api");
    if let Some(built) = &built {
        fs::create_dir_all(inside(root, Path::new("/usr/share/espejo"))?)?;
        let to = inside(root, Path::new(CONSOLE))?;
        output(program("cp").arg("-r").arg(built).arg(to))?;
    }
    Ok(built.is_some())
}

/// The libraries that the program loads, and what loads them.
fn libraries(binary: &Path) -> Result<Vec<PathBuf>> {
    let listed = output(program("ldd").arg(binary))?;
    let paths = listed
        .split_whitespace()
        .filter(|word| word.starts_with('/'))
        .map(PathBuf::from)
        .collect::<Vec<_>>();
    ensure!(!paths.is_empty(), "{} loads nothing", binary.display());
    Ok(paths)
}

/// To the same path in the root; links become what they lead to.
fn copy(path: &Path, root: &Path) -> Result<()> {
    let to = inside(root, path)?;
    let folder = to.parent().context("a path without folder")?;
    fs::create_dir_all(folder)?;
    output(program("cp").args(["-rL", "--"]).arg(path).arg(folder)).map(|_| ())
}

fn inside(root: &Path, path: &Path) -> Result<PathBuf> {
    Ok(root.join(path.strip_prefix("/")?))
}

fn import(engine: &Engine, root: &Path, image: &str, changes: &[String]) -> Result<()> {
    let mut packed = program("tar")
        .arg("-C")
        .arg(root)
        .args(["-c", "."])
        .stdout(Stdio::piped())
        .spawn()?;
    let mut command = engine.podman();
    command.args(["import", "--quiet"]);
    for change in changes {
        command.args(["--change", change]);
    }
    let from = packed.stdout.take().context("tar has no output")?;
    let ran = command
        .args(["-", image])
        .stdin(from)
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .status()?;
    let packed = packed.wait()?;
    ensure!(
        ran.success() && packed.success(),
        "{image} could not be imported"
    );
    Ok(())
}
