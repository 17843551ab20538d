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

const sizeOf = (spans) => spans.reduce((sum, [start, end]) => sum + end - start, 0);
const overlap = ([start, end], [from, to]) => Math.max(0, Math.min(end, to) - Math.max(start, from));

/** Whether two lists of stretches have at least half of the longer one in common. */
function areHalf(some, others) {
  const common = some
    .flatMap((one) => others.map((other) => overlap(one, other)))
    .reduce((sum, one) => sum + one, 0);
  return 2 * common >= Math.max(sizeOf(some), sizeOf(others));
}

/** Which attributions two people both have, by their content, and which one of them alone. */
function speechAgreement(mine, theirs) {
  const others = theirs.filter((one) => one.keep);
  const only = [];
  const met = [];
  for (const one of mine.filter(({ keep }) => keep)) {
    const at = others.findIndex((other) => one.article === other.article && areHalf(one.content, other.content));
    if (at < 0) only.push(one);
    else met.push([one, others.splice(at, 1)[0]]);
  }
  return { met, only, others, otherSource: met.filter(([one, other]) => !areHalf(one.source, other.source)) };
}
