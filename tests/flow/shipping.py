#!/usr/bin/env python3
"""Events are shipped by an engine that is killed again and again: the objects together hold each of them once."""
import collections
import gzip
import hashlib
import http.client
import json
import os
import subprocess
import threading

from peers import PATIENCE, Engine, find_program, run_tests, wait_for
from robustness import active_domain, all_events, mint

HOST = "track.example.com"
LIVES = int(os.environ.get("UNMTA_SHIPPING_KILLS", "50"))
# npm's s3rver, where somebody has it: a real S3 server. It knows its keys and checks no signature of version 4; those
# are reckoned again in tst_s3_store.
S3RVER = os.environ.get("UNMTA_S3RVER")
CLICKERS = 4


class Clicks(threading.Thread):
    """Clicks on while the engine comes and goes."""

    def __init__(self, port, path, over):
        super().__init__(daemon=True)
        self.port, self.path, self.over, self.answered = port, path, over, 0

    def run(self):
        connection = None
        while not self.over.is_set():
            try:
                if not connection:
                    connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
                connection.request("GET", self.path, headers={"Host": HOST})
                reply = connection.getresponse()
                reply.read()
                assert reply.status == 302, reply.status
                self.answered += 1
            except (OSError, http.client.HTTPException):
                connection = None
                self.over.wait(0.02)  # it is being started anew


def lines_of(path):
    if ".gz" in path.suffixes:
        content = gzip.decompress(path.read_bytes())
    else:
        content = subprocess.run([find_program("zstd"), "-dc", path], check=True, capture_output=True,
                                 timeout=PATIENCE).stdout
    return [json.loads(line) for line in content.splitlines()]


def objects_below(place):
    return sorted(path for path in place.rglob("*.ndjson.*") if not path.name.startswith("."))


def shipped(paths):
    events = []
    for path in paths:
        lines = lines_of(path)
        day = "-".join(path.parts[-4:-1])
        assert lines and all(line["timestamp"].startswith(day) for line in lines), path
        events += lines
    return events


def each_event_once(paths, stored):
    counts = collections.Counter(event["event_id"] for event in shipped(paths))
    twice = [event for event, count in counts.items() if count > 1]
    assert not twice, f"{len(twice)} of {len(counts)} events are there twice"
    missing = {event["event_id"] for event in stored} - set(counts)
    assert not missing, f"{len(missing)} of {len(stored)} events are missing"
    assert len(counts) == len(stored), "there are events that nobody has stored"


def killed_again_and_again(engine, set_up, objects, half_written):
    """Ships while somebody clicks; `objects` are the paths of those that are there."""
    cluster, token = active_domain(engine, HOST), engine.token()
    engine.ctl("shipping", "set", *set_up, "--interval", "1s", "--max-bytes", 65536, "--prefix", "p/q")
    over = threading.Event()
    clickers = [Clicks(engine.http, path, over)
                for path in mint(engine, cluster, token, [f"m{i}" for i in range(CLICKERS)])]
    for clicker in clickers:
        clicker.start()
    in_the_middle = 0
    for life in range(LIVES):
        before = len(objects())
        # Somewhere in the next objects: the moment is another one each time, and nobody has chosen it.
        wait_for("it ships", lambda: len(objects()) > before + life % 4)
        engine.process.kill()
        in_the_middle += bool(half_written())
        engine.start()
    over.set()
    for clicker in clickers:
        clicker.join(PATIENCE)
    stored = all_events(engine, cluster, token)
    assert len(stored) >= sum(clicker.answered for clicker in clickers), "an answered click has no event"
    show = lambda: engine.ctl_json("shipping", "show")["state"]
    wait_for("everything is shipped", lambda: show()["backlog"] == 0 and show()["phase"] == "waiting")
    each_event_once(objects(), stored)
    assert show()["error"] is None
    print(f"     {len(stored)} events in {len(objects())} objects over {LIVES} kills, {in_the_middle} of them in the "
          "middle of one")


def ships_everything_once_while_killed(world):
    place = world.folder / "shipped"
    place.mkdir()
    killed_again_and_again(Engine(world, extra=["--sandbox"]),
                           ["--kind", "directory", "--path", place, "--compression", "zstd"],
                           lambda: objects_below(place), lambda: list(place.rglob(".*.part")))


