// `token_encoding` is a setting, and `tokens` under `receivers` is a module.
const tokenKey =
  /^(?:token|.*[_-]token(?:[_-][abc])?|token[_-][abc]|.*[a-z]Token[ABC]?|authorization|password|secret)$/;

/** Whether a key of this name holds a literal token. None may stand in the file, wherever it is. */
export function isTokenKey(name: string): boolean {
  return tokenKey.test(name);
}
