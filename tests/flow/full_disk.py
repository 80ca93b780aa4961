#!/usr/bin/env python3
"""A disk that is really full: a small file system of the test's own, in a mount namespace of its own."""
import os
import shutil
import subprocess
import sys
import time

from mail import Sink
from peers import Engine, run_tests, wait_for
from robustness import active_domain, all_events, metrics, mint

ROOM = "64m"


class SmallDiskEngine(Engine):
    """A sandbox whose data directory is all of a small disk."""

    def __init__(self, world, settings):
        self.disk = world.folder / "disk"
        self.disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", self.disk], check=True)
        world.at_end(lambda: subprocess.run(["umount", "-l", self.disk], check=False))
        super().__init__(world, settings=settings, extra=["--sandbox"])

    def place(self, world, name):
        return self.disk / f"{name}-data"

    def fill(self):
        """Somebody else takes all that is left."""
        with open(self.disk / "filler", "wb", buffering=0) as filler:
            size = 1 << 20
            while size:
                try:
                    filler.write(bytes(size))
                except OSError:
                    size //= 2

    def make_room(self):
        (self.disk / "filler").unlink()


def harms_neither_recipients_nor_the_administrator(world):
    sink = Sink().start()
    world.at_end(sink.stop)
    engine = SmallDiskEngine(world, [f"smtp.url=smtp://127.0.0.1:{sink.port}", "smtp.from=engine@example.com",
                                     "notify.to=ann@example.com"])
    token = engine.token()
    cluster = engine.ctl_json("cluster", "list")[0]["id"]
    active_domain(engine)
    paths = mint(engine, cluster, token, [f"m{n}" for n in range(400)])
    ballast = engine.data / "ballast"
    wait_for("the ballast", ballast.exists)

    def click(some):
        for path in some:
            code, head, _ = engine.curl(f"https://track.example.com{path}", engine.data / "internal-root.pem")
            assert code == 0 and " 302 " in head.splitlines()[0], head

    click(paths[:20])
    engine.fill()
    began = time.monotonic()
    rest = iter(paths[20:])
    told = lambda: [n["kind"] for n in engine.ctl_json("notification", "list")]

    def noticed():
        click([next(rest)])
        return "store.trouble" in told()

    wait_for("a notification", noticed)
    wait_for("a mail", lambda: any("not recorded" in mail["Subject"] for mail in sink.to("ann@example.com")))
    took = time.monotonic() - began
    assert metrics(engine, token)["unmta_events_recorder_healthy"] == 0
    status, health, _ = engine.call("GET", "/healthz")
    assert status == 503 and health["status"] == "failing" and any("disk is full" in why for why in health["reasons"]), health
    # What the administrator does now still works, and so do certificates.
    engine.ctl("settings", "set", "monitor.interval=5h")
    engine.ctl("token", "create", "while-full", "--scope", "read")
    active_domain(engine, "second.example.com")
    wait_for("its certificate", lambda: engine.ctl_json("domain", "show", "second.example.com")["certificate"]["state"]
             == "valid")
    click([next(rest) for _ in range(20)])
    assert told().count("store.trouble") == 1
    # Killed in the middle of it, the engine still knows what was lost.
    lost = lambda: metrics(engine, token)["unmta_events_dropped_total"]
    before, recorded_before = lost(), metrics(engine, token)["unmta_events_recorded_total"]
    assert before > 0
    engine.process.kill()
    engine.begin()
    engine.process.come_up((engine.http, engine.https, engine.api))  # /healthz is not well
    assert lost() == before, (lost(), before)

    engine.make_room()
    wait_for("events are recorded again", lambda: metrics(engine, token)["unmta_events_recorder_healthy"] == 1)
    wait_for("word of it", lambda: "store.recovered" in told())
    wait_for("the ballast is back", ballast.exists)
    assert engine.call("GET", "/healthz")[:2] == (200, {"status": "ok"})
    click([next(rest) for _ in range(20)])
    wait_for("every event is durable", lambda: metrics(engine, token)["unmta_events_unsynced"] == 0)
    after = metrics(engine, token)
    answered = sum(value for name, value in after.items() if 'outcome="click"' in name)
    recorded, dropped = after["unmta_events_recorded_total"], after["unmta_events_dropped_total"]
    assert recorded + dropped - before == answered and recorded > 0, after
    assert len(all_events(engine, cluster, token)) == recorded + recorded_before, after
    word = next(n["message"] for n in engine.ctl_json("notification", "list") if n["kind"] == "store.recovered")
    assert f"lost: {int(dropped)}" in word, (word, dropped)
    print(f"     told and mailed after {took:.1f} s; {int(recorded)} recorded, {int(dropped)} dropped")


if __name__ == "__main__":
    if os.geteuid() != 0 or not shutil.which("unshare"):
        print("left out: it needs root and unshare")
        raise SystemExit(77)
    if "UNMTA_OWN_MOUNTS" not in os.environ:
        os.environ["UNMTA_OWN_MOUNTS"] = "1"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, __file__])
    run_tests([harms_neither_recipients_nor_the_administrator])
