"""Calls Python functions of activities and controls for the program that started it.

Reads one JSON object a line from standard input and writes one a line to what was standard output;
whatever the called code prints goes to standard error. Needs Python 3.8 and nothing else. It ends
with its input: after `{"op": "end"}` in good order, otherwise at once with all it started.
"""

import base64
import datetime
import decimal
import importlib
import inspect
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import traceback
import types
import uuid

# Where this script lies is no place for the modules of a user.
sys.path.pop(0)

BYTES = "$bytes"

#: Characters of a line of the log.
TEXT_LIMIT = 10000


class Channel:
    """Lines to and from the program that started this one."""

    def __init__(self):
        self._incoming = os.fdopen(os.dup(0), "rb")
        self._outgoing = os.fdopen(os.dup(1), "wb", buffering=0)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
        # A queue that a signal's handler may put into at any moment.
        self._waiting = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, daemon=True)
        self._writer.start()

    def send(self, message):
        self._waiting.put(message)

    def log(self, level, text):
        self.send({"log": [level, str(text)[:TEXT_LIMIT]]})

    def messages(self):
        for line in self._incoming:
            yield json.loads(line, object_hook=_revive)

    def close(self):
        self._waiting.put(None)
        self._writer.join(5)

    def _write(self):
        while True:
            message = self._waiting.get()
            if message is None:
                return
            data = (json.dumps(message) + "\n").encode("ascii")
            try:
                while data:
                    data = data[self._outgoing.write(data) :]
            except OSError:
                return


def _revive(value):
    if len(value) == 1 and BYTES in value:
        return base64.b64decode(value[BYTES])
    return value


