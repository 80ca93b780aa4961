"""What Atspi tells of a program elsewhere, asked of the console itself (hearing/Hearing.cpp), for a console whose screen
reader no script can ask, as under wine. Has as much of Atspi as desk.py and desktop.py use."""
import json
import pathlib
import re
import socket
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from peers import PATIENCE  # noqa: E402
from ports import take_port  # noqa: E402

# Where AT-SPI's word is not the one of QAccessible in small letters.
ROLES = {"EditableText": "text", "StaticText": "label", "Pane": "panel", "Grouping": "panel", "Client": "filler",
         "Cell": "table cell", "SpinBox": "spin button", "ButtonMenu": "push button menu", "AlertMessage": "alert",
         "Row": "table row", "Button": "push button"}
FRESH_SECONDS = 0.05


class StateType:
    ENABLED, VISIBLE, SHOWING, FOCUSED, SELECTED, CHECKED = ("ENABLED", "VISIBLE", "SHOWING", "FOCUSED", "SELECTED", "CHECKED")


class CoordType:
    SCREEN = 0


class Box:
    def __init__(self, x, y, width, height):
        self.x, self.y, self.width, self.height = x, y, width, height


class States:
    def __init__(self, names):
        self.names = names

    def contains(self, name):
        return name in self.names


class Thing:
    """A thing as it was told last; it is asked again when that was some time ago."""

    def __init__(self, ears, told, parent=None, asked=0.0):
        self.ears, self.told, self.parent, self.asked = ears, told, parent, asked

    def _fresh(self):
        if time.monotonic() - self.asked > FRESH_SECONDS:
            told = self.ears.ask({"id": self.told["id"]} if "id" in self.told else {})
            if told.get("gone"):
                raise LookupError("it has gone")
            self.told, self.asked = told, time.monotonic()
        return self.told

    def get_name(self):
        return self.told.get("name", "")

    def get_role_name(self):
        role = self.told.get("role", "Application")
        return ROLES.get(role) or re.sub(r"(?<=.)(?=[A-Z])", " ", role).lower()

    def get_state_set(self):
        return States(self._fresh().get("states", []))

    def get_child_count(self):
        return len(self._fresh()["children"])

    def get_child_at_index(self, index):
        children = self.told["children"]
        return Thing(self.ears, children[index], self, self.asked) if index < len(children) else None

    def get_parent(self):
        return self.parent

    def get_process_id(self):
        return None  # there is only one

    def get_extents(self, _):
        return Box(*self._fresh()["box"])

    def get_action_iface(self):
        return self

    def get_component_iface(self):
        return self

    def get_n_actions(self):
        return 1

    def get_action_name(self, _):
        return "Press"

    def do_action(self, _):
        return self.ears.ask({"do": "press", "id": self.told["id"]})["done"]

    def grab_focus(self):
        return self.ears.ask({"do": "focus", "id": self.told["id"]})["done"]


class Desktop(Thing):
    """Has one application, whose children are the windows."""

    def __init__(self, ears):
        super().__init__(ears, {})

    def get_child_count(self):
        return 1

    def get_child_at_index(self, _):
        return Thing(self.ears, {}, self)


class Ears:
    """Stands for the module Atspi. Who starts a console gives it environment(); the latest one is heard."""

    StateType, CoordType = StateType, CoordType

    def __init__(self):
        self.port, self.line = None, None

    def environment(self):
        self.port, self.line = take_port(), None
        # Wine keeps what is Qt's to itself, and gives on what has its own name before it.
        return {"WINEQT_QPA_GENERIC_PLUGINS": f"unmta_hearing:port={self.port}"}

    def get_desktop(self, _):
        return Desktop(self)

    def ask(self, question):
        """The answer; of a console that is not there yet, or no more, that it has no windows."""
        for _ in range(2):
            try:
                if not self.line:
                    self.line = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE).makefile("rw")
                self.line.write(json.dumps(question) + "\n")
                self.line.flush()
                if words := self.line.readline():
                    return json.loads(words)
            except OSError:
                pass
            self.line = None
        return {"gone": True, "done": False} if "id" in question else {"children": []}
