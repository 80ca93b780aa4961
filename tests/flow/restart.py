#!/usr/bin/env python3
"""An engine that starts anew while recipients click: each of them is answered, and each click is recorded once."""
import http.client
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time

from peers import PATIENCE, Engine, clean_environment, run_tests, wait_for
from robustness import active_domain, mint
from service import START_WITH_SOCKETS, Manager

HOST = "track.example.com"
RESTARTS = 3
CLIENTS = 4  # of each kind
MEANWHILE = 200  # answers between one restart and the next


class Recipient(threading.Thread):
    """Clicks until told to stop. `kept`: goes on with a connection for as long as the engine lets it."""

    def __init__(self, crowd, path, port, kept, tls):
        super().__init__(daemon=True)
        self.crowd, self.path, self.port, self.kept, self.context = crowd, path, port, kept, None
        if tls:
            self.context = ssl.create_default_context()
            self.context.check_hostname = False
            self.context.verify_mode = ssl.CERT_NONE
        self.answers, self.closes, self.fault, self.connection = 0, 0, None, None
        self.longest = 0.0

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection = http.client.HTTPConnection("127.0.0.1")
        self.connection.sock = self.context.wrap_socket(plain, server_hostname=HOST) if self.context else plain

    def click(self):
        if not self.connection:
            self.connect()
        self.connection.request("GET", self.path, headers={
            "Host": HOST, "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
            **({} if self.kept else {"Connection": "close"})})
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status == 302, answer.status
        self.answers += 1
        if not self.kept or answer.will_close:
            self.closes += self.kept
            self.connection.close()
            self.connection = None

    def run(self):
        try:
            while not self.crowd.over.is_set():
                began = time.monotonic()
                self.click()
                self.longest = max(self.longest, time.monotonic() - began)
        except BaseException as error:  # noqa: B902 -- whatever it was is what the test is about
            self.fault = error


class Crowd:
    def __init__(self, engine):
        self.over = threading.Event()
        self.cluster = active_domain(engine, HOST)
        wait_for("the domain has its certificate",
                 lambda: engine.ctl_json("domain", "show", HOST)["certificate"]["state"] == "valid")
        kinds = [(kept, tls) for kept in (True, False) for tls in (False, True)] * CLIENTS
        paths = mint(engine, self.cluster, engine.token(), [f"restart-{i}@example.com" for i in range(len(kinds))])
        self.recipients = [Recipient(self, path, engine.https if tls else engine.http, kept, tls)
                           for path, (kept, tls) in zip(paths, kinds)]
        for recipient in self.recipients:
            recipient.start()

    def answers(self):
        return sum(recipient.answers for recipient in self.recipients)

    def goes_on(self):
        """Everybody is answered, and some time passes for them."""
        self.all_is_well()
        before = [recipient.answers for recipient in self.recipients]
        target = self.answers() + MEANWHILE
        wait_for("everybody is answered", lambda: self.faults() or (self.answers() >= target and all(
            now.answers > then for now, then in zip(self.recipients, before))))
        self.all_is_well()

    def faults(self):
        return [f"{'kept' if r.kept else 'single'} {'https' if r.context else 'http'}: {r.fault!r}"
                for r in self.recipients if r.fault]

    def all_is_well(self):
        assert not self.faults(), f"{len(self.faults())} of {self.answers()} requests failed: {self.faults()}"

    def end(self, engine):
        """Each answer is an event, and all kept connections were told of their end."""
        self.over.set()
        for recipient in self.recipients:
            recipient.join(PATIENCE)
        self.all_is_well()
        for recipient in self.recipients:
            assert not recipient.kept or recipient.closes >= RESTARTS, "nobody told it that the connection ends"
        count = self.answers()
        wait_for(f"{count} events are there", lambda: count_events(engine) == count)
        longest = max(recipient.longest for recipient in self.recipients)
        print(f"     {count} answers over {RESTARTS} restarts, the longest wait {longest:.2f} s")


def count_events(engine):
    _, *lines = engine.ctl("event", "export", "--format", "csv").splitlines()
    assert len(set(lines)) == len(lines), "an event is there twice"
    return len(lines)


def sandbox(world):
    return Engine(world, extra=["--sandbox"])


