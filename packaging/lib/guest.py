"""Clean Debian systems for packaging/stranger: made once by debootstrap, copied for each guest, booted with systemd as
their first process in namespaces of their own. Nothing of a guest reaches a network."""
import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

PATIENCE = 120.0
MIRROR = os.environ.get("UNMTA_MIRROR", "http://deb.debian.org/debian")


def wait_for(what, condition, seconds=PATIENCE):
    """Asks again and again until the condition holds; its value comes back."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.1)  # a look-again interval of a bounded wait


def sh(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False,
                          stdin=subprocess.DEVNULL, **more)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def copy_tree(source, target):
    sh("cp", "-a", "--reflink=auto", source, target)


def prepared_root(cache, packages, present):
    """A clean Debian 12 with the packages `present` installed and everything downloaded that `packages` depend on, so that
    apt needs no network later. Kept in `cache`."""
    wants = "".join(sh("dpkg-deb", "-f", package, "Depends") for package in packages) + " ".join(present)
    prepared = cache / f"prepared-{hashlib.sha256(wants.encode()).hexdigest()[:12]}"
    if prepared.is_dir():
        return prepared
    cache.mkdir(parents=True, exist_ok=True)
    base = cache / "bookworm"
    if not base.is_dir():
        print(f"    debootstrap bookworm from {MIRROR}", flush=True)
        shutil.rmtree(unfinished := cache / "bookworm.unfinished", ignore_errors=True)
        sh("debootstrap", "--variant=minbase", "--include=systemd,systemd-sysv,dbus,ca-certificates", "bookworm", unfinished,
           MIRROR)
        unfinished.rename(base)
    print("    what the packages depend on is downloaded", flush=True)
    shutil.rmtree(unfinished := cache / "prepared.unfinished", ignore_errors=True)
    copy_tree(base, unfinished)
    shutil.copy("/etc/resolv.conf", unfinished / "etc/resolv.conf")
    (unfinished / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
    (unfinished / "usr/sbin/policy-rc.d").chmod(0o755)
    (place := unfinished / "tmp/packages").mkdir()
    for package in packages:
        shutil.copy(package, place)
    apt = "env DEBIAN_FRONTEND=noninteractive apt-get -q -y"
    sh("chroot", unfinished, "sh", "-ec", f"""
        mount -t proc proc /proc
        trap 'umount /proc' EXIT
        apt-get -q update
        {apt} --no-install-recommends install {" ".join(present)}
        {apt} --download-only install /tmp/packages/*.deb
        rm -r /tmp/packages /usr/sbin/policy-rc.d""")
    (unfinished / "etc/resolv.conf").write_text("nameserver 127.0.0.1\n")
    unfinished.rename(prepared)
    return prepared


class Guest:
    """A booted copy of a root. `addresses` are its own, on its loopback interface."""

    def __init__(self, root, place, addresses=()):
        self.place = place
        copy_tree(root, place)
        (place / "etc/hostname").write_text(f"{place.name}\n")
        self.nspawn = subprocess.Popen(
            ["systemd-nspawn", "-q", "-D", place, "--boot", "--private-network", "--register=no", "--keep-unit",
             "--console=pipe", "--resolv-conf=off", "--link-journal=no"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.leader = wait_for("the guest's first process", self._find_leader)
        wait_for(f"{place.name} is up", lambda: self.run("systemctl", "is-system-running", expect=None).stdout.strip()
                 in ("running", "degraded"))
        for address in addresses:
            sh(*self._enter("-n"), "ip", "address", "add", f"{address}/32", "dev", "lo")

    def _find_leader(self):
        if self.nspawn.poll() is not None:
            raise AssertionError(f"systemd-nspawn ended with {self.nspawn.returncode}")
        with contextlib.suppress(OSError, ValueError):
            children = Path(f"/proc/{self.nspawn.pid}/task/{self.nspawn.pid}/children").read_text().split()
            if children and Path(f"/proc/{children[0]}/comm").read_text().strip() == "systemd":
                return children[0]
        return None

    def _enter(self, *namespaces):
        return ["nsenter", "-t", self.leader, *namespaces]

    def run(self, *words, expect=0, text=True, **more):
        """In the guest, as its root."""
        environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root",
                       "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "TERM": "dumb"}
        done = subprocess.run([*self._enter("-m", "-u", "-i", "-n", "-p", "-C"), "env", "-C", "/srv", *map(str, words)],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=text, check=False, env=environment,
                              stdin=None if "input" in more else subprocess.DEVNULL, timeout=600, **more)
        if expect is not None and done.returncode != expect:
            raise AssertionError(f"{' '.join(map(str, words))} ended with {done.returncode}:\n{done.stdout}")
        return done

    def shell(self, line, expect=0, **more):
        return self.run("sh", "-c", line, expect=expect, **more).stdout

    def beside(self, *words, **more):
        """A program of this computer that sees the guest's network."""
        return subprocess.Popen([*self._enter("-n"), *map(str, words)], stdin=subprocess.DEVNULL, **more)

    def beside_result(self, *words):
        return subprocess.run([*self._enter("-n"), *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, check=False, timeout=PATIENCE)

    def put(self, source, target):
        """A target that ends with a slash is a directory."""
        place = self.place / target.lstrip("/")
        (place if target.endswith("/") else place.parent).mkdir(parents=True, exist_ok=True)
        (shutil.copytree if Path(source).is_dir() else shutil.copy)(source, place)

    def stop(self):
        if self.nspawn.poll() is None:
            self.nspawn.send_signal(signal.SIGTERM)
            try:
                self.nspawn.wait(60)
            except subprocess.TimeoutExpired:
                self.nspawn.kill()
                self.nspawn.wait()
