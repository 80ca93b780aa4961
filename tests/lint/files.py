"""Files that are not code: scripts, icons, service units, desktop and man pages. Validators of the system are used where
they are installed; the rules that need none always run."""
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree


def _run(*command):
    """Returns what a validator has to say, or None when it is content."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode == 0:
        return None
    return " ".join((done.stdout + done.stderr).split()) or f"exit {done.returncode}"


def _full(tree, path):
    return os.path.join(tree.root, path)


def scripts(tree):
    """Shell scripts that do not parse or run on after a fault, Python that does not compile."""
    for source, interpreter in tree.scripts():
        if interpreter == "python":
            try:
                compile(source.text, source.path, "exec")
            except SyntaxError as fault:
                yield source.path, fault.lineno or 1, f"does not compile: {fault.msg}"
        elif shutil.which("bash"):
            fault = _run("bash", "-n", _full(tree, source.path))
            if fault:
                yield source.path, 1, fault
            if source.text.startswith("#!") and not re.search(r"^set -\w*e", source.text, re.MULTILINE):
                yield source.path, 1, "a script stops at its first fault: set -euo pipefail"
        # A script whose name has an ending is started by its interpreter as well.
        if source.text.startswith("#!") and "." not in source.name and not os.access(_full(tree, source.path), os.X_OK):
            yield source.path, 1, "begins with #! but is not executable"


def icons(tree):
    """Icons are well-formed, square, light, take the colour of the text and fetch nothing."""
    for path in tree.paths():
        if not (path.startswith("resources/icons/") and path.endswith(".svg")):
            continue
        source = tree.source(path)
        try:
            root = ElementTree.fromstring(source.text)
        except ElementTree.ParseError as fault:
            yield path, 1, f"not well-formed: {fault}"
            continue
        box = (root.get("viewBox") or "").split()
        if len(box) != 4 or box[2] != box[3]:
            yield path, 1, "needs a square viewBox"
        if "unmta" not in source.name and "currentColor" not in source.text:
            yield path, 1, "needs currentColor, so that it follows light and dark"
        if re.search(r"<(?:script|image|foreignObject|style)\b|\bhref=|\bon\w+=", source.text):
            yield path, 1, "an icon is drawn by its own shapes only"
        if len(source.text) > 4000:
            yield path, 1, f"{len(source.text)} bytes; keep it simple"


# What every provider page must tell, besides naming its own placeholders.
PLACEHOLDERS = {"zone", "label", "host", "target"}


def source_id(path):
    return path.rsplit("/", 1)[-1].removesuffix(".md")


def providers(tree):
    """Instructions for DNS providers: numbered steps, the owner's own names, one warning, known placeholders only."""
    for path in tree.paths():
        if not (path.startswith("resources/providers/") and path.endswith(".md")):
            continue
        text = tree.source(path).text
        head = re.match(r"---\n((?:(?:name|servers|place): \S.*\n)+)---\n", text)
        if not head or "name: " not in head.group(1):
            yield path, 1, "begins with a head: ---, name: …, servers: …, perhaps place: …, ---"
            head = None
        if head and ("servers: " in head.group(1)) != (source_id(path) != "other"):
            yield path, 1, "names its servers, unless it is for all others"
        for match in re.finditer(r"\{\{(.*?)\}\}", text):
            if match.group(1) not in PLACEHOLDERS:
                yield path, tree.source(path).line_of(match.start()), f"unknown placeholder {match.group(0)}"
        for wanted in ("{{label}}", "{{target}}", "CNAME", "TTL"):
            if wanted not in text:
                yield path, 1, f"{wanted} is not told"
        if len(re.findall(r"^> ", text, re.MULTILINE)) != 1:
            yield path, 1, "one warning line ('> …') is wanted"
        steps = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
        if steps != list(range(1, len(steps) + 1)) or not steps:
            yield path, 1, "the steps are not numbered 1, 2, 3, …"
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"<\w|\]\(|^\s*[*+] |^\|", line):
                yield path, number, "outside the subset of Markdown that the console draws"
            if line.count("**") % 2 or line.count("`") % 2:
                yield path, number, "bold or code is not closed on its line"


