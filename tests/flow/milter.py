#!/usr/bin/python3
"""unmta-milter with real mail servers: Postfix, OpenDKIM, miltertest. Needs root, postfix, opendkim, miltertest and
python3-dkim; skipped (exit 77) where one is missing. Everything runs on loopback and in a temporary directory.

usage: [UNMTA_BUILD=BUILD-FOLDER] milter.py [--messages N] [--only NAME]
"""
import argparse
import base64
import contextlib
import email
import json
import os
import re
import shutil
import smtplib
import socket
import socketserver
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from http.client import HTTPConnection

from peers import PATIENCE, PROGRAMS, Engine, World, find_program, wait_for

CLUSTER = "0123abcd"
HOST = "links.example.com"
LINK = re.compile(rb"https://links\.example\.com/c/[A-Za-z0-9_-]{40,}")
PIXEL = re.compile(rb'<img src="https://links\.example\.com/o/[A-Za-z0-9_-]{40,}\.gif" width="1" height="1" alt="" '
                   rb'style="border:0">')


class Milter:
    """The process under test, its snapshot on disk, its engine away unless said."""

    def __init__(self, world, engine="http://127.0.0.1:1", cluster=CLUSTER, token="utk_none", snapshot=True):
        self.world, self.engine, self.cluster = world, engine, cluster
        self.state = world.folder / "state"
        self.state.mkdir(exist_ok=True)
        if snapshot:
            (self.state / "rewrite-snapshot.json").write_text(json.dumps({
                "cluster_id": CLUSTER,
                "keys": [{"id": 7, "secret": base64.b64encode(bytes(range(32))).decode()}],
                "hosts": [{"name": HOST, "https": True}, {"name": f"c-{CLUSTER}.zone.example", "https": False}],
                "default_host": HOST, "fallback_host": f"c-{CLUSTER}.zone.example", "target_zone": "zone.example",
                "rules": {"opens": True, "clicks": True, "plain_text": False, "dkim_signed": False},
            }))
        self.token = world.folder / "token"
        self.token.write_text(f"{token}\n")
        self.process, (self.port, self.status) = world.peer("milter", 2, self._argv)

    def _argv(self, port, status):
        return [PROGRAMS / "unmta-milter", "--listen", f"inet:{port}@127.0.0.1", "--engine", self.engine,
                "--cluster", self.cluster, "--token-file", self.token, "--state-dir", self.state,
                "--status", f"inet:{status}@127.0.0.1", "--refresh", "1h", "--drain", "5s"]

    def start_again(self):
        """On the same port; whether it comes up is seen by the mail that flows."""
        self.process = self.world.run("milter", self._argv(self.port, self.status))

    def kill(self):
        self.process.kill()

    def stop(self):
        if self.process.alive():
            assert self.process.stop() == 0, "the milter did not end cleanly"

    def metrics(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.status}/metrics", timeout=PATIENCE) as reply:
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

    def __init__(self, world, sink_port, milters, default_action):
        self.etc = world.folder / f"postfix-{default_action}"
        self.queue = world.folder / f"queue-{default_action}"
        self.data = world.folder / f"data-{default_action}"
        for path in (self.etc, self.queue, self.data):
            path.mkdir()
        world.folder.chmod(0o755)
        shutil.chown(self.data, "postfix")
        self.log = world.folder / f"postfix-{default_action}.log"
        (self.etc / "main.cf").write_text(self._main(world, sink_port, milters, default_action))
        # Whatever ends the world stops it; its first process is no more than the shell around the master.
        world.at_end(self.stop)
        self.process, (self.port,) = world.peer("postfix", 1, self._arrange, self._greets, more_logs=[self.log])

    def _main(self, world, sink_port, milters, default_action):
        return f"""compatibility_level = 3.6
queue_directory = {self.queue}
data_directory = {self.data}
maillog_file = {self.log}
maillog_file_prefixes = {world.folder}
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
milter_connect_timeout = 60s
message_size_limit = 40000000
minimal_backoff_time = 1s
queue_run_delay = 1s
"""

    def _arrange(self, port):
        with open(self.etc / "master.cf", "w") as f:
            f.write(f"127.0.0.1:{port} inet n - n - - smtpd\n")
            for name, private, limit, command in (
                    ("pickup", "n", "1", "pickup"), ("cleanup", "n", "0", "cleanup"), ("rewrite", "-", "-", "trivial-rewrite"),
                    ("bounce", "-", "0", "bounce"), ("defer", "-", "0", "bounce"), ("trace", "-", "0", "bounce"),
                    ("verify", "-", "1", "verify"), ("flush", "n", "0", "flush"), ("proxymap", "-", "-", "proxymap"),
                    ("smtp", "-", "-", "smtp"), ("showq", "n", "-", "showq"), ("error", "-", "-", "error"),
                    ("retry", "-", "-", "error"), ("anvil", "-", "1", "anvil"), ("scache", "-", "1", "scache")):
                f.write(f"{name} unix {private} - n {'1000?' if name == 'flush' else '-'} {limit} {command}\n")
            f.write("qmgr unix n - n 300 1 qmgr\npostlog unix-dgram n - n - 1 postlogd\n")
        return ["postfix", "-c", self.etc, "start-fg"]

    @staticmethod
    def _greets(port):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), PATIENCE) as s:
            s.settimeout(PATIENCE)
            return s.recv(3) == b"220"
        return False

    def queue_is_empty(self):
        out = subprocess.run([find_program("postqueue"), "-c", self.etc, "-p"], capture_output=True, text=True).stdout
        return "Mail queue is empty" in out

    def stop(self):
        subprocess.run([find_program("postfix"), "-c", self.etc, "stop"], stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)


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


