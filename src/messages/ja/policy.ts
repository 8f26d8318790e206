import type { MessageTable } from '../types.ts';

const refusals: MessageTable = {
  'policy.namespace':
    '{what} には手を加えません。Namespace「{namespace}」は「{rule}」（{place}）で拒否されています。',
  'policy.namespace-default':
    '{what} には手を加えません。Namespace「{namespace}」はクラスター自身のもので、既定で拒否されています（「{rule}」）。許可するには、ご自身のポリシー {file} の deniedNamespaces に "!{namespace}" と書いてください。',
  'policy.read-only':
    '{what} には手を加えません。readOnlyClusters の「{rule}」（{place}）により、{server} では何も変更できません。',
  'policy.pinned':
    '実行できるのはクラスター「{rule}」（{place}）だけですが、ここは {server}（コンテキスト {context}、ID {id}）です。固定されたクラスターを選ぶか、pinnedCluster を変更してください。',
  'policy.opt-out':
    '{what} には手を加えません。{where} はアノテーション {annotation} で対象外とされています。別の対象を選ぶか、所有者にアノテーションの削除を依頼してください。',
  'policy.count':
    '{count} 個のオブジェクトに影響しますが、1 つのアクションで許されるのは {most} 個までです（maxTargets、{place}）。対象を絞ってください。',
  'policy.percent':
    '{whole} の Ready {ready} 個のうち {hit} 個に影響しますが、1 つのアクションで許されるのは {percent} % までです（maxTargets、{place}）。対象を絞ってください。',
  'policy.unjudged':
    '1 つのアクションで許されるのは {percent} % までですが（maxTargets、{place}）、超えるかどうかわかりません: {reason}',
};

const ofActivities = Object.fromEntries(
  Object.entries(refusals).map(([code, text]) => [
    `${code}-activity`,
    `{pointer}: ポリシーがアクティビティ「{name}」を拒否したため、何も実行しませんでした。${text}`,
  ]),
);

/** Sentences about policies. */
export const policy: MessageTable = { ...refusals, ...ofActivities };
