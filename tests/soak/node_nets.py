"""Several engines and a PostgreSQL, each in a network of its own, for the soak tests of nodes.

The test program itself runs in one more network, the hub, where recipients, name servers, authority and relay are too. Two
bridges lead from there: one to the engines' outer side, one between engines and database, from which each can be cut off. No
network has a name, so nothing is left once the programs have ended."""
import contextlib
import json
import os
import pathlib
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from peers import PATIENCE, PROGRAMS, ZONE, Engine, World, wait_for  # noqa: E402
from robustness import DESTINATION  # noqa: E402

SKIPPED = 77
OUTSIDE, STORE = "10.77.0", "10.78.0"
HUB = f"{OUTSIDE}.1"
DATABASE = f"{STORE}.99"
HTTP, HTTPS, API = 8080, 8443, 8089
INSIDE = "UNMTA_TEST_IN_HUB"


def ip(*words):
    subprocess.run(["ip", *map(str, words)], check=True, capture_output=True, timeout=PATIENCE)


def enter_hub():
    """Goes on in a network of its own, or says why that cannot be and ends."""
    missing = [name for name in ("ip", "unshare", "nsenter", "setpriv") if not shutil.which(name)]
    if os.environ.get(INSIDE):
        ip("link", "set", "lo", "up")
        for bridge in ("outside", "store"):
            ip("link", "add", "name", bridge, "type", "bridge")
            ip("link", "set", bridge, "up")
        ip("address", "add", f"{HUB}/24", "dev", "outside")
        del os.environ[INSIDE]
        return
    if os.geteuid() != 0:
        skip("networks of one's own want root")
    if missing:
        skip(f"{', '.join(missing)} not found")
    if not list(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        skip("PostgreSQL is not installed")
    if subprocess.run(["unshare", "--net", "ip", "link", "add", "name", "outside", "type", "bridge"], capture_output=True).returncode:
        skip("this system gives no networks of one's own")
    os.execvpe("unshare", ["unshare", "--net", "--", sys.executable, *sys.argv], {**os.environ, INSIDE: "1"})


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


@contextlib.contextmanager
def trial():
    """A world in the hub. Where something fails, what its programs have said, and what nodes do that do not answer."""
    enter_hub()
    world, done = World(), False
    try:
        yield world
        done = True
    finally:
        for node in Node.made if not done else []:
            if node.process.alive() and not node.nodes():
                print(f"--- what {node.name} does\n{node.threads()}")
        world.close(keep_logs=not done)


class Network:
    """One computer's: `links` are names of bridges with its address there."""

    def __init__(self, world, name, **links):
        self.name, self.links = name, links
        holder = world.run(f"{name}-net", ["unshare", "--net", "--", "sleep", "infinity"])
        self.pid = holder.child.pid
        own = os.readlink("/proc/self/ns/net")
        wait_for("its network", lambda: os.readlink(f"/proc/{self.pid}/ns/net") != own)
        self.run("ip", "link", "set", "lo", "up")
        for bridge, address in links.items():
            here, there = self.port(bridge), f"{bridge[:5]}0"
            ip("link", "add", "name", here, "type", "veth", "peer", "name", there, "netns", self.pid)
            ip("link", "set", here, "up", "master", bridge)
            self.run("ip", "address", "add", f"{address}/24", "dev", there)
            self.run("ip", "link", "set", there, "up")

    def port(self, bridge):
        return f"{self.name}-{bridge[:5]}"

    def inside(self, *words):
        return ["nsenter", f"--net=/proc/{self.pid}/ns/net", "--", *map(str, words)]

    def run(self, *words):
        subprocess.run(self.inside(*words), check=True, capture_output=True, timeout=PATIENCE)

    def cut(self, bridge):
        """What is sent either way vanishes from now on; nobody is told."""
        ip("link", "set", self.port(bridge), "nomaster")

    def mend(self, bridge):
        ip("link", "set", self.port(bridge), "master", bridge)


class Database:
    """PostgreSQL as it comes out of initdb, on the disk of the temporary directory."""

    def __init__(self, world):
        self.world, self.network = world, Network(world, "db", store=DATABASE)
        self.folder = world.folder / "postgres"
        self.folder.mkdir()
        world.folder.chmod(0o755)
        user = pwd.getpwnam("postgres")
        os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.bin = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        subprocess.run([*self.humble(), self.bin / "initdb", "-D", self.folder / "data", "--auth=trust", "--encoding=UTF8",
                        "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        with open(self.folder / "data/pg_hba.conf", "a") as rules:
            rules.write(f"host all all {STORE}.0/24 trust\n")
        self.url = f"postgresql://postgres@{DATABASE}/postgres"
        self.start()
        world.at_end(self.kill)

    @staticmethod
    def humble():
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]

    def start(self):
        self.process = self.world.run("postgres", self.network.inside(
            *self.humble(), self.bin / "postgres", "-D", self.folder / "data", "-k", self.folder,
            "-c", f"listen_addresses={DATABASE}"))
        wait_for("PostgreSQL", lambda: self.query("SELECT 'up'") == "up")

    def kill(self):
        """As a power cut, for those who are connected."""
        if self.process.alive():
            self.process.child.send_signal(signal.SIGQUIT)
            self.process.child.wait(PATIENCE)

    def query(self, sql):
        done = subprocess.run(["psql", "-h", self.folder, "-U", "postgres", "-XAtq", "-c", sql], capture_output=True,
                              text=True, timeout=PATIENCE)
        return done.stdout.strip()


class Node(Engine):
    """A real engine in its own network. The first one makes the master key, the others get it."""
    made = []

    def __init__(self, world, number, database, settings=(), first=None, extra=()):
        self.world, self.name, self.number = world, f"node{number}", number
        self.settings, self.extra = [f"edge.target_zone={ZONE}", *settings], ["--store", database.url, *extra]
        self.address = f"{OUTSIDE}.{10 + number}"
        self.network = Network(world, self.name, outside=self.address, store=f"{STORE}.{10 + number}")
        self.data = self.place(world, self.name)
        self.http, self.https, self.api = HTTP, HTTPS, API
        if first:
            self.data.mkdir(mode=0o700)
            shutil.copy(first.data / "master.key", self.data / "master.key")
            self.settings = []
        self.start()
        self.made.append(self)

    def _argv(self, http, https, api):
        argv = [PROGRAMS / "unmta-engine", "--data-dir", self.data, "--http", f"{self.address}:{http}", "--https",
                f"{self.address}:{https}", "--api", f"127.0.0.1:{api}"]
        for setting in self.settings:
            argv += ["--set", setting]
        return self.network.inside(*argv, *self.extra)

    def _answers(self, api):
        return subprocess.run([PROGRAMS / "unmta-ctl", "--data-dir", self.data, "node", "list"], capture_output=True,
                              timeout=PATIENCE).returncode == 0

    def nodes(self):
        """What it knows of all of them; nothing while it cannot tell."""
        with contextlib.suppress(AssertionError, subprocess.TimeoutExpired):
            return self.ctl_json("node", "list")
        return []

    def has_upkeep(self):
        return any(node["this"] and node["upkeep"] for node in self.nodes())

    def signal(self, number):
        self.process.child.send_signal(number)

    def threads(self):
        """Where each of its threads is, as a debugger sees it."""
        if not shutil.which("gdb"):
            return "(no debugger)"
        return subprocess.run(["gdb", "--batch", "-p", str(self.process.child.pid), "-ex", "thread apply all backtrace"],
                              capture_output=True, text=True, timeout=2 * PATIENCE).stdout

    def curl_edge(self, host, path):
        """What its edge says to a recipient, head first."""
        return self._curl([], "--connect-to", f"::{self.address}:{self.http}", f"http://{host}{path}")

    def curl_api(self, *words):
        """By somebody on its own computer."""
        return self._curl(self.network.inside(), *words)

    @staticmethod
    def _curl(where, *words):
        done = subprocess.run([*where, "curl", "-sS", "-i", "--noproxy", "*", "--max-time", str(PATIENCE), *words],
                              capture_output=True, text=True, timeout=2 * PATIENCE)
        assert done.returncode == 0, done.stderr
        return done.stdout


class Recipients:
    """People who click, `rate` times a second in all, each time at one of the addresses in turn; who gets no answer, or
    none within two seconds, counts it and goes elsewhere for a while, as browsers and balancers do."""

    PATIENCE = 2.0
    ELSEWHERE = 5.0
    CONNECTIONS = 30

    def __init__(self, addresses, host, paths, rate):
        self.addresses, self.rate = list(addresses), rate
        self.requests = [f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode() for path in paths]
        self.answered = self.unanswered = 0
        self.wrong, self.by_address = [], {address: 0 for address in addresses}
        self.slowest = 0.0
        self.avoided = {}
        self.lock, self.done = threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self._click, args=(number,), daemon=True) for number in range(self.CONNECTIONS)]
        self.began = time.monotonic()
        for thread in self.threads:
            thread.start()

    def _choose(self, number):
        now = time.monotonic()
        good = [address for address in self.addresses if self.avoided.get(address, 0) < now]
        return (good or self.addresses)[number % len(good or self.addresses)]

    def _click(self, number):
        pause, due, turn = self.CONNECTIONS / self.rate, time.monotonic() + random.random() / 10, number
        connection = address = None
        while not self.done.wait(max(0.0, due - time.monotonic())):
            due = max(due + pause, time.monotonic() - 1)  # who was kept waiting does not make up for all of it
            wanted = self._choose(number)
            turn += 1
            try:
                if connection is None or address != wanted:
                    if connection:
                        connection.close()
                    address, connection = wanted, None
                    connection = socket.create_connection((address, HTTP), timeout=self.PATIENCE)
                began = time.monotonic()
                connection.sendall(self.requests[turn % len(self.requests)])
                head = b""
                while b"\r\n\r\n" not in head:
                    part = connection.recv(65536)
                    if not part:
                        raise ConnectionError
                    head += part
                self._note(address, head, time.monotonic() - began)
            except OSError:
                with self.lock:
                    self.unanswered += connection is not None
                    self.avoided[address] = time.monotonic() + self.ELSEWHERE
                if connection:
                    connection.close()
                connection = None
        if connection:
            connection.close()

    def _note(self, address, head, took):
        right = head.startswith(b"HTTP/1.1 302") and f"\r\nLocation: {DESTINATION}\r\n".encode() in head
        with self.lock:
            self.answered += 1
            self.by_address[address] += 1
            self.slowest = max(self.slowest, took)
            if not right:
                self.wrong.append(head[:200])

    def stop(self):
        """Clicks a second, of those that were answered."""
        self.done.set()
        for thread in self.threads:
            thread.join(PATIENCE)
        return self.answered / (time.monotonic() - self.began)


