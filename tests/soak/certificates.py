#!/usr/bin/env python3
"""The long forms of tests/flow/certificates.py, about 15 minutes:

    UNMTA_BUILD=build/ci tests/soak/certificates.py [renewals] [hostile]

renewals: a certificate of 120 seconds is renewed ten times under 200 handshakes a second, none of which fails.
hostile: an authority (pebble) that rejects 90 % of all nonces, behind a proxy that spoils 30 % of all answers (429 and 503
with Retry-After, HTML, cut JSON, wrong content type, no Location, no answer at all): 100 of 100 certificates are issued, and
each is for its own name."""
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))

from authority_proxy import AuthorityProxy  # noqa: E402
from certificates import renewals_under_load  # noqa: E402
from peers import Dns, Engine, Pebble, run_tests, wait_for  # noqa: E402

COUNT = 100


def renewals(world):
    renewals_under_load(world, lifetime=120, renewals=10, per_second=200)


def hostile(world):
    dns = Dns(world)
    engine = Engine(world, [f"dns.resolvers=127.0.0.1:{dns.port}", "monitor.auto_verify=off"])
    pebble = Pebble(world, engine.http, dns.port, nonce_reject=90)
    proxy = AuthorityProxy(world, pebble, spoilt=0.3)
    engine.ctl("settings", "set", f"acme.directory={proxy.url}", f"acme.ca_file={pebble.ca_file}")
    names = [f"t{number}.example.com" for number in range(COUNT)]
    targets = [engine.ctl_json("domain", "add", name)["record"]["value"] for name in names]
    dns.publish("example.com", *(f"{name.split('.')[0]} CNAME {target}." for name, target in zip(names, targets)))
    began = time.monotonic()
    for name in names:
        assert engine.ctl_json("domain", "verify", name)["domain"]["status"] == "active", name
    token = engine.token()
    cluster = engine.ctl_json("cluster", "list")[0]["id"]

    def states():
        _, reply, _ = engine.call("GET", f"/api/v1/clusters/{cluster}/tracking-domains?limit=500", token=token)
        return [domain["certificate"]["state"] for domain in reply["data"]]

    wait_for("all certificates", lambda: states().count("valid") == COUNT, 3600)
    took = time.monotonic() - began
    root = pebble.root()
    for name in names:
        code, head, _ = engine.curl(f"https://{name}/robots.txt", root)
        assert code == 0 and head.startswith("HTTP/1.1 200"), (name, code, head)
    print(f"     {COUNT} of {COUNT} in {took:.0f} s; {sum(proxy.asked.values())} requests, "
          f"{sum(proxy.orders.values())} orders")


if __name__ == "__main__":
    chosen = sys.argv[1:] or ["renewals", "hostile"]
    run_tests([{"renewals": renewals, "hostile": hostile}[name] for name in chosen])
