#!/usr/bin/env python3
"""Runs a command on a terminal of its own, and presses Ctrl+C there when it is to end: a program for Windows knows no
SIGTERM, and under wine Ctrl+C reaches it only through a terminal. What it prints goes to standard output; the exit status
is the command's."""
import os
import pty
import signal
import sys

child, terminal = pty.fork()
if child == 0:
    os.execvp(sys.argv[1], sys.argv[1:])
signal.signal(signal.SIGTERM, lambda *_: os.write(terminal, b"\x03"))
while True:
    try:
        text = os.read(terminal, 65536)
    except OSError:  # the command has let go of the terminal
        break
    if not text:
        break
    os.write(1, text)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
