"""A desktop of the test's own: an X server without a screen, a window manager, a session bus, and hands that find what is
on screen by its accessible name and click it with the mouse. Ended by process ids; nothing needs root."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from peers import PATIENCE, PROGRAMS, find_program, wait_for  # noqa: E402


class Desktop:
    def __init__(self, size="1280x860x24"):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="unmta-e2e-"))
        self.children = []
        self.clicks = 0
        read, write = os.pipe()
        self._start(["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"], pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as ends:
            os.environ["DISPLAY"] = f":{ends.readline().strip()}"
        os.environ.update(HOME=str(self.folder), XDG_RUNTIME_DIR=str(self.folder), XDG_CONFIG_HOME=str(self.folder / "c"),
                          QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", LC_ALL="C.UTF-8", TZ="UTC",
                          NO_AT_BRIDGE="1")
        wait_for("a window manager", self._manager)
        self.atspi = self.ears()

    def ears(self):
        """What hears the console's windows."""
        bus = self._start(["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        self._start(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"])
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        Atspi.init()
        return Atspi

    def _start(self, argv, **more):
        if not os.path.isabs(argv[0]):
            argv = [find_program(argv[0]), *argv[1:]]
        more.setdefault("stdout", subprocess.DEVNULL)
        child = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
        self.children.append(child)
        return child

    def _manager(self):
        """One that runs; openbox gives up where the server is not yet as it likes it."""
        box = getattr(self, "openbox", None)
        if box is None or box.poll() is not None:
            self.openbox = self._start(["openbox"])
        return self.run("wmctrl", "-m").returncode == 0

    def start(self, *argv):
        return self._start(list(argv))

    def close(self):
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(10)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    @staticmethod
    def run(*argv, **more):
        return subprocess.run([str(a) for a in argv], capture_output=True, text=True, timeout=PATIENCE, **more)

    # The program under test

    def console(self, *options, **environment):
        return self._start([str(PROGRAMS / "unmta-console"), *map(str, options)], env=os.environ | environment)

    def windows(self):
        """Titles of the windows that the window manager shows."""
        lines = self.run("wmctrl", "-l").stdout.splitlines()
        return [line.split(None, 3)[3] for line in lines if len(line.split(None, 3)) == 4]

    def window(self, pattern):
        return wait_for(f"a window like {pattern}",
                        lambda: next((title for title in self.windows() if re.search(pattern, title)), None))

    def close_window(self, pattern):
        """As its close button does."""
        self.run("wmctrl", "-c", self.window(pattern))

    # What is on screen

    def _all(self, below=None):
        waiting = [below or self.atspi.get_desktop(0)]
        while waiting:
            node = waiting.pop()
            try:
                count = node.get_child_count()
            except Exception:  # it went meanwhile
                continue
            for i in range(min(count, 400)):
                try:
                    child = node.get_child_at_index(i)
                    if child is None:
                        continue
                    yield child
                    waiting.append(child)
                except Exception:
                    continue

    def find(self, name, role=None, within=None):
        """The showing control of this name (a pattern that must fit the whole), or None; in the one named `within`."""
        showing = self.atspi.StateType.SHOWING
        below = self.find(within) if within else None
        if within and not below:
            return None
        for node in self._all(below):
            try:
                if re.fullmatch(name, node.get_name() or "") and (role is None or re.fullmatch(role, node.get_role_name())) \
                        and node.get_state_set().contains(showing):
                    return node
            except Exception:
                continue
        return None

    def shows(self, name, role=None):
        return wait_for(f"“{name}” on screen", lambda: self.find(name, role))

    def click(self, name, role="push button", within=None):
        """With the mouse, in the middle of it, as soon as it can be clicked."""
        enabled = self.atspi.StateType.ENABLED

        def ready():
            node = self.find(name, role, within)
            return node if node and node.get_state_set().contains(enabled) else None

        node = wait_for(f"“{name}” to click", ready)
        box = node.get_extents(self.atspi.CoordType.SCREEN)
        self.click_at(box.x + box.width // 2, box.y + box.height // 2)

    def click_at(self, x, y, button=1):
        self.clicks += 1
        self.run("xdotool", "mousemove", x, y, "click", button)

    def type(self, text):
        self.run("xdotool", "type", "--delay", "15", text)

    def press(self, *keys):
        self.run("xdotool", "key", *keys)

    def picture(self, folder, name):
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            self.run("import", "-window", "root", pathlib.Path(folder) / f"{name}.png")


def ended(child, seconds=PATIENCE):
    try:
        child.wait(seconds)
        return True
    except subprocess.TimeoutExpired:
        return False


def pause_for_the_eye():
    """Pictures want a frame that is painted; nothing is asserted on it."""
    time.sleep(0.3)
