import { teachCreate } from '../../messages/create.ts';
import type { Message } from '../../messages/types.ts';
import type { JsonObject } from '../json.ts';
import {
  type Call,
  faultCall,
  missingCall,
  pauseAfter,
  rollbackCall,
  type SeedFault,
} from './faults.ts';
import { probesOf } from './hypothesis.ts';
import type { Seed } from './seed.ts';

teachCreate();

/**
 * An experiment for a workload that can be run as it is: what must hold, the fault, and what puts it
 * back.
 * @param text the sentence of a message in the language the experiment is written in
 */
export function createExperiment(
  seed: Seed,
  fault: SeedFault,
  text: (message: Message) => string,
): JsonObject {
  const { kind, name, namespace, replicas } = seed;
  const args = { kind, name, namespace, count: replicas };
  const say = (code: string) => text({ code, args });
  const rollback = rollbackCall(seed, fault);
  const pause = pauseAfter(seed, fault);
  const missing = missingCall(seed, fault);
  return {
    title: say(`create.title.${fault}`),
    description: say(`create.description.${fault}`),
    tags: ['kubernetes', kind.toLowerCase(), name],
    'steady-state-hypothesis': {
      title: say('create.hypothesis'),
      probes: probesOf(seed, fault, text),
    },
    method: [
      {
        ...activity('action', say(`create.action.${fault}`), faultCall(seed, fault)),
        ...(pause > 0 && { pauses: { after: pause } }),
      },
      ...(missing === undefined ? [] : [activity('probe', say('create.probe.missing'), missing)]),
    ],
    rollbacks:
      rollback === undefined ? [] : [activity('action', say(`create.rollback.${fault}`), rollback)],
  };
}

function activity(
  type: 'action' | 'probe',
  name: string,
  { module, func, arguments: args }: Call,
): JsonObject {
  return { type, name, provider: { type: 'python', module, func, arguments: args } };
}
