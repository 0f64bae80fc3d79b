/** Shows a diff: added and removed lines in their colors. */

const KINDS: Record<string, string> = { "+": "ansi-32", "-": "ansi-31", "@": "ansi-36" };

/** Return a diff as an element; its lines also begin with their signs, so color isn't needed to read it. */
export function showDiff(diff: string): HTMLElement {
  const pre = document.createElement("pre");
  for (const line of diff.trimEnd().split("\n")) {
    const span = document.createElement("span");
    span.className = KINDS[line.charAt(0)] ?? "";
    span.textContent = `${line}\n`;
    pre.append(span);
  }
  return pre;
}
