"""Day one: a fresh engine is set up by the command line against real DNS, pebble and a relay; then each thing that it
depends on is broken in turn, and the doctor names it."""
import contextlib
import os
import random
import socket
import threading

from mail import Sink
from peers import ZONE, Dns, Engine, Pebble, look_again_pause, run_tests, wait_for

NAME = "track.example.com"


def address_with_port_80():
    """One of this computer that nobody else uses; None where ports below 1024 are not for us."""
    address = f"127.{random.randint(2, 254)}.{random.randint(0, 254)}.{random.randint(2, 254)}"
    with contextlib.closing(socket.socket()) as one:
        try:
            one.bind((address, 80))
        except OSError:
            return None
    return address


class FreshEngine(Engine):
    """Nobody has chosen anything."""

    def __init__(self, world, settings):
        own = address_with_port_80()
        self.address, self.is_public = own or "127.0.0.1", bool(own)
        extra = ["--http", f"{own}:80", "--https", f"{own}:443"] if own else []
        super().__init__(world, [*settings, "edge.target_zone="], extra)

    def checks(self, expect=None):
        data = self.ctl_json("doctor", expect=0 if expect is None else expect)
        return {check["id"]: check for check in data["checks"]}

    def failed(self):
        """The checks that have failed, by id, as the doctor and the API tell them now."""
        status, reply, _ = self.call("POST", "/api/v1/readiness/probe", token=self.admin)
        assert status == 200, reply
        return {check["id"]: check for check in reply["data"]["checks"] if check["state"] == "failed"}


def is_set_up_and_then_broken(world):
    dns, sink = Dns(world), Sink().start()
    dns.publish(ZONE)  # the wildcard is missing
    engine = FreshEngine(world, [f"dns.resolvers=127.0.0.1:{dns.port}", "acme.directory=https://127.0.0.1:9/dir"])
    engine.admin, address = engine.token(), engine.address
    try:
        # The resolver of this closed network knows only our own zones, and there is no authority yet.
        nothing = engine.ctl_json("doctor", expect=1)
        assert not nothing["ready"], nothing
        checks = {check["id"]: check for check in nothing["checks"]}
        assert checks["target_zone"]["state"] == "todo" and "--zone" in checks["target_zone"]["fix"], checks
        status, reply, _ = engine.call("POST", f"/api/v1/clusters/{engine.ctl_json('cluster', 'list')[0]['id']}"
                                       "/tracking-domains", {"name": NAME}, engine.admin)
        assert (status, reply["code"]) == (409, "settings.target_zone_missing"), reply
        engine.ctl("setup", "--yes", expect=2)

        pebble = Pebble(world, 80 if engine.is_public else engine.http, dns.port)
        engine.ctl("settings", "set", f"acme.directory={pebble.directory}", f"acme.ca_file={pebble.ca_file}")
        words = ["setup", "--zone", ZONE, "--address", address, "--email", "me@example.org", "--smtp",
                 f"smtp://127.0.0.1:{sink.port}", "--notify", "me@example.org", "--yes"]
        first = engine.ctl_json(*words, expect=1)  # this zone belongs to the makers
        checks = {check["id"]: check for check in first["checks"]}
        assert checks["target_zone"]["state"] == "failed", checks
        assert checks["wildcard"]["state"] == "todo", checks
        assert f"*.{ZONE}. 3600 IN A {address}" in checks["wildcard"]["fix"], checks
        sink.wait(1, "me@example.org")  # the test mail
        dns.publish(ZONE, f"* 60 A {address}")
        engine.ctl_json(*words, expect=1)
        sink.wait(1, "me@example.org")  # no second one

        expected = {"target_zone"}
        if engine.is_public:
            states = engine.checks(expect=1)
            assert states["http_reachable"]["state"] == states["https_reachable"]["state"] == "ready", states
        else:
            expected |= {"http_reachable", "https_reachable"}
            assert f"listens for http on port {engine.http}" in engine.failed()["http_reachable"]["sentence"]
        assert set(engine.failed()) == expected, engine.failed()

        added = engine.ctl_json("domain", "add", NAME, "--default")
        dns.publish("example.com", f"track CNAME {added['record']['value']}.")
        engine.ctl("domain", "verify", NAME)
        wait_for("a certificate", lambda: engine.checks(expect=1)["certificate"]["state"] == "ready")

        break_in_turn(engine, dns, pebble, sink, expected)
    finally:
        sink.stop()


def waits_at_its_own_pace(world):
    """Who waits for a record must not press the relay and the authority because the engine has news."""
    dns, sink = Dns(world), Sink().start()
    dns.publish(ZONE)
    engine = FreshEngine(world, [f"dns.resolvers=127.0.0.1:{dns.port}", "acme.directory=https://127.0.0.1:9/dir"])
    engine.admin = engine.token()
    words = ["setup", "--zone", ZONE, "--address", engine.address, "--email", "me@example.org", "--smtp",
             f"smtp://127.0.0.1:{sink.port}", "--yes"]
    try:
        engine.ctl(*words, expect=1)
        waiting = threading.Thread(target=engine.ctl, args=[*words, "--wait", "2s"], kwargs={"expect": 1})
        before = sink.greeted
        waiting.start()
        path = f"/api/v1/clusters/{engine.ctl_json('cluster', 'list')[0]['id']}/tracking-domains"
        added = 0
        while waiting.is_alive():
            status, reply, _ = engine.call("POST", path, {"name": f"n{added}.example.com"}, engine.admin)
            assert status in (201, 429), reply
            added += status == 201
            look_again_pause()
        # At the beginning and at the end, and perhaps once by the engine itself after the change of settings.
        assert added > 5 and 2 <= sink.greeted - before <= 3, (added, sink.greeted - before)
    finally:
        sink.stop()


def break_in_turn(engine, dns, pebble, sink, expected):
    def broken(check, words, breaking, mending, and_so=frozenset()):
        breaking()
        found = engine.failed()
        assert set(found) == expected | {check} | and_so, (check, found)
        assert words in found[check]["sentence"] and found[check]["fix"], found[check]
        text = engine.ctl("doctor", expect=1)
        assert found[check]["sentence"] in text and "FAILED" in text, text
        mending()
        assert set(engine.failed()) == expected, engine.failed()

    elsewhere = "127.0.0.253"  # where nobody listens
    broken("wildcard", elsewhere, lambda: dns.publish(ZONE, f"* 60 A {elsewhere}", f"* 60 A {engine.address}"),
           lambda: dns.publish(ZONE, f"* 60 A {engine.address}"), {"http_reachable", "https_reachable"})
    broken("resolver", "127.0.0.1:9 does not answer",
           lambda: engine.ctl("settings", "set", f"dns.resolvers=127.0.0.1:{dns.port},127.0.0.1:9"),
           lambda: engine.ctl("settings", "set", f"dns.resolvers=127.0.0.1:{dns.port}"))
    broken("notices", "cannot be handed in", sink.stop, sink.start)
    broken("data_dir", "may read", lambda: os.chmod(engine.data, 0o755), lambda: os.chmod(engine.data, 0o700))
    broken("authority", "cannot be used",
           lambda: engine.ctl("settings", "set", "acme.directory=https://127.0.0.1:9/dir"),
           lambda: engine.ctl("settings", "set", f"acme.directory={pebble.directory}"))


if __name__ == "__main__":
    run_tests([is_set_up_and_then_broken, waits_at_its_own_pace])
