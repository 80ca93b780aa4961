"""The world around an engine, for flow tests: real servers on loopback ports, each ended by its own process id.
Everything lives in one temporary folder; nothing needs root."""
import contextlib
import json
import os
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from ports import COUNT, FIRST, listens, take_port

BUILD = pathlib.Path(os.environ.get("UNMTA_BUILD", pathlib.Path(__file__).resolve().parents[2] / "build/dev")).resolve()
PROGRAMS = BUILD / "bin"
# Whether engines have their stores on a PostgreSQL, as the tests in C++ by the same word.
ON_POSTGRESQL = os.environ.get("UNMTA_TEST_STORE") == "postgresql"
SKIPPED = 77
ZONE = "track.unmta.net"
# Says "not for ever" only: no machine is so busy that it needs as long.
PATIENCE = 60.0


def wait_for(what, condition, seconds=PATIENCE):
    """Asks again and again until the condition holds; its value comes back."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds:.0f} s: {what}")
        look_again_pause()


def look_again_pause():
    # A short look-again interval of a bounded wait, not a guess how long something takes.
    time.sleep(0.05)


def clean_environment(**more):
    """What a program under test sees: nothing of ours."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith("UNMTA_")}, **more}


def find_program(name):
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/bin:/bin")
    if not found:
        raise AssertionError(f"{name} is not installed; packaging/install-dependencies --test installs it")
    return found


class PortClash(AssertionError):
    """A peer ended because somebody else sits on its port."""


class Process:
    """A program of the test's own: its output goes to a file, its end is waited for."""

    def __init__(self, name, folder, argv, env=None):
        self.name = name
        self.log = folder / f"{name}.log"
        self.output = open(self.log, "ab")
        self.began = self.output.tell()
        self.child = subprocess.Popen([find_program(argv[0]), *map(str, argv[1:])], stdout=self.output,
                                      stderr=self.output, stdin=subprocess.DEVNULL, cwd=folder,
                                      env=clean_environment(**(env or {})))

    def alive(self):
        return self.child.poll() is None

    def come_up(self, ports, answers=lambda: True, more_logs=()):
        """Waits until this very process listens on all of the ports and answers. One that does not tells its last
        words."""
        deadline = time.monotonic() + PATIENCE
        while True:
            alive = self.alive()
            if alive and all(listens(self.child.pid, port) for port in ports) and answers():
                return
            if alive and time.monotonic() < deadline:
                look_again_pause()
                continue
            words = self.own_text()[-3000:] + "".join(log.read_text(errors="replace")[-3000:]
                                                  for log in more_logs if log.exists())
            state = "still runs" if alive else f"ended with {self.child.returncode}"
            message = f"{self.name} did not come up; it {state}. Its last words:\n{words or '(none)'}"
            clash = not alive and re.search(r"in use|EADDRINUSE", words, re.IGNORECASE)
            raise (PortClash if clash else AssertionError)(message)

    def kill(self):
        self.child.kill()
        self.child.wait(PATIENCE)

    def stop(self):
        if self.alive():
            self.child.terminate()
            try:
                self.child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
        self.output.close()
        return self.child.returncode

    def text(self):
        """What it and its predecessors of the same name have said."""
        return self.log.read_text(errors="replace")

    def own_text(self):
        return self.log.read_bytes()[self.began:].decode(errors="replace")


