/** The light and the dark theme: as the system has it, until the reader switches. Runs before anything is shown. */

const KEY = "workshop-theme";
const root = document.documentElement;
try {
  const chosen = localStorage.getItem(KEY);
  if (chosen) root.dataset["theme"] = chosen;
} catch {
  // The browser is set to keep nothing, so the theme is that of the system.
}

addEventListener("DOMContentLoaded", () => {
  const button = document.querySelector<HTMLButtonElement>("#theme")!;
  const ofSystem = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const isDark = () => (root.dataset["theme"] ?? ofSystem) === "dark";
  const name = () => {
    button.textContent = isDark() ? "Light theme" : "Dark theme";
  };
  button.addEventListener("click", () => {
    root.dataset["theme"] = isDark() ? "light" : "dark";
    name();
    try {
      localStorage.setItem(KEY, root.dataset["theme"]);
    } catch {
      // The theme stays until the page is closed.
    }
  });
  name();
});
