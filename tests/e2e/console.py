#!/usr/bin/env python3
"""The console in a real window, by hand: UNMTA_BUILD=build/ci tests/e2e/console.py [DIRECTORY-FOR-PICTURES]

Needs Xvfb, openbox, wmctrl, xdotool, at-spi2-core, gir1.2-atspi-2.0, python3-gi and, for pictures, ImageMagick; for the
tray also trayer. No part of the suite. Six acts: an engine that cannot start at first, the sandbox's story from an
empty window to the second strike by the mouse, closing without a tray, closing to the tray, the end of the desktop's
session, a backup made and restored in German."""
import json
import re
import shutil
import sys
import urllib.error
import urllib.request

from desktop import Desktop, PROGRAMS, ended, pause_for_the_eye, wait_for
from ports import take_port
from sessions import SessionManager

NAME = "track.example.com"
PICTURES = sys.argv[1] if len(sys.argv) > 1 else None


def ctl(data, *words):
    done = Desktop.run(PROGRAMS / "unmta-ctl", "--data-dir", data, "--json", *words)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return json.loads(done.stdout)


def healthy(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def ports():
    http, https, api = take_port(), take_port(), take_port()
    return api, ["--http", f"127.0.0.1:{http}", "--https", f"127.0.0.1:{https}", "--api", f"127.0.0.1:{api}"]


def story(desktop):
    desktop.clicks = 0
    data = desktop.folder / "sandbox"
    _, listen = ports()
    console = desktop.console("--sandbox", "--data-dir", data, *listen)
    title = desktop.window("unMTA Tracking")
    wait_for("the word in the title", lambda: any("Sandbox" in each for each in desktop.windows()))
    desktop.shows("Sandbox: a rehearsal.*")

    def domain():
        return ctl(data, "domain", "show", NAME)

    def step(number):
        desktop.shows(f"Guided tour, step {number} of 8")
        pause_for_the_eye()
        desktop.picture(PICTURES, f"story-{number}")

    step(1)
    desktop.click("Take me there")
    desktop.shows("Add tracking domain", "dialog")
    desktop.type(NAME)
    desktop.press("Return")
    step(2)
    assert domain()["status"] == "pending"
    desktop.click("Publish the record for me")
    step(3)
    desktop.click("Verify [Nn]ow.*")
    wait_for("an active domain", lambda: domain()["status"] == "active")
    print(f"a verified domain after {desktop.clicks} clicks")
    assert desktop.clicks + 1 <= 15  # and the one that opened the sandbox
    desktop.shows("Guided tour, step 5 of 8")  # its certificate comes by itself
    assert domain()["certificate"]["state"] == "valid"
    step(5)
    desktop.click("Take me there")
    desktop.click("Let them read the mail")
    wait_for("events", lambda: ctl(data, "event", "list"))
    step(6)
    desktop.click("Take me there")
    desktop.click(NAME.replace(".", r"\."), "table cell", within="Records of the simulated provider")
    desktop.click("Remove")
    step(7)
    assert ctl(data, "sandbox", "dns", "list") == []
    desktop.click("Take me there")
    desktop.click("Skip 24 hours")
    wait_for("a strike", lambda: domain()["strikes"] == 1)
    step(8)
    assert domain()["status"] == "active"
    desktop.click("Skip 24 hours")
    wait_for("a downgraded domain", lambda: domain()["status"] == "pending")
    desktop.shows("That is the whole story")
    desktop.window("1 downgraded.*Sandbox")
    pause_for_the_eye()
    desktop.picture(PICTURES, "story-9")
    subjects = [mail["subject"] for mail in ctl(data, "sandbox", "mail", "list")]
    assert len(subjects) >= 3, subjects  # verified, warned, downgraded
    # Nobody is tracked by a sandbox: it closes at once.
    desktop.close_window("unMTA Tracking")
    assert ended(console), "the sandbox's window was closed and the program goes on"
    print("the story:", desktop.clicks, "clicks,", len(subjects), "mails in the tray, first title", title)


def close_without_tray(desktop):
    data = desktop.folder / "real"
    api, listen = ports()
    console = desktop.console("--data-dir", data, *listen)
    desktop.window("unMTA Tracking")
    wait_for("an engine", lambda: healthy(api))
    desktop.close_window("unMTA Tracking")
    desktop.shows("Keep running", "push button")
    pause_for_the_eye()
    desktop.picture(PICTURES, "close-without-tray")
    assert console.poll() is None and healthy(api)
    desktop.click("Keep running")
    wait_for("no question any more", lambda: not desktop.find("Keep running", "push button"))
    assert console.poll() is None and healthy(api) and desktop.window("unMTA Tracking")
    desktop.close_window("unMTA Tracking")
    desktop.click("Stop tracking")
    assert ended(console), "stop tracking does not end the program"
    assert not healthy(api)
    print("closing without a tray asks, keeps and stops")


def close_to_tray(desktop):
    if not shutil.which("trayer"):
        print("closing to the tray: skipped, there is no trayer here")
        return
    tray = desktop.start("trayer", "--edge", "top", "--align", "left", "--widthtype", "pixel", "--width", "48", "--heighttype",
                         "pixel", "--height", "48")
    data = desktop.folder / "tray"
    api, listen = ports()
    console = desktop.console("--data-dir", data, *listen)
    desktop.window("unMTA Tracking")
    wait_for("an engine", lambda: healthy(api))
    desktop.close_window("unMTA Tracking")
    wait_for("no window", lambda: not any("unMTA" in each for each in desktop.windows()))
    assert console.poll() is None and healthy(api), "tracking ended with the window"
    pause_for_the_eye()
    desktop.picture(PICTURES, "close-to-tray")
    # The icon stands in the corner; the last entry of its menu is the way out. Nobody but the eye sees the menu come.
    desktop.click_at(12, 24, button=3)
    pause_for_the_eye()
    desktop.picture(PICTURES, "tray-menu")

    def is_quit():
        desktop.press("Up", "Return")
        return ended(console, 5)

    wait_for("the program's end by the tray's menu", is_quit)
    assert not healthy(api)
    tray.terminate()
    print("closing to the tray goes on, and its menu stops it")


def log_off(desktop):
    """The session ends while the window is open and recipients click."""
    data = desktop.folder / "session"
    api, listen = ports()
    edge = listen[1].rsplit(":", 1)[1]
    session = SessionManager()
    console = desktop.console("--data-dir", data, *listen, SESSION_MANAGER=session.address)
    desktop.window("unMTA Tracking")
    wait_for("an engine", lambda: healthy(api))
    wait_for("the console in the session", session.registered.is_set)
    ctl(data, "settings", "set", "edge.target_zone=track.example.net")
    link = ctl(data, "link", "mint", "--kind", "click", "--url", "https://shop.example.org/", "--message-id", "m@example.com",
               "--recipient", "ann@example.net", "--allow-http")["url"]
    host, path = re.fullmatch(r"https?://([^/]+)(/.+)", link).groups()
    clicks = 40
    for _ in range(clicks):
        done = desktop.run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", f"Host: {host}",
                           f"http://127.0.0.1:{edge}{path}")
        assert done.stdout == "302", done.stdout
    session.log_off()
    assert ended(console), "the session has ended and the program goes on"
    assert console.returncode == 0 and session.asked == [], (console.returncode, session.asked)
    assert not healthy(api)
    # Everything that was answered is there, and the store was left in order.
    again = desktop.console("--data-dir", data, *listen)
    wait_for("an engine again", lambda: healthy(api))
    assert len(ctl(data, "event", "list", "--limit", clicks + 1)) == clicks
    desktop.close_window("unMTA Tracking")
    desktop.click("Stop tracking")
    assert ended(again)
    print("the end of the session stops it, asks nothing, and loses nothing")