def starts_itself_anew(world):
    engine = sandbox(world)
    crowd = Crowd(engine)
    pid = engine.process.child.pid
    for number in range(RESTARTS):
        crowd.goes_on()
        os.kill(pid, signal.SIGUSR2)
        wait_for("it has begun anew", lambda: engine.process.own_text().count(" stopped") == number + 1)
        engine.come_up()
    crowd.goes_on()
    assert engine.process.child.pid == pid and engine.process.alive()
    crowd.end(engine)
    # Nobody comes after an engine that is told to end: it refuses at once, also while it still has something to do.
    busy = socket.create_connection(("127.0.0.1", engine.http), timeout=PATIENCE)
    wait_for("it has the connection", lambda: engine.process.alive())
    engine.process.child.terminate()

    def refuses():
        try:
            socket.create_connection(("127.0.0.1", engine.http), timeout=PATIENCE).close()
        except ConnectionRefusedError:
            return True
        return False

    wait_for("it refuses", refuses)
    assert engine.process.alive(), "it had somebody to wait for"
    busy.close()
    assert engine.process.child.wait(PATIENCE) == 0


def goes_on_when_the_new_program_is_broken(world):
    program = world.folder / "unmta-engine"
    engine = sandbox(world)
    engine.process.stop()
    real = engine._argv(0, 0, 0)[0]
    program.symlink_to(real)
    argv = engine._argv(engine.http, engine.https, engine.api)
    engine.process = world.run("engine", [program, *argv[1:]])
    engine.come_up()
    program.unlink()
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    os.kill(engine.process.child.pid, signal.SIGUSR2)
    wait_for("it says so", lambda: "not started anew" in engine.process.own_text())
    assert engine.curl(f"http://{HOST}/robots.txt")[0] == 0 and engine.process.alive()
    program.unlink()
    program.symlink_to(real)
    os.kill(engine.process.child.pid, signal.SIGUSR2)
    wait_for("it has begun anew", lambda: " stopped" in engine.process.own_text())
    engine.come_up()


class Managed:
    """An engine under a service manager that keeps its sockets, as systemd does."""

    def __init__(self, world, engine):
        self.world, self.engine, self.kept, self.process = world, engine, {}, None
        self.manager = Manager(world.folder / "notify")
        world.at_end(self.end)

    def start(self):
        names, numbers = ":".join(self.kept), [held.fileno() for held in self.kept.values()]
        engine = self.engine
        argv = [*map(str, engine._argv(engine.http, engine.https, engine.api))]
        if numbers:
            argv = [sys.executable, "-c", START_WITH_SOCKETS, ",".join(map(str, numbers)), names, *argv]
        log = open(self.world.folder / "managed.log", "ab")
        self.process = subprocess.Popen(argv, env=clean_environment(NOTIFY_SOCKET=str(self.manager.path)),
                                        pass_fds=numbers, stdout=log, stderr=log)
        log.close()
        while (said := self.manager.next_with_sockets())[0] != "READY=1":
            if said[0].startswith("FDSTORE=1"):
                self.kept[said[0].partition("FDNAME=")[2]] = socket.socket(fileno=said[1][0])
            else:
                assert said[0] == "STOPPING=1", said  # of the one before

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(PATIENCE) == 0

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        for held in self.kept.values():
            held.close()


def is_restarted_by_its_manager(world):
    engine = sandbox(world)
    engine.process.stop()
    managed = Managed(world, engine)
    managed.start()
    crowd = Crowd(engine)
    for _ in range(RESTARTS):
        crowd.goes_on()
        managed.stop()
        managed.start()
    crowd.goes_on()
    crowd.end(engine)
    # With fewer workers than sockets nobody waits for ever.
    managed.stop()
    engine.extra += ["--set", "edge.workers=1"]
    managed.start()
    visitors = [socket.create_connection(("127.0.0.1", engine.http), timeout=PATIENCE) for _ in range(40)]
    for visitor in visitors:
        visitor.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: nobody.example\r\nConnection: close\r\n\r\n")
    for visitor in visitors:
        assert visitor.recv(4096).startswith(b"HTTP/1.1 "), "a visitor got no answer"
        visitor.close()
    managed.stop()


if __name__ == "__main__":
    run_tests([starts_itself_anew, is_restarted_by_its_manager, goes_on_when_the_new_program_is_broken])
