import type { MessageTable } from '../types.ts';

/** Sentences about the end of a run. The words of Chaos Toolkit's own status stay English. */
export const engineVerdict: MessageTable = {
  'engine.verdict-held': '仮説は成り立ちました。',
  'engine.verdict-held-before':
    '仮説はメソッドの前に成り立っていました。実行後は確認していません。',
  'engine.verdict-explored': 'すべてのステップを実行しました。確認する仮説はありませんでした。',
  'engine.verdict-nothing': '実行するものがありませんでした。',
  'engine.verdict-dry': 'ドライランのため、判定は行っていません。',
  'engine.verdict-alone': '「{name}」だけを実行し、成功しました。',
  'engine.verdict-alone-met': '「{name}」だけを確認し、許容範囲の中でした。',
  'engine.verdict-alone-not-met': '「{name}」だけを確認し、許容範囲の外でした。',
  'engine.verdict-alone-failed': '「{name}」だけを実行し、失敗しました: {reason}',
  'engine.verdict-gate':
    'メソッドの前に仮説が成り立っていなかったため、何も行いませんでした。「{probe}」が許容範囲の外でした。',
  'engine.verdict-gate-rolled-back':
    'メソッドの前に仮説が成り立っていなかったため、ロールバック以外は何も行いませんでした。「{probe}」が許容範囲の外でした。',
  'engine.verdict-nothing-injected-only':
    '唯一のアクションが失敗したため、何も検証できませんでした。「{action}」: {reason}',
  'engine.verdict-nothing-injected-only-forbidden':
    '唯一のアクションに権限がなかったため、何も検証できませんでした。「{action}」: {reason}',
  'engine.verdict-nothing-injected-all':
    '{count} 個のアクションがすべて失敗したため、何も検証できませんでした。「{action}」: {reason}',
  'engine.verdict-nothing-injected-all-forbidden':
    '{count} 個のアクションがすべて失敗したため、何も検証できませんでした。「{action}」には権限がありませんでした: {reason}',
  'engine.verdict-some-failed':
    '{total} 個のアクションのうち {count} 個が失敗しました（最初は「{action}」）。',
  'engine.verdict-some-failed-forbidden':
    '{total} 個のアクションのうち {count} 個が失敗しました（最初は「{action}」で、権限がありませんでした）。',
  'engine.verdict-some-failed-held':
    '仮説は成り立ちましたが、{total} 個のアクションのうち {count} 個が失敗しました（最初は「{action}」）。',
  'engine.verdict-some-failed-held-forbidden':
    '仮説は成り立ちましたが、{total} 個のアクションのうち {count} 個が失敗しました（最初は「{action}」で、権限がありませんでした）。',
  'engine.verdict-lapsed':
    '仮説はいま成り立っていますが、メソッド中の {total} 回の確認のうち {count} 回で「{probe}」が許容範囲の外でした。',
  'engine.verdict-deviated-stopped': '「{probe}」が成り立たなくなりました。',
  'engine.verdict-deviated-stopped-after': '「{step}」の後、「{probe}」が成り立たなくなりました。',
  'engine.verdict-deviated-outside': '「{probe}」が許容範囲の外でした。',
  'engine.verdict-deviated-outside-after': '「{step}」の後、「{probe}」が許容範囲の外でした。',
  'engine.verdict-unasked-before':
    'メソッドの前に「{probe}」を確認できなかったため、メソッドは実行しませんでした: {reason}',
  'engine.verdict-unasked-after': 'メソッドの後に「{probe}」を確認できませんでした: {reason}',
  'engine.verdict-fail-fast':
    'メソッドの途中で「{probe}」が許容範囲の外になりました。最初の失敗で終了する設定のため、実行を終えました。',
  'engine.verdict-fail-fast-after':
    '「{step}」の後、「{probe}」が許容範囲の外になりました。最初の失敗で終了する設定のため、実行を終えました。',
  'engine.reason-no-pod':
    '{since} から、「{name}」に Ready な Pod がありません。プローブはその {later} 後に失敗しました。',
  'engine.reason-no-pod-until':
    '{since} から {until} まで、「{name}」に Ready な Pod がありませんでした。プローブは、なくなってから {later} 後に失敗しました。',
  'engine.reason-no-endpoint':
    '{since} から、サービス「{name}」に Ready なエンドポイントがありません。プローブはその {later} 後に失敗しました。',
  'engine.reason-no-endpoint-until':
    '{since} から {until} まで、サービス「{name}」に Ready なエンドポイントがありませんでした。プローブは、なくなってから {later} 後に失敗しました。',
  'engine.reason-short':
    'プローブが失敗したとき、「{name}」の Ready な Pod は {wanted} 個のうち {ready} 個でした。',
  'engine.reason-warning':
    '{time} に、Kubernetes が {kind}「{name}」について警告しました: {reason}、{text}',
  'engine.verdict-interrupted-nothing':
    'アクションを始める前に、実行が中断されました（{reason}）。',
  'engine.verdict-interrupted-nothing-rolled-back':
    'アクションを始める前に、実行が中断されました（{reason}）。ロールバックは実行しました。',
  'engine.verdict-interrupted-during':
    '「{action}」の途中で実行が中断されました（{reason}）。一部だけ行われた可能性があります。ロールバックは実行していません。',
  'engine.verdict-interrupted-during-rolled-back':
    '「{action}」の途中で実行が中断されました（{reason}）。一部だけ行われた可能性があります。ロールバックは実行しました。',
  'engine.verdict-interrupted-done':
    '実行が中断されました（{reason}）。それまでに {count} 個のアクションを行いました（最後は「{action}」）。ロールバックは実行していません。',
  'engine.verdict-interrupted-done-rolled-back':
    '実行が中断されました（{reason}）。それまでに {count} 個のアクションを行いました（最後は「{action}」）。ロールバックは実行しました。',
  'engine.verdict-aborted-nothing': 'アクションを行う前に異常終了しました。{reason}',
  'engine.verdict-aborted-nothing-rolled-back':
    'アクションを行う前に異常終了しました。ロールバックは実行しました。{reason}',
  'engine.verdict-aborted-during':
    '「{action}」の途中で異常終了しました。一部だけ行われた可能性があります。ロールバックは実行していません。{reason}',
  'engine.verdict-aborted-during-rolled-back':
    '「{action}」の途中で異常終了しました。一部だけ行われた可能性があります。ロールバックは実行しました。{reason}',
  'engine.verdict-aborted-done':
    '{count} 個のアクションの後に異常終了しました（最後は「{action}」）。ロールバックは実行していません。{reason}',
  'engine.verdict-aborted-done-rolled-back':
    '{count} 個のアクションの後に異常終了しました（最後は「{action}」）。ロールバックは実行しました。{reason}',
};