def check_miltertest(args, world):
    milter = Milter(world)
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "milter.lua")
    result = subprocess.run(["miltertest", "-D", f"port={milter.port}", "-s", script], capture_output=True, text=True,
                            timeout=PATIENCE)
    assert result.returncode == 0 and "all steps done" in result.stdout, result.stdout + result.stderr
    # What miltertest cannot send.
    for garbage in (b"GET / HTTP/1.1\r\n\r\n", struct.pack(">I", 0), struct.pack(">I", 0xffffffff) + b"B",
                    struct.pack(">I", 5) + b"zabcd"):
        with socket.create_connection(("127.0.0.1", milter.port), PATIENCE) as s:
            s.sendall(garbage)
            with contextlib.suppress(ConnectionResetError):
                assert s.recv(100) == b"", "garbage was answered"
    wait_for("four errors are counted", lambda: "unmta_milter_protocol_errors_total 4" in milter.metrics())
    milter.stop()


def packet(command, data=b""):
    return struct.pack(">I", len(data) + 1) + command + data


def check_atomic(args, world):
    """The milter is killed while the server reads its reply slowly: what was begun arrives to the end."""
    for size in (50_000, 400_000, 12_000_000):
        milter = Milter(world)
        body = b"<body>" + b"filler text\r\n" * (size // 13) + b'<a href="http://example.org/">x</a></body>\r\n'
        with socket.create_connection(("127.0.0.1", milter.port), PATIENCE) as s:
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


def check_dkim(args, world):
    """Rewriting first, signing second: what arrives verifies."""
    try:
        import dkim
    except ImportError:
        print("  skipped: needs python3-dkim")
        return 77
    milter = Milter(world)
    key = world.folder / "dkim.private"
    subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, stderr=subprocess.DEVNULL)
    public = subprocess.run(["openssl", "rsa", "-in", key, "-pubout"], capture_output=True, text=True, check=True).stdout
    public = "".join(line for line in public.splitlines() if "--" not in line)

    def arrange(port):
        config = world.folder / "opendkim.conf"
        config.write_text(f"Domain example.org\nSelector s\nKeyFile {key}\nSocket inet:{port}@127.0.0.1\nMode s\n"
                          "Background no\nCanonicalization relaxed/simple\nSyslog no\nRequireSafeKeys no\n"
                          f"InternalHosts 127.0.0.1\nPidFile {world.folder}/opendkim.pid\n")
        return ["opendkim", "-f", "-x", config]

    _, (signer,) = world.peer("opendkim", 1, arrange)
    sink = Sink()
    postfix = Postfix(world, sink.port, f"inet:127.0.0.1:{milter.port}, inet:127.0.0.1:{signer}", "tempfail")
    for number in range(30):
        message, html = sample(number)
        send(postfix.port, number, message)
    wait_for("30 messages", lambda: len(sink.messages) == 30)
    for message in sink.messages:
        number = int(email.message_from_bytes(message)["Subject"].split()[1])
        assert verdict(message, sample(number)[1], 3) == "rewritten", verdict(message, sample(number)[1], 3)
        assert dkim.verify(message, dnsfunc=lambda name, timeout=5: b"v=DKIM1; p=" + public.encode()), "bad signature"
    print("  30 messages rewritten, then signed: 30 signatures verify")
    # A message that is signed already is left alone.
    signed = sink.messages[0]
    send(postfix.port, 99, signed)
    wait_for("the signed message", lambda: len(sink.messages) == 31)
    assert decoded(sink.messages[30]) == decoded(signed)
    postfix.stop()
    milter.stop()


