/**
 * The guard's process: `practice-guard.js FOLDER PID`. Waits until its standard input ends, which means
 * that the practice cluster of this process id is gone, and ends those that it has noted in the folder.
 */
import { nodePlatform } from '../../platform/platform.ts';
import { nodeDisk } from './disk.ts';
import { Leftovers } from './leftovers.ts';

const [folder = '', owner = ''] = process.argv.slice(2);
process.stdin.resume();
process.stdin.once('close', async () => {
  await new Leftovers(nodePlatform(), folder, nodeDisk).end(Number(owner));
});
