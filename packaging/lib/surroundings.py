"""What the internet is for packaging/stranger: name servers, a certificate authority and somebody's mail server, all in the
guest's own network."""
import json
import subprocess

from guest import wait_for

SERVER = "203.0.113.10"  # where the stranger's machine is known
NAMES = "203.0.113.53"
AUTHORITY = "203.0.113.20"
RECIPIENT = "203.0.113.25"
ADDRESSES = (SERVER, NAMES, AUTHORITY, RECIPIENT)

ZONE = "t.example.org"  # the stranger's target zone
DOMAIN = "track.example.com"


class Surroundings:
    def __init__(self, guest, folder):
        self.guest, self.folder = guest, folder
        folder.mkdir()
        self.programs = []
        self.zones = {
            "example.org": ["ca A " + AUTHORITY, "*.t A " + SERVER, "mx1 A " + SERVER],
            "example.com": ["@ A " + SERVER],
            "example.net": ["@ MX 10 mx", "mx A " + RECIPIENT],
        }
        self._start_names()
        self._start_authority()
        self.mails = folder / "mails"
        self._start("/usr/bin/python3", "-m", "aiosmtpd", "-n", "-c", "aiosmtpd.handlers.Mailbox", self.mails, "-l",
                    f"{RECIPIENT}:25")

    def _start(self, *words, env=None):
        with open(self.folder / "log", "ab") as log:
            self.programs.append(self.guest.beside(*words, stdout=log, stderr=log, cwd=self.folder, env=env))

    def _write_zone(self, zone):
        self.serial = getattr(self, "serial", 0) + 1
        (self.folder / f"{zone}.zone").write_text(
            f"$ORIGIN {zone}.\n$TTL 1\n@ SOA ns hostmaster {self.serial} 3600 600 86400 1\n@ NS ns\nns A {NAMES}\n"
            + "\n".join(self.zones[zone]) + "\n")

    def _start_names(self):
        for zone in self.zones:
            self._write_zone(zone)
        (self.folder / "nsd.conf").write_text(f"""server:
  ip-address: {NAMES}
  username: ""
  chroot: ""
  zonesdir: "{self.folder}"
  pidfile: "{self.folder}/nsd.pid"
  xfrdfile: "{self.folder}/xfrd.state"
  zonelistfile: "{self.folder}/zone.list"
  xfrdir: "{self.folder}"
  database: ""
  server-count: 1
remote-control:
  control-enable: no
""" + "".join(f'zone:\n  name: "{zone}"\n  zonefile: "{zone}.zone"\n' for zone in self.zones))
        (self.folder / "unbound.conf").write_text(f"""server:
  interface: 127.0.0.1
  username: ""
  chroot: ""
  directory: "{self.folder}"
  pidfile: "{self.folder}/unbound.pid"
  use-syslog: no
  module-config: "iterator"
  do-not-query-localhost: no
  do-ip6: no
  cache-max-ttl: 0
  cache-max-negative-ttl: 0
remote-control:
  control-enable: no
""" + "".join(f'stub-zone:\n  name: "{zone}"\n  stub-addr: {NAMES}\n' for zone in self.zones))
        self._start("/usr/sbin/nsd", "-d", "-c", self.folder / "nsd.conf")
        self.nsd = self.programs[-1]
        self._start("/usr/sbin/unbound", "-d", "-c", self.folder / "unbound.conf")
        wait_for("names resolve", lambda: AUTHORITY in self.guest.shell("getent ahostsv4 ca.example.org", expect=None))

    def publish(self, zone, line):
        """At the stranger's DNS provider."""
        self.zones[zone].append(line)
        self._write_zone(zone)
        self.nsd.send_signal(1)
        name, kind = line.split()[:2]
        name = zone if name == "@" else f"{name}.{zone}"
        wait_for(f"{name} is published", lambda: self.guest.beside_result(
            "dig", "+short", "+time=1", f"@{NAMES}", name, kind).stdout.strip())

    def _start_authority(self):
        self.ca_file, key = self.folder / "ca.pem", self.folder / "ca.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", self.ca_file, "-days", "2", "-subj", "/CN=ca.example.org", "-addext",
                        f"subjectAltName=DNS:ca.example.org,IP:{AUTHORITY}"], check=True, capture_output=True)
        (self.folder / "pebble.json").write_text(json.dumps({"pebble": {
            "listenAddress": f"{AUTHORITY}:14000", "managementListenAddress": f"{AUTHORITY}:15000",
            "certificate": str(self.ca_file), "privateKey": str(key), "httpPort": 80, "tlsPort": 443,
            "ocspResponderURL": "", "externalAccountBindingRequired": False}}))
        self._start("pebble", "-config", self.folder / "pebble.json", "-dnsserver", "127.0.0.1:53",
                    env={"PATH": "/usr/bin:/bin", "PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "5"})
        self.directory = "https://ca.example.org:14000/dir"
        self.root = self.folder / "root.pem"
        root = wait_for("the authority is up", lambda: self.guest.beside_result(
            "curl", "-fsS", "--cacert", self.ca_file, f"https://{AUTHORITY}:15000/roots/0").stdout)
        self.root.write_text(root)

    def received(self, subject=None):
        """The mails, of that subject or all, that people at example.net have got."""
        mails = [path.read_bytes() for path in sorted((self.mails / "new").glob("*"))] if self.mails.is_dir() else []
        return [mail for mail in mails if subject is None or f"\nSubject: {subject}\n".encode() in mail.replace(b"\r", b"")]

    def stop(self):
        for program in reversed(self.programs):
            program.terminate()
        for program in self.programs:
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()
