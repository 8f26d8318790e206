import type { editorRunning as english } from '../en/editor-running.ts';

/** Sentences about running an experiment in the editor. */
export const editorRunning: Record<keyof typeof english, string> = {
  'editor.lens.only': 'これだけを実行',
  'editor.lens.only-tip':
    'このアクティビティだけを画面の内容のまま実行します。前後の仮説の確認もロールバックもありません',
  'editor.lens.under-way': '実行中',
  'editor.no-activity':
    'カーソルの位置にアクティビティがありません。プローブかアクションの中にカーソルを置いて、もう一度実行してください。',
  'editor.activity-moved':
    'テキストが変わり、このアクティビティは元の場所にありません。実行したいアクティビティの上の「これだけを実行」をクリックしてください。',
  'editor.clock.several': '{count} 件実行中',
  'editor.clock.held': '「{name}」の前でデバッガーが停止中',
  'editor.emergency.short': '緊急停止',
  'editor.emergency.tip':
    '実行中の実験（{count} 件）をすぐに終了し、変更を元に戻します。確認はありません',
  'editor.emergency.title': '緊急停止',
  'editor.emergency.ending': '「{title}」を終了しています…',
  'editor.emergency.undoing': '「{title}」の変更を元に戻しています…',
  'editor.emergency.ended': '{count} 件の実行を終了しました。',
  'editor.emergency.goes-on':
    '「{title}」はまだ終了しておらず、元に戻していません。もう一度実行するか、このウィンドウを閉じてください。',
  'editor.emergency.put-back': '{count} 件の変更を元に戻しました。',
  'editor.emergency.left': '{count} 件は元に戻せませんでした: {first}',
  'editor.emergency.problem': '「{title}」の変更は元に戻せませんでした: {problem}',
  'editor.emergency.nothing-changed': 'クラスターの変更はありませんでした。',
  'editor.emergency.others': '以前の {count} 件の実行にも、元に戻していない変更があります。',
  'editor.emergency.log': 'ログを表示',
  'editor.task.run': '{experiment} を実行',
  'editor.task.check': '{experiment} をチェック',
  'editor.task.owed':
    '実行によりクラスターに {count} 件の変更が残っています。元に戻すには「Chaos: 実行を元に戻す…」を使ってください（{label}）。',
  'editor.task.journal': 'ジャーナル: {path}',
  'editor.tests.title': 'Chaos 実験',
  'editor.tests.check': 'チェックとドライラン',
  'editor.tests.run': '実行（障害を起こします）',
  'editor.tests.outside': '「{name}」が許容範囲の外です。',
  'editor.tests.not-dry-asks':
    'チェックのみ行いました。configuration のプローブはドライランでも呼び出されるため、ドライランは行っていません。',
  'editor.tests.not-dry-own':
    'チェックのみ行いました。「{name}」に独自の dry キーがあり、ドライランでも実行されるため、ドライランは行っていません。',
  'editor.tests.not-dry-untrusted':
    'チェックのみ行いました。制限モードのワークスペースのため、ドライランは行っていません。',
  'editor.tests.on': '「{title}」（{cluster}）:',
  'editor.tests.unknown':
    '「{title}」: {count} 個のアクションがプログラム、アドレス、または Python を呼び出します。その対象はわかりません。',
  'editor.tests.harmless': '「{title}」は何も変更しません。',
  'editor.tests.confirm': '{count} 件の実験を順に実行し、障害を起こしますか?',
  'editor.tests.unreached':
    '「{name}」が変更するクラスターに接続できないため、対象を表示できず、実行しませんでした。応答するクラスターを選んで、もう一度実行してください。',
  'editor.sentence-separator': ' ',
};
