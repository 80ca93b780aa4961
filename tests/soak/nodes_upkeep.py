#!/usr/bin/env python3
"""Three engines on one PostgreSQL, each in a network of its own: twenty times the one with the upkeep is killed, or stopped
for half a minute, in the midst of its work.

    sudo UNMTA_BUILD=build/ci tests/soak/nodes_upkeep.py [--turns 20] [--pause 30] [--rate 500] [--seed N]

With name servers, an ACME authority and a relay of its own; a quarter of an hour. In every turn some domains are verified,
so that certificates are ordered and mails sent, others lose their records, so that strikes are due, and up to six seconds
later the holder is hit; recipients click all the while. Fails unless every domain was struck twice, and mailed about and
ordered for once, and every answered click is a redirect to its destination and an event that is there once. What it has
shown stands in resources/docs/operator/scaling.md."""
import argparse
import collections
import random
import signal
import sys
import time

from node_nets import (HTTP, HUB, OUTSIDE, Database, Node, Recipients, all_were_right, every_event_once, links, trial,
                       wait_for)
from authority_proxy import AuthorityProxy
from mail import Sink
from peers import ZONE, Dns, Pebble

STEADY = "track.example.com"
TO = "ops@example.net"
AT_ONCE = 5  # fewer than what a round may strike at most
TAKEOVER = 15
KEPT_WITHIN = 3.0  # what an order's number takes to be in the store, on a machine that is busy
HEARD_LATE = 1.0  # what was on its way when its sender was hit


