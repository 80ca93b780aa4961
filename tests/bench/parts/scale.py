"""What many certificates and many domains cost our engine."""
import http.client
import statistics
import subprocess
import time

from load import Server
from machine import SERVER_CORE, cpu, memory, pinned, quiet
from scene import HOST, PROGRAMS, Engine, Scene, mint, requests_of


class PinnedEngine(Engine):
    def _argv(self, http, https, api):
        return pinned(SERVER_CORE, super()._argv(http, https, api))


def answers_after(engine, begun, port, path, host):
    """Seconds from `begun` until the port gives an answer."""
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", path, headers={"Host": host})
            connection.getresponse().read()
            return time.monotonic() - begun
        except OSError:
            assert engine.process.alive(), engine.process.own_text()[-2000:]
            time.sleep(0.002)  # how long it takes is the question
        finally:
            connection.close()


def filled(world, name, domains, certificates):
    """A stopped engine whose store has so many."""
    engine = PinnedEngine(world, settings=("edge.workers=1",), extra=["--sandbox"], name=name)
    engine.process.stop()
    subprocess.run([PROGRAMS / "bench_fill_store", engine.data, str(domains), str(certificates)], check=True)
    return engine


def start(engine):
    """Begins it anew; how long the edge and the API took to answer."""
    begun = time.monotonic()
    engine.begin()
    edge = answers_after(engine, begun, engine.http, "/robots.txt", "t0.example.com")
    api = answers_after(engine, begun, engine.api, "/healthz", "127.0.0.1")
    engine.come_up()
    return edge, api


def certificates(world, count):
    engine = filled(world, f"certificates-{count}", count, count)
    edge, api = start(engine)
    pid = engine.process.child.pid
    quiet(pid)
    figures = {"certificates": count, "edge_ready_s": edge, "api_ready_s": api, "resident_kib": memory(pid),
               "cpu_s": sum(cpu(pid).values()) / 1e6}
    engine.process.kill()
    return figures


class Populated(Scene):
    """A scene on a filled store, with links on some hosts that lie all over it."""

    LINKS = 200

    def __init__(self, world, domains):
        self.count = domains
        self.engine = filled(world, f"domains-{domains}", domains, 0)
        start(self.engine)
        self.pid = self.engine.process.child.pid
        self.server = Server("ours", self.pid, {"http": self.engine.http})
        quiet(self.pid)
        self.token = self.engine.token()
        cluster = self.engine.ctl_json("cluster", "list")[0]["id"]
        hosts = [f"t{i * domains // self.LINKS}.example.com" for i in range(self.LINKS)]
        requests = [requests_of([mint(self.engine, self.token, cluster, "open", i, host)], host=host)[0]
                    for i, host in enumerate(hosts)]
        self.requests = world.folder / f"domains-{domains}.requests"
        self.requests.write_bytes(b"".join(requests))

    def wait_and_settle(self):
        time.sleep(6)  # after five seconds without events the engine merges what waits
        quiet(self.pid)
        self.server.settle()
        assert self.all_is_stored(), "what was recorded is not stored"

    def verify_ms(self, number):
        """One more domain, until whoever asked has the reply and the edge serves it."""
        name = f"verified-{number}.example.org"
        target = self.engine.ctl_json("domain", "add", name)["record"]["value"]
        self.engine.ctl("sandbox", "dns", "set", name, "CNAME", target)
        cluster = self.engine.ctl_json("cluster", "list")[0]["id"]
        begun = time.monotonic()
        status, reply, _ = self.engine.call("POST", f"/api/v1/clusters/{cluster}/tracking-domains/{name}/verify", {},
                                            self.token)
        took = (time.monotonic() - begun) * 1000
        assert status == 200 and reply["data"]["domain"]["status"] == "active", reply
        return took


def domains(world, counts, rounds, seconds):
    scenes = [Populated(world, count) for count in counts]
    runs = {scene.count: [] for scene in scenes}
    verified = {}
    for number in range(rounds):
        for scene in scenes:
            runs[scene.count].append(scene.server.run("http", HOST, scene.requests, ["--connections", "64"], seconds))
    for scene in scenes:
        scene.wait_and_settle()
        verified[scene.count] = [scene.verify_ms(number) for number in range(5)]
    result = [{"domains": scene.count, "cpu_us": statistics.median(run["cpu_us"] for run in runs[scene.count]),
               "edge_us": statistics.median(run["threads"].get("edge-0", 0) for run in runs[scene.count]),
               "recorder_us": statistics.median(run["threads"].get("recorder", 0) for run in runs[scene.count]),
               "verify_ms": statistics.median(verified[scene.count]), "resident_kib": memory(scene.pid),
               "runs": runs[scene.count]} for scene in scenes]
    for scene in scenes:
        scene.engine.process.kill()
    return result
