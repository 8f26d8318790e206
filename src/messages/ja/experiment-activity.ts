import type { MessageTable } from '../types.ts';

/** アクティビティについての文。何が、どの引数で、いつ行うか。 */
export const experimentActivity: MessageTable = {
  'experiment.activity-near': '「{path}」というアクティビティはありません。{near} のことですか?',
  'experiment.activity-unknown':
    '「{path}」というアクティビティはありません。「module」と「func」の補完で一覧を見られます。',
  'experiment.activity-deprecated': '「{path}」は古い実験のためだけに残されています: {text}',
  'experiment.action-as-probe':
    '「{path}」はシステムを変えますが、プローブと書かれています。"type": "action" と書いてください。',

  'experiment.argument-missing': '「{func}」には引数「{name}」が必要です。',
  'experiment.argument-near': '「{func}」に引数「{name}」はありません。{near} のことですか?',
  'experiment.argument-unknown': '「{func}」に引数「{name}」はありません。使える引数: {known}。',
  'experiment.argument-injected':
    '「{name}」は引数として渡しません。グループの名前を「arguments」と並ぶ「secrets」に書きます。configuration はいつでも使えます。',
  'experiment.argument-text':
    '「{name}」はテキストですが、値は {value} です。引用符で囲んでください。',
  'experiment.argument-whole': '「{name}」は整数ですが、値は「{value}」です。',
  'experiment.argument-number': '「{name}」は数値ですが、値は「{value}」です。',
  'experiment.argument-boolean': '「{name}」は true か false ですが、値は「{value}」です。',
  'experiment.argument-list': '「{name}」は角かっこのリストですが、値は「{value}」です。',
  'experiment.argument-object': '「{name}」は名前と値からなりますが、値は「{value}」です。',
  'experiment.argument-type': '「{name}」は {types} のどれかですが、値は「{value}」です。',
  'experiment.argument-choice': '「{name}」を「{value}」にはできません。選択肢: {choices}。',
  'experiment.argument-minimum': '「{name}」は {limit} 以上です。',
  'experiment.argument-maximum': '「{name}」は {limit} 以下です。',
  'experiment.unscoped':
    'どのオブジェクトかが書かれていないため、「{func}」は名前空間のすべてを対象にします。--allow-unscoped で許さない限り、実行は断られます。次のどれかを書いてください: {selectors}。',

  'experiment.http-url':
    '「{url}」にはリクエストを送れません。http:// か https:// で始め、ホストを続けてください。',
  'experiment.http-header':
    'ヘッダー「{name}」はテキストですが、値は {value} です。引用符で囲んでください。',
  'experiment.http-content-type':
    '本文が JSON として送られるのは、ヘッダー「Content-Type」がちょうど「application/json」のときだけです。このままではフォームとして送られます。',
  'experiment.http-timeout':
    'timeout は 0 より大きい秒数か、接続と読み取りの 2 つの秒数のリストか、${{name}} です。',
  'experiment.http-expected-status':
    '「expected_status」に効果はなく、どんな応答も成功です。仮説の tolerance で判定してください。',

  'experiment.process-path-name':
    '「path」の中の名前は置き換えられないため、このプログラムは見つかりません。パスそのものを書くか、シェルを使ってください: "path": "sh", "arguments": ["-c", …]',
  'experiment.process-path-home': '「path」では「~」を使えません。パス全体を書いてください。',
  'experiment.process-arguments-object':
    '名前付きの引数は、道具によって順序が変わる古い書き方です。リストで書いてください。',
  'experiment.process-env':
    '「env」に効果はなく、プログラムには実行時の環境が渡ります。変数はシェルか、実行の前に設定してください。',
  'experiment.process-timeout':
    '0 より小さい timeout は常に過ぎているため、アクティビティはすぐに失敗します。',

  'experiment.pause-negative': '待ち時間を 0 秒より短くはできません。実行はここで異常終了します。',
  'experiment.pause-boolean': 'true は 1 秒の待ち時間です。秒数を書いてください。',
  'experiment.pause-text':
    '「{value}」は待ち時間ではありません。引用符のない秒数か、${{name}} だけを書いてください。',
  'experiment.timeout-ignored':
    'ここの timeout に効果はありません。「provider」の中に移してください。',
  'experiment.tolerance-ignored':
    'この tolerance は見られません。判定されるのは仮説のプローブだけです。プローブを仮説に移すか、tolerance を削除してください。',
  'experiment.background-ignored':
    '仮説のプローブはバックグラウンドでは動きません。ここの「background」に効果はありません。',
  'experiment.dry-ignored':
    'アクティビティの「dry」は、そのアクティビティだけ --dry を無効にします。ドライランでも本当に実行されます。削除してください。',
  'experiment.hypothesis-action':
    'このアクションは、仮説を確認するたびに実行されます。アクションはメソッドに書きます。',
  'experiment.secrets-undeclared':
    '「secrets」に「{name}」というグループがないため、アクティビティには何も渡りません。',

  'experiment.ref-unknown':
    'メソッドにも仮説にも「{name}」というアクティビティはありません。参照できるのはこの 2 つだけです。',
  'experiment.ref-near':
    'メソッドにも仮説にも「{name}」というアクティビティはありません。{near} のことですか?',
  'experiment.ref-chain':
    '「{name}」自身が参照です。provider のあるアクティビティを参照してください。',
  'experiment.ref-ambiguous':
    '「{name}」というアクティビティが {count} 個あり、ここでは {line} 行目のものを指します。それぞれに別の名前を付けてください。',

  'experiment.control-ref': 'この実験に「{name}」というコントロールはありません。',
  'experiment.control-never':
    '呼び出されるのは provider の type が「python」のコントロールだけです。これに効果はありません。',
};
