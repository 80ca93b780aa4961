"""The tree as the lints see it: which files there are, and C++ with comments or strings blanked out."""
import os
import re
from pathlib import Path

CODE = (".h", ".cpp")
TEXT = CODE + (".c", ".py", ".sh", ".sql", ".ui", ".md", ".txt", ".yaml", ".yml", ".json", ".cmake", ".service",
               ".in", ".qrc", ".svg", ".xml", ".desktop", ".cfg", ".conf")
SKIPPED_FOLDERS = {".git", ".ccache", "__pycache__", "node_modules"}

_TOKEN = re.compile(
    r'//(?:[^\n\\]|\\.|\\\n)*'  # a line comment
    r'|/\*.*?\*/'  # a block comment
    r'|R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'  # a raw string
    r'|"(?:[^"\\\n]|\\.)*"'  # a string
    r"|(?<![0-9A-Fa-f])'(?:[^'\\\n]|\\.)+'",  # a character, but not the separator in 1'000
    re.DOTALL)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def strip(text, strings=True):
    """Returns C++ of the same shape with its comments, and unless told otherwise its strings, made blank."""
    def replaced(match):
        token = match.group(0)
        if token.startswith(("//", "/*")):
            return _blank(token)
        return token[0] + _blank(token[1:-1]) + token[-1] if strings else token
    return _TOKEN.sub(replaced, text)


class Source:
    """One text file: `path` is relative to the tree, with forward slashes."""

    def __init__(self, root, path):
        self.path = path
        self.text = (Path(root) / path).read_text(encoding="utf-8", errors="replace")
        self._code = None

    @property
    def name(self):
        return self.path.rsplit("/", 1)[-1]

    @property
    def code(self):
        """The text without comments and strings."""
        if self._code is None:
            self._code = strip(self.text)
        return self._code

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def includes(self):
        """Yields (line, name, quoted) for each include."""
        for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">\n]+)[">]', strip(self.text, strings=False),
                                 re.MULTILINE):
            yield self.line_of(match.start()), match.group(2), match.group(1) == '"'


class Tree:
    """All text files of a source tree, without build output."""

    def __init__(self, root):
        self.root = str(root)
        self._paths = sorted(self._walk())
        self._sources = {}

    def _walk(self):
        for folder, folders, names in os.walk(self.root):
            relative = os.path.relpath(folder, self.root).replace(os.sep, "/")
            prefix = "" if relative == "." else relative + "/"
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS
                          and not (prefix == "" and name.startswith("build"))
                          and not os.path.exists(os.path.join(folder, name, "CMakeCache.txt"))]
            for name in names:
                yield prefix + name

    def paths(self):
        return self._paths

    def source(self, path):
        if path not in self._sources:
            self._sources[path] = Source(self.root, path)
        return self._sources[path]

    def code(self, *folders):
        """C++ files below any of the folders ("engine", "app/console"), or all of them."""
        for path in self._paths:
            if path.endswith(CODE) and (not folders or path.startswith(tuple(folder + "/" for folder in folders))):
                yield self.source(path)

    def texts(self):
        """Every text file; scripts without an extension are known by their first line."""
        for path in self._paths:
            if path.endswith(TEXT) or path.endswith("CMakeLists.txt") or self._is_script(path):
                yield self.source(path)

    def scripts(self):
        """(source, interpreter) for shell and Python files."""
        for path in self._paths:
            interpreter = self._interpreter(path)
            if interpreter:
                yield self.source(path), interpreter

    def _is_script(self, path):
        return self._interpreter(path) is not None

    def _interpreter(self, path):
        if path.endswith(".py"):
            return "python"
        if path.endswith(".sh"):
            return "bash"
        if "." in path.rsplit("/", 1)[-1]:
            return None
        with open(os.path.join(self.root, path), "rb") as file:
            first = file.readline(200)
        if first.startswith(b"#!") and b"python" in first:
            return "python"
        if first.startswith(b"#!") and b"sh" in first:
            return "bash"
        return None
