/** The editor: CodeMirror with Python. Escape, then Tab leaves it. */

import { indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { minimalSetup } from "codemirror";

const colors = HighlightStyle.define([
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--green)" },
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--magenta)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--cyan)" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: "var(--blue)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--paper)", color: "var(--text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "var(--code)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text)", padding: "0.6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--muted)", border: "none" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
});

/** An editor of one text; `changed` is called after each change that the learner makes. */
export class Editor {
  readonly #view: EditorView;
  readonly #extensions: Extension;
  /** The name of the file that is shown. */
  file = "";

  /** `host` gets a shadow root: there, CodeMirror needs no style elements, which the page's policy forbids. */
  constructor(host: HTMLElement, check: () => void, changed: () => void) {
    const root = host.attachShadow({ mode: "open" });
    const onCheck = { key: "Mod-Enter", run: () => (check(), true) };
    this.#extensions = [
      Prec.highest(keymap.of([onCheck])),
      minimalSetup,
      keymap.of([indentWithTab]),
      lineNumbers(),
      bracketMatching(),
      indentOnInput(),
      indentUnit.of("    "),
      python(),
      syntaxHighlighting(colors),
      look,
      EditorView.lineWrapping,
      EditorView.updateListener.of((update) => update.docChanged && changed()),
    ];
    this.#view = new EditorView({ root, parent: root });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Show another file, with a history of its own. */
  show(file: string, text: string): void {
    const label = `Your tests, ${file}. Escape, then Tab leaves the editor.`;
    const named = EditorView.contentAttributes.of({ "aria-label": label }); // a shadow root can't refer to #keys
    this.file = file;
    this.#view.setState(EditorState.create({ doc: text, extensions: [this.#extensions, named] }));
  }
}
