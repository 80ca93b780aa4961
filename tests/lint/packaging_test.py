#!/usr/bin/env python3
"""The scripts of packaging/, run against stand-ins for dpkg, apt and ctest's report: nothing is installed."""
import os
import stat
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

sys.dont_write_bytecode = True

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"

# Each stand-in writes how it was called to $CALLS. dpkg-query knows $INSTALLED, apt-cache offers $OFFERED.
STANDINS = {
    "dpkg-query": '''
        for name in "$@"; do case " $INSTALLED " in *" $name "*) echo "$name installed" ;; esac; done''',
    "apt-cache": '''
        [ "$1" = policy ] && shift
        for name in "$@"; do
            case " $OFFERED " in
                *" $name "*) printf '%s:\\n  Installed: (none)\\n  Candidate: 1.0\\n' "$name" ;;
                *) printf '%s:\\n  Installed: (none)\\n  Candidate: (none)\\n' "$name" ;;
            esac
        done''',
    "apt-get": 'echo "apt-get $*" >>"$CALLS"; echo "0 upgraded, 2 newly installed, 0 to remove and 0 not upgraded."',
    "systemctl": 'echo "systemctl $*" >>"$CALLS"',
    "debconf-set-selections": 'cat >>"$CALLS"',
    "id": "echo 0",
    # The policy file of the real system stays out of it; whatever else these are called for is done.
    "tee": 'case $1 in /usr/sbin/*) echo "tee $*" >>"$CALLS"; cat >/dev/null ;; *) exec /usr/bin/tee "$@" ;; esac',
    "chmod": 'case $* in */usr/sbin/*) ;; *) exec /bin/chmod "$@" ;; esac',
    "rm": 'case $* in */usr/sbin/*) echo "rm $*" >>"$CALLS" ;; *) exec /bin/rm "$@" ;; esac',
}


class Dependencies(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.calls = Path(self.folder.name) / "calls"
        self.calls.touch()
        for name, body in STANDINS.items():
            path = Path(self.folder.name) / name
            path.write_text("#!/bin/sh\n" + textwrap.dedent(body) + "\n", encoding="utf-8")
            path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def names(self, option):
        """All names of a group list, and the first name of each group."""
        done = subprocess.run((PACKAGING / "install-dependencies", option, "--list"), capture_output=True, text=True,
                              check=True, timeout=60)
        groups = [group.rstrip("?").split("|") for group in done.stdout.split()]
        return {name for group in groups for name in group}, [group[0] for group in groups]

    def run_script(self, *options, installed=(), offered=(), **environment):
        done = subprocess.run((PACKAGING / "install-dependencies", *options), capture_output=True, text=True, check=False,
                              timeout=60, env={
                                  "PATH": self.folder.name + os.pathsep + os.environ["PATH"], "CALLS": str(self.calls),
                                  "INSTALLED": " ".join(installed), "OFFERED": " ".join(offered), **environment})
        return done.returncode, done.stdout + done.stderr, self.calls.read_text(encoding="utf-8")

    def test_nothing_missing_asks_nobody(self):
        names, _ = self.names("--all")
        code, output, calls = self.run_script("--all", installed=names)
        self.assertEqual((code, calls), (0, ""), output)

    def test_only_what_is_missing_is_installed(self):
        names, _ = self.names("--build")
        code, output, calls = self.run_script("--build", installed=names - {"cmake", "ccache"}, offered=names)
        self.assertEqual(code, 0, output)
        installs = [line for line in calls.splitlines() if " install " in line]
        self.assertEqual(len(installs), 1, calls)
        self.assertTrue(installs[0].endswith(" cmake ccache"), installs[0])
        self.assertIn("--no-install-recommends", installs[0])
        self.assertIn("--no-remove", installs[0])

    def test_an_alternative_name_is_enough(self):
        names, _ = self.names("--build")
        code, output, calls = self.run_script("--build", installed=names - {"qt6-svg-dev", "pkgconf"})
        self.assertEqual((code, calls), (0, ""), output)

    def test_the_servers_for_the_tests_are_not_left_running(self):
        names, _ = self.names("--test")
        code, output, calls = self.run_script("--test", installed=names - {"nsd", "unbound"}, offered=names)
        self.assertEqual(code, 0, output)
        self.assertIn("disable --quiet nsd.service", calls)
        self.assertIn("disable --quiet unbound.service", calls)
        self.assertEqual(calls.count("tee /usr/sbin/policy-rc.d"), calls.count("rm -f /usr/sbin/policy-rc.d"))
        if not os.path.exists("/usr/sbin/policy-rc.d"):
            self.assertEqual(calls.count("rm -f /usr/sbin/policy-rc.d"), 1)

    def test_real_windows_find_what_they_need(self):
        names, _ = self.names("--test")
        # What tests/e2e/desk.py starts and imports, by Debian's names; nothing else brings the last two.
        self.assertLessEqual({"xvfb", "openbox", "wmctrl", "xdotool", "imagemagick", "at-spi2-core", "gir1.2-atspi-2.0",
                              "dbus-daemon", "python3-gi"}, names)

    def test_what_the_distribution_lacks(self):
        names, _ = self.names("--test")
        with self.subTest("optional"):
            code, output, calls = self.run_script("--test", installed=names - {"pebble"}, offered=names - {"pebble"})
            self.assertEqual(code, 0, output)
            self.assertIn("pebble is not offered", output)
            self.assertNotIn(" install ", calls)
        with self.subTest("needed"):
            code, output, calls = self.run_script("--test", installed=names - {"nsd"}, offered=names - {"nsd"})
            self.assertEqual(code, 1, output)
            self.assertIn("nsd is not offered", output)
            self.assertNotIn(" install ", calls)

    def test_skipped_by_wish_and_wrong_usage(self):
        self.assertEqual(self.run_script("--all", UNMTA_SKIP_INSTALL="1")[0], 0)
        self.assertEqual(self.run_script("--everything")[0], 1)


class Summary(unittest.TestCase):
    CASE = '<testcase name="{}" status="{}">{}</testcase>'

    def summary(self, *cases, status=0):
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "junit.xml"
            if cases != (None,):
                report.write_text("<testsuite>" + "".join(cases) + "</testsuite>", encoding="utf-8")
            done = subprocess.run((sys.executable, PACKAGING / "lib/summary.py", report, str(status)),
                                  capture_output=True, text=True, check=False, timeout=60)
            return done.returncode, done.stdout.splitlines()[-1]

    def test_rows(self):
        good = self.CASE.format("tst_a", "run", "<system-out>Totals: 7 passed, 0 failed</system-out>")
        bad = self.CASE.format("tst_b", "fail", '<failure message=""/>')
        left_out = self.CASE.format("tst_c", "notrun", '<skipped message=""/>')
        for what, cases, status, wanted in [
                ("all well", [good, good], 0, (0, "2 passed, 0 failed")),
                ("one failed", [good, bad], 8, (1, "1 passed, 1 failed")),
                ("one left out", [good, left_out], 0, (0, "1 passed, 0 failed, 1 skipped")),
                ("none ran", [], 8, (1, "0 passed, 0 failed")),
                ("none ran, and ctest was content", [], 0, (1, "0 passed, 0 failed")),
                ("ctest itself failed", [good], 9, (1, "1 passed, 0 failed")),
                ("no report", [None], 8, (1, "0 passed, 0 failed"))]:
            with self.subTest(what):
                self.assertEqual(self.summary(*cases, status=status), wanted)


if __name__ == "__main__":
    unittest.main()
