import { stringify } from 'yaml';
import type { Format } from '../../src/experiment/document.ts';
import { Finder } from '../../src/vscode/writing/language.ts';
import { duration, type Row } from './row.ts';

/** Keys pressed one after the other, after some that only warm up. */
const keys = { warm: 20, timed: 200 };

const experiment = (fixable: boolean) => ({
  title: 'many activities',
  description: 'what the editor does at each key',
  method: Array.from({ length: 1000 }, (_, index) => ({
    type: 'action',
    name: `step ${index}`,
    ...(fixable && { timeout: 5 }),
    provider: {
      type: 'python',
      module: 'chaosk8s.pod.actions',
      func: 'terminate_pods',
      arguments: { label_selector: 'app=front', qty: fixable ? '2' : 2 },
    },
    pauses: { after: 1 },
  })),
});

/** Finding all problems of 1,000 activities again after each key that is typed into one of them. */
export function diagnosticRows(): Row[] {
  const texts: [string, Format, string][] = [
    ['JSON', 'json', JSON.stringify(experiment(false), null, 2)],
    ['YAML', 'yaml', stringify(experiment(false))],
    ['JSON, 2,000 fixable problems', 'json', JSON.stringify(experiment(true), null, 2)],
    ['YAML, 2,000 fixable problems', 'yaml', stringify(experiment(true))],
  ];
  return texts.map(([name, format, text]) => {
    const { first, p95 } = typing(text, format);
    return {
      what: `problems after a key, 1,000 activities, ${name}`,
      figure: `${duration(p95)} p95`,
      against: `the whole text ${duration(first)}`,
      ratio: (p95 / first).toFixed(2),
      goal: '≤ 16 ms',
    };
  });
}

function typing(start: string, format: Format): { first: number; p95: number } {
  const finder = new Finder();
  const times: number[] = [];
  let text = start;
  for (let key = 0; key <= keys.warm + keys.timed; key += 1) {
    const began = performance.now();
    finder.find(text, format);
    times.push((performance.now() - began) / 1000);
    const place = text.indexOf('step 500') + 'step 500'.length;
    // Joined and split, it is one piece of memory, as the editor hands texts over.
    text = [text.slice(0, place), 'x', text.slice(place)].join('');
  }
  const [first = 0, ...rest] = times;
  const sorted = rest.slice(keys.warm).sort((a, b) => a - b);
  return { first, p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0 };
}
