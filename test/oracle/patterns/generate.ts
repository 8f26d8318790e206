import type { Random } from './random.ts';

/** Names as they are in clusters, and some that no cluster has but a pattern may be searched in. */
export function randomName(random: Random): string {
  if (random.once(6)) {
    return random.some(1, 6, () => random.of(oddLetters)).join('');
  }
  if (random.once(40)) {
    return `${'ab'.repeat(20)}-`;
  }
  const parts = random.some(1, 4, () =>
    random.once(3) ? random.some(1, 6, () => random.of(letters)).join('') : random.of(words),
  );
  return parts.join(random.of(['-', '-', '-', '.', '']));
}

/** A pattern as people write it, or almost, or anything that a keyboard gives. */
export function randomPattern(random: Random): string {
  if (random.once(200)) {
    return random.of(endless);
  }
  const pattern = (random.once(6) ? random.of(flags) : '') + choice(random, 3);
  return random.once(8) ? mistyped(pattern, random) : pattern;
}

const words = [
  'front',
  'back',
  'backend',
  'web',
  'a',
  'b',
  'ab',
  'aab',
  'x1',
  '0',
  '5d9f',
] as const;
const letters = ['a', 'b', 'c', 'x', '0', '1', '-', '.'] as const;
const oddLetters = [...'ABSéÉſKkıİiIµΣς_ \n\r\f😀٣as'] as unknown as [string, ...string[]];
const flags = ['(?i)', '(?m)', '(?s)', '(?x)', '(?a)', '(?im)', '(?u)', '(?ai)'] as const;
/** What needs more steps for a name than there is time for. */
const endless = ['^(\\w+)+$', '(a|b|ab)*c', '^((a|b)*)*$', '(?i)^(.*.*)*=$'] as const;
const places = ['^', '$', '\\A', '\\Z', '\\b', '\\B'] as const;
const classes = ['\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '.', '.'] as const;
const repeats = ['*', '+', '?', '{2}', '{1,3}', '{,2}', '{1,}', '{a}'] as const;
const escapes = ['\\.', '\\-', '\\x61', '\\u0062', '\\101', '\\n', '\\/', '\\_', '\\0'] as const;
/** What is wrong, or looks so, wherever it stands. */
const traps = [
  '{2,1}',
  '\\q',
  '[z-a]',
  '(?P=n)',
  '\\1',
  '**',
  '[]',
  '[^]',
  '(?L)',
  '\\400',
  ')',
] as const;
const keys = [...'()[]{}|?*+^$\\.-,:=!<>P#&~iams01ab '] as unknown as [string, ...string[]];

function choice(random: Random, depth: number): string {
  const branches = random.once(4) ? random.some(2, 3, () => sequence(random, depth)) : [];
  return branches.length > 0 ? branches.join('|') : sequence(random, depth);
}

function sequence(random: Random, depth: number): string {
  return random.some(random.once(8) ? 0 : 1, 4, () => item(random, depth)).join('');
}

function item(random: Random, depth: number): string {
  if (random.once(7)) {
    return random.of(places);
  }
  if (random.once(60)) {
    return random.of(traps);
  }
  const body = atom(random, depth);
  return random.once(3)
    ? body + random.of(repeats) + random.of(['', '', '', '?', '+'] as const)
    : body;
}

function atom(random: Random, depth: number): string {
  switch (random.below(depth > 0 ? 9 : 6)) {
    case 0:
    case 1:
      return random.of(words);
    case 2:
      return random.of(letters);
    case 3:
      return random.of(classes);
    case 4:
      return set(random);
    case 5:
      return random.once(3) ? random.of(oddLetters) : random.of(escapes);
    default:
      return group(random, depth - 1);
  }
}

function set(random: Random): string {
  const members = random.some(1, 4, () =>
    random.of([
      () => random.of(letters),
      () => random.of(['a-c', '0-9', 'b-x', 'A-Z', '+--', '!-~'] as const),
      () => random.of(classes),
      () => random.of(escapes),
      () => random.of(oddLetters),
      () => random.of(['[', '^', '&&', '--', '||', '[:alpha:]', '~~'] as const),
    ])(),
  );
  return `[${random.once(3) ? '^' : ''}${members.join('')}]`;
}

function group(random: Random, depth: number): string {
  const opening = random.of([
    '(',
    '(',
    '(?:',
    '(?:',
    '(?P<n>',
    '(?P<m>',
    '(?=',
    '(?!',
    '(?<=',
    '(?<!',
    '(?>',
    '(?i:',
    '(?-i:',
    '(?s-m:',
    '(?a:',
    '(?#',
    '(?(1)',
  ] as const);
  const back = random.once(5) ? random.of(['\\1', '\\2', '(?P=n)', '(?P=m)'] as const) : '';
  return `${opening}${choice(random, depth)})${back}`;
}

/** A key too much, one missing, two exchanged. */
function mistyped(pattern: string, random: Random): string {
  const characters = Array.from(pattern);
  for (const _ of random.some(1, 3, () => 0)) {
    const at = random.below(characters.length + 1);
    characters.splice(at, random.below(2), ...(random.once(4) ? [] : [random.of(keys)]));
  }
  return characters.join('');
}
