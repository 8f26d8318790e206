import type { MessageTable } from '../types.ts';

/** What a person does to objects of the explorer; every code starts with `explorer.`. */
export const explorerObjects: MessageTable = {
  'explorer.which-container': '{name} のどのコンテナーですか？',
  'explorer.log': '{pod} · {container} のログ',
  'explorer.log-previous': '{pod} · {container} の前回再起動前のログ',
  'explorer.log-ended': 'ログはここで終わりました。',
  'explorer.log-again': 'Enter で読み直すか、ターミナルを閉じてください。',
  'explorer.shell': '{pod} · {container}',
  'explorer.shell-practice':
    '練習用クラスターのコンテナーでは Node.js だけが動きます。1 行ずつ実行され、次のコマンドを使えます:\ncat echo env false hostname kill ls sleep true wget。「exit」で終了します。',
  'explorer.shell-close': '何かキーを押すとターミナルを閉じます。',
  'explorer.shell-failed': 'シェルを起動できませんでした: {reason}',
  'explorer.forwarded':
    'このウィンドウを閉じるまで、127.0.0.1:{local} は {name} のポート {port} につながります。',
  'explorer.forwarded-row': '127.0.0.1:{port} · {what}',
  'explorer.forward-open': 'ブラウザーで開く',
  'explorer.forward-stop': '停止',
  'explorer.forward-which': '{name} のどのポートですか？',
  'explorer.forward-number': '{name} はどのポートで待ち受けていますか？',
  'explorer.forward-bad': 'ポートは 1 から 65535 までの数です。例: 8080',
  'explorer.forward-failed': '転送したポートの接続に失敗しました: {reason}',
  'explorer.no-ready-pod':
    'Service「{name}」の後ろに Ready な Pod がないため、ポートをつなぐ先がありません。Ready になってからもう一度お試しください。',
  'explorer.scale-title': '{name} の Pod をいくつにしますか？',
  'explorer.scale-bad': '0 から 9999 までの整数です。例: 3',
  'explorer.doing.scale': '{name} をスケールしています',
  'explorer.doing.restart': '{name} を再起動しています',
  'explorer.doing.cordon': '{name} を変更しています',
  'explorer.doing.drain': '{name} をドレインしています',
  'explorer.doing.delete': '{name} を削除しています',
  'explorer.ask.scale':
    '{cluster} の {namespace} にある {kind} {name} を {count} にスケールしますか？',
  'explorer.ask.restart': '{cluster} の {namespace} にある {kind} {name} を再起動しますか？',
  'explorer.ask.cordon': '{cluster} のノード {name} のスケジュールを停止しますか？',
  'explorer.ask.uncordon': '{cluster} のノード {name} のスケジュールを再開しますか？',
  'explorer.ask.drain': '{cluster} のノード {name} をドレインしますか？',
  'explorer.ask.delete': '{cluster} の {namespace} にある {kind} {name} を削除しますか？',
  'explorer.effect.scale': 'いつでも元の数に戻せます。',
  'explorer.effect.restart': '更新戦略に従って Pod が新しいものに置き換わります。',
  'explorer.effect.cordon': '新しい Pod は置かれなくなります。今ある Pod はそのままです。',
  'explorer.effect.uncordon': '新しい Pod が再び置かれるようになります。',
  'explorer.effect.drain':
    'スケジュールを停止し、PodDisruptionBudget が許す範囲で Pod を退避させます。置き換えられない Pod があるとドレインできません。',
  'explorer.effect.delete': 'ここでは元に戻せません。属するものも削除されます。',
  'explorer.yes.scale': 'スケール',
  'explorer.yes.restart': '再起動',
  'explorer.yes.cordon': '停止',
  'explorer.yes.uncordon': '再開',
  'explorer.yes.drain': 'ドレイン',
  'explorer.yes.delete': '削除',
  'explorer.yes-always': '{yes}（この場所では今後確認しない）',
};
