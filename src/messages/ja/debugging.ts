import type { MessageTable } from '../types.ts';

/** Japanese for `en/debugging.ts`. */
export const debugging: MessageTable = {
  'engine.inspect-syntax':
    '読み取れません: {text}。「help」と入力すると書き方が表示されます（例: $.status、tolerance 200）。',
  'engine.inspect-name':
    '構成にもシークレットにも「{name}」はありません。「構成」で名前を確認してください。',
  'engine.inspect-nothing-yet':
    'まだどのアクティビティも値を返していません。先に 1 つ実行するか、of value 200 のように値を指定してください。',
  'engine.inspect-no-output':
    'アクティビティ「{name}」はまだ値を返していません。これまでのアクティビティ: {names}。',
  'engine.inspect-no-tolerance':
    'ここには許容値がありません。tolerance 200 のように書くか、仮説のプローブ名を指定してください。',
  'engine.inspect-probe':
    'この許容値はプローブです。実行の確認では何も呼び出さないため、評価しません。',
  'engine.inspect-slow': '5 秒を超えたため中止しました。',
  'editor.debug.help': [
    '実験のデバッグ中に入力できるもの:',
    '  ${{name}}、name              構成の値。名前を含むテキストも可',
    '  output                    直前のアクティビティの出力',
    '  output of "activity"      そのアクティビティの最新の出力',
    '  $.body.items[0]           直前の出力への JSONPath。of "activity" で別の出力を指定',
    '  tolerance                 宣言された許容値と直前の出力の比較',
    '  tolerance 200             許容値と直前の出力の比較',
    '  tolerance 200 of "activity"',
    '  tolerance {{"type": "range", "range": [1, 5]}} of value 3',
    'シークレットは *** と表示されます。',
  ].join('\n'),
  'editor.debug.not-running': 'この実行はもうデバッグされていません。',
  'editor.debug.met': '満たしています: {value}',
  'editor.debug.not-met': '満たしていません: {value}',
  'editor.debug.thread.experiment': '実験',
  'editor.debug.thread.during': '定常状態（監視中）',
  'editor.debug.thread.background': '{name}（バックグラウンド）',
  'editor.debug.phase.before': '実行前の定常状態',
  'editor.debug.phase.method': 'メソッド',
  'editor.debug.phase.during': 'メソッド実行中の定常状態',
  'editor.debug.phase.after': '実行後の定常状態',
  'editor.debug.phase.rollbacks': 'ロールバック',
  'editor.debug.scope.activity': 'アクティビティ',
  'editor.debug.scope.configuration': '構成',
  'editor.debug.scope.secrets': 'シークレット',
  'editor.debug.scope.outputs': '最新の出力',
  'editor.debug.scope.journal': 'これまでのジャーナル',
  'editor.debug.stopped.held': '別のアクティビティが停止しているため待機中',
  'editor.debug.breakpoint.no-activity': 'この行以降にアクティビティはありません。',
  'editor.debug.breakpoint.elsewhere': 'デバッグ中の実験ではありません。',
  'editor.debug.condition-failed': '「{name}」のブレークポイントの条件: {reason}',
  'editor.debug.pausing':
    '次のアクティビティの前で停止します。実行中のアクティビティは中断されません。',
  'editor.debug.stopping':
    '停止しています。新しいアクティビティは始まらず、ロールバックは戦略に従います。',
  'editor.debug.ended': '{sentence} Chaos Toolkit の状態: {status}。',
  'editor.debug.no-program':
    '{path} に実験はありません。launch.json の「program」に、「title」と「method」を持つ JSON または YAML ファイルを指定してください。',
  'editor.debug.options':
    '起動構成の「{name}」が {value} になっています。次のいずれかを選んでください: {choices}。',
  'editor.debug.name': '実験をデバッグ',
};
