"""A desk for the console: a screen of its own with a window manager and the buses over which screen readers hear a
window. What is on it is found and pressed by what a screen reader is told, by keys, or not at all.

Needs Xvfb, openbox, xdotool, wmctrl, ImageMagick's import, at-spi2-core and gir1.2-atspi-2.0; runs with the system's
Python, which is the one that has python3-gi."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from peers import PATIENCE, PROGRAMS, look_again_pause, wait_for  # noqa: E402

SCREEN = (1600, 1200)
SESSION = "DESK_HAS_ITS_SESSION"


def missing_programs():
    return [name for name in ("Xvfb", "openbox", "xdotool", "wmctrl", "import", "dbus-run-session")
            if not shutil.which(name)]


def in_a_session_of_its_own():
    """Starts the script anew below a session bus that nobody else uses; returns in there."""
    if os.environ.get(SESSION) != "1":
        os.environ[SESSION] = "1"
        os.execvp("dbus-run-session", ["dbus-run-session", "--", sys.executable, *sys.argv])


class Desk:
    def __init__(self, world, screen=SCREEN):
        self.world = world
        screens = world.run("xvfb", ["Xvfb", "-displayfd", "1", "-screen", "0", f"{screen[0]}x{screen[1]}x24", "-dpi",
                                     "96", "-nolisten", "tcp", "-noreset"])
        number = wait_for("the screen is there", lambda: re.search(r"^(\d+)$", screens.own_text(), re.MULTILINE))
        self.display = f":{number.group(1)}"
        os.environ["DISPLAY"] = self.display
        self.manager = world.run("openbox", ["openbox"], {"DISPLAY": self.display})
        wait_for("the window manager answers", lambda: self._run("wmctrl", "-m", check=False).returncode == 0)
        self.atspi = self.ears()

    def ears(self):
        """What hears the console's windows."""
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        Atspi.init()
        Atspi.set_timeout(int(PATIENCE * 1000), int(PATIENCE * 1000))
        return Atspi

    def _run(self, *argv, check=True):
        return subprocess.run(argv, capture_output=True, text=True, timeout=PATIENCE, check=check)

    def pause(self):
        """Nothing that is waited for: a moment in which what was typed is drawn."""
        look_again_pause()

    def keys(self, *names):
        self._run("xdotool", "key", "--clearmodifiers", *names)

    def windows(self):
        """Of the console, the latest last: (id, title)."""
        lines = self._run("wmctrl", "-l").stdout.splitlines()
        return [(line.split()[0], line.split(None, 3)[3] if len(line.split(None, 3)) > 3 else "") for line in lines]

    def active_window(self):
        done = self._run("xdotool", "getactivewindow", check=False)
        return hex(int(done.stdout)) if done.returncode == 0 and done.stdout.strip() else None

    def picture(self, window, path):
        """Of the window when it has come to rest: two pictures in a row that are the same."""
        before, deadline = None, time.monotonic() + 10
        while True:
            self._run("import", "-window", window, "-define", "png:exclude-chunks=date,time", str(path))
            taken = path.read_bytes()
            if taken == before or time.monotonic() > deadline:
                return
            before = taken
            self.pause()


class Heard:
    """One thing as it is told over AT-SPI."""

    def __init__(self, desk, thing):
        self.desk, self.thing = desk, thing

    @property
    def name(self):
        return self.thing.get_name() or ""

    @property
    def role(self):
        return self.thing.get_role_name()

    def has(self, state):
        return self.thing.get_state_set().contains(getattr(self.desk.atspi.StateType, state))

    def children(self, most=250):
        for index in range(min(self.thing.get_child_count(), most)):
            child = self.thing.get_child_at_index(index)
            if child:
                yield Heard(self.desk, child)

    def walk(self):
        """All that is shown, from here down."""
        for child in self.children():
            try:
                if child.has("VISIBLE"):
                    yield child
                    yield from child.walk()
            except Exception:  # noqa: B902 -- it has gone in the meantime: then it is not shown
                continue

    def find(self, role=None, name=None):
        for each in self.walk():
            if (role is None or each.role == role) and (name is None or each.name == name):
                return each
        return None

    def press(self):
        action = self.thing.get_action_iface()
        for index in range(action.get_n_actions() if action else 0):
            if action.get_action_name(index) in ("Press", "ShowMenu", "Toggle"):
                return action.do_action(index)
        raise AssertionError(f"{self} cannot be pressed")

    def focus(self):
        assert self.thing.get_component_iface().grab_focus(), f"{self} takes no focus"

    def __str__(self):
        return f"{self.role} “{self.name}”"


class Console:
    """unmta-console on the desk, looking at an engine of this computer. scheme: light or dark; scale: of the font, in
    percent; size: of the window."""

    def __init__(self, desk, data, scheme="light", scale=100, size=(1180, 760), language="en", name="console"):
        self.desk, self.size = desk, size
        self.process = self.begin(data, scheme, scale, language, name)
        self.window = wait_for("the window is there", self._window)
        self.resize()
        self.app = wait_for("the window can be heard", self._application)

    def begin(self, data, scheme, scale, language, name):
        """The console as a process."""
        desk = self.desk
        home = desk.world.folder / f"{name}-home"
        (home / "unMTA").mkdir(parents=True)
        (home / "unMTA" / "unmta-console.conf").write_text(f"[window]\nscheme={scheme}\n")
        # A desktop whose fonts are that large; nothing else of it is scaled.
        points = 9 * scale // 100
        (home / "kdeglobals").write_text(f"[General]\nfont=DejaVu Sans,{points},-1,5,50,0,0,0,0,0\n"
                                         f"fixed=DejaVu Sans Mono,{points},-1,5,50,0,0,0,0,0\n")
        locale = {"en": "C.UTF-8", "de": "de_DE.UTF-8"}.get(language, "C.UTF-8")
        return desk.world.run(name, [PROGRAMS / "unmta-console", "--data-dir", data], {
            "DISPLAY": desk.display, "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "QT_QPA_PLATFORM": "xcb",
            "XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "5", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "LC_ALL": locale,
            "LANGUAGE": language})

    def _window(self):
        assert self.process.alive(), self.process.own_text()
        # The window's id by the process, since titles are translated.
        found = self.desk._run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.child.pid), check=False)
        return hex(int(found.stdout.split()[0])) if found.stdout.split() else None

    def resize(self):
        width, height = self.size
        self.desk._run("xdotool", "windowsize", "--sync", self.window, str(width), str(height))

    def _application(self):
        desktop = self.desk.atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            try:
                if child and child.get_process_id() in (self.process.child.pid, None) and child.get_child_count() > 0:
                    return Heard(self.desk, child)
            except Exception:  # noqa: B902 -- an application that is going
                continue
        return None

    def frame(self):
        """The main window as it is heard."""
        return next(each for each in self.app.children() if each.role in ("frame", "window"))

    def dialog(self):
        """The dialog that lies over it, or none."""
        found = [each for each in self.app.children() if each.role in ("dialog", "file chooser", "alert")]
        if found:
            return found[-1]
        return next((each for each in self.frame().children() if each.role == "dialog"), None)

    def pages(self):
        """The entries of the navigation."""
        navigation = next(each for each in self.frame().walk() if each.role == "page tab list")
        return [each for each in navigation.children() if each.has("VISIBLE")]

    def focused(self):
        return next((each for each in self.frame().walk() if each.has("FOCUSED")), None)

    def stop(self):
        self.process.stop()
