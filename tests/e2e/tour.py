#!/usr/bin/python3
"""Goes through the console in a real window as somebody does who hears it: every page of the navigation, a domain's page
in each state, and every dialog that a button with an ellipsis or a key opens.

    UNMTA_BUILD=build/ci tests/e2e/tour.py [--pictures DIR] [--language en] [--scheme light] [--scale 100] [--size 1180x760]

Fails on what has no name, on controls of a wrong kind, on English words in another language, and where the keyboard is
lost behind a dialog. With --pictures it
leaves one picture of each page and dialog in DIR; --scheme, --scale and --size may be repeated, and without them it goes
in light and dark at 100 %, 200 % and in 900×600. Twenty minutes with all of them; 77 when the desk cannot be had here."""
import argparse
import pathlib
import re
import sys
import time
import unicodedata
import xml.etree.ElementTree

from desk import Console, Desk, in_a_session_of_its_own, missing_programs, wait_for
from nodes import Node, Postgres
from peers import PATIENCE, Engine, World
from robustness import active_domain, mint

CONTROLS = {"push button", "toggle button", "check box", "radio button", "combo box", "text", "spin button", "page tab",
            "table", "list", "tree", "tree table", "menu item", "link", "slider", "chart", "page tab list", "dialog",
            "push button menu", "button menu"}
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0"
# Each state of a domain's page.
DOMAINS = {"active": "track.example.com", "strike": "links.shop.example.org", "pending": "fresh.example.com",
           "elsewhere": "email.example.com", "downgraded": "news.example.com"}


# What is no language: hosts, addresses, settings, ids, and what is to be typed elsewhere.
NO_WORDS = re.compile(r"\S*[\w-][.:/=@_]\S+|\S*--\S+|\S*\d\S*")
# Names that are here by themselves: the first cluster's, and what the desk's file dialogs show.
NAMES = {"data", "default", "details", "root", "second"}
LOADING = {"Loading…", "Wird geladen …"}
TRANSLATIONS = pathlib.Path(__file__).resolve().parents[2] / "resources/i18n"


def words_of(text):
    return set(re.findall(r"\b[a-z]{3,}\b", NO_WORDS.sub(" ", text).lower()))


def plain(text):
    """Without accents, for the name of a file: "Überblick" is "Uberblick"."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def english_words(language):
    """Words of the English sentences that none of the language's own has."""
    catalogue = TRANSLATIONS / f"unmta_{language}.ts"
    if not catalogue.exists():
        return set()
    messages = list(xml.etree.ElementTree.parse(catalogue).iter("message"))
    english = set().union(*(words_of(each.findtext("source")) for each in messages))
    return english - NAMES - set().union(*(words_of("".join(each.find("translation").itertext())) for each in messages))


def engine_of(world):
    """One of two on a PostgreSQL, where there is one; else alone, and then the page of the nodes is not seen."""
    if not Postgres.is_here():
        return Engine(world, ["monitor.auto_verify=off"], extra=["--sandbox"])
    server = Postgres(world)
    server.takeover = "10m"  # each has a provider of its own, so the other one must not check what is published here
    first = Node(world, server, "engine")
    Node(world, server, "second", key_of=first)
    return first


