"""Rules that one expression on the text can tell. Words that a rule looks for are spelt in two halves here where this
file would otherwise report itself."""
import re

from sources import strip

# A rule: (expression on code without comments and strings, what is wrong about it).
NESTED_LOOPS = (
    (r"\bQEventLoop\b", "a nested event loop; use open() and finished, or a signal"),
    (r"\bprocessEvents\s*\(", "a nested event loop; split the work or let a thread do it"),
)
NESTED_LOOPS_IN_WINDOWS = (
    (r"(?<!\bQApplication::)(?<!\bQCoreApplication::)(?<!\bapp\.)(?<!\bapplication\.)\bexec\s*\(",
     "a nested event loop; use open() and finished, or popup()"),
    (r"\bQMessageBox::(?:about|aboutQt|critical|information|question|warning)\s*\(",
     "a nested event loop; make the box, open() it and connect finished"),
    (r"\bQFileDialog::get\w+\s*\(", "a nested event loop; make the dialog, open() it and connect fileSelected"),
    (r"\bQInputDialog::get\w+\s*\(", "a nested event loop; make the dialog and open() it"),
    (r"\bwaitFor(?:Finished|Started|ReadyRead|Connected|Disconnected|BytesWritten|Encrypted)\s*\(",
     "blocks the thread of the windows"),
)
RICH_TEXT = (
    (r"\bQt::(?:AutoText|RichText|MarkdownText)\b", "text from outside is plain text in every widget"),
    (r"\b(?:setHtml|insertHtml|appendHtml|setMarkdown)\s*\(", "text from outside is plain text in every widget"),
)
WALL_CLOCK = (
    (r"\bcurrent(?:DateTime|DateTimeUtc|MSecsSinceEpoch|SecsSinceEpoch|Date|Time)\s*\(",
     "time comes from the injected Clock"),
    (r"\bsystem_clock::now\b", "time comes from the injected Clock"),
    (r"(?:\bstd::|(?<![\w.>:]))(?:gettimeofday|clock_gettime|time)\s*\(\s*(?:nullptr|NULL|0|CLOCK_REALTIME)\b",
     "time comes from the injected Clock"),
)
RANDOMNESS = (
    (r"\bQRandomGenerator\b|\bstd::(?:random_device|mt19937\w*|default_random_engine)\b|(?<![\w.>:])s?rand\s*\(",
     "randomness comes from the injected Random"),
)
SINGLETONS = (
    (r"(?<!QCoreApplication::)(?<!QApplication::)(?<!QGuiApplication::)\binstance\s*\(\s*\)",
     "no singletons; hand the object in"),
    (r"\bQ_GLOBAL_STATIC\b", "no singletons; hand the object in"),
)
SLEEPS = (
    # qWait(0) lets queued calls arrive; it does not sleep.
    (r"\bQTest::q(?:Sleep|Wait)\s*\((?!\s*0\s*\))", "wait for the condition with a bound (QTRY_…, condition variable)"),
    (r"\bQThread::(?:sleep|msleep|usleep)\s*\(", "wait for the condition with a bound"),
    (r"\bsleep_(?:for|until)\s*\(|(?<![\w.>])(?:u|nano)?sleep\s*\(", "wait for the condition with a bound"),
)
PER_THREAD = (
    (r"\bthread_local\b", "perThread() of base/system/PlatformPerThread.h, which goes with its thread on every system"),
)
OLD_CONNECT = (
    (r"\b(?:SIGNAL|SLOT)\s*\(", "connect by typed pointers, not by names"),
    # A sender, a signal (perhaps one of several overloads), and then at once the lambda.
    (r"\bconnect\s*\((?:[^,;{}()]|\([^()]*\))+,\s*(?:qOverload<[^;{}]*?>\s*\(\s*)?&\s*\w+(?:::\w+)+\s*\)?\s*,\s*\[",
     "connect a lambda with a context object"),
)
LOGS = (
    (r"\bq(?:Debug|Info|Warning|Critical)\s*\(", "log under a category (qCInfo, qCWarning, …)"),
    (r"\bstd::c(?:out|err|log)\b", "log under a category, or let app/ print"),
)

# Spelt in halves, because this file is searched too.
_LEFTOVERS = "|".join(("TO" "DO", "FIX" "ME", "X" "XX", "HA" "CK"))
LEFTOVERS = ((r"\b(?:" + _LEFTOVERS + r")\b", "finish it, or file it; the text stays clean"),)
MACHINE_PATHS = (
    (r"(?<![\w.$}])/(?:wo" r"rk|ro" r"ot|ho" r"me/\w+|Us" r"ers/\w+)/[\w.$]", "a path of one machine"),
)

# A way that Linux alone has may stand beside the one for all (__linux__, in engine/http).
PLATFORMS = (
    (r"\bQ_OS_\w+|\b_WIN(?:32|64)\b|\b__APPLE__\b",
     "a system's own code lies in a file named for it: …_unix, …_win, …_mac, or Platform….h"),
)
NAMED_FOR_A_SYSTEM = re.compile(r"_(?:unix|win|mac)\.(?:cpp|h)$|/Platform\w*\.h$")

ENGINE_UI_APP = ("engine", "ui", "app")


def _search(source, text, rules):
    for expression, why in rules:
        for match in re.finditer(expression, text):
            shown = " ".join(match.group(0).split())
            yield source.path, source.line_of(match.start()), f"{shown}: {why}"


def _in_code(rules, folders, exempt=()):
    def check(tree):
        for source in tree.code(*folders):
            if not source.path.startswith(exempt or ("\0",)):
                yield from _search(source, source.code, rules)
    return check


def nested_loops(tree):
    yield from _in_code(NESTED_LOOPS, ENGINE_UI_APP)(tree)
    yield from _in_code(NESTED_LOOPS_IN_WINDOWS, ("ui", "app/console"))(tree)


