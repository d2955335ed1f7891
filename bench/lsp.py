#!/usr/bin/env python3
# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long `pageless lsp` takes for a file: the first answer, and those after edits.

    bench/lsp.py [--pageless PROGRAM] [--edits N] FILE OPTION OF lsp...

Opens FILE as an editor would, waits for its diagnostics, then types a comment
at the end of a line in the middle, N times, and waits each time. Nothing is
written to FILE. Prints wall time and the server's CPU time, in seconds.
"""

import argparse
import json
import os
import subprocess
import time


class Client:
    """Speaks with one server."""

    def __init__(self, command):
        self.server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last_id = 0

    def send(self, method, params, is_request=False):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        if is_request:
            self.last_id += 1
            message["id"] = self.last_id
        content = json.dumps(message).encode()
        self.server.stdin.write(
            b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.server.stdin.flush()

    def read(self):
        length = None
        while (line := self.server.stdout.readline()) not in (b"\r\n", b""):
            name, value = line.split(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            raise SystemExit("bench/lsp.py: the server has ended")
        message = json.loads(self.server.stdout.read(length))
        if message.get("method") == "window/showMessage":
            print("server says:", message["params"]["message"])
        return message

    def request(self, method, params):
        self.send(method, params, is_request=True)
        while (message := self.read()).get("id") != self.last_id:
            pass
        if "error" in message:
            raise SystemExit(f"bench/lsp.py: {message['error']}")
        return message["result"]

    def diagnostics(self, version):
        while True:
            message = self.read()
            if (message.get("method") == "textDocument/publishDiagnostics"
                    and message["params"].get("version") == version):
                return message["params"]["diagnostics"]

    def cpu(self):
        """The server's CPU time so far, user and system."""
        with open(f"/proc/{self.server.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        """The most memory that it had, in MB."""
        with open(f"/proc/{self.server.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM"):
                    return int(line.split()[1]) // 1024
        return 0


def timed(client, what, ask):
    wall, cpu = time.monotonic(), client.cpu()
    answer = ask()
    print(f"{what:14} {time.monotonic() - wall:6.2f} s wall "
          f"{client.cpu() - cpu:6.2f} s CPU  {len(answer)} diagnostics")
    return answer


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pageless", default="build/pageless")
    parser.add_argument("--edits", type=int, default=5)
    parser.add_argument("file")
    arguments, options = parser.parse_known_args()
    path = os.path.abspath(arguments.file)
    uri = "file://" + path
    with open(path, encoding="utf-8", errors="replace") as file:
        text = file.read()
    client = Client([arguments.pageless, "lsp", *options])
    client.request("initialize", {
        "processId": None, "rootUri": None,
        "capabilities": {"textDocument": {"codeAction": {
            "codeActionLiteralSupport": {}}}}})
    client.send("initialized", {})
    print(f"{arguments.file}: {text.count(chr(10))} lines")

    def opened():
        client.send("textDocument/didOpen", {"textDocument": {
            "uri": uri, "languageId": "c", "version": 1, "text": text}})
        return client.diagnostics(1)

    found = timed(client, "first answer", opened)
    lines = text.split("\n")
    middle = len(lines) // 2
    at = {"line": middle, "character": len(lines[middle].encode("utf-16-le")) // 2}
    for version in range(2, 2 + arguments.edits):
        def edited():
            client.send("textDocument/didChange", {
                "textDocument": {"uri": uri, "version": version},
                "contentChanges": [{"range": {"start": at, "end": at},
                                    "text": " /* typed */"}]})
            return client.diagnostics(version)
        if len(timed(client, f"edit {version - 1}", edited)) != len(found):
            raise SystemExit("bench/lsp.py: an edit has changed the diagnostics")
    actions = client.request("textDocument/codeAction", {
        "textDocument": {"uri": uri}, "context": {"diagnostics": []},
        "range": {"start": {"line": 0, "character": 0},
                  "end": {"line": len(lines), "character": 0}}})
    print(f"{len(actions)} code actions; {client.memory()} MB at most")
    client.request("shutdown", None)
    client.send("exit", None)
    raise SystemExit(client.server.wait())


main()
