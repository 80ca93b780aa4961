#!/usr/bin/env python3
"""The sentences of the engine that the console says in its own language: ui/language/EngineSentences.h is made of them.

usage: engine_sentences.py [--write] [ROOT]

Without --write it tells whether the file is as it has to be; the lint "engine_sentences" does the same.
"""
import re
import sys
from pathlib import Path

TARGET = "ui/language/EngineSentences.h"

# Where the engine words what the API hands out. Logs and SQL stand elsewhere.
FILES = """
contract/ErrorText.cpp diagnosis/Diagnosis.cpp diagnosis/DiagnosisText.cpp domain/Hostname.cpp domain/Delivery.cpp base/DnsProviders.cpp
service/readiness/PeerRules.cpp service/readiness/PlaceRules.cpp service/readiness/ReachRules.cpp
service/readiness/UseRules.cpp service/readiness/CheckMaker.h service/readiness/SettingsTrial.cpp service/domains/Timeline.cpp
service/domains/DomainService.cpp service/domains/AppLinkService.cpp service/notices/NotificationService.cpp
service/notices/OutboxService.cpp service/monitor/MonitorService.cpp service/monitor/MonitorCanaries.cpp
service/webhooks/WebhookCall.cpp service/shipping/DirectoryStore.cpp service/settings/Settings.cpp
assembly/RunningEngine.cpp assembly/ports/PortHolder.cpp assembly/ports/NetworkProbes.cpp
api/handlers/LinkHandlers.cpp api/handlers/domains/DomainMapping.cpp base/IpAddress.cpp domain/bots/BotTable.cpp
domain/shipping/ShippingTarget.cpp acme/AcmeOrder.cpp acme/AcmeAttempt.cpp acme/AcmeAnswer.cpp acme/AcmeClient.cpp
acme/AcmeDirectory.cpp acme/Certificate.cpp
""".split()

# Of these files, what nobody reads but the log, and what is no language.
NOT_SAID = re.compile(r"=$|=\"|^\S+ cluster=|^not |^due times|not saved$|^the outbox|^round held|^released by|^uptime|"
                      r"^canary|hastened|^the wall clock|^the relay works|^the settings stay|^the store cannot be "
                      r"written yet|^struck |^registered|^contact |^no bot rules|^many |such as \[|^nft |^systemctl |^setcap |"
                      r"IN %2|links by the API|^contract/|^Not Found$|^Unauthenticated")
COMMAND = re.compile(r"^(?:unmta-ctl|df|ls|chmod|chown|timedatectl|systemctl|nft|curl|ss|setcap) ?|^\W*%1$")

_TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|#include[^\n]*|u?"((?:[^"\\\n]|\\.)*)"(_s|_L1)?|'
                    r"'(?:[^'\\\n]|\\.)+'|\s+|.", re.DOTALL)
_PLACEHOLDER = re.compile(r"%\d|\{\{?\w+\}?\}")


def _literals(text):
    """The strings of C++, adjacent ones put together."""
    current = None
    for match in _TOKEN.finditer(text):
        token = match.group(0)
        if token.isspace() or token.startswith(("//", "/*", "#include")):
            continue
        if match.group(1) is not None:
            current = (current or "") + match.group(1)
            if not match.group(2):
                continue
        if current is not None:
            yield current
            current = None


def _lines(literal):
    for index, line in enumerate(literal.replace('\\"', '"').split("\\n")):
        line = line.strip()
        words = _PLACEHOLDER.sub("", line)
        if not re.search(r"[A-Za-z]{2}", words) or " " not in line or COMMAND.search(line) and index > 0:
            continue
        if not NOT_SAID.search(line) and not COMMAND.match(line):
            yield line


def _text(path):
    return path.read_text(encoding="utf-8") if path.exists() else ""


def sentences(root):
    """All of them, sorted, each once. A line is one: what is to be copied stands on lines of its own."""
    found = set()
    for path in FILES:
        for literal in _literals(_text(Path(root) / "engine" / path)):
            found.update(_lines(literal))
    for path in sorted((Path(root) / "resources/providers").glob("*.md")):
        found.update(re.findall(r"^place: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE))
    settings = _text(Path(root) / "engine/base/AllSettings.h")
    found.update(advice for advice in _literals(settings) if advice.startswith("give "))
    return sorted(found)


def header(root):
    """The text of the file."""
    rows = "".join('    QT_TRANSLATE_NOOP("Engine", "%s"),\n' % line.replace("\\\\", "\\").replace("\\", "\\\\")
                   .replace('"', '\\"') for line in sentences(root))
    return ("// Made by tests/lint/engine_sentences.py --write of what stands in the engine: what its API says in English.\n"
            "#pragma once\n\n#include <QtGlobal>\n\nnamespace unmta::ui {\n\n// clang-format off\n"
            "inline constexpr const char *engineSentences[]{\n" + rows + "};\n// clang-format on\n\n"
            "} // namespace unmta::ui\n")


def engine_sentences(tree):
    """The console's list of the engine's sentences is that of the engine."""
    if TARGET not in tree.paths():
        return
    if tree.source(TARGET).text != header(tree.root):
        yield TARGET, 1, "the engine says other sentences by now: run tests/lint/engine_sentences.py --write"


CHECKS = {"engine_sentences": engine_sentences}


def main(arguments):
    root = next((a for a in arguments if not a.startswith("-")), Path(__file__).resolve().parents[2])
    target = Path(root) / TARGET
    if "--write" in arguments:
        target.write_text(header(root), encoding="utf-8")
        return 0
    return 0 if target.read_text(encoding="utf-8") == header(root) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