def portable(value, strange):
    """A value as JSON has it, by the rules a journal is written by. What has no such form becomes
    its text, and its type is added to `strange`."""
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, dict):
        return {_key(key, strange): portable(item, strange) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [portable(item, strange) for item in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    if isinstance(value, (bytes, bytearray)):
        return {BYTES: base64.b64encode(value).decode("ascii")}
    strange.add(type(value).__name__)
    return repr(value)


def _key(key, strange):
    if isinstance(key, str):
        return key
    if key is None or isinstance(key, (bool, int, float)):
        return json.dumps(key)
    strange.add(type(key).__name__)
    return repr(key)


def whole(value, strange):
    try:
        return portable(value, strange)
    except RecursionError:
        strange.add(type(value).__name__)
        return "<%s that contains itself>" % type(value).__name__


def renew(old, new):
    """Makes an object what another one is and keeps it the same object, for whoever holds it."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [key for key in old if key not in new]:
            del old[key]
        for key, value in new.items():
            old[key] = renew(old[key], value) if key in old else value
        return old
    if isinstance(old, list) and isinstance(new, list):
        if len(old) == len(new):
            old[:] = [renew(*pair) for pair in zip(old, new)]
        else:
            old[:] = new
        return old
    return new


def blocks_of(experiment):
    """The blocks of an experiment by their paths: whoever plays one holds it."""
    if not isinstance(experiment, dict):
        return {}
    blocks = {(key,): value for key, value in experiment.items()}
    hypothesis = experiment.get("steady-state-hypothesis")
    if isinstance(hypothesis, dict):
        blocks["steady-state-hypothesis", "probes"] = hypothesis.get("probes")
    return {path: value for path, value in blocks.items() if isinstance(value, (dict, list))}


def at(value, pointer):
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def is_kind(error, name):
    """Whether an error is one of Chaos Toolkit's; the package need not be there."""
    return any(
        kind.__module__ == "chaoslib.exceptions" and kind.__name__ == name
        for kind in type(error).__mro__
    )


class LogHandler(logging.Handler):
    def __init__(self, channel):
        super().__init__()
        self._channel = channel

    def emit(self, record):
        try:
            text = record.getMessage()
            if record.exc_info and record.exc_info[0] is not None:
                text += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip()
            level = record.levelname
            known = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
            self._channel.log(level if level in known else "INFO", text)
        except Exception:
            self.handleError(record)


class Cut(KeyboardInterrupt):
    """Raised in code whose time is over."""


class Registry:
    """Where controls register handlers of events, as chaoslib's class of a similar name."""

    def __init__(self):
        self.handlers = []

    def register(self, handler):
        self.handlers.append(handler)

    def tell(self, event, arguments):
        for handler in self.handlers:
            try:
                getattr(handler, event)(*arguments)
            except Exception:
                name = type(handler).__name__
                logging.getLogger("chaostoolkit").debug("Handler %s failed", name, exc_info=True)


class Bridge:
    def __init__(self):
        self._channel = Channel()
        self._jobs = queue.Queue()
        self._main = threading.main_thread().ident
        self._running = {}
        self._cut = set()
        self._orderly = False
        #: Signals on their way to this process that were told of when they were sent.
        self._told = []
        #: Objects that controls share with each other: always the same ones, so that one may keep them.
        self._shared = {}
        self._registry = Registry()

    def serve(self):
        log = logging.getLogger("chaostoolkit")
        log.setLevel(logging.DEBUG)
        log.addHandler(LogHandler(self._channel))
        log.propagate = False
        stand_in_for_logzero(log)
        self._listen()
        threading.Thread(target=self._read, daemon=True).start()
        self._channel.send({"ready": True})
        while True:
            try:
                message = self._jobs.get()
            except BaseException:
                continue
            if message is None:
                self._channel.close()
                return
            self._play(message)

    def _listen(self):
        names = ("SIGINT", "SIGTERM", "SIGUSR1", "SIGUSR2")
        numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
        for number in numbers:
            signal.signal(number, self._signalled)
        os.kill = self._kill_in_order(os.kill, numbers)

    def _kill_in_order(self, kill, numbers):
        """Tells of a signal to this process before the code that sends it goes on: its handler runs in
        the main thread, at some later moment."""

        def send(pid, number):
            if pid == os.getpid() and number in numbers:
                self._told.append(number)
                self._channel.send({"signal": signal.Signals(number).name})
            kill(pid, number)

        return send

    def _signalled(self, number, _frame):
        running = next((id for id, thread in self._running.items() if thread == self._main), None)
        if running is not None and running in self._cut:
            raise Cut()
        name = signal.Signals(number).name
        if number in self._told:
            self._told.remove(number)
        else:
            self._channel.send({"signal": name})
        if running is not None and name.startswith("SIGUSR"):
            raise SystemExit(20 if name == "SIGUSR1" else 30)

    def _read(self):
        for message in self._channel.messages():
            op = message["op"]
            if op == "end":
                self._orderly = True
                self._jobs.put(None)
            elif op == "cut":
                self._end_job(message["target"])
            elif message.get("thread"):
                threading.Thread(target=self._play, args=(message,), daemon=True).start()
            else:
                self._jobs.put(message)
        if not self._orderly:
            end_all()

    def _end_job(self, id):
        thread = self._running.get(id)
        self._cut.add(id)
        if thread is None:
            return
        if thread != self._main:
            raise_in(thread, Cut)
        elif hasattr(signal, "pthread_kill"):
            signal.pthread_kill(thread, signal.SIGINT)
        else:
            signal.raise_signal(signal.SIGINT)

    def _play(self, message):
        id = message["id"]
        self._running[id] = threading.get_ident()
        answer = {"id": id}
        try:
            if id in self._cut:
                raise Cut()
            strange = set()
            os.environ.update(message.get("environment", {}))
            result = getattr(self, "do_" + message["op"])(message, strange)
            answer.update(result)
            if strange:
                answer["strange"] = sorted(strange)
        except BaseException as error:
            self._running.pop(id, None)
            answer.update(self._failure(error))
        finally:
            self._running.pop(id, None)
            self._cut.discard(id)
        self._channel.send(answer)

    def _failure(self, error):
        if isinstance(error, KeyboardInterrupt):
            return {"cut": True}
        if isinstance(error, SystemExit):
            code = error.code
            return {"exit": 0 if code is None else code if isinstance(code, int) else 1}
        if is_kind(error, "InterruptExecution"):
            return {"interrupted": str(error)}
        return {"raised": only(error), "lines": trace(error)}

    def _sync(self, message):
        for name, value in message.get("sync", {}).items():
            self._shared[name] = renew(self._shared.get(name), value)

    # What can be asked.

    def do_call(self, message, strange):
        """Calls the function of an activity. What it raises is the activity's failure; what keeps
        it from being called is not."""
        func = getattr(importlib.import_module(message["module"]), message["func"])
        arguments = message["arguments"]
        parameters = inspect.signature(func).parameters
        told = "secrets" in message and "secrets" in parameters
        if told:
            arguments["secrets"] = message["secrets"]
        if "configuration" in parameters:
            arguments["configuration"] = message["configuration"]
        try:
            result = func(**arguments)
        except Exception as error:
            if is_kind(error, "InterruptExecution"):
                raise
            return {"failed": only(error), "lines": trace(error)}
        return {"value": whole(result, strange), "told": told}

    def do_check(self, message, _strange):
        """What is wrong with activities and controls, each on its own."""
        return {"value": [examined(item) for item in message["items"]]}

    def do_notify(self, message, _strange):
        """Calls a function with a channel and what it is told, in this order."""
        module = importlib.import_module(message["module"])
        functions = dict(inspect.getmembers(module, inspect.isfunction))
        if message["func"] not in functions:
            return {"value": False}
        functions[message["func"]](message["channel"], message["notification"])
        return {"value": True}

    def do_discover(self, message, strange):
        """What the function `discover` of an installed package gives, or why there is none."""
        from importlib import metadata

        name = message["package"]
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            return {"refused": "package"}
        root = next((root for root in roots(distribution) if root.isidentifier()), None)
        if root is None:
            return {"refused": "module"}
        discover = getattr(importlib.import_module(root), "discover", None)
        if not inspect.isfunction(discover):
            return {"refused": "function", "module": root}
        return {"value": whole(discover(discover_system=message["system"]), strange)}

    def do_extensions(self, _message, strange):
        """Installed packages whose names say that they extend Chaos Toolkit."""
        from importlib import metadata

        found = {}
        for distribution in metadata.distributions():
            about = distribution.metadata
            name = about["Name"] or ""
            if name.startswith("chaostoolkit-") and name != "chaostoolkit-lib":
                license = about["License"] or about["License-Expression"]
                found.setdefault(name, [name, about["Version"], license, about["Summary"]])
        return {"value": whole(sorted(found.values()), strange)}

    def do_load(self, message, _strange):
        """Imports the module of a control: false when it can't be had."""
        try:
            importlib.import_module(message["module"])
            return {"value": True}
        except ImportError:
            return {"value": False}

    def do_control(self, message, strange):
        """Calls one function of a control with as much as it wants to know, and tells what it has
        changed."""
        self._sync(message)
        try:
            module = importlib.import_module(message["module"])
        except ImportError:
            return {"value": None}
        func = getattr(module, message["func"], None)
        if not func:
            return {"value": None}
        known = dict(self._shared)
        known["state"] = message.get("state")
        known.update(message.get("override", {}))
        wanted = message["gives"]
        arguments = message["arguments"]
        parameters = inspect.signature(func).parameters
        for name in wanted:
            if name in parameters:
                # While an experiment is loaded there is none, and asking for its extensions raises.
                holder, key = (known["experiment"], name) if name == "extensions" else (known, name)
                arguments[name] = holder.get(key)
        if "event_registry" in parameters and message["func"] == "configure_control":
            arguments["event_registry"] = self._registry
        if "pointer" in message:
            context = at(known["experiment"], message["pointer"])
            arguments["context"] = context
        elif "context" in message:
            context = arguments["context"] = message["context"]
        else:
            context = None
        watched = {"state": known["state"]}
        if "pointer" not in message:
            watched["context"] = context
        return self._watching(message, watched, strange, lambda: func(**arguments))

    def do_event(self, message, strange):
        """Tells the handlers that controls have registered of an event."""
        self._sync(message)
        if "journal" in message:
            self._shared["journal"] = renew(self._shared.get("journal"), message["journal"])
        arguments = [self._argument(given) for given in message["arguments"]]
        return self._watching(
            message, {}, strange, lambda: self._registry.tell(message["event"], arguments)
        )

    def _argument(self, given):
        if "shared" in given:
            return self._shared.get(given["shared"])
        if "pointer" in given:
            return at(self._shared.get("experiment"), given["pointer"])
        if "schedule" in given:
            return types.SimpleNamespace(**given["schedule"])
        return Exception(given["error"]) if "error" in given else given["value"]

    def _watching(self, message, more, strange, call):
        """Calls something and tells what it has changed of what is shared, and of more."""
        watched = {name: self._shared.get(name) for name in message.get("watch", [])}
        watched.update(more)
        before = {name: json.dumps(whole(value, set())) for name, value in watched.items()}
        blocks = blocks_of(self._shared.get("experiment"))
        try:
            call()
        except Exception as error:
            result = self._failure(error)
        else:
            result = {"value": None}
        now = blocks_of(self._shared.get("experiment"))
        result["replaced"] = [
            list(path) for path in blocks if path in now and blocks[path] is not now[path]
        ]
        result["listens"] = bool(self._registry.handlers)
        changed = {}
        for name, value in watched.items():
            now = whole(value, strange)
            if json.dumps(now) != before[name]:
                changed[name] = now
        result["changed"] = changed
        return result


def stand_in_for_logzero(log):
    """Many extensions take their logger from a package that Chaos Toolkit has replaced."""
    module = types.ModuleType("logzero")
    module.__path__ = []
    module.logger = log
    sys.modules["logzero"] = module


def roots(distribution):
    """Names that the modules of a package are imported by, as far as it tells them."""
    named = (distribution.read_text("top_level.txt") or "").split()
    if named:
        return named
    files = distribution.files or []
    return [file.parts[0] for file in files if len(file.parts) == 2 and file.name == "__init__.py"]


def only(error):
    """The last lines of a traceback, as `traceback` writes them."""
    return traceback.format_exception_only(type(error), error)[0].strip()


def trace(error):
    """The traceback without the lines of this script."""
    frames = error.__traceback__
    while frames is not None and frames.tb_frame.f_code.co_filename == __file__:
        frames = frames.tb_next
    return traceback.format_exception(type(error), error, frames)


def examined(item):
    """Why a function can't be called as an activity wants to, or None."""
    try:
        module = importlib.import_module(item["module"])
    except ImportError as error:
        missing = getattr(error, "name", None) or item["module"]
        return {"problem": "module", "missing": missing, "reason": only(error)}
    except Exception as error:
        return {"problem": "import", "reason": only(error)}
    if "func" not in item:
        return checked_by_itself(module, item)
    func = getattr(module, item["func"], None)
    if not (inspect.isfunction(func) or inspect.isbuiltin(func)):
        return {"problem": "function"}
    try:
        parameters = inspect.signature(func)
        arguments = dict.fromkeys(item["arguments"])
        for name in ("secrets", "configuration"):
            if name in parameters.parameters:
                arguments[name] = None
        parameters.bind(**arguments)
    except (TypeError, ValueError) as error:
        return {"problem": "arguments", "reason": str(error)}
    return None


def checked_by_itself(module, item):
    check = getattr(module, "validate_control", None)
    if check is None:
        return None
    try:
        check(item["control"])
    except Exception as error:
        return {"problem": "control", "reason": only(error)}
    return None


def raise_in(thread, kind):
    try:
        import ctypes
    except ImportError:
        return
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(kind))


def end_all():
    """Ends this process and what it has started, when nobody listens any more."""
    if os.name == "nt":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(os.getpid())],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    elif os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    Bridge().serve()
