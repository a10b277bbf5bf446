#!/usr/bin/python3
"""systemctl, systemd-run and logger where systemd does not run.

It starts and stops what the units in $ESPEJO_TEST_ROOT/etc/systemd/system say, with their Environment
and EnvironmentFile lines, whose paths are below that root. Calls are noted in $ESPEJO_TEST_ROOT/calls.
"""

import fcntl
import glob
import os
import signal
import subprocess
import sys
import time

ROOT = os.environ["ESPEJO_TEST_ROOT"]


def place(path):
    return ROOT + path if path.startswith(("/etc/espejo", "/opt/espejo")) else path


def environment(lines):
    """As in systemd, a file counts more than a line."""
    found = {"PATH": "/usr/bin:/bin"}
    for kind in ["Environment", "EnvironmentFile"]:
        for key, value in lines:
            if key != kind:
                continue
            pairs = [value]
            if kind == "EnvironmentFile":
                with open(place(value)) as file:
                    pairs = [line.strip() for line in file if not line.startswith("#")]
            for pair in pairs:
                name, _, value = pair.partition("=")
                found[name] = place(value)
    return found


def files(name):
    """The unit and its drop-ins."""
    path = f"{ROOT}/etc/systemd/system/{name}"
    return [path] + sorted(glob.glob(f"{path}.d/*.conf"))


def unit(name):
    lines = []
    for path in files(name):
        with open(path) as file:
            section = file.read().split("[Service]\n")[1].split("\n[")[0]
        lines += [line for line in section.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split("=", 1)) for line in lines]


def pid_file(name):
    return f"{ROOT}/run/{name}"


def running(name):
    """The process of a unit, or None. A dead one that nobody waits for does not run."""
    try:
        with open(pid_file(name)) as file:
            pid = int(file.read())
        with open(f"/proc/{pid}/stat") as file:
            return None if file.read().rsplit(")", 1)[1].split()[0] == "Z" else pid
    except (FileNotFoundError, ProcessLookupError):
        return None


def stop(name):
    pid = running(name)
    if pid is None:
        return
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + 30
    while running(name) is not None:
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def start(name):
    lines = unit(name)
    [command] = [value.split() for key, value in lines if key == "ExecStart"]
    with open(f"{ROOT}/run/{name}.log", "a") as log:
        child = subprocess.Popen(
            [place(command[0])] + command[1:],
            env=environment(lines),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    with open(pid_file(name), "w") as file:
        file.write(str(child.pid))


def systemctl(arguments):
    if arguments == ["daemon-reload"]:
        return 0
    verb, name = arguments[0], arguments[-1]
    if verb == "restart":
        # systemd does one job of a unit after the other.
        with open(f"{ROOT}/run/lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            stop(name)
            start(name)
        return 0
    if arguments[:-1] == ["show", "--property=ActiveState", "--value"]:
        print("inactive" if running(name) is None else "active")
        return 0
    if verb == "cat":
        for path in files(name):
            with open(path) as file:
                print(f"# {path}\n{file.read()}")
        return 0
    sys.exit(f"systemctl {verb} is not known here")


def systemd_run(arguments):
    at = arguments.index("--")
    options, command = arguments[:at], arguments[at + 1 :]
    lines = []
    while options:
        option = options.pop(0)
        if option == "-p":
            lines.append(tuple(options.pop(0).split("=", 1)))
        elif option not in ["--quiet", "--pipe", "--wait", "--collect"]:
            sys.exit(f"systemd-run {option} is not known here")
    return subprocess.run(command, env=environment(lines), check=False).returncode


def main():
    name, arguments = os.path.basename(sys.argv[0]), sys.argv[1:]
    os.makedirs(f"{ROOT}/run", exist_ok=True)
    with open(f"{ROOT}/calls", "a") as calls:
        calls.write(" ".join([name] + arguments) + "\n")
    programs = {"systemctl": systemctl, "systemd-run": systemd_run, "logger": lambda _: 0}
    sys.exit(programs[name](arguments))


main()
