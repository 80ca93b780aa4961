"""The documentation: links that lead somewhere, commands in blocks that a test runs, and pages that name exactly what the
code has: codes of errors and checks, settings, figures, DNS providers."""
import posixpath
import re

DOCS = "resources/docs/"
ERRORS = DOCS + "operator/error-codes.md"
CHECKS_PAGE = DOCS + "operator/check-codes.md"
READINESS = DOCS + "operator/readiness.md"
SETTINGS = DOCS + "operator/settings.md"
MONITORING = DOCS + "operator/monitoring.md"
PROVIDERS = DOCS + "user/dns-providers.md"
# Languages of blocks that are no commands.
OTHER_BLOCKS = {"json", "yaml", "nginx", "haproxy", "text", "ini", "lua", "http", "python", "js", "go"}
# Codes that the command line makes by itself, without the table.
OWN_CODE = re.compile(r'\bError\(\s*u"([a-z0-9_]+\.[a-z0-9_]+)"')


def _markdown(tree):
    return [path for path in tree.paths() if path.endswith(".md") and not path.startswith("resources/providers/")]


def _without_blocks(text):
    """The text with fenced blocks and comments blanked, lines kept."""
    return re.sub(r"^```.*?^```$|^<!-- [^\n]* -->$", lambda match: re.sub(r"[^\n]", " ", match.group(0)), text,
                  flags=re.MULTILINE | re.DOTALL)


def _anchors(text):
    found = set()
    for heading in re.findall(r"^#+ (.+)$", _without_blocks(text), re.MULTILINE):
        heading = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        found.add(re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-"))
    return found


def doc_links(tree):
    """Links between Markdown files that lead nowhere: no such file, or no such heading."""
    paths = set(tree.paths())
    folders = {posixpath.dirname(path) for path in paths}
    for path in _markdown(tree):
        source = tree.source(path)
        text = _without_blocks(source.text)
        text = re.sub(r"`[^`\n]*`", lambda match: " " * len(match.group(0)), text)
        for match in re.finditer(r"\]\(([^)\s]+)\)", text):
            target = match.group(1)
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            full = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
            if full not in paths and full not in folders:
                yield path, source.line_of(match.start()), f"{target}: no such file"
            elif anchor and anchor not in _anchors(tree.source(full).text):
                yield path, source.line_of(match.start()), f"{target}: no such heading"


def doc_blocks(tree):
    """Commands in the documentation that no test would run."""
    for path in _markdown(tree):
        if not path.startswith((DOCS, "resources/guides/")):
            continue
        source = tree.source(path)
        language = None
        for number, line in enumerate(source.text.splitlines(), 1):
            fence = re.match(r"```(.*)$", line)
            if fence and language is None:
                language = fence.group(1)
                if language != "sh" and language not in OTHER_BLOCKS:
                    yield path, number, f"a block of “{language}”: sh for commands, or one of {sorted(OTHER_BLOCKS)}"
            elif fence:
                language = None
            elif language not in (None, "sh") and re.match(r"\s*(\$ |unmta-\w+ |curl |systemctl |apt )", line):
                yield path, number, "a command in a block that no test runs: it belongs into one of sh"
            elif language is None and re.match(r"    \s*(unmta-\w+ |curl |systemctl |apt )", line):
                yield path, number, "a command outside a block of sh"
        for match in re.finditer(r"^<!-- ((?!file: ).*?) -->\n(?!```sh\n|<!--)", source.text, re.MULTILINE):
            yield path, source.line_of(match.start()), "a comment of this kind stands right before a block of sh"
        for match in re.finditer(r"^<!--\s*(.*?)\s*-->$", source.text, re.MULTILINE):
            if not re.match(r"not run: \S.{9}|exit \d+$|run: \S|file: [\w.-]+$", match.group(1)):
                yield path, source.line_of(match.start()), "not run: why (in words) / exit N / run: … / file: NAME"


def _headings(tree, path):
    return set(re.findall(r"^### `([^`]+)`$", tree.source(path).text, re.MULTILINE))


def _compared(page, told, known, what):
    for name in sorted(known - told):
        yield page, 1, f"does not tell of the {what} {name}"
    for name in sorted(told - known):
        yield page, 1, f"tells of the {what} {name}, which the code does not have"


def doc_codes(tree):
    """Codes, settings, figures and providers that the documentation does not name, or that it names in vain."""
    if ERRORS not in tree.paths():
        return
    table = tree.source("engine/contract/ErrorText.cpp").text
    codes = set(re.findall(r'^ *\{u"([a-z0-9_]+\.[a-z0-9_]+)",', table, re.MULTILINE))
    for path in tree.paths():
        if path.startswith("app/ctl/") and path.endswith(".cpp"):
            codes |= set(OWN_CODE.findall(tree.source(path).text))
    codes.add("usage.wrong")
    yield from _compared(ERRORS, _headings(tree, ERRORS), codes, "error code")

    table = tree.source("engine/diagnosis/DiagnosisText.cpp").text
    entries = table[table.index("Entries = {"):]
    checks = set(re.findall(r'\{"([a-z_]+)"_L1,', entries[:entries.index("};")]))
    yield from _compared(CHECKS_PAGE, _headings(tree, CHECKS_PAGE), checks, "check code")

    rows = set(re.findall(r'^ +\{"([a-z_]+\.[a-z_]+)",', tree.source("engine/base/AllSettings.h").text, re.MULTILINE))
    told = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", "\n".join(
        line.split("|")[1] for line in tree.source(SETTINGS).text.splitlines() if line.startswith("|"))))
    yield from _compared(SETTINGS, told, rows, "setting")

    rules = "".join(tree.source(path).text for path in tree.paths() if path.startswith("engine/service/readiness/"))
    ids = {one or other for one, other in
           re.findall(r'\b(?:known|probed)\("([a-z_]+)"|\{"([a-z_]+)", (?:80|443),', rules)}
    yield from _compared(READINESS, _headings(tree, READINESS), ids, "readiness check")

    metrics = tree.source("engine/assembly/EngineMetrics.cpp").text
    figures = {"unmta_" + name for name in re.findall(r'\.(?:single|family|histogram)\("([a-z_]+)"', metrics)}
    told = set(re.findall(r"`(unmta_(?!milter)[a-z_]+)`", tree.source(MONITORING).text))
    yield from _compared(MONITORING, told, figures, "figure")

    files = {posixpath.basename(path)[:-3] for path in tree.paths()
             if path.startswith("resources/providers/") and path.endswith(".md")}
    told = set(re.findall(r"\.\./\.\./providers/([\w-]+)\.md\)", tree.source(PROVIDERS).text))
    yield from _compared(PROVIDERS, told, files, "provider")


CHECKS = {"doc_links": doc_links, "doc_blocks": doc_blocks, "doc_codes": doc_codes}
