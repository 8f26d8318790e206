import type { MessageTable } from '../types.ts';

/** 実験に必要なもの、その種類についての文。 */
export const experimentShape: MessageTable = {
  'experiment.nothing': 'ここには実験がありません。title、description、method から始めてください。',
  'experiment.not-object':
    'これは実験ではありません。実験は title、description、method などの名前と値からなります。',

  'experiment.missing': '「{name}」がありません。',
  'experiment.missing-title':
    '実験には「title」が必要です。実験が答える問いを 1 行で書いてください。',
  'experiment.missing-description':
    '実験には「description」が必要です。目的と、期待する結果を書いてください。',
  'experiment.missing-method':
    '実験には「method」が必要です。行うことのリストで、空の [] でもかまいません。',
  'experiment.missing-hypothesis-title':
    '仮説には「title」が必要です。システムが正常なときに成り立つことを書いてください。',
  'experiment.missing-tolerance':
    '仮説のプローブには「tolerance」が必要です。正常とみなす答えを、200 や true のように書いてください。',
  'experiment.missing-activity-type':
    'アクティビティには「type」が必要です。probe か action です。',
  'experiment.missing-activity-name': 'アクティビティには「name」が必要です。',
  'experiment.missing-provider': '「provider」がありません。何を呼び出すかを書きます。',
  'experiment.missing-provider-type':
    'provider には「type」が必要です。python、http、process のどれかです。',
  'experiment.missing-module':
    'python の provider には、chaosk8s.pod.actions のような「module」が必要です。',
  'experiment.missing-func': 'python の provider には、terminate_pods のような「func」が必要です。',
  'experiment.missing-url': 'http の provider には「url」が必要です。',
  'experiment.missing-path': 'process の provider には、実行するプログラムの「path」が必要です。',
  'experiment.missing-tolerance-type':
    '名前と値からなる tolerance には「type」が必要です。regex、jsonpath、range、probe のどれかです。',
  'experiment.missing-pattern': 'regex の tolerance には「pattern」が必要です。',
  'experiment.missing-jsonpath': 'jsonpath の tolerance には「path」が必要です。',
  'experiment.missing-range':
    'range の tolerance には「range」が必要です。[最小, 最大] と書きます。',
  'experiment.missing-variable': '環境変数の名前「key」がありません。',
  'experiment.missing-control-name': 'コントロールには、ほかを参照する場合も「name」が必要です。',
  'experiment.missing-control-provider':
    'コントロールには、ほかを参照する場合も「provider」が必要です。',
  'experiment.missing-extension-name': 'extensions の要素には「name」が必要です。',
  'experiment.empty': '「{name}」は空にできません。',
  'experiment.activity-empty': 'このアクティビティは空です。type、name、provider が必要です。',

  'experiment.choice': '「{value}」は選択肢にありません。選択肢: {choices}。',
  'experiment.choice-activity-type':
    'アクティビティは probe か action です。「{value}」ではありません。',
  'experiment.choice-provider-type':
    '「{value}」という provider はありません。python、http、process のどれかです。',
  'experiment.choice-tolerance-type':
    '「{value}」という tolerance はありません。regex、jsonpath、range、probe のどれかです。',
  'experiment.choice-hypothesis-strategy':
    '「{value}」という仮説の戦略はありません。default、before-method-only、after-method-only、during-method-only、continuously、skip のどれかです。',
  'experiment.choice-rollback-strategy':
    '「{value}」というロールバックの戦略はないため、ロールバックは 1 つも実行されません。default、always、never、deviated のどれかです。',
  'experiment.choice-env-type':
    '変数を「{value}」にはできません。str、int、float、bytes、bool、json のどれかです。',
  'experiment.choice-scope':
    'コントロールの scope は before か after です。「{value}」ではありません。',

  'experiment.type': '「{name}」の値の種類が違います。',
  'experiment.type-text': '「{name}」は引用符で囲んだテキストです。',
  'experiment.type-list': '「{name}」は角かっこで囲んだリストです。',
  'experiment.type-object': '「{name}」は名前と値からなります。',
  'experiment.type-boolean': '「{name}」は true か false です。',
  'experiment.type-whole': '「{name}」は整数です。',
  'experiment.type-number': '「{name}」は数値です。',
  'experiment.type-number-or-name': '「{name}」は数値か、引用符で囲んだ ${{name}} です。',
  'experiment.type-timeout':
    '「{name}」は秒数か、2 つの秒数のリストか、引用符で囲んだ ${{name}} です。',
  'experiment.type-arguments': '「{name}」はリストか、シェルに渡す 1 つのテキストです。',
  'experiment.type-boolean-or-path':
    '「{name}」は true か false か、信頼する証明書のファイルのパスです。',
  'experiment.type-tolerance':
    'tolerance は整数、テキスト、true か false、リスト、または type のあるオブジェクトです。ほかの数値は {{"type": "range", "range": [0.1, 0.5]}} と書きます。',
  'experiment.range-two': '範囲は最小と最大の 2 つの数値のリストです。',

  'experiment.key-near': '「{name}」はここでは意味を持ちません。「{meant}」のことですか?',
};
