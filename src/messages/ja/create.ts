import type { MessageTable } from '../types.ts';

/** Words of experiments that are written for a workload. */
export const create: MessageTable = {
  'create.pick': '{namespace} の {kind} {name} に何が起きたときを調べますか？',
  'create.fault.pod': 'Pod が 1 つ消える',
  'create.fault.pods': 'すべての Pod が同時に消える',
  'create.fault.gone': 'Pod が消える',
  'create.fault.scale': '0 にスケールされる',
  'create.fault.restart': 'Pod が順に再起動される',
  'create.fault.delete': '削除される',
  'create.fault.suspend': '一時停止される',
  'create.detail.pod': 'Pod を 1 つ削除します。Kubernetes が補充し、誰も気づかないはずです',
  'create.detail.pods': 'すべての Pod を削除し、再び応答するまでを調べます',
  'create.detail.gone':
    'Pod を削除します。単独の Pod は補充されませんが、元に戻す操作で作り直せます',
  'create.detail.scale': 'ロールバックで {count} に戻すまで Pod がなくなります',
  'create.detail.restart': 'ローリング再起動です。誰も気づかないはずです',
  'create.detail.delete': 'ロールバックで今と同じものを作り直します',
  'create.detail.suspend': 'ロールバックで再開するまで新しい Job は作られません',
  'create.title.pod': '{name} の Pod が 1 つ消えたら？',
  'create.title.pods': '{name} の Pod がすべて同時に消えたら？',
  'create.title.gone': 'Pod {name} が消えたら？',
  'create.title.scale': '{name} が 0 にスケールされたら？',
  'create.title.restart': '{name} が再起動されたら？',
  'create.title.delete': '{name} が削除されたら？',
  'create.title.suspend': '{name} が一時停止されたら？',
  'create.description.pod':
    '{namespace} の {kind} {name} の Pod を 1 つ削除します。すぐに元どおりになるはずです。',
  'create.description.pods':
    '{namespace} の {kind} {name} の Pod をすべて削除します。すぐに元どおりになるはずです。',
  'create.description.gone':
    '{namespace} の Pod {name} を削除します。単独の Pod は補充されません。「Chaos: 実行を元に戻す…」で作り直せます。',
  'create.description.scale':
    '{namespace} の {kind} {name} の Pod をしばらくなくし、その後 {count} に戻します。',
  'create.description.restart':
    '{namespace} の {kind} {name} を Pod ごとに再起動します。その間も応答し続けるはずです。',
  'create.description.delete':
    '{namespace} の {kind} {name} を削除し、その後元どおりに作り直します。',
  'create.description.suspend':
    '{namespace} の {kind} {name} をしばらく一時停止し、その後再開します。',
  'create.hypothesis': '{name} は正常です',
  'create.action.pod': '{name} の Pod を 1 つ削除',
  'create.action.pods': '{name} の Pod をすべて削除',
  'create.action.gone': 'Pod {name} を削除',
  'create.action.scale': '{name} を 0 にスケール',
  'create.action.restart': '{name} を再起動',
  'create.action.delete': '{name} を削除',
  'create.action.suspend': '{name} を一時停止',
  'create.rollback.scale': '{name} を {count} に戻す',
  'create.rollback.delete': '{name} を作り直す',
  'create.rollback.suspend': '{name} を再開',
  'create.probe.available': '{name} の Pod がすべて Ready',
  'create.probe.running': '{name} の Pod が {count} 個以上動いている',
  'create.probe.ready': '{name} の {count} 個の Pod が Ready',
  'create.probe.missing': '{name} の Pod が欠けている',
  'create.probe.healthy': 'Namespace の Pod がすべて正常',
  'create.probe.service': 'Service {name} が応答する',
  'create.probe.cron-job': 'CronJob {name} がある',
  'create.probe.cron-job-goes': 'CronJob {name} は一時停止していない',
  'create.gone':
    'Namespace {namespace} に {kind}「{name}」はもうありません。ビューを更新してください。',
};
