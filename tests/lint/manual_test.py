#!/usr/bin/env python3
"""Manual pages name every option that the programs themselves name, and no other.

usage: manual_test.py PROGRAM…
"""
import os
import re
import subprocess
import sys
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
PAGES = {"unmta-ctl": "unmta-ctl.1", "unmta-engine": "unmta-engine.8", "unmta-milter": "unmta-milter.8",
         "unmta-console": "unmta-console.1"}
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*[a-z]")
DEEPEST = 3  # words of a command


def told(program, *arguments):
    done = subprocess.run((program, *arguments, "--help"), capture_output=True, text=True, check=False, timeout=60,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    if done.returncode != 0:
        sys.exit(f"{program} --help ended with {done.returncode}: {done.stderr}")
    return done.stdout


def sub_commands(text):
    """The names below "Subcommands:" of a help text."""
    _, _, below = text.partition("\nSubcommands:\n")
    return re.findall(r"^  ([a-z][a-z-]*) ", below.partition("\n\n")[0], re.MULTILINE)


def options_of(program):
    """All options and commands that the program's helps name."""
    options, commands, waiting = set(), set(), [()]
    while waiting:
        command = waiting.pop()
        text = told(program, *command)
        for words in re.findall(r"^  (-[\w,-]*)", text, re.MULTILINE):
            options |= set(OPTION.findall(words.replace(",", " ")))
        for name in sub_commands(text):
            commands.add(name)
            if len(command) < DEEPEST:
                waiting.append((*command, name))
    return options, commands


def main(programs):
    faults = []
    for program in programs:
        page_name = PAGES[Path(program).name]
        page = (PACKAGING / "man" / page_name).read_text(encoding="utf-8").replace("\\-", "-")
        page = re.sub(r"\\f[BIR]", "", page)
        options, commands = options_of(program)
        for name in sorted(options | commands):
            if not re.search(rf"(?<![\w-]){name}(?![\w-])", page):
                faults.append(f"{page_name} does not name {name}")
        described = re.sub(r"^\.nf$.*?^\.fi$", "", page, flags=re.MULTILINE | re.DOTALL)  # examples name other programs
        for name in sorted(set(OPTION.findall(described)) - options):
            faults.append(f"{page_name} names {name}, which {Path(program).name} does not know")
        print(f"{Path(program).name}: {len(options)} options, {len(commands)} commands")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