def leftovers(tree):
    for source in tree.texts():
        yield from _search(source, source.text, LEFTOVERS)


def machine_paths(tree):
    for source in tree.texts():
        yield from _search(source, source.text, MACHINE_PATHS)


def platforms(tree):
    for source in tree.code(*ENGINE_UI_APP, "tests"):
        if not NAMED_FOR_A_SYSTEM.search(source.path):
            yield from _search(source, source.code, PLATFORMS)


# Calls that put words on the screen, when the words are a plain literal with at least two letters in a row. A host name
# is the same in every language.
UNTRANSLATED = re.compile(
    r"\b(?:set(?:Text|WindowTitle|ToolTip|StatusTip|PlaceholderText|Title|AccessibleName|AccessibleDescription)"
    r"|addAction|addTab|addMenu|addRow)\s*\(\s*(?:\d+\s*,\s*)?u?\"(?![\w-]+(?:\.[\w-]+)+\")(?:[^\"\\\n]|\\.)*[A-Za-z]{2}[^\"\n]*\"")


def translatable(tree):
    """A literal on the screen that no translation reaches."""
    for source in tree.code("ui", "app/console"):
        text = strip(source.text, strings=False)
        for match in UNTRANSLATED.finditer(text):
            yield source.path, source.line_of(match.start()), f"{' '.join(match.group(0).split())}: say it with tr()"


# Extension -> (a line count that is worth a look, one that is too much). Tests are tables of rows and may be longer.
SIZES = {".cpp": (400, 600), ".h": (200, 300)}
TEST_SIZES = {".cpp": (600, 800), ".h": (200, 300)}
FUNCTION_SIZE = (60, 100)
_SCOPE = re.compile(r"\b(?:namespace|class|struct|union|enum|extern)\b(?![^{]*\)\s*(?:const|noexcept|override|final|\s)*$)")


# A row of a table within a function: data, however much of it there is.
_ROW = re.compile(r"^\s*\{.*\},?\s*$|^\s*\{?(?:u?\"[^\"]*\"\w*[,}\s]*)+$", re.MULTILINE)


def functions(source):
    """Yields (line, lines without the rows of tables) of each function at the level of a namespace or class."""
    code = re.sub(r"^[ \t]*#(?:[^\n\\]|\\\n|\\.)*", lambda match: re.sub(r"[^\n]", " ", match.group(0)), source.code,
                  flags=re.MULTILINE)
    blocks, head = [], 0
    for match in re.finditer(r"[{};]", code):
        at, token = match.start(), match.group(0)
        if token == "{":
            words = code[head:at]
            outside = all(kind == "scope" for kind, _ in blocks)
            if outside and "(" in words and not _SCOPE.search(words):
                start = head + len(words) - len(words.lstrip())
                blocks.append(("function", start))
            else:
                blocks.append(("scope" if outside and _SCOPE.search(words) else "block", at))
        elif token == "}" and blocks:
            kind, start = blocks.pop()
            if kind == "function":
                body = code[start:at]
                yield source.line_of(start), body.count("\n") + 1 - len(_ROW.findall(body))
        head = at + 1


def sizes(tree, warn=lambda path, line, lines, look: None):
    for source in tree.code("engine", "ui", "app", "tests"):
        if source.text.startswith("// Made by "): # by a program, for programs
            continue
        is_test = source.path.startswith("tests/")
        look, limit = (TEST_SIZES if is_test else SIZES)[source.path[source.path.rindex("."):]]
        total = source.text.count("\n")
        found = [(total, "", total, look, limit)]
        if not is_test:
            found += [(line, "a function of ", lines, *FUNCTION_SIZE) for line, lines in functions(source)]
        for line, what, lines, look, limit in found:
            if lines > limit:
                yield source.path, line, f"{what}{lines} lines; at most {limit}, better below {look}"
            elif lines > look:
                warn(source.path, line, lines, look)


def licence(tree):
    paths = set(tree.paths())
    if "LICENSE" not in paths:
        yield "LICENSE", 1, "the licence's text is missing"
    elif not re.search(r"Apache License\s+Version 2\.0", tree.source("LICENSE").text):
        yield "LICENSE", 1, "not the text of the Apache License 2.0"
    for source in tree.texts():
        for match in re.finditer(r"SPDX-License" r"-Identifier:\s*([^\s*<]+)", source.text):
            if match.group(1) != "Apache-2.0":
                yield source.path, source.line_of(match.start()), f"another licence: {match.group(1)}"


CHECKS = {
    "nested_loops": nested_loops,
    # Labels are asked by tests/ui/tst_ui_names.cpp, like the names of controls.
    "rich_text": _in_code(RICH_TEXT, ("ui", "app/console")),
    "wall_clock": _in_code(WALL_CLOCK, ENGINE_UI_APP, ("engine/base/Clock", "engine/base/Log", "ui/support/")),
    "randomness": _in_code(RANDOMNESS, ENGINE_UI_APP, ("engine/base/Random",)),
    "singletons": _in_code(SINGLETONS, ENGINE_UI_APP),
    "sleeps": _in_code(SLEEPS, ("ui", "app", "tests")),
    "per_thread": _in_code(PER_THREAD, ENGINE_UI_APP, ("engine/base/system/PlatformPerThread",)),
    "old_connect": _in_code(OLD_CONNECT, ENGINE_UI_APP + ("tests",)),
    "logs": _in_code(LOGS, ("engine", "ui"), ("engine/base/Log",)),
    "leftovers": leftovers,
    "machine_paths": machine_paths,
    "platforms": platforms,
    "translatable": translatable,
    "sizes": sizes,
    "licence": licence,
}
