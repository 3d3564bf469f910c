/** A day in UTC: `2026-01-31`. */
export function utcDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** `2026-11-22 09:10:11 UTC` */
export function utc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** `2026-11-22 09:10:11 UTC (2026-11-22 14:40:11 IST)`: a time as people on both sides read it. */
export function utcAndIst(at: Date): string {
  return `${utc(at)} (${ist(at)})`;
}

/** A time that a peer wrote, as people read it; what is no time as it is. OCPI's times without a zone are UTC. */
export function ocpiTime(text: string): string {
  const [time = "", zone] = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const at = new Date(zone === undefined ? `${time}Z` : time);
  return Number.isNaN(at.getTime()) ? text : utcAndIst(at);
}

// Indian Standard Time is UTC+05:30 all year.
const IST_OFFSET_MS = 5.5 * 60 * 60 * 1000;

/** `2026-11-22 14:40:11 IST` */
export function ist(at: Date): string {
  const shifted = new Date(at.getTime() + IST_OFFSET_MS);
  return `${shifted.toISOString().slice(0, 19).replace("T", " ")} IST`;
}

/** `850 ms`, `2.4 s`, `1 min 5 s` */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}
