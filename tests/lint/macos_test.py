#!/usr/bin/env python3
"""The application for macOS as its build puts it together, with stand-ins for Apple's tools and for the programs. What only
a Mac can show, this cannot: resources/docs/operator/platforms.md.

usage: macos_test.py BUILD [unittest options]      BUILD has bin/unmta-engine
"""
import os
import plistlib
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path()
PATIENCE = 300
PROGRAMS = ("unmta-console", "unmta-engine", "unmta-ctl", "unmta-milter")
LISTS = """cmake_minimum_required(VERSION 3.25)
project(unmta-tracking VERSION 1.2.3 LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_OSX_DEPLOYMENT_TARGET 12.0)
set(UNMTA_CONSOLE ON)
find_package(Qt6 REQUIRED COMPONENTS Gui Svg)
add_library(unmta_flags INTERFACE)
foreach(program IN ITEMS {programs})
    add_executable(${{program}} IMPORTED)
    set_target_properties(${{program}} PROPERTIES IMPORTED_LOCATION {tools}/${{program}})
endforeach()
include(macos/Install.cmake)
"""
# What is told to each is noted; users and the list of daemons are those of a Mac that has never seen the engine.
STAND_IN = """#!/bin/sh
printf '%s\\n' "$(basename "$0") $*" >>"$NOTES"
case "$(basename "$0") $*" in
    'id -u') echo 0 ;;
    'dscl . -read'* | 'launchctl bootout'*) exit 1 ;;
    'dscl . -list /Users UniqueID') printf 'root 0\\n_other 400\\n' ;;
    'dscl . -list /Groups PrimaryGroupID') printf 'wheel 0\\n_another 401\\n' ;;
esac
"""
INSTALL = """#!/bin/sh
printf '%s\\n' "install $*" >>"$NOTES"
for last; do :; done
case " $* " in *' -d '*) mkdir -p "$last" ;; *) : >"$last" ;; esac
"""


