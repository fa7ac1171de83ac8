/** The address of an email that the reader's own program writes. */
export function mailto(address: string, subject: string, lines: readonly string[]): string {
  const [to, about, body] = [address, subject, lines.join("\r\n")].map(encodeURIComponent);
  return `mailto:${to!.replace("%40", "@")}?subject=${about}&body=${body}`;
}
