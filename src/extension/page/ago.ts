const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** How long ago a time was, as people say it: `3 minutes ago`, `now`. */
export function ago(time: string, now: number): string {
  const past = Math.max(0, now - Date.parse(time));
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  const [unit, ms] = steps.find(([, least]) => past >= least) ?? ["second", Number.POSITIVE_INFINITY];
  return format.format(-Math.floor(past / ms), unit);
}

/** For how long something has gone on: `12 s`. */
export function elapsed(time: string, now: number): string {
  return `${Math.max(0, Math.round((now - Date.parse(time)) / 1000))} s`;
}
