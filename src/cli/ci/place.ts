import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where an experiment is, for the tools of a pipeline. */
export interface SourcePlace {
  /** Of a file, its path from the root of the repository on; else its address. */
  uri: string;
  /** Whether it is a file of the repository. */
  local: boolean;
}

/**
 * The place of a source by the working folder of the pipeline: the checkout, where GitHub names one.
 * @param name path as it was given, or an address
 */
export function placeOf(
  name: string,
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>,
): SourcePlace {
  if (/^https?:\/\//i.test(name)) {
    return { uri: name, local: false };
  }
  const path = resolve(cwd, name);
  const within = relative(environment['GITHUB_WORKSPACE'] || cwd, path);
  const outside = isAbsolute(within) || within.split(sep)[0] === '..';
  const uri = outside
    ? pathToFileURL(path).href
    : within.split(sep).map(encodeURIComponent).join('/');
  return { uri, local: !outside };
}
