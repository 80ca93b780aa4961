#!/usr/bin/env python3
"""What the packages carry besides the programs: configuration files, completions, icons, rules for logs.

usage: packages_test.py BUILD [unittest options]      BUILD has bin/ and packaging/
"""
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
BUILD = Path()
PATIENCE = 60
ENVIRONMENT = {**{name: value for name, value in os.environ.items() if not name.startswith("UNMTA_")},
               "QT_QPA_PLATFORM": "offscreen"}
OPTION = re.compile(r"^#([a-z][a-z-]*) = (.*)$", re.MULTILINE)


def program(name):
    return BUILD / "bin" / name


def options_of(name):
    done = subprocess.run((program(name), "--help"), capture_output=True, text=True, check=True, timeout=PATIENCE,
                          env=ENVIRONMENT)
    return set(re.findall(r"^  (?:-\w,)?--([a-z][a-z-]*)", done.stdout, re.MULTILINE))


class Configuration(unittest.TestCase):
    def check_options(self, text, name, never_in_a_file):
        for number, line in enumerate(text.splitlines(), 1):
            self.assertTrue(line == "" or line.startswith("#"), f"line {number} is not commented out: {line}")
        told = {found.group(1) for found in OPTION.finditer(text)}
        self.assertEqual(told, options_of(name) - never_in_a_file)

    def test_the_engine_s_file_names_every_option(self):
        text = (BUILD / "packaging/engine.conf").read_text(encoding="utf-8")
        self.check_options(text, "unmta-engine", {"help", "version", "config", "restore", "passphrase-file"})

    def test_the_milter_s_file_names_every_option(self):
        text = (PACKAGING / "conf/milter.conf").read_text(encoding="utf-8")
        # The unit has the token from systemd.
        self.check_options(text, "unmta-milter", {"help", "version", "config", "token-file"})

    def test_an_engine_starts_with_every_line_of_it(self):
        text = (BUILD / "packaging/engine.conf").read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            config = Path(folder) / "engine.conf"
            config.write_text(OPTION.sub(r"\1 = \2", text), encoding="utf-8")
            address = "127.0.0.1:0"
            command = (program("unmta-engine"), "--config", config, "--sandbox", "--data-dir", Path(folder) / "data",
                       "--http", address, "--https", address, "--api", address)
            engine = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
            try:
                said = []
                for line in engine.stderr:
                    said.append(line)
                    if "listening local" in line:
                        break
                else:
                    self.fail(f"it ended with {engine.wait(PATIENCE)}: {''.join(said)}")
                done = subprocess.run((program("unmta-ctl"), "--data-dir", Path(folder) / "data", "settings", "list"),
                                      capture_output=True, text=True, check=True, timeout=PATIENCE, env=ENVIRONMENT)
                for name in re.findall(r'^#set = "([a-z._]+)=', text, re.MULTILINE):
                    self.assertIn(name, done.stdout)
            finally:
                engine.send_signal(signal.SIGTERM)
                engine.stderr.read()
                self.assertEqual(engine.wait(PATIENCE), 0)
                engine.stderr.close()


class Completions(unittest.TestCase):
    ROWS = [("unmta-ctl ", {"domain", "backup"}), ("unmta-ctl domain ver", {"verify"}),
            ("unmta-ctl domain add --de", {"--default"}), ("unmta-engine --res", {"--restore"}),
            ("unmta-milter --dr", {"--drain"}), ("unmta-ctl --json domain ad", {"add"})]
    ENVIRONMENT = {**ENVIRONMENT, "LC_ALL": "C.UTF-8"}

    def environment(self):
        return {**self.ENVIRONMENT, "PATH": f"{BUILD / 'bin'}{os.pathsep}{os.environ['PATH']}"}

    def bash(self, line, folder=None):
        words = line.split(" ")
        script = BUILD / f"packaging/completions/{words[0]}"
        done = subprocess.run(("bash", "--norc", "-c", f"""source {script}
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _{words[0]}; printf '%s\\n' "${{COMPREPLY[@]}}" """, "bash", *words),
                              capture_output=True, text=True, check=True, timeout=PATIENCE, env=self.environment(),
                              cwd=folder)
        self.assertEqual(done.stderr, "", line)
        return set(done.stdout.split())

    @unittest.skipUnless(shutil.which("bash"), "bash is not installed")
    def test_bash(self):
        values = [("unmta-ctl event list --kind ", {"open", "click"}), ("unmta-ctl event list --kind op", {"open"})]
        for line, wanted in self.ROWS + values:
            with self.subTest(line):
                offered = self.bash(line)
                self.assertLessEqual(wanted, offered)
                last = line.split(" ")[-1]
                self.assertTrue(all(word.startswith(last) for word in offered), offered)
        self.assertEqual(self.bash("unmta-ctl event list --kind "), {"open", "click"})
        self.assertEqual(self.bash("unmta-ctl event list --limit "), set())  # a number: nothing to offer

    @unittest.skipUnless(shutil.which("bash"), "bash is not installed")
    def test_bash_offers_files_and_directories(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "copies").mkdir()
            (Path(folder) / "token").write_text("")
            self.assertEqual(self.bash("unmta-ctl --token-file ", folder), {"copies", "token"})
            self.assertEqual(self.bash("unmta-engine --data-dir ", folder), {"copies"})
            self.assertEqual(self.bash("unmta-ctl backup --directory co", folder), {"copies"})

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish(self):
        with tempfile.TemporaryDirectory() as home:
            for line, wanted in self.ROWS:
                with self.subTest(line):
                    script = BUILD / f"packaging/completions/{line.split()[0]}.fish"
                    done = subprocess.run(("fish", "--no-config", "-c", f"source {script}; complete -C '{line}'"),
                                          capture_output=True, text=True, check=True, timeout=PATIENCE,
                                          env={**self.environment(), "HOME": home})
                    offered = {found.split("\t")[0] for found in done.stdout.splitlines()}
                    self.assertLessEqual(wanted, offered, done.stdout + done.stderr)

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh(self):
        # What is offered is taken where it is handed to the shell's own function.
        script = """
            _describe() { local -a told; local name=${@[-1]}; told=("${(@P)name}"); print -l -- "${told[@]}" }
            _files() { : }
            words=("${(@s: :)LINE}"); CURRENT=$#words
            source $SCRIPT"""
        for line, wanted in self.ROWS:
            with self.subTest(line):
                path = BUILD / f"packaging/completions/_{line.split()[0]}"
                done = subprocess.run(("zsh", "-f", "-c", script), capture_output=True, text=True, check=True,
                                      timeout=PATIENCE, env={**self.environment(), "LINE": line, "SCRIPT": str(path)})
                offered = {found.split(":")[0] for found in done.stdout.splitlines()}
                self.assertLessEqual(wanted, offered, done.stdout + done.stderr)


