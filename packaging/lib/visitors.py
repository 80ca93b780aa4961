"""Recipients who come without a break, each with a connection of its own, until there is something to read.

usage: visitors.py ADDRESS HOST PATH      prints "ready", and at its end what became of them, as JSON
"""
import http.client
import json
import select
import sys
import time


def visit(address, host, path):
    connection = http.client.HTTPConnection(address, 80, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": host})
        status = connection.getresponse().status
        return None if status == 200 else str(status)
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__
    finally:
        connection.close()


def main(address, host, path):
    good, bad, slowest = 0, [], 0.0
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 0.005)[0]:
        begun = time.monotonic()
        fault = visit(address, host, path)
        if fault:
            bad.append(fault)
        else:
            good += 1
        slowest = max(slowest, time.monotonic() - begun)
    print(json.dumps({"good": good, "bad": bad, "slowest": slowest}))


if __name__ == "__main__":
    main(*sys.argv[1:])
