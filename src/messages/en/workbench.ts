import type { MessageTable } from '../types.ts';

/** Sentences of the room `workbench` and of the command line; every code starts with `workbench.`. */
export const workbench = {
  'workbench.usage-command': 'There is no command “{name}”. Commands: {known}.',
  'workbench.usage-option':
    'There is no option {option} here. See: chaos-workbench {command} --help',
  'workbench.usage-no-value': '{option} takes no value.',
  'workbench.usage-value': '{option} needs a value: {option} {value}',
  'workbench.usage-choice': '{option} can’t be “{value}”. It is one of: {choices}.',
  'workbench.usage-missing': '{name} is missing. Usage: chaos-workbench {command} [OPTIONS] {name}',
  'workbench.usage-extra': '“{value}” is one argument too many for {command}.',
  'workbench.usage-number': '{option} needs a number of at least 0, not “{value}”.',
  'workbench.usage-var': '--var: {reason}',
  'workbench.var-file-broken':
    'The variable file {file} can’t be read from line {line}, column {column} on, so nothing was run. Mend the file, or leave it out of the run’s options.',
  'workbench.usage-var-file':
    '--var-file: Path "{path}" does not exist. Check the spelling and the folder ({cwd}).',
  'workbench.usage-control-file':
    '--control-file: Path "{path}" does not exist. Check the spelling and the folder ({cwd}).',
  'workbench.control-file':
    'The controls in {path} can’t be read and are left out: they must be JSON or YAML of names and controls (line {line}).',
  'workbench.usage-samples': '“{value}” is not something samples can do. It is deploy or remove.',
  'workbench.samples-stopped':
    'Stopped. What was done so far stays: deploy again to go on, or run: samples remove',
  'workbench.source-missing':
    'Path "{path}" does not exist. Check the spelling and the folder ({cwd}).',
  'workbench.source-unreadable':
    '{path} can’t be read: {reason}. Check the path and who may read it.',
  'workbench.source-extension':
    '{path} is neither .json, .yaml nor .yml, so its format is unknown. Rename the file.',
  'workbench.source-scheme': '“{scheme}” addresses can’t be loaded. Use a file, http or https.',
  'workbench.source-unreachable': '{url} can’t be loaded: {reason}',
  'workbench.source-status': '{url} answered {status} instead of an experiment: {body}',
  'workbench.source-content-type':
    '{url} says its content is “{type}”. It must be JSON, YAML or plain text.',
  'workbench.settings-invalid': 'The settings in {path} can’t be read and are left out: {reason}',
  'workbench.invalid':
    'The experiment has {count} {count|problem|problems} and was not run. The first: {first}',
  'workbench.program-missing':
    'The program “{path}” is not on this machine. Install it, correct “path”, or add its folder to PATH.',
  'workbench.valid': 'experiment syntax and semantic look valid',
  'workbench.run-folder':
    'The folder for runs, {path}, can’t be used: {reason}. A run is not started without a place for its record. Free some space or set {variable} to another folder.',
  'workbench.journal-unwritable':
    'The journal can’t be written to {path}: {reason}. It is kept in {kept}. Free some space there or choose another path.',
  'workbench.change-dir':
    'The folder {path} can’t be entered: {reason}. Check the --change-dir that was given.',
  'workbench.log-file':
    'The log file {path} can’t be written: {reason}. Give another --log-file, or leave it out.',
  'workbench.log-file-incomplete':
    'The log file {path} is not complete, as it can’t be written any more: {reason}. The run goes on. Free some space or give another --log-file.',
  'workbench.untrusted':
    'Nothing is run in an untrusted workspace. Trust it first (Workspaces: Manage Workspace Trust).',
  'workbench.sign-in': '{line}',
  'workbench.bug': 'This is a mistake in Chaos Workbench, not in your experiment: {text}',
  'workbench.no-experiment': 'The file holds no experiment: it is empty.',
} satisfies MessageTable;
