import type { MessageTable } from '../types.ts';

/** Sentences about clusters that other programs make. */
export const doors: MessageTable = {
  'editor.doors.kind': 'kind クラスターの作成',
  'editor.doors.minikube': 'minikube の起動',
  'editor.doors.aks-create': 'AKS クラスターの作成',
  'editor.doors.aks-credentials': 'AKS の認証情報の取得',
  'editor.doors.aks-delete': 'AKS のリソースグループの削除',
  'editor.doors.images': 'サンプルイメージのビルドとプッシュ',
  'editor.doors.ask.cluster': 'クラスターの名前',
  'editor.doors.ask.cluster-or-none': 'イメージのプルを許可するクラスター（なければ空欄）',
  'editor.doors.ask.group': 'リソースグループ',
  'editor.doors.ask.location': 'Azure のリージョン',
  'editor.doors.ask.nodes': 'マシンの台数（1 台ごとに料金がかかります）',
  'editor.doors.ask.size': 'マシンのサイズ',
  'editor.doors.ask.registry': 'コンテナーレジストリの名前（英数字 5 ～ 50 文字）',
  'editor.doors.bad': '「{text}」はここでは使えません。',
  'editor.doors.question': '{title}を行いますか? 次のコマンドをターミナルで実行します。',
  'editor.doors.run': 'ターミナルで実行',
  'editor.doors.failed':
    '{title}は最後まで終わりませんでした。理由はターミナルに表示されています。それまでに作成されたものは残ります。',
  'editor.doors.missing':
    'プログラム「{program}」が PATH にありません。{home} から入手して、もう一度お試しください。',
};
