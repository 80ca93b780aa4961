#!/usr/bin/env python3
"""Three engines on one PostgreSQL, each of them stopped again and again in the midst of whatever it does, for up to eight
seconds: longer than the server keeps a transaction for whoever says nothing more.

    UNMTA_BUILD=build/ci tests/soak/nodes_stopped.py [--seconds 1200] [--seed N]

All the while domains are added, verified and removed through each, and its links are clicked. Fails unless each engine
answers after each stop, within a minute, and ends in order. What it has shown stands in resources/docs/operator/scaling.md."""
import argparse
import concurrent.futures
import contextlib
import http.client
import json
import os
import pathlib
import random
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from nodes import HOST, Node  # noqa: E402
from peers import World, wait_for  # noqa: E402
from postgres import Postgres  # noqa: E402
from robustness import active_domain, mint  # noqa: E402

SKIPPED = 77
GONE = (OSError, http.client.HTTPException)  # whoever is stopped says nothing


class Trial:
    def __init__(self, world, asked):
        self.ends, self.seed = time.monotonic() + asked.seconds, asked.seed
        server = Postgres(world)
        first = Node(world, server, "node0", ["monitor.interval=1s", "smtp.url=smtp://127.0.0.1:9", "notify.to=ops@example.net",
                                              "smtp.from=Tracking <tracking@example.org>"])
        self.nodes = [first, *(Node(world, server, f"node{i}", key_of=first) for i in (1, 2))]
        self.cluster, self.token = active_domain(first), first.token()
        self.path = mint(first, self.cluster, self.token, ["nodes@example.com"])[0]
        first.ctl("webhook", "add", "--url", "http://127.0.0.1:9/", "--type", "event.click")

    def goes_on(self):
        return time.monotonic() < self.ends

    def write(self, node):
        head = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        folder = f"/api/v1/clusters/{self.cluster}/domains"
        number = 0
        while self.goes_on():
            number += 1
            name = f"{node.name}-{number % 20}.example.com"
            for method, path, body in (("POST", folder, {"tracking_host": name}), ("POST", f"{folder}/{name}/verify", {}),
                                       ("DELETE", f"{folder}/{name}", None)):
                self.ask(node.api, method, path, body, head)

    def click(self, node):
        while self.goes_on():
            self.ask(node.http, "GET", self.path, None, {"Host": HOST})

    @staticmethod
    def ask(port, method, path, body, head):
        with contextlib.suppress(*GONE), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as peer:
            peer.request(method, path, None if body is None else json.dumps(body), head)
            peer.getresponse().read()
        time.sleep(0.05)  # the pace of what happens meanwhile

    def stop(self, node):
        """How long it took to answer after each."""
        dice, took = random.Random(f"{self.seed} {node.name}"), []
        while self.goes_on():
            time.sleep(dice.uniform(0.1, 2))  # in the midst of anything
            node.process.child.send_signal(signal.SIGSTOP)
            time.sleep(dice.choice([dice.uniform(0, 1), dice.uniform(3, 8)]))  # for so long it is stopped
            node.process.child.send_signal(signal.SIGCONT)
            began = time.monotonic()
            try:
                wait_for(f"{node.name} answers", lambda: self.answers(node))
            except BaseException:
                self.ends = 0  # nobody needs to go on
                raise
            took.append(time.monotonic() - began)
        return took

    @staticmethod
    def answers(node):
        assert node.process.alive(), f"{node.name} ended with {node.process.child.returncode}"
        with contextlib.suppress(AssertionError):
            return node.ctl("node", "list")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not Postgres.is_here():
        print("skipped: PostgreSQL is not installed")
        return SKIPPED
    world, done = World(), False
    try:
        trial = Trial(world, asked)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() + 3 * len(trial.nodes)) as threads:
            stops = [threads.submit(trial.stop, node) for node in trial.nodes]
            others = [threads.submit(part, node) for node in trial.nodes for part in (trial.write, trial.click)]
            took = sorted(seconds for stop in stops for seconds in stop.result())
            for other in others:
                other.result()
        assert [node.process.stop() for node in trial.nodes] == [0, 0, 0]
        print(f"{len(took)} stops; an answer again after {took[len(took) // 2]:.2f} s in the middle, {took[-1]:.2f} s at most")
        done = True
    finally:
        world.close(keep_logs=not done)
    return 0


if __name__ == "__main__":
    sys.exit(main())
