import type { MessageTable } from '../types.ts';

/** Words of the explorer, the status bar and the samples. */
export const editorExplorer: MessageTable = {
  'editor.explorer.current': '現在のコンテキスト',
  'editor.explorer.target': '実験の実行先',
  'editor.explorer.connect': '接続',
  'editor.explorer.connect-plugin': '接続（kubeconfig に書かれたプログラムでサインインします）',
  'editor.explorer.connecting': '接続中…',
  'editor.explorer.loading': '読み込み中…',
  'editor.explorer.silent': '応答なし',
  'editor.explorer.failed': '未接続',
  'editor.explorer.retry': '再試行',
  'editor.explorer.not-trusted': '制限モード: サインイン用のプログラムは起動しません',
  'editor.explorer.namespaces-forbidden': 'ほかの Namespace を一覧する権限がありません',
  'editor.explorer.empty': 'まだ何も動いていません',
  'editor.explorer.forbidden': '{resource} を一覧する権限がありません',
  'editor.explorer.waiting': '再接続しています…',
  'editor.explorer.more': 'さらに {count} 件を表示',
  'editor.explorer.pod-unready': '{phase} · {ready}/{containers} Ready',
  'editor.explorer.pod-restarts': '{what} · 再起動 {restarts} 回',
  'editor.explorer.terminating': '終了中 {seconds} 秒',
  'editor.explorer.terminated': '終了しました',
  'editor.explorer.workload-deleting': '{ready}/{wanted} · 削除中',
  'editor.explorer.service-headless': '固有のアドレスなし',
  'editor.explorer.service-empty': '{address} · Ready な Pod なし',
  'editor.explorer.pod-tip':
    '{name}\n{phase}、コンテナー {containers} 個中 {ready} 個が Ready、再起動 {restarts} 回',
  'editor.explorer.node-tip': 'ノード {node}',
  'editor.explorer.workload-tip': '{kind} {name}\nPod {wanted} 個中 {ready} 個が Ready',
  'editor.explorer.service-tip': 'Service {name}（{type}）\n{ports}',
  'editor.explorer.service-tip-pending': 'ロードバランサーのアドレスがまだ割り当てられていません。',
  'editor.explorer.service-tip-empty': '背後に Ready な Pod がないため、誰にも応答しません。',
  'editor.explorer.context-tip': 'クラスター {cluster}\n{server}\n設定ファイル {file}',
  'editor.explorer.bar-tip':
    'このウィンドウの実験は {context} の Namespace {namespace} に対して実行されます。クリックすると変更できます。',
  'editor.explorer.bar-none': 'クラスターなし',
  'editor.explorer.switch-title': 'このウィンドウの実験をどこで実行しますか?',
  'editor.explorer.switch-follow': 'kubectl の現在のコンテキストに合わせる',
  'editor.explorer.switch-namespace': '{context} の別の Namespace…',
  'editor.explorer.namespace-title': '{context} の Namespace',
  'editor.explorer.namespace-bad':
    'Namespace の名前は、63 文字以内の英小文字、数字、「-」です（例: my-team）。',
  'editor.explorer.no-address':
    'Service「{name}」にはブラウザーで開けるアドレスがありません（種類は {type}）。種類を NodePort か LoadBalancer にしてください。',
  'editor.explorer.not-reachable':
    'Service「{name}」のどのアドレスも、ここからは応答しません: {addresses}。「kubectl port-forward service/{name}」などで経路を作ってください。',
  'editor.explorer.lost': 'エンジンが停止し、接続も切れました。もう一度接続してください。',
  'editor.explorer.bug':
    'クラスターではなく Chaos Workbench の不具合です: {reason}。もう一度お試しください。',
  'editor.explorer.not-connected':
    '先にクラスターへ接続してください。Chaos ビューで開いてから、もう一度お試しください。',
  'editor.explorer.kubeconfig-none': 'ほかのクラスターなし: kubeconfig がありません',
  'editor.explorer.kubeconfig-none-tip':
    'クラスターを作成するか、認証情報を取得してください（AKS では「az aks get-credentials」）。クリックすると、設定で kubeconfig を指定できます。',
  'editor.explorer.kubeconfig-empty': 'ほかのクラスターなし: kubeconfig にコンテキストがありません',
  'editor.explorer.kubeconfig-empty-tip':
    'クラスターを作成するか、認証情報を取得してください（AKS では「az aks get-credentials」）。クリックすると、設定で別の kubeconfig を指定できます。',
  'editor.explorer.kubeconfig-broken': 'kubeconfig を読み込めません',
  'editor.explorer.kubeconfig-broken-tip': '修正してからクリックすると、もう一度読み込みます。',
  'editor.samples.none':
    'このワークスペースからサンプルサービスはデプロイされていません。先にデプロイしてから（Chaos: サンプルサービスをデプロイ）、フロントエンドを開いてください。',
  'editor.samples.which':
    'サンプルサービスを {context} の Namespace {namespace} にデプロイします。どのフロントエンドにしますか?',
  'editor.samples.v1': 'サーキットブレーカーなし',
  'editor.samples.v2': 'サーキットブレーカーあり',
  'editor.samples.deploying':
    'サンプルサービスを {context} の Namespace {namespace} にデプロイしています',
  'editor.samples.removing':
    'サンプルサービスを {context} の Namespace {namespace} から削除しています',
  'editor.samples.remove-question':
    '{context} の Namespace {namespace} からサンプルサービスを削除しますか? サンプルとしてデプロイしたものだけを削除します。',
  'editor.samples.remove': '削除',
  'editor.samples.open': 'ブラウザーで開く',
  'editor.samples.untrusted':
    'このワークスペースは制限モードです。クラスターには何も変更を加えません。サンプルを使うには、ワークスペースを信頼してください。',
};
