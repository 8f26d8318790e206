import type { MessageTable } from '../types.ts';

/** What the lesson says in a terminal. */
export const lesson: MessageTable = {
  'lesson.demo-cluster':
    '1. 練習に使う Kubernetes クラスター。Docker は不要です。Pod はこのマシンのプロセスとして動きます。',
  'lesson.demo-deploy':
    '2. 2 つのサービス。「backend」がメッセージを持ち、「frontend」がそれを取りに行きます。フロントエンド v1 にはサーキットブレーカーがありません。',
  'lesson.demo-pod':
    '3. フロントエンドの Pod が 1 つ削除されたら? Kubernetes が代わりを作ります。予想は「completed」（完了）です。',
  'lesson.demo-deployment':
    '4. バックエンドがまるごとなくなったら? フロントエンド v1 は自力では応答できません。予想は「deviated」（逸脱）。弱点が見つかったということです。',
  'lesson.demo-undo':
    '5. 実験はバックエンドを削除しましたが、ロールバックの定義はありません。実行した変更は記録されているので、元に戻せます。',
  'lesson.demo-breaker':
    '6. フロントエンド v2 には、サーキットブレーカーと自前の応答があります。同じ実験の予想は「completed」（完了）です。',
  'lesson.demo-clean': '7. すべて片付けます。',
  'lesson.demo-right': '3 つの判定は予想どおりです: {verdicts}。',
  'lesson.demo-wrong': '判定は {verdicts} で、予想の {expected} と異なります。',
};
