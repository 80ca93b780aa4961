#!/usr/bin/env python3
"""Has a milter look at one HTML message with one link, as a mail server would, and prints the body that comes out.

    one-mail.py PORT

Exit status 1: it was left as it is."""
import socket
import struct
import sys

BODY = b'<html><body><a href="http://www.example.com/offer">offer</a></body></html>\r\n'
PATIENCE = 60


def packet(command, data=b""):
    return struct.pack(">I", len(data) + 1) + command + data


def receive(link, size):
    data = b""
    while len(data) < size:
        part = link.recv(size - len(data))
        if not part:
            raise SystemExit("the milter has closed the connection")
        data += part
    return data


def reply(link):
    size, command = struct.unpack(">Ic", receive(link, 5))
    return command, receive(link, size - 1)


with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=PATIENCE) as link:
    link.sendall(packet(b"O", struct.pack(">III", 6, 0x1ff, 0x1fffff)))
    assert reply(link)[0] == b"O"
    link.sendall(packet(b"M", b"<news@example.com>\0") + packet(b"R", b"<reader@example.org>\0") +
                 packet(b"L", b"Message-ID\0 <1@example.com>\0") + packet(b"L", b"Content-Type\0 text/html\0") +
                 packet(b"N") + packet(b"B", BODY) + packet(b"E"))
    body = b""
    command, data = reply(link)
    while command not in (b"c", b"a"):
        if command == b"b":
            body += data
        command, data = reply(link)
print((body or BODY).decode())
sys.exit(0 if body else 1)
