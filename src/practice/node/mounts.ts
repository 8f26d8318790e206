import { posix } from 'node:path';

/** A path inside a container, and the file or folder of this machine that stands for it. */
export interface Mount {
  /** Absolute, with slashes: `/app`. `/` takes all that no other mount has. */
  inside: string;
  /** Absolute, as this machine writes paths. */
  outside: string;
}

/** Translates the paths of a container. */
export class Mounts {
  readonly #mounts: readonly Mount[];
  readonly #known: readonly string[];

  /**
   * @param mounts in any order; one of them is `/`
   * @param known paths of this machine that stand for themselves, with all below them
   */
  constructor(mounts: readonly Mount[], known: readonly string[]) {
    this.#mounts = mounts.toSorted((one, other) => other.inside.length - one.inside.length);
    this.#known = [...known, ...mounts.map(({ outside }) => outside)];
  }

  /**
   * Where a path of the container is on this machine.
   * @param from folder of the container that a relative path starts from
   */
  outside(path: string, from: string): string {
    if (this.#known.some((one) => isBelow(path, one))) {
      return path;
    }
    const inside = this.absolute(path, from);
    for (const mount of this.#mounts) {
      const rest = restOf(inside, mount.inside);
      if (rest !== undefined) {
        return rest === '' ? mount.outside : joined(mount.outside, rest);
      }
    }
    return path;
  }

  /** A path of this machine as the container names it; unchanged where it has no name there. */
  inside(path: string): string {
    const candidates = this.#mounts.filter(({ outside }) => isBelow(path, outside));
    const [mount] = candidates.sort((one, other) => other.outside.length - one.outside.length);
    if (mount === undefined) {
      return path;
    }
    const rest = path.slice(mount.outside.length).replaceAll('\\', '/');
    return posix.join(mount.inside, rest);
  }

  /** An absolute path of the container, however it was written. */
  absolute(path: string, from: string): string {
    return posix.resolve(from, path.replace(/^[A-Za-z]:(?=[\\/])/, '').replaceAll('\\', '/'));
  }

  /** The last parts of the mounts that lie directly in a folder of the container. */
  namesIn(folder: string): string[] {
    const names = this.#mounts.flatMap(({ inside }) => {
      const rest = restOf(inside, folder);
      return rest ? [rest.split('/')[0] ?? ''] : [];
    });
    return [...new Set(names)];
  }
}

function restOf(path: string, folder: string): string | undefined {
  const start = folder.endsWith('/') ? folder : `${folder}/`;
  if (path === folder) {
    return '';
  }
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}\\`);
}

function joined(folder: string, rest: string): string {
  return folder.includes('\\') ? `${folder}\\${rest.replaceAll('/', '\\')}` : `${folder}/${rest}`;
}
