"""Certificates from a real ACME authority: CAA before an order, bound accounts, orders that survive kill -9, renewals under
load. tests/soak/certificates.py runs the long forms."""
import collections
import contextlib
import socket
import sqlite3
import ssl
import threading
import time

from authority_proxy import AuthorityProxy
from main_job import connected_world
from peers import ON_POSTGRESQL, PATIENCE, Dns, Engine, Pebble, run_tests, wait_for

HOST = "track.example.com"
KEY_ID, HMAC_KEY = "kid-1", "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W"


def publish(dns, engine, *more):
    """The record of the domain, beside more lines of its zone."""
    target = engine.ctl_json("domain", "show", HOST)["record"]["value"]
    dns.publish("example.com", f"track CNAME {target}.", *more)


def verified(dns, engine, *more):
    engine.ctl("domain", "add", HOST)
    publish(dns, engine, *more)
    assert engine.ctl_json("domain", "verify", HOST)["domain"]["status"] == "active"


def certificate(engine, name=HOST):
    return engine.ctl_json("domain", "show", name)["certificate"]


def wait_for_state(engine, state):
    return wait_for(f"a certificate that is {state}",
                    lambda: (seen := certificate(engine))["state"] == state and seen)


def behind_a_proxy(world, **how):
    dns, engine, pebble = connected_world(world)
    proxy = AuthorityProxy(world, pebble, **how)
    engine.ctl("settings", "set", f"acme.directory={proxy.url}")
    return dns, engine, pebble, proxy


def caa_is_looked_up_before_an_order(world):
    dns, engine, pebble, proxy = behind_a_proxy(world, meta={"caaIdentities": ["ca.example"]})
    verified(dns, engine, '@ CAA 0 issue "other.example"')
    error = wait_for_state(engine, "failed")["error"]
    assert error["code"] == "acme.caa_forbids", error
    assert 'example.com. CAA 0 issue "ca.example"' in error["message"], error
    assert proxy.asked["order"] == 0, "no order is wasted"
    kinds = [notice["kind"] for notice in engine.ctl_json("notification", "list")]
    assert "certificate.failed" in kinds, kinds
    # The command line shows the record, too.
    assert 'CAA 0 issue "ca.example"' in engine.ctl("domain", "show", HOST)
    publish(dns, engine, '@ CAA 0 issue "other.example"', '@ CAA 0 issue "ca.example"')
    engine.ctl("settings", "set", "acme.email=ops@example.com")  # what waits after a failure is due at once
    wait_for_state(engine, "valid")
    assert proxy.orders[HOST] == 1, proxy.orders


def accounts_are_bound(world):
    dns = Dns(world)
    engine = Engine(world, [f"dns.resolvers=127.0.0.1:{dns.port}", "monitor.auto_verify=off"])
    pebble = Pebble(world, engine.http, dns.port, externalAccountBindingRequired=True,
                    externalAccountMACKeys={KEY_ID: HMAC_KEY})
    engine.ctl("settings", "set", f"acme.directory={pebble.directory}", f"acme.ca_file={pebble.ca_file}")
    verified(dns, engine)
    assert wait_for_state(engine, "failed")["error"]["code"] == "acme.eab_required"
    engine.ctl("settings", "set", f"acme.eab_kid={KEY_ID}", f"acme.eab_key={HMAC_KEY}")
    wait_for_state(engine, "valid")
    assert HMAC_KEY not in engine.ctl("settings", "list") + engine.process.text()


def has_begun_order(engine):
    """Whether the store has more of the order than its key: the authority's addresses for it, three of them."""
    if ON_POSTGRESQL:
        length = engine.world.server.query(f"SELECT length(order_sealed) FROM store1.certificate WHERE host = '{HOST}'")
        return int(length or 0) > 590
    with contextlib.closing(sqlite3.connect(f"file:{engine.data / 'engine.db'}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT length(order_sealed) FROM certificate WHERE host = ?", (HOST,)).fetchall()
    return bool(rows) and rows[0][0] > 590


def orders_survive_kill_nine(world):
    dns, engine, pebble, proxy = behind_a_proxy(world)
    steps = ["authorization", "challenge", "finalize", "certificate"]
    proxy.hold(steps[0])
    verified(dns, engine)
    for step, following in zip(steps, steps[1:] + [None]):
        # The request is under way: all that came before it has been told to the engine.
        wait_for(f"the step {step}", lambda step=step: proxy.waiting[step] > 0)
        wait_for("the order in the store", lambda: has_begun_order(engine))
        engine.process.kill()
        if following:
            proxy.hold(following)
        # An authority that were told to look now would find nobody, and end the order for good.
        proxy.release(step, heard=step != "challenge")
        engine.start()
    wait_for_state(engine, "valid")
    assert proxy.orders[HOST] == 1, f"{proxy.orders[HOST]} orders instead of the one that was begun"
    accounts = proxy.asked["account"]
    engine.process.kill()
    engine.start()
    assert proxy.asked["account"] == accounts and certificate(engine)["state"] == "valid"


class Handshakes:
    """New TLS connections at a steady pace, each checked as a browser checks it; who is late does not skip one."""

    def __init__(self, port, root, per_second, threads=4):
        self.port, self.pause = port, threads / per_second
        self.context = ssl.create_default_context(cafile=str(root))
        self.serials, self.failures = collections.OrderedDict(), []
        self.done, self.stop_event, self.lock = 0, threading.Event(), threading.Lock()
        self.threads = [threading.Thread(target=self._run, daemon=True) for _ in range(threads)]
        self.began = time.monotonic()
        for thread in self.threads:
            thread.start()

    def _run(self):
        due = time.monotonic()
        while not self.stop_event.wait(max(0, due - time.monotonic())):
            due += self.pause
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as tcp, \
                        self.context.wrap_socket(tcp, server_hostname=HOST) as tls:
                    serial = tls.getpeercert()["serialNumber"]
                with self.lock:
                    self.done += 1
                    self.serials[serial] = self.serials.get(serial, 0) + 1
            except OSError as error:
                self.failures.append((time.monotonic() - self.began, repr(error)))

    def stop(self):
        self.stop_event.set()
        for thread in self.threads:
            thread.join(PATIENCE)
        return self.done / (time.monotonic() - self.began)


def renewals_under_load(world, lifetime=20, renewals=3, per_second=200):
    dns = Dns(world)
    engine = Engine(world, [f"dns.resolvers=127.0.0.1:{dns.port}", "monitor.auto_verify=off"])
    pebble = Pebble(world, engine.http, dns.port, certificateValidityPeriod=lifetime)
    engine.ctl("settings", "set", f"acme.directory={pebble.directory}", f"acme.ca_file={pebble.ca_file}")
    verified(dns, engine)
    wait_for_state(engine, "valid")
    load = Handshakes(engine.https, pebble.root(), per_second)
    try:
        wait_for(f"{renewals} renewals", lambda: len(load.serials) > renewals or load.failures,
                 renewals * lifetime + PATIENCE)
    finally:
        rate = load.stop()
    assert not load.failures, f"{len(load.failures)} of {load.done} failed: {load.failures[:3]}"
    print(f"     {load.done} handshakes, {rate:.0f} a second, over {len(load.serials) - 1} renewals of a "
          f"{lifetime}-second certificate; 0 failed")


if __name__ == "__main__":
    run_tests([caa_is_looked_up_before_an_order, accounts_are_bound, orders_survive_kill_nine, renewals_under_load])
