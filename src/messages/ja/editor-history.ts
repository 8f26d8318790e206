import type { MessageTable } from '../types.ts';

/** Words about past runs and how they differ. */
export const editorHistory: MessageTable = {
  'editor.panel.comparison': '前回の実行との比較',
  'editor.panel.comparison.then': '前回',
  'editor.panel.comparison.now': '今回',
  'editor.panel.comparison.step': 'ステップ',
  'editor.panel.comparison.open': '開く',
  'editor.panel.comparison.nothing': '{count} 個のステップはすべて前回と同じでした。',
  'editor.panel.comparison.same': 'ほかの {count} 個のステップは前回と同じです。',
  'editor.panel.comparison.more': 'さらに {count} 個のステップが異なります。',
  'editor.history.cut-off': '実行の途中でプログラムが終了しました',
  'editor.history.state.running': '実行中',
  'editor.history.state.crashed': '中断',
  'editor.history.deviated': '逸脱',
  'editor.history.untitled': '実行 {id}',
  'editor.history.owed': '元に戻せる変更 {count} 件',
  'editor.history.dry': 'ドライラン',
  'editor.history.tip': '{title}\n{verdict}\n開始 {time}',
  'editor.history.tip-source': '実験 {source}',
  'editor.history.running':
    '「{title}」はまだ実行中です。停止するか、終わるのを待ってから削除してください。',
  'editor.history.delete-question': '{count} 件の実行を削除しますか？',
  'editor.history.delete-detail':
    '状態フォルダーからジャーナルと記録を削除します。クラスターには何も行いません。',
  'editor.history.delete-owed':
    'そのうち {count} 件には、まだ元に戻していない変更があります。削除すると、ここからは元に戻せなくなります。',
  'editor.history.delete': '削除',
  'editor.history.no-selection': '先に「実行」ビューで実行を選んでください。',
  'editor.history.experiment-gone':
    'この実行の実験は {path} にもうありません。実行はパネルで見られ、当時の実験はジャーナルにあります。',
  'editor.history.no-previous': 'この実験には、比較できる以前の実行がありません。',
  'editor.history.no-journal': '先にジャーナルを開くか、エクスプローラーで選んでください。',
  'editor.history.lens': '$(open-preview) 実行パネルで開く',
  'editor.history.lens-tip': 'このジャーナルの判定、ステップ、タイムラインを表示します',
};
