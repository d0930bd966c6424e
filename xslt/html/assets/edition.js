/* What pages do with a script; without one they are whole. */
(() => {
  "use strict";
  const root = document.documentElement;
  const store = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } },
  };

  /* light and dark: the reader's choice goes before the system's */
  const chosen = store.get("colours");
  if (chosen) root.dataset.colours = chosen;
  const button = document.querySelector("button.colours");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const dark = root.dataset.colours
        ? root.dataset.colours === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.colours = dark ? "light" : "dark";
      store.set("colours", root.dataset.colours);
    });
  }

  /* views: kept in the address */
  const views = [...document.querySelectorAll("input[name=view]")];
  const where = () => new URL(location.href);
  const show = (name) => { const input = document.getElementById(`view-${name}`); if (input) input.checked = true; };
  const current = () => views.find((v) => v.checked)?.value;
  for (const view of views) {
    view.addEventListener("change", () => {
      const url = where();
      if (view.value === "reading") url.searchParams.delete("view"); else url.searchParams.set("view", view.value);
      history.replaceState(null, "", url);
    });
  }
  const arrive = () => {
    const asked = where().searchParams.get("view");
    if (asked) show(asked);
    const apart = document.querySelector("a.apart:not([aria-current])");
    if (apart) {
      apart.hash = location.hash;
      if (views.length && asked === "diplomatic") { location.replace(apart.href); return; }
    }
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id) return;
    const twin = current() === "diplomatic" ? document.getElementById(`d-${id}`) : document.getElementById(id);
    if (!twin) return;
    for (let fold = twin.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    twin.scrollIntoView({ block: "center" });
    document.querySelectorAll(".here").forEach((e) => e.classList.remove("here"));
    (twin.classList.contains("at") ? twin.parentElement : twin).classList.add("here");
  };
  if (views.length || location.hash || document.querySelector("a.apart")) { addEventListener("hashchange", arrive); arrive(); }

  /* facsimiles: nearer and farther by click, by keys and by the two buttons; drawn along when near */
  const NEAREST = 6;
  const zoom = (link, near, x = 0.5, y = 0.5) => {
    const value = Math.min(NEAREST, Math.max(1, near));
    link.style.setProperty("--near", value);
    link.classList.toggle("near", value > 1);
    link.scrollTo(x * (link.scrollWidth - link.clientWidth), y * (link.scrollHeight - link.clientHeight));
  };
  const nearness = (link) => Number(link.style.getPropertyValue("--near")) || 1;
  /* a picture of another host is asked for now, not before */
  const fetchPicture = (link) => {
    const picture = Object.assign(document.createElement("img"), { src: link.dataset.screen ?? link.href, alt: link.dataset.alt });
    picture.addEventListener("error", () => { picture.replaceWith(link.dataset.alt); });
    link.replaceChildren(picture);
    link.classList.remove("absent");
  };
  for (const link of document.querySelectorAll("a.picture")) {
    const words = link.closest(".facsimiles").dataset;
    const caption = link.parentElement.querySelector("figcaption");
    let drawn = false;
    link.addEventListener("click", (e) => {
      if (e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      if (link.classList.contains("absent")) return fetchPicture(link);
      if (drawn) { drawn = false; return; }
      const box = link.getBoundingClientRect();
      const [x, y] = e.detail ? [(e.clientX - box.left) / box.width, (e.clientY - box.top) / box.height] : [0.5, 0];
      zoom(link, nearness(link) > 1 ? 1 : 2.5, x, y);
    });
    link.addEventListener("keydown", (e) => {
      const step = { "+": 1.4, "=": 1.4, "-": 1 / 1.4, 0: 0 }[e.key];
      if (step !== undefined) { e.preventDefault(); zoom(link, nearness(link) * step); }
    });
    link.addEventListener("dragstart", (e) => e.preventDefault());
    link.addEventListener("pointermove", (e) => {
      if (e.pointerType !== "mouse" || !e.buttons || nearness(link) === 1) return;
      drawn ||= Math.abs(e.movementX) + Math.abs(e.movementY) > 1;
      link.scrollBy(-e.movementX, -e.movementY);
    });
    for (const [said, sign, step] of [[words.farther, "−", 1 / 1.4], [words.nearer, "+", 1.4]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: sign });
      button.setAttribute("aria-label", said);
      button.addEventListener("click", () => (link.classList.contains("absent") ? fetchPicture(link) : zoom(link, nearness(link) * step)));
      caption[step < 1 ? "prepend" : "append"](button);
    }
  }

  /* signs: explained on hover, focus and touch */
  const signs = document.querySelectorAll(".view [data-sign]");
  if (signs.length) {
    const gloss = Object.assign(document.createElement("div"), { id: "gloss", role: "status", hidden: true });
    document.body.append(gloss);
    const explain = (sign) => {
      gloss.textContent = sign.dataset.said;
      gloss.hidden = false;
      const at = sign.getClientRects()[0], box = gloss.getBoundingClientRect();
      const left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8));
      const above = at.top - box.height - 8;
      gloss.style.left = `${left + scrollX}px`;
      gloss.style.top = `${(above > 0 ? above : at.bottom + 8) + scrollY}px`;
    };
    const quiet = () => { gloss.hidden = true; };
    for (const sign of signs) {
      sign.dataset.said = sign.title;
      sign.removeAttribute("title");
      if (!sign.closest("a") && !sign.querySelector("a, [data-sign]")) { sign.tabIndex = 0; sign.setAttribute("aria-describedby", "gloss"); }
    }
    document.addEventListener("pointerover", (e) => {
      const sign = e.target.closest?.(".view [data-said]");
      if (sign) explain(sign); else quiet();
    });
    document.addEventListener("click", (e) => {
      const sign = e.target.closest?.(".view [data-said]");
      if (sign) explain(sign);
    });
    document.addEventListener("focusin", (e) => {
      const sign = e.target.closest?.(".view [data-said]") || e.target.querySelector?.("[data-said]");
      if (sign && sign.closest(".view") && !e.target.matches("main, .view, .views")) explain(sign); else quiet();
    });
    addEventListener("keydown", (e) => { if (e.key === "Escape") quiet(); });
  }

  /* words searched for are marked, where the browser can */
  const sought = where().searchParams.getAll("mark").filter((w) => w.length > 1);
  const text = document.querySelector(".view.reading");
  if (sought.length && text && window.Highlight && CSS.highlights) {
    const ranges = [];
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const said = walk.currentNode.data.toLowerCase();
      for (const word of sought) {
        for (let at = said.indexOf(word.toLowerCase()); at >= 0; at = said.indexOf(word.toLowerCase(), at + 1)) {
          const range = new Range();
          range.setStart(walk.currentNode, at);
          range.setEnd(walk.currentNode, at + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("sought", new Highlight(...ranges));
    if (ranges.length && !location.hash) {
      const first = ranges[0].startContainer.parentElement;
      first.closest("details")?.setAttribute("open", "");
      first.scrollIntoView({ block: "center" });
    }
  }
})();
