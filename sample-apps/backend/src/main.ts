import { runApp } from '../../shared/main.ts';
import { backend, port } from './app.ts';

await runApp('backend', port, backend);
