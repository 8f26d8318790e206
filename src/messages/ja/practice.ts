import type { MessageTable } from '../types.ts';

/** Sentences about the practice cluster. */
export const practice: MessageTable = {
  'practice.starting': '練習用クラスターを起動しています…',
  'practice.replacing':
    '動いている練習用クラスターはバージョン {version} のもので、誰も使っていないため置き換えます。',
  'practice.failed':
    '練習用クラスターを起動できませんでした: {reason}。ログは {path} にあります。原因を取り除いてから、もう一度お試しください。',
  'practice.slow':
    '練習用クラスターの起動または停止が {seconds} 秒以内に終わりませんでした。ログは {path} にあります。もう一度お試しください。',
  'practice.other-protocol':
    '別のバージョンの Chaos Workbench の練習用クラスターが動いています（プロセス {pid}）。そのウィンドウを閉じるかプロセスを終了してから、もう一度お試しください。',
  'practice.runs':
    '練習用クラスターは動いています（プロセス {pid}、バージョン {version}）。使用中のプログラム: {count}。',
  'practice.kept': '`chaos-workbench practice down` を実行するまで動き続けます。',
  'practice.none':
    '練習用クラスターは動いていません。`chaos-workbench practice up` で起動できます。',
  'practice.up':
    '練習用クラスターは、このコマンドが動いている間、またはほかで使われている間、動き続けます。Ctrl+C で手放します。ほかのターミナルでは KUBECONFIG={path} を指定してください。',
  'practice.stopped': '練習用クラスターを停止しました。',
  'practice.gone':
    '練習用クラスターのプロセスがなくなりました。ログは {path} にあります。`chaos-workbench practice up` で新しく起動できます。',
  'editor.practice.name': '練習用クラスター',
  'editor.practice.tip':
    '練習用の Kubernetes です。このマシン上で動き、何もインストールする必要はありません。クリックすると起動します。',
  'editor.practice.state.off': '停止中（クリックで起動）',
  'editor.practice.state.starting': '起動中…',
  'editor.practice.state.stopping': '停止しています…',
  'editor.practice.state.running': '稼働中',
  'editor.practice.state.failed': '停止中',
  'editor.practice.gone':
    '練習用クラスターのプロセスがなくなり、クラスターの中身も失われました。もう一度起動してください。ログは {path} にあります。',
  'editor.practice.not-running':
    'このウィンドウの実験は練習用クラスターで実行されますが、クラスターが動いていません。起動するか（Chaos: 練習用クラスターを起動）、別のクラスターを選んでください。',
  'editor.practice.no-workspace':
    'レッスンの実験がこのウィンドウにありません。先に開いてください（Chaos: 練習用ワークスペースを開く）。',
  'editor.practice.workspace-failed':
    '実験を {folder} に書き込めません: {reason}。別のフォルダーを選んでください。',
  'editor.practice.folder.title': 'レッスンの実験をどこに置きますか?',
  'editor.practice.folder.own': '拡張機能のフォルダー',
  'editor.practice.folder.other': '自分で選ぶ新しいフォルダー…',
  'editor.practice.folder.other-detail': 'その中に「chaos-practice」フォルダーを作成します',
  'editor.practice.folder.choose': 'ここに置く',
};
