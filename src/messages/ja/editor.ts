import type { MessageTable } from '../types.ts';
import { editorHistory } from './editor-history.ts';
import { editorOptions } from './editor-options.ts';
import { editorPanel } from './editor-panel.ts';
import { editorRunning } from './editor-running.ts';
import { editorTimeline } from './editor-timeline.ts';

/** Sentences of the editor: lenses, questions, commands. */
export const editor: MessageTable = {
  ...editorHistory,
  ...editorPanel,
  ...editorOptions,
  ...editorRunning,
  ...editorTimeline,
  'editor.worker-gone':
    'エンジンが停止し（{reason}）、実行中の処理も失われました。次のコマンドで再び起動します。実験をもう一度実行する前に、クラスターの状態を確認してください。',
  'editor.untrusted':
    'このワークスペースは制限モードです。実験の閲覧とチェックはできますが、実行はできません。実行するには、ワークスペースを信頼してください。',
  'editor.not-an-experiment':
    'アクティブなエディターに実験がありません。実験（「title」と「method」を持つ JSON または YAML ファイル）を開いて、もう一度お試しください。',
  'editor.running-already':
    'この実験は実行中です。停止するか終了を待ってから、もう一度実行してください。',
  'editor.no-run': 'このウィンドウで実行中の実験はありません。',
  'editor.no-past-run':
    'このワークスペースではまだ実験が実行されていません。まず 1 つ実行してください。',
  'editor.journal-gone':
    'ジャーナル {path} はもうありません。保存されるのは新しい実行だけです。実験をもう一度実行してください。',
  'editor.run-gone':
    '実行 {run} の記録はもう状態フォルダーにありません。保存されるのは新しい実行だけです。実験をもう一度実行してください。',
  'editor.run-newer':
    '実行 {run} は、より新しいバージョンの Chaos Workbench で記録されています。表示するには、Chaos Workbench を更新してください。',
  'editor.check.clean': '問題は見つかりませんでした。',
  'editor.check.here': '実験に必要なものがこのマシンにあるか調べています…',
  'editor.lens.run': '実験を実行',
  'editor.lens.run-tip': '保存の有無にかかわらず、画面に表示されている内容を実行します',
  'editor.lens.check': 'チェック',
  'editor.lens.check-tip': '何も実行せずに、すべての問題を探します',
  'editor.lens.target-tip':
    '実行の対象です。クリックすると、別のクラスターや Namespace を選べます。',
  'editor.lens.last': '前回: {verdict}、{time}（開く）',
  'editor.lens.last-tip': 'この実験の前回の実行を表示します',
  'editor.lens.stop': '停止',
  'editor.lens.stop-step': '停止（{name}）',
  'editor.lens.stop-tip': '新しいアクティビティを始めません。ロールバックは実験の方針に従います',
  'editor.lens.kill': '強制終了（停止処理中）',
  'editor.lens.kill-tip': 'ロールバックも含め、実行中の処理をすべて終わらせます',
  'editor.lens.show': '表示',
  'editor.lens.restricted': '制限モード: チェックのみ',
  'editor.clock.tip': '実験を実行しています。クリックすると表示します。',
  'editor.verdict.completed': '完了',
  'editor.verdict.deviated': '逸脱',
  'editor.verdict.failed': '失敗',
  'editor.verdict.aborted': '異常終了',
  'editor.verdict.interrupted': '中断',
  'editor.consent.title': '{cluster} で実行しますか?',
  'editor.consent.does': 'この実験が行うこと: {what}。',
  'editor.consent.does-in': 'この実験が Namespace {namespaces} で行うこと: {what}。',
  'editor.consent.nothing': '現時点では変更の対象なし',
  'editor.consent.deletes.one': '{kind} 1 個の削除（{names}）',
  'editor.consent.deletes.many': '{kinds} {count} 個の削除（{names}）',
  'editor.consent.scales.one': '{kind} 1 個のスケール（{names}）',
  'editor.consent.scales.many': '{kinds} {count} 個のスケール（{names}）',
  'editor.consent.creates.one': '{kind} 1 個の作成（{names}）',
  'editor.consent.creates.many': '{kinds} {count} 個の作成（{names}）',
  'editor.consent.restarts.one': '{kind} 1 個の再起動（{names}）',
  'editor.consent.restarts.many': '{kinds} {count} 個の再起動（{names}）',
  'editor.consent.executes.one': '{kind} 1 個の中でのコマンド実行（{names}）',
  'editor.consent.executes.many': '{kinds} {count} 個の中でのコマンド実行（{names}）',
  'editor.consent.evicts.one': '{kind} 1 個からの退避（{names}）',
  'editor.consent.evicts.many': '{kinds} {count} 個からの退避（{names}）',
  'editor.consent.changes.one': '{kind} 1 個の変更（{names}）',
  'editor.consent.changes.many': '{kinds} {count} 個の変更（{names}）',
  'editor.consent.more-names': '{names} ほか {count} 件',
  'editor.consent.unplanned': '「{name}」の対象は、その順番が来るまでわかりません: {reason}',
  'editor.consent.forbidden':
    '権限がありません: 「{name}」には {where} での {what} が必要なため、失敗します。',
  'editor.consent.warning': '注意: {text}',
  'editor.consent.undo': '元に戻せる範囲: {grades}。',
  'editor.consent.undo.exact': '{all} 件中 {count} 件は完全に戻せます',
  'editor.consent.undo.partial': '{all} 件中 {count} 件は一部だけ戻せます',
  'editor.consent.undo.none': '{all} 件中 {count} 件は戻せません',
  'editor.consent.run': '実行',
  'editor.consent.run-always': '実行し、ここでは今後確認しない',
  'editor.list-separator': '、',
  'editor.kill.question': '実行「{title}」を強制終了しますか?',
  'editor.kill.detail':
    '実行は停止処理中で、いま動いているのはロールバックかもしれません。強制終了するとただちに終わり、元に戻すはずだったものはそのまま残ります。',
  'editor.kill.kill': '強制終了',
};
