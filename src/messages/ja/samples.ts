import type { MessageTable } from '../types.ts';

/** Sentences about the sample services. */
export const samples: MessageTable = {
  'workbench.samples-files':
    'インストールされた中に {path} がありません。インストールし直してください。クローンの場合は npm run build を実行してください。',
  'workbench.samples-namespace':
    'このクラスターに Namespace {namespace} はありません。「kubectl create namespace {namespace}」で作成するか、別の Namespace を選んでください。',
  'workbench.samples-foreign':
    'Namespace {namespace} の {kind} {name} は「samples deploy」で作成されたものではないため、変更しません。サンプルをその場所に置くことはできません。別の Namespace を選ぶか、ご自身で削除してください。',
  'workbench.samples-deleting':
    'Namespace {namespace} の {kind} {name} は削除中で、{seconds} 秒たってもまだ残っています。finalizer を確認してから、もう一度デプロイしてください。',
  'workbench.samples-gone':
    'Deployment {name} は、待っている間に誰かによって削除または置き換えられました。もう一度デプロイしてください。',
  'workbench.samples-pod':
    'Pod {pod} を起動できません: {reason}。デプロイしたものは確認できるように残してあります。原因を取り除いてもう一度デプロイするか、samples remove を実行してください。',
  'workbench.samples-slow':
    'Deployment {name} が {seconds} 秒以内に Ready になりませんでした: {reason}。この後 Ready になる可能性もあります。Pod を確認するか、もう一度デプロイしてください。',
  'workbench.samples-leaving':
    'サンプルは削除しましたが、{seconds} 秒たっても終了中の Pod があります: {pods}',
  'workbench.samples-created': '{kind} {name} を作成しました',
  'workbench.samples-updated': '{kind} {name} を更新しました',
  'workbench.samples-unchanged': '{kind} {name} は変更不要です',
  'workbench.samples-removed': '{kind} {name} を削除しました',
  'workbench.samples-nothing': 'Namespace {namespace} にサンプルはありません。',
  'workbench.samples-ready': 'Deployment {name}: Pod {wanted} 個中 {ready} 個が Ready',
  'workbench.samples-reaching': 'フロントエンドの応答を待っています',
  'workbench.samples-url': 'フロントエンドのアドレス: {url}',
  'workbench.samples-unreached':
    'フロントエンドは動いていますが、ここからはどのアドレスにも到達できません。「kubectl port-forward --namespace {namespace} service/frontend 8080:80」などで経路を作り、そのアドレスを FRONTEND_URL に設定してください。',
};
