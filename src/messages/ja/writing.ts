import type { MessageTable } from '../types.ts';

/** 書いている間の補完・ホバー・ヒント・名前の変更の言葉。 */
export const writing: MessageTable = {
  'writing.required': '必須',
  'writing.default': '既定値',
  'writing.secret-of': '「{group}」のシークレット',
  'writing.doc-required': '*必須。*',
  'writing.doc-default': '既定値: {value}。',
  'writing.doc-type': '型: {types}。',
  'writing.doc-choices': '選択肢: {choices}。',
  'writing.doc-outdated': '*旧式。* {text}',
  'writing.doc-arguments': '引数: {list}',
  'writing.section-hypothesis': '仮説',
  'writing.section-method': '手順',
  'writing.section-rollbacks': 'ロールバック',
  'writing.shape-experiment': '実験',
  'writing.shape-experiment-doc':
    'HTTP による仮説、Pod への操作、空のロールバックを持つ実験全体です。Tab で順に埋めてください。',
  'writing.shape-http': 'HTTP リクエスト',
  'writing.shape-process': 'プログラム',
  'writing.shape-ref': 'アクティビティへの参照',
  'writing.shape-arguments': '{func} の引数',
  'writing.shape-env': '環境変数から',
  'writing.shape-probe': 'プローブから',
  'writing.tolerance-true': 'true',
  'writing.tolerance-status': 'HTTP ステータス 200',
  'writing.tolerance-exit': '終了ステータス 0',
  'writing.tolerance-range': '範囲内の数値',
  'writing.tolerance-regex': 'パターンに一致するテキスト',
  'writing.tolerance-jsonpath': '何かを見つける JSON パス',
  'writing.tolerance-list': 'いくつかの値のどれか',
  'writing.tolerance-probe': 'プローブによる判定',
  'writing.secret-set':
    '環境変数 {key} から読むシークレットで、設定されています。値は表示されません。',
  'writing.secret-unset':
    '環境変数 {key} から読むシークレットですが、ここでは**設定されていません**。実験を実行する前に設定してください。',
  'writing.secret-vault': 'HashiCorp Vault のシークレットです。値は表示されません。',
  'writing.secret-inline': 'このファイルに書かれたシークレットです。値は表示されません。',
  'writing.value-env': '{value}(環境変数 {key} の値)',
  'writing.value-default': '{value}(環境変数 {key} が設定されていないときの既定値)',
  'writing.value-unset':
    '環境変数 {key} から読みますが、**設定されておらず**既定値もありません。実験を実行する前に設定してください。',
  'writing.value-probe': '実行が始まるときにプローブに尋ねて決まります。',
  'writing.value-inline': '{value}',
  'writing.name-undeclared':
    'この名前は宣言されていないので、そのまま残ります。「configuration」か「secrets」で宣言してください。',
  'writing.group': 'シークレットのグループ: {list}。値は表示されません。',
  'writing.met-when': '満たす条件: {words}。',
  'writing.doc-aliases': '別名: {list}',
  'writing.permissions': '必要な権限: {list}。',
  'writing.permissions-action': '必要な権限(取り消しの分を含む): {list}。',
  'writing.permissions-none': '権限は要りません。クラスターには問い合わせません。',
  'writing.permissions-open': '必要な権限はマニフェストによります。',
  'writing.words-equal': '{value} に等しい',
  'writing.words-http': 'HTTP {value}',
  'writing.words-process': '終了ステータス {value}',
  'writing.words-or': '{list} または {last}',
  'writing.words-one-of': '{list} のどれか',
  'writing.words-between': '{low} から {high} まで',
  'writing.words-answer': '答え',
  'writing.words-range': '{target} が {low} から {high} まで',
  'writing.words-regex': '{target} が /{pattern}/ に一致',
  'writing.words-path': '{target} で {path} が何かを見つける',
  'writing.words-path-count': '{target} で {path} が {count} 件を見つける',
  'writing.words-path-expect': '{target} で {path} が {value} を見つける',
  'writing.words-probe': '「{name}」が判定',
  'writing.hint-pauses': '待ち時間: {time}',
  'writing.hint-pauses-least': '待ち時間: 少なくとも {time}',
  'writing.seconds': '{seconds} 秒',
  'writing.minutes': '{minutes} 分',
  'writing.minutes-seconds': '{minutes} 分 {seconds} 秒',
  'writing.rename-nothing':
    'ここには変更できる名前がありません。アクティビティやコントロールの名前、「ref」、`${name}`、または「configuration」や「secrets」の名前にカーソルを置いてください。',
  'writing.rename-empty': '名前を空にはできません。1 文字以上入力してください。',
  'writing.rename-activity':
    '「{name}」という別のアクティビティがすでにあり、「ref」で区別できなくなります。別の名前にしてください。',
  'writing.rename-control':
    '「{name}」という別のコントロールがすでにあります。別の名前にしてください。',
  'writing.rename-group':
    '「{name}」という別のシークレットのグループがすでにあります。別の名前にしてください。',
  'writing.rename-letters':
    '「{name}」は `${…}` に書けません。名前は英字か「_」で始まり、英数字と「_」だけでできています。',
  'writing.rename-configuration':
    '「configuration」に「{name}」がすでにあり、`${{{name}}}` はそれを指すことになります。別の名前にしてください。',
  'writing.rename-secret':
    'シークレットのグループ「{group}」に「{name}」がすでにあり、どちらかが隠れてしまいます。別の名前にしてください。',
};
