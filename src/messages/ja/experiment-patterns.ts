import type { MessageTable } from '../types.ts';

/** Python のパターンと JSONPath についての文。 */
export const experimentPatterns: MessageTable = {
  'experiment.pattern-parenthesis':
    'パターン「{pattern}」の {at} 文字目の「)」に対応するかっこがありません。削除するか、文字そのものなら \\) と書いてください。',
  'experiment.pattern-unclosed':
    'パターン「{pattern}」の {at} 文字目のグループが閉じられていません。「)」を足すか、文字そのものなら \\( と書いてください。',
  'experiment.pattern-set':
    'パターン「{pattern}」の {at} 文字目の「[」が閉じられていません。「]」を足すか、文字そのものなら \\[ と書いてください。',
  'experiment.pattern-range':
    'パターン「{pattern}」の {at} 文字目の範囲が、小さい文字から大きい文字の順になっていません。直すか、文字そのものなら \\- と書いてください。',
  'experiment.pattern-escape':
    'パターン「{pattern}」の {at} 文字目のエスケープは Python にありません。バックスラッシュそのものは \\\\ と書きます。',
  'experiment.pattern-backslash':
    'パターン「{pattern}」がバックスラッシュで終わっています。バックスラッシュそのものは \\\\ と書きます。',
  'experiment.pattern-repeat-nothing':
    'パターン「{pattern}」の {at} 文字目に、繰り返すものがありません。前に何か書くか、文字そのものならバックスラッシュを付けてください。',
  'experiment.pattern-repeat-twice':
    'パターン「{pattern}」の {at} 文字目で、繰り返しを繰り返しています。内側をグループ (?:…) に入れてください。',
  'experiment.pattern-repeat-count':
    'パターン「{pattern}」の {at} 文字目の回数が正しくありません。最初の数は 2 つ目以下で、どちらも 4294967295 より小さい数です。',
  'experiment.pattern-reference':
    'パターン「{pattern}」の {at} 文字目が、その前で閉じられていないグループ {group} を参照しています。',
  'experiment.pattern-name':
    'パターン「{pattern}」の {at} 文字目のグループの名前「{name}」は、使われているか、名前にできません。',
  'experiment.pattern-flags':
    'パターン「{pattern}」の {at} 文字目のフラグは、Python にないか、同時に使えません。i、m、s、x、a を使ってください。',
  'experiment.pattern-flags-place':
    'パターン「{pattern}」の {at} 文字目でフラグを設定しています。全体のフラグは先頭に、一部のフラグは (?i:…) と書きます。',
  'experiment.pattern-lookbehind':
    'パターン「{pattern}」の {at} 文字目の後読みは長さが決まっていません。Python ではできません。',
  'experiment.pattern-extension':
    'パターン「{pattern}」の {at} 文字目の種類のグループは Python にありません。',
  'experiment.pattern-unsupported':
    'パターン「{pattern}」は Python では正しいのですが、ここでは扱えない {what} を使っています。別の書き方にしてください。',
  'experiment.jsonpath-invalid':
    'JSONPath「{path}」は {at} 文字目で読めません。$ で始め、名前は .name か ["name"]、条件は [?(@.name = "x" and not @.other)] のように書きます。',
};
