#!/usr/bin/env python3
"""Checks of the source text that no compiler makes.

usage: lint.py CHECK|all [ROOT]
       lint.py --list

Prints "file:line: what is wrong" for every finding and exits with 1 when there is one.
"""
import sys
from pathlib import Path

sys.dont_write_bytecode = True

import deployments  # noqa: E402
import docs  # noqa: E402
import engine_sentences  # noqa: E402
import files  # noqa: E402
import floors  # noqa: E402
import rules  # noqa: E402
import translations  # noqa: E402
from sources import Tree  # noqa: E402

CHECKS = {**floors.CHECKS, **rules.CHECKS, **files.CHECKS, **docs.CHECKS, **deployments.CHECKS,
          **engine_sentences.CHECKS, **translations.CHECKS}


def findings(name, tree):
    """All findings of one check, in the order of the tree."""
    if name == "sizes":
        return sorted(rules.sizes(tree, lambda path, line, lines, look:
                                  print(f"{path}:{line}: {lines} lines, better below {look}")))
    return sorted(CHECKS[name](tree))


def main(arguments):
    if arguments == ["--list"]:
        print("\n".join(sorted(CHECKS)))
        return 0
    if not arguments or len(arguments) > 2 or arguments[0] not in CHECKS and arguments[0] != "all":
        print(__doc__, file=sys.stderr)
        return 2
    root = Path(arguments[1]) if len(arguments) == 2 else Path(__file__).resolve().parents[2]
    tree = Tree(root)
    if not any(True for _ in tree.code()):
        print(f"no source below {root}", file=sys.stderr)
        return 2
    names = sorted(CHECKS) if arguments[0] == "all" else [arguments[0]]
    count = 0
    for name in names:
        for path, line, what in findings(name, tree):
            print(f"{path}:{line}: {what} [{name}]")
            count += 1
    print(f"{count} findings" if count else "nothing found")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
