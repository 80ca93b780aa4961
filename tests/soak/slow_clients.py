#!/usr/bin/env python3
"""Thousands of clients that are slow on purpose, beside recipients who click: what these notice of it.

    UNMTA_BUILD=build/release tests/soak/slow_clients.py [--connections 5000] [--seconds 30] [--kinds head,body,read,range,hello,deaf]

The kinds: slow heads, bodies, reading, and ranges by slowhttptest (the Debian package); by this script half of a TLS
hello, and many requests at once whose answers nobody reads. Each is started again whenever the engine has got rid of
it, so that the crowd is there for all of the time. They come from loopback, where the limit per address does not hold:
as if each came from an address of its own.

Beside them 16 recipients, kept and single connections of http and https in equal parts, ask --rate times a second all
together; a request's time begins before its connection, if it needs one, and ends with its answer's last byte. Fails
unless all were answered and 99 of 100 within 250 ms, and unless the crowd has come: nine tenths of it at once, or, by the kinds of reading and
ranges, as many requests, whose small answers are the system's affair as soon as they are written. The memory is the growth of the
engine's since before the first crowd, by connections.

What it has shown stands in CONTRIBUTING.md. Ends with 77 without slowhttptest, where that is asked for."""
import argparse
import contextlib
import os
import pathlib
import resource
import select
import shutil
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from peers import PATIENCE, Engine, World, wait_for  # noqa: E402
from restart import HOST, Recipient  # noqa: E402
from robustness import active_domain, metrics, mint  # noqa: E402

RECIPIENTS = 16
MOST_AT_P99 = 0.250
KINDS = {
    "head": ("http", "-H", "-i", "5", "-x", "16"),
    "body": ("http", "-B", "-i", "5", "-s", "8192", "-x", "16"),
    "read": ("http", "-X", "-k", "10", "-w", "1", "-y", "8", "-n", "5", "-z", "5"),
    "range": ("http", "-R", "-a", "5", "-b", "1500", "-i", "5"),
    "hello": ("https", b"\x16\x03\x01\x02\x00\x01\x00"),
    "deaf": ("http", b"GET / HTTP/1.1\r\nHost: nobody.example\r\n\r\n" * 200),
}
PASSING = ("read", "range")


class Visitor(Recipient):
    """A recipient at a steady pace, whose times are kept. One that falls behind does not catch up."""

    def __init__(self, crowd, path, port, kept, tls, pause):
        super().__init__(crowd, path, port, kept, tls)
        self.pause, self.times, self.faults = pause, [], []

    def run(self):
        due = time.monotonic()
        while not self.crowd.over.wait(max(0, due - time.monotonic())):
            began = time.monotonic()
            try:
                self.click()
                self.times.append((began, time.monotonic() - began))
            except Exception as error:  # noqa: B902 -- a failed request is a figure here
                self.faults.append((began, error))
                self.connection = None
            due = max(due + self.pause, time.monotonic())


class Visitors:
    def __init__(self, engine, rate):
        self.over = threading.Event()
        cluster = active_domain(engine, HOST)
        wait_for("the domain has its certificate",
                 lambda: engine.ctl_json("domain", "show", HOST)["certificate"]["state"] == "valid")
        paths = mint(engine, cluster, engine.token(), [f"slow-{i}@example.com" for i in range(RECIPIENTS)])
        self.all = [Visitor(self, path, engine.https if i & 1 else engine.http, bool(i & 2), bool(i & 1),
                            RECIPIENTS / rate) for i, path in enumerate(paths)]
        for visitor in self.all:
            visitor.start()

    def between(self, begin, end):
        times = sorted(t for v in self.all for at, t in list(v.times) if begin <= at < end)
        return times, [error for v in self.all for at, error in list(v.faults) if begin <= at < end]

    def end(self):
        self.over.set()
        for visitor in self.all:
            visitor.join(PATIENCE)


class SlowTool:
    """slowhttptest, again and again."""

    def __init__(self, engine, options, count):
        scheme, *rest = options
        port = engine.https if scheme == "https" else engine.http
        self.argv = ["slowhttptest", *rest, "-c", str(count), "-r", "2000", "-l", "120", "-p", "5", "-v", "0",
                     "-u", f"{scheme}://127.0.0.1:{port}/"]
        self.process = None

    def go_on(self):
        if not self.process or self.process.poll() is not None:
            self.process = subprocess.Popen(self.argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                            stdin=subprocess.DEVNULL)

    def end(self):
        self.process.kill()
        self.process.wait(PATIENCE)


