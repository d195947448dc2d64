/** The header `Retry-After`, in the forms that RFC 9110 has for it (10.2.3 and 5.6.7). */

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const month = `(?<month>${months.join("|")})`;
const time = String.raw`(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})`;

/** As servers write dates today, as RFC 850 had them, and as C does. */
const dateForms = [
  String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d{2}) ${month} (?<year>\d{4}) ${time} GMT`,
  String.raw`(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d{2})-${month}-(?<year>\d{2}) ${time} GMT`,
  String.raw`(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${month} (?<day>\d{2}| \d) ${time} (?<year>\d{4})`,
].map((form) => new RegExp(`^${form}$`));

/** A year of two digits that would be more than 50 years ahead is one of the past. */
function fullYear(digits: string, now: number): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  const thisYear = new Date(now).getUTCFullYear();
  const inThisCentury = thisYear - thisYear % 100 + year;
  return inThisCentury > thisYear + 50 ? inThisCentury - 100 : inThisCentury;
}

/** In epoch milliseconds; `undefined` for what is no date, like the 31st of June. */
function parseDate(text: string, now: number): number | undefined {
  const parts = dateForms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return undefined;
  const { day, hour, minute, second } = parts;
  const date = new Date(0);
  date.setUTCFullYear(fullYear(parts["year"] ?? "", now), months.indexOf(parts["month"] ?? ""), Number(day));
  // A leap second is the 61st of its minute.
  date.setUTCHours(Number(hour), Number(minute), Math.min(Number(second), 59));
  const isDate = date.getUTCDate() === Number(day) && date.getUTCHours() === Number(hour)
    && date.getUTCMinutes() === Number(minute) && Number(second) <= 60;
  return isDate ? date.getTime() : undefined;
}

/**
 * How long the host asks to wait, in milliseconds: 0 for a date that has passed.
 * @returns `undefined` if the header is absent, or has none of the forms
 */
export function parseRetryAfter(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = parseDate(header, now);
  return date === undefined ? undefined : Math.max(0, date - now);
}
