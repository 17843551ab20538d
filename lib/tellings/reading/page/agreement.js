// The agreement of two coders, as tellings.reliability counts it: the answers to a frame's items are
// one code.

function folded(rows) {
  const codes = new Map();
  for (const [article, unit, frame, , code] of rows) {
    const key = JSON.stringify([article, unit, frame]);
    codes.set(key, Math.max(codes.get(key) ?? 0, code ?? 0.5));
  }
  return new Map([...codes].filter(([, code]) => code !== 0.5));
}

/** Krippendorff's alpha for two coders and codes of yes and no; not a number where all are the same. */
function alphaOf(pairs) {
  const codes = pairs.flat(),
    yes = codes.filter((code) => code === 1).length,
    no = codes.length - yes;
  const differ = pairs.filter(([one, other]) => one !== other).length;
  const byChance = codes.length ** 2 - yes ** 2 - no ** 2;
  return byChance ? 1 - ((codes.length - 1) * 2 * differ) / byChance : NaN;
}

function agreementOf(mine, theirs) {
  const one = folded(mine),
    other = folded(theirs);
  const both = [...one.keys()]
    .filter((key) => other.has(key))
    .map((key) => ({ place: JSON.parse(key), codes: [one.get(key), other.get(key)] }));
  const row = (frame, some) => ({
    frame,
    units: some.length,
    alpha: alphaOf(some.map(({ codes }) => codes)),
    agreement: some.length ? some.filter(({ codes }) => codes[0] === codes[1]).length / some.length : NaN,
  });
  const frames = [...new Set(both.map(({ place }) => place[2]))];
  return {
    table: [
      ...frames.map((frame) =>
        row(
          frame,
          both.filter(({ place }) => place[2] === frame),
        ),
      ),
      row("all frames", both),
    ],
    differing: both.filter(({ codes }) => codes[0] !== codes[1]),
  };
}

/** Which attributions two people both have: half of the content of each lies in the other's. */
function speechAgreement(mine, theirs) {
  const size = (spans) => spans.reduce((sum, [start, end]) => sum + end - start, 0);
  const common = (a, b) =>
    a.reduce(
      (sum, [s, e]) => sum + b.reduce((more, [t, f]) => more + Math.max(0, Math.min(e, f) - Math.max(s, t)), 0),
      0,
    );
  const meets = (a, b) =>
    a.article === b.article && 2 * common(a.content, b.content) >= Math.max(size(a.content), size(b.content));
  const free = theirs.filter((one) => one.keep),
    only = [],
    met = [];
  for (const one of mine.filter((each) => each.keep)) {
    const at = free.findIndex((other) => meets(one, other));
    if (at < 0) only.push(one);
    else met.push([one, free.splice(at, 1)[0]]);
  }
  const sameSource = ([a, b]) =>
    (!a.source.length && !b.source.length) ||
    2 * common(a.source, b.source) >= Math.max(size(a.source), size(b.source));
  return { met, only, others: free, other: met.filter((pair) => !sameSource(pair)) };
}
