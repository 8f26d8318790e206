import type { MessageTable } from '../types.ts';

/** 見た目と違う動きをする書き方についての文。 */
export const experimentRules: MessageTable = {
  'experiment.name-duplicate':
    'ほかにも「{name}」というアクティビティがあり、ログとジャーナルで区別できません。それぞれに別の名前を付けてください。',
  'experiment.name-duplicate-referred':
    'ほかにも「{name}」というアクティビティがあり、この名前の参照はそちらを指します。それぞれに別の名前を付けてください。',
  'experiment.ref-key-ignored':
    '「ref」と並ぶ「{name}」に効果はなく、参照先のものが使われます。参照先に書くか、アクティビティ全体を書いてください。',

  'experiment.key-level': 'ここの「{name}」に効果はありません。「{place}」の中に書きます。',
  'experiment.key-of-activity':
    'ここの「{name}」に効果はありません。「provider」と並べて、アクティビティ自体に書きます。',
  'experiment.timeout-python':
    'provider の「timeout」は http と process のアクティビティだけのものです。ここでは効果がありません。',

  'experiment.background-last':
    '最後のステップで、終わるまで待たれるため、並んで動くものがありません。ここの「background」に効果はありません。',
  'experiment.background-pause':
    'このステップはバックグラウンドで動くため、この待ち時間は何も遅らせず、次のステップはすぐに始まります。待ち時間は次のステップの前に置いてください。',
  'experiment.background-race':
    '次のステップ「{name}」は、これが始まるのと同時に尋ねるため、変わる前のシステムを見るかもしれません。「pauses」で待たせるか、これを最後まで実行させてください。',

  'experiment.strategy-nothing':
    'プローブのある仮説がないため、「{strategy}」では何も確認されません。',
  'experiment.strategy-skip': '仮説は一度も確認されないため、逸脱が見つかることはありません。',
  'experiment.strategy-before':
    'メソッドの後に仮説を確認しないため、メソッドが何をしても逸脱は見つかりません。',
  'experiment.strategy-during':
    'メソッドの間に見つかったことは、逸脱になりません。--fail-fast を付けたときだけ、実行が failed で終わります。後でも確認するには「continuously」を使ってください。',
  'experiment.strategy-continuously':
    'メソッドの間に見つかったことは記録されますが、--fail-fast がなければ、それだけでは逸脱になりません。メソッドの後の確認で決まります。',
  'experiment.rollbacks-never': '戦略が「never」なので、これらのロールバックは実行されません。',
  'experiment.rollbacks-deviated':
    'これらのロールバックは逸脱したときだけ実行されますが、メソッドの後に確認するものがないため、実行されることはありません。',
  'experiment.dry-file':
    'ファイルの「dry」に効果はなく、実験は本当に実行されます。コマンドラインで --dry を使ってください。',
  'experiment.runtime-option':
    'ここの「{name}」に効果はありません。コマンドラインの {option} だけで指定できます。',

  'experiment.secret-inline':
    '「{name}」はシークレットのようですが、ファイルを見る人は誰でも読めます。「secrets」で環境変数から読んでください。',
  'experiment.secret-in-configuration':
    'このプローブの答えはもうシークレットではありません。Chaos Toolkit は「{name}」をジャーナルに書きます。隠されるのはここで実行したときだけです。',

  'experiment.selection-both':
    '名前も書かれているため、ラベルは見られません。意図するほうだけを残してください。',
  'experiment.argument-overridden': '「all」がすべてを対象にするため、「{name}」は見られません。',
  'experiment.argument-percentage': '100 パーセントを超えると、当てはまるすべてが対象になります。',
  'experiment.order-unsorted':
    '「alphabetic」は並べ替えません。書かなかったときと同じ、API サーバーの順です。',

  'experiment.process-argument-empty': 'null や空の引数は渡されず、後ろの引数が前に詰められます。',
  'experiment.process-argument-python':
    '{value} はプログラムに「{python}」として渡ります。プログラムが求める形のテキストで書いてください。',
  'experiment.process-argument-object':
    'これは Python が表示する形で、一重引用符で渡ります。テキストとして書いてください: {value}',
  'experiment.process-path-arguments':
    '空白も含めた全体がプログラムの名前として探されます。「path」には「{program}」だけを残し、残りを「arguments」に書いてください。',

  'experiment.pause-name':
    '「{name}」は configuration で {value} となっており、秒数ではありません。実行はここで異常終了します。',
  'experiment.name-not-replaced': 'ここでは名前が置き換えられず、書かれたままになります。',
  'experiment.name-nested':
    '値は 1 度だけ置き換えられるため、この中の名前は書かれたままになります。',
  'experiment.name-shadowed':
    '「{name}」は「configuration」にもあり、名前として書いた所ではそちらが使われます。',

  'experiment.number-octal':
    '「{text}」は 0 で始まるため、YAML では 8 進数の {value} と読まれます。引用符で囲むか、0 を取ってください。',
  'experiment.number-sexagesimal':
    '「{text}」は 60 進数の {value} と読まれます。時刻やポートの組なら、引用符で囲んでください。',
  'experiment.number-exponent':
    '「{text}」はテキストと読まれます。YAML で指数付きの数値になるのは、1.0e+3 のような書き方だけです。',

  'experiment.name-undeclared':
    '「configuration」にも「secrets」にも「{name}」がないため、書かれたままになります。',
  'experiment.name-near':
    '「configuration」にも「secrets」にも「{name}」がありません。「{near}」のことですか?',
  'experiment.source-near':
    '「{type}」は値の読み取り元ではないため、書かれたままの値になります。「{near}」のことですか?',
  'experiment.default-type': '既定値「{value}」は {type} 型の値にできません。',
  'experiment.secret-flat':
    '「{name}」がグループの外にあります。シークレットはグループごとにアクティビティへ渡されます。グループに入れてください。',
  'experiment.secret-default':
    'シークレットに既定値はありません。変数が設定されていないと、実行は断られます。',
  'experiment.vault-path':
    '「{name}」に「path」がないため、Vault から何も読まれません。マウント先より下のパスを書いてください。',

  'experiment.strategy-misspelt': '戦略の正しいつづりは「continuously」です。',
  'experiment.runtime-python': 'ここでは Python が要らないため、この環境は作られません。',

  'experiment.fix-remove': '削除する',
  'experiment.fix-replace': '{text} に変える',
  'experiment.fix-move': '{text} の中に移す',
  'experiment.fix-move-out': '「provider」の外に移す',
  'experiment.fix-add': '「{text}」を足す',
  'experiment.fix-pause-next': '代わりに、次のステップの前で {seconds} 秒待つ',
  'experiment.fix-environment': '環境変数 {text} から読む',
  'experiment.fix-split': '残りを「arguments」に移す',
};