class Story:
    def __init__(self, world, asked):
        self.asked, self.dice = asked, random.Random(asked.seed)
        self.dns = Dns(world, HUB, [f"{OUTSIDE}.{11 + i}" for i in range(3)], nsd_port=53)
        self.pebble = Pebble(world, HTTP, self.dns.port, address=HUB)
        self.authority = AuthorityProxy(world, self.pebble)
        self.sink = Sink(HUB).start()
        world.at_end(self.sink.stop)
        self.database = Database(world)
        settings = [f"dns.resolvers={HUB}:{self.dns.port}", "monitor.auto_verify=off", "monitor.interval=4s",
                    "monitor.breaker_share=100%",
                    f"acme.directory={self.authority.url}", f"acme.ca_file={self.pebble.ca_file}",
                    f"smtp.url=smtp://{HUB}:{self.sink.port}", "smtp.from=Tracking <tracking@example.org>", "smtp.tls=none",
                    f"notify.to={TO}"]
        first = Node(world, 1, self.database, settings)
        self.nodes = [first, *(Node(world, number, self.database, first=first) for number in (2, 3))]
        self.targets = {}  # of those whose records lead here
        self.hits = []  # (address, when) of each holder that was hit

    def publish(self):
        self.dns.publish("example.com", *(f"{name.removesuffix('.example.com')} CNAME {target}."
                                          for name, target in self.targets.items()))

    def lead_to(self, nodes):
        """Where recipients and the authority come to, as a balancer would have it."""
        self.dns.publish(ZONE, *(f"* 60 A {node.address}" for node in nodes))

    def add(self, names, node):
        """Their records are there; nobody has looked yet."""
        for name in names:
            self.targets[name] = node.ctl_json("domain", "add", name)["record"]["value"]
        self.publish()

    def verify(self, names, node):
        for name in names:
            verified = node.ctl_json("domain", "verify", name)
            assert verified["domain"]["status"] == "active", verified

    def holder(self):
        return wait_for("somebody has the upkeep", lambda: next((node for node in self.nodes if node.has_upkeep()), None))

    def turn(self, number, losing):
        """Hits the holder once: `losing` become pending, others active, whose names come back."""
        holder = self.holder()
        others = [node for node in self.nodes if node is not holder]
        names = [f"turn{number}-{i}.example.com" for i in range(AT_ONCE)]
        self.add(names, others[0])
        for name in losing:
            del self.targets[name]
        # Which comes first, and how much later the other, is left to chance.
        parts = [lambda: self.verify(names, others[1]), self.publish]
        self.dice.shuffle(parts)
        for part in parts:
            part()
            time.sleep(self.dice.uniform(0, 3))
        kills = number % 2 == 0
        self.lead_to(others)
        began = time.monotonic()
        self.hits.append((holder.address, began))
        holder.signal(signal.SIGKILL if kills else signal.SIGSTOP)
        if kills:
            holder.process.child.wait(10)
        heir = wait_for("another takes over", lambda: next((node for node in others if node.has_upkeep()), None))
        took = time.monotonic() - began
        if not kills:
            time.sleep(max(0.0, self.asked.pause - took))  # as long as it is to be stopped
            holder.signal(signal.SIGCONT)
        else:
            holder.start()
        self.lead_to(self.nodes)
        wait_for("the struck ones are pending", lambda: all(self.status(heir, name) == "pending" for name in losing))
        wait_for("the new ones have certificates", lambda: all(self.certificate(heir, name) for name in names))
        wait_for("it stands down", lambda: holder.nodes() and not (holder.has_upkeep() and heir.has_upkeep()))
        print(f"  {number:2}: node {holder.number} {'killed' if kills else 'stopped'}, node {heir.number} after {took:.1f} s",
              flush=True)
        return names

    @staticmethod
    def status(node, name):
        return node.ctl_json("domain", "show", name)["status"]

    @staticmethod
    def certificate(node, name):
        return node.ctl_json("domain", "show", name)["certificate"]["state"] == "valid"

    def judge(self, struck, left):
        """Fails where anything was done twice."""
        node = self.holder()
        wait_for("all mails are sent", lambda: node.ctl("notification", "list", "--limit", "1000").count("queued") == 0, 400)
        kinds = collections.Counter((n["domain"], n["kind"])
                                    for n in node.ctl_json("notification", "list", "--limit", "1000"))
        expected = {(name, kind): 1 for name in struck for kind in ("domain.verified", "domain.warning", "domain.downgraded")}
        expected |= {(name, "domain.verified"): 1 for name in left}
        told = {key: count for key, count in kinds.items() if key[0] and key[1].startswith("domain.")}
        assert told == expected, {key: (told.get(key), expected.get(key)) for key in told.keys() | expected.keys()
                                  if told.get(key) != expected.get(key)}
        mails = collections.Counter(message["Message-ID"] for message in self.sink.to(TO))
        subjects = collections.Counter(message["Subject"] for message in self.sink.to(TO))
        placed = [order for order in self.authority.placed.values() if not order.name.endswith(ZONE)]
        finalized = collections.Counter(order.name for order in placed for _ in range(order.finalized))
        left_behind = [order for order in placed if not order.finalized]
        assert set(finalized) == {*struck, *left}, set(finalized) ^ {*struck, *left}
        print(f"{len(struck)} domains struck twice and downgraded, {sum(kinds.values())} notices; {sum(mails.values())} mails, "
              f"{sum(n - 1 for n in mails.values())} doubled; {sum(finalized.values())} certificates ordered for "
              f"{len(finalized)} names, {sum(n - 1 for n in finalized.values())} doubled; {len(left_behind)} more orders were "
              f"placed by a holder right before it was hit, at most {max(map(self.before_a_hit, left_behind), default=0):.1f} s, "
              f"and left to expire")
        assert max(mails.values()) == 1, [subject for subject, n in subjects.items() if n > 1]
        assert max(finalized.values()) == 1, [name for name, n in finalized.items() if n > 1]
        # Nobody but a holder that did not live to keep the order's number may have left one behind.
        doubled = [order for order in left_behind if self.before_a_hit(order) > KEPT_WITHIN]
        assert not doubled, doubled

    def before_a_hit(self, order):
        """How long before its holder was hit the order was placed, in seconds."""
        return min((at - order.at for address, at in self.hits if address == order.asker and at + HEARD_LATE >= order.at),
                   default=float("inf"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=20)
    parser.add_argument("--pause", type=float, default=2 * TAKEOVER)
    parser.add_argument("--rate", type=float, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with trial() as world:
        story = Story(world, asked)
        story.add([STEADY], story.nodes[0])
        story.verify([STEADY], story.nodes[0])
        wait_for("its certificate", lambda: story.certificate(story.nodes[0], STEADY))
        people = Recipients([node.address for node in story.nodes], STEADY, links(story.nodes[0], STEADY), asked.rate)
        struck, losing = [], []
        for number in range(1, asked.turns + 1):
            following = story.turn(number, losing)
            struck += losing
            losing = following
        all_were_right(people)
        story.judge(struck, [*losing, STEADY])
        every_event_once(story.nodes[0], story.database, people)
    return 0


if __name__ == "__main__":
    sys.exit(main())
