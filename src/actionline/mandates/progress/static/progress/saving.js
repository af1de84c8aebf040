// Saves the draft while somebody writes, a while after the last change. Without it the buttons do.
const PAUSE = 5000; // milliseconds

function watch(form) {
  const told = form.querySelector("[data-told]");
  const saves = form.querySelector('[name="saves"]');
  let waiting = 0;
  let stopped = false;

  async function save() {
    const answer = await fetch(window.location.pathname, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Saved-By": "script" },
    }).catch(() => null);
    if (answer === null || answer.status === 422) {
      told.textContent = form.dataset.failed;
    } else if (answer.status === 409) {
      stopped = true;
      told.textContent = form.dataset.changed;
    } else if (answer.ok && !answer.redirected) {
      saves.value = (await answer.json()).saves;
      told.textContent = form.dataset.saved;
    } else {
      told.textContent = form.dataset.failed;
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    if (!stopped) waiting = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(waiting);
  });
}

document.querySelectorAll('[data-component="saving"]').forEach(watch);
