"use strict";
const paper = document.getElementById("paper");
const said = document.getElementById("said");
const findings = document.getElementById("findings");
const papers = document.getElementById("papers");
let first = true;

function element(tag, text, name) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

function show(state) {
  said.textContent = state.said;
  said.className = state.error ? "error" : "";
  findings.replaceChildren(...state.findings.map((each) => {
    const item = document.createElement("li");
    item.append(element("span", each.severity, each.severity), " ", element("span", each.code),
      element("div", each.message), element("div", each.help), element("div", each.where, "where"));
    return item;
  }));
  if (first) {
    papers.replaceChildren(...state.papers.map((name) => {
      const item = document.createElement("li");
      const link = element("a", name);
      link.href = `/paper/${name}`;
      link.target = "paper";
      item.append(link);
      return item;
    }));
  }
  mark();
}

function mark() {
  for (const link of papers.querySelectorAll("a")) {
    const here = paper.contentWindow.location.pathname.startsWith(link.pathname);
    if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
  }
}

function redraw() {
  const inner = paper.contentWindow;
  const place = [inner.scrollX, inner.scrollY];
  paper.addEventListener("load", () => inner.scrollTo(...place), { once: true });
  inner.location.reload();
}

paper.addEventListener("load", mark);
const events = new EventSource("/events");
events.onmessage = (event) => {
  show(JSON.parse(event.data));
  if (!first) redraw();
  first = false;
};
events.onerror = () => { said.textContent = "The preview has ended; start 'ragplan serve' again."; };
