/** What the functions of these experiments do. */
const functions = `
import datetime, decimal, logging, os, signal, sys, threading, time
from chaoslib.exceptions import ActivityFailed, InterruptExecution

def echo(**kwargs):
    return kwargs

def text(**kwargs):
    return repr(kwargs)

def give(value=None):
    return value

def add(a, b=2, *, c=3):
    return a + b + c

def told(configuration, secrets=None):
    return [configuration, secrets]

def silent(secrets=None):
    return secrets

def fails(text="no"):
    raise ActivityFailed(text)

def breaks(text="broken"):
    raise ValueError(text)

def interrupts(text="enough"):
    raise InterruptExecution(text)

def leaves(code):
    sys.exit(code)

def typed():
    return {"d": datetime.date(2020, 1, 2), "n": decimal.Decimal("1.50"), "t": (1, 2), 3: True, None: 1.0}

def thread():
    return threading.current_thread() is threading.main_thread()

def judge(value, low):
    return value >= low

def sends(name):
    os.kill(os.getpid(), getattr(signal, name))
    time.sleep(5)

def sends_and_returns(name):
    time.sleep(0.3)
    os.kill(os.getpid(), getattr(signal, name))

def touch(path, seconds=0):
    try:
        open(path, "w").close()
        time.sleep(seconds)
    finally:
        open("cleaned", "w").close()

def prints():
    print("to the log")
    logging.getLogger("chaostoolkit").info("logged")
    return sys.stdin.read()
`;

/** What a case brings for its activities to call. */
export const modules = { 'mymod.py': functions };
