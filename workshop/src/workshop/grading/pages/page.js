
"use strict";

// Without this script the page shows the same; with it, tables can be sorted and learners found.

function valueOf(row, column) {
  const cell = row.cells[column];
  return cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value);
}

function compare(one, other) {
  if (typeof one === typeof other && typeof one === "number") return one - other;
  return String(one).localeCompare(String(other), undefined, { numeric: true });
}

function sort(table, head) {
  const isDescending = head.getAttribute("aria-sort") === "ascending";
  const column = head.cellIndex;
  for (const each of head.parentElement.cells) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
  const rows = [...table.tBodies[0].rows];
  rows.sort((one, other) => compare(valueOf(one, column), valueOf(other, column)) * (isDescending ? -1 : 1));
  table.tBodies[0].append(...rows);
}

for (const table of document.querySelectorAll("table")) {
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(table, head));
    head.append(button);
  }
}

const search = document.querySelector(".search");
const input = search.querySelector("input");
const found = search.querySelector("output");
const rows = document.querySelectorAll("tbody tr, .item");

input.addEventListener("input", () => {
  const wanted = input.value.trim().toLocaleLowerCase();
  let count = 0;
  for (const row of rows) {
    row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
    count += row.hidden ? 0 : 1;
  }
  found.textContent = wanted ? `${count} of ${rows.length} entries` : "";
});
search.hidden = false;

// What's folded on the screen is printed too.
addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll("details")) each.open = true;
});