class Dns:
    """nsd with the customers' zones and the target zone, unbound in front of it. `edges`: where the target zone leads."""

    def __init__(self, world, address="127.0.0.1", edges=("127.0.0.1",), nsd_port=None):
        self.world, self.address = world, address
        self.folder = world.folder / "dns"
        self.folder.mkdir()
        self.zones = {"example.com": [], "example.org": [], ZONE: [f"* 60 A {edge}" for edge in edges]}
        self._write_zones()
        answers = lambda port: query_udp(port, ZONE, 6, address)
        self.nsd, (self.nsd_port,) = world.peer("nsd", 1, self._nsd, answers, ports=nsd_port and (nsd_port,))
        self.unbound, (self.port,) = world.peer("unbound", 1, self._unbound, answers)

    def _nsd(self, port):
        zone_blocks = "".join(f'zone:\n  name: "{z}"\n  zonefile: "{z}.zone"\n' for z in self.zones)
        (self.folder / "nsd.conf").write_text(f"""server:
  ip-address: {self.address}
  port: {port}
  username: ""
  chroot: ""
  zonesdir: "{self.folder}"
  pidfile: "{self.folder}/nsd.pid"
  xfrdfile: "{self.folder}/xfrd.state"
  zonelistfile: "{self.folder}/zone.list"
  xfrdir: "{self.folder}"
  database: ""
  server-count: 1
  verbosity: 1
remote-control:
  control-enable: no
{zone_blocks}""")
        return ["nsd", "-d", "-c", self.folder / "nsd.conf"]

    def _unbound(self, port):
        stubs = "".join(f'stub-zone:\n  name: "{z}"\n  stub-addr: {self.address}@{self.nsd_port}\n' for z in self.zones)
        (self.folder / "unbound.conf").write_text(f"""server:
  interface: {self.address}
  access-control: {self.address}/24 allow
  port: {port}
  username: ""
  chroot: ""
  directory: "{self.folder}"
  pidfile: "{self.folder}/unbound.pid"
  use-syslog: no
  module-config: "iterator"
  do-not-query-localhost: no
  do-ip6: no
  outgoing-port-avoid: {FIRST}-{FIRST + COUNT - 1}
  cache-max-ttl: 0
  cache-max-negative-ttl: 0
  num-threads: 1
remote-control:
  control-enable: yes
  control-interface: "{self.folder}/unbound.sock"
  control-use-cert: no
{stubs}""")
        return ["unbound", "-d", "-c", self.folder / "unbound.conf"]

    def _write_zones(self):
        self.serial = getattr(self, "serial", 0) + 1
        for zone, lines in self.zones.items():
            head = [f"$ORIGIN {zone}.", "$TTL 60",
                    f"@ SOA ns.{zone}. hostmaster.{zone}. {self.serial} 3600 600 86400 1",
                    "@ NS ns", f"ns A {self.address}"]
            (self.folder / f"{zone}.zone").write_text("\n".join(head + lines) + "\n")

    def publish(self, zone, *lines):
        """The zone's own records from now on, as lines of a zone file. Waits until nsd serves them."""
        self.zones[zone] = list(lines)
        self._write_zones()
        os.kill(self.nsd.child.pid, 1)
        wait_for("nsd serves the new zone", lambda: self._served_serial(zone) == self.serial)
        # A TTL of 0 still lasts until the second is over.
        subprocess.run([find_program("unbound-control"), "-c", self.folder / "unbound.conf", "flush_zone", zone],
                       check=True, capture_output=True, timeout=PATIENCE)

    def _served_serial(self, zone):
        reply = query_udp(self.nsd_port, zone, 6, self.address)
        # The serial is the fifth 32-bit word from the end of the SOA's data.
        return int.from_bytes(reply[-20:-16], "big") if reply and reply[7] else None


def query_udp(port, name, rrtype, address="127.0.0.1"):
    labels = b"".join(bytes([len(part)]) + part.encode() for part in name.split("."))
    packet = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00" + labels + b"\0" + rrtype.to_bytes(2, "big") + b"\0\x01"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.settimeout(1)
        sock.sendto(packet, (address, port))
        try:
            reply = sock.recv(4096)
        except OSError:
            return None
    # Answers alone: with an authority section the data of the SOA would not stand last.
    answers, authority = int.from_bytes(reply[6:8], "big"), int.from_bytes(reply[8:10], "big")
    return reply if answers == 1 and authority == 0 else _answer_only(reply, labels)


def _answer_only(reply, labels):
    """Cuts the message behind its first answer record."""
    if int.from_bytes(reply[6:8], "big") < 1:
        return None
    at = 12 + len(labels) + 1 + 4
    at += 2 if reply[at] >= 0xC0 else len(labels) + 1
    length = int.from_bytes(reply[at + 8:at + 10], "big")
    return reply[:at + 10 + length]


