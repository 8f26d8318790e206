import { reportFormats } from '../report/formats.ts';

/** One option of the command line. */
export interface Option {
  name: string;
  /** The word for its value in the help; without it the option is a switch. */
  value?: string;
  help: string;
  choices?: readonly string[];
  multiple?: boolean;
  /** Taken for compatibility with `chaos`; left out of the help. */
  hidden?: boolean;
}

/** One command. */
export interface Command {
  name: string;
  /**
   * Positional arguments in the form of a usage line; those in brackets may be left out, and a last
   * one with an ellipsis may be given any number of times.
   */
  positionals: readonly string[];
  help: string;
  options: readonly Option[];
}

/** Options that work with every command, before or after its name. */
export const globalOptions: readonly Option[] = [
  { name: 'version', help: 'Show the version and exit.' },
  { name: 'help', help: 'Show this help, or that of a command, and exit.' },
  { name: 'verbose', help: 'Show debug lines.' },
  { name: 'change-dir', value: 'DIR', help: 'Work in this folder.' },
  { name: 'log-file', value: 'FILE', help: 'Also write the log to this file.' },
  {
    name: 'log-file-level',
    value: 'LEVEL',
    choices: ['debug', 'info', 'warning', 'error'],
    help: 'Lowest level in the log file (debug).',
  },
  {
    name: 'log-format',
    value: 'FORMAT',
    choices: ['string', 'json'],
    help: 'Form of the log lines (string).',
  },
  {
    name: 'settings',
    value: 'FILE',
    help: 'Chaos Toolkit settings (~/.chaostoolkit/settings.yaml).',
  },
  { name: 'no-log-file', help: 'No log file, which is the default.', hidden: true },
  { name: 'no-version-check', help: 'Versions are never checked.', hidden: true },
];

/** How a cluster is chosen, as with kubectl. */
const connection: readonly Option[] = [
  { name: 'kubeconfig', value: 'FILE', help: 'Kubeconfig to use in place of the default.' },
  { name: 'context', value: 'NAME', help: 'Context of the kubeconfig to use.' },
];

const tls: Option = {
  name: 'no-verify-tls',
  help: 'Do not verify the certificate of the address that SOURCE is loaded from.',
};

const unscoped: Option = {
  name: 'allow-unscoped',
  help: 'Allow actions without name and selector, which take a whole namespace.',
};

const requireTargets: Option = {
  name: 'require-targets',
  help: 'Refuse when an action of the method would hit nothing.',
};

/** Values for an experiment, as with `chaos`. */
const variables: readonly Option[] = [
  {
    name: 'var',
    value: 'NAME[:TYPE]=VALUE',
    multiple: true,
    help: 'Value of a configuration entry; TYPE is str, int, float, bool, json or bytes.',
  },
  {
    name: 'var-file',
    value: 'FILE',
    multiple: true,
    help: 'JSON, YAML or .env file with configuration and secrets.',
  },
];

const python: Option = {
  name: 'python',
  value: 'PATH',
  help: 'The Python with the extensions of Chaos Toolkit (that of the active environment, else python3).',
};

/** For programs that decide by the result. */
const output: Option = {
  name: 'output',
  value: 'FORM',
  choices: ['text', 'agent'],
  help: 'What goes to standard output: text, or agent for one JSON report (text).',
};

/** For pipelines. */
const forPipelines: readonly Option[] = [
  { name: 'junit', value: 'FILE', help: 'Also write the result as JUnit XML.' },
  { name: 'sarif', value: 'FILE', help: 'Also write what was found as SARIF, for code scanning.' },
];

