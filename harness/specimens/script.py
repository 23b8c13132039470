#!/usr/bin/python3
# The same in Python, with threads of the runtime's own kind. Verdict: passed.
import os
import threading

read_end, write_end = os.pipe()
reader = threading.Thread(target=lambda: print(os.read(read_end, 100).decode(), flush=True))
reader.start()
os.write(write_end, b"from a script")
reader.join()
