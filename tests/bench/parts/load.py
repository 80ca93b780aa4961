"""The generator (tests/bench/generator): one run against one server."""
import json
import subprocess

from machine import GENERATOR_CORE, cpu, pinned, quiet
from scene import PROGRAMS

# name: (what it is, port, kind of link, what the generator is told)
WAYS = {
    "keep-64": ("pixel, keep-alive, 64 connections", "http", "open", ["--connections", "64"]),
    "keep-256": ("pixel, keep-alive, 256 connections", "http", "open", ["--connections", "256"]),
    "click-256": ("click, keep-alive, 256 connections", "http", "click", ["--connections", "256"]),
    "close": ("pixel, one request per connection", "http", "open", ["--close", "--connections", "32"]),
    "tls-full": ("pixel, TLS full handshake", "https", "open", ["--tls", "full", "--close", "--connections", "16"]),
    "tls-resumed": ("pixel, TLS resumption", "https", "open", ["--tls", "resumed", "--close", "--connections", "16"]),
    "tls-browser": ("pixel, TLS, each ticket once", "https", "open",
                    ["--tls", "browser", "--close", "--connections", "16"]),
    "tls-keep": ("pixel, TLS keep-alive, 64 connections", "https", "open", ["--tls", "full", "--connections", "64"]),
}


class Generator:
    def __init__(self, port, host, requests, arguments, seconds, expect="200"):
        self.child = subprocess.Popen(
            pinned(GENERATOR_CORE, [PROGRAMS / "bench_edge_generator", "--port", str(port), "--host", host, "--requests",
                                    requests, "--seconds", str(seconds), "--expect", expect, *arguments]),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.child.stdout.readline() != "ready\n":
            self.child.wait(60)
            raise AssertionError("the generator did not come to its connections")

    def run(self):
        text, _ = self.child.communicate("\n", timeout=120)
        if self.child.returncode:
            raise AssertionError(f"the generator ended with {self.child.returncode}")
        return json.loads(text)

    def end(self):
        """Instead of run()."""
        self.child.communicate("", timeout=60)


class Server:
    """One that is measured. What it puts off belongs to the run that caused it, so a run's CPU is known only when the next
    one begins, or at the end: see settle()."""

    def __init__(self, name, pid, ports):
        self.name, self.pid, self.ports, self.open = name, pid, ports, None

    def run(self, port, host, requests, arguments, seconds, expect="200"):
        """The figures of one run; settle() adds the CPU of each thread in microseconds per request."""
        self.settle()
        generator = Generator(self.ports[port], host, requests, arguments, seconds, expect)
        quiet(self.pid)
        before = cpu(self.pid)
        figures = generator.run()
        figures["per_second"] = figures["requests"] / figures["seconds"]
        quiet(self.pid)
        self.open = figures, before
        return figures

    def settle(self):
        if not self.open:
            return
        figures, before = self.open
        now, count = cpu(self.pid), figures["requests"]
        figures["threads"] = {name: (now[name] - before[name]) / count for name in now if now[name] > before[name]}
        figures["cpu_us"] = sum(figures["threads"].values())
        self.open = None
