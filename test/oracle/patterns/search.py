"""Searches names for patterns with Python's own `re`, for as long as its standard input lasts.

Reads one JSON object a line: {"pattern", "names"}. Writes {"found": "1.?"}, a letter a name (found,
not found, ended by the time limit), or {"refused": "why"}.
"""

import json
import re
import signal
import sys
import warnings

LIMIT = 0.5


class TooLong(Exception):
    pass


def too_long(*_):
    raise TooLong


def found(expression, name):
    signal.setitimer(signal.ITIMER_REAL, LIMIT)
    try:
        return "1" if expression.search(name) else "."
    except TooLong:
        return "?"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def answer(pattern, names):
    try:
        expression = re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        return {"refused": str(error)}
    return {"found": "".join(found(expression, name) for name in names)}


def main():
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, too_long)
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps(answer(job["pattern"], job["names"])), flush=True)


main()
