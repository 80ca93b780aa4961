#!/usr/bin/env python3
"""Three engines and their PostgreSQL, each in a network of its own: the database goes away, then one engine is cut off
from it.

    sudo UNMTA_BUILD=build/ci tests/soak/nodes_database.py [--away 600] [--cut 60] [--rate 500]

First the database's computer vanishes from the network for --away seconds, so that nobody is told, then its server is killed
and stays away for as long. Then, for --cut seconds, node 3 cannot reach it, while a domain is added at
another. Recipients click all the while. Fails unless each was answered by a redirect to its destination, each event is
there once afterwards, the API said 503 with Retry-After within seconds, and the node that was cut off served its domains,
had no upkeep, and took in afterwards what it had missed. What it has shown stands in resources/docs/operator/scaling.md."""
import argparse
import sys
import time

from node_nets import (HUB, OUTSIDE, Database, Node, Recipients, all_were_right, every_event_once, links, stored, trial,
                       wait_for)
from peers import Dns

STEADY, LATER = "track.example.com", "later.example.com"
MOST_SECONDS = 8.0  # of an answer of the API while the database is away: a statement, and a try to connect again


def verified(dns, node, records, name):
    target = node.ctl_json("domain", "add", name)["record"]["value"]
    records.append(f"{name.removesuffix('.example.com')} CNAME {target}.")
    dns.publish("example.com", *records)
    assert node.ctl_json("domain", "verify", name)["domain"]["status"] == "active"


def refusal(node, token):
    """How long the API took to say that it cannot."""
    began = time.monotonic()
    done = node.curl_api("-X", "POST", "-H", f"Authorization: Bearer {token}", "-H", "Content-Type: application/json",
                         "-d", '{"name":"new"}', f"http://127.0.0.1:{node.api}/api/v1/clusters")
    assert " 503 " in done.splitlines()[0] and "store.unreachable" in done and "retry-after:" in done.lower(), done
    return time.monotonic() - began


def away(nodes, database, people, token, seconds):
    for what, go, come in (("vanished", lambda: database.network.cut("store"), lambda: database.network.mend("store")),
                           ("was killed", database.kill, database.start)):
        before, unanswered = people.answered, people.unanswered
        go()
        until = time.monotonic() + seconds
        times = []
        while time.monotonic() < until:
            times += [refusal(node, token) for node in nodes]
            time.sleep(min(5.0, max(0.0, until - time.monotonic())))
        come()
        began, answered = time.monotonic(), people.answered
        wait_for("what was answered meanwhile has arrived", lambda: stored(database) >= answered, 300)
        arrived = time.monotonic() - began
        wait_for("all can be asked again", lambda: all(len(node.nodes()) == len(nodes) for node in nodes))
        print(f"the database {what} for {seconds:.0f} s: {answered - before} clicks answered, "
              f"{people.unanswered - unanswered} not; the API refused within {max(times):.1f} s; all events there "
              f"{arrived:.1f} s after its return", flush=True)
        assert max(times) <= MOST_SECONDS


def cut_off(nodes, dns, records, people, seconds):
    alone, others = nodes[2], nodes[:2]
    before = people.by_address[alone.address]
    alone.network.cut("store")
    until = time.monotonic() + seconds
    began = time.monotonic()
    wait_for("others have the upkeep", lambda: any(node.has_upkeep() for node in others))
    took = time.monotonic() - began
    verified(dns, others[0], records, LATER)
    path = links(others[0], LATER)[0]
    asked = lambda node: node.curl_edge(LATER, path).split()[1]
    wait_for("it is in force at the others", lambda: asked(others[1]) == "302")
    time.sleep(max(0.0, until - time.monotonic()))  # as long as it is to be cut off
    served = people.by_address[alone.address] - before
    assert served >= seconds * people.rate / 3 / 2, (served, seconds)
    assert asked(alone) == "404", "it cannot know that yet"
    alone.network.mend("store")
    began = time.monotonic()
    wait_for("it takes in what it missed", lambda: asked(alone) == "302")
    print(f"node 3 cut off for {seconds:.0f} s: {served} clicks answered there; others had the upkeep after {took:.1f} s; "
          f"a domain added meanwhile in force there {time.monotonic() - began:.1f} s after the cut")
    wait_for("it is one of them", lambda: any(node["this"] and node["state"] == "active" for node in alone.nodes()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--away", type=float, default=600)
    parser.add_argument("--cut", type=float, default=60)
    parser.add_argument("--rate", type=float, default=500)
    asked = parser.parse_args()
    with trial() as world:
        dns = Dns(world, HUB, [f"{OUTSIDE}.{11 + i}" for i in range(3)], nsd_port=53)
        database, records = Database(world), []
        first = Node(world, 1, database, [f"dns.resolvers={HUB}:{dns.port}", "monitor.auto_verify=off",
                                          "certificates.issuer=internal"])
        nodes = [first, *(Node(world, number, database, first=first) for number in (2, 3))]
        verified(dns, first, records, STEADY)
        people = Recipients([node.address for node in nodes], STEADY, links(first, STEADY), asked.rate)
        wait_for("it is in force everywhere", lambda: min(people.by_address.values()) > 0)
        away(nodes, database, people, first.token(), asked.away)
        cut_off(nodes, dns, records, people, asked.cut)
        all_were_right(people)
        assert not people.unanswered, people.unanswered
        # Two clicks at LATER, one at each of the nodes, and what was asked while it was not known there.
        people.answered += 2
        every_event_once(nodes[2], database, people)
    return 0


if __name__ == "__main__":
    sys.exit(main())
