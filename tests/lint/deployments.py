"""What is deployed beside the packages (compose, Kubernetes) names options, variables, settings and commands that there
are. Whether the files are well-formed their own tools say; these lines know what they do not."""
import re

FOLDERS = ("packaging/compose/", "packaging/kubernetes/")
# Variables of others that are meant for them.
OTHERS = {"UNMTA_DATABASE_PASSWORD"}


def _known(tree):
    sources = "\n".join(tree.source(path).text for path in tree.paths()
                        if path.endswith((".cpp", ".h")) and path.startswith(("app/", "engine/assembly/")))
    options = set(re.findall(r'"--([a-z][a-z-]+)[",]', sources))
    variables = set(re.findall(r"\b(UNMTA_[A-Z_]+)\b", sources)) | OTHERS
    commands = set(re.findall(r'\b(?:command|group)\("([a-z-]+)"', sources))
    settings = set(re.findall(r'^ +\{"([a-z_]+\.[a-z_]+)",', tree.source("engine/base/AllSettings.h").text, re.MULTILINE)
                   ) if "engine/base/AllSettings.h" in tree.paths() else set()
    return options, variables, commands, settings


def deployments(tree):
    """Options, variables, settings and commands that no program has."""
    paths = [path for path in tree.paths() if path.startswith(FOLDERS) and path.endswith(".yaml")]
    if not paths:
        return
    options, variables, commands, settings = _known(tree)
    for path in paths:
        for number, line in enumerate(tree.source(path).text.splitlines(), 1):
            for name in re.findall(r"\bUNMTA_[A-Z_]+\b", line):
                if name not in variables:
                    yield path, number, f"no program reads {name}"
            program = re.search(r"\b(unmta-engine|unmta-ctl|unmta-milter)\b(?!:)(.*)", line)
            if program or re.match(r"\s*args:", line):
                for name in re.findall(r"--([a-z][a-z-]+)", program.group(2) if program else line):
                    if name not in options:
                        yield path, number, f"no program has the option --{name}"
            if program and program.group(1) == "unmta-ctl":
                words = [word for word in re.findall(r"(?:^|(?<=[\s,\[]))[a-z][a-z-]*(?=$|[\s,\]])", program.group(2))]
                for word in words:
                    if word not in commands:
                        yield path, number, f"unmta-ctl has no command {word}"
            entry = re.match(r'\s+([a-z][a-z-]+|[a-z_]+\.[a-z_]+) = "', line)
            if entry and entry.group(1) not in options | settings:
                yield path, number, f"engine.conf has no {entry.group(1)}"


CHECKS = {"deployments": deployments}
