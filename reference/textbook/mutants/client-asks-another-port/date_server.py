"""Tells every client the date, one after the other, and can be started again at once."""
import socket
import time

with socket.create_server(("", 6013)) as door:
    while True:
        client, _ = door.accept()
        with client:
            client.sendall(time.strftime("%a %b %d %H:%M:%S %Z %Y\n").encode())