def populate(engine):
    """A cluster in the middle of its life."""
    cluster = active_domain(engine, DOMAINS["active"])
    engine.ctl("domain", "default", DOMAINS["active"])
    token = engine.token()
    for name in ("strike", "downgraded"):
        active_domain(engine, DOMAINS[name])
    paths = mint(engine, cluster, token, [f"spring-{n}@mail.example.com" for n in range(12)])
    for path in paths:
        engine.curl(f"http://{DOMAINS['active']}{path}", None, "--user-agent", BROWSER)
    engine.ctl("sandbox", "dns", "unset", DOMAINS["downgraded"])
    engine.ctl("domain", "verify", DOMAINS["downgraded"], expect=1)
    engine.ctl("sandbox", "clock", "advance", "24h")
    wait_for("the monitor has found it gone twice",
             lambda: engine.ctl_json("domain", "show", DOMAINS["downgraded"])["status"] == "pending")
    engine.ctl("sandbox", "dns", "unset", DOMAINS["strike"])
    engine.ctl("domain", "verify", DOMAINS["strike"], expect=1)
    engine.ctl("domain", "add", DOMAINS["pending"])
    engine.ctl("domain", "add", DOMAINS["elsewhere"])
    engine.ctl("sandbox", "dns", "set", DOMAINS["elsewhere"], "CNAME", "brand.cdn-provider.example")
    engine.ctl("domain", "verify", DOMAINS["elsewhere"], expect=1)
    engine.ctl("webhook", "add", "--url", "http://127.0.0.1:9/hook", "--type", "event.click")


class Tour:
    def __init__(self, console, pictures=None, label="", with_dialogs=True, foreign=frozenset()):
        self.console, self.desk, self.pictures, self.label = console, console.desk, pictures, label
        self.with_dialogs = with_dialogs
        self.foreign = foreign  # words that nothing on screen may have
        self.faults, self.seen = [], []

    def look(self, where, root, window=None):
        """Takes a picture once nothing is being loaded, and hears everything once."""
        wait_for(f"what {where} shows", lambda: not any(each.name in LOADING for each in root.walk()))
        self.seen.append(where)
        if self.pictures:
            name = re.sub(r"[^a-z0-9]+", "-", plain(where).lower()).strip("-")
            self.desk.picture(window or self.console.window, self.pictures / f"{name}{self.label}.png")
        for each in root.walk():
            if mixed := words_of(each.name) & self.foreign:
                self.faults.append(f"{where}: {', '.join(sorted(mixed))} in {each}")
            if each.role in CONTROLS and not re.search(r"[^\W_]", each.name):
                parents = " / ".join(str(parent) for parent in self._above(each))
                self.faults.append(f"{where}: a {each.role} without a name, in {parents}")

    def _above(self, each):
        parent = each.thing.get_parent()
        for _ in range(4):
            if not parent:
                return
            yield type(each)(self.desk, parent)
            parent = parent.get_parent()

    def pages(self):
        index = -1
        # The sandbox's own comes as soon as the engine has told what it is.
        while (index := index + 1) < len(self.console.pages()):
            tab = self.console.pages()[index]
            if tab.role != "page tab":
                self.faults.append(f"navigation: {tab} is no page tab")
            name = tab.name
            self.open_page(index)
            self.look(name, self.console.frame())
            if self.with_dialogs:
                self.dialogs(name, index)

    def open_page(self, index):
        self.console.pages()[index].press()
        wait_for("the page is chosen", lambda: self.console.pages()[index].has("SELECTED"))

    def dialogs(self, page, index):
        """Every button of the page that opens something, by the ellipsis at its end."""
        names = [each.name for each in self.console.frame().walk()
                 if each.role == "push button" and each.name.endswith("…") and each.has("ENABLED")]
        for name in dict.fromkeys(names):
            button = self.console.frame().find("push button", name)
            if not button:
                continue
            button.focus()
            if not self.opens(f"{page}: {name}", button.press, may_stay=True):
                self.open_page(index)

    def opens(self, where, action, may_stay=False):
        """A dialog, looked at and left by Escape; with may_stay it may as well be another state of the page."""
        before = self.console.focused()
        action()
        try:
            dialog = wait_for(f"{where} opens", self.console.dialog, 3 if may_stay else PATIENCE)
        except AssertionError:
            if not may_stay:
                raise
            self.look(where, self.console.frame())
            return False
        window = wait_for(f"{where} is in front", self._window_in_front)
        if not dialog.name:
            self.faults.append(f"{where}: a dialog without a name")
        self.look(where, dialog, window)
        self.desk.keys("Escape")
        wait_for(f"{where} goes", lambda: not self.console.dialog())
        wait_for(f"the window behind {where} is active", lambda: self.desk.active_window() == self.console.window)
        try:
            wait_for("the focus is back", lambda: str(self.console.focused()) == str(before), 5)
        except AssertionError:
            self.faults.append(f"{where}: the keyboard was at {before}, then at {self.console.focused()}")
        return True

    def _window_in_front(self):
        active = self.desk.active_window()
        return active if active and active != self.console.window else None

    def domains(self):
        for state, name in DOMAINS.items():
            self.to_the_list()
            self.choose(name)
            wait_for(f"{name} is open", lambda: self.console.frame().find("panel", name))
            self.look(f"domain {state}", self.console.frame())
            for each in list(self.console.frame().walk()):
                if each.role == "push button" and each.name == "Show the servers' answers":
                    each.press()
                    self.look(f"domain {state} details", self.console.frame())

    def to_the_list(self):
        self.desk.keys("ctrl+1")
        wait_for("the keyboard is on the list", lambda: getattr(self.console.focused(), "role", "") == "table")

    def choose(self, name):
        """With the keyboard, which is on the list: the row, then Return."""
        table = self.console.frame().find("table")
        self.desk.keys("ctrl+Home")
        for _ in range(40):
            self.desk.pause()
            at = next((each for each in table.walk() if each.role == "table cell" and each.has("FOCUSED")), None)
            if at and at.name.split(",")[0] == name:
                return self.desk.keys("Return")
            self.desk.keys("Down")
        raise AssertionError(f"{name} is not reached by the arrows")

    def keys(self):
        self.to_the_list()
        for where, keys in (("add a domain", "ctrl+n"), ("add many domains", "ctrl+shift+n"), ("keys", "question")):
            self.opens(where, lambda keys=keys: self.desk.keys(keys))


