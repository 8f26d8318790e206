import type { Environment, Platform } from '../../platform/platform.ts';

/** What finding kubeconfig files needs of the platform. */
export type PathPlatform = Pick<Platform, 'os' | 'homedir' | 'paths'>;

/**
 * The kubeconfig files in order of precedence, as client-go's default loading rules have them: the
 * list of KUBECONFIG (`;` on Windows, `:` elsewhere, each once, empty ones left out), or
 * `~/.kube/config` where the variable is unset or empty.
 * @param chosen a list in the form of KUBECONFIG that a person chose; it beats the variable
 */
export function kubeconfigPaths(
  chosen: string | undefined,
  environment: Environment,
  platform: PathPlatform,
): string[] {
  const list = chosen || environment['KUBECONFIG'];
  if (list) {
    return [...new Set(list.split(platform.paths.delimiter))].filter((path) => path !== '');
  }
  return [platform.paths.join(homeFolder(environment, platform), '.kube', 'config')];
}

/** HOME comes first on Windows too, then the two halves of the home folder there. */
function homeFolder(environment: Environment, platform: PathPlatform): string {
  const { HOME, HOMEDRIVE, HOMEPATH, USERPROFILE } = environment;
  if (platform.os === 'win32' && !HOME) {
    return HOMEDRIVE && HOMEPATH ? HOMEDRIVE + HOMEPATH : USERPROFILE || platform.homedir;
  }
  return HOME || platform.homedir;
}
