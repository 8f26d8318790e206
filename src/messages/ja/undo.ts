import type { MessageTable } from '../types.ts';

/** Sentences about putting back what a run has changed. */
export const undo: MessageTable = {
  'kubernetes.undo-still-there': '{kind} {name} は結局削除されていませんでした。',
  'kubernetes.undo-created': '{kind} {name} は、以前の取り消しですでに作成し直されています。',
  'kubernetes.undo-back': '{kind} {name} はすでに元の状態です。',
  'kubernetes.undo-back-different':
    '{kind} {name} は再び存在しますが、元のものとは異なります。誰かが別に作成したものなので、そのままにします。',
  'kubernetes.undo-gone': '実行が作成した {kind} {name} は、すでになくなっています。',
  'kubernetes.undo-missing':
    '{kind} {name} がもう存在しないため、元の値に戻せません。マニフェストから作成し直してください。',
  'kubernetes.undo-none': '{kind} {name} を元に戻す方法はありません。',
  'kubernetes.undo-going':
    '{kind} {name} は {seconds} 秒たっても削除中のため、作成し直せません。残っている finalizer を確認してから、もう一度取り消してください。',
  'kubernetes.undo-question-writers':
    '実行が作成した {kind} {name} は、その後 {who} によって変更されています。',
  'kubernetes.undo-question-values':
    '{kind} {name} の値は、実行が設定した値でも元の値でもありません。その後、誰かが変更しています。',
  'kubernetes.undo-will-create': '{kind} {name} を作成し直します。',
  'kubernetes.undo-will-delete': '実行が作成した {kind} {name} を削除します。',
  'kubernetes.undo-will-patch': '{kind} {name} を元の値に戻します。',
  'kubernetes.undo-did-create': '{kind} {name} を作成し直しました。',
  'kubernetes.undo-did-delete': '実行が作成した {kind} {name} を削除しました。',
  'kubernetes.undo-did-patch': '{kind} {name} を元の値に戻しました。',
  'workbench.undo-other-cluster':
    '{kind} {name} を変更したのはクラスター {former} ですが、ここは別のクラスター（{now}）です。何も行いませんでした。--context か --kubeconfig で場所を指定してください。',
  'workbench.undo-still-running':
    '実行 {run} はまだ続いています。先に停止してから取り消してください。',
  'workbench.undo-held':
    '実行 {run} は別のプロセス（{pid}）が使用中です。実行中か、すでに取り消しの途中です。終わるまでお待ちください。',
  'workbench.undo-unknown': '{folder} に実行 {run} はありません。一覧: chaos-workbench undo --list',
  'workbench.undo-nothing-owed': '元に戻すものを残した実行はありません。',
  'workbench.undo-nothing': '実行 {run} は、元に戻すものを残していません。',
  'workbench.undo-title': '{time} の実行 {run}: {title}',
  'workbench.undo-all': 'すべて元に戻しました。',
  'workbench.undo-dry': '何も行っていません。実行するには --dry を外してください。',
  'workbench.undo-left':
    '{count} 件の変更は元に戻していません。理由は上のとおりです。--force を付けると、その後ほかの人が変更したものも元に戻します。',
  'workbench.undo-offer':
    'この実行はクラスターに {count} 件の変更（{names}）を残しています。元に戻すには: chaos-workbench undo {run}',
  'workbench.undo-ask': '{question}それでも元に戻しますか? [y/N] ',
  'workbench.undo-list-crashed': '異常終了',
  'workbench.undo-list-running': '実行中',
  'editor.undo.one': '元に戻す: {kind} {name}',
  'editor.undo.many': '{count} 件の変更を元に戻す',
  'editor.undo.more': '… ほか {count} 件。',
  'editor.undo.pick': 'どの実行を元に戻しますか?',
  'editor.undo.question': '実行「{title}」が変更したものを元に戻しますか?',
  'editor.undo.yes': '元に戻す',
  'editor.undo.yes-force': 'ほかの人が変更したものも含めて元に戻す',
  'editor.undo.looking': '実行が残した変更を調べています…',
  'editor.undo.doing': '元に戻しています…',
  'editor.undo.left':
    '{count} 件の変更は元に戻していません。{first} 詳しくはログ（Chaos: ログを表示）をご覧ください。',
  'editor.undo.offer':
    '実行「{title}」は途中で途切れ、クラスターに {count} 件の変更を残しています。',
  'editor.undo.offer-yes': '元に戻す…',
  'editor.undo.offer-no': 'そのままにする',
};
