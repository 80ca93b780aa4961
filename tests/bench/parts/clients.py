"""Recipients' programs, some at a time, that check every answer. They are slow and simple: for counting instructions of
the server, which does not mind, not for its time (the generator is for that)."""
import itertools
import socket
import ssl
import threading

PATIENCE = 120


class Refused(AssertionError):
    pass


def read_answer(stream, buffered):
    """One answer; returns (head, what came behind it)."""
    while True:
        end = buffered.find(b"\r\n\r\n")
        if end >= 0:
            head = buffered[:end]
            length = 0
            for line in head.split(b"\r\n")[1:]:
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if len(buffered) >= end + 4 + length:
                return head, buffered[end + 4 + length:]
        part = stream.recv(65536)
        if not part:
            raise Refused(f"the server closed amid an answer: {buffered[:200]!r}")
        buffered += part


def _tls_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False  # whose certificate it is says the server's name; its chain is not the subject
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context


class Client(threading.Thread):
    """Asks `count` of the requests, one after the other. `mode`: keep (one connection), close (one each), and tls-full,
    tls-resumed, tls-keep alike."""

    def __init__(self, port, host, mode, requests, wanted):
        super().__init__(daemon=True)
        self.port, self.host, self.mode, self.requests, self.wanted = port, host, mode, requests, wanted
        self.fault, self.stream, self.session, self.rest = None, None, None, b""
        self.context = _tls_context() if mode.startswith("tls") else None

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""
        if not self.context:
            self.stream = plain
            return
        session = self.session if self.mode == "tls-resumed" else None
        self.stream = self.context.wrap_socket(plain, server_hostname=self.host, session=session)
        if self.stream.session_reused != bool(session):
            raise Refused("the session was not resumed" if session else "a session was resumed")

    def ask(self, request):
        if not self.stream:
            self.connect()
        self.stream.sendall(request)
        head, self.rest = read_answer(self.stream, self.rest)
        if not head.startswith(b"HTTP/1.1 " + self.wanted):
            raise Refused(f"{request[:80]!r} was answered {head[:200]!r}")
        if self.mode not in ("keep", "tls-keep"):
            self.session = self.session or (self.stream.session if self.context else None)
            self.stream.close()
            self.stream = None

    def warm(self):
        """What the first request brings along must not be counted; the session to resume, for example."""
        self.ask(next(self.requests))

    def run(self):
        try:
            for request in self.requests:
                self.ask(request)
        except Exception as fault:  # noqa: B902 -- told by whoever waits for the thread
            self.fault = fault


def crowd(port, host, mode, requests, wanted, connections, warm_up, count):
    """A generator: first all clients have had `warm_up` requests between them, then (behind the yield) `count` more."""
    def clients(total, kept):
        shares = [total // connections + (i < total % connections) for i in range(connections)]
        started = kept or [None] * connections
        result = []
        for i, share in enumerate(shares):
            mine = itertools.islice(itertools.cycle(requests[i % len(requests):] + requests[:i % len(requests)]), share)
            client = Client(port, host, mode, mine, wanted)
            if started[i]:
                client.context, client.session = started[i].context, started[i].session
                client.stream, client.rest = started[i].stream, started[i].rest
            result.append(client)
        for client in result:
            client.start()
        for client in result:
            client.join(PATIENCE * 10)
            if client.fault:
                raise client.fault
            if client.is_alive():
                raise Refused("a client did not come to its end")
        return result

    first = clients(max(warm_up, connections), None)
    yield
    last = clients(count, first)
    for client in last:
        if client.stream:
            client.stream.close()
    yield
