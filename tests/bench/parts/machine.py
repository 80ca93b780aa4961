"""What the system tells about a server: whose threads used how much of a core, how much memory it has, and on what."""
import collections
import os
import pathlib
import re
import subprocess
import time

SERVER_CORE, GENERATOR_CORE = "0", "1"


def pinned(core, argv):
    return ["taskset", "-c", core, *argv]


def family(pid):
    """The process and those that it has begun."""
    found = [pid]
    for parent in found:
        for task in pathlib.Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def cpu(pid):
    """{thread: microseconds of CPU so far, user and system}, of the process and those that it has begun."""
    used = collections.Counter()
    for process in family(pid):
        for task in pathlib.Path(f"/proc/{process}/task").iterdir():
            try:
                name = (task / "comm").read_text().strip()
                # In nanoseconds; the fields utime and stime of stat count whole hundredths of a second.
                used[name] += int((task / "schedstat").read_text().split()[0]) / 1000
            except OSError:
                pass  # it has just ended
    return used


def quiet(pid, share=0.02, within=60):
    """Waits until the server uses hardly any CPU: what it had put off is done."""
    deadline = time.monotonic() + within
    before = sum(cpu(pid).values())
    while time.monotonic() < deadline:
        time.sleep(0.1)  # how much it does in that time is the question
        now = sum(cpu(pid).values())
        if now - before <= share * 100_000:
            return
        before = now
    raise AssertionError(f"the server was not quiet within {within} s")


def memory(pid):
    """Resident kilobytes of the process and those that it has begun."""
    return sum(int(re.search(r"^VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process}/status").read_text(), re.MULTILINE)[1])
               for process in family(pid))


def description():
    model = re.search(r"^model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    total = int(re.search(r"^MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text(), re.MULTILINE)[1])
    system = os.uname()
    return {"processor": model[1] if model else system.machine, "cores": os.cpu_count(),
            "memory_gib": round(total / 2**20, 1), "kernel": f"{system.sysname} {system.release}",
            "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()), "load": os.getloadavg()[0]}


def commit(root):
    done = subprocess.run(["git", "-C", root, "describe", "--always", "--dirty"], capture_output=True, text=True,
                          check=False)
    return done.stdout.strip() or "unknown"
