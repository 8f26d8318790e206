import type { MessageTable } from '../types.ts';

/** Sentences of the Kubernetes activities, their plans and the ledger. */
export const kubernetesActivities: MessageTable = {
  'kubernetes.unscoped':
    '{pointer}: アクティビティ「{name}」は、Namespace「{namespace}」にある同じ種類のものすべてに影響します。名前、パターン、ラベルセレクターのいずれも指定されていないか、置換の結果が空になっています。何も実行しませんでした。対象を指定するか、--allow-unscoped で許可してください。',
  'kubernetes.consent-refused':
    '{server} への障害の注入が承認されなかったため、何も実行しませんでした。',
  'kubernetes.lease-held':
    '{server} の Namespace「{namespace}」では別の実行が進行中です: {holder}（{since} から）。終わるまでお待ちください。異常終了した場合、Lease は最後の更新から {seconds} 秒で期限切れになります。それでも実行するには、--no-lease を使うか、Lease「{name}」を削除してください。',
  'kubernetes.argument-missing': '引数「{name}」がありません。',
  'kubernetes.no-pods': 'Namespace「{namespace}」に、ラベルが「{selector}」の Pod はありません。',
  'kubernetes.no-pods-at-all': 'Namespace「{namespace}」に Pod がありません。',
  'kubernetes.pod-phase': 'Pod {name} のフェーズは {phase} ですが、{wanted} であるべきです。',
  'kubernetes.pod-condition': 'Pod {name} は状態 {condition} を満たしていません。',
  'kubernetes.pods-unhealthy':
    'Namespace「{namespace}」の {count} 個の Pod が正常ではありません: {names}。',
  'kubernetes.deployment-missing': 'Namespace「{namespace}」に Deployment「{name}」はありません。',
  'kubernetes.deployment-unhealthy':
    'Namespace「{namespace}」の Deployment「{name}」では、レプリカ {wanted} 個中 {available} 個が利用可能です。',
  'kubernetes.deployment-not-ready':
    'Namespace「{namespace}」の Deployment「{name}」は、{seconds} 秒以内にすべてのレプリカが Ready になりませんでした。',
  'kubernetes.service-missing': 'Namespace「{namespace}」に Service「{name}」はありません。',
  'kubernetes.warn-bare-pod': 'Pod {name} にはコントローラーがないため、復活しません。',
  'kubernetes.warn-ending': 'Pod {name} はすでに終了中です。',
  'kubernetes.warn-budget': 'この削除は PodDisruptionBudget「{budget}」に従いません。',
  'kubernetes.warn-autoscaler':
    'HorizontalPodAutoscaler「{autoscaler}」が {name} のレプリカ数を元に戻す可能性があります。',
  'kubernetes.warn-gitops':
    '{tool} が {name} を管理しているため、変更はすぐに元に戻される可能性があります。',
  'kubernetes.undo-controller': '{kind} {name} が代わりを作成します。',
  'kubernetes.undo-bare-pod': 'Pod {name} は作成し直せますが、データは失われます。',
  'kubernetes.undo-ended-pod':
    'Pod {name} は終了していました。作成し直すともう一度実行されるため、作成しません。',
  'kubernetes.undo-deployment':
    'Deployment {name} は作成し直せますが、ロールアウトの履歴は失われ、Pod は新しくなります。',
  'kubernetes.undo-replica-set': 'ReplicaSet {name} は作成し直せますが、Pod は新しくなります。',
  'kubernetes.undo-rollout':
    '{name} の以前の Pod は失われます。取り消すと、Pod がもう一度置き換わります。',
  'kubernetes.undo-service':
    'Service {name} は作成し直せます。クラスター IP は、その間に使われていなければ同じです。',
  'kubernetes.undo-load-balancer':
    'Service {name} は作成し直せますが、ロードバランサーのアドレスが変わる可能性があります。',
  'kubernetes.undo-exec': 'コマンドがコンテナーの中で行ったことは、元に戻せません。',
  'kubernetes.undo-workload': '{kind} {name} は作成し直せますが、Pod は新しくなります。',
  'kubernetes.ledger':
    '台帳 {path} に書き込めないため、変更は行いませんでした: {reason}。ディスクの空きを作るか、別の状態フォルダーを選んでください。',
};
