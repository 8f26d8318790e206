import { runApp } from '../../shared/main.ts';
import { frontend, port } from './app.ts';

await runApp('frontend-v1', port, frontend);
