#!/usr/bin/python3
"""unmta-milter with real mail servers: Postfix, OpenDKIM, miltertest. Needs root, postfix, opendkim, miltertest and
python3-dkim; skipped (exit 77) where one is missing. Everything runs on loopback and in a temporary directory.

usage: flow_milter.py DIRECTORY-OF-PROGRAMS [--messages N] [--only NAME]
"""
import argparse
import base64
import email
import json
import os
import re
import shutil
import signal
import smtplib
import socket
import socketserver
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from http.client import HTTPConnection

CLUSTER = "0123abcd"
HOST = "links.example.com"
LINK = re.compile(rb"https://links\.example\.com/c/[A-Za-z0-9_-]{40,}")
PIXEL = re.compile(rb'<img src="https://links\.example\.com/o/[A-Za-z0-9_-]{40,}\.gif" width="1" height="1" alt="" '
                   rb'style="border:0">')


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(condition, what, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("gave up waiting for " + what)


def can_connect(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


class Milter:
    """The process under test, its snapshot on disk, its engine away."""

    def __init__(self, program, directory):
        self.program = program
        self.directory = directory
        self.port = free_port()
        self.status = free_port()
        self.state = os.path.join(directory, "state")
        os.makedirs(self.state, exist_ok=True)
        snapshot = {
            "cluster_id": CLUSTER,
            "keys": [{"id": 7, "secret": base64.b64encode(bytes(range(32))).decode()}],
            "hosts": [{"name": HOST, "https": True}, {"name": f"c-{CLUSTER}.zone.example", "https": False}],
            "default_host": HOST, "fallback_host": f"c-{CLUSTER}.zone.example", "target_zone": "zone.example",
            "rules": {"opens": True, "clicks": True, "plain_text": False, "dkim_signed": False},
        }
        with open(os.path.join(self.state, "rewrite-snapshot.json"), "w") as f:
            json.dump(snapshot, f)
        self.token = os.path.join(directory, "token")
        with open(self.token, "w") as f:
            f.write("utk_none\n")
        self.log = open(os.path.join(directory, "milter.log"), "ab")
        self.process = None

    def start(self, wait=True, engine="http://127.0.0.1:1", cluster=CLUSTER):
        self.process = subprocess.Popen(
            [self.program, "--listen", f"inet:{self.port}@127.0.0.1", "--engine", engine, "--cluster", cluster,
             "--token-file", self.token, "--state-dir", self.state, "--status", f"inet:{self.status}@127.0.0.1",
             "--refresh", "1h", "--drain", "5s"], stdout=self.log, stderr=self.log)
        if wait:
            wait_for(lambda: can_connect(self.port), "the milter")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            assert self.process.wait(15) == 0, "the milter did not end cleanly"

    def metrics(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.status}/metrics", timeout=5) as reply:
            return reply.read().decode()


class Sink(socketserver.ThreadingTCPServer):
    """Takes mail by SMTP and keeps every message, byte by byte."""
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 200

    class Session(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 sink ESMTP\r\n")
            while line := self.rfile.readline():
                verb = line[:4].upper()
                if verb == b"EHLO":
                    self.wfile.write(b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n")
                elif verb == b"DATA":
                    self.wfile.write(b"354 go\r\n")
                    body = b""
                    while (part := self.rfile.readline()) not in (b".\r\n", b""):
                        body += part[1:] if part.startswith(b".") else part
                    with self.server.lock:
                        self.server.messages.append(body)
                    self.wfile.write(b"250 ok\r\n")
                elif verb == b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                else:
                    self.wfile.write(b"250 ok\r\n")

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Sink.Session)
        self.lock = threading.Lock()
        self.messages = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]


class Postfix:
    """An instance of its own."""

    def __init__(self, directory, sink_port, milters, default_action):
        self.port = free_port()
        self.etc = os.path.join(directory, "postfix-" + default_action)
        queue = os.path.join(directory, "queue-" + default_action)
        data = os.path.join(directory, "data-" + default_action)
        for path in (self.etc, queue, data):
            os.makedirs(path, exist_ok=True)
        os.chmod(directory, 0o755)
        shutil.chown(data, "postfix")
        self.log = os.path.join(directory, f"postfix-{default_action}.log")
        with open(os.path.join(self.etc, "main.cf"), "w") as f:
            f.write(f"""compatibility_level = 3.6
queue_directory = {queue}
data_directory = {data}
maillog_file = {self.log}
maillog_file_prefixes = {directory}
myhostname = mx.example.org
mydestination =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:{sink_port}
disable_dns_lookups = yes
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
smtpd_client_connection_count_limit = 0
smtpd_milters = {milters}
milter_default_action = {default_action}
milter_protocol = 6
milter_connect_timeout = 5s
message_size_limit = 40000000
minimal_backoff_time = 1s
queue_run_delay = 1s
""")
        with open(os.path.join(self.etc, "master.cf"), "w") as f:
            f.write(f"127.0.0.1:{self.port} inet n - n - - smtpd\n")
            for name, private, limit, command in (
                    ("pickup", "n", "1", "pickup"), ("cleanup", "n", "0", "cleanup"), ("rewrite", "-", "-", "trivial-rewrite"),
                    ("bounce", "-", "0", "bounce"), ("defer", "-", "0", "bounce"), ("trace", "-", "0", "bounce"),
                    ("verify", "-", "1", "verify"), ("flush", "n", "0", "flush"), ("proxymap", "-", "-", "proxymap"),
                    ("smtp", "-", "-", "smtp"), ("showq", "n", "-", "showq"), ("error", "-", "-", "error"),
                    ("retry", "-", "-", "error"), ("anvil", "-", "1", "anvil"), ("scache", "-", "1", "scache")):
                f.write(f"{name} unix {private} - n {'1000?' if name == 'flush' else '-'} {limit} {command}\n")
            f.write("qmgr unix n - n 300 1 qmgr\npostlog unix-dgram n - n - 1 postlogd\n")
        subprocess.run(["postfix", "-c", self.etc, "start"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: can_connect(self.port), "postfix")

    def queue_is_empty(self):
        out = subprocess.run(["postqueue", "-c", self.etc, "-p"], capture_output=True, text=True).stdout
        return "Mail queue is empty" in out

    def stop(self):
        subprocess.run(["postfix", "-c", self.etc, "stop"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def filler_of(number):
    """Most messages are small, some too long for a send buffer."""
    return 100_000 if number % 50 == 7 else 5000 if number % 10 == 0 else 20


def sample(number, links=3, filler=20):
    """One message and its body; every third one is quoted-printable, every fifth one base64."""
    html = "<html><body>\r\n" + "".join(
        f'<p>para {i} gr\u00fc\u00dfe</p><a href="https://example.org/{number}/{i}?a=1&amp;b=2">x</a>\r\n' for i in range(links))
    html += "<p>filler text</p>\r\n" * filler + "</body></html>\r\n"
    raw = html.encode()
    encoding = "8bit"
    if number % 5 == 0:
        encoding, raw = "base64", base64.encodebytes(raw).replace(b"\n", b"\r\n")
    elif number % 3 == 0:
        import quopri
        encoding, raw = "quoted-printable", quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    head = (f"From: a@example.org\r\nTo: b@example.net\r\nSubject: number {number}\r\nMessage-ID: <{number}@example.org>\r\n"
            f"X-Unmta-Meta: n={number}\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Transfer-Encoding: {encoding}\r\n\r\n")
    return head.encode() + raw, html.encode()


def decoded(message):
    return email.message_from_bytes(message).get_payload(decode=True).replace(b"\r\n", b"\n").rstrip(b"\n")


def verdict(message, html, links):
    """original, rewritten, or what is wrong with it."""
    header = message.split(b"\r\n\r\n", 1)[0].lower()
    body = decoded(message)
    original = html.replace(b"\r\n", b"\n").rstrip(b"\n")
    control = b"x-unmta" in header
    if body == original:
        return "original" if control else "original without control headers"
    pixels = len(PIXEL.findall(body))
    tracked = LINK.findall(body)
    without = PIXEL.sub(b"", body)
    expected = re.sub(rb'https://example\.org/[^"]*', b"@", original)
    without = LINK.sub(b"@", without)
    if pixels == 1 and len(set(tracked)) == links and without == expected and not control:
        return "rewritten"
    return f"broken: {pixels} pixels, {len(tracked)} links, control headers {control}"


def send(port, number, message):
    with smtplib.SMTP("127.0.0.1", port, timeout=60) as client:
        client.sendmail("a@example.org", ["b@example.net"], message)


def check_miltertest(args, directory):
    milter = Milter(args.milter, directory)
    milter.start()
    try:
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "milter.lua")
        result = subprocess.run(["miltertest", "-D", f"port={milter.port}", "-s", script], capture_output=True, text=True,
                                timeout=60)
        assert result.returncode == 0 and "all steps done" in result.stdout, result.stdout + result.stderr
        # What miltertest cannot send.
        for garbage in (b"GET / HTTP/1.1\r\n\r\n", struct.pack(">I", 0), struct.pack(">I", 0xffffffff) + b"B",
                        struct.pack(">I", 5) + b"zabcd"):
            with socket.create_connection(("127.0.0.1", milter.port), 5) as s:
                s.sendall(garbage)
                s.settimeout(5)
                try:
                    assert s.recv(100) == b"", "garbage was answered"
                except ConnectionResetError:
                    pass
        assert "unmta_milter_protocol_errors_total 4" in milter.metrics(), milter.metrics()
    finally:
        milter.stop()


def packet(command, data=b""):
    return struct.pack(">I", len(data) + 1) + command + data


def check_atomic(args, directory):
    """The milter is killed while the server reads its reply slowly: what was begun arrives to the end."""
    for size in (50_000, 400_000, 12_000_000):
        milter = Milter(args.milter, directory)
        milter.start()
        body = b"<body>" + b"filler text\r\n" * (size // 13) + b'<a href="http://example.org/">x</a></body>\r\n'
        with socket.create_connection(("127.0.0.1", milter.port), 10) as s:
            s.sendall(packet(b"O", struct.pack(">III", 6, 0x1ff, 0x1fffff)))
            s.sendall(packet(b"M", b"<a@example.org>\0") + packet(b"L", b"Content-Type\0 text/html\0") + packet(b"N"))
            for at in range(0, len(body), 65000):
                s.sendall(packet(b"B", body[at:at + 65000]))
            s.sendall(packet(b"E"))
            reader = s.makefile("rb")

            def reply():
                length = struct.unpack(">I", reader.read(4))[0]
                return reader.read(1), reader.read(length - 1)

            assert reply()[0] == b"O"
            new = reply()
            assert new[0] == b"b"
            milter.kill()
            whole = new[1]
            while (new := reply())[0] == b"b":
                whole += new[1]
            assert new[0] == b"c", new
            back = PIXEL.sub(b"", LINK.sub(b"http://example.org/", whole))
            assert back == body, f"{len(whole)} bytes for {len(body)}, ending in {whole[-400:]}"
        print(f"  killed while {len(body)} bytes were on their way: they arrived")


def check_dkim(args, directory):
    """Rewriting first, signing second: what arrives verifies."""
    try:
        import dkim
    except ImportError:
        print("  skipped: needs python3-dkim")
        sys.exit(77)
    milter = Milter(args.milter, directory)
    milter.start()
    key = os.path.join(directory, "dkim.private")
    subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, stderr=subprocess.DEVNULL)
    public = subprocess.run(["openssl", "rsa", "-in", key, "-pubout"], capture_output=True, text=True, check=True).stdout
    public = "".join(line for line in public.splitlines() if "--" not in line)
    port = free_port()
    config = os.path.join(directory, "opendkim.conf")
    with open(config, "w") as f:
        f.write(f"Domain example.org\nSelector s\nKeyFile {key}\nSocket inet:{port}@127.0.0.1\nMode s\nBackground no\n"
                "Canonicalization relaxed/simple\nSyslog no\nRequireSafeKeys no\nInternalHosts 127.0.0.1\n"
                f"PidFile {directory}/opendkim.pid\n")
    signer = subprocess.Popen(["opendkim", "-f", "-x", config])
    wait_for(lambda: can_connect(port), "opendkim")
    sink = Sink()
    postfix = Postfix(directory, sink.port, f"inet:127.0.0.1:{milter.port}, inet:127.0.0.1:{port}", "tempfail")
    try:
        for number in range(30):
            message, html = sample(number)
            send(postfix.port, number, message)
        wait_for(lambda: len(sink.messages) == 30, "30 messages")
        for message in sink.messages:
            number = int(email.message_from_bytes(message)["Subject"].split()[1])
            assert verdict(message, sample(number)[1], 3) == "rewritten", verdict(message, sample(number)[1], 3)
            assert dkim.verify(message, dnsfunc=lambda name, timeout=5: b"v=DKIM1; p=" + public.encode()), "bad signature"
        print("  30 messages rewritten, then signed: 30 signatures verify")
        # A message that is signed already is left alone.
        signed = sink.messages[0]
        send(postfix.port, 99, signed)
        wait_for(lambda: len(sink.messages) == 31, "the signed message")
        assert decoded(sink.messages[30]) == decoded(signed)
    finally:
        postfix.stop()
        signer.terminate()
        signer.wait()
        milter.stop()


def check_engine(args, directory):
    """From SMTP through the milter to a click: the original URL comes back and the event knows its message."""
    http, https, api = free_port(), free_port(), free_port()
    data = os.path.join(directory, "engine")
    engine = subprocess.Popen([os.path.join(args.programs, "unmta-engine"), "--data-dir", data, "--http", f"127.0.0.1:{http}",
                               "--https", f"127.0.0.1:{https}", "--api", f"127.0.0.1:{api}"],
                              stdout=subprocess.DEVNULL, stderr=open(os.path.join(directory, "engine.log"), "wb"))

    def ctl(*words):
        result = subprocess.run([os.path.join(args.programs, "unmta-ctl"), "--data-dir", data, "--json", *words],
                                capture_output=True, text=True, timeout=30)
        assert result.returncode == 0, result.stdout + result.stderr
        return json.loads(result.stdout)

    milter = postfix = None
    try:
        wait_for(lambda: can_connect(http) and can_connect(api), "the engine")
        cluster = ctl("cluster", "list")[0]
        token = ctl("token", "create", "mx", "--scope", "rewrite", "--cluster", cluster["id"])["token"]
        milter = Milter(args.milter, directory)
        os.remove(os.path.join(milter.state, "rewrite-snapshot.json"))
        with open(milter.token, "w") as f:
            f.write(token)
        milter.start(engine=f"http://127.0.0.1:{api}", cluster=cluster["id"])
        wait_for(lambda: "unmta_milter_snapshot_age_seconds" in milter.metrics(), "the snapshot")
        sink = Sink()
        postfix = Postfix(directory, sink.port, f"inet:127.0.0.1:{milter.port}", "tempfail")
        send(postfix.port, 1, sample(1)[0])
        wait_for(lambda: sink.messages, "the message")
        body = decoded(sink.messages[0]).decode()

        def get(url):
            host, path = re.match(r"http://([^/]+)(/.*)", url).groups()
            assert host == cluster["fallback_host"], host
            connection = HTTPConnection("127.0.0.1", http, timeout=10)
            connection.request("GET", path, headers={"Host": host, "User-Agent": "Mozilla/5.0"})
            reply = connection.getresponse()
            reply.read()
            return reply

        links = re.findall(r'href="([^"]+)"', body)
        for index, link in enumerate(links):
            reply = get(link)
            assert reply.status == 302 and reply.getheader("Location") == f"https://example.org/1/{index}?a=1&b=2", \
                (reply.status, reply.getheader("Location"))
        assert get(re.search(r'<img src="([^"]+)"', body)[1]).status == 200

        events = []

        def all_events():
            events[:] = ctl("event", "list")
            return len(events) == 4

        wait_for(all_events, "four events")
        assert sorted(e["type"] for e in events) == ["Click"] * 3 + ["Open"]
        assert {e["message_id"] for e in events} == {"1@example.org"}, events
        assert {e["recipient"] for e in events} == {"b@example.net"}
        assert all(e["meta"] == {"n": "1"} for e in events)
        print("  3 clicks and an open of a rewritten message came back under its Message-ID")

        # The engine goes away: mail goes on being tracked.
        engine.terminate()
        engine.wait(20)
        send(postfix.port, 2, sample(2)[0])
        wait_for(lambda: len(sink.messages) == 2, "the second message")
        assert decoded(sink.messages[1]).count(b"/c/") == 3
    finally:
        if postfix:
            postfix.stop()
        if milter:
            milter.stop()
        if engine.poll() is None:
            engine.terminate()
            engine.wait(20)


def check_killed(args, directory, action):
    """The milter dies every second while mail flows."""
    milter = Milter(args.milter, directory)
    milter.start()
    sink = Sink()
    postfix = Postfix(directory, sink.port, f"inet:127.0.0.1:{milter.port}", action)
    stop = threading.Event()
    kills = [0]

    def murderer():
        while not stop.wait(1.0):
            milter.kill()
            kills[0] += 1
            milter.start(wait=False)

    numbers = iter(range(args.messages))
    lock = threading.Lock()
    refused = [0]

    def sender():
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            message, _ = sample(number, filler=filler_of(number))
            while True:
                try:
                    send(postfix.port, number, message)
                    break
                except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused):
                    refused[0] += 1  # the client keeps its message and tries again, as any mail server does
                    time.sleep(0.1)
            time.sleep(0.05)

    killer = threading.Thread(target=murderer)
    killer.start()
    senders = [threading.Thread(target=sender) for _ in range(4)]
    try:
        for thread in senders:
            thread.start()
        for thread in senders:
            thread.join()
        stop.set()
        killer.join()
        wait_for(postfix.queue_is_empty, "an empty queue", 60)
        seen = {}
        for message in sink.messages:
            number = int(email.message_from_bytes(message)["Subject"].split()[1])
            seen.setdefault(number, []).append(verdict(message, sample(number, filler=filler_of(number))[1], 3))
        lost = [n for n in range(args.messages) if n not in seen]
        doubled = [n for n, list_ in seen.items() if len(list_) > 1]
        all_ = [v for list_ in seen.values() for v in list_]
        counts = {v: all_.count(v) for v in set(all_)}
        print(f"  default_action={action}: {args.messages} messages, {kills[0]} kills, {refused[0]} temporary refusals: "
              f"{len(lost)} lost, {len(doubled)} doubled, {counts}")
        assert not lost and not doubled
        assert set(counts) <= ({"original", "rewritten"} if action == "accept" else {"rewritten"}), counts
    finally:
        stop.set()
        killer.join()
        postfix.stop()
        milter.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs")
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--only")
    args = parser.parse_args()
    args.milter = os.path.join(args.programs, "unmta-milter")
    missing = [p for p in ("postfix", "opendkim", "miltertest", "openssl") if not shutil.which(p, path=os.environ["PATH"] + ":/usr/sbin")]
    if os.geteuid() != 0 or missing:
        print("skipped: needs root and", ", ".join(missing) or "nothing else")
        return 77
    checks = {
        "miltertest": check_miltertest,
        "atomic": check_atomic,
        "engine": check_engine,
        "dkim": check_dkim,
        "killed-tempfail": lambda a, d: check_killed(a, d, "tempfail"),
        "killed-accept": lambda a, d: check_killed(a, d, "accept"),
    }
    for name, check in checks.items():
        if args.only and name != args.only:
            continue
        with tempfile.TemporaryDirectory(prefix="unmta-milter-") as directory:
            print(name, flush=True)
            check(args, directory)
    print("all good")
    return 0


if __name__ == "__main__":
    sys.exit(main())
