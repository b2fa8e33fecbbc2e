const waitsMs = [0, 1000, 2000, 5000, 10_000];

/** How long to wait before the given try (0 is the first): 0, 1, 2, 5, then 10 s for ever, ±25 % so that a crowd does not come back at once. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const wait = waitsMs[Math.min(attempt, waitsMs.length - 1)] ?? 10_000;
  return Math.round(wait * (0.75 + random() * 0.5));
}
