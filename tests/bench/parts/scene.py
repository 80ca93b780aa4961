"""What every measurement of the edge begins with: a sandbox engine of the release build with one verified domain, and the
requests that recipients' programs would send for its links."""
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
os.environ.setdefault("UNMTA_BUILD", str(ROOT / "build/release"))
sys.path.insert(0, str(ROOT / "tests/flow"))

from peers import PROGRAMS, Engine, wait_for  # noqa: E402
from robustness import active_domain  # noqa: E402

HOST = "track.example.com"
DESTINATION = "https://shop.example.com/spring/offers?item=4711&utm_source=newsletter&utm_campaign=spring"
# Mail programs and browsers of people: no rule on bots applies. Several, as a cache by user agent would meet them.
AGENTS = tuple(
    f"Mozilla/5.0 ({system}) AppleWebKit/{kit} (KHTML, like Gecko){rest}"
    for system in ("Windows NT 10.0; Win64; x64", "Macintosh; Intel Mac OS X 10_15_7", "X11; Linux x86_64",
                   "iPhone; CPU iPhone OS 17_5 like Mac OS X", "Linux; Android 14; Pixel 8")
    for kit, rest in (("537.36", " Chrome/126.0.0.0 Safari/537.36"), ("605.1.15", " Version/17.5 Mobile/15E148"),
                      ("537.36", " Chrome/125.0.0.0 Safari/537.36 Edg/125.0.2535.92")))


def check_build(*programs):
    """Figures of a build without optimisation say nothing."""
    for name in programs or ("unmta-engine", "unmta-ctl"):
        if not (PROGRAMS / name).exists():
            folder = PROGRAMS.parent
            raise SystemExit(f"{PROGRAMS / name} is missing: cmake --preset {folder.name} && ninja -C {folder} {name} "
                             "(UNMTA_BUILD names another build)")
    cache = (PROGRAMS.parent / "CMakeCache.txt").read_text()
    kind = re.search(r"^CMAKE_BUILD_TYPE:\w+=(\w+)", cache, re.MULTILINE)
    if not kind or kind.group(1) not in ("RelWithDebInfo", "Release"):
        raise SystemExit(f"{PROGRAMS.parent} is not a release build")


def requests_of(paths, close=False, host=HOST):
    """One request per path, whole, as bytes."""
    ending = "Connection: close\r\n" if close else ""
    return [(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {AGENTS[i % len(AGENTS)]}\r\n"
             "Accept: image/avif,image/webp,image/png,*/*;q=0.8\r\nAccept-Language: en-GB,en;q=0.9\r\n"
             f"Accept-Encoding: gzip, deflate, br\r\n{ending}\r\n").encode() for i, path in enumerate(paths)]


def mint(engine, token, cluster, kind, number, host=HOST):
    """The path of a link for the number-th recipient."""
    body = {"kind": kind, "message_id": f"20261129.{number:06}.newsletter@mail.example.com",
            "recipient": f"recipient.{number}@customers.example.net", "tracking_host": host, "allow_http": True}
    if kind == "click":
        body["url"] = DESTINATION
    status, reply, _ = engine.call("POST", f"/api/v1/clusters/{cluster}/links", body, token)
    assert status == 200, reply
    return "/" + reply["data"]["url"].split("/", 3)[3]


class Scene:
    """An engine with a verified domain that has its certificate, and `links` links of each kind."""

    def __init__(self, world, engine_class=Engine, links=100, settings=("edge.workers=1",), **more):
        self.engine = engine_class(world, settings=settings, extra=["--sandbox"], **more)
        cluster = active_domain(self.engine, HOST)
        self.token = self.engine.token()
        self.pixels = [mint(self.engine, self.token, cluster, "open", i) for i in range(links)]
        self.clicks = [mint(self.engine, self.token, cluster, "click", i) for i in range(links)]
        wait_for("the domain has its certificate", lambda: (self.engine.ctl_json("domain", "show", HOST)
                                                            ["certificate"]["state"]) == "valid")

    def metrics(self):
        status, text, _ = self.engine.call("GET", "/metrics", token=self.token)
        assert status == 200, text
        pairs = (line.rsplit(" ", 1) for line in text.decode().splitlines() if not line.startswith("#"))
        return {name: float(value) for name, value in pairs}

    def recorded(self):
        """How many events, since the engine's start."""
        return self.metrics()["unmta_events_recorded_total"]

    def all_is_stored(self):
        """Nothing recorded waits for what comes after its commit, and nothing was dropped. To ask costs the engine CPU."""
        now = self.metrics()
        assert now["unmta_events_dropped_total"] == 0, "events were dropped"
        # A few events may wait for more of them for an hour.
        return now["unmta_events_unsynced"] == 0 and now.get("unmta_events_unmerged", 0) < 256
