#!/usr/bin/env python3
"""The documentation's commands, run as they stand: each page in a sandbox, a folder and one shell of its own. What the
comments before a block mean is told in resources/docs/contributor/documentation.md."""
import os
import re
import subprocess
import time

from peers import PATIENCE, PROGRAMS, BUILD, Engine, clean_environment, run_tests

RESOURCES = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../resources"))
BLOCK = re.compile(r"((?:^<!--.*?-->\n)*)^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Values of an installation that the text can only give examples of.
TARGET = "v-0123456789abcdef0123.track.unmta.net"
CLUSTER = "0123abcd"
API = "127.0.0.1:8089"


def pages():
    found = []
    for part in ("docs", "guides"):
        for folder, _, names in os.walk(os.path.join(RESOURCES, part)):
            found += [os.path.join(folder, name) for name in names if name.endswith(".md")]
    return sorted(found)


def steps(text):
    """(line, commands, exit status) of what is run; (name, text) of files."""
    runs, files, left_out = [], {}, 0
    for match in BLOCK.finditer(text):
        marks = re.findall(r"<!--\s*(.*?)\s*-->", match.group(1))
        line = text.count("\n", 0, match.start(3)) + 1
        name = next((mark[6:] for mark in marks if mark.startswith("file: ")), None)
        if name:
            files[name] = match.group(3)
        if match.group(2) != "sh":
            continue
        if any(mark.startswith("not run: ") for mark in marks):
            left_out += 1
            continue
        runs += [(line, mark[5:] + "\n", 0) for mark in marks if mark.startswith("run: ")]
        status = next((int(mark[5:]) for mark in marks if mark.startswith("exit ")), 0)
        runs.append((line, match.group(3), status))
    return runs, files, left_out


def script_of(runs):
    """One shell for all: what a block sets, a later one sees. Each tells where it begins."""
    parts = ["set -eu"]
    for line, commands, status in runs:
        parts.append(f"printf 'line %s\\n' {line} >&3")
        if status:
            parts.append(f"status=0\n( {commands}) || status=$?\n[ $status -eq {status} ]")
        else:
            parts.append(commands)
    return "\n".join(parts) + "\n"


def with_own_values(script, engine):
    """The example values become the sandbox's own; the target is asked for where it is used, since a page makes it."""
    record = ('$(unmta-ctl --json domain show track.example.com | '
              'sed \'s/.*"value":"\\([^"]*\\)".*/\\1/\')')
    cluster = engine.ctl_json("cluster", "list")[0]["id"]
    return script.replace(TARGET, record).replace(CLUSTER, cluster).replace(API, f"127.0.0.1:{engine.api}")


def play(world, page, number):
    with open(page, encoding="utf-8") as file:
        runs, files, left_out = steps(file.read())
    if not runs:
        return 0, left_out
    engine = Engine(world, extra=["--sandbox"], name=f"engine-{number}")
    folder = world.folder / f"page-{number}"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    environment = clean_environment(UNMTA_DATA_DIR=str(engine.data), PATH=f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
                                    no_proxy="*", NO_PROXY="*")
    progress = folder / "progress"
    with open(progress, "wb") as lines:
        done = subprocess.run(["bash", "-c", f"exec 3>&{lines.fileno()}\n" + with_own_values(script_of(runs), engine)],
                              cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE,
                              stdin=subprocess.DEVNULL, pass_fds=[lines.fileno()])
    engine.process.stop()
    at = (progress.read_text().split("\n") or [""])[-2] if progress.stat().st_size else "the start"
    assert done.returncode == 0, f"{os.path.relpath(page, RESOURCES)}, {at}: {done.returncode}\n" \
                                 f"{done.stdout[-1500:]}{done.stderr[-1500:]}"
    return len(runs), left_out


def commands_do_what_is_written(world):
    total = skipped = 0
    faults = []
    for number, page in enumerate(pages()):
        try:
            ran, left_out = play(world, page, number)
        except AssertionError as fault:
            faults.append(str(fault))
            continue
        total, skipped = total + ran, skipped + left_out
    assert not faults, "\n\n".join(faults)
    assert total > 30, f"only {total} blocks were run"
    print(f"     {total} blocks run, {skipped} left out with a reason")


def examples(page):
    """The commands of a manual page's EXAMPLES, a line each."""
    with open(page, encoding="utf-8") as file:
        section = re.search(r"^\.SH EXAMPLES\n(.*?)^\.SH ", file.read(), re.MULTILINE | re.DOTALL).group(1)
    lines = [line for block in re.findall(r"^\.nf\n(.*?)^\.fi$", section, re.MULTILINE | re.DOTALL)
             for line in block.replace("\\-", "-").splitlines()]
    assert len(lines) > 5, lines
    return lines


def the_manual_s_examples_do_what_is_written(world):
    engine = Engine(world, extra=["--sandbox"], name="manual")
    folder = world.folder / "manual"
    (folder / "events").mkdir(parents=True)
    (folder / "password.txt").write_text("s3cret\n", encoding="utf-8")
    own = {"/var/lib/unmta-tracking": str(engine.data),
           "https://tracking.example.com:8089": f"http://127.0.0.1:{engine.api}",
           "/srv/events": str(folder / "events")}
    for line in examples(RESOURCES + "/../packaging/man/unmta-ctl.1"):
        command = line
        for example, value in own.items():
            command = command.replace(example, value)
        place = {} if "--engine" in line or "--data-dir" in line else {"UNMTA_DATA_DIR": str(engine.data)}
        environment = clean_environment(PATH=f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}", no_proxy="*", NO_PROXY="*",
                                        **place)
        done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True,
                              timeout=PATIENCE, stdin=subprocess.DEVNULL)
        assert done.returncode == 0, f"{line}: {done.returncode}\n{done.stdout}{done.stderr}"
    assert (folder / "clicks.csv").read_text(encoding="utf-8").startswith("event_id"), "no CSV"


