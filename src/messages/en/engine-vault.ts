import type { MessageTable } from '../types.ts';

/** Sentences about secrets from HashiCorp Vault. */
export const engineVault: MessageTable = {
  'engine.vault-unreachable':
    'Vault at {address} can’t be reached: {reason}. Set “vault_addr” in the configuration, or the environment variable VAULT_ADDR.',
  'engine.vault-refused':
    'Vault at {address} refused {what}: {reason} ({status}). Check the path and mount point (“vault_secrets_mount_point”), the version (“vault_kv_version”, 2 unless said) and that the login may read it.',
  'engine.vault-answer':
    'Vault at {address} gave no secret for {what}. Check the path, and “vault_kv_version”: without it the version is 2.',
  'engine.vault-key':
    'The secret “{name}” wants the key “{key}” of {path} in Vault, which has no such key.',
  'engine.vault-file': 'The file {path}, which Vault needs, can’t be read: {reason}.',
};