/** The commands and their options; parsing and help both read this. */
export const commands: readonly Command[] = [
  {
    name: 'run',
    positionals: ['SOURCE'],
    help: 'Run the experiment in SOURCE, a file or an http(s) address, in JSON or YAML.',
    options: [
      { name: 'journal-path', value: 'FILE', help: 'Where the journal goes (./journal.json).' },
      {
        name: 'dry',
        value: 'WHAT',
        choices: ['probes', 'actions', 'activities', 'pause'],
        help: 'Run without these: probes, actions, activities or pause.',
      },
      { name: 'no-validation', help: 'Run although the experiment is not valid.' },
      tls,
      {
        name: 'rollback-strategy',
        value: 'WHEN',
        choices: ['default', 'always', 'never', 'deviated'],
        help: 'When rollbacks are played: default, always, never or deviated.',
      },
      ...variables,
      {
        name: 'control-file',
        value: 'FILE',
        multiple: true,
        help: 'JSON or YAML file of controls by name, which come to the experiment as well.',
      },
      python,
      {
        name: 'hypothesis-strategy',
        value: 'WHEN',
        choices: [
          'default',
          'before-method-only',
          'after-method-only',
          'during-method-only',
          'continuously',
          'continously',
        ],
        help: 'When the steady-state hypothesis is checked: default, before-method-only, after-method-only, during-method-only or continuously.',
      },
      {
        name: 'hypothesis-frequency',
        value: 'SECONDS',
        help: 'Seconds between two checks during the method (1).',
      },
      { name: 'fail-fast', help: 'End the method at the first check that fails during it.' },
      output,
      {
        name: 'events-file',
        value: 'FILE',
        help: 'Write the progress of the run to this file, one JSON object a line.',
      },
      ...forPipelines,
      unscoped,
      requireTargets,
      { name: 'no-lease', help: 'Run beside another run in the same namespaces.' },
      {
        name: 'strict',
        help: 'Exit code 1 also when the verdict hides that nothing was tested; refuse a run that needs what is not allowed.',
      },
      {
        name: 'fail-on',
        value: 'LIST',
        help: 'Of --strict only these, with commas: gate, not-injected, forbidden.',
      },
      ...connection,
    ],
  },
  {
    name: 'targets',
    positionals: ['SOURCE'],
    help: 'Say which objects each action of the experiment would hit right now.',
    options: [
      { name: 'json', help: 'As JSON.' },
      requireTargets,
      ...variables,
      unscoped,
      tls,
      ...connection,
    ],
  },
  {
    name: 'permissions',
    positionals: ['SOURCE'],
    help: 'Say what the experiment and its undo need, and whether it is allowed.',
    options: [
      { name: 'yaml', help: 'Write the smallest roles that are enough.' },
      ...variables,
      unscoped,
      tls,
      ...connection,
    ],
  },
  {
    name: 'validate',
    positionals: ['SOURCE'],
    help: 'Check the experiment in SOURCE and print every problem with its place.',
    options: [tls, python, output, ...forPipelines],
  },
  {
    name: 'discover',
    positionals: ['PACKAGE'],
    help: 'Write down what an extension offers: chaostoolkit-kubernetes, which is built in, or any package of your Python.',
    options: [
      {
        name: 'discovery-path',
        value: 'FILE',
        help: 'Where the discovery goes (./discovery.json).',
      },
      { name: 'no-install', help: 'The package is there: do not install or upgrade it.' },
      { name: 'no-system-info', help: 'Do not let the package look at the system.' },
      python,
    ],
  },
  {
    name: 'init',
    positionals: [],
    help: 'Write a new experiment by answering questions.',
    options: [
      {
        name: 'discovery-path',
        value: 'FILE',
        help: 'Discovery whose activities are offered (./discovery.json); without it those built in.',
      },
      {
        name: 'experiment-path',
        value: 'FILE',
        help: 'Where the experiment goes, in JSON or YAML (./experiment.json).',
      },
      python,
    ],
  },
  {
    name: 'settings',
    positionals: ['show|get|set|remove', '[KEY]', '[VALUE]'],
    help: 'Show the Chaos Toolkit settings, or get, set or remove one entry. Secrets in them are shown.',
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        choices: ['yaml', 'json', 'string'],
        help: 'Form of what is shown: yaml or json, of one entry also string (yaml).',
      },
    ],
  },
  {
    name: 'info',
    positionals: ['core|extensions|settings'],
    help: 'Show versions, extensions of Chaos Toolkit that are there, or the settings file.',
    options: [python],
  },
  {
    name: 'report',
    positionals: ['JOURNAL', '[JOURNAL …]'],
    help: 'Make a page of one or more journals, of `chaos` too, that a person reads.',
    options: [
      {
        name: 'export-format',
        value: 'FORMAT',
        choices: reportFormats,
        help: 'html, one page that needs nothing else, or markdown (html).',
      },
      {
        name: 'output',
        value: 'FILE',
        help: 'Where the report goes (beside the first journal); - for the terminal.',
      },
    ],
  },
  {
    name: 'samples',
    positionals: ['deploy|remove'],
    help: 'Put the sample services on a cluster, or take them away again.',
    options: [
      {
        name: 'frontend',
        value: 'VERSION',
        choices: ['v1', 'v2'],
        help: 'Frontend without (v1) or with (v2) a circuit breaker (v1).',
      },
      { name: 'namespace', value: 'NAME', help: "Namespace (the context's own)." },
      {
        name: 'backend-image',
        value: 'IMAGE',
        help: 'An image of your own for the backend; without it none is needed.',
      },
      { name: 'frontend-image', value: 'IMAGE', help: 'An image of your own for the frontend.' },
      ...connection,
    ],
  },
  {
    name: 'practice',
    positionals: ['up|down|status'],
    help: 'A Kubernetes cluster of your own for practice, without Docker: its pods are processes.',
    options: [
      {
        name: 'detach',
        help: 'Return when it is up, and print the path of its kubeconfig; it runs until `down`.',
      },
      { name: 'json', help: 'The status as JSON.' },
    ],
  },
  {
    name: 'undo',
    positionals: ['[RUN]'],
    help: 'Put back what a run has changed in the cluster: RUN, or the newest that left something.',
    options: [
      { name: 'list', help: 'Only list the runs that left something, and what.' },
      { name: 'dry', help: 'Only say what would be done.' },
      { name: 'force', help: 'Put back also what somebody else has changed since.' },
      ...connection,
    ],
  },
];
