"""Ports on loopback that no other test of this user gets, in Python or in C++ (tests/support/Ports.cpp): a lock on one
byte of a common file, held until this process ends. They lie below what systems hand out by themselves, so nobody comes
by one by accident, and one that a peer gives back for a restart stays free."""
import contextlib
import errno
import os
import pathlib
import socket
import tempfile

FIRST, COUNT = 20_000, 10_000
_registry = None
_taken = set()


def take_port():
    """A port where nobody listens, by TCP or UDP; this process's until its end."""
    # Processes that start together begin far from each other.
    begin = int(os.environ.get("UNMTA_TEST_FIRST_PORT", os.getpid() * 61))
    for step in range(COUNT):
        port = FIRST + (begin + step) % COUNT
        if port not in _taken and _lock(port):
            _taken.add(port)
            if is_free(port):
                return port
    raise AssertionError(f"no port of {FIRST} to {FIRST + COUNT - 1} is free")


def is_free(port):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return False
    return True


def _lock(port):
    global _registry
    try:
        import fcntl
    except ImportError:  # without POSIX: nobody to agree with
        return True
    if _registry is None:
        name = pathlib.Path(tempfile.gettempdir()) / f"unmta-test-ports-{os.getuid()}"
        # Never closed: with it would go all locks of this process.
        _registry = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.lockf(_registry, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, port)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN):
            return False
        raise
    return True


def listens(pid, port):
    """Whether the process, or one that it has started, listens on the port. Where the system does not tell whose a
    socket is, that somebody listens must do."""
    if not os.path.exists("/proc/net/tcp"):
        return accepts(port)
    sockets = _listening(port, pid)
    return bool(sockets) and any(sockets & _sockets(one) for one in _family(pid))


def accepts(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


def _listening(port, pid):
    """The sockets that listen on the port, as /proc names them, in the network that the process is in."""
    found = set()
    for table in (f"/proc/{pid}/net/tcp", f"/proc/{pid}/net/tcp6"):
        with contextlib.suppress(OSError), open(table) as lines:
            rows = [line.split() for line in lines][1:]
            found |= {f"socket:[{row[9]}]" for row in rows
                      if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == port}
    return found


def _sockets(pid):
    found = set()
    with contextlib.suppress(OSError):
        for name in os.listdir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):
                found.add(os.readlink(f"/proc/{pid}/fd/{name}"))
    return found


def _family(pid):
    """The process and all that it has started."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{name}/stat") as stat:
                # The name of the program, in brackets, may contain anything.
                parents[int(name)] = int(stat.read().rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found
