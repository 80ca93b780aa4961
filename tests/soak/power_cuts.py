#!/usr/bin/env python3
"""Cuts the power of the store's disk again and again under load, and counts what is lost.

    UNMTA_BUILD=build/ci tests/soak/power_cuts.py [--cuts 50] [--rate 2000] [--seconds 1.5] [--slow-ms 120]

The data directory is an ext4 file system of its own. A cut: the engine is stopped where it stands (SIGSTOP), the file
system is shut down without writing its log or anything else that it has in memory (EXT4_IOC_SHUTDOWN, NOLOGFLUSH), the
engine is killed, and the file system is mounted again from what had reached the disk. What no sync had taken by then is
gone. In every second life each sync takes --slow-ms longer, so that answers leave before the disk has their events.

Each request has a user agent of its own, by which its event is found again. What an answer is entitled to is read from
the spool at the moment of the cut, before the memory is gone: an event that stands there was answered before the sync.

Needs root, unshare and mkfs.ext4; ends with 77 without them."""
import argparse
import collections
import contextlib
import fcntl
import json
import os
import pathlib
import random
import re
import selectors
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from peers import PATIENCE, Engine, World, wait_for, with_slow_sync  # noqa: E402
from robustness import DESTINATION, active_domain, metrics, mint  # noqa: E402

SHUTDOWN = 0x8004587D  # _IOR('X', 125, __u32): EXT4_IOC_SHUTDOWN
NO_LOG_FLUSH = struct.pack("I", 2)
AGENT = re.compile(rb"pc-(\d+)-(\d+)\.")


class Disk:
    """An ext4 file system in a file, whose power can be cut."""

    def __init__(self, world, mebibytes=1024):
        self.image, self.folder = world.folder / "disk.img", world.folder / "disk"
        self.folder.mkdir()
        with open(self.image, "wb") as image:
            image.truncate(mebibytes << 20)
        subprocess.run(["mkfs.ext4", "-q", self.image], check=True)
        self.mount()
        world.at_end(lambda: subprocess.run(["umount", "-l", self.folder], check=False))

    def mount(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.folder], check=True)

    def cut(self):
        root = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(root, SHUTDOWN, NO_LOG_FLUSH)
        finally:
            os.close(root)

    def come_back(self):
        wait_for("the dead file system is let go",
                 lambda: subprocess.run(["umount", self.folder], capture_output=True).returncode == 0)
        self.mount()


class OnThatDisk(Engine):
    def __init__(self, world, disk, slow_ms):
        self.disk, self.slow_ms, self.slow = disk, slow_ms, False
        super().__init__(world, extra=["--sandbox"])

    def place(self, world, name):
        return self.disk.folder / f"{name}-data"

    def _argv(self, http, https, api):
        argv = super()._argv(http, https, api)
        return with_slow_sync(argv, SLOW_SYNC_MS=self.slow_ms) if self.slow else argv


class Load(threading.Thread):
    """Asks for the same link over and over, as somebody else each time; notes whose answers have come."""

    DEPTH = 4

    def __init__(self, port, path, life, connections):
        super().__init__(daemon=True)
        self.life, self.count, self.ended = life, 0, threading.Event()
        self.answered, self.wrong = [], []
        self.head = f"GET {path} HTTP/1.1\r\nHost: track.example.com\r\nUser-Agent: pc-{life}-".encode()
        self.selector, self.waiting = selectors.DefaultSelector(), {}
        for _ in range(connections):
            peer = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
            self.waiting[peer] = (collections.deque(), bytearray())
            self.selector.register(peer, selectors.EVENT_READ)
        self.began = time.monotonic()

    def ask(self, peer, number):
        queue = self.waiting[peer][0]
        queue.extend(range(self.count, self.count + number))
        request = b"".join(self.head + b"%d.\r\n\r\n" % n for n in range(self.count, self.count + number))
        self.count += number
        peer.sendall(request)

    def take(self, peer):
        """Reads what is there; how many answers that was."""
        queue, text = self.waiting[peer]
        part = peer.recv(1 << 16)
        if not part:
            raise ConnectionError
        text += part
        taken = 0
        while (end := text.find(b"\r\n\r\n")) >= 0:
            head = bytes(text[:end])
            length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
            size = end + 4 + int(length.group(1)) if length else end + 4
            if len(text) < size:
                break
            del text[:size]
            self.answered.append(queue.popleft())
            taken += 1
            if not head.startswith(b"HTTP/1.1 302") or DESTINATION.encode() not in head:
                self.wrong.append(head)
        return taken

    def run(self):
        for peer in self.waiting:
            self.ask(peer, self.DEPTH)
        while not self.ended.is_set():
            for key, _ in self.selector.select(0.02):
                with contextlib.suppress(OSError):
                    taken = self.take(key.fileobj)
                    if taken and not self.ended.is_set():
                        self.ask(key.fileobj, taken)

    def drain(self):
        """What had been sent when the engine stopped was answered, too."""
        self.ended.set()
        self.join(PATIENCE)
        self.seconds = time.monotonic() - self.began
        for peer in self.waiting:
            peer.setblocking(False)
            with contextlib.suppress(OSError):
                while True:
                    self.take(peer)
            peer.close()
        assert not self.wrong, self.wrong[:1]
        return {(self.life, number) for number in self.answered}