class Application(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        work = Path(cls.folder.name)
        cls.tools = work / "tools"
        cls.tools.mkdir()
        cls.notes = work / "notes"
        for name in (*PROGRAMS, "macdeployqt", "codesign", "id", "dscl", "launchctl", "chown"):
            (cls.tools / name).write_text(STAND_IN, encoding="utf-8")
        (cls.tools / "install").write_text(INSTALL, encoding="utf-8")
        for tool in cls.tools.iterdir():
            tool.chmod(0o755)
        cls.environment = {**os.environ, "NOTES": str(cls.notes), "PATH": f"{cls.tools}:{os.environ['PATH']}",
                           "QT_QPA_PLATFORM": "offscreen"}
        source = work / "source"
        source.mkdir()
        for name in ("packaging/macos", "packaging/desktop", "resources", "LICENSE"):
            (source / Path(name).name).symlink_to(ROOT / name)
        (source / "CMakeLists.txt").write_text(LISTS.format(programs=" ".join(PROGRAMS), tools=cls.tools), encoding="utf-8")
        for command in (("cmake", "-G", "Ninja", "-S", source, "-B", work / "build"), ("ninja", "-C", work / "build"),
                        ("cpack", "-G", "TGZ", "-B", work / "packages", "--config", work / "build/CPackConfig.cmake")):
            done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, env=cls.environment, cwd=work,
                                  check=False)
            assert done.returncode == 0, done.stdout + done.stderr
        archive, = (work / "packages").glob("*.tar.gz")
        with tarfile.open(archive) as tar:
            tar.extractall(work / "image")
        cls.contents, = (work / "image").glob("*/unMTA Tracking.app/Contents")
        cls.build_notes = cls.notes.read_text(encoding="utf-8").splitlines()

    def told(self, tool):
        return [note for note in self.build_notes if note.startswith(tool + " ")]

    def test_all_programs_are_in_it_and_only_programs_lie_beside_them(self):
        self.assertEqual(sorted(path.name for path in (self.contents / "MacOS").iterdir()), sorted(PROGRAMS))
        for path in (self.contents / "MacOS").iterdir():
            self.assertTrue(os.access(path, os.X_OK), path)
        for name in ("service", "net.unmta.engine.plist", "LICENSE"):
            self.assertTrue((self.contents / "Resources" / name).exists(), name)

    def test_its_list_names_what_is_there(self):
        with open(self.contents / "Info.plist", "rb") as file:
            told = plistlib.load(file)
        self.assertEqual(told["CFBundleExecutable"], "unmta-console")
        self.assertTrue((self.contents / "Resources" / told["CFBundleIconFile"]).exists())
        self.assertEqual((told["CFBundleVersion"], told["CFBundleShortVersionString"]), ("1.2.3", "1.2.3"))
        self.assertEqual(told["LSMinimumSystemVersion"], "12.0")
        translated = {path.stem.removeprefix("unmta_") for path in (ROOT / "resources/i18n").glob("unmta_*.ts")}
        self.assertEqual(set(told["CFBundleLocalizations"]), translated | {"en"})

    def test_its_icon_has_the_sizes_that_its_chunks_say(self):
        icon = (self.contents / "Resources/unmta.icns").read_bytes()
        self.assertEqual(icon[:8], b"icns" + struct.pack(">I", len(icon)))
        sizes, at = {}, 8
        while at < len(icon):
            kind, length = struct.unpack_from(">4sI", icon, at)
            self.assertEqual(icon[at + 8:at + 16], b"\x89PNG\r\n\x1a\n")
            sizes[kind.decode()] = struct.unpack_from(">II", icon, at + 24)
            at += length
        self.assertEqual(sizes, {kind: (size, size) for kind, size in
                                 (("icp4", 16), ("icp5", 32), ("ic11", 32), ("ic12", 64), ("ic07", 128), ("ic13", 256),
                                  ("ic08", 256), ("ic14", 512), ("ic09", 512), ("ic10", 1024))})

    def test_qt_goes_into_it_for_each_program_and_then_it_is_signed(self):
        deployed, = self.told("macdeployqt")
        for name in PROGRAMS[1:]:
            self.assertIn(f"-executable={re.search('macdeployqt (.*[.]app) ', deployed).group(1)}/Contents/MacOS/{name}", deployed)
        signed, = self.told("codesign")
        self.assertIn("--sign - ", signed)
        self.assertLess(self.build_notes.index(deployed), self.build_notes.index(signed))

    def test_its_helper_makes_the_engine_a_daemon(self):
        with tempfile.TemporaryDirectory() as folder:
            mac = Path(folder)
            for name in ("Library/LaunchDaemons", "var/log"):
                (mac / name).mkdir(parents=True)
            app = mac / "unMTA Tracking.app"
            shutil.copytree(self.contents, app / "Contents")
            helper = app / "Contents/Resources/service"
            helper.write_text(re.sub(r"(?<=[=\s])/(?=Library/|var/)", f"{mac}/", helper.read_text(encoding="utf-8")),
                              encoding="utf-8")
            before = len(self.notes.read_text(encoding="utf-8").splitlines())
            done = subprocess.run(("sh", helper, "install"), capture_output=True, text=True, timeout=PATIENCE,
                                  env=self.environment, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            notes = self.notes.read_text(encoding="utf-8").splitlines()[before:]
            # The first number that neither a user nor a group has.
            self.assertIn("dscl . -create /Users/_unmta UniqueID 402", notes)
            written = mac / "Library/LaunchDaemons/net.unmta.engine.plist"
            self.assertEqual(notes[-1], f"launchctl bootstrap system {written}")
            with open(written, "rb") as file:
                daemon = plistlib.load(file)
            self.assertEqual(daemon["Label"], "net.unmta.engine")
            self.assertEqual(daemon["ProgramArguments"][0], str(app.resolve() / "Contents/MacOS/unmta-engine"))
            self.assertTrue((mac / "var/lib/unmta-tracking").is_dir())
        known = subprocess.run((BUILD / "bin/unmta-engine", "--help"), capture_output=True, text=True, check=True,
                               timeout=PATIENCE).stdout
        for word in daemon["ProgramArguments"]:
            if word.startswith("--"):
                self.assertIn(f"  {word}", known)


if __name__ == "__main__":
    BUILD = Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=2)
