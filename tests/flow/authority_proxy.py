"""Stands between an engine and its ACME authority (pebble): counts what is asked, holds requests back, adds to the directory,
and spoils answers."""
import base64
import collections
import dataclasses
import http.client
import http.server
import json
import random
import ssl
import sys
import threading
import time
import urllib.parse

from peers import PATIENCE
from ports import take_port

# pebble's own paths, in the order in which an order goes through them.
STEPS = {"/dir": "directory", "/nonce-plz": "nonce", "/sign-me-up": "account", "/order-plz": "order",
         "/authZ/": "authorization", "/chalZ/": "challenge", "/finalize-order/": "finalize", "/my-order/": "look",
         "/certZ/": "certificate"}


def spoil(kind, reply):
    """(status, headers, body) of an answer as a broken or hostile middleman hands it on."""
    status, headers, body = reply
    if kind == "429":
        return 429, {"Content-Type": "application/problem+json", "Retry-After": "1"}, \
            b'{"type":"urn:ietf:params:acme:error:rateLimited","detail":"patience"}'
    if kind == "503":
        return 503, {"Content-Type": "text/html", "Retry-After": "1"}, b"<html>busy</html>"
    if kind == "html":
        return status, {**headers, "Content-Type": "text/html"}, b"<html>portal</html>"
    if kind == "truncated":
        return status, headers, body[:len(body) // 2]
    if kind == "type":
        return status, {**headers, "Content-Type": "text/plain"}, body
    if kind == "location":
        return status, {name: value for name, value in headers.items() if name != "Location"}, body
    assert kind == "lost"
    return None


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        # A peer that was killed in the middle of an answer is what the tests want.
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


@dataclasses.dataclass
class PlacedOrder:
    """One that the authority has taken: for which name, from which address, when (monotonic)."""
    name: str
    asker: str
    at: float
    finalized: int = 0  # so often a certificate was asked for by it


class AuthorityProxy:
    """`directory` and `meta` are added to the authority's directory and its "meta"; `spoilt` is the share of answers that
    are spoilt, drawn with `seed`."""

    def __init__(self, world, pebble, meta=None, spoilt=0.0, seed=1):
        self.pebble, self.meta, self.spoilt = pebble, meta or {}, spoilt
        self.orders = collections.Counter()  # by name: begun
        self.placed = {}  # the same, each by itself, by the path at which it is finalized
        self.asked = collections.Counter()  # by step
        self.held = {}  # step -> let go
        self.waiting = collections.Counter()  # by step: requests that are held
        self.random, self.lock = random.Random(seed), threading.Lock()
        self.server = Server((pebble.address, take_port()), self._handler())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pebble.ca_file, pebble.folder / "listener.key")
        self.context = ssl.create_default_context(cafile=pebble.ca_file)
        # The handshake belongs to the connection's own thread.
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        world.at_end(self.close)
        self.url = f"https://{pebble.address}:{self.server.server_port}/dir"

    def close(self):
        for step in list(self.held):
            self.release(step)
        self.server.shutdown()
        self.server.server_close()

    def hold(self, step):
        """Requests of that step wait, unheard, until they are released."""
        self.waiting[step] = 0
        self.held[step] = threading.Event()

    def release(self, step, heard=True):
        """Lets go of what waits; unless it is to be heard, the authority never knows of it."""
        gate = self.held.pop(step)
        gate.lost = not heard
        gate.set()

    def _handler(proxy):  # noqa: N805 -- of the proxy, for its handler
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = PATIENCE

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                reply = proxy.answer(self.command, self.path, dict(self.headers), body, self.client_address[0])
                if reply is None:
                    self.close_connection = True
                    return
                status, headers, content = reply
                self.send_response_only(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

            do_GET = do_HEAD = do_POST = answer

            def log_message(self, *_):
                pass

        return Handler

    def answer(self, method, path, headers, body, asker):
        step = next((name for prefix, name in STEPS.items() if path.startswith(prefix)), "other")
        with self.lock:
            self.asked[step] += 1
            gate = self.held.get(step)
            if gate:
                self.waiting[step] += 1
        if gate and (not gate.wait(PATIENCE) or gate.lost):
            return None
        reply = self._ask(method, path, headers, body)
        status, _, content = reply
        with self.lock:
            if step == "order" and status == 201:
                order = PlacedOrder(named_in(body), asker, time.monotonic())
                self.orders[order.name] += 1
                self.placed[urllib.parse.urlsplit(json.loads(content)["finalize"]).path] = order
            if step == "finalize" and status == 200:
                self.placed[path].finalized += 1
            spoilt = self.random.random() < self.spoilt
            kind = self.random.choice(("429", "503", "html", "truncated", "type", "location", "lost"))
        if step == "directory" and self.meta:
            directory = json.loads(content)
            directory["meta"] = {**directory.get("meta", {}), **self.meta}
            reply = status, reply[1], json.dumps(directory).encode()
        return spoil(kind, reply) if spoilt else reply

    def _ask(self, method, path, headers, body):
        connection = http.client.HTTPSConnection(self.pebble.address, self.pebble.port, timeout=PATIENCE, context=self.context)
        try:
            # With the Host of the engine's request, from which the authority makes its addresses.
            kept = {name: value for name, value in headers.items() if name in ("Host", "Content-Type", "User-Agent")}
            connection.request(method, path, body or None, kept)
            reply = connection.getresponse()
            content = reply.read()
            passed = ("Content-Type", "Location", "Replay-Nonce", "Link", "Retry-After")
            return reply.status, {name: reply.headers[name] for name in passed if reply.headers[name]}, content
        finally:
            connection.close()


def named_in(jws):
    """The name that an order is for."""
    payload = json.loads(jws)["payload"]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))["identifiers"][0]["value"]
