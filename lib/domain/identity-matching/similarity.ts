const PREFIX_MAX = 4;
const PREFIX_SCALE = 0.1;

/**
 * How similar two words are, 0 to 1, by common characters and common prefix. W. E. Winkler, "String Comparator Metrics
 * and Enhanced Decision Rules in the Fellegi-Sunter Model" (1990).
 */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroOf(a, b);
  let prefix = 0;
  while (prefix < Math.min(PREFIX_MAX, a.length, b.length) && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * PREFIX_SCALE * (1 - jaro);
}

function jaroOf(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Array<boolean>(b.length).fill(false);
  const common: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j += 1) {
      if (taken[j] || a[i] !== b[j]) continue;
      taken[j] = true;
      common.push(a[i] ?? "");
      break;
    }
  }
  if (common.length === 0) return 0;
  const inOther = b.split("").filter((_, at) => taken[at]);
  const moved = common.filter((letter, at) => letter !== inOther[at]).length / 2;
  return (common.length / a.length + common.length / b.length + (common.length - moved) / common.length) / 3;
}
