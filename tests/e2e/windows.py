#!/usr/bin/python3
"""The console for Windows in a real window, under wine. packaging/windows/test prepares what this needs and calls it:

    UNMTA_BUILD=FOLDER UNMTA_WINE=WINE UNMTA_WINESERVER=SERVER tests/e2e/windows.py PICTURES [--tour] [--dialogs]
        [--language en] [--scheme light] [--scale 100]

FOLDER/bin has unmta-console, unmta-engine and unmta-ctl as commands that start the programs under WINE. The sandbox's
story is played by the mouse (console.py) unless --tour is given, then every page and a domain in each state are looked at
(tour.py), light and dark, at 100 % and 200 %; --dialogs opens the dialogs as well. Pictures of all of it go to PICTURES."""
import argparse
import os
import pathlib
import subprocess
import sys

import hearing
import peers
from console import story
from desk import Console, Desk, wait_for
from desktop import Desktop
from peers import PATIENCE, PROGRAMS, Engine, World
from ports import accepts
from tour import go, populate

SCREEN = (2560, 1700)
SIZE = (1180, 760)


def registry(key, name, value, kind="REG_SZ"):
    subprocess.run([os.environ["UNMTA_WINE"], "reg", "add", key, "/v", name, "/t", kind, "/d", str(value), "/f"], check=True,
                   capture_output=True, timeout=PATIENCE)


def furnish():
    """What Windows has and wine has not: fonts. Whoever crashes says so on standard error."""
    for family, font in (("Segoe UI", "DejaVu Sans"), ("Tahoma", "DejaVu Sans"), ("MS Shell Dlg", "DejaVu Sans"),
                         ("MS Shell Dlg 2", "DejaVu Sans"), ("Courier New", "DejaVu Sans Mono"),
                         ("Courier", "DejaVu Sans Mono"), ("Consolas", "DejaVu Sans Mono")):
        registry(r"HKCU\Software\Wine\Fonts\Replacements", family, font)
    registry(r"HKCU\Software\Wine\WineDbg", "ShowCrashDialog", 0, "REG_DWORD")
    look("light", 100)
    end_all()


def end_all():
    """Wine draws where it drew first, and reads its fonts once."""
    subprocess.run([os.environ["UNMTA_WINESERVER"], "-k"], timeout=PATIENCE, check=False)
    subprocess.run([os.environ["UNMTA_WINESERVER"], "-w"], timeout=PATIENCE, check=False)


def look(scheme, scale):
    """The colours that the console's settings name, and how large Windows draws all."""
    registry(r"HKCU\Software\unMTA\unmta-console\window", "scheme", scheme)
    registry(r"HKCU\Control Panel\Desktop", "LogPixels", 96 * scale // 100, "REG_DWORD")


class WineDesktop(Desktop):
    def ears(self):
        return hearing.Ears()

    def console(self, *options):
        os.environ.update(self.atspi.environment())
        return super().console(*options)


class WineDesk(Desk):
    def ears(self):
        return hearing.Ears()


class WineConsole(Console):
    def begin(self, data, scheme, scale, language, name):
        look(scheme, scale)
        self.size = tuple(side * scale // 100 for side in self.size)
        locale = {"de": "de_DE.UTF-8"}.get(language, "C.UTF-8")
        return self.desk.world.run(name, [PROGRAMS / "unmta-console", "--data-dir", data],
                                   {"DISPLAY": self.desk.display, "LC_ALL": locale, **self.desk.atspi.environment()})

    def _window(self):
        assert self.process.alive(), self.process.own_text()
        return next((hex(int(number, 16)) for number, title in self.desk.windows() if "unMTA Tracking" in title), None)

    def stop(self):
        """By its close button; one that only looks at an engine goes at once."""
        self.desk._run("wmctrl", "-i", "-c", self.window)
        wait_for("the console has ended", lambda: not self.process.alive())


def play_story(pictures):
    desktop = WineDesktop()
    try:
        story(desktop)
    except BaseException:
        desktop.picture(pictures, "failure")
        raise
    finally:
        desktop.close()
        end_all()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pictures", type=pathlib.Path)
    parser.add_argument("--tour", action="store_true")
    parser.add_argument("--dialogs", action="store_true")
    parser.add_argument("--language", default="en")
    parser.add_argument("--scheme", action="append", choices=["light", "dark"])
    parser.add_argument("--scale", action="append", type=int)
    asked = parser.parse_args()
    variants = [(scheme, scale, SIZE) for scheme in asked.scheme or ["light", "dark"] for scale in asked.scale or [100, 200]]
    pictures = asked.pictures.resolve()
    pictures.mkdir(parents=True, exist_ok=True)
    # Sockets of programs under wine are the wineserver's.
    peers.listens = lambda _, port: accepts(port)
    furnish()
    if not asked.tour:
        play_story(pictures)
    world = World()
    try:
        desk = WineDesk(world, SCREEN)
        engine = Engine(world, ["monitor.auto_verify=off"], extra=["--sandbox"])
        populate(engine)
        faults = go(world, desk, engine, variants, asked.language, pictures, WineConsole, asked.dialogs)
    finally:
        world.close(keep_logs=sys.exc_info()[0] is not None)
    print("\n".join(faults))
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
