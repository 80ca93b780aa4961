"""A PostgreSQL of a test's own: for several engines that share it, and for all scripts where UNMTA_TEST_STORE is "postgresql"."""
import contextlib
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile

from peers import PATIENCE, find_program, wait_for


class Postgres:
    """A server of the test's own on a socket in memory, as a user who is not root."""
    takeover = "1s"

    @staticmethod
    def is_here():
        return bool(list(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"))

    def __init__(self, world):
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="unmta-pg-", dir=place))
        world.afterwards(self.remove)
        versions = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        self.bin = versions[-1].parent if versions else pathlib.Path(find_program("initdb")).resolve().parent
        self.user = None
        if os.geteuid() == 0:
            self.user = "postgres"
            owner = pwd.getpwnam(self.user)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.child, self.frozen = None, []
        self.run("initdb", "-D", self.folder / "data", "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C",
                 "--no-sync", "--wal-segsize=1")
        self.start()

    def command(self, program, *arguments):
        return {"args": [self.bin / program, *map(str, arguments)], "user": self.user, "cwd": self.folder,
                "extra_groups": [] if self.user else None, "stdin": subprocess.DEVNULL}

    def run(self, program, *arguments):
        subprocess.run(**self.command(program, *arguments), check=True, capture_output=True, timeout=PATIENCE)

    def start(self):
        settings = {"listen_addresses": "", "unix_socket_directories": self.folder, "fsync": "off",
                    "full_page_writes": "off", "shared_memory_type": "mmap", "dynamic_shared_memory_type": "mmap",
                    "shared_buffers": "16MB", "autovacuum": "off"}
        with open(self.folder / "log", "ab") as log:
            self.child = subprocess.Popen(
                **self.command("postgres", "-D", self.folder / "data",
                               *(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))),
                stdout=log, stderr=log)
        wait_for("PostgreSQL answers", self.answers)

    def answers(self):
        with contextlib.suppress(subprocess.SubprocessError):
            self.run("psql", "-h", self.folder, "-U", "postgres", "-c", "SELECT 1")
            return True
        return False

    def query(self, sql):
        command = self.command("psql", "-h", self.folder, "-U", "postgres", "-XAtq", "-v", "ON_ERROR_STOP=1")
        del command["stdin"]
        done = subprocess.run(**command, input=sql, check=True, capture_output=True, text=True, timeout=PATIENCE)
        return done.stdout.strip()

    def stop(self):
        if self.child:
            self.child.send_signal(signal.SIGQUIT)
            self.child.wait(PATIENCE)
            self.child = None

    def freeze(self):
        """Nothing of it does anything any more; the system still takes connections for it."""
        os.kill(self.child.pid, signal.SIGSTOP)
        self.frozen = [self.child.pid]
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                if stat.read_text().rpartition(")")[2].split()[1] == str(self.child.pid):
                    self.frozen.append(int(stat.parent.name))
                    os.kill(self.frozen[-1], signal.SIGSTOP)

    def thaw(self):
        for process in self.frozen:
            os.kill(process, signal.SIGCONT)
        self.frozen = []

    def remove(self):
        self.thaw()
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self):
        return f"postgresql://postgres@/postgres?host={self.folder}&takeover={self.takeover}"
