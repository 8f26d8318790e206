import type { MessageTable } from '../types.ts';

/** Words of the run panel's timeline. */
export const editorTimeline: MessageTable = {
  'editor.panel.jumps': 'このページの各部',
  'editor.panel.lane.watched': '仮説',
  'editor.panel.lane.events': 'イベント',
  'editor.panel.lane.service': '{name}（サービス）',
  'editor.panel.checks': '{count} 回の確認',
  'editor.panel.quiet':
    'この実行の周りの Namespace では、ほかに {count} 個のワークロードに変化はありませんでした。',
  'editor.panel.unobserved': 'Namespace {namespace} の {resource} を監視できませんでした: {reason}',
  'editor.panel.events': 'クラスターのイベント {count} 件',
  'editor.panel.warning': '警告',
  'editor.panel.report-of': '通知',
  'editor.panel.plot': '{name}: {count} 個の値、{first} から {last}、最小 {least}、最大 {greatest}',
  'editor.panel.report': 'レポート',
};