def by_http(number):
    """A sample whose links need not wait for a certificate."""
    return sample(number)[0].replace(b"https://example.org", b"http://example.org")


def check_engine(args, world):
    """From SMTP through the milter to a click: the original URL comes back and the event knows its message."""
    engine = Engine(world)
    cluster = engine.ctl_json("cluster", "list")[0]
    token = engine.ctl_json("token", "create", "mx", "--scope", "rewrite", "--cluster", cluster["id"])["token"]
    milter = Milter(world, f"http://127.0.0.1:{engine.api}", cluster["id"], token, snapshot=False)
    wait_for("the snapshot", lambda: "unmta_milter_snapshot_age_seconds" in milter.metrics())
    sink = Sink()
    postfix = Postfix(world, sink.port, f"inet:127.0.0.1:{milter.port}", "tempfail")
    send(postfix.port, 1, by_http(1))
    wait_for("the message", lambda: sink.messages)
    body = decoded(sink.messages[0]).decode()

    def get(url):
        host, path = re.match(r"http://([^/]+)(/.*)", url).groups()
        assert host == cluster["fallback_host"], host
        connection = HTTPConnection("127.0.0.1", engine.http, timeout=PATIENCE)
        connection.request("GET", path, headers={"Host": host, "User-Agent": "Mozilla/5.0"})
        reply = connection.getresponse()
        reply.read()
        return reply

    links = re.findall(r'href="([^"]+)"', body)
    for index, link in enumerate(links):
        reply = get(link)
        assert reply.status == 302 and reply.getheader("Location") == f"http://example.org/1/{index}?a=1&b=2", \
            (reply.status, reply.getheader("Location"))
    assert get(re.search(r'<img src="([^"]+)"', body)[1]).status == 200

    wait_for("four events", lambda: len(engine.ctl_json("event", "list")) == 4)
    events = engine.ctl_json("event", "list")
    assert sorted(e["type"] for e in events) == ["Click"] * 3 + ["Open"]
    assert {e["message_id"] for e in events} == {"1@example.org"}, events
    assert {e["recipient"] for e in events} == {"b@example.net"}
    assert all(e["meta"] == {"n": "1"} for e in events)
    print("  3 clicks and an open of a rewritten message came back under its Message-ID")

    # The engine goes away: mail goes on being tracked.
    assert engine.process.stop() == 0
    send(postfix.port, 2, by_http(2))
    wait_for("the second message", lambda: len(sink.messages) == 2)
    assert decoded(sink.messages[1]).count(b"/c/") == 3
    postfix.stop()
    milter.stop()


def check_killed(args, world, action):
    """The milter dies every second while mail flows."""
    milter = Milter(world)
    sink = Sink()
    postfix = Postfix(world, sink.port, f"inet:127.0.0.1:{milter.port}", action)
    stop = threading.Event()
    kills = [0]

    def murderer():
        while not stop.wait(1.0):
            milter.kill()
            kills[0] += 1
            milter.start_again()

    numbers = iter(range(args.messages))
    lock = threading.Lock()
    refused = [0]

    def sender():
        while not stop.is_set():
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            message, _ = sample(number, filler=filler_of(number))
            while not stop.is_set():
                try:
                    send(postfix.port, number, message)
                    break
                except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused):
                    refused[0] += 1  # the client keeps its message and tries again, as any mail server does
                    stop.wait(0.1)
            stop.wait(0.05)

    killer = threading.Thread(target=murderer)
    senders = [threading.Thread(target=sender) for _ in range(4)]
    killer.start()
    try:
        for thread in senders:
            thread.start()
        for thread in senders:
            thread.join()
    finally:
        stop.set()
        killer.join()
    wait_for("an empty queue", postfix.queue_is_empty)
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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--only")
    args = parser.parse_args()
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
        print(name, flush=True)
        world, failed = World(), True
        try:
            if check(args, world) == 77:
                return 77
            failed = False
        finally:
            world.close(keep_logs=failed)
    print("all good")
    return 0


if __name__ == "__main__":
    sys.exit(main())