class Pebble:
    """The ACME server; rejects half of all nonces, and validates at the engine's own http port. `settings` are further
    ones of its configuration."""

    def __init__(self, world, http_port, dns_port, nonce_reject=50, address="127.0.0.1", **settings):
        self.address = address
        self.folder = world.folder / "pebble"
        self.folder.mkdir()
        self.ca_file = self.folder / "listener.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", self.folder / "listener.key", "-out", self.ca_file, "-days", "2",
                        "-subj", "/CN=pebble", "-addext", f"subjectAltName=IP:{address},DNS:localhost"],
                       check=True, capture_output=True)

        def arrange(port, management):
            (self.folder / "config.json").write_text(json.dumps({"pebble": {
                "listenAddress": f"{address}:{port}", "managementListenAddress": f"{address}:{management}",
                "certificate": str(self.ca_file), "privateKey": str(self.folder / "listener.key"),
                "httpPort": http_port, "tlsPort": 1, "ocspResponderURL": "", "externalAccountBindingRequired": False,
                **settings}}))
            return ["pebble", "-config", self.folder / "config.json", "-dnsserver", f"{address}:{dns_port}"]

        self.process, (self.port, self.management) = world.peer(
            "pebble", 2, arrange, lambda port, management: self._get(f"https://{address}:{port}/dir"),
            {"PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": str(nonce_reject)})
        self.directory = f"https://{address}:{self.port}/dir"

    def _get(self, url):
        context = ssl.create_default_context(cafile=self.ca_file)
        with urllib.request.urlopen(url, context=context, timeout=PATIENCE) as reply:
            return reply.read()

    def root(self):
        path = self.folder / "root.pem"
        path.write_bytes(self._get(f"https://{self.address}:{self.management}/roots/0"))
        return path


def with_slow_sync(argv, **how):
    """The command on a disk that is slow or hangs, see slow_sync.c. The process stays the same one."""
    # A sanitizer that comes second does not mind.
    return ["env", f"LD_PRELOAD={BUILD / 'tests' / 'slow_sync.so'}", "ASAN_OPTIONS=verify_asan_link_order=0",
            *(f"{name}={value}" for name, value in how.items()), *argv]


class Engine:
    """unmta-engine on loopback ports; its ports stay the same when it is started again."""

    def __init__(self, world, settings=(), extra=(), name="engine"):
        self.world, self.name, self.settings, self.extra = world, name, list(settings), list(extra)
        if not any(setting.startswith("edge.target_zone=") for setting in self.settings):
            self.settings.append(f"edge.target_zone={ZONE}")
        if "--store" not in self.extra:
            self.extra += world.store()
        self.data = self.place(world, name)
        self.process, (self.http, self.https, self.api) = world.peer(
            name, 3, self._argv, lambda http, https, api: self._answers(api))

    def place(self, world, name):
        """Its data directory."""
        return world.folder / f"{name}-data"

    def start(self):
        self.begin()
        self.come_up()

    def begin(self):
        self.process = self.world.run(self.name, self._argv(self.http, self.https, self.api))

    def come_up(self):
        self.process.come_up((self.http, self.https, self.api), lambda: self._answers(self.api))

    def _argv(self, http, https, api):
        argv = [PROGRAMS / "unmta-engine", "--data-dir", self.data, "--http", f"127.0.0.1:{http}",
                "--https", f"127.0.0.1:{https}", "--api", f"127.0.0.1:{api}"]
        for setting in self.settings:
            argv += ["--set", setting]
        return argv + self.extra

    @staticmethod
    def _answers(api):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{api}/healthz", timeout=PATIENCE):
            return True
        return False

    def ctl(self, *words, expect=0):
        done = subprocess.run([PROGRAMS / "unmta-ctl", "--data-dir", self.data, *map(str, words)],
                              capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
        assert done.returncode == expect, f"unmta-ctl {' '.join(map(str, words))}: {done.returncode}\n" \
                                          f"{done.stdout}{done.stderr}"
        return done.stdout

    def ctl_json(self, *words, expect=0):
        return json.loads(self.ctl("--json", *words, expect=expect) or "null")

    def token(self, scope="admin"):
        return self.ctl_json("token", "create", f"test-{scope}-{time.monotonic_ns()}", "--scope", scope)["token"]

    def call(self, method, path, body=None, token=None, raw=None, headers=None):
        """(status, decoded body, headers) of one management API call."""
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"http://127.0.0.1:{self.api}{path}", data=data, method=method)
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
                return reply.status, _decoded(reply.read()), reply.headers
        except urllib.error.HTTPError as error:
            return error.code, _decoded(error.read()), error.headers

    def curl(self, url, root=None, *more):
        """curl by the link's own name, led to this engine's ports: (exit code, head, body)."""
        argv = ["curl", "-sS", "-i", "--max-time", str(PATIENCE), "--noproxy", "*",
                "--connect-to", f"::127.0.0.1:{self.https if url.startswith('https') else self.http}", *more, url]
        if root:
            argv[1:1] = ["--cacert", str(root)]
        done = subprocess.run(argv, capture_output=True, timeout=2 * PATIENCE)
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        return done.returncode, head.decode("latin-1"), body


