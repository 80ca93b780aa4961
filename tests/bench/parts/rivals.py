"""The servers that stand beside ours: each answers a pixel for /o/… and a redirect for /c/…, by http and https, with one
worker, without recording anything; nginx writes a buffered access log, the others none."""
import base64
import getpass
import re
import shutil
import subprocess

from scene import DESTINATION, HOST

PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


class Rival:
    """`process` serves on the ports of `ports`: {"http": …, "https": …}."""

    def __init__(self, name, process, ports):
        self.name, self.process, self.ports = name, process, dict(zip(("http", "https"), ports))


def certificate(world):
    """(certificate, key, both in one file) for HOST, P-256 as ours."""
    folder = world.folder
    chain, key, both = folder / "rival.pem", folder / "rival.key", folder / "rival-both.pem"
    if not both.exists():
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", chain, "-days", "30", "-subj", f"/CN={HOST}",
                        "-addext", f"subjectAltName=DNS:{HOST}"], check=True, capture_output=True)
        both.write_bytes(chain.read_bytes() + key.read_bytes())
        (folder / "pixel.gif").write_bytes(PIXEL)
    return chain, key, both


def _nginx(world, name, deferred):
    chain, key, _ = certificate(world)
    more = " deferred" if deferred else ""

    def arrange(http, https):
        (world.folder / f"{name}.conf").write_text(f"""daemon off; master_process off; pid {world.folder}/{name}.pid;
error_log stderr; events {{ worker_connections 5000; }}
http {{ access_log {world.folder}/{name}.access combined buffer=64k; keepalive_requests 1000000000; keepalive_timeout 600;
  client_body_temp_path {world.folder}; proxy_temp_path {world.folder}; fastcgi_temp_path {world.folder};
  uwsgi_temp_path {world.folder}; scgi_temp_path {world.folder};
  server {{ listen 127.0.0.1:{http}{more}; listen 127.0.0.1:{https} ssl{more};
    ssl_certificate {chain}; ssl_certificate_key {key}; ssl_protocols TLSv1.2 TLSv1.3;
    location /o/ {{ empty_gif; }} location /c/ {{ return 302 {DESTINATION}; }} }} }}""")
        return ["nginx", "-c", world.folder / f"{name}.conf"]
    return arrange


def _h2o(world):
    chain, key, _ = certificate(world)

    def arrange(http, https):
        (world.folder / "h2o.conf").write_text(f"""user: {getpass.getuser()}
num-threads: 1
max-connections: 5000
http1-request-timeout: 600
listen: {{host: 127.0.0.1, port: {http}}}
listen: {{host: 127.0.0.1, port: {https}, ssl: {{certificate-file: {chain}, key-file: {key}, minimum-version: TLSv1.2}}}}
hosts:
  default:
    paths:
      /o: {{file.file: {world.folder}/pixel.gif}}
      /c: {{redirect: {{status: 302, url: "{DESTINATION}"}}}}
""")
        return ["h2o", "-c", world.folder / "h2o.conf"]
    return arrange


def _haproxy(world):
    _, _, both = certificate(world)

    def arrange(http, https):
        (world.folder / "haproxy.conf").write_text(f"""global
  nbthread 1
  maxconn 5000
defaults
  mode http
  timeout client 600s
  timeout http-keep-alive 600s
frontend edge
  bind 127.0.0.1:{http}
  bind 127.0.0.1:{https} ssl crt {both}
  http-request return status 200 content-type image/gif file {world.folder}/pixel.gif if {{ path_beg /o/ }}
  http-request redirect location {DESTINATION.replace('%', '%%')} code 302 if {{ path_beg /c/ }}
""")
        return ["haproxy", "-db", "-f", world.folder / "haproxy.conf"]
    return arrange


def _caddy(world):
    chain, key, _ = certificate(world)

    def arrange(http, https):
        site = f"""handle /o/* {{
    rewrite * /pixel.gif
    root * {world.folder}
    file_server
  }}
  redir /c/* {DESTINATION} 302"""
        (world.folder / "Caddyfile").write_text(f"""{{
  admin off
  auto_https off
  servers {{
    protocols h1
  }}
}}
http://:{http} {{
  bind 127.0.0.1
  {site}
}}
https://:{https} {{
  bind 127.0.0.1
  tls {chain} {key}
  {site}
}}
""")
        return ["env", "GOMAXPROCS=1", f"HOME={world.folder}", f"XDG_DATA_HOME={world.folder}/caddy",
                f"XDG_CONFIG_HOME={world.folder}/caddy", "caddy", "run", "--adapter", "caddyfile", "--config",
                world.folder / "Caddyfile"]
    return arrange


def version(program):
    """What it calls itself, in short."""
    flag = {"caddy": "version", "haproxy": "-v"}.get(program, "-v")
    done = subprocess.run([shutil.which(program, path="/usr/sbin:/sbin:/usr/bin:/bin") or program, flag],
                          capture_output=True, text=True, check=False)
    found = re.search(r"\d+\.\d+(?:\.\d+)?", done.stdout + done.stderr)
    return f"{program} {found.group(0)}" if found else program


RIVALS = {
    "nginx": ("nginx", lambda world: _nginx(world, "nginx", False)),
    "nginx-deferred": ("nginx", lambda world: _nginx(world, "nginx-deferred", True)),
    "h2o": ("h2o", _h2o),
    "haproxy": ("haproxy", _haproxy),
    "caddy": ("caddy", _caddy),
}


def start(world, name, wrap=lambda argv: argv):
    """The rival of that name, or None where its program is not installed. `wrap` may put a command before it."""
    program, arrange = RIVALS[name]
    if not shutil.which(program, path="/usr/sbin:/sbin:/usr/bin:/bin:/usr/local/bin"):
        return None
    arranged = arrange(world)
    process, ports = world.peer(name, 2, lambda *ports: wrap(arranged(*ports)))
    return Rival(name, process, ports)
