import type { MessageTable } from '../types.ts';

/** 読めない JSON と YAML、見た目と違う意味で読まれるものについての文。 */
export const experimentSyntax: MessageTable = {
  'experiment.too-deep':
    'ここで値の入れ子が {limit} 段を超えているため、これより下は読みません。入れ子を浅くしてください。',
  'experiment.duplicate-key': '「{name}」が 2 回書かれています。最後のものだけが有効です。',
  'experiment.number-range': 'この数値は JSON で表せません。もっと小さい値にしてください。',
  'experiment.number-precision':
    'この数値は大きすぎて正確に保てません。すべての桁が大切なら、テキストとして書いてください。',

  'experiment.json-symbol':
    '「{text}」は JSON ではありません。テキストは二重引用符で囲みます。使える語は true、false、null だけです。',
  'experiment.json-number': '「{text}」は JSON の数値ではありません。',
  'experiment.json-name-expected': 'ここには二重引用符で囲んだ名前が必要です。',
  'experiment.json-value-expected': 'ここには値が必要です。',
  'experiment.json-colon-expected': '名前と値の間にコロンが必要です。',
  'experiment.json-comma-expected': 'この前にコンマが必要です。',
  'experiment.json-brace-expected': '閉じる波かっこ } がありません。',
  'experiment.json-bracket-expected': '閉じる角かっこ ] がありません。',
  'experiment.json-end-expected':
    '実験はこの前で終わっていますが、後ろにテキストが続いています。削除するか、余分な波かっこがないか確かめてください。',
  'experiment.json-comment':
    'JSON にコメントはなく、Chaos Toolkit は受け付けません。削除するか、実験を YAML で書いてください。',
  'experiment.json-trailing-comma':
    '最後の要素の後のコンマは JSON ではなく、Chaos Toolkit は受け付けません。',
  'experiment.json-string-end':
    'テキストがこの行で閉じられていません。閉じる引用符を足してください。改行は \\n と書きます。',
  'experiment.json-escape':
    'このエスケープは JSON にありません。バックスラッシュは \\\\ と書きます。',
  'experiment.json-character':
    'タブ、改行などの制御文字は、テキストにそのまま書けません。\\t や \\n と書いてください。',

  'experiment.yaml-syntax': 'YAML として読めません。インデントと記号を確かめてください。',
  'experiment.yaml-alias':
    'これより前に定義されていないアンカーを参照しています。先に &name で定義してください。',
  'experiment.yaml-recursive':
    '「*{name}」は、それが参照する値の中にあります。これでは終わりがありません。',
  'experiment.yaml-alias-bomb':
    '参照によって {limit} 個を超える値が増えるため、これより下は読みません。参照で書く部分を減らしてください。',
  'experiment.yaml-anchor': '1 つの値に付けられるアンカーは 1 つだけです。',
  'experiment.yaml-character':
    '引用符のないテキストは、この文字では始められません。引用符で囲んでください。',
  'experiment.yaml-directive': '% で始まるこの行は、YAML の指示ではありません。削除してください。',
  'experiment.yaml-documents':
    'ここから 2 つ目の文書が始まっています。Chaos Toolkit は複数の文書を含むファイルを受け付けません。別のファイルにしてください。',
  'experiment.yaml-equals': '単独の = は YAML で特別な意味を持ちます。引用符で囲んでください。',
  'experiment.yaml-escape':
    'このエスケープは YAML にありません。バックスラッシュを 2 つ書くか、一重引用符を使ってください。',
  'experiment.yaml-flow':
    'かっこの中では、インデントによる書き方は使えません。かっこで書いてください。',
  'experiment.yaml-indent':
    'インデントが違うか、前のかっこが閉じられていません。同じリストやマップの要素は左端をそろえます。',
  'experiment.yaml-key-complex':
    'これは名前にできません。引用符で囲むか、ただのテキストにしてください。',
  'experiment.yaml-key-type':
    '「{text}」はここではテキストではなく {name} と読まれます。語そのものなら引用符で囲んでください。',
  'experiment.yaml-long-key':
    '1 行の名前は 1024 文字までです。引用符が抜けていないか確かめてください。',
  'experiment.yaml-merge': '「<<」の値は、マップ、その参照、またはそれらのリストです。',
  'experiment.yaml-missing': 'ここに何かが足りません。コンマ、かっこ、引用符、コロンのどれかです。',
  'experiment.yaml-multiline-key':
    '名前は 1 行に書きます。コロンか引用符が抜けていないか確かめてください。',
  'experiment.yaml-nested':
    '同じ行に、コロン付きの名前をもう 1 つ続けることはできません。テキストを引用符で囲むか、改行してください。',
  'experiment.yaml-number':
    '「{text}」は数値のように見えますが、数値ではありません。引用符で囲んでください。',
  'experiment.yaml-tab': 'YAML のインデントは空白だけです。タブは使えません。',
  'experiment.yaml-tag': 'このタグの付いた値は、実験では使えません。',
  'experiment.yaml-time':
    '「{text}」は日付のように見えますが、日付ではありません。引用符で囲んでください。',
};
