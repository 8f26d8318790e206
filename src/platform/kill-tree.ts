import type { System } from './system.ts';

/** Milliseconds between asking and forcing: a stop has to be over within a second. */
const defaultGrace = 400;

/** Ends a process with everything it started, see Platform.killTree. */
export async function killTree(system: System, pid: number, grace = defaultGrace): Promise<void> {
  if (system.os === 'win32') {
    await system.run('taskkill', ['/pid', String(pid), '/T', '/F']).catch(() => {});
    return;
  }
  // Children that started a session of their own have left the group; they are looked up before
  // their parents die, because orphans lose the way back to the tree.
  await endAll(system, [-pid, ...(await descendants(system, pid)), pid], grace);
}

/** Ends what a process started and leaves the process itself, see Platform.killChildren. */
export async function killChildren(system: System, pid: number): Promise<void> {
  if (system.os !== 'win32') {
    await endAll(system, await descendants(system, pid), defaultGrace);
  }
}

async function endAll(system: System, targets: number[], grace: number): Promise<void> {
  const send = (signal: NodeJS.Signals) => {
    for (const target of targets) {
      signalled(system, target, signal);
    }
  };
  send('SIGTERM');
  const isAlive = () => targets.some((target) => signalled(system, target, 0));
  const step = 20;
  for (let waited = 0; waited < grace && isAlive(); waited += step) {
    await system.wait(step);
  }
  send('SIGKILL');
}

function signalled(system: System, target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    system.kill(target, signal);
    return true;
  } catch {
    return false;
  }
}

async function descendants(system: System, root: number): Promise<number[]> {
  const parents = await (system.os === 'linux' ? linuxParents(system) : psParents(system)).catch(
    () => new Map<number, number>(),
  );
  const found: number[] = [];
  let layer = [root];
  while (layer.length > 0) {
    layer = [...parents].filter(([, parent]) => layer.includes(parent)).map(([pid]) => pid);
    found.push(...layer);
  }
  return found;
}

async function linuxParents(system: System): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  const pids = (await system.list('/proc')).filter((name) => /^\d+$/.test(name));
  await Promise.all(
    pids.map(async (pid) => {
      const stat = await system.readText(`/proc/${pid}/stat`).catch(() => '');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (parent > 0) {
        parents.set(Number(pid), parent);
      }
    }),
  );
  return parents;
}

async function psParents(system: System): Promise<Map<number, number>> {
  const text = await system.run('ps', ['-axo', 'pid=,ppid=']);
  return new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [pid, parent] = line.trim().split(/\s+/).map(Number);
        return [pid ?? 0, parent ?? 0] as const;
      }),
  );
}
