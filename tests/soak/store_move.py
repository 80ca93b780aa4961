#!/usr/bin/env python3
"""A store of many domains and events moves to a PostgreSQL while its engine works, and back into files.

    UNMTA_BUILD=build/bench tests/soak/store_move.py [--domains 100000] [--events 10000000] [--rate 200]

The build has bench_fill_store. As root, for a PostgreSQL of its own on the disk of the temporary
directory, as it comes out of initdb. Clicks come at --rate a second from before the move until the engine works with the
server. Fails unless each of them was answered with its redirect and is in the database once. What it has shown stands in
resources/docs/operator/scaling.md."""
import argparse
import json
import multiprocessing
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from peers import PROGRAMS, Engine, World, wait_for  # noqa: E402
from robustness import active_domain, mint  # noqa: E402
from webhook_load import clicking  # noqa: E402

HOST = "track.example.com"
LONG = 3600


class Postgres:
    def __init__(self, world):
        self.folder = world.folder / "postgres"
        self.folder.mkdir()
        bin_dir = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
        user = pwd.getpwnam("postgres")
        os.chown(self.folder, user.pw_uid, user.pw_gid)
        world.folder.chmod(0o755)
        self.run("initdb", "-D", self.folder / "data", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", bin_dir=bin_dir)
        self.process = world.run("postgres", ["runuser", "-u", "postgres", "--", bin_dir / "postgres", "-D",
                                              self.folder / "data", "-k", self.folder, "-c", "listen_addresses="])
        world.at_end(self.process.stop)
        self.url = f"postgresql://postgres@/postgres?host={self.folder}"
        wait_for("PostgreSQL", lambda: self.query("SELECT 'up'") == "up")

    @staticmethod
    def run(program, *words, bin_dir):
        subprocess.run(["runuser", "-u", "postgres", "--", bin_dir / program, *map(str, words)], check=True,
                       stdout=subprocess.DEVNULL, cwd="/")

    def query(self, sql):
        done = subprocess.run(["psql", "-h", self.folder, "-U", "postgres", "-XAtq", "-c", sql], capture_output=True,
                              text=True, timeout=LONG)
        return done.stdout.strip()


def move(engine, *words):
    """The command's report; the engine is not there on the way back."""
    done = subprocess.run([PROGRAMS / "unmta-ctl", "--data-dir", engine.data, "--json", "store", "move", *words],
                          capture_output=True, text=True, timeout=LONG)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def filled(world, asked):
    """An engine over a store of so many domains and events, with one domain that is tracked for real."""
    engine = Engine(world, ["monitor.auto_verify=off"], extra=["--sandbox"])
    engine.process.stop()
    subprocess.run([PROGRAMS / "bench_fill_store", engine.data, str(asked.domains), "1000", str(asked.events)], check=True)
    engine.start()
    return engine, active_domain(engine)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--domains", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--rate", type=int, default=200)
    asked = parser.parse_args()
    world = World()
    try:
        postgres = Postgres(world)
        engine, cluster = filled(world, asked)
        paths = mint(engine, cluster, engine.token(), [f"m{i}@example.com" for i in range(100)], HOST)
        done, results = multiprocessing.Event(), multiprocessing.Queue()
        files = sum(entry.stat().st_size for entry in engine.data.iterdir() if entry.name.endswith(".db"))

        # As long as the move takes, and some seconds more.
        stop = multiprocessing.Event()
        clicks = multiprocessing.Process(target=clicking_until, args=(engine.http, paths, asked.rate, stop, done, results))
        clicks.start()
        time.sleep(1)  # traffic before the move, not a wait for anything
        report = move(engine, "--to", postgres.url)
        stop.set()
        sent = results.get(timeout=LONG)
        clicks.join()
        print(f"to the server: {report['rows']} rows of {len(report['tables'])} tables in "
              f"{report['milliseconds'] / 1000:.1f} s, for {report['held_milliseconds'] / 1000:.1f} s of it nothing but "
              f"events could be changed; {sent} clicks meanwhile, each with its redirect")

        engine.process.stop()
        engine.extra += ["--store", postgres.url]
        begun = time.monotonic()
        engine.start()
        print(f"the engine on the server answers after {time.monotonic() - begun:.1f} s")
        total = "SELECT (SELECT sum(events) FROM event_segment) + coalesce((SELECT sum(events) FROM event_batch), 0)"
        wait_for("every click once", lambda: postgres.query(total) == str(asked.events + sent))
        assert engine.curl(f"http://{HOST}{paths[0]}")[1].startswith("HTTP/1.1 302")
        wait_for("the last click", lambda: postgres.query(total) == str(asked.events + sent + 1))
        size = int(postgres.query("SELECT pg_database_size('postgres')"))
        segments = int(postgres.query("SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits "
                                      "WHERE inhparent = 'event_segment'::regclass"))
        print(f"files {files / 1e6:.0f} MB, database {size / 1e6:.0f} MB, of it segments {segments / 1e6:.0f} MB, "
              f"{segments / asked.events:.0f} bytes an event")

        engine.process.stop()
        back = world.folder / "back"
        report = move(engine, "--from", postgres.url, "--to", f"sqlite:{back}")
        print(f"into files: {report['rows']} rows of {len(report['tables'])} tables in {report['milliseconds'] / 1000:.1f} s")
        shutil.rmtree(engine.data)
        back.rename(engine.data)
        engine.extra = ["--sandbox"]
        engine.start()
        assert engine.curl(f"http://{HOST}{paths[0]}")[1].startswith("HTTP/1.1 302")
    finally:
        world.close()
    return 0


def clicking_until(port, paths, rate, stop, done, results):
    """In slices of a second, until it is told to end."""
    slices = multiprocessing.Queue()
    sent = 0
    while not stop.is_set():
        clicking(port, paths, rate, 1, done, slices)
        sent += slices.get()
    results.put(sent)


if __name__ == "__main__":
    sys.exit(main())
