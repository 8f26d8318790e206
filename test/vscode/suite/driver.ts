import type { Actions } from '../host/actions.ts';

const variable = 'CHAOS_WORKBENCH_TEST_DRIVER';

/** Mouse, keyboard and eyes for the window that the tests run in. */
export const driver: Actions = new Proxy({} as Actions, {
  get: (_target, action) => (params: unknown) => ask(String(action), params),
});

async function ask(action: string, params: unknown): Promise<unknown> {
  const [address, token] = (process.env[variable] ?? '').split('#');
  if (!address) {
    throw new Error(`This test needs a driver for mouse and keyboard (${variable}).`);
  }
  const answer = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ action, params: params ?? {} }),
  });
  const value = (await answer.json()) as { error?: string } | null;
  if (!answer.ok) {
    throw new Error(`${action} ${JSON.stringify(params)}: ${value?.error}`);
  }
  return value;
}
