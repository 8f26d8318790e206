/** The file that is written when something of a stranger's is executed. */
export function canary(): string {
  const path = process.env['CHAOS_TEST_CANARY'];
  if (path === undefined) {
    throw new Error('CHAOS_TEST_CANARY is not set');
  }
  return path;
}

/** A kubeconfig user whose sign-in program writes the canary and then fails. */
export const strangersUser = {
  exec: {
    apiVersion: 'client.authentication.k8s.io/v1',
    interactiveMode: 'Never',
    command: process.execPath,
    args: ['-e', "require('node:fs').appendFileSync(process.env.CHAOS_TEST_CANARY, 'plugin ')"],
  },
};
