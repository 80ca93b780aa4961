#!/usr/bin/env python3
"""Prints "N passed, N failed" from a JUnit report of ctest.

usage: summary.py REPORT CTEST_EXIT_STATUS

Exits with 1 when a test failed, when none ran, when there is no report, or when ctest itself reported a fault.
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


def main(report, status):
    try:
        passed, failed, skipped, checks = read(report)
    except (OSError, ElementTree.ParseError) as fault:
        print(f"no report from ctest: {fault}", file=sys.stderr)
        print("0 passed, 0 failed")
        return 1
    if checks:
        print(f"    {checks} checks within the Qt programs passed")
    for name in failed:
        print(f"    failed: {name}")
    for name in skipped:
        print(f"    skipped: {name}")
    if status and not failed:
        print(f"ctest ended with status {status}", file=sys.stderr)
    tail = f", {len(skipped)} skipped" if skipped else ""
    print(f"{len(passed)} passed, {len(failed)} failed{tail}", flush=True)
    return 1 if failed or status or not passed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