def a_wrong_command_is_seen(world):
    page = world.folder / "page.md"
    for text in ("```sh\ntrue\n```\n\n```sh\nfalse\n```\n", "<!-- exit 1 -->\n```sh\ntrue\n```\n",
                 "```sh\nunmta-ctl domain dance\n```\n"):
        page.write_text(text, encoding="utf-8")
        try:
            play(world, page, f"bad-{time.monotonic_ns()}")
        except AssertionError as fault:
            assert "line" in str(fault), fault
        else:
            raise AssertionError(f"taken for good: {text}")
    page.write_text("<!-- exit 3 -->\n```sh\nexit 3\n```\n\n```sh\nA=1\n```\n\n```sh\n[ $A = 1 ]\n```\n", encoding="utf-8")
    assert play(world, page, "good") == (3, 0)


def pages_are_built(world):
    """As HTML, with every link inside them leading to a file that is there."""
    html = BUILD / "docs/html"
    if not html.is_dir():
        print("     left out: no HTML was built (python3-markdown)")
        return
    for page in pages():
        with open(page, encoding="utf-8") as file:
            headings = re.findall(r"^##+ ", re.sub(r"^```.*?^```$", "", file.read(), flags=re.MULTILINE | re.DOTALL),
                                  re.MULTILINE)
        built = html / (os.path.splitext(os.path.basename(page))[0] + ".html")
        assert len(headings) == len(re.findall("<h[23456] id=", built.read_text(encoding="utf-8"))), built
    names = {os.path.splitext(os.path.basename(page))[0] for page in pages()}
    assert names <= {path.stem for path in html.glob("*.html")}, "a page is missing"
    for path in html.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "{{" not in re.sub("<code>.*?</code>", "", text) and not re.search(r"&lt;!-- |<!-- ", text), path
        for target in re.findall(r'\b(?:href|src)="([^"#]+)', text):
            assert re.match(r"https?:|mailto:", target) or (html / target).is_file(), f"{path.name}: {target}"


if __name__ == "__main__":
    run_tests([a_wrong_command_is_seen, commands_do_what_is_written, the_manual_s_examples_do_what_is_written,
               pages_are_built])
