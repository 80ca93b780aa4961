#!/usr/bin/env python3
"""Two engines that share a PostgreSQL: what happens when the one that does the upkeep is stopped for longer than its
lease, when the database is away while an engine starts, and when it says nothing more."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from mail import Sink
from peers import PATIENCE, PROGRAMS, SKIPPED, Engine, run_tests, wait_for
from postgres import Postgres
from robustness import active_domain, mint

HOST = "track.example.com"
TURNS = 2


class Node(Engine):
    """A sandbox, so each has a DNS of its own; none checks pending domains by itself."""

    def __init__(self, world, server, name, settings=(), key_of=None):
        if key_of:
            folder = self.place(world, name)
            folder.mkdir(mode=0o700)
            shutil.copy(key_of.data / "master.key", folder / "master.key")
        super().__init__(world, ["monitor.auto_verify=off", *settings],
                         ["--sandbox", "--store", server.url()], name)

    def own(self):
        return next(node for node in self.ctl_json("node", "list") if node["this"])

    def has_upkeep(self):
        return self.own()["upkeep"]

    def ask(self, *words):
        """A command that takes its time."""
        return subprocess.Popen([PROGRAMS / "unmta-ctl", "--data-dir", self.data, *words], stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def lead(self, value):
        self.ctl("sandbox", "dns", "set", HOST, "CNAME", value)

    def status(self):
        return self.ctl_json("domain", "show", HOST)["status"]

    def click(self, path):
        code, head, _ = self.curl(f"http://{HOST}{path}")
        return head.split()[1] if code == 0 else f"curl {code}"


def nobody_does_it_twice(world):
    """The holder is stopped while a domain loses its record: the other one strikes, downgrades and mails, and the one
    that wakes up adds nothing to it."""
    server, sink = Postgres(world), Sink().start()
    world.at_end(sink.stop)
    first = Node(world, server, "first", [f"smtp.url=smtp://127.0.0.1:{sink.port}",
                                          "smtp.from=Tracking <tracking@example.org>", "notify.to=ops@example.net",
                                          "monitor.interval=1s"])
    second = Node(world, server, "second", key_of=first)
    assert first.has_upkeep() and not second.has_upkeep()
    target = first.ctl_json("domain", "add", HOST)["record"]["value"]
    holder, other = first, second
    for turn in range(1, TURNS + 1):
        for node in (holder, other):
            node.lead(target)
        assert other.ctl_json("domain", "verify", HOST)["domain"]["status"] == "active"
        for node in (other, holder):
            node.lead("elsewhere.example.org")
        time.sleep(0.4 * turn)  # it may have checked, struck, or be about to mail
        os.kill(holder.process.child.pid, signal.SIGSTOP)
        wait_for("the other one takes over", other.has_upkeep)
        wait_for("the domain is downgraded", lambda: other.status() == "pending")
        os.kill(holder.process.child.pid, signal.SIGCONT)
        wait_for("it stands down", lambda: not holder.has_upkeep())
        wait_for("all is mailed", lambda: all(n["state"] == "sent" for n in other.ctl_json("notification", "list")))
        kinds = [n["kind"] for n in other.ctl_json("notification", "list")]
        for kind in ("domain.verified", "domain.warning", "domain.downgraded"):
            assert kinds.count(kind) == turn, (turn, kinds)
        assert len(sink.to("ops@example.net")) == 3 * turn, [str(m["Subject"]) for m in sink.to("ops@example.net")]
        holder, other = other, holder


def without_the_server(world):
    """An engine that starts while the database is away serves what it knew, and is whole again afterwards."""
    server = Postgres(world)
    first = Node(world, server, "first")
    second = Node(world, server, "second", key_of=first)

    def copied():
        return max(file.stat().st_mtime_ns for file in second.data.glob("snapshot.db*"))
    wait_for("it has a copy", lambda: (second.data / "snapshot.db").exists())
    before = copied()
    cluster = active_domain(first, HOST)
    path = mint(first, cluster, first.token(), ["nodes@example.com"])[0]
    began = time.monotonic()
    wait_for("the other one serves it", lambda: second.click(path) == "302")
    print(f"     in force at the other one after {time.monotonic() - began:.2f} s, curl included", flush=True)
    roots = {node.call("GET", "/api/v1/server", token=first.token())[1]["data"]["internal_root"] for node in (first, second)}
    assert len(roots) == 1 and None not in roots, roots
    wait_for("its copy is written", lambda: copied() != before)
    server.stop()
    second.process.kill()
    second.begin()
    wait_for("it serves from its copy", lambda: second.click(path) == "302")
    for _ in range(3):
        assert second.click(path) == "302"
        assert first.click(path) == "302"
    server.start()
    second.come_up()

    def clicks():
        return len(second.ctl_json("event", "list", "--limit", "100"))
    wait_for("every event is there", lambda: clicks() == 8)
    assert second.click(path) == "302"
    wait_for("and the next one", lambda: clicks() == 9)
    assert second.own()["state"] == "active"


def a_server_that_is_silent(world):
    """It keeps its connections and takes new ones, and says nothing more: recipients notice nothing, whoever asks is told so
    in time, and the engine can be ended."""
    server = Postgres(world)
    node = Node(world, server, "only")
    token = node.token()
    path = mint(node, active_domain(node, HOST), token, ["nodes@example.com"])[0]
    node.ctl("webhook", "add", "--url", "http://127.0.0.1:9/", "--type", "event.click")
    assert node.click(path) == "302"
    wait_for("the event is there", lambda: len(node.ctl_json("event", "list")) == 1)
    questions = [("event", "list"), ("audit", "list"), ("domain", "list"), ("node", "list"), ("webhook", "list"),
                 ("domain", "add", "other.example.com")]
    server.freeze()
    asked = [(question, node.ask(*question)) for question in questions]
    for _ in range(3):
        assert node.click(path) == "302"
    # Who scrapes is known from before, and sees how many events wait.
    status, metrics, _ = node.call("GET", "/metrics", token=token)
    assert status == 200 and b"\nunmta_node_events_behind " in metrics, (status, metrics)
    assert node.call("GET", "/metrics", token="utk_of_nobody")[0] == 503
    for question, child in asked:
        _, said = child.communicate(timeout=PATIENCE)
        assert child.returncode == 1 and "answer" in said, (question, child.returncode, said)
    node.process.child.terminate()
    assert node.process.child.wait(PATIENCE) == 0
    server.thaw()
    node.begin()
    node.come_up()
    wait_for("every event is there", lambda: len(node.ctl_json("event", "list")) == 4)
    wait_for("all is well", lambda: node.ctl_json("domain", "add", "other.example.com")["status"] == "pending")


def one_after_the_other(world):
    """A store as the release before has left it, whose engine still works: the new one works with the schema as it is, and
    brings it up to date once that engine has gone, while people click."""
    server = Postgres(world)
    schema = pathlib.Path(__file__).resolve().parents[2] / "resources/schema/postgresql"
    sql = ["CREATE TABLE store_version (part TEXT PRIMARY KEY, version BIGINT NOT NULL);"]
    for part, last in (("engine", 99), ("nodes", 99), ("events", 4)):
        steps = [file for file in sorted((schema / part).glob("*.sql")) if int(file.name[:4]) <= last]
        sql += [*(file.read_text(encoding="utf-8") for file in steps),
                f"INSERT INTO store_version VALUES ('{part}', {int(steps[-1].name[:4])});"]
    # It says nothing of what it knows, and is there for as long as the test wants.
    sql += ["INSERT INTO node (id, name, version, started_at, seen_at) VALUES ('ff', 'old', '0.9', 1, node_time() + 3600000);"]
    server.query("\n".join(sql))
    engine = Node(world, server, "new")
    paths = mint(engine, active_domain(engine, HOST), engine.token(), [f"m{i}@example.com" for i in range(4)])
    version = lambda: server.query("SELECT version FROM store_version WHERE part = 'events'")
    stored = lambda: int(server.query("SELECT (SELECT coalesce(sum(events), 0) FROM event_segment) + "
                                      "(SELECT coalesce(sum(events), 0) FROM event_batch)"))
    for path in paths:
        assert engine.click(path) == "302"
    wait_for("what it records arrives as before", lambda: stored() == len(paths))
    assert version() == "4" and server.query("SELECT relkind FROM pg_class WHERE relname = 'event_segment'") == "r"

    server.query("DELETE FROM node WHERE id = 'ff'")
    clicks = len(paths)

    def is_new():
        nonlocal clicks
        assert engine.click(paths[0]) == "302"
        clicks += 1
        return version() != "4" and engine.process.text().count("engine listening http") > 1
    wait_for("it has started anew with the new one", is_new)
    wait_for("it works with the new one", lambda: stored() == clicks)
    assert server.query("SELECT relkind FROM pg_class WHERE relname = 'event_segment'") == "p"
    assert len(engine.ctl_json("event", "list", "--limit", "500")) == clicks


if __name__ == "__main__":
    if not Postgres.is_here():
        print("PostgreSQL is not installed")
        sys.exit(SKIPPED)
    run_tests([nobody_does_it_twice, without_the_server, a_server_that_is_silent, one_after_the_other])