def agents_in(data):
    """Whose events stand in the spool now, whatever of it has reached the disk."""
    text = b"".join((data / f"events.db-early-{part}").read_bytes() for part in (0, 1))
    return {(int(life), int(number)) for life, number in AGENT.findall(text)}


def stored(engine):
    return collections.Counter((int(life), int(number))
                               for line in engine.ctl("event", "export", "--format", "ndjson").splitlines()
                               for life, number in AGENT.findall(json.loads(line)["user_agent"].encode()))


def survive(world, options):
    engine = OnThatDisk(world, Disk(world), options.slow_ms)
    token = engine.token()
    path = mint(engine, active_domain(engine), token, ["m1"])[0]
    dice = random.Random(options.seed)
    answered, spooled, rates, early, lost_by_life = set(), set(), [], 0, []
    os.sync()
    for life in range(options.cuts):
        load = Load(engine.http, path, life, options.connections)
        load.start()
        time.sleep(options.seconds * dice.uniform(0.7, 1.3))  # a cut comes when it comes
        os.kill(engine.process.child.pid, signal.SIGSTOP)
        wait_for("it stands still", lambda: "T" in state(engine.process.child.pid))
        here = load.drain()
        in_spool = agents_in(engine.data)
        engine.disk.cut()
        engine.process.kill()
        engine.disk.come_back()
        answered |= here
        spooled |= in_spool
        rates.append(len(here) / load.seconds)
        early += len(in_spool & here)
        engine.slow = not engine.slow and options.slow_ms > 0
        engine.start()
        wait_for("every event is durable", lambda: metrics(engine, token)["unmta_events_unsynced"] == 0)
        seen = stored(engine)
        lost = {one for one in here if one not in seen}
        lost_by_life.append(len(lost))
        print(f"cut {life + 1:3}: {len(here):6} answered at {rates[-1]:6.0f}/s, {len(in_spool & here):5} of them before "
              f"the sync, {len(lost):5} lost, {len(lost - in_spool)} of what was synced", flush=True)
        assert not lost - in_spool, sorted(lost - in_spool)[:5]
    seen = stored(engine)
    lost = answered - set(seen)
    twice = [one for one, count in seen.items() if count > 1]
    print(f"{options.cuts} cuts: {len(answered)} answered, {min(rates):.0f} to {max(rates):.0f}/s, mean "
          f"{sum(rates) / len(rates):.0f}/s; {early} waited in the spool at a cut; lost {len(lost)}, of them "
          f"{len(lost - spooled)} synced; {len(twice)} twice")
    assert not lost - spooled and not twice
    assert len(lost) <= early
    assert len(answered) > options.cuts * 100
    if sum(rates) / len(rates) < options.rate:
        print(f"this machine was too slow for {options.rate} requests/s; the figures above stand")


def state(pid):
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0]


if __name__ == "__main__":
    if os.geteuid() != 0 or not all(map(shutil.which, ("unshare", "mkfs.ext4"))):
        print("left out: it needs root, unshare and mkfs.ext4")
        raise SystemExit(77)
    if "UNMTA_OWN_MOUNTS" not in os.environ:
        os.environ["UNMTA_OWN_MOUNTS"] = "1"
        os.execvp("unshare", ["unshare", "--mount", sys.executable, *sys.argv])
    parser = argparse.ArgumentParser()
    parser.add_argument("--cuts", type=int, default=50)
    parser.add_argument("--rate", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--slow-ms", type=int, default=120)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    world = World()
    try:
        survive(world, parser.parse_args())
    except BaseException:
        world.close(keep_logs=True)
        raise
    world.close()
