#!/usr/bin/env python3
"""The programs as a service manager runs them: what they tell it, and how the journal files their lines."""
import os
import re
import signal
import socket

from peers import PATIENCE, Engine, run_tests, wait_for


class Manager:
    """The receiving end of sd_notify(3)."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.settimeout(PATIENCE)
        self.path = path

    def next(self):
        return self.socket.recv(4096).decode()


class ServiceEngine(Engine):
    def __init__(self, world, env):
        self.env = env
        super().__init__(world)

    def begin(self):
        self.process = self.world.run(self.name, self._argv(self.http, self.https, self.api), self.env)


def tells_its_manager(world):
    engine = ServiceEngine(world, {})
    engine.process.stop()
    for path in (world.folder / "notify", f"\0unmta-test-{os.getpid()}"):
        manager = Manager(path)
        name = str(path).replace("\0", "@")
        engine.env = {"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "300000"}
        engine.begin()
        assert manager.next() == "READY=1"
        # "Ready" means that whoever was waiting for it can work.
        engine.ctl("cluster", "list")
        assert [manager.next() for _ in range(3)] == ["WATCHDOG=1"] * 3
        engine.process.child.send_signal(signal.SIGTERM)
        wait_for("the goodbye", lambda: manager.next() == "STOPPING=1")
        assert engine.process.child.wait(PATIENCE) == 0
        manager.socket.close()
    # A variable of its parent is not for it; nobody who listens is no fault.
    engine.env = {"NOTIFY_SOCKET": str(world.folder / "nobody"), "WATCHDOG_USEC": "300000", "WATCHDOG_PID": "1"}
    engine.start()


def files_lines_in_the_journal_by_their_weight(world):
    engine = ServiceEngine(world, {})
    engine.process.stop()
    stream = engine.process.log.stat()
    engine.env = {"JOURNAL_STREAM": f"{stream.st_dev}:{stream.st_ino}"}
    engine.start()
    lines = engine.process.own_text().splitlines()
    assert lines and all(re.match(r"<6>\d{4}-.* info ", line) for line in lines), lines
    engine.process.stop()
    # Somebody else's journal.
    engine.env = {"JOURNAL_STREAM": f"{stream.st_dev}:{stream.st_ino + 1}"}
    engine.start()
    assert not engine.process.own_text().startswith("<")


if __name__ == "__main__":
    run_tests([tells_its_manager, files_lines_in_the_journal_by_their_weight])
