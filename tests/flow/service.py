#!/usr/bin/env python3
"""The programs as a service manager runs them: what they tell it, and how the journal files their lines."""
import os
import re
import select
import signal
import socket
import subprocess
import sys

from peers import PATIENCE, Engine, clean_environment, run_tests, wait_for


class Manager:
    """The receiving end of sd_notify(3)."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.settimeout(PATIENCE)
        self.path = path

    def next(self):
        return self.socket.recv(4096).decode()

    def next_with_sockets(self):
        text, sockets, _, _ = socket.recv_fds(self.socket, 4096, 8)
        return text.decode(), sockets


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
        wait_for("it is ready", lambda: manager.next() == "READY=1")  # after the sockets that are to be kept
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


# Starts a program with sockets as systemd does: from descriptor 3 on, for this very process.
START_WITH_SOCKETS = """
import os, sys
given = [int(number) for number in sys.argv[1].split(",")]
high = [os.dup2(number, 500 + place) for place, number in enumerate(given)]
for place, number in enumerate(high):
    os.dup2(number, 3 + place)
os.environ.update(LISTEN_FDS=str(len(given)), LISTEN_FDNAMES=sys.argv[2], LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[3], sys.argv[3:])
"""


def leaves_nobody_outside_while_it_restarts(world):
    manager = Manager(world.folder / "notify")
    engine = ServiceEngine(world, {})
    engine.process.stop()
    engine.env = {"NOTIFY_SOCKET": str(manager.path)}
    engine.begin()
    kept = {}
    while (said := manager.next_with_sockets())[0] != "READY=1":
        state, name = said[0].splitlines()
        assert state == "FDSTORE=1" and len(said[1]) == 1, said
        kept[name.removeprefix("FDNAME=")] = said[1][0]
    assert any(name.startswith("http-127.0.0.1-") for name in kept) and any(name.startswith("https-") for name in kept)
    assert not any(":" in name for name in kept), kept
    engine.process.stop()

    # Nobody works now, and yet nobody is refused.
    visitors = [socket.create_connection(("127.0.0.1", engine.http), timeout=PATIENCE) for _ in range(20)]
    for visitor in visitors:
        visitor.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: nobody.example\r\nConnection: close\r\n\r\n")
    stranger = socket.create_server(("127.0.0.1", 0))  # a listener that the configuration no longer names
    names = [*kept, "http-127.0.0.1-1-0"]
    numbers = [*kept.values(), stranger.fileno()]
    while manager_has_more(manager):
        manager.next()
    argv = [sys.executable, "-c", START_WITH_SOCKETS, ",".join(map(str, numbers)), ":".join(names),
            *map(str, engine._argv(engine.http, engine.https, engine.api))]
    process = subprocess.Popen(argv, env=clean_environment(**engine.env), pass_fds=numbers, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    world.at_end(lambda: (process.kill(), process.wait(PATIENCE)))
    said = []
    while "READY=1" not in said:
        said.append(manager.next())
    # All that was kept is in use; what is in nobody's way any more is given up, and nothing is kept twice.
    assert said == ["FDSTOREREMOVE=1\nFDNAME=http-127.0.0.1-1-0", "READY=1"], said
    for visitor in visitors:
        assert visitor.recv(4096).startswith(b"HTTP/1.1 "), "a visitor of the meantime got no answer"
    for number in kept.values():
        os.close(number)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0


def manager_has_more(manager):
    return bool(select.select([manager.socket], [], [], 0)[0])


if __name__ == "__main__":
    run_tests([tells_its_manager, leaves_nobody_outside_while_it_restarts, files_lines_in_the_journal_by_their_weight])
