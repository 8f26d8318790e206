import { HumanError } from '../messages/error.ts';
import type { Message } from '../messages/types.ts';
import { openForSamples } from '../workbench/samples/client.ts';
import { deploySamples, removeSamples } from '../workbench/samples.ts';
import type { Arguments } from './arguments.ts';
import { connectionChoice } from './connection-choice.ts';
import { exitCodes, type Io } from './io.ts';
import { runSignals } from './signals.ts';

/** `samples deploy` and `samples remove`: the sample services on a cluster. */
export async function samplesCommand(args: Arguments, io: Io): Promise<number> {
  const { values } = args;
  const what = args.positionals[0] ?? '';
  if (what !== 'deploy' && what !== 'remove') {
    throw new HumanError('workbench.usage-samples', { value: what });
  }
  using signals = runSignals(process, process.platform);
  const say = (message: Message) => io.out(`${io.text(message)}\n`);
  const client = await openForSamples(
    {
      choice: connectionChoice(values),
      folder: io.cwd,
      environment: io.environment,
      onPluginOutput: (line) => io.err(`${line}\n`),
    },
    signals.stop,
  );
  try {
    const namespace = values.text('namespace') ?? client.namespace;
    if (what === 'remove') {
      const removed = await removeSamples(client, namespace, say, signals.stop);
      if (removed.length === 0) {
        say({ code: 'workbench.samples-nothing', args: { namespace } });
      }
      return exitCodes.ok;
    }
    const [backend, frontend] = [values.text('backend-image'), values.text('frontend-image')];
    await deploySamples(
      client,
      {
        frontend: values.text('frontend') === 'v2' ? 'v2' : 'v1',
        namespace,
        images: { ...(backend && { backend }), ...(frontend && { frontend }) },
      },
      say,
      signals.stop,
    );
    return exitCodes.ok;
  } catch (error) {
    if (signals.stop.aborted) {
      throw new HumanError('workbench.samples-stopped', {}, { cause: error });
    }
    throw error;
  } finally {
    client.close();
  }
}
