import { backendOf } from '../../shared/backend-client.ts';
import type { App } from '../../shared/main.ts';

/** Where the frontend listens, unless PORT says otherwise. */
export const port = 8080;

/** The frontend without a circuit breaker: where the backend fails, it fails too. */
export const frontend: App = (context) => {
  const ask = backendOf(context);
  return {
    '/': async () => {
      try {
        return { status: 200, body: await ask() };
      } catch (error) {
        context.log.warn('backend-failed', { reason: (error as Error).message });
        return { status: 500, body: 'The backend did not answer.' };
      }
    },
    '/healthz': () => ({ status: 200, body: { status: 'ok' } }),
  };
};
