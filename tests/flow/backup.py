#!/usr/bin/env python3
"""Copies of the store: made while the engine goes on, seen by whoever asked for them, and made the store again."""
import os
import shutil
import subprocess

from peers import PATIENCE, PROGRAMS, Engine, run_tests

NAME = "track.example.com"


class EngineWithAPrivatePlace(Engine):
    """As under a unit with PrivateTmp=: one folder is another one for the engine than for everybody else."""

    def _argv(self, http, https, api):
        self.private = self.world.folder / "private"
        self.private.mkdir(exist_ok=True)
        return ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"', self.private,
                *super()._argv(http, https, api)]


def restore(copy, data, *more, expect=0):
    done = subprocess.run([PROGRAMS / "unmta-engine", "--restore", copy, "--data-dir", data, *more], capture_output=True,
                          text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
    assert done.returncode == expect, f"{done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def comes_back_elsewhere(world):
    engine = Engine(world)
    engine.ctl("domain", "add", NAME)
    copy = world.folder / "copies" / "first"
    said = engine.ctl("backup", copy)
    assert str(copy) in said and "checked" in said, said
    assert sorted(file.name for file in copy.iterdir()) == ["engine.db", "events.db", "master.key"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in [copy, *copy.iterdir()])
    assert not any((engine.data / "backup-to-fetch").iterdir()), "the engine keeps what was fetched"
    # Nothing is written over, and a running engine's store is not replaced.
    engine.ctl("backup", copy, expect=1)
    assert "using the data directory" in restore(copy, engine.data, expect=1)
    engine.process.stop()
    before = {file.name: file.read_bytes() for file in copy.iterdir()}
    (world.folder / "link").symlink_to(copy)
    for itself in (copy, world.folder / "link", copy / "data"):
        assert "is the copy" in restore(copy, itself, expect=1)
    assert {file.name: file.read_bytes() for file in copy.iterdir()} == before

    engine.data = world.folder / "elsewhere"
    assert str(engine.data) in restore(copy, engine.data)
    engine.start()
    assert [domain["name"] for domain in engine.ctl_json("domain", "list")] == [NAME]


def is_checked_before_it_counts(world):
    engine = Engine(world)
    copy = world.folder / "copy"
    engine.ctl("backup", copy)
    assert engine.ctl_json("verify-backup", copy)["files"] == ["engine.db", "events.db", "master.key"]
    events = copy / "events.db"
    events.write_bytes(events.read_bytes()[:5000])
    engine.ctl("verify-backup", copy, expect=1)
    assert "damaged" in restore(copy, world.folder / "elsewhere", expect=1)
    events.unlink()
    assert "events.db is missing" in restore(copy, world.folder / "elsewhere", expect=1)
    assert not (world.folder / "elsewhere").exists()


def keeps_its_key_to_itself(world):
    engine = Engine(world)
    engine.ctl("domain", "add", NAME)
    copy, phrase, wrong = (world.folder / name for name in ("sealed", "phrase", "wrong"))
    phrase.write_text("correct horse battery staple\n")
    wrong.write_text("incorrect horse\n")
    engine.ctl("backup", copy, "--passphrase-file", world.folder / "nowhere", expect=1)
    assert not copy.exists()
    engine.ctl("backup", copy, "--passphrase-file", phrase)
    key = (engine.data / "master.key").read_bytes()
    assert key not in (copy / "master.key").read_bytes() and (copy / "master.key").stat().st_mode & 0o077 == 0
    engine.ctl("verify-backup", copy, expect=1)
    engine.ctl("verify-backup", copy, "--passphrase-file", wrong, expect=1)
    engine.ctl("verify-backup", copy, "--passphrase-file", phrase)
    engine.process.stop()

    engine.data = world.folder / "elsewhere"
    assert "--passphrase-file" in restore(copy, engine.data, expect=1)
    assert "not the one" in restore(copy, engine.data, "--passphrase-file", wrong, expect=1)
    assert not engine.data.exists()
    restore(copy, engine.data, "--passphrase-file", phrase)
    assert (engine.data / "master.key").read_bytes() == key
    engine.start()
    assert [domain["name"] for domain in engine.ctl_json("domain", "list")] == [NAME]


def leaves_the_newest(world):
    engine = Engine(world)
    place = world.folder / "copies"
    old = [place / f"unmta-2026010{day}T000000Z" for day in (1, 2, 3)]
    for copy in old:
        copy.mkdir(parents=True)
        for name in ("engine.db", "events.db", "master.key"):
            (copy / name).touch()
    others = [place / "unmta-before-the-move", place / "notes"]
    for other in others:
        other.mkdir()
    (old[0] / "mine").touch()
    made = engine.ctl_json("backup", place, "--keep", 2)["directory"]
    left = sorted(place.iterdir())
    # The folder with a file of somebody else's stays, without what the copy had.
    assert left == sorted([*others, old[0], old[2], place / os.path.basename(made)]), left
    assert [file.name for file in old[0].iterdir()] == ["mine"]
    engine.ctl("verify-backup", made)


def is_where_the_caller_sees_it(world):
    if os.geteuid() != 0 or not shutil.which("unshare"):
        print("     left out: it needs root and unshare")
        return
    engine = EngineWithAPrivatePlace(world)
    copy = engine.private / "copy"
    engine.ctl("backup", copy)
    assert sorted(file.name for file in copy.iterdir()) == ["engine.db", "events.db", "master.key"]
    engine.ctl("verify-backup", copy)


if __name__ == "__main__":
    run_tests([comes_back_elsewhere, is_checked_before_it_counts, keeps_its_key_to_itself, leaves_the_newest,
               is_where_the_caller_sees_it])