class Mutes:
    """Connections that say one thing and then neither speak nor read; one that is closed comes again."""

    def __init__(self, engine, words, count):
        scheme, self.words = words
        self.port = engine.https if scheme == "https" else engine.http
        self.count, self.epoll, self.clients = count, select.epoll(), {}

    def go_on(self):
        for number, _ in self.epoll.poll(0):
            self.clients.pop(number).close()
        for _ in range(min(500, self.count - len(self.clients))):
            client = socket.socket()
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            client.settimeout(PATIENCE)
            client.connect(("127.0.0.1", self.port))
            client.sendall(self.words)
            self.clients[client.fileno()] = client
            self.epoll.register(client, select.EPOLLRDHUP)  # of the end only: the answers may lie there

    def end(self):
        for client in self.clients.values():
            client.close()
        self.epoll.close()


def resident(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise AssertionError("no resident set")


def connections(engine, token):
    return int(metrics(engine, token)["unmta_edge_connections_open"])


def requests(engine, token):
    return int(sum(value for name, value in metrics(engine, token).items()
                   if name.startswith(("unmta_edge_requests_total", "unmta_edge_bad_requests_total"))))


def quantile(times, share):
    return times[min(len(times) - 1, int(len(times) * share))] if times else float("inf")


def crowd_of(engine, kind, count):
    if not kind:
        return None
    words = KINDS[kind]
    return Mutes(engine, words, count) if isinstance(words[1], bytes) else SlowTool(engine, words, count)


def run_kind(engine, token, visitors, kind, options, before):
    count = options.connections
    wait_for("the crowd before has gone", lambda: connections(engine, token) <= 2 * RECIPIENTS)
    crowd, came = crowd_of(engine, kind, count), requests(engine, token)
    peak, highest, begin = 0, before, time.monotonic()
    while time.monotonic() < begin + options.seconds:
        if crowd:
            crowd.go_on()
        peak = max(peak, connections(engine, token))
        highest = max(highest, resident(engine.process.child.pid))
        visitors.over.wait(0.2)
    times, faults = visitors.between(begin, time.monotonic())
    came = max(0, requests(engine, token) - came - len(times) - RECIPIENTS)
    if crowd:
        crowd.end()
    each = (highest - before) / max(1, peak)
    print(f"| {kind or 'nobody'} | {came} | {peak} | {len(times)} | {len(faults)} | {quantile(times, 0.5) * 1000:.1f} | "
          f"{quantile(times, 0.99) * 1000:.1f} | {times[-1] * 1000 if times else 0:.0f} | "
          f"{f'{each:.1f}' if kind and kind not in PASSING else '–'} |", flush=True)
    for error in faults[:3]:
        print(f"  {error!r}")
    has_come = not kind or (came if kind in PASSING else peak) >= count * 9 // 10
    return not faults and quantile(times, 0.99) <= MOST_AT_P99 and has_come


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=float, default=160)
    parser.add_argument("--kinds", default=",".join(KINDS))
    options = parser.parse_args()
    kinds = options.kinds.split(",")
    if any(not isinstance(KINDS[kind][1], bytes) for kind in kinds) and not shutil.which("slowhttptest"):
        print("slowhttptest is missing: apt-get install slowhttptest, or --kinds hello,deaf")
        return 77
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    world, well = World(), True
    with contextlib.ExitStack() as stack:
        stack.callback(world.close)
        engine = Engine(world, extra=["--sandbox"])
        token = engine.token()
        visitors = Visitors(engine, options.rate)
        stack.callback(visitors.end)
        print(f"load {os.getloadavg()[0]:.1f}\n")
        print("| slow | their requests | at once | answered | failed | p50 ms | p99 ms | longest ms | KiB each |")
        print("|---|---|---|---|---|---|---|---|---|")
        before = resident(engine.process.child.pid)
        for kind in ["", *kinds]:
            well &= run_kind(engine, token, visitors, kind, options, before)
        print(f"\nload {os.getloadavg()[0]:.1f}")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
