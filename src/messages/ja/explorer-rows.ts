import type { MessageTable } from '../types.ts';

/** Words of jobs, containers, events, nodes and the filter of the explorer. */
export const explorerRows: MessageTable = {
  'editor.experiments.never': 'まだ実行していません',
  'editor.explorer.job-active': '{ready}/{wanted} 完了',
  'editor.explorer.job-complete': '完了',
  'editor.explorer.job-failed': '失敗 · {ready}/{wanted} 完了',
  'editor.explorer.job-suspended': '一時停止中 · {ready}/{wanted} 完了',
  'editor.explorer.cron-job-idle': '{schedule}',
  'editor.explorer.cron-job-active': '{schedule} · {count} 個の Job を実行中',
  'editor.explorer.cron-job-suspended': '{schedule} · 一時停止中',
  'editor.explorer.container': '{state}',
  'editor.explorer.container-init': '{state} · 初期化用',
  'editor.explorer.container-sidecar': '{state} · サイドカー',
  'editor.explorer.container-tip': 'コンテナー {name}\n{what}',
  'editor.explorer.events': 'イベント',
  'editor.explorer.no-events': '最近のイベントはありません',
  'editor.explorer.event': '{time} · {message}',
  'editor.explorer.event-tip': '{reason}: {kind} {name}\n{message}\n{count} 回、最後は {time}',
  'editor.explorer.nodes': 'ノード',
  'editor.explorer.node-ready': 'Ready',
  'editor.explorer.node-not-ready': 'NotReady',
  'editor.explorer.node-cordoned': 'スケジュール停止中',
  'editor.explorer.no-match': 'フィルターに一致するものはありません',
  'editor.explorer.filter-title': '次を含む行だけを表示…',
  'editor.explorer.filter-tip':
    '名前、種類、状態、ノードから探します。空にするとすべて表示します。',
  'editor.explorer.filtered':
    '「{filter}」を含むものだけを表示しています。一度も開いていない Namespace は名前だけで探します。',
  'editor.explorer.no-answer':
    '{server} が {seconds} 秒間応答していません。表示は古い可能性があります。応答があるまで問い合わせを続けます。',
};
