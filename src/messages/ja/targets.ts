import type { MessageTable } from '../types.ts';

/** Sentences about what an experiment would hit, and what is allowed. */
export const targets: MessageTable = {
  'hits.none': '現時点では対象なし',
  'hits.plain': '対象: {namespace} の {kinds} {count} 個: {names}',
  'hits.of': '対象: {namespace} の {kinds} {matched} 個中 {count} 個: {names}',
  'hits.wide': '対象: {kinds} {count} 個: {names}',
  'hits.wide-of': '対象: {kinds} {matched} 個中 {count} 個: {names}',
  'hits.created': '{namespace} に {kinds} を {count} 個作成: {names}',
  'hits.created-wide': '{kinds} を {count} 個作成: {names}',
  'hits.more': '{names} ほか {count} 個',
  'hits.unplanned': '対象は、その順番が来るまでわかりません: {reason}',
  'editor.targets.show': '対象を表示',
  'editor.targets.show-tip':
    '実行の対象となるクラスターに接続し、このアクションが何に影響するかを表示します',
  'editor.targets.looking': '調べています…',
  'editor.targets.failed': '対象を表示できません',
  'editor.targets.elsewhere': '開いているものとは別のクラスターです',
  'editor.targets.undo.exact': '元に戻す: 完全',
  'editor.targets.undo.partial': '元に戻す: 一部',
  'editor.targets.undo.none': '元に戻す: 不可',
  'workbench.forbidden-warning':
    '{pointer}: 「{name}」には {where} での {what} が必要ですが、権限がないため失敗します。',
  'workbench.targets-undo': '元に戻す: {grade}。{reason}',
  'workbench.targets-undo-plain': '元に戻す: {grade}',
  'workbench.targets-note': '注意: {text}',
  'workbench.targets-rollback': '（ロールバック）',
  'workbench.targets-none': 'この実験には、クラスターに対するアクションがありません。',
  'workbench.targets-unreachable': '{name}: クラスターに接続できません。',
  'workbench.permissions-yes': '実験とその取り消しに必要な権限は、すべてあります。',
  'workbench.permissions-no':
    '{count} 件の権限がありません。必要最小限の Role を見るには: chaos-workbench permissions --yaml',
};
