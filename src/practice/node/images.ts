import { createHash } from 'node:crypto';

/** Annotation of a pod that is to be ready without running anything: `"true"`. */
export const inertAnnotation = 'practice.chaos-workbench.dev/inert';

/** What an image brings along. */
export interface Image {
  /** File of the samples that is at `/app/main.mjs`; none in the stock image. */
  sample: string | undefined;
  /** What runs where the container names no command. */
  entrypoint: readonly string[];
  arguments: readonly string[];
}

const samples: Readonly<Record<string, string | undefined>> = {
  'sample-frontend:v1': 'frontend-v1.mjs',
  'sample-frontend:v2': 'frontend-v2.mjs',
};

/** Where an image of the samples has its program. */
export const sampleFile = '/app/main.mjs';

/** The image of that name, from whatever registry; undefined where it is none that runs here. */
export function imageOf(name: string): Image | undefined {
  const [path = ''] = name.slice(name.lastIndexOf('/') + 1).split('@');
  const [last = '', tag = 'latest'] = path.split(':');
  if (last === 'node') {
    return { sample: undefined, entrypoint: [], arguments: ['node'] };
  }
  const sample = last === 'sample-backend' ? 'backend.mjs' : samples[`${last}:${tag}`];
  return sample === undefined
    ? undefined
    : { sample, entrypoint: ['node'], arguments: [sampleFile] };
}

/** Why a container with another image waits. */
export function unknownImage(name: string): string {
  return (
    `the practice cluster has no image "${name}": it runs only sample-backend, sample-frontend:v1, ` +
    'sample-frontend:v2 and node. For a pod that is ready and runs nothing, annotate it with ' +
    `${inertAnnotation}: "true"`
  );
}

/** The name with registry and tag, as a container runtime reports it. */
export function fullImageName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  const hasRegistry = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const path = rest.length === 0 ? `docker.io/library/${name}` : `docker.io/${name}`;
  const full = hasRegistry ? name : path;
  return /[:@]/.test(full.slice(full.lastIndexOf('/'))) ? full : `${full}:latest`;
}

/** The same for each start of an image of that name. */
export function imageId(name: string): string {
  return `sha256:${createHash('sha256').update(fullImageName(name)).digest('hex')}`;
}
