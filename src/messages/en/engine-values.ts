import type { MessageTable } from '../types.ts';

/** Sentences about values, providers and tolerances; every code starts with `engine.`. */
export const engineValues = {
  'engine.not-comparable':
    'A {left} and a {right} can’t be put in order. Compare values of one kind, for example two numbers.',
  'engine.secret-scope':
    'The secret “{name}” is a {type} without a scope around it. Write it as “secrets: {{ scope: {{ {name}: … }} }}”, then name the scope in the activity.',
} satisfies MessageTable;