def desktop_entry(tree):
    for path in tree.paths():
        if not path.endswith(".desktop"):
            continue
        text = tree.source(path).text
        for key in ("Type=Application", "Name=", "Exec=", "Icon=", "Categories="):
            if f"\n{key}" not in text:
                yield path, 1, f"lacks {key}"
        if shutil.which("desktop-file-validate"):
            fault = _run("desktop-file-validate", _full(tree, path))
            if fault:
                yield path, 1, fault


def metainfo(tree):
    for path in tree.paths():
        if not path.endswith(".metainfo.xml"):
            continue
        text = tree.source(path).text
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError as fault:
            yield path, 1, f"not well-formed: {fault}"
            continue
        if root.findtext("project_license") != "Apache-2.0":
            yield path, 1, "project_license is not Apache-2.0"
        if shutil.which("appstreamcli"):
            fault = _run("appstreamcli", "validate", "--no-net", _full(tree, path))
            if fault:
                yield path, 1, fault


# Directives without which a unit is not what the documentation promises.
HARDENING = ("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes",
             "ProtectKernelTunables=yes", "ProtectKernelModules=yes", "ProtectControlGroups=yes", "ProtectProc=invisible",
             "MemoryDenyWriteExecute=yes", "RestrictNamespaces=yes", "LockPersonality=yes", "SystemCallFilter=",
             "RestrictAddressFamilies=", "CapabilityBoundingSet=", "UMask=0077", "Restart=")
EXPOSURE_LIMIT = 1.5


def service_units(tree):
    """Units are hardened as promised, measured where systemd-analyze can."""
    for path in tree.paths():
        if not path.endswith(".service"):
            continue
        text = tree.source(path).text
        for directive in HARDENING:
            if not re.search(rf"^{re.escape(directive)}", text, re.MULTILINE):
                yield path, 1, f"lacks {directive}"
        capabilities = set(re.findall(r"\bCAP_\w+", text))
        if capabilities - {"CAP_NET_BIND_SERVICE"}:
            yield path, 1, f"more than CAP_NET_BIND_SERVICE: {', '.join(sorted(capabilities))}"
        if re.search(r"^User=root", text, re.MULTILINE):
            yield path, 1, "runs as root"
        exposure = _exposure(_full(tree, path))
        if exposure is not None and exposure > EXPOSURE_LIMIT:
            yield path, 1, f"exposure level {exposure}; at most {EXPOSURE_LIMIT}"


def _exposure(path):
    if not shutil.which("systemd-analyze"):
        return None
    done = subprocess.run(("systemd-analyze", "security", "--offline=true", path), capture_output=True, text=True,
                          timeout=60, check=False)
    match = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    return float(match.group(1)) if match else None


def man_pages(tree):
    """Each page has its head and its sections, and man itself has no complaint."""
    for path in tree.paths():
        if not re.search(r"^packaging/man/[\w-]+\.[1-8]$", path):
            continue
        text = tree.source(path).text
        name = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        if not re.search(rf"^\.TH {name.upper()} ", text, re.MULTILINE):
            yield path, 1, f"lacks .TH {name.upper()}"
        for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "SEE ALSO"):
            if not re.search(rf'^\.SH "?{section}"?$', text, re.MULTILINE):
                yield path, 1, f"lacks the section {section}"
        if shutil.which("groff"):
            done = subprocess.run(("groff", "-man", "-Tutf8", "-ww", "-z", _full(tree, path)), capture_output=True,
                                  text=True, timeout=60, check=False)
            if done.stderr.strip():
                yield path, 1, " ".join(done.stderr.split())


CHECKS = {"scripts": scripts, "icons": icons, "providers": providers, "desktop_entry": desktop_entry,
          "metainfo": metainfo, "service_units": service_units, "man_pages": man_pages}
