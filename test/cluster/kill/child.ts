/** A process that stops at a gate, to be killed there; it says on a line how far it came. */
import { doBetweenGates, type Order } from './work.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

// Nothing else keeps a process alive that waits at a gate.
const waiting = setInterval(() => undefined, 60_000);
const order: Order = JSON.parse(process.argv[2] ?? '');
doBetweenGates(order, (where) => say(`stopped ${where}`)).then(
  () => {
    say('done');
    clearInterval(waiting);
  },
  (error: unknown) => {
    say(`error ${error instanceof Error ? error.stack : error}`);
    process.exit(1);
  },
);
