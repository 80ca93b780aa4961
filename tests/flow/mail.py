"""Notifications: the story of a record that changes, as its people read it in their mail."""
import email
import email.policy
import socketserver
import threading

from peers import PATIENCE, Engine, run_tests, wait_for
from ports import take_port

NAME = "track.example.com"
DAY = "24h"


class Session(socketserver.StreamRequestHandler):
    """One conversation of RFC 5321, as far as a client needs it."""

    timeout = PATIENCE

    def handle(self):
        sink, people = self.server.sink, []
        sink.greet()
        self.say("220 sink")
        for line in self.rfile:
            command = line.decode().strip()
            verb = command.upper()
            if verb.startswith("RCPT"):
                address = command.partition("<")[2].partition(">")[0]
                if address in sink.refused:
                    self.say("550 no such user")
                    continue
                people.append(address)
            elif verb.startswith("MAIL"):
                people = []
            elif verb == "DATA":
                self.say("354 go on")
                sink.keep(people, self.body())
            elif verb == "QUIT":
                return self.say("221 bye")
            self.say("250 ok")

    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def body(self):
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class Sink:
    """A relay that keeps what it gets; while it is stopped, nobody listens on its port."""

    def __init__(self, address="127.0.0.1"):
        self.address, self.lock = address, threading.Lock()
        self.mails = []
        self.greeted = 0
        self.refused = set()
        self.port = take_port()
        self.server = None

    def greet(self):
        with self.lock:
            self.greeted += 1

    def keep(self, people, content):
        with self.lock:
            self.mails.append((people, email.message_from_bytes(content, policy=email.policy.default)))

    def start(self):
        self.server = Server((self.address, self.port), Session)
        self.server.sink = self
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()
        return self

    def stop(self):
        if self.server:
            self.server.shutdown()
            self.server.server_close()
            self.thread.join(PATIENCE)
            self.server = None

    def to(self, address):
        with self.lock:
            return [message for people, message in self.mails if address in people]

    def wait(self, count, address="ops@example.net"):
        wait_for(f"{count} mails", lambda: len(self.to(address)) >= count)
        assert len(self.to(address)) == count, [str(m["Subject"]) for m in self.to(address)]
        return self.to(address)[-1]


def sandbox(world, sink):
    return Engine(world, [f"smtp.url=smtp://127.0.0.1:{sink.port}", "smtp.from=Tracking <tracking@example.org>",
                          "notify.to=ops@example.net", "monitor.auto_verify=off"], ["--sandbox"])


def words(message, kind="plain"):
    return " ".join(message.get_body((kind,)).get_content().split())


def publish(engine, value):
    engine.ctl("sandbox", "dns", "set", NAME, "CNAME", value)


def skip_a_day(engine):
    engine.ctl("sandbox", "clock", "advance", DAY)


def two_strikes(world):
    sink = Sink().start()
    try:
        engine = sandbox(world, sink)
        target = engine.ctl_json("domain", "add", NAME, "--default")["record"]["value"]
        publish(engine, target)
        engine.ctl("domain", "verify", NAME)
        verified = sink.wait(1)
        assert verified["Subject"] == f"{NAME} is verified", verified["Subject"]
        assert "It is the default now" in words(verified)

        # A first strike, mended in time.
        publish(engine, "elsewhere.example.org")
        skip_a_day(engine)
        warning = sink.wait(2)
        assert warning["Subject"] == f"{NAME}: the record has changed", warning["Subject"]
        for part in (NAME, target, "elsewhere.example.org", "Next check:", "What to do:"):
            assert part in words(warning), (part, words(warning))
            assert part.rstrip(":") in words(warning, "html"), part
        publish(engine, target)
        skip_a_day(engine)
        assert "leads to its target again" in words(sink.wait(3))

        # And two that nobody mends.
        publish(engine, "elsewhere.example.org")
        skip_a_day(engine)
        sink.wait(4)
        skip_a_day(engine)
        downgraded = sink.wait(5)
        cluster = engine.ctl_json("cluster", "show")
        assert downgraded["Subject"] == f"{NAME} is pending: its links no longer work", downgraded["Subject"]
        assert f"New mail uses {cluster['fallback_host']}" in words(downgraded), words(downgraded)
        assert len({message["Message-ID"] for message in sink.to("ops@example.net")}) == 5

        told = engine.ctl_json("notification", "list")
        assert [n["kind"] for n in told] == ["domain.downgraded", "domain.warning", "domain.recovered",
                                             "domain.warning", "domain.verified"], told
        wait_for("all written down as sent",
                 lambda: all(n["state"] == "sent" for n in engine.ctl_json("notification", "list")))
        story = engine.ctl_json("domain", "timeline", NAME, "--limit", 100)
        kinds = {entry["kind"] for entry in story}
        assert kinds == {"check", "record", "status", "certificate", "mail", "operator"}, kinds
        assert story[-1]["code"] == "domain.added", story[-1]
        assert engine.ctl("domain", "timeline", NAME).count("\n") > 5
        skip_a_day(engine)
        sink.wait(5)
    finally:
        sink.stop()


def while_the_relay_is_down(world):
    sink = Sink()
    try:
        engine = sandbox(world, sink)
        reply = engine.ctl_json("notification", "test", expect=1)
        assert reply["sent"] is False and "cannot be reached" in reply["message"], reply
        target = engine.ctl_json("domain", "add", NAME)["record"]["value"]
        publish(engine, target)
        engine.ctl("domain", "verify", NAME)
        waiting = lambda: engine.ctl_json("notification", "list")[0]
        wait_for("a failed attempt", lambda: waiting()["error"])
        assert waiting()["state"] == "queued", waiting()
        engine.process.stop()
        engine.start()
        sink.start()
        skip_a_day(engine)
        sink.wait(1)
        reply = engine.ctl_json("notification", "test")
        assert reply == {"sent": True, "message": "The relay took the mail for ops@example.net.",
                         "relay": f"smtp://127.0.0.1:{sink.port}"}, reply
        sink.wait(2)
    finally:
        sink.stop()


def people_of_a_cluster(world):
    sink = Sink().start()
    try:
        engine = sandbox(world, sink)
        sink.refused.add("gone@example.net")
        changed = engine.ctl_json("cluster", "notify", "default", "--to", "ann@example.net", "--to", "gone@example.net")
        assert changed["notify_to"] == ["ann@example.net", "gone@example.net"], changed
        engine.ctl("cluster", "notify", "default", "--to", "nobody", expect=1)
        target = engine.ctl_json("domain", "add", NAME)["record"]["value"]
        publish(engine, target)
        engine.ctl("domain", "verify", NAME)
        sink.wait(1, "ann@example.net")
        assert not sink.to("ops@example.net")
        sent = wait_for("the refusal is shown",
                        lambda: next((n for n in engine.ctl_json("notification", "list") if n["error"]), None))
        assert sent["state"] == "sent" and "gone@example.net" in sent["error"], sent
        engine.ctl("settings", "set", "smtp.from=")
        assert "smtp.from" in engine.call("POST", "/api/v1/notifications/test", token=engine.token())[1]["message"]
    finally:
        sink.stop()


if __name__ == "__main__":
    run_tests([two_strikes, while_the_relay_is_down, people_of_a_cluster])
