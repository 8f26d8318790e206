import { exits, experiment, hypothesis, sh } from '../build.ts';
import type { Case, JsonObject } from '../case.ts';

/** A control that writes down what it is called with, and does as its arguments say. */
const recorder = `
import json, logging
from chaoslib.exceptions import InterruptExecution

def seen(hook, name, **facts):
    with open("effects.log", "a+") as file:
        file.seek(0)
        number = len(file.readlines())
        file.write("%03d %s\\n" % (number, json.dumps([hook, name, facts], sort_keys=True, default=str)))

def kind(context):
    return context if isinstance(context, str) else context.get("title") or context.get("name")

def act(hook, do, context, experiment, state, configuration):
    for what in (do or {}).get(hook, []):
        if what == "interrupt":
            raise InterruptExecution("enough")
        if what == "fail":
            raise ValueError("broken")
        target = {"context": context, "experiment": experiment, "state": state, "configuration": configuration}[what[0]]
        *path, last = what[1]
        for key in path:
            target = target[key]
        if last == "insert":
            target.insert(*what[2])
        elif len(what) == 2:
            del target[last]
        else:
            target[last] = what[2]

def hook(name):
    def called(context, name_=None, do=None, experiment=None, state=None, configuration=None, secrets=None, settings=None, extensions=None):
        seen(name, name_, context=kind(context), state=summary(state), configuration=configuration, settings=settings is None, extensions=extensions)
        act(name, do, context, experiment, state, configuration)
    return called

def summary(state):
    if isinstance(state, dict):
        return {key: value for key, value in state.items() if key in ("status", "output", "steady_state_met", "deviated", "tolerance_met")}
    if isinstance(state, list):
        return [summary(each) for each in state]
    return state

for level in ("experiment", "hypothesis", "method", "rollback", "activity"):
    for when in ("before", "after"):
        globals()["%s_%s_control" % (when, level)] = hook("%s-%s" % (level, when))

def configure_control(configuration=None, name_=None, do=None, experiment=None, settings=None):
    seen("configure", name_, configuration=configuration, settings=settings is None)
    act("configure", do, None, experiment, None, configuration)

def cleanup_control():
    seen("cleanup", None)
`;

/** One that wants less than it could have. */
const small = `
def before_activity_control(context):
    with open("effects.log", "a") as file:
        file.write("small before %s\\n" % context["name"])

def after_activity_control(context, state, **kwargs):
    with open("effects.log", "a") as file:
        file.write("small after %s %s %s\\n" % (context["name"], state and state["status"], sorted(kwargs)))
`;

export const modules = { 'recorder.py': recorder, 'small.py': small };

type Doing = Record<string, (string | [string, (string | number)[], unknown?])[]>;

/** A control that records under its name, and does things at hooks. */
export function control(name: string, does: Doing = {}, more: JsonObject = {}): JsonObject {
  const { provider, ...others } = more;
  return {
    name,
    provider: {
      type: 'python',
      module: 'recorder',
      arguments: { name_: name, do: does as JsonObject },
      ...(provider as JsonObject | undefined),
    },
    ...others,
  };
}

/** What was recorded is what the case leaves behind. */
export function shows(name: string, parts: JsonObject, more: Partial<Case> = {}): Case {
  return { name, experiment: experiment(parts), modules, ...more };
}

export const act = (name: string, more: JsonObject = {}) => sh('exit 0', { name, ...more });

export const everything: JsonObject = {
  ...hypothesis(exits(0, { name: 'fine', tolerance: 0 })),
  method: [act('first'), act('second')],
  rollbacks: [act('last')],
};

export function withControls(parts: JsonObject, ...controls: JsonObject[]): JsonObject {
  return { ...parts, controls };
}
