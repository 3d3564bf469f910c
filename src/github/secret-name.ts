/** What tells the secrets of one connection from those of others in the same repository: `__NORTH_EAST` of `north-east`. */
export function connectionSuffix(connection: string): string {
  return `__${connection.replaceAll("-", "_").toUpperCase()}`;
}

/**
 * Whether a secret may be called so. GitHub, naming your secrets: letters, digits and underscores, no digit first, not
 * `GITHUB_…`. Nor `…_PENDING`: that is where another connection may have its lock, which is deleted.
 */
export function isSecretName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !/^GITHUB_|_PENDING$/i.test(name) && name.length <= 200;
}
