"""The figures of ./edge as tables."""
import statistics

from load import WAYS

SERVERS = ("ours", "nginx", "nginx-deferred", "h2o", "haproxy", "caddy")


def _table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def _of(runs, way, server, figure):
    return [run[figure] for run in runs if run["way"] == way and run["server"] == server]


def ratios(runs, way, to):
    """Ours to that server's, each time of the same round; their median, least and largest."""
    ours = {run["round"]: run["cpu_us"] for run in runs if run["way"] == way and run["server"] == "ours"}
    theirs = {run["round"]: run["cpu_us"] for run in runs if run["way"] == way and run["server"] == to}
    each = [ours[number] / theirs[number] for number in ours if number in theirs]
    return (statistics.median(each), min(each), max(each)) if each else None


def _ratio(runs, way, to):
    found = ratios(runs, way, to)
    return "" if not found else f"{found[0]:.2f} ({found[1]:.2f}–{found[2]:.2f})"


def _median(runs, way, server, figure, form="{:.1f}"):
    values = _of(runs, way, server, figure)
    return form.format(statistics.median(values)) if values else ""


def _cpu(runs, present):
    head = ["CPU, µs a request", "ours ÷ nginx", "÷ deferred", *present]
    rows = [[WAYS[way][0], _ratio(runs, way, "nginx"), _ratio(runs, way, "nginx-deferred"),
             *(_median(runs, way, server, "cpu_us") for server in present)]
            for way in WAYS if _of(runs, way, "ours", "cpu_us")]
    return _table(head, rows)


def _threads(runs):
    names = ("edge-0", "recorder", "segments", "event-spool", "late-answers", "unmta-engine")
    rows = []
    for way in WAYS:
        of_runs = _of(runs, way, "ours", "threads")
        if of_runs:
            known = [statistics.median(threads.get(name, 0) for threads in of_runs) for name in names]
            rest = statistics.median(sum(threads.values()) - sum(threads.get(name, 0) for name in names)
                                     for threads in of_runs)
            rows.append([WAYS[way][0], *(f"{max(value, 0.0):.1f}" for value in (*known, rest))])
    return _table(["ours by thread, µs a request", *("engine" if name == "unmta-engine" else name for name in names),
                   "others"], rows)


def _answers(runs, present):
    rows = []
    for way in WAYS:
        if _of(runs, way, "ours", "cpu_us"):
            rows.append([WAYS[way][0], *(" · ".join((
                _median(runs, way, server, "per_second", "{:,.0f}"),
                "/".join(f"{statistics.median(_of(runs, way, server, figure)) / 1000:.1f}"
                         for figure in ("p50_us", "p99_us")))) for server in present)])
    return _table(["requests/s · p50/p99 in ms", *present], rows)


def _waiting(waiting):
    rows = []
    for share in sorted({run["share"] for run in waiting}):
        with_it, without = ({figure: statistics.median(run[figure] for run in waiting
                                                       if run["share"] == share and run["recorded"] == recorded)
                             for figure in ("per_second", "p50_us", "p99_us")} for recorded in (True, False))
        rows.append([f"{share:.0%}, {with_it['per_second']:,.0f}/s",
                     *(f"{run[figure] / 1000:.2f}" for figure in ("p50_us", "p99_us") for run in (with_it, without)),
                     *(f"{(with_it[figure] - without[figure]) / 1000:.2f}" for figure in ("p50_us", "p99_us"))])
    return _table(["load", "p50, recorded, ms", "not recorded", "p99, recorded", "not recorded", "waiting costs at p50",
                   "at p99"], rows)


def _certificates(certificates):
    return _table(["certificates", "edge answers after", "API answers after", "resident memory"],
                  [[f"{one['certificates']:,}", f"{one['edge_ready_s']:.2f} s", f"{one['api_ready_s']:.2f} s",
                    f"{one['resident_kib'] / 1024:,.0f} MiB"] for one in certificates])


def _domains(domains):
    return _table(["domains", "CPU, µs a pixel", "edge worker", "recorder", "÷ the first", "verifying one more",
                   "resident memory"],
                  [[f"{one['domains']:,}", f"{one['cpu_us']:.1f}", f"{one['edge_us']:.1f}",
                    f"{one['recorder_us']:.1f}",
                    f"{one['cpu_us'] / domains[0]['cpu_us']:.2f}", f"{one['verify_ms']:.0f} ms",
                    f"{one['resident_kib'] / 1024:,.0f} MiB"] for one in domains])


def _resumed(runs, present):
    """How many of the handshakes went on from a session, where each ticket is used once."""
    shares = []
    for server in present:
        of_server = [run for run in runs if run["way"] == "tls-browser" and run["server"] == server]
        if of_server:
            share = sum(run["resumed"] for run in of_server) / sum(run["handshakes"] for run in of_server)
            shares.append(f"{server} {share:.0%}")
    return [f"Resumed, where each ticket is used once: {', '.join(shares)}.", ""] if shares else []


def render(result):
    machine = result["machine"]
    lines = ["# The edge beside others", "", "Written by tests/bench/edge; every run is in edge.json, what is compared "
             "stands in [README](../README.md#the-edge-beside-others).", "",
             f"{machine['date']}, {machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, "
             f"{machine['kernel']}, load {machine['load']:.1f} at the start; unmta {result['commit']}; "
             f"{', '.join(result['versions'])}; {result['rounds']} rounds of {result['seconds']} s."]
    if result["missing"]:
        lines.append(f"Not installed, left out: {', '.join(result['missing'])}.")
    runs = result["runs"]
    if runs:
        present = [server for server in SERVERS if any(run["server"] == server for run in runs)]
        lines += ["", *_cpu(runs, present), "", *_threads(runs), "", *_resumed(runs, present),
                  *_answers(runs, present)]
    if result["waiting"]:
        lines += ["", *_waiting(result["waiting"])]
    if result["idle"]:
        lines += ["", *_table(["an idle TLS connection", "KiB"],
                              [[one["server"], f"{one['kib']:.1f}"] for one in result["idle"]])]
    if result["certificates"]:
        lines += ["", *_certificates(result["certificates"])]
    if result["domains"]:
        lines += ["", *_domains(result["domains"])]
    return "\n".join(lines) + "\n"
