#!/usr/bin/env python3
"""A client that a public generator makes of resources/openapi.yaml plays the main job against a real engine.

    UNMTA_BUILD=build/ci tests/soak/generated_client.py

Wants npm and a network, so it runs by hand: the generator (@hey-api/openapi-ts, with typescript and tsx) is fetched into
a temporary directory. The types of what is sent and of what comes are checked, too: main_job.ts is compiled strictly."""
import json
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "flow"))
from peers import Engine, World  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parents[1] / "resources/openapi.yaml"
PACKAGES = ("@hey-api/openapi-ts@0.95", "typescript@5", "tsx@4", "@types/node@20")
OPTIONS = {"compilerOptions": {"strict": True, "noEmit": True, "module": "esnext", "target": "es2022",
                               "moduleResolution": "bundler", "skipLibCheck": True, "types": ["node"]},
           "include": ["main_job.ts"]}


def run(folder, *argv):
    subprocess.run(argv, cwd=folder, check=True, timeout=300, stdin=subprocess.DEVNULL)


def main():
    world = World()
    try:
        engine = Engine(world, ["monitor.auto_verify=off"], extra=["--sandbox"])
        folder = world.folder / "client"
        folder.mkdir()
        (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
        (folder / "tsconfig.json").write_text(json.dumps(OPTIONS), encoding="utf-8")
        shutil.copy(HERE / "main_job.ts", folder)
        run(folder, "npm", "install", "--silent", *PACKAGES)
        run(folder, "node_modules/.bin/openapi-ts", "-i", DOCUMENT, "-o", "client", "-c", "@hey-api/client-fetch")
        run(folder, "node_modules/.bin/tsc", "-p", ".")
        run(folder, "node_modules/.bin/tsx", "main_job.ts", f"http://127.0.0.1:{engine.api}", engine.token())
    finally:
        world.close()


if __name__ == "__main__":
    main()
