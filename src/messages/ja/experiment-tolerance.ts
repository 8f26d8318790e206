import type { MessageTable } from '../types.ts';

/** 許容値と仮説についての文。 */
export const experimentTolerance: MessageTable = {
  'experiment.tolerance-float':
    'tolerance に小数点のある数値は使えません。整数か {{"type": "range", "range": [0.1, 0.5]}} と書いてください。',
  'experiment.tolerance-quoted':
    '引用符の中の「{value}」はテキストで、ステータスは数値なので、決して等しくなりません。引用符を外してください。',
  'experiment.tolerance-never':
    'http や process のプローブの答えは複数の部分からなるため、{value} と等しくなることはありません。ステータスを数値と比べるか、target のある regex か jsonpath の tolerance を使ってください。',
  'experiment.tolerance-empty': '空のリストには何もないため、満たされることはありません。',
  'experiment.tolerance-membership':
    'リストは、ステータスがその値のどれかであることを意味します。{low} か {high} だけで、その間は含みません。範囲は {{"type": "range", "target": "status", "range": [{low}, {high}]}} と書きます。',
  'experiment.tolerance-mixed':
    '2 つの値は範囲の両端ですが、種類が違います。比べると実行が異常終了します。',
  'experiment.range-reversed':
    '範囲が {low} から {high} になっているため、入る数値がありません。入れ替えてください。',
  'experiment.tolerance-target-missing':
    'このプローブの答えは複数の部分からなります。どれを判定するかを「target」に書いてください: {choices}。',
  'experiment.tolerance-target-unknown':
    'このプローブの答えに「{target}」という部分はありません。あるのは: {choices}。',
  'experiment.tolerance-target-type':
    '「{target}」はこの方法では判定できず、実行が異常終了します。使えるのは: {choices}。',
  'experiment.tolerance-ref':
    'tolerance からほかのプローブは参照できません。ここにプローブを provider とともに書いてください。',
  'experiment.tolerance-arguments':
    '判定するプローブは、答えを引数「value」で受け取ります。provider に名前と値からなる「arguments」が必要です。',
  'experiment.tolerance-value':
    '答えは「value」の場所に入るため、そこになければなりません。引数に "value": null を足してください。',
  'experiment.tolerance-always':
    'tolerance に使った http や process のプローブは、どんな答えでも常に満たされます。',
  'experiment.tolerance-action': '「{path}」は、答えを判定するたびにシステムを変えます。',
  'experiment.hypothesis-empty':
    '仮説にプローブがないため、何も確認されず、逸脱が見つかることはありません。',
  'experiment.not-substituted':
    'ここでは名前が置き換えられず、テキストは書かれたまま比べられます。',
  'experiment.jsonpath-name':
    'JSONPath に名前は使えません。名前が置き換えられる前にパスが読まれます。',

  'experiment.tolerance-status':
    '答えのステータスがこの数値と比べられます。ステータスは {low} から {high} までなので、{value} は決して満たされません。',
  'experiment.tolerance-list-text':
    'ステータスは数値ですが、このリストに数値がないため、決して満たされません。',
  'experiment.jsonpath-status': 'ステータスは数値なので、パスでは何も見つかりません。',
  'experiment.jsonpath-count':
    '見つかるべきものを「expect」が決めているため、「count」は見られません。',
  'experiment.answer-truth':
    '「{func}」の答えは true か false なので、{value} と等しくなることはありません。',
  'experiment.answer-number':
    '「{func}」の答えは数値なので、{value} と等しくなることはありません。',
  'experiment.answer-list':
    '「{func}」の答えはリストなので、{value} と等しくなることはありません。',
  'experiment.answer-object':
    '「{func}」の答えは名前と値からなるため、{value} と等しくなることはありません。jsonpath の tolerance を使ってください。',
  'experiment.answer-counted':
    '「{func}」の答えは数値です。true は 1 のときだけ、false は 0 のときだけ満たされます。数値か範囲を書いてください。',
  'experiment.answer-breaks':
    '「{func}」の答えは、type が「{type}」の tolerance ではこのように判定できず、実行が異常終了します。',
  'experiment.answer-no-parts': '「{func}」の答えは 1 つの値なので、パスでは何も見つかりません。',
};
