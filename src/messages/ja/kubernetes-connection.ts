import type { MessageTable } from '../types.ts';

/** Sentences about kubeconfigs, credentials and requests. */
export const kubernetesConnection: MessageTable = {
  'kubernetes.no-kubeconfig':
    '{paths} に kubeconfig がありません。クラスターを作成するか認証情報を取得する、または KUBECONFIG でファイルを指定してください。',
  'kubernetes.kubeconfig-unreadable': 'kubeconfig {file} を読み込めません: {reason}',
  'kubernetes.kubeconfig-syntax':
    '{file}:{line}: kubeconfig の書式が正しくありません: {reason}。この行を修正して、もう一度お試しください。',
  'kubernetes.no-context':
    'コンテキストが選ばれていません。{files} に current-context がありません。次から選んでください: {known}。',
  'kubernetes.context-unknown':
    '{files} にコンテキスト「{name}」はありません。コンテキスト: {known}。',
  'kubernetes.unreachable':
    '{server} に接続できません: {reason}。クラスターが動いていてアドレスが正しいことを確認し、もう一度お試しください。',
  'kubernetes.no-answer':
    '{server} は「{what}」に {seconds} 秒以内に応答しませんでした。過負荷か停止中の可能性があります。もう一度お試しください。',
  'kubernetes.cut':
    '{server} は「{what}」への応答の途中で切断しました: {reason}。もう一度お試しください。',
  'kubernetes.tls':
    '{server} の証明書を受け入れられません: {reason}。kubeconfig のクラスターの certificate-authority-data（または tls-server-name）を確認してください。',
  'kubernetes.unauthorised':
    '{server} は {source} の認証情報を受け付けません: {reason}。期限切れの可能性があります。もう一度サインインしてください。',
  'kubernetes.forbidden':
    '{who} には、{server} の Namespace {namespace} で {what} を {verb} する権限がありません。この権限を持つ Role を依頼するか、別のコンテキストを選んでください。',
  'kubernetes.forbidden-cluster':
    '{who} には、{server} のクラスター全体の {what} を {verb} する権限がありません。この権限を持つ ClusterRole を依頼するか、別のコンテキストを選んでください。',
  'kubernetes.forbidden-plain': '{server} は「{what}」を許可していません: {reason}',
  'kubernetes.not-found': '{what} は存在しません: {reason}',
  'kubernetes.conflict':
    '{what} はその間にほかから変更されました: {reason}。もう一度確認してから、やり直してください。',
  'kubernetes.exists': '{what} はすでに存在します: {reason}',
  'kubernetes.refused': '{server} は「{what}」を拒否しました: {reason}',
  'kubernetes.disruption-budget':
    'PodDisruptionBudget により、いまはこの退避（evict）ができません: {reason}',
  'kubernetes.too-many': '{server} は過負荷で、「{what}」を {count} 回先送りしました: {reason}',
  'kubernetes.server-error': '{server} で「{what}」が失敗しました（{status}）: {reason}',
  'kubernetes.unknown-outcome':
    '「{what}」が行われたかどうかわかりません: {reason}。やり直す前に、オブジェクトを確認してください。',
  'kubernetes.closed': '{server} への接続は閉じられています。',
  'kubernetes.unexpected': 'クラスターとの接続で予期しない問題が起きました: {reason}',
  'kubernetes.exec-untrusted':
    '{source} はサインインにプログラム「{command}」を使いますが、このワークスペースは信頼されていません。ワークスペースを信頼してから、もう一度接続してください。',
  'kubernetes.exec-missing':
    '{source} がサインインに使うプログラム「{command}」を起動できません: {reason}。{hint}',
  'kubernetes.exec-failed':
    '{source} がサインインに使うプログラム「{command}」が失敗しました（{how}）: {reason}',
  'kubernetes.exec-slow':
    '{source} がサインインに使うプログラム「{command}」は {seconds} 秒以内に応答しなかったため、終了させました。ターミナルでサインインしてから、もう一度お試しください。',
};
