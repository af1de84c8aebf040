// Keeps what stands in [data-component="watch"] up to date while work goes on; when it has ended
// the page is loaded anew. Without this script the link in it does the same by hand.
const PAUSE = 2000; // milliseconds between two looks
const MOST = 900; // looks: half an hour, then the reader asks

async function look(box, looks) {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector('[data-component="watch"]');
    if (!fresh) return location.reload();
    box.querySelectorAll("[data-part]").forEach((part) => {
      const now = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      if (now && now.outerHTML !== part.outerHTML) part.replaceWith(now);
    });
  } catch {
    // the line is down: the next look may find it up
  }
  if (looks < MOST) setTimeout(look, PAUSE, box, looks + 1);
}

document.querySelectorAll('[data-component="watch"]').forEach((box) => setTimeout(look, PAUSE, box, 1));
