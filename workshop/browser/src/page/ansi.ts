/** Shows text from a terminal: its ANSI codes become spans with classes, which the stylesheet colors. */

const CODE = /\x1b\[([\d;]*)m/;

/** Return the text as nodes; each span has a class for each style that holds there, such as `ansi-1` for bold. */
export function fromAnsi(text: string): Node[] {
  const [first, ...rest] = text.split(CODE);
  const nodes: Node[] = [document.createTextNode(first ?? "")];
  let styles: string[] = [];
  for (let place = 0; place < rest.length; place += 2) {
    styles = after(styles, rest[place] ?? "");
    const span = document.createElement("span");
    span.className = styles.map((style) => `ansi-${style}`).join(" ");
    span.textContent = rest[place + 1] ?? "";
    nodes.push(span);
  }
  return nodes;
}

function after(styles: string[], code: string): string[] {
  const numbers = code.split(";");
  if (numbers[0] === "38") return [...styles, "other"]; // one of 256 colors, or of all
  return numbers.reduce<string[]>((kept, number) => (Number(number) ? [...kept, number] : []), styles);
}
