"""Translations: every string of the console is there in every language, with the same gaps, and nothing is left over."""
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

FOLDER = "resources/i18n/"
GAP = re.compile(r"%L?\d+|%n|\{\{?\w+\}?\}")
MNEMONIC = re.compile(r"&(?!&)")


def _files(tree):
    return [path for path in tree.paths() if path.startswith(FOLDER) and path.endswith(".ts")]


def _messages(text):
    """(context, source, comment, translation, type) of every message."""
    for context in ElementTree.fromstring(text).iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            translation = message.find("translation")
            yield (name, message.findtext("source") or "", message.findtext("comment") or "",
                   translation.text or "", translation.get("type"))


def _faults(source, translation, kind):
    if kind in ("obsolete", "vanished"):
        yield "no source says this any more: run packaging/translate"
        return
    if kind == "unfinished" or not translation:
        yield "is not translated"
        return
    if sorted(set(GAP.findall(source))) != sorted(set(GAP.findall(translation))):
        yield f"has other gaps than “{translation}”"
    if len(MNEMONIC.findall(source.replace("&&", ""))) != len(MNEMONIC.findall(translation.replace("&&", ""))):
        yield f"has another accelerator than “{translation}”"
    if source[:1].isspace() != translation[:1].isspace() or source[-1:].isspace() != translation[-1:].isspace():
        yield f"begins or ends with another blank than “{translation}”"
    if source.count("\n") != translation.count("\n") or source.count("\t") != translation.count("\t"):
        yield f"has other lines than “{translation}”"


def translations(tree):
    """A string that is not translated, left over, or translated with other gaps."""
    for path in _files(tree):
        text = tree.source(path).text
        for context, source, _, translation, kind in _messages(text):
            for fault in _faults(source, translation, kind):
                yield path, 1 + text.count("\n", 0, text.find(f"<name>{context}</name>")), f"{context}: “{source}” {fault}"
        yield from _strange_contexts(tree, path, text)
    yield from _compared(tree)


def _strange_contexts(tree, path, text):
    """Contexts that no class asks for: lupdate has not understood the source, and the words would not be found."""
    code = "".join(source.text for source in tree.code("ui", "app/console", "engine/base"))
    for name in {message[0] for message in _messages(text)}:
        if "::" in name:
            known = re.search(r"\bclass " + re.escape(name.rsplit("::", 1)[-1]) + r"\b", code)
        else:
            known = f"Q_DECLARE_TR_FUNCTIONS({name})" in code or f'"{name}", ' in code
        if not known:
            yield path, 1, f"{name}: no class asks for words of this context; lupdate may have misread a header"


def _compared(tree):
    """What the sources say by now; where Qt Linguist is missing this is not asked."""
    if not _files(tree) or not os.path.exists(os.path.join(tree.root, "packaging/translate")):
        return
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([os.path.join(tree.root, "packaging/translate"), "--output", folder], capture_output=True,
                              text=True, timeout=120, check=False)
        if done.returncode == 77:
            return
        if done.returncode != 0:
            yield FOLDER, 1, "packaging/translate fails: " + " ".join(done.stderr.split())
            return
        for path in _files(tree):
            with open(os.path.join(folder, path.rsplit("/", 1)[-1]), encoding="utf-8") as file:
                now = {message[:3] for message in _messages(file.read())}
            with open(os.path.join(tree.root, path), encoding="utf-8") as file:
                then = {message[:3] for message in _messages(file.read())}
            for context, source, _ in sorted(now - then):
                yield path, 1, f"{context}: “{source}” is missing: run packaging/translate and translate it"
            for context, source, _ in sorted(then - now):
                yield path, 1, f"{context}: no source says “{source}” any more: run packaging/translate"


def guides(tree):
    """Every provider's guide is there in every language, with the same names to fill in and as many steps."""
    languages = {path[len(FOLDER):].split("/")[0] for path in tree.paths() if path.startswith(FOLDER) and "/providers/" in path}
    for path in tree.paths():
        if not (path.startswith("resources/providers/") and path.endswith(".md")):
            continue
        english = tree.source(path).text.split("---\n", 2)[-1]
        for language in sorted(languages):
            other = f"{FOLDER}{language}/providers/{path.rsplit('/', 1)[-1]}"
            if other not in tree.paths():
                yield other, 1, "is missing"
                continue
            text = tree.source(other).text
            if set(re.findall(r"\{\{\w+\}\}", english)) != set(re.findall(r"\{\{\w+\}\}", text)):
                yield other, 1, f"names other things to fill in than {path}"
            for mark in (r"^\d+\. ", r"^> "):
                if len(re.findall(mark, english, re.MULTILINE)) != len(re.findall(mark, text, re.MULTILINE)):
                    yield other, 1, f"has other steps or warnings than {path}"


CHECKS = {"translations": translations, "guides": guides}
