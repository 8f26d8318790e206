import type { MessageTable } from '../types.ts';

/** Sentences about what an experiment wants of the user's Python. */
export const workbenchPython: MessageTable = {
  'workbench.python-module':
    'ここで必要なモジュール「{missing}」が {path} にありません。{path} -m pip install {package} でインストールするか、設定「Chaos Workbench: Python: Interpreter」または --python PATH で、それを持つ Python を選んでください。',
  'workbench.python-import': '{path} はモジュール「{module}」をインポートできません: {reason}',
  'workbench.python-slow':
    'Python が {seconds} 秒以内に応答しません: {path}。モジュールがインポート時に長い処理をしている可能性があります。その処理は関数の中に移してください。',
  'workbench.python-function':
    'モジュール「{module}」に関数「{func}」がありません（{path}）。綴りを確かめるか、パッケージを更新してください: {path} -m pip install --upgrade {package}',
  'workbench.python-arguments': '引数が {module} の「{func}」に合いません: {reason}。',
  'workbench.python-control': 'コントロール「{name}」は正しくありません: {reason}',
};
