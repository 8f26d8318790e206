import type { MessageTable } from '../types.ts';

/** Sentences about secrets from HashiCorp Vault. */
export const engineVault: MessageTable = {
  'engine.vault-unreachable':
    '{address} の Vault に接続できません: {reason}。設定に「vault_addr」を書くか、環境変数 VAULT_ADDR を設定してください。',
  'engine.vault-refused':
    '{address} の Vault が {what} を拒否しました: {reason}（{status}）。パスとマウント先（「vault_secrets_mount_point」）、バージョン（「vault_kv_version」、既定は 2）、ログインの読み取り権限を確認してください。',
  'engine.vault-answer':
    '{address} の Vault に {what} のシークレットがありません。パスと「vault_kv_version」（既定は 2）を確認してください。',
  'engine.vault-key':
    'シークレット「{name}」は Vault の {path} のキー「{key}」を求めていますが、そのキーはありません。',
  'engine.vault-file': 'Vault に必要なファイル {path} を読み取れません: {reason}。',
};
