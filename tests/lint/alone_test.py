#!/usr/bin/env python3
"""Every file compiles alone: with its own includes only, also where the build puts the files of a folder together.

    alone_test.py BUILD [--all | --since COMMIT] [--jobs N]

A sample is compiled (no object is kept): the files that the last commit changed, and a few of the others, which ones
changes with the tree. --since takes all that have changed since that commit, --all every file. Flags come from
BUILD/compile_commands.json.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHANGED, OTHERS = 4, 4


def flags_by_target(build):
    """The object folder of a target -> its compiler and flags, without file names."""
    targets = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        words = shlex.split(entry["command"])
        if words[0].endswith("ccache"):
            words = words[1:]
        out = words[words.index("-o") + 1]
        if ".dir/" not in out or "c++" not in os.path.basename(words[0]):
            continue
        kept, skip = [], False
        for word in words:
            if skip or word == entry["file"]:
                skip = False
            elif word in ("-o", "-c", "-include") or word == "-Winvalid-pch":
                skip = word in ("-o", "-include")  # a precompiled header would include for the file
            else:
                kept.append(word)
        targets.setdefault(out[:out.index(".dir/") + 5], (entry["directory"], kept))
    return targets


def target_of(path, targets):
    """The longest folder above the file that a target is made in; the milter's main shares its folder's flags."""
    best = None
    for key in targets:
        folder = key.split("/CMakeFiles/")[0]
        if (path.startswith(folder + "/") and (best is None or len(folder) > len(best.split("/CMakeFiles/")[0]))
                and "autogen" not in key):
            best = key
    return best


def complain(path, targets):
    directory, flags = targets[target_of(path, targets)]
    language = ["-x", "c++"] if path.endswith(".h") else []
    done = subprocess.run(flags + ["-fsyntax-only", *language, str(ROOT / path)], cwd=directory, capture_output=True, text=True,
                          timeout=300, check=False)
    return None if done.returncode == 0 else f"{path} does not compile alone:\n{done.stderr[:4000]}"


def what_the_check_misses(targets):
    """None when a file that leaves its includes to others is found out."""
    directory, flags = next(iter(targets.values()))
    done = subprocess.run(flags + ["-fsyntax-only", "-x", "c++", "-"], cwd=directory, capture_output=True, text=True,
                          input="std::vector<QString> values();\n", timeout=300, check=False)
    return None if done.returncode else f"a file without includes compiles; the flags include for it: {flags}"


def git(*arguments):
    done = subprocess.run(("git", "-C", str(ROOT)) + arguments, capture_output=True, text=True, check=False)
    return done.stdout.split() if done.returncode == 0 else []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true")
    which.add_argument("--since", metavar="COMMIT")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    targets = flags_by_target(options.build)
    if (fault := what_the_check_misses(targets)):
        sys.exit(fault)
    files = sorted(str(path.relative_to(ROOT)) for folder in ("engine", "ui", "app")
                   for path in (ROOT / folder).rglob("*.[ch]*")
                   if path.suffix in (".cpp", ".h") and not path.name.endswith(("_win.cpp", "_mac.cpp")))
    files = [path for path in files if target_of(path, targets)]
    if not files:
        sys.exit(f"no command of {options.build}/compile_commands.json belongs to a file of the tree")
    if options.since:
        changed = git("diff", "--name-only", options.since)
        files = [path for path in files if path in changed]
    elif not options.all:
        changed = [path for path in git("diff", "--name-only", "HEAD~1") if path in files][:CHANGED]
        others = sorted(set(files) - set(changed), key=lambda path: zlib.crc32((path + str(len(files))).encode()))
        files = changed + others[:OTHERS]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        faults = [fault for fault in pool.map(lambda path: complain(path, targets), files) if fault]
    print("\n".join(faults + [f"{len(files)} files compiled alone, {len(faults)} did not"]))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
