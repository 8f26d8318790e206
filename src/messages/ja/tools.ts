import type { MessageTable } from '../types.ts';

/** チャットのツールが人とモデルに伝える言葉。 */
export const tools: MessageTable = {
  'tools.doing.check': '{path} を確認しています',
  'tools.doing.activities': 'カオス実験のアクティビティを探しています',
  'tools.doing.targets': '{path} が何に影響するかを調べています',
  'tools.doing.journal': '{path} の結果を読んでいます',
  'tools.doing.run': '{path} を実行しています',
  'tools.input': '「{name}」は{wanted}でなければなりません。正しい値でもう一度呼び出してください。',
  'tools.input.text': '空でないテキスト',
  'tools.input.choice': '{choices} のいずれか',
  'tools.outside':
    '{path} はこのワークスペースの外にあるため読みませんでした。ワークスペース フォルダーからのパスか、その中のファイルのパスを指定してください。',
  'tools.no-file':
    'このワークスペースにファイル {path} はありません。ワークスペース フォルダーからのパスか、その中のファイルのパスを指定してください。',
  'tools.not-an-experiment':
    '{path} は実験ではありません。「title」と「method」を持つ JSON か YAML のファイルを指定してください。',
  'tools.stale':
    '{path} はディスク上で変更されましたが、エディターがまだ読み込んでいません。少し待ってもう一度呼び出してください。',
  'tools.more': '…ほか {count} 件。',
  'tools.check.none': '{path}: 問題は見つかりませんでした。',
  'tools.check.some': '{path}: 問題 {count} 件 (エラー {errors} 件)。',
  'tools.check.see': '参照: {page}',
  'tools.activities.some': '{total} 件のアクティビティのうち {count} 件が一致します。',
  'tools.activities.none':
    '{total} 件のアクティビティに一致するものはありません。語を減らすか、kind と module を省いてください。モジュール: {modules}。',
  'tools.activities.more':
    '一致するほか {count} 件は省きました。filter、kind、module で絞り込んでください。',
  'tools.activities.required': '必須',
  'tools.activities.default': '既定値 {value}',
  'tools.activities.optional': '省略可',
  'tools.activities.choices': '{choices} のいずれか',
  'tools.activities.outdated': '旧式: {text}',
  'tools.targets.none': '{path} にはアクションがないため、実行しても何も変わりません。',
  'tools.targets.action': '{pointer} 「{name}」 ({activity})、{cluster}: {hits}',
  'tools.targets.rollback': 'ロールバック {pointer} 「{name}」 ({activity})、{cluster}: {hits}',
  'tools.targets.unreached':
    '{pointer} 「{name}」 ({activity}): クラスターに届かないため、何に影響するかは分かりません。',
  'tools.targets.unknown':
    '{pointer} 「{name}」: プログラム、アドレス、または Python を呼び出します。何に影響するかは分かりません。',
  'tools.targets.now': 'これは今の時点の状態で、実行時に改めて調べます。何も変更していません。',
  'tools.journal.verdict': '「{title}」: {word}。{sentence}',
  'tools.journal.not-run':
    '{path} はこのワークスペースで実行されていないため、ジャーナルがありません。先に実行するか、ジャーナルのパスを指定してください。',
  'tools.journal.step': '{result}: 「{name}」 ({kind})',
  'tools.journal.step-because': '{result}: 「{name}」 ({kind}): {reason}',
  'tools.journal.wanted': '許容範囲 {wanted}',
  'tools.undo.none': 'この実行がクラスターで変えたもので、元に戻すべきものは残っていません。',
  'tools.undo.some':
    '元に戻せるもの: {changes}。コマンド「Chaos: 実行を元に戻す…」で人が元に戻せます。',
  'tools.undo.unknown':
    '元に戻すべきものが残っているかは、信頼されたワークスペースでこのエディターが行った実行についてだけ分かります。',
  'tools.run.real.title': '実験 {path} を実行しますか?',
  'tools.run.dry.title': '実験 {path} をドライラン ({dry}) で実行しますか?',
  'tools.run.real.first':
    '実際に実行され、障害が起こされます。その前に、影響を受けるものを示してもう一度確認します。',
  'tools.run.dry.first': 'その前に、何が行われるかを示してもう一度確認します。',
  'tools.run.real.question':
    'チャットが「{title}」を実行して障害を起こそうとしています。実行しますか?',
  'tools.run.dry.question':
    'チャットが「{title}」をドライラン ({dry}) で実行しようとしています。実行しますか?',
  'tools.run.refused':
    'エディターの利用者が拒否しました。何も実行されず、何も変わっていません。求められない限り、このツールをもう一度呼び出さないでください。',
};
