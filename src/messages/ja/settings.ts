import type { MessageTable } from '../types.ts';

/** Sentences about the Chaos Toolkit settings. */
export const settings: MessageTable = {
  'settings.missing':
    '{path} に設定ファイルがありません。作成するか、--settings ファイル で別のファイルを指定してください。',
  'settings.unreadable': '{path} の設定を読み取れません: {reason}。',
  'settings.unwritable': '{path} の設定を書き込めません: {reason}。設定は変わっていません。',
  'settings.syntax': '{path} の設定の {line} 行目は、名前と値からなる正しい YAML ではありません。',
  'settings.no-entry':
    '{path} に項目「{key}」はありません。名前は点でつなぎ（auths.localhost:8081.type）、名前の中の点は \\.、リストの項目は [0] と書きます。',
  'settings.value':
    '「{key}」の値は JSON で書いてください: 5、true、{{"a": 1}}、文字列は二重引用符で: \'"{value}"\'。',
};
