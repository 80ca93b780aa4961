"""The main job with real parts: nsd, unbound, pebble, curl; by the command line and by the API."""
from peers import ZONE, Dns, Engine, Pebble, run_tests, wait_for

PIXEL = bytes.fromhex("47494638396101000100")
DESTINATION = "https://shop.example.org/a%20b?x=1&amp=2&q=%3D#top"


def connected_world(world, name="engine"):
    dns = Dns(world)
    engine = Engine(world, [f"dns.resolvers=127.0.0.1:{dns.port}", "monitor.auto_verify=off"], name=name)
    pebble = Pebble(world, engine.http, dns.port)
    engine.ctl("settings", "set", f"acme.directory={pebble.directory}")
    engine.ctl("settings", "set", f"acme.ca_file={pebble.ca_file}")
    return dns, engine, pebble


def check_recipient_side(engine, root, opened, clicked):
    code, head, body = engine.curl(opened, root)
    assert code == 0 and head.startswith("HTTP/1.1 200"), (code, head)
    assert len(body) == 43 and body.startswith(PIXEL), body
    code, head, _ = engine.curl(clicked, root)
    assert code == 0 and head.startswith("HTTP/1.1 302"), (code, head)
    assert f"Location: {DESTINATION}" in head, head


def by_command_line(world):
    dns, engine, pebble = connected_world(world)
    added = engine.ctl_json("domain", "add", "track.example.com")
    target = added["record"]["value"]
    assert added["status"] == "pending" and target.endswith("." + ZONE), added

    missing = engine.ctl_json("domain", "verify", "track.example.com", expect=1)
    assert missing["check"]["code"] == "not_created", missing
    assert missing["domain"]["status"] == "pending", missing
    dns.publish("example.com", f"track CNAME {target}.")
    verified = engine.ctl_json("domain", "verify", "track.example.com")
    assert verified["domain"]["status"] == "active", verified

    wait_for("a certificate from pebble",
             lambda: engine.ctl_json("domain", "show", "track.example.com")["certificate"]["state"] == "valid")
    root = pebble.root()
    opened = engine.ctl_json("link", "mint", "--kind", "open", "--message-id", "m1@example.com",
                             "--recipient", "a@example.net", "--tracking-host", "track.example.com")["url"]
    clicked = engine.ctl_json("link", "mint", "--kind", "click", "--url", DESTINATION, "--message-id", "m1@example.com",
                              "--recipient", "a@example.net", "--tracking-host", "track.example.com")["url"]
    assert opened.startswith("https://track.example.com/o/") and opened.endswith(".gif"), opened
    check_recipient_side(engine, root, opened, clicked)
    wait_for("both events", lambda: len(engine.ctl_json("event", "list")) == 2)
    events = engine.ctl_json("event", "list")
    assert [e["type"] for e in events] == ["Open", "Click"], events
    assert {e["message_id"] for e in events} == {"m1@example.com"}, events
    assert events[1]["url"] == DESTINATION, events

    assert engine.ctl_json("domain", "default", "track.example.com")["default"] is True
    assert engine.ctl_json("cluster", "list")[0]["tracking_host"] == "track.example.com"
    engine.ctl("domain", "delete", "track.example.com", "--yes")
    code, _, _ = engine.curl(opened, root)
    assert code == 35, f"the handshake must be refused, curl says {code}"
    code, head, _ = engine.curl(opened.replace("https://", "http://"))
    assert head.startswith("HTTP/1.1 404"), head


def by_api(world):
    dns, engine, pebble = connected_world(world)
    token = engine.token()
    call = lambda *a, **k: engine.call(*a, token=token, **k)
    cluster = call("GET", "/api/v1/clusters")[1]["data"][0]["id"]
    domains = f"/api/v1/clusters/{cluster}/tracking-domains"
    status, reply, _ = call("POST", domains, {"name": "Track.Example.com.", "default": True})
    assert status == 201 and reply["data"]["name"] == "track.example.com", reply
    assert reply["data"]["default_on_verify"] and not reply["data"]["default"], reply
    one = f"{domains}/track.example.com"
    assert call("PUT", f"{one}/default")[0] == 409

    dns.publish("example.com", f"track CNAME {reply['data']['record']['value']}.")
    status, reply, _ = call("POST", f"{one}/verify")
    assert status == 200 and reply["data"]["check"]["outcome"] == "match", reply
    assert reply["data"]["domain"]["default"] is True, reply
    wait_for("a certificate from pebble", lambda: call("GET", one)[1]["data"]["certificate"]["state"] == "valid")
    mint = lambda body: call("POST", f"/api/v1/clusters/{cluster}/links", body)[1]["data"]["url"]
    opened = mint({"kind": "open", "message_id": "m2@example.com", "recipient": "b@example.net"})
    clicked = mint({"kind": "click", "url": DESTINATION, "message_id": "m2@example.com", "recipient": "b@example.net"})
    check_recipient_side(engine, pebble.root(), opened, clicked)
    events = lambda: call("GET", f"/api/v1/clusters/{cluster}/events")[1]["data"]
    wait_for("both events", lambda: len(events()) == 2)
    assert [e["message_id"] for e in events()] == ["m2@example.com"] * 2
    assert call("DELETE", f"{one}/default")[1]["data"]["default"] is False
    assert call("DELETE", one)[0] == 204
    assert engine.curl(opened, pebble.root())[0] == 35
    assert call("GET", one)[0] == 404


def what_verify_says(world):
    dns, engine, _ = connected_world(world)
    engine.ctl("cluster", "create", "second")
    first = engine.ctl_json("cluster", "list")[0]["id"]
    second = engine.ctl_json("cluster", "list")[1]["id"]
    target = engine.ctl_json("--cluster", first, "domain", "add", "track.example.com")["record"]["value"]
    theirs = engine.ctl_json("--cluster", second, "domain", "add", "track.example.com")["record"]["value"]

    def verdict(expected, *lines):
        dns.publish("example.com", *lines)
        reply = engine.ctl_json("--cluster", first, "domain", "verify", "track.example.com",
                                expect=0 if expected == "ok" else 1)
        check = reply["check"]
        assert check["code"] == expected, check
        assert check["message"], check
        assert check["hint"] or expected == "ok", check
        assert check["expected"] == target, check
        if expected != "ok":
            assert reply["domain"]["status"] == "pending", reply

    verdict("not_created")
    verdict("wrong_target", "track CNAME elsewhere.example.org.")
    verdict("wrong_target", f"track CNAME {theirs}.")
    verdict("loop", "track CNAME a", "a CNAME track")
    verdict("address_record", "track A 192.0.2.7")
    verdict("doubled_name", f"track.example.com CNAME {target}.")
    verdict("truncated_target", f"track CNAME {target.split('.')[0]}")
    dns.unbound.stop()
    verdict_dead = engine.ctl_json("--cluster", first, "domain", "verify", "track.example.com", expect=1)
    assert verdict_dead["check"]["outcome"] == "unknown", verdict_dead
    assert verdict_dead["check"]["hint"], verdict_dead


def chain_of_three(world):
    dns, engine, _ = connected_world(world)
    target = engine.ctl_json("domain", "add", "track.example.com")["record"]["value"]
    dns.publish("example.com", "track CNAME a", "a CNAME b.example.org.")
    dns.publish("example.org", f"b CNAME {target}.")
    check = engine.ctl_json("domain", "verify", "track.example.com")["check"]
    assert check["code"] == "ok" and len(check["chain"]) == 4, check


if __name__ == "__main__":
    run_tests([by_command_line, by_api, what_verify_says, chain_of_three])