def _decoded(body):
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body


class World:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="unmta-flow-"))
        self.processes = []
        self.last_things = []
        self.after_all = []
        self.server, self.stores = None, 0

    def at_end(self, action):
        """Called when the world is taken down, before its processes are ended; the latest first."""
        self.last_things.append(action)

    def afterwards(self, action):
        """The same, once its processes have ended."""
        self.after_all.append(action)

    def store(self):
        """What an engine is given so that its store is where the tests of this run want it: a schema of its own, or files."""
        if not ON_POSTGRESQL:
            return []
        if not self.server:
            from postgres import Postgres  # which needs this module
            self.server = Postgres(self)
        self.stores += 1
        return ["--store", f"{self.server.url()}&schema=store{self.stores}"]

    def run(self, name, argv, env=None):
        process = Process(name, self.folder, argv, env)
        self.processes.append(process)
        return process

    def peer(self, name, count, arrange, answers=lambda *ports: True, env=None, more_logs=(), ports=None):
        """A server on `count` ports that are its own until the test program's end. arrange(*ports) writes its
        configuration and returns its command, answers(*ports) asks whether it serves. One that finds a port occupied all
        the same gets others, unless `ports` says which. Returns (process, ports)."""
        given = ports
        for tries_left in (4, 3, 2, 1, 0) if given is None else (0,):
            ports = given or tuple(take_port() for _ in range(count))
            process = self.run(name, arrange(*ports), env)
            try:
                process.come_up(ports, lambda: answers(*ports), more_logs)
                return process, ports
            except PortClash:
                if not tries_left:
                    raise

    def close(self, keep_logs=False):
        for action in reversed(self.last_things):
            action()
        for process in reversed(self.processes):
            process.stop()
        for action in reversed(self.after_all):
            action()
        if keep_logs:
            for process in {process.name: process for process in self.processes}.values():
                print(f"--- {process.name}\n{process.text()[-4000:]}")
        shutil.rmtree(self.folder, ignore_errors=True)


def run_tests(module_tests):
    """Runs the functions one after the other, each in a world of its own; the exit status tells."""
    if ON_POSTGRESQL:
        from postgres import Postgres
        if not Postgres.is_here():
            print("PostgreSQL is not installed")
            raise SystemExit(SKIPPED)
    failed = []
    for test in module_tests:
        world = World()
        started = time.monotonic()
        try:
            test(world)
            print(f"ok   {test.__name__} ({time.monotonic() - started:.1f} s)", flush=True)
            world.close()
        except BaseException as error:  # noqa: B902 -- the world must be taken down whatever happened
            print(f"FAIL {test.__name__}: {error!r}", flush=True)
            world.close(keep_logs=True)
            if not isinstance(error, Exception):
                raise
            import traceback
            traceback.print_exception(error)
            failed.append(test.__name__)
    raise SystemExit(1 if failed else 0)
