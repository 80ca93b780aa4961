#!/usr/bin/env python3
"""Figures, alerts, dashboard and logs: Prometheus' own tool finds nothing to say, and nothing is named that is not there."""
import json
import pathlib
import re
import shutil
import subprocess

from peers import ON_POSTGRESQL, PATIENCE, Engine, run_tests, wait_for
from robustness import active_domain, metrics, mint

HERE = pathlib.Path(__file__).resolve().parents[2] / "resources/observability"
HOST = "track.example.com"
# What recording rules and histograms add to a name.
SERIES = ("_bucket", "_sum", "_count")


def promtool(*words, stdin=None):
    tool = shutil.which("promtool")
    if not tool:
        print("     left out: promtool is not installed (Debian's prometheus has it)")
        return
    done = subprocess.run([tool, *words], input=stdin, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0 and not done.stderr.strip(), f"promtool {words}: {done.stdout}{done.stderr}"


def families(text):
    """Name -> type, of what /metrics says."""
    helped = set(re.findall(r"^# HELP (\S+) \S", text, re.MULTILINE))
    typed = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))
    assert helped == set(typed), "a family without help, or without type"
    return typed


def names_in(text):
    return set(re.findall(r"\bunmta_[a-z0-9_]+", text))


def busy_engine(world):
    engine = Engine(world, extra=["--sandbox"])
    cluster, token = active_domain(engine, HOST), engine.token()
    for path in mint(engine, cluster, token, ["m1", "m2"]):
        assert engine.curl(f"http://{HOST}{path}")[0] == 0
    engine.curl(f"http://{HOST}/nothing")
    place = world.folder / "shipped"
    place.mkdir()
    engine.ctl("shipping", "set", "--kind", "directory", "--path", place, "--interval", "1s")
    wait_for("the events are shipped", lambda: engine.ctl_json("shipping", "show")["state"]["events"] == 2)
    wait_for("a certificate", lambda: engine.ctl_json("domain", "show", HOST)["certificate"]["state"] == "valid")
    return engine, token


def figures_are_what_happened(world):
    engine, token = busy_engine(world)
    _, raw, headers = engine.call("GET", "/metrics", token=token)
    text = raw.decode()
    assert headers["Content-Type"].startswith("text/plain; version=0.0.4")
    promtool("check", "metrics", stdin=text)
    seen = metrics(engine, token)
    assert seen['unmta_edge_requests_total{outcome="click"}'] == 2
    assert seen['unmta_edge_request_duration_seconds_bucket{le="+Inf"}'] == seen["unmta_edge_request_duration_seconds_count"]
    assert seen["unmta_edge_request_duration_seconds_count"] >= 3 and seen["unmta_edge_request_duration_seconds_sum"] > 0
    assert seen["unmta_events_recorded_total"] == 2
    assert seen['unmta_checks_total{outcome="match"}'] == 1
    assert seen['unmta_certificates{state="valid"}'] >= 1
    assert seen['unmta_certificate_orders_total{result="issued"}'] >= 1
    assert seen['unmta_dns_outcomes_total{outcome="noerror"}'] >= 1
    assert ON_POSTGRESQL or seen['unmta_store_file_bytes{file="engine.db"}'] > 0
    assert seen['unmta_store_file_bytes{file="events.db"}'] > 0 and seen["unmta_store_free_bytes"] > 0
    assert sum(value for name, value in seen.items() if name.startswith("unmta_shipping_events_total{")) == 2
    refused = seen['unmta_api_requests_total{status="4xx"}']
    assert engine.call("GET", "/api/v1/nothing", token=token)[0] == 404
    assert metrics(engine, token)['unmta_api_requests_total{status="4xx"}'] == refused + 1


def nothing_is_named_that_is_not_there(world):
    engine, token = busy_engine(world)
    known = set(families(engine.call("GET", "/metrics", token=token)[1].decode()))
    known |= {name + part for name in known for part in SERIES}
    milter = pathlib.Path(__file__).resolve().parents[2] / "app/milter/MilterMetrics.cpp"
    known |= names_in(milter.read_text())  # its figures come from another process
    rules = HERE / "unmta.rules.yml"
    promtool("check", "rules", str(rules))
    assert names_in(rules.read_text()) <= known, names_in(rules.read_text()) - known
    dashboard = json.loads((HERE / "dashboard.json").read_text())
    expressions = [target["expr"] for panel in dashboard["panels"] for target in panel.get("targets", [])]
    assert len(expressions) > 30
    for expression in expressions:
        assert names_in(expression) and names_in(expression) <= known, expression
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
    asked = json.dumps(dashboard["templating"])
    assert names_in(asked) <= known, asked


def logs_are_lines_of_json(world):
    engine = Engine(world, extra=["--sandbox", "--log-format", "json"])
    token = engine.token()
    status, refused, headers = engine.call("POST", "/api/v1/clusters", {"name": ""}, token)
    assert status == 422
    wait_for("a line about it", lambda: refused["request_id"] in engine.process.text())
    assert engine.process.stop() == 0
    lines = [json.loads(line) for line in engine.process.text().splitlines()]
    for line in lines:
        assert {"time", "level", "category", "message"} <= set(line), line
    about = [line for line in lines if line.get("request_id") == refused["request_id"]]
    assert about and "operation=createCluster" in about[0]["message"], about
    assert headers["X-Request-Id"] == refused["request_id"]
    assert not any(token in json.dumps(line) for line in lines)


if __name__ == "__main__":
    run_tests([figures_are_what_happened, nothing_is_named_that_is_not_there, logs_are_lines_of_json])