def links(node, host):
    """Paths of click links of the host, for Recipients."""
    mint = ("link", "mint", "--kind", "click", "--url", DESTINATION, "--recipient", "ann@example.net", "--tracking-host", host,
            "--allow-http")
    return ["/" + node.ctl_json(*mint, "--message-id", f"m{i}@example.com")["url"].split("/", 3)[3] for i in range(50)]


def stored(database):
    """Of the events: how many have arrived in the database."""
    total = database.query("SELECT (SELECT coalesce(sum(events), 0) FROM event_segment) + "
                           "(SELECT coalesce(sum(events), 0) FROM event_batch)")
    return int(total) if total.isdigit() else -1


def all_were_right(recipients):
    """Ends them; fails where one was answered by anything but its destination."""
    rate = recipients.stop()
    print(f"{recipients.answered} clicks answered, {rate:.0f} a second, {len(recipients.wrong)} wrong, "
          f"{recipients.unanswered} without an answer; slowest {recipients.slowest:.2f} s", flush=True)
    assert not recipients.wrong, recipients.wrong[:3]


def every_event_once(node, database, recipients):
    """Waits until what was answered has arrived, and looks whether each is there once."""
    wait_for("every event", lambda: stored(database) >= recipients.answered, 5 * PATIENCE)
    file = node.data / "export.ndjson"
    subprocess.run([PROGRAMS / "unmta-ctl", "--data-dir", node.data, "event", "export", "--format", "ndjson", "--output",
                    file], check=True, timeout=20 * PATIENCE)
    with open(file, encoding="utf-8") as lines:
        ids = [json.loads(line)["event_id"] for line in lines]
    assert len(ids) == len(set(ids)), f"{len(ids) - len(set(ids))} events are there twice"
    # Who got no answer may have been heard all the same.
    assert recipients.answered <= len(ids) <= recipients.answered + recipients.unanswered, \
        (recipients.answered, len(ids), recipients.unanswered)
    print(f"{len(ids)} events, each there once")
