import { hostname, userInfo } from 'node:os';

/** Who runs this program where, for other people: `ann@laptop`. */
export function whoAndWhere(): string {
  return `${userName()}@${hostname()}`;
}

/** A user id without a name is usual in containers. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] || process.env['USERNAME'] || 'somebody';
  }
}