def ships_everything_once_to_s3_while_killed(world):
    if not S3RVER:
        print("     left out: UNMTA_S3RVER names no s3rver (npm install s3rver)")
        return
    place = world.folder / "s3"
    place.mkdir()
    _, (port,) = world.peer("s3rver", 1, lambda port: [S3RVER, "-d", place, "-a", "127.0.0.1", "-p", port, "--silent",
                                                       "--configure-bucket", "events"], lambda port: True)
    engine = Engine(world, extra=["--sandbox"], settings=["outbound.allow=127.0.0.1"])
    secret = world.folder / "secret"
    secret.write_text("S3RVER\n")
    killed_again_and_again(engine, ["--kind", "s3", "--endpoint", f"http://127.0.0.1:{port}", "--bucket", "events",
                                    "--access-key", "S3RVER", "--secret-key-file", secret],
                           lambda: sorted(place.rglob("*.ndjson.gz._S3rver_object")), lambda: [])
    wrong = ["shipping", "set", "--kind", "s3", "--endpoint", f"http://127.0.0.1:{port}", "--bucket", "events",
             "--access-key", "another", "--secret-key", "another", "--start", "oldest", "--interval", "1s"]
    engine.ctl(*wrong)
    wait_for("it is refused", lambda: (engine.ctl_json("shipping", "show")["state"]["error"] or {}).get("code")
             == "shipping.denied")


def tells_what_is_wrong_and_goes_on(world):
    place = world.folder / "mounted"
    engine = Engine(world, extra=["--sandbox"])
    cluster, token = active_domain(engine, HOST), engine.token()
    path = f"/api/v1/clusters/{cluster}/shipping"
    wanted = {"kind": "directory", "path": str(place), "interval": "1s"}
    assert engine.call("GET", path, token=token)[0] == 404
    status, reply, _ = engine.call("PUT", path, wanted, token)
    assert (status, reply["code"]) == (422, "shipping.directory"), reply
    assert str(place) in reply["message"], reply
    assert engine.call("PUT", path, {**wanted, "path": "mounted"}, token)[1]["code"] == "shipping.malformed"
    place.mkdir()
    assert engine.call("PUT", path, wanted, token)[0] == 200
    click = mint(engine, cluster, token, ["m1"])[0]
    assert engine.curl(f"http://{HOST}{click}")[0] == 0
    wait_for("it is shipped", lambda: len(shipped(objects_below(place))) == 1)
    place.rename(world.folder / "away")
    assert engine.curl(f"http://{HOST}{click}")[0] == 0
    wait_for("it says so", lambda: engine.call("GET", path, token=token)[1]["data"]["state"]["phase"] == "failing")
    state = engine.call("GET", path, token=token)[1]["data"]["state"]
    assert state["error"]["code"] == "shipping.directory" and str(place) in state["error"]["message"], state
    assert state["backlog"] == 1 and state["failures"] >= 1 and state["next_try_at"], state
    assert not place.exists(), "nobody makes a directory where a file system should be mounted"
    (world.folder / "away").rename(place)
    wait_for("it goes on", lambda: len(shipped(objects_below(place))) == 2)
    each_event_once(objects_below(place), all_events(engine, cluster, token))
    # A day later the hour is over, and has its manifest.
    engine.ctl("sandbox", "clock", "advance", "2h")
    manifest = wait_for("a manifest", lambda: sorted(place.rglob("manifest-*.json")))[0]
    listed = json.loads(manifest.read_text())
    for each in listed["objects"]:
        content = (place / each["name"]).read_bytes()
        assert each["sha256"] == hashlib.sha256(content).hexdigest() and each["bytes"] == len(content), each
    # A token of one cluster has nothing to do with the computer's directories.
    own = engine.ctl_json("token", "create", "own", "--scope", "admin", "--cluster", cluster)["token"]
    assert engine.call("PUT", path, wanted, own)[1]["code"] == "shipping.own_directory"
    audit = json.dumps(engine.ctl_json("audit", "list"))
    assert "shipping.set" in audit and str(place) in audit
    assert engine.call("DELETE", path, token=token)[0] == 204
    assert engine.call("GET", path, token=token)[0] == 404


if __name__ == "__main__":
    run_tests([ships_everything_once_while_killed, ships_everything_once_to_s3_while_killed,
               tells_what_is_wrong_and_goes_on])
