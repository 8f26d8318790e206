import type { System } from './system.ts';

/** When a process started, see Platform.processStartTime. */
export async function processStartTime(system: System, pid: number): Promise<string | null> {
  try {
    if (system.os === 'linux') {
      return await linuxStartTime(system, pid);
    }
    const text =
      system.os === 'win32'
        ? await system.run('powershell.exe', [
            '-NoProfile',
            '-NonInteractive',
            '-Command',
            `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`,
          ])
        : await system.run('ps', ['-o', 'lstart=', '-p', String(pid)]);
    return text.trim() || null;
  } catch {
    return null;
  }
}

/** Ticks since boot, with the boot's id: after a restart the same number means another process. */
async function linuxStartTime(system: System, pid: number): Promise<string | null> {
  const stat = await system.readText(`/proc/${pid}/stat`);
  const boot = await system.readText('/proc/sys/kernel/random/boot_id').catch(() => '');
  // The second field is the program's name in brackets and may itself hold brackets and blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields[19];
  return ticks === undefined ? null : `${boot.trim()}/${ticks}`;
}