class Icons(unittest.TestCase):
    def test_every_size(self):
        folder = BUILD / "packaging/icons"
        if not folder.is_dir():
            self.skipTest("built without the console")
        for size in (16, 22, 24, 32, 48, 64, 96, 128, 256, 512):
            head = (folder / f"unmta-console-{size}.png").read_bytes()[:24]
            self.assertEqual(struct.unpack(">II", head[16:24]), (size, size))
            self.assertGreater((folder / f"unmta-console-{size}.png").stat().st_size, 150)


class Logs(unittest.TestCase):
    GOOD = ["2026-11-29T04:45:14.893Z info unmta.engine listening http :::80",
            "2026-11-29T04:45:14.893Z info unmta.acme issued host=track.example.com until=2027-02-27T04:42:24Z"]
    BAD = ["2026-11-29T04:45:14.893Z warning unmta.engine listening http :::80",
           "2026-11-29T04:45:14.893Z error unmta.store the disk is full", "unmta-engine: port 80 is taken"]

    def ignored(self, file, line):
        done = subprocess.run(("grep", "-E", "-f", PACKAGING / "logcheck" / file), input=line + "\n", capture_output=True,
                              text=True, check=False, timeout=PATIENCE, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.returncode == 0

    def test_only_what_is_no_news_is_ignored(self):
        for name in ("unmta-engine", "unmta-milter"):
            for head in (f"Nov 29 04:45:14 mx1 {name}[764]: ", f"2026-11-29T04:45:14.893456+00:00 mx1 {name}[764]: "):
                for line in self.GOOD:
                    self.assertTrue(self.ignored(name, head + line), head + line)
                for line in self.BAD:
                    self.assertFalse(self.ignored(name, head + line), head + line)
                self.assertFalse(self.ignored(name, head.replace(name, "sshd") + self.GOOD[0]))


class Scripts(unittest.TestCase):
    def test_maintainer_scripts_are_shell(self):
        scripts = [path for path in (*PACKAGING.glob("debian/*/*"), *PACKAGING.glob("rpm/*"))
                   if path.name not in ("templates", "conffiles", "triggers")]
        self.assertGreater(len(scripts), 10)
        for path in scripts:
            done = subprocess.run(("sh", "-n", path), capture_output=True, text=True, check=False, timeout=PATIENCE)
            self.assertEqual((done.returncode, done.stderr), (0, ""), path)

    @unittest.skipUnless(shutil.which("apparmor_parser", path="/usr/sbin:/sbin:/usr/bin"), "AppArmor is not installed")
    def test_the_profile_can_be_read(self):
        parser = shutil.which("apparmor_parser", path="/usr/sbin:/sbin:/usr/bin")
        done = subprocess.run((parser, "-Q", "-K", "-o", "/dev/null", PACKAGING / "apparmor/unmta-engine"),
                              capture_output=True, text=True, check=False, timeout=PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_the_container_says_what_the_unit_says(self):
        """Same program, same options, same user; pinned base, nothing left of apt."""
        text = (PACKAGING / "container/Containerfile").read_text(encoding="utf-8")
        unit = (PACKAGING / "systemd/unmta-engine.service").read_text(encoding="utf-8")
        start = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE).group(1)
        words = re.findall(r'"([^"]*)"', re.search(r"^ENTRYPOINT (.*)$", text, re.MULTILINE).group(1))
        self.assertEqual(words, start.replace("${STATE_DIRECTORY}", "/var/lib/unmta-tracking").split())
        self.assertIn(f"USER {re.search(r'^User=(.*)$', unit, re.MULTILINE).group(1)}\n", text)
        self.assertRegex(text, r"ARG BASE=\S+:bookworm-slim\n")
        self.assertIn("--no-install-recommends", text)
        self.assertIn("/var/lib/apt/lists/*", text)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    BUILD = Path(sys.argv.pop(1)).resolve()
    unittest.main()
