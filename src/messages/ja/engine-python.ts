import type { MessageTable } from '../types.ts';

/** Sentences about the user's Python. */
export const enginePython: MessageTable = {
  'engine.python-chosen':
    '{path} に Python がありません。設定「Chaos Workbench: Python: Interpreter」または --python PATH で別のインタープリターを選んでください。',
  'engine.python-none':
    'この実験には Python が必要ですが、見つかりませんでした。有効な仮想環境がなく、PATH に python3 もありません。Python 3.8 以降をインストールするか、設定「Chaos Workbench: Python: Interpreter」または --python PATH でインタープリターを選んでください。',
  'engine.python-start':
    '{path} から Python を起動できませんでした: {reason}。別のインタープリターを選んでください。',
  'engine.python-silent':
    'Python として起動したものが {seconds} 秒以内に応答しません: {path}。設定「Chaos Workbench: Python: Interpreter」または --python PATH で別のインタープリターを選んでください。',
  'engine.python-ended':
    'アクティビティの実行中に Python が終了しました（{status}）: {path}。最後の出力はログにあります。',
  'engine.python-raised': '{path} を呼び出せません: {reason}',
  'engine.loading-cut':
    'コントロール「{name}」が実行を止めました: {reason}。実験の読み込みの前後に呼ばれるものです。設定と --control-file のファイルを確認してください。',
  'engine.control-missing':
    'コントロール「{name}」は使われません: {path} にモジュール「{module}」がありません。{path} -m pip install でパッケージをインストールするか、コントロールを外してください。',
};
