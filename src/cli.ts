#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

// Before anything else is loaded, as it helps only what comes after it.
enableCompileCache();
const { start } = await import('./cli/start.ts');
process.exitCode = await start(process.argv.slice(2));
