/** True for a hash that looks like one of our links, of any version. */
export function isShareHash(hash: string): boolean {
  return /^#\d+\./.test(hash);
}
