"""The floors of the house: which folder may include which other. There is no list of exceptions, and none is wanted:
a class that needs something from above declares a port beside itself and gets it handed in."""
import posixpath
import re

# Folder -> the folders whose headers it may include, besides its own. The order is the one of engine/CMakeLists.txt.
ALLOWED = {
    "engine/base": (),
    "engine/contract": ("engine/base",),
    "engine/domain": ("engine/base",),
    "engine/outbound": ("engine/base",),
    "engine/dns": ("engine/base",),
    "engine/diagnosis": ("engine/base", "engine/domain", "engine/dns"),
    "engine/http": ("engine/base",),
    "engine/acme": ("engine/base", "engine/domain", "engine/outbound"),
    "engine/mail": ("engine/base", "engine/domain", "engine/outbound"),
    "engine/store": ("engine/base", "engine/domain"),
    "engine/rewriter": ("engine/base", "engine/domain"),
    "engine/service": ("engine/base", "engine/domain", "engine/outbound", "engine/dns", "engine/acme", "engine/mail",
                       "engine/store", "engine/rewriter"),
    "engine/edge": ("engine/base", "engine/domain", "engine/http"),
    # Handlers translate between the contract and the services; the store is the services' own.
    "engine/api": ("engine/base", "engine/contract", "engine/domain", "engine/http", "engine/rewriter", "engine/service"),
    "engine/sandbox": ("engine/base", "engine/domain", "engine/dns", "engine/http", "engine/service"),
    # The composition root builds everything, so it may see everything of the engine.
    "engine/assembly": ("engine/*",),
    "ui": ("engine/base", "engine/contract"),
    "app/common": ("engine/assembly", "engine/base", "engine/contract"),
    # The command line checks a copy of a store by itself, also where no engine runs; everything else is the API's.
    "app/ctl": ("app/common", "engine/base", "engine/contract", "engine/store"),
    "app/engine": ("app/common", "engine/assembly", "engine/base", "engine/contract"),
    # The milter is a composition root of its own: it serves mail hosts without an engine beside it.
    "app/milter": ("app/common", "engine/base", "engine/contract", "engine/domain", "engine/http", "engine/outbound",
                   "engine/rewriter"),
    "app/console": ("app/common", "engine/assembly", "engine/base", "engine/contract", "engine/api", "ui"),
}

# Library header -> the folders that may include it. Files are named where a single one may.
LIBRARIES = {
    "ldns/": ("engine/dns/DnsCodec.cpp",),
    "QSql": ("engine/store/",),
    "QtSql": ("engine/store/",),
    "sqlite3": ("engine/store/",),
    "curl/": ("engine/outbound/", "engine/mail/"),
    "llhttp": (), # a judge in the tests
    "libpsl": ("engine/domain/",),
    "asio": ("engine/dns/", "engine/diagnosis/", "engine/http/", "engine/edge/", "engine/rewriter/", "engine/sandbox/", "app/milter/"),
    "openssl/": ("engine/base/", "engine/domain/", "engine/http/", "engine/acme/", "engine/store/", "engine/edge/",
                 "engine/service/"),
    "QNetwork": ("engine/contract/", "engine/assembly/endpoints/OwnNames.cpp", "ui/session/", "app/console/"),
    "QTcp": ("engine/contract/",),
    "QUdp": (),
    "QLocalS": ("engine/contract/", "engine/api/"),
    "QtWidgets": ("ui/", "app/console/"),
    "QWidget": ("ui/", "app/console/"),
    "QApplication": ("ui/", "app/console/"),
    "QtGui": ("ui/", "app/console/"),
    "qt6keychain/": ("ui/connecting/Keychain.cpp",),
    "CLI/": ("app/", "engine/assembly/EngineConfig.cpp"),
}


def folder_of(path):
    """The key of ALLOWED that a file belongs to, or its folder when it has none."""
    parts = path.split("/")
    if parts[0] == "ui":
        return "ui"
    return "/".join(parts[:2]) if len(parts) > 2 else parts[0]


def resolve(tree, path, name):
    """The tree's file that an include means, or None when it is not ours (generated, or a library's)."""
    roots = (posixpath.dirname(path), "engine", "ui", "app", "")
    for root in roots:
        candidate = posixpath.normpath(posixpath.join(root, name))
        if candidate in tree.known:
            return candidate
    return None


def permitted(source, target):
    if source == target:
        return True
    return any(target == allowed or allowed == "engine/*" and target.startswith("engine/")
               for allowed in ALLOWED[source])


def _prepare(tree):
    tree.known = set(tree.paths())
    return tree


def floors(tree):
    """An include that reaches upward, or into a folder that the table does not grant."""
    _prepare(tree)
    for source in tree.code("engine", "ui", "app"):
        folder = folder_of(source.path)
        if folder not in ALLOWED and folder != "app":
            yield source.path, 1, f"{folder} has no place in the table of floors (tests/lint/floors.py)"
            continue
        for line, name, _ in source.includes():
            target = resolve(tree, source.path, name)
            if target is None or not target.endswith(".h"):
                continue
            if folder != "app" and not permitted(folder, folder_of(target)):
                yield source.path, line, f"{folder} must not include {folder_of(target)} ({name})"


