import { LineCounter, type Node, parseDocument, type Tags } from 'yaml';
import type { Json } from '../../experiment/json.ts';
import { HumanError } from '../../messages/error.ts';
import type { ReadText } from './parse.ts';

/** Reads a kubeconfig as kubectl does. @throws HumanError `kubernetes.kubeconfig-syntax` */
export function readYamlConfig(text: string, file: string): ReadText {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    schema: 'yaml-1.1',
    customTags: asKubectlReads,
    merge: true,
  });
  const syntax = document.errors[0];
  if (syntax !== undefined) {
    throw new HumanError('kubernetes.kubeconfig-syntax', {
      file,
      line: syntax.linePos?.[0].line ?? 1,
      reason: syntax.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '',
    });
  }
  return {
    value: (document.toJS() ?? null) as Json,
    lineOf(path) {
      const node = (path.length === 0 ? document.contents : document.getIn(path, true)) as
        | Node
        | undefined;
      return lines.linePos(node?.range?.[0] ?? 0).line;
    },
  };
}

/** kubectl's YAML is 1.1 (`yes` is true, `n` is no text) but knows neither dates nor base 60. */
function asKubectlReads(tags: Tags): Tags {
  return tags.filter(
    (tag) =>
      typeof tag === 'string' ||
      !(tag.tag.endsWith(':timestamp') || ('format' in tag && tag.format === 'TIME')),
  );
}
