import type { MessageTable } from '../types.ts';

/** Sentences of `discover`, `init` and `info`. */
export const discover: MessageTable = {
  'discover.saved': '{count} 件のアクティビティ: {path}',
  'discover.package':
    'パッケージ {name} は {path} に入っていないか、独自のモジュールがありません。--no-install を外すか、次を実行してください: {path} -m pip install {name}',
  'discover.function':
    '{name} のモジュール {module} に関数「discover」がないため、何を提供するか分かりません。',
  'discover.raised': '{name} は何を提供するかを答えられませんでした: {reason}',
  'discover.install': '{name} をインストールできませんでした: {reason}',
  'discover.name':
    '「{name}」はパッケージ名ではありません。PyPI での名前を指定するか、--no-install を使ってください。',
  'init.stopped': '中止しました。実験は書き込んでいません。',
  'init.welcome':
    '実験を作成します: 定常状態の仮説（任意）、メソッド、ロールバック（任意）。Enter キーで括弧内の値になります。',
  'init.no-discovery':
    '{path} に discovery はありません。組み込みの Kubernetes アクティビティから選んでください。',
  'init.discovery': 'discovery {path} を読み取れません: {reason}。discover で作り直してください。',
  'init.list': '{list}',
  'init.title': '実験のタイトル',
  'init.ask-hypothesis': '定常状態の仮説を書きますか？',
  'init.hypothesis-title': '仮説のタイトル',
  'init.ask-method': 'メソッドにアクティビティを追加しますか？',
  'init.ask-rollbacks': 'ロールバックを追加しますか？',
  'init.activity': 'アクティビティの番号（なしは 0）',
  'init.no-activity': 'アクティビティ {value} はありません。',
  'init.use': 'これ（{kind}）を使いますか？',
  'init.another': 'もう一つ追加しますか？',
  'init.tolerance': 'このプローブの許容範囲、JSON または文字列（true、200、[1, 5]、"ok"）',
  'init.argument': '「{name}」の値',
  'init.no-value': '{type} ではありません。',
  'init.needed': '値が必要です。',
  'init.yes-no': 'y か n で答えてください。',
  'init.saved': '実験: {path}',
  'info.no-python': 'Python の拡張は一覧にありません: {reason}',
};
