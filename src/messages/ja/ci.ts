import type { MessageTable } from '../types.ts';

/** Sentences for pipelines. */
export const ci: MessageTable = {
  'ci.not-met': 'プローブ「{name}」は許容範囲 {tolerance} を満たしませんでした。',
  'ci.failed': '「{name}」は失敗しました: {reason}',
  'ci.interrupted': '「{name}」は中断されました。',
  'ci.trace-lost':
    'この実行のトレースは完全には届きませんでした: {reason}。OTEL_EXPORTER_OTLP_ENDPOINT と OTEL_EXPORTER_OTLP_HEADERS を確認してください。',
  'ci.unwritable':
    '{path} に書き込めません: {reason}。別のパスを指定するか、空きを作ってください。',
};
