import { runApp } from '../../shared/main.ts';
import { frontend, port } from './app.ts';

await runApp('frontend-v2', port, frontend);
