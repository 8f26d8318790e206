/**
 * What is different on every cluster, and so taken out of what kubectl writes before the outputs of
 * two clusters are compared. Everything else must be the same, letter by letter. In this order:
 *
 * 1. The names of the nodes, and each value that a step has looked up (such as a pod's name), are
 *    replaced by the word for them: `<node>`, `<pod>`.
 * 2. Identities: uids, ids of containers and images, `resourceVersion`s, ids of temporary files, and
 *    the endings that the server generates (`web-<hash>-<id>`, `pod-template-hash=<hash>`).
 * 3. Addresses: IPs, the server's URL, and ports that the server has chosen (30000 to 32767).
 * 4. Times, in all spellings of kubectl, and ages: at the end of a column, in brackets, and how often
 *    an event was seen.
 * 5. What not every real cluster has, a node's range of addresses for its pods.
 * 6. What kubectl logs of its own connections as it gives up waiting.
 * 7. Warnings of the kubelet that come and go with the pace: a probe that asks before the container
 *    listens, a volume whose config map the kubelet does not hold yet.
 * 8. Shape: spaces of columns, and lines that have become the same as the line before (there may be
 *    another number of nodes, and rows come in the order of generated names).
 */
export function normalised(
  text: string,
  names: Readonly<Record<string, readonly string[]>>,
): string {
  let result = text;
  for (const [word, values] of Object.entries(names)) {
    for (const value of values.filter((one) => one !== '')) {
      result = result.replaceAll(value, `<${word}>`);
    }
  }
  for (const [pattern, replacement] of replacements) {
    result = result.replace(pattern, replacement);
  }
  return unique(result.split('\n').map((line) => line.replace(/\s{2,}/g, '  ').trimEnd()));
}

/** A duration as kubectl writes it: one unit or two. */
const age = String.raw`\d+(?:ms|[smhdy])(?:\d+[smhd])?`;

const letters = '[bcdfghjklmnpqrstvwxz2456789]';

const replacements: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>'],
  [/\b(?:containerd|process):\/\/\S+/g, '<container>'],
  [/\S*sha256:[0-9a-f]{64}/g, '<image>'],
  [/resourceVersion: "\d+"/g, 'resourceVersion: <version>'],
  [/"resourceVersion": "\d+"/g, '"resourceVersion": <version>'],
  [/(LIVE|MERGED)-\d+/g, '$1-<id>'],
  [
    new RegExp(String.raw`pod-template-hash(=|: |":\s*")${letters}{6,10}`, 'g'),
    'pod-template-hash$1<hash>',
  ],
  [new RegExp(String.raw`\b([a-z-]+)-${letters}{8,10}-${letters}{5}\b`, 'g'), '$1-<hash>-<id>'],
  [new RegExp(String.raw`\b([a-z-]+)-${letters}{8,10}\b`, 'g'), '$1-<hash>'],
  [new RegExp(String.raw`\b([a-z-]+)-${letters}{5}\b`, 'g'), '$1-<id>'],
  [/https:\/\/[\w.-]+:\d+/g, '<server>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<ip>'],
  [/\b3[0-2]\d{3}\b/g, '<port>'],
  [/\d{4}-\d\d-\d\d[T ][\d:.]+(?:Z| [+-]\d{4})/g, '<time>'],
  [/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]+ [+-]\d{4}/g, '<time>'],
  [new RegExp(String.raw`\(${age} ago\)`, 'g'), '(<age> ago)'],
  [new RegExp(String.raw`${age} \(x\d+ over ${age}\)`, 'g'), '<age>'],
  [new RegExp(String.raw`(\s{2,}|^)${age}(?=\s{2,}|\s*$)`, 'gm'), '$1<age>'],
  [/(\s{2,})<invalid>(?=\s{2,}|\s*$)/gm, '$1<age>'],
  [/^[IWE]\d{4} .* reflector\.go:.*\n/gm, ''],
  [/^PodCIDRs?:.*\n/gm, ''],
  [/^ +Warning\s+(?:Unhealthy|FailedMount)\s.*\n/gm, ''],
];

function unique(lines: readonly string[]): string {
  return lines.filter((line, index) => line === '' || line !== lines[index - 1]).join('\n');
}