# Target of unmta_library() -> its folder, where the two are named differently.
_FOLDERS = {"app_common": "app/common", "app_engine": "app/common", "ui": "ui"}


def _folder_of_target(name):
    if name in _FOLDERS:
        return _FOLDERS[name]
    return f"engine/{name}" if f"engine/{name}" in ALLOWED else None


def links(tree):
    """A target that links a floor which its folder may not include: the compiler would let the include pass."""
    for path in tree.paths():
        if not path.startswith(("app/", "engine/", "ui/")) or not path.endswith("/CMakeLists.txt"):
            continue
        source = tree.source(path)
        text = re.sub(r"#[^\n]*", "", source.text)
        folder = folder_of(path)
        for match in re.finditer(r"\b(?:unmta_library|unmta_program|target_link_libraries)\s*\(([^()]*)\)", text):
            for name in re.findall(r"\bunmta_(\w+)", match.group(1)):
                target = _folder_of_target(name)
                if target and not permitted(folder, target):
                    yield path, source.line_of(match.start()), f"{folder} must not link unmta_{name}"


def libraries(tree):
    """A library's header outside the few folders that wrap the library."""
    for source in tree.code("engine", "ui", "app"):
        for line, name, quoted in source.includes():
            for prefix, homes in LIBRARIES.items():
                if not quoted and name.startswith(prefix) and not source.path.startswith(homes):
                    where = ", ".join(homes) or "nowhere"
                    yield source.path, line, f"<{name}> belongs to {where}"


def include_cycles(tree):
    """Headers that include each other, over any number of steps."""
    _prepare(tree)
    edges = {}
    for source in tree.code("engine", "ui", "app"):
        targets = (resolve(tree, source.path, name) for _, name, _ in source.includes())
        edges[source.path] = [target for target in targets if target and target.endswith(".h")]
    done = set()
    for start in sorted(edges):
        trail, stack = [], [(start, iter(edges[start]))]
        if start in done:
            continue
        trail.append(start)
        while stack:
            path, rest = stack[-1]
            target = next(rest, None)
            if target is None:
                done.add(path)
                stack.pop()
                trail.pop()
            elif target in trail:
                yield target, 1, "include cycle: " + " -> ".join(trail[trail.index(target):] + [target])
            elif target not in done:
                trail.append(target)
                stack.append((target, iter(edges.get(target, ()))))


# Houses of several rooms, where no room may need a second one that needs the first.
ROOMS = ("engine/api", "engine/assembly", "engine/contract", "engine/http", "engine/rewriter", "engine/service", "engine/store", "ui")


def room_of(house, path):
    """The room of the house that a file stands in, or None when it stands outside or in the hall."""
    room, slash, _ = path[len(house) + 1:].partition("/")
    return room if path.startswith(house + "/") and slash else None


def room_cycles(tree):
    """Folders of a floor that include each other, over any number of steps."""
    _prepare(tree)
    for house in ROOMS:
        edges = {}  # room -> room -> the include that joins them
        for source in tree.code(house):
            room = room_of(house, source.path)
            for line, name, _ in source.includes() if room else ():
                target = room_of(house, resolve(tree, source.path, name) or "")
                if target and target != room:
                    edges.setdefault(room, {}).setdefault(target, (source.path, line))
        for start in sorted(edges):
            # The shortest way back; told once, by the first of its rooms.
            trails = [[start]]
            seen = {start}
            while trails:
                trail = trails.pop(0)
                for room in sorted(edges.get(trail[-1], ())):
                    if room == start:
                        if start == min(trail):
                            yield *edges[trail[-1]][start], f"{house}: " + " -> ".join(trail + [start])
                        trails = []
                        break
                    if room not in seen:
                        seen.add(room)
                        trails.append(trail + [room])


# More files than this, and nobody finds one by looking.
FOLDER_SIZE = 28
# Samples, not code.
_GOLDEN = re.compile(r"/(?:golden|corpus|data)(?:/|$)")


def folder_sizes(tree):
    """A folder that has become a heap: its files have subjects by which they can be parted."""
    counts = {}
    for path in tree.paths():
        folder, _, name = path.rpartition("/")
        if path.startswith(("engine/", "ui/", "app/", "tests/")) and name != "CMakeLists.txt" \
                and not _GOLDEN.search(folder):
            counts[folder] = counts.get(folder, 0) + 1
    for folder, count in sorted(counts.items()):
        if count > FOLDER_SIZE:
            yield folder, 1, f"{count} files in one folder; at most {FOLDER_SIZE}, better below 25"


CHECKS = {"floors": floors, "links": links, "libraries": libraries, "include_cycles": include_cycles,
          "room_cycles": room_cycles, "folder_sizes": folder_sizes}
