import type { App } from '../../shared/main.ts';

/** Where the backend listens, unless PORT says otherwise. */
export const port = 8081;

/** `GET /message` says which pod answered. */
export const backend: App = ({ pod }) => ({
  '/message': () => ({ status: 200, body: `Hello from the backend (${pod}).` }),
  '/healthz': () => ({ status: 200, body: { status: 'ok' } }),
});
