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
  /** Positional arguments in the form of a usage line; those in brackets may be left out. */
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
      { name: 'control-file', value: 'FILE', multiple: true, hidden: true, help: 'Controls.' },
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
      {
        name: 'allow-unscoped',
        help: 'Allow actions without name and selector, which take a whole namespace.',
      },
      ...connection,
    ],
  },
  {
    name: 'validate',
    positionals: ['SOURCE'],
    help: 'Check the experiment in SOURCE and print every problem with its place.',
    options: [tls],
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
];
