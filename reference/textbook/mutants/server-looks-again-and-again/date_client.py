"""Prints what the date server says."""
import socket
import sys

with socket.create_connection(("127.0.0.1", 6013)) as server, server.makefile("rb") as lines:
    for line in lines:
        sys.stdout.buffer.write(line)
