#!/usr/bin/env python3
"""Prints "N passed, N failed" from the JUnit reports of one or several runs of ctest.

usage: summary.py REPORT CTEST_EXIT_STATUS [REPORT CTEST_EXIT_STATUS …]

Exits with 1 when a test failed, when a run had none, when there is no report, or when ctest itself reported a fault.
"""
import re
import sys
import xml.etree.ElementTree as ElementTree


def read(report):
    """Returns the names of passed, failed and skipped tests, and how many single checks Qt Test counted in them."""
    passed, failed, skipped, checks = [], [], [], 0
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        name = case.get("name", "?")
        if case.find("failure") is not None or case.find("error") is not None or case.get("status") == "fail":
            failed.append(name)
        elif case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
            skipped.append(name)
        else:
            passed.append(name)
        output = case.findtext("system-out") or ""
        checks += sum(int(count) for count in re.findall(r"^Totals: (\d+) passed", output, re.MULTILINE))
    return passed, failed, skipped, checks


def main(runs):
    passed, failed, skipped, checks, faulty = [], [], [], 0, False
    for report, status in runs:
        try:
            found = read(report)
        except (OSError, ElementTree.ParseError) as fault:
            print(f"no report from ctest: {fault}", file=sys.stderr)
            faulty = True
            continue
        passed, failed, skipped = passed + found[0], failed + found[1], skipped + found[2]
        checks += found[3]
        if status and not found[1]:
            print(f"ctest ended with status {status}", file=sys.stderr)
        faulty = faulty or bool(status) or not found[0]
    if checks:
        print(f"    {checks} checks within the Qt programs passed")
    for name in failed:
        print(f"    failed: {name}")
    for name in skipped:
        print(f"    skipped: {name}")
    tail = f", {len(skipped)} skipped" if skipped else ""
    print(f"{len(passed)} passed, {len(failed)} failed{tail}", flush=True)
    return 1 if failed or faulty else 0


if __name__ == "__main__":
    if len(sys.argv) < 3 or len(sys.argv) % 2 == 0:
        sys.exit(__doc__)
    sys.exit(main([(sys.argv[at], int(sys.argv[at + 1])) for at in range(1, len(sys.argv), 2)]))
