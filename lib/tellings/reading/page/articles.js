"use strict";
// The articles, and how what stands in them goes into the page: as text only (make, textContent),
// so nothing in it can become an element. Python counts characters, a browser counts units of
// UTF-16: 😀 is one and two.

const FOUND = JSON.parse(document.getElementById("found").textContent);
const byId = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

const button = (name, click, more = {}) => make("button", { type: "button", click, ...more }, name);
const paragraph = (text, more = {}) => make("p", more, text);
const inRow = (...children) => make("p", { class: "row" }, ...children);
const said = (text) => {
  byId("said").textContent = text;
};
const counted = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
const quoted = (text) => `“${text}”`;

class Article {
  constructor(raw, number) {
    Object.assign(this, raw, { number });
    this.units = null; // of each character the unit that it begins with, where the two differ
    if (/[\ud800-\udbff][\udc00-\udfff]/.test(raw.text)) {
      this.units = [0];
      for (const letter of raw.text) this.units.push(this.units.at(-1) + letter.length);
      this.points = new Map(this.units.map((unit, point) => [unit, point]));
    }
    let paragraph = 0;
    this.sections = raw.sections.map(([kind, start, end]) => {
      if (kind === "body") paragraph += 1;
      const own = { kind, start: this.unit(start), end: this.unit(end), marks: [], article: this };
      return Object.assign(own, { paragraph: kind === "body" ? paragraph : 0, node: null });
    });
    this.paragraphs = this.sections.filter((section) => section.paragraph);
  }
  unit(point) {
    return this.units ? this.units[point] : point;
  }
  point(unit) {
    return this.units ? this.points.get(unit) : unit;
  }
  span([start, end]) {
    return [this.unit(start), this.unit(end)];
  }
  section(start) {
    return this.sections.find((one) => one.start <= start && start < one.end);
  }
  words([start, end]) {
    return this.text.slice(start, end);
  }
}

const ARTICLES = FOUND.articles.map((raw, number) => new Article(raw, number));
const placeOf = (section) =>
  section.paragraph
    ? `${section.article.name}, paragraph ${section.paragraph}`
    : `${section.article.name}, ${section.kind}`;
const allSections = () => ARTICLES.flatMap((article) => article.sections);
const allParagraphs = () => ARTICLES.flatMap((article) => article.paragraphs);
const addressOf = (article, [start, end]) =>
  `#a${article.number + 1}:${article.point(start)}-${article.point(end)}${litNames()}`;
