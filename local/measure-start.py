#!/usr/bin/env python3
"""From process start to the first answered request of a built bundle, in milliseconds.

    cargo build --release -p local && python3 local/measure-start.py target/release/local [RUNS]
"""
import os
import socket
import subprocess
import sys
import tempfile
import time

REQUEST = b"GET /.well-known/jwks.json HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(REQUEST)
            return connection.recv(12) == b"HTTP/1.1 200"
    except OSError:
        return False


def start(binary, arguments):
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen([binary, "--listen", f"127.0.0.1:{port}", "--pages", "none", *arguments], stdout=subprocess.DEVNULL)
    while not answers(port):
        time.sleep(0.0005)
    taken = (time.perf_counter() - began) * 1000
    process.kill()
    process.wait()
    return taken


def main():
    binary, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 9
    with tempfile.TemporaryDirectory() as folder:
        kept = ["--store", os.path.join(folder, "city.db")]
        for name, arguments in [("in memory, empty", ["--empty"]), ("in memory, demo city", []), ("file, reopened", kept)]:
            start(binary, arguments)
            taken = sorted(start(binary, arguments) for _ in range(runs))
            print(f"{name}: min {taken[0]:.0f}, median {taken[len(taken) // 2]:.0f}, max {taken[-1]:.0f} ms of {runs}")


main()