def go(world, desk, engine, variants, language, pictures, make_console=Console, with_dialogs=True):
    """One tour for each of the variants (scheme, scale, size); what was wrong comes back."""
    faults = []
    for number, (scheme, scale, size) in enumerate(variants):
        began = time.monotonic()
        console = make_console(desk, engine.data, scheme, scale, size, language, f"console-{number}")
        tour = Tour(console, pictures, f"-{language}-{scheme}-{scale}-{size[0]}x{size[1]}", with_dialogs,
                    english_words(language))
        tour.pages()
        tour.domains()
        if with_dialogs:
            tour.keys()
        console.stop()
        faults += [f"{scheme}, {scale} %, {size[0]}×{size[1]}: {fault}" for fault in tour.faults]
        print(f"{scheme}, {scale} %, {size[0]}×{size[1]}: {len(tour.seen)} views, {len(tour.faults)} faults, "
              f"{time.monotonic() - began:.0f} s", flush=True)
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=pathlib.Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--scheme", action="append", choices=["light", "dark"])
    parser.add_argument("--scale", action="append", type=int)
    parser.add_argument("--size", action="append")
    asked = parser.parse_args()
    if missing := missing_programs():
        print(f"not here: {', '.join(missing)}")
        raise SystemExit(77)
    in_a_session_of_its_own()
    variants = [(scheme, scale, tuple(map(int, size.split("x"))))
                for scheme in asked.scheme or ["light", "dark"]
                for scale in asked.scale or [100, 200]
                for size in asked.size or ["1180x760", "900x600"]]
    if asked.pictures:
        asked.pictures.mkdir(parents=True, exist_ok=True)
    world = World()
    try:
        engine = engine_of(world)
        populate(engine)
        faults = go(world, Desk(world), engine, variants, asked.language, asked.pictures)
    finally:
        world.close(keep_logs=sys.exc_info()[0] is not None)
    print("\n".join(faults))
    raise SystemExit(1 if faults else 0)


if __name__ == "__main__":
    main()
