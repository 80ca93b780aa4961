#!/usr/bin/env python3
"""Webhooks of a real engine that is killed in the middle: every receiver gets each event at least once, in order, whatever
becomes of the others."""
import base64
import collections
import hashlib
import hmac
import http.client
import http.server
import json
import threading

from peers import PATIENCE, Engine, run_tests, wait_for
from robustness import active_domain, metrics, mint

HOST = "track.example.com"


class Receiver:
    """Keeps the ids of what it took, in order. `verdict` says with which status it answers the n-th call; none: it keeps
    silent for as long as it lives."""

    def __init__(self, world, verdict=lambda n: 200):
        self.events, self.calls, self.faults, self.secret = [], 0, [], None
        receiver, lock, self.ended = self, threading.Lock(), threading.Event()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with lock:
                    receiver.calls += 1
                    status = verdict(receiver.calls)
                    if status and status < 300:
                        receiver.take(self.headers, body)
                if status is None:
                    receiver.ended.wait(PATIENCE * 2)
                    return
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        world.at_end(self.close)

    def close(self):
        self.ended.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_address[1]}/"

    def take(self, headers, body):
        identity, sent = headers["webhook-id"], headers["webhook-timestamp"]
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        digest = hmac.new(key, f"{identity}.{sent}.".encode() + body, hashlib.sha256).digest()
        if "v1," + base64.b64encode(digest).decode() not in headers["webhook-signature"].split(" "):
            self.faults.append(f"{identity}: not signed")
        content = json.loads(body)
        for envelope in content["data"] if headers.get("webhook-batch") == "true" else [content]:
            self.events.append(envelope["data"]["message_id"])


def in_order(receiver, expected):
    """Each at least once, and none before those that precede it have been there."""
    position, place = 0, {event: number for number, event in enumerate(expected)}
    for event in receiver.events:
        if place[event] > position:
            return f"{event} came before {expected[position]}"
        position = max(position, place[event] + 1)
    return None if position == len(expected) else f"{position} of {len(expected)}"


def click(engine, paths):
    connection = http.client.HTTPConnection("127.0.0.1", engine.http, timeout=PATIENCE)
    for path in paths:
        connection.request("GET", path, headers={"Host": HOST})
        reply = connection.getresponse()
        reply.read()
        assert reply.status == 302, reply.status
    connection.close()


def add(engine, receiver, *options):
    answer = engine.ctl_json("webhook", "add", "--url", receiver.url, "--type", "event.click", *options)
    receiver.secret = answer["secret"]
    return answer["id"]


def killed_in_the_middle(world):
    engine = Engine(world, extra=["--sandbox"])
    cluster = active_domain(engine, HOST)
    token = engine.token()
    expected = [f"m{number}" for number in range(600)]
    paths = mint(engine, cluster, token, expected, HOST)
    receivers = {
        "one by one": (Receiver(world), ()),
        "batches": (Receiver(world), ("--batch",)),
        "500 on every second call": (Receiver(world, lambda n: 500 if n % 2 else 200), ("--batch",)),
        "of all clusters": (Receiver(world), ("--batch", "--installation")),
        "silent": (Receiver(world, lambda n: None), ()),
        "down": (Receiver(world, lambda n: 503), ("--batch",)),
    }
    ids = {name: add(engine, receiver, *options) for name, (receiver, options) in receivers.items()}
    for part in range(0, len(paths), 150):
        click(engine, paths[part:part + 150])
        engine.process.kill()
        engine.start()
    healthy = ["one by one", "batches", "500 on every second call", "of all clusters"]
    for name in healthy:
        receiver = receivers[name][0]
        wait_for(f"all events at “{name}”, not {in_order(receiver, expected)}",
                 lambda receiver=receiver: in_order(receiver, expected) is None, 4 * PATIENCE)
        assert not receiver.faults, receiver.faults
        extra = collections.Counter(receiver.events)
        print(f"{name}: {receiver.calls} calls, {sum(extra.values()) - len(expected)} events twice")
    assert receivers["silent"][0].events == [] and receivers["down"][0].events == []
    # They are told of, and have lost nothing.
    figures = metrics(engine, token)
    for name in ("silent", "down"):
        assert figures[f'unmta_webhook_backlog{{webhook="{ids[name]}"}}'] == len(expected), figures
    assert figures[f'unmta_webhook_backlog{{webhook="{ids["one by one"]}"}}'] == 0, figures


if __name__ == "__main__":
    run_tests([killed_in_the_middle])
