"""The stage itself: ports that nobody else gets, and peers that tell what is wrong with them."""
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import unittest
from unittest import mock

import peers
import ports

HERE = pathlib.Path(__file__).resolve().parent
TAKE = "import sys, ports; print(*(ports.take_port() for _ in range(40)), flush=True); sys.stdin.read()"
# Listens where it is told, unless somebody else does.
LISTEN = """
import socket, sys, time
server = socket.socket()
server.bind(("127.0.0.1", int(sys.argv[1])))
server.listen()
print("at your service", flush=True)
time.sleep(600)
"""


def occupied():
    """A port that somebody took without asking for it."""
    server = socket.socket()
    server.bind(("127.0.0.1", 0))
    server.listen()
    return server, server.getsockname()[1]


class Ports(unittest.TestCase):
    def test_no_two_processes_get_the_same(self):
        programs = [[sys.executable, "-c", TAKE]] * 3 + [[peers.BUILD / "tests/tests_support", "--take-ports", "40"]] * 2
        # All begin at the same place, so that they meet.
        children = [subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE,
                                     env={**os.environ, "UNMTA_TEST_FIRST_PORT": "4000"}) for argv in programs]
        taken = [port for child in children for port in child.stdout.readline().split()]
        for child in children:
            child.communicate()
            self.assertEqual(child.returncode, 0)
        self.assertEqual(len(taken), 200)
        self.assertEqual(len(set(taken)), 200)

    def test_lie_where_no_system_hands_them_out(self):
        port = ports.take_port()
        self.assertNotEqual(port, ports.take_port())
        with open("/proc/sys/net/ipv4/ip_local_port_range") as file:
            self.assertLess(port, int(file.read().split()[0]))

    def test_a_port_in_use_is_passed_over(self):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            with socket.socket(socket.AF_INET, kind) as taken:
                taken.bind(("127.0.0.1", 0))
                self.assertFalse(ports.is_free(taken.getsockname()[1]))

    def test_knows_whose_a_listener_is(self):
        server, port = occupied()
        with server, subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
            self.assertTrue(ports.listens(os.getpid(), port))
            self.assertFalse(ports.listens(other.pid, port))
            other.communicate(b"\n")
        self.assertFalse(ports.listens(os.getpid(), port))


class Peers(unittest.TestCase):
    def setUp(self):
        self.world = peers.World()
        self.addCleanup(self.world.close)

    @staticmethod
    def listener(port):
        return [sys.executable, "-c", LISTEN, port]

    def test_one_that_finds_its_port_occupied_gets_another(self):
        server, port = occupied()
        self.addCleanup(server.close)
        mine = ports.take_port()
        with mock.patch.object(peers, "take_port", side_effect=[port, mine]):
            process, got = self.world.peer("listener", 1, self.listener)
        self.assertEqual(got, (mine,))
        self.assertTrue(ports.listens(process.child.pid, mine))
        self.assertIn("in use", process.text())

    def test_it_is_not_tried_for_ever(self):
        server, port = occupied()
        self.addCleanup(server.close)
        with mock.patch.object(peers, "take_port", return_value=port), self.assertRaises(peers.PortClash):
            self.world.peer("listener", 1, self.listener)
        self.assertEqual(len(self.world.processes), 5)

    def test_one_that_ends_tells_its_last_words(self):
        with self.assertRaisesRegex(AssertionError, "broken did not come up; it ended with 3.*\n.*no such luck"):
            self.world.peer("broken", 1, lambda port: ["sh", "-c", "echo no such luck >&2; exit 3"])
        self.assertEqual(len(self.world.processes), 1)

    def test_one_that_never_answers_tells_its_last_words(self):
        def never(port):
            peers.wait_for("its first words", lambda: "service" in self.world.processes[0].text(), 60)

        with mock.patch.object(peers, "PATIENCE", 5.0), \
                self.assertRaisesRegex(AssertionError, "listener did not come up; it still runs.*\n.*at your service"):
            self.world.peer("listener", 1, self.listener, never)

    def test_a_stranger_who_answers_is_not_the_peer(self):
        server, port = occupied()
        self.addCleanup(server.close)
        with mock.patch.object(peers, "take_port", return_value=port), mock.patch.object(peers, "PATIENCE", 1.0), \
                self.assertRaisesRegex(AssertionError, "still runs"):
            self.world.peer("sleeper", 1, lambda port: ["sleep", "600"], lambda port: ports.accepts(port))

    def test_programs_see_nothing_of_our_settings(self):
        with mock.patch.dict(os.environ, {"UNMTA_SET": "a=b", "HOME": tempfile.gettempdir()}):
            process = self.world.run("env", ["env"], {"UNMTA_HTTP": "1"})
            process.child.wait(peers.PATIENCE)
        self.assertNotIn("UNMTA_SET", process.text())
        self.assertIn("UNMTA_HTTP=1", process.text())


if __name__ == "__main__":
    unittest.main(verbosity=2)