def back_up_and_restore(desktop):
    data, copies = desktop.folder / "restored", desktop.folder / "copies"
    copies.mkdir()
    api, listen = ports()
    console = desktop.console("--lang", "de", "--data-dir", data, *listen)
    desktop.window("unMTA Tracking")
    wait_for("an engine", lambda: healthy(api))
    ctl(data, "cluster", "create", "vorher")
    desktop.click("Einstellungen", "page tab")
    desktop.shows("Erscheinungsbild")
    desktop.run("xdotool", "mousemove", 1180, 500, "click", "--repeat", 120, "--delay", 5, 5)  # the wheel
    desktop.click("Jetzt sichern …")
    desktop.shows("Ordner, in dem die Kopie einen eigenen bekommt", "(dialog|file chooser)")
    desktop.type(str(copies))
    desktop.press("Return")
    desktop.shows("Der Datenspeicher ist nach .* kopiert, und die Kopie wurde geöffnet und geprüft.")
    pause_for_the_eye()
    desktop.picture(PICTURES, "backup")
    copy = next(copies.iterdir())
    ctl(data, "cluster", "create", "nachher")
    desktop.shows("Jetzt sichern …", "push button")
    desktop.click("Kopie wiederherstellen …")
    desktop.shows("Ordner der Kopie", "(dialog|file chooser)")
    desktop.type(str(copy))
    desktop.press("Return")
    pause_for_the_eye()
    desktop.picture(PICTURES, "restore")
    desktop.click("Kopie wiederherstellen")
    desktop.shows("Die Kopie ist jetzt der Datenspeicher.*")
    wait_for("the engine again", lambda: healthy(api))
    names = [cluster["name"] for cluster in ctl(data, "cluster", "list")]
    assert "vorher" in names and "nachher" not in names, names
    pause_for_the_eye()
    desktop.picture(PICTURES, "restored")
    desktop.click("Schließen")
    desktop.close_window("unMTA Tracking")
    desktop.click("Tracking beenden")
    assert ended(console)
    print("a copy was made and restored, in German")


def fail_to_start_at_first(desktop):
    data = desktop.folder / "late"
    data.write_text("A file where the data directory is to be.")
    api, listen = ports()
    console = desktop.console("--data-dir", data, *listen)
    desktop.shows("The engine could not start", "dialog")
    desktop.shows("Until it runs, links in delivered mail do not work.*")
    pause_for_the_eye()
    desktop.picture(PICTURES, "no-start")
    data.unlink()
    desktop.click("Try again")
    desktop.window("unMTA Tracking")
    wait_for("an engine", lambda: healthy(api))
    desktop.close_window("unMTA Tracking")
    desktop.click("Stop tracking")
    assert ended(console)
    print("an engine that could not start was tried again")


def main():
    desktop = Desktop()
    try:
        fail_to_start_at_first(desktop)
        story(desktop)
        close_without_tray(desktop)
        close_to_tray(desktop)
        log_off(desktop)
        back_up_and_restore(desktop)
    except BaseException:
        desktop.picture(PICTURES, "failure")
        raise
    finally:
        desktop.close()


if __name__ == "__main__":
    main()
