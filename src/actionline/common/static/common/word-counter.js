// Tells, while somebody writes, how many words a text has: the same count as common/words.py.
// Without this script the page shows the count of what was sent.
const HAN = "々〇\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3fffd}";
const LETTERS = `(?:(?![${HAN}])[\\p{L}\\p{N}])+`;
const WORD = new RegExp(`[${HAN}]|${LETTERS}(?:['’‑.\\-]${LETTERS})*`, "gu");
const MARKS = /[\u064b-\u065f\u0670\u0640\u0300-\u036f\u200b-\u200f\u2066-\u2069\u00ad]/gu;
const PAUSE = 800; // milliseconds: screen readers hear the count when the writer rests

export function countWords(text) {
  return (text.replace(MARKS, "").match(WORD) || []).length;
}

function watch(area) {
  const told = document.getElementById(`${area.id}_words`);
  const few = told.querySelector("[data-few]");
  const many = told.querySelector("[data-many]");
  let waiting = 0;
  function tell() {
    const count = countWords(area.value);
    told.querySelector("output").value = count;
    if (few) few.hidden = count >= Number(area.dataset.least);
    if (many) many.hidden = count <= Number(area.dataset.most);
  }
  area.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, PAUSE);
  });
  area.addEventListener("blur", tell);
}

document.querySelectorAll('[data-component="word-counter"]').forEach(watch);
