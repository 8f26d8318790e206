import { type Preview, previewJob } from '../workbench/preview.ts';
import { loadSettings } from '../workbench/settings.ts';
import { loadSource } from '../workbench/source.ts';
import type { Arguments } from './arguments.ts';
import { connectionChoice } from './connection-choice.ts';
import { givenValues } from './given-values.ts';
import type { Io } from './io.ts';
import { settingsPath } from './settings-path.ts';
import type { RunSignals } from './signals.ts';

/** Loads the experiment of a command and looks at what it would do. */
export async function previewSource(
  args: Arguments,
  io: Io,
  permissions: boolean,
  { stop }: Pick<RunSignals, 'stop'>,
): Promise<Preview> {
  const { values } = args;
  const given = await givenValues(args, io);
  const settings = await loadSettings(settingsPath(args, io));
  const environment = { ...io.environment, ...given.environment };
  const source = await loadSource(args.positionals[0] ?? '', {
    cwd: io.cwd,
    environment: io.environment,
    auths: settings.auths,
    verifyTls: !values.flag('no-verify-tls'),
    signal: stop,
  });
  return previewJob(
    {
      text: source.text,
      format: source.format,
      cwd: io.cwd,
      folder: source.folder,
      options: given.options,
      connection: connectionChoice(values),
      allowUnscoped: values.flag('allow-unscoped'),
    },
    permissions,
    {
      environment,
      trusted: true,
      signal: stop,
      onPluginOutput: (line) => io.err(`${line}\n`),
    },
  );
}
