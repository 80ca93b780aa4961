#!/usr/bin/env python3
"""What one, two and three engines on one PostgreSQL answer in all, when each may use the same small share of a processor.

    sudo UNMTA_BUILD=build/bench tests/soak/nodes_capacity.py [--share 0.2] [--nodes 1 2] [--rounds 5] [--seconds 10]

The build has bench_edge_generator. Each engine is in a network and a control group of its own, which bounds its
processor time; database and simulated recipients have what is left of the machine, and how much of it was idle is told: where
that comes near to none, the machine was measured and not the nodes. Recipients click, each as soon as it has its answer, by
http over kept connections and by https with a handshake for each click. Fails unless two nodes answer 1.8 times as much as
one. What it has shown stands in resources/docs/operator/scaling.md."""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys

from node_nets import HTTP, HTTPS, HUB, OUTSIDE, Database, Node, links, skip, stored, trial, wait_for
from nodes_database import STEADY, verified
from peers import PATIENCE, PROGRAMS, Dns

LEAST_GROWTH = 1.8
PERIOD_US = 50_000
WAYS = {"kept connections, http": ["--port", HTTP], "a handshake each, https": ["--port", HTTPS, "--tls", "full", "--close"]}


class Share:
    """A control group whose processes get `share` of one processor in all."""

    def __init__(self, world, name, share):
        old = pathlib.Path("/sys/fs/cgroup/cpu")
        self.folder = (old if old.is_dir() else pathlib.Path("/sys/fs/cgroup")) / f"unmta-test-{name}"
        quota = round(share * PERIOD_US)
        try:
            self.folder.mkdir()
            world.at_end(self.remove)
            if old.is_dir():
                (self.folder / "cpu.cfs_period_us").write_text(str(PERIOD_US))
                (self.folder / "cpu.cfs_quota_us").write_text(str(quota))
            else:
                (self.folder / "cpu.max").write_text(f"{quota} {PERIOD_US}")
        except OSError as error:
            skip(f"no control groups that bound processor time: {error}")

    def hold(self, pid):
        (self.folder / "cgroup.procs").write_text(str(pid))

    def remove(self):
        root = self.folder.parent / "cgroup.procs"
        for pid in (self.folder / "cgroup.procs").read_text().split():
            root.write_text(pid)
        self.folder.rmdir()


def idle_and_all():
    with open("/proc/stat", encoding="ascii") as lines:
        times = [int(word) for word in next(lines).split()[1:9]]
    return times[3] + times[4], sum(times)


def answered(nodes, requests, way, seconds):
    """Answers a second of all of them together, and which part of the machine had nothing to do."""
    clients = [subprocess.Popen(node.network.inside(PROGRAMS / "bench_edge_generator", "--requests", requests, "--host", STEADY,
                                                    "--expect", "302", "--connections", 32, "--seconds", seconds, *WAYS[way]),
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for node in nodes]
    for client in clients:
        assert client.stdout.readline() == "ready\n"
    idle, total = idle_and_all()
    for client in clients:
        client.stdin.write("\n")
        client.stdin.flush()
    results = [json.loads(client.communicate(timeout=seconds + PATIENCE)[0]) for client in clients]
    later = idle_and_all()
    return sum(result["requests"] / result["seconds"] for result in results), (later[0] - idle) / (later[1] - total)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=float, default=0.2)
    parser.add_argument("--nodes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=10)
    asked = parser.parse_args()
    with trial() as world:
        count = max(asked.nodes)
        dns = Dns(world, HUB, [f"{OUTSIDE}.{11 + i}" for i in range(count)], nsd_port=53)
        database = Database(world)
        local = ["--http", f"127.0.0.1:{HTTP}", "--https", f"127.0.0.1:{HTTPS}"]
        nodes = []
        for number in range(1, count + 1):
            nodes.append(Node(world, number, database, [f"dns.resolvers={HUB}:{dns.port}", "monitor.auto_verify=off",
                                                        "certificates.issuer=internal"], nodes[0] if nodes else None, local))
        verified(dns, nodes[0], [], STEADY)
        wait_for("its certificate", lambda: all(node.ctl_json("domain", "show", STEADY)["certificate"]["state"] == "valid"
                                                for node in nodes))
        requests = world.folder / "requests"
        requests.write_text("".join(f"GET {path} HTTP/1.1\r\nHost: {STEADY}\r\n\r\n" for path in links(nodes[0], STEADY)))
        for node in nodes:
            Share(world, node.name, asked.share).hold(node.process.child.pid)
        weakest = None
        for way in WAYS:
            rates, idle = {few: [] for few in asked.nodes}, {few: [] for few in asked.nodes}
            for _ in range(asked.rounds):
                for few in asked.nodes:
                    rate, rest = answered(nodes[:few], requests, way, asked.seconds)
                    rates[few].append(rate)
                    idle[few].append(rest)
            one = statistics.median(rates[asked.nodes[0]])
            for few in asked.nodes:
                rate = statistics.median(rates[few])
                print(f"{way}: {few} with {asked.share:.2f} of a processor each: {rate:.0f} a second ({min(rates[few]):.0f} to "
                      f"{max(rates[few]):.0f}), {rate / one:.2f} times; {100 * statistics.median(idle[few]):.0f} % of the "
                      f"machine idle", flush=True)
            if len(asked.nodes) > 1:
                growth = statistics.median(rates[asked.nodes[1]]) / one * asked.nodes[0] / asked.nodes[1] * 2
                weakest = min(weakest or growth, growth)
        print(f"{stored(database)} events have arrived in the database so far")
        assert weakest is None or weakest >= LEAST_GROWTH, weakest
    return 0


if __name__ == "__main__":
    sys.exit(main())
