"""Runs the real `chaos` command again and again without loading it each time.

Reads one JSON object a line: {"id", "argv", "cwd", "env", "log"}. Forks for each, so that every run
starts from a process that has done nothing but import; writes {"id", "pid"} when it has started and
{"id", "code"} when it has ended. Ends with its standard input.
"""

import json
import os
import selectors
import signal
import sys

from chaostoolkit.__main__ import cli

import chaoslib.run  # noqa: F401
import requests  # noqa: F401

running = {}


def say(message):
    os.write(1, (json.dumps(message) + "\n").encode())


def play(job, own):
    for name in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.set_wakeup_fd(-1)
    for each in own:
        os.close(each)
    os.setpgid(0, 0)
    os.chdir(job["cwd"])
    os.environ.clear()
    os.environ.update(job["env"])
    sys.path[:0] = filter(None, job["env"].get("PYTHONPATH", "").split(os.pathsep))
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(nothing, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    sys.argv = ["chaos", *job["argv"]]
    cli()


def start(job, own):
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            play(job, own)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        except BaseException:
            sys.excepthook(*sys.exc_info())
            code = 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    running[pid] = job["id"]
    say({"id": job["id"], "pid": pid})


def reap():
    for pid in list(running):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            say({"id": running.pop(pid), "code": os.waitstatus_to_exitcode(status)})


def main():
    wake, woken = os.pipe()
    os.set_blocking(woken, False)
    signal.set_wakeup_fd(woken)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    selector = selectors.DefaultSelector()
    selector.register(0, selectors.EVENT_READ)
    selector.register(wake, selectors.EVENT_READ)
    waiting = b""
    while True:
        for key, _ in selector.select():
            data = os.read(key.fd, 65536)
            if key.fd == wake:
                reap()
            elif not data:
                return
            else:
                *lines, waiting = (waiting + data).split(b"\n")
                for line in lines:
                    start(json.loads(line), (wake, woken))


main()
