import type { Finding } from './findings.ts';
import type { SourcePlace } from './place.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** What wrote the log. */
export interface SarifTool {
  version: string;
  exitCode: number;
}

/** Findings as SARIF 2.1.0, the form that code scanning reads. */
export function sarifText(
  findings: readonly Finding[],
  place: SourcePlace,
  { version, exitCode }: SarifTool,
): string {
  const rules = [...new Set(findings.map(({ code }) => code))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'chaos-workbench', version, rules: rules.map((id) => ({ id })) },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: exitCode !== 2, exitCode }],
        artifacts: [{ location: { uri: place.uri } }],
        results: findings.map((finding) => resultOf(finding, place, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf({ code, level, text, range }: Finding, { uri }: SourcePlace, rules: string[]) {
  const { start, end } = range;
  return {
    ruleId: code,
    ruleIndex: rules.indexOf(code),
    level: levels[level],
    message: { text },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri, index: 0 },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
      },
    ],
  };
}
