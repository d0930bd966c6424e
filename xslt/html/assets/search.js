/* The search page: asks the static index, shows hits in their context. */
const form = document.querySelector("form.search");
const input = form.querySelector("#q");
const count = document.querySelector(".count");
const list = document.querySelector("ol.hits");
const facets = [...form.querySelectorAll("[data-facet]")];
const STEP = 20;
let engine;
let turn = 0;

const load = async () => {
  if (engine) return engine;
  if (location.protocol === "file:") throw new Error("file");
  engine = await import(new URL(form.dataset.bundle, location.href));
  await engine.options({ excerptLength: 28 });
  await engine.init();
  const filters = await engine.filters();
  for (const facet of facets) {
    const select = facet.querySelector("select");
    const values = Object.entries(filters[facet.dataset.facet] ?? {}).sort(([a], [b]) => a.localeCompare(b));
    for (const [value, n] of values) select.append(new Option(`${value} (${n})`, value));
    facet.hidden = values.length < 2;
    select.value = new URL(location.href).searchParams.get(facet.dataset.facet) ?? "";
  }
  return engine;
};

const words = (query) => query.split(/[\s"]+/u).filter((w) => w.length > 1);

const hit = (data, query) => {
  const url = new URL(data.url, location.href);
  for (const word of words(query)) url.searchParams.append("mark", word);
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: url.href, textContent: data.meta.title });
  const head = document.createElement("h2");
  head.append(link);
  if (data.meta.date) head.append(Object.assign(document.createElement("span"), { className: "date", textContent: data.meta.date }));
  const excerpt = document.createElement("p");
  /* the excerpt is HTML of Pagefind's: only its marks are kept, the rest is text */
  const parsed = new DOMParser().parseFromString(data.excerpt, "text/html").body;
  for (const node of parsed.childNodes) {
    if (node.nodeName === "MARK") excerpt.append(Object.assign(document.createElement("mark"), { textContent: node.textContent }));
    else excerpt.append(node.textContent);
  }
  item.append(head, excerpt);
  return item;
};

const more = async (results, from, query, mine) => {
  const page = await Promise.all(results.slice(from, from + STEP).map((r) => r.data()));
  if (mine !== turn) return;
  list.append(...page.map((data) => hit(data, query)));
  document.querySelector("button.more")?.remove();
  if (from + STEP < results.length) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "more", textContent: form.dataset.more });
    button.addEventListener("click", () => more(results, from + STEP, query, mine));
    list.after(button);
  }
};

const search = async () => {
  const mine = ++turn;
  const query = input.value.trim();
  const url = new URL(location.href);
  const filters = {};
  if (query) url.searchParams.set("q", query); else url.searchParams.delete("q");
  for (const facet of facets) {
    const { name, value } = facet.querySelector("select");
    if (value) { filters[name] = value; url.searchParams.set(name, value); } else url.searchParams.delete(name);
  }
  history.replaceState(null, "", url);
  try {
    const pagefind = await load();
    const nothing = !query && !Object.keys(filters).length;
    const found = nothing ? { results: [] } : await pagefind.search(query || null, { filters, ...(query ? {} : { sort: { date: "asc" } }) });
    if (mine !== turn) return;
    list.replaceChildren();
    document.querySelector("button.more")?.remove();
    count.textContent = nothing ? "" : found.results.length ? form.dataset.hits.replace("{n}", found.results.length) : form.dataset.none;
    await more(found.results, 0, query, mine);
  } catch {
    count.textContent = form.dataset.local;
  }
};

let pause;
input.value = new URL(location.href).searchParams.get("q") ?? "";
form.addEventListener("submit", (e) => { e.preventDefault(); search(); });
input.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, 200); });
for (const facet of facets) facet.querySelector("select").addEventListener("change", search);
load().then(search, () => { count.textContent = form.dataset.local; });
