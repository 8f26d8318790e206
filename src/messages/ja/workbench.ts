import type { MessageTable } from '../types.ts';

/** Sentences of what editor and command line share. */
export const workbench: MessageTable = {
  'workbench.program-missing':
    'プログラム「{path}」はこのマシンにありません。インストールするか、「path」を直すか、そのフォルダーを PATH に加えてください。',
  'workbench.invalid': '実験に {count} 件の問題があるため、実行しませんでした。最初の問題: {first}',
  'workbench.untrusted':
    '信頼されていないワークスペースでは何も実行しません。先に信頼してください（ワークスペース: ワークスペースの信頼の管理）。',
  'workbench.bug': '実験ではなく Chaos Workbench の不具合です: {text}',
  'workbench.no-experiment': 'ファイルに実験がありません。空のファイルです。',
  'workbench.control-file':
    '{path} のコントロールを読み取れないため、使いません。名前とコントロールからなる JSON か YAML にしてください（{line} 行目）。',
  'workbench.source-missing':
    'パス "{path}" は存在しません。つづりとフォルダー（{cwd}）を確認してください。',
  'workbench.run-folder':
    '実行の記録用フォルダー {path} を使えません: {reason}。記録する場所がないため、実行を始めません。空きを作るか、{variable} に別のフォルダーを指定してください。',
  'workbench.journal-unwritable':
    'ジャーナルを {path} に書き込めません: {reason}。{kept} に保存してあります。空きを作るか、別のパスを選んでください。',
  'workbench.samples-stopped':
    '停止しました。それまでに行ったことは残ります。続けるにはもう一度デプロイするか、samples remove を実行してください。',
  'engine.configuration-env':
    '設定「{name}」には環境変数 {key} が必要ですが、設定されていません。環境変数を設定するか、「default」を書いてください。',
  'engine.activity-timeout': '制限時間の {seconds} 秒を超えました。',
  'engine.unexpected': '起こるはずのない問題が起きました: {reason}',
};
