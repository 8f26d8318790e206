import { breaks, exits, experiment, hypothesis, sh } from '../build.ts';
import type { Case, JsonObject, Rule } from '../case.ts';

/** A control that registers handlers, which write down what they are told and do as they shall. */
const listener = `
import json
from chaoslib.exceptions import InterruptExecution
from chaoslib.run import RunEventHandler

def told(value):
    if isinstance(value, Exception):
        return "error: %s" % value
    if isinstance(value, list):
        return [told(each) for each in value]
    if isinstance(value, dict):
        if "steady_states" in value:
            keys = ("status", "deviated", "steady_states", "run", "rollbacks")
            return {"journal": {key: told(value[key]) for key in keys}, "over": "end" in value}
        if "method" in value:
            return {"experiment": value["title"], "method": len(value["method"])}
        return {key: told(each) for key, each in value.items() if key not in ("start", "end", "duration", "provider", "exception", "pid")}
    if hasattr(value, "fail_fast"):
        return [value.continuous_hypothesis_frequency, value.fail_fast, value.fail_fast_ratio]
    return value

class Handler:
    def __init__(self, name, do, ordered, only):
        self.name, self.do, self.ordered, self.only = name, do, ordered, only

    def __getattr__(self, event):
        if event.startswith("__") or (self.only and event not in self.only):
            raise AttributeError(event)
        return lambda *arguments: self.hear(event, arguments)

    def hear(self, event, arguments):
        shown = arguments[:-1] if event == "running" else arguments
        with open("effects.log", "a+") as file:
            file.seek(0)
            number = len(file.readlines()) if self.ordered else 0
            file.write("%03d %s\\n" % (number, json.dumps([self.name, event, [told(each) for each in shown]], sort_keys=True)))
        what = self.do.get(event)
        if what == "fail":
            raise ValueError("broken")
        if what == "interrupt":
            raise InterruptExecution("enough")
        if what == "rename":
            arguments[0]["method"][0]["name"] = "renamed"

class Silent(RunEventHandler):
    def finish(self, journal):
        with open("effects.log", "a") as file:
            file.write("finished %s\\n" % journal["status"])

def configure_control(event_registry, do=None, ordered=True, only=None):
    event_registry.register(Handler("first", do or {}, ordered, only))
    event_registry.register(Handler("second", {}, ordered, only))
    event_registry.register(Silent())
`;

const act = (name: string, more: JsonObject = {}) => sh('exit 0', { name, ...more });

const everything: JsonObject = {
  ...hypothesis(exits(0, { name: 'fine', tolerance: 0 })),
  method: [act('first'), act('second')],
  rollbacks: [act('last')],
};

/** What the handlers wrote is what the case leaves behind. */
function hears(
  name: string,
  parts: JsonObject,
  given: JsonObject = {},
  more: Partial<Case> = {},
): Case {
  const provider = { type: 'python', module: 'listener', arguments: given };
  return {
    name,
    experiment: experiment({ ...parts, controls: [{ name: 'listens', provider }] }),
    modules: { 'listener.py': listener },
    ...more,
  };
}

/** Handlers that a control registers when it is configured. */
export const handlers: Rule[] = [
  {
    id: 'handlers-events',
    says: 'Handlers that a control registers are told of all events, with what the original tells.',
    cases: [
      hears('of a whole run', { ...everything, configuration: { c: 1 } }),
      hears('of a run without hypothesis and rollbacks', { method: [act('a')] }),
      hears('where the gate is not met', {
        ...everything,
        ...hypothesis(exits(1, { tolerance: 0 })),
      }),
      hears('of a run that deviates', {
        ...hypothesis(sh('test ! -e broken', { type: 'probe', name: 'p', tolerance: 0 })),
        method: [sh('touch broken')],
      }),
      hears('of an activity that fails', { ...everything, method: [breaks(), act('b')] }),
      hears('of a dry run', everything, {}, { options: { dry: 'activities' } }),
    ],
    mutation: {
      file: 'engine/run.ts',
      find: 'name: `start_hypothesis_${phase}`',
      replace: "name: 'start_hypothesis'",
    },
  },
  {
    id: 'handlers-watching',
    says: 'Handlers are told of the hypothesis that is watched, and how often.',
    cases: [
      hears(
        'once',
        { ...everything, method: [sh('sleep 1')] },
        {
          ordered: false,
          only: ['running', 'start_continuous_hypothesis', 'continuous_hypothesis_iteration'],
        },
        { options: { hypothesisStrategy: 'during-method-only', hypothesisFrequency: 60 } },
      ),
      hears(
        'until it ends the run',
        {
          ...everything,
          ...hypothesis(exits(1, { tolerance: 0 })),
          method: [sh('sleep 1'), act('b')],
        },
        { ordered: false, only: ['running', 'continuous_hypothesis_iteration', 'finish'] },
        {
          options: {
            hypothesisStrategy: 'during-method-only',
            hypothesisFrequency: 60,
            failFast: true,
          },
        },
      ),
    ],
    mutation: {
      file: 'engine/continuous.ts',
      find: 'arguments: [{ value: float }],',
      replace: 'arguments: [],',
    },
  },
  {
    id: 'handlers-failing',
    says: 'What a handler raises changes nothing, not even an interruption.',
    cases: [
      hears('errors', everything, {
        do: { running: 'fail', start_method: 'fail', finish: 'fail' },
      }),
      hears('an interruption', everything, {
        do: { start_method: 'interrupt', start_activity: 'interrupt' },
      }),
      hears('events that it knows nothing of', everything, { only: ['finish'] }),
    ],
    mutation: {
      file: 'engine/bridge/bridge.py',
      find: '                getattr(handler, event)(*arguments)\n            except Exception:',
      replace:
        '                getattr(handler, event)(*arguments)\n            except ZeroDivisionError:',
    },
  },
  {
    id: 'handlers-interrupted',
    says: 'Handlers are told who ended the run.',
    cases: [
      hears(
        'code of the run',
        {
          ...everything,
          method: [
            {
              type: 'action',
              name: 'ends it',
              provider: { type: 'python', module: 'ending', func: 'end' },
            },
          ],
        },
        {},
        {
          modules: {
            'listener.py': listener,
            'ending.py': `
from chaoslib.exceptions import InterruptExecution
def end():
    raise InterruptExecution("enough")
`,
          },
        },
      ),
      hears(
        'a signal',
        { ...everything, method: [sh('touch started; exec sleep 60')] },
        { only: ['running', 'interrupted', 'signal_exit', 'method_completed', 'finish'] },
        { signal: { name: 'SIGINT', when: 'started' } },
      ),
      hears(
        'a signal to end',
        { ...everything, method: [sh('touch started; exec sleep 60')] },
        { only: ['running', 'interrupted', 'signal_exit', 'method_completed', 'finish'] },
        { signal: { name: 'SIGTERM', when: 'started' } },
      ),
    ],
    mutation: {
      file: 'engine/controls/around.ts',
      find: 'isExit(error, interruption)\n',
      replace: '!isExit(error, interruption)\n',
    },
  },
  {
    id: 'handlers-change',
    says: 'A handler may change the experiment that is played.',
    cases: [hears('a name', everything, { do: { running: 'rename' } })],
    mutation: {
      file: 'engine/bridge/bridge.py',
      find: 'return self._shared.get(given["shared"])',
      replace: 'return renew(None, json.loads(json.dumps(self._shared.get(given["shared"]))))',
    },
  },
];
