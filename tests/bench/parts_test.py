"""The parts of ./edge and ./instructions that can be wrong without anybody noticing."""
import os
import pathlib
import socket
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "parts"))
import clients  # noqa: E402
import machine  # noqa: E402
import report  # noqa: E402
import scene  # noqa: E402


def run(number, server, cpu_us, way="keep-64"):
    return {"round": number, "way": way, "server": server, "cpu_us": cpu_us, "per_second": 1000.0, "p50_us": 100,
            "p99_us": 2500, "handshakes": 10, "resumed": 5, "threads": {"edge-0": cpu_us - 2, "recorder": 2.0}}


class Report(unittest.TestCase):
    def test_ratios_are_of_the_same_round(self):
        runs = [run(0, "ours", 8.0), run(0, "nginx", 4.0), run(1, "ours", 30.0), run(1, "nginx", 10.0),
                run(2, "ours", 5.0), run(2, "nginx", 5.0), run(3, "ours", 99.0)]
        self.assertEqual(report.ratios(runs, "keep-64", "nginx"), (2.0, 1.0, 3.0))
        self.assertIsNone(report.ratios(runs, "keep-64", "caddy"))

    def test_what_is_missing_leaves_no_hole(self):
        result = {"machine": machine.description(), "commit": "abc", "versions": ["nginx 1"], "rounds": 1, "seconds": 1.0,
                  "missing": ["caddy"], "runs": [run(0, "ours", 8.0, "tls-browser"), run(0, "nginx", 4.0, "tls-browser")],
                  "waiting": [], "idle": [], "certificates": [], "domains": []}
        text = report.render(result)
        self.assertIn("Not installed, left out: caddy.", text)
        self.assertIn("| pixel, TLS, each ticket once | 2.00 (2.00–2.00) |  | 8.0 | 4.0 |", text)
        self.assertIn("| pixel, TLS, each ticket once | 6.0 | 2.0 | 0.0 |", text)
        self.assertIn("ours 50%, nginx 50%", text)
        self.assertIn("1,000 · 0.1/2.5", text)

    def test_waiting_is_the_difference(self):
        both = {True: {"p50_us": 900, "p99_us": 4000}, False: {"p50_us": 100, "p99_us": 1000}}
        lines = report._waiting([{"share": 0.5, "recorded": recorded, "per_second": 2000.0, **figures}
                                 for recorded, figures in both.items()])
        self.assertEqual(lines[2], "| 50%, 2,000/s | 0.90 | 0.10 | 4.00 | 1.00 | 0.80 | 3.00 |")


class Clients(unittest.TestCase):
    def setUp(self):
        self.ours, self.theirs = socket.socketpair()
        self.addCleanup(self.ours.close)
        self.addCleanup(self.theirs.close)

    def test_answers_come_in_pieces(self):
        self.theirs.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 302 Found\r\n\r")
        head, rest = clients.read_answer(self.ours, b"")
        self.assertTrue(head.startswith(b"HTTP/1.1 200"))
        self.theirs.sendall(b"\n")
        head, rest = clients.read_answer(self.ours, rest)
        self.assertEqual((head, rest), (b"HTTP/1.1 302 Found", b""))

    def test_half_an_answer_is_none(self):
        self.theirs.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab")
        self.theirs.shutdown(socket.SHUT_WR)
        with self.assertRaises(clients.Refused):
            clients.read_answer(self.ours, b"")


class Machine(unittest.TestCase):
    def test_cpu_is_that_of_children_too(self):
        with subprocess.Popen([sys.executable, "-c", "sum(range(3_000_000)); print(flush=True); input()"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
            child.stdout.readline()
            self.assertIn(child.pid, machine.family(os.getpid()))
            alone = sum(machine.cpu(child.pid).values())
            self.assertGreater(alone, 1000)
            self.assertGreaterEqual(sum(machine.cpu(os.getpid()).values()), alone)
            child.communicate(b"\n")


class Requests(unittest.TestCase):
    def test_they_are_whole_and_for_the_host(self):
        first, second = scene.requests_of(["/o/a.gif", "/o/b.gif"], close=True, host="t1.example.com")
        self.assertTrue(first.startswith(b"GET /o/a.gif HTTP/1.1\r\nHost: t1.example.com\r\n"))
        self.assertTrue(second.endswith(b"Connection: close\r\n\r\n"))
        self.assertEqual(first.count(b"\r\n\r\n"), 1)
        self.assertNotIn(b"close", scene.requests_of(["/o/a.gif"])[0])


if __name__ == "__main__":
    unittest.main()
