#!/usr/bin/env python3
"""Twenty webhooks under load: ten receivers take batches, five keep silent, behind five addresses nobody listens.

    UNMTA_BUILD=build/ci tests/soak/webhook_load.py [--rate 2000] [--seconds 30]

Clicks come by two connections at --rate a second. Fails unless each of the ten has had every event, none of them more
than two seconds after it was recorded, and the engine's memory has stopped growing a third of the way through. What it has
shown stands in CONTRIBUTING.md."""
import argparse
import datetime
import http.client
import json
import multiprocessing
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from peers import PATIENCE, Engine, World, wait_for  # noqa: E402
from robustness import active_domain, mint  # noqa: E402
from webhooks import HOST, Receiver  # noqa: E402

HEALTHY, SILENT, NOBODY = 10, 5, 5
MOST_BEHIND = 2.0
MOST_GROWTH_KIB = 8 * 1024


class Counter(Receiver):
    """Counts what it takes, and how long after its time."""

    def __init__(self, world, verdict=lambda n: 200):
        self.count, self.behind = 0, []
        super().__init__(world, verdict)

    def take(self, headers, body):
        content, now = json.loads(body), time.time()
        envelopes = content["data"] if headers.get("webhook-batch") == "true" else [content]
        self.count += len(envelopes)
        oldest = datetime.datetime.fromisoformat(envelopes[0]["timestamp"].replace("Z", "+00:00"))
        self.behind.append(now - oldest.timestamp())


def click(port, paths, rate, seconds, done):
    """`rate` clicks a second on one connection, some at a time."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.connect()
    requests = [f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode() for path in paths]
    start, sent = time.monotonic(), 0
    while (passed := time.monotonic() - start) < seconds:
        due = min(int(passed * rate) - sent, 20)
        if due <= 0:
            done.wait(0.002)
            continue
        connection.sock.sendall(b"".join(requests[(sent + i) % len(requests)] for i in range(due)))
        answers = b""
        while answers.count(b"HTTP/1.1 302") < due:
            answers += connection.sock.recv(65536)
        sent += due
    return sent


def clicking(port, paths, rate, seconds, done, results):
    results.put(click(port, paths, rate, seconds, done))


def resident(engine):
    """In KiB."""
    status = pathlib.Path(f"/proc/{engine.process.child.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=2000)
    parser.add_argument("--seconds", type=int, default=30)
    asked = parser.parse_args()
    world = World()
    try:
        engine = Engine(world, ["monitor.auto_verify=off"], extra=["--sandbox"])
        cluster, token = active_domain(engine), engine.token()
        paths = mint(engine, cluster, token, [f"m{number}@example.com" for number in range(500)])
        healthy = [Counter(world) for _ in range(HEALTHY)]
        urls = [receiver.url for receiver in healthy + [Counter(world, lambda n: None) for _ in range(SILENT)]]
        urls += [f"http://127.0.0.1:{port}/" for port in range(1, 1 + NOBODY)]
        for url in urls:
            status, reply, _ = engine.call("POST", f"/api/v1/clusters/{cluster}/webhooks",
                                           {"url": url, "types": ["event.click"], "batch": True}, token=token)
            assert status == 201, reply
        results, done = multiprocessing.Queue(), multiprocessing.Event()
        clients = [multiprocessing.Process(target=clicking,
                                           args=(engine.http, paths, asked.rate / 2, asked.seconds, done, results))
                   for _ in range(2)]
        for client in clients:
            client.start()
        memory = []
        while any(client.is_alive() for client in clients):
            clients[0].join(asked.seconds / 12)
            memory.append(resident(engine))
        sent = sum(results.get() for _ in clients)
        wait_for("every event at every receiver", lambda: all(receiver.count >= sent for receiver in healthy))
        behind = sorted(lag for receiver in healthy for lag in receiver.behind)
        third = memory[len(memory) // 3:]
        growth = max(third) - third[0]
        print(f"{sent} events, {sent / asked.seconds:.0f}/s, to {HEALTHY} of {len(urls)} webhooks; behind: p50 "
              f"{behind[len(behind) // 2]:.2f} s, largest {behind[-1]:.2f} s; memory {third[0] // 1024} MiB, later "
              f"{growth / 1024:+.1f} MiB")
        assert behind[-1] <= MOST_BEHIND and growth <= MOST_GROWTH_KIB
    finally:
        world.close()


if __name__ == "__main__":
    main()
