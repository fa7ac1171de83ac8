import { lastMoment } from "../ui/plan.js";
import { deNotifications } from "./de-notifications.js";
import { de } from "./de.js";
import type { enConsole } from "./en-console.js";
import { en } from "./en.js";
import type { enGroup } from "./en-group.js";

type Key = keyof typeof en | keyof typeof enGroup | keyof typeof enConsole;
/** What the server says in English, in other words: `problem.CODE` or `problem.CODE.field`, and `notification.KIND`. */
export type Messages = Readonly<Record<Key, string>> & {
  readonly [said: `problem.${string}` | `notification.${string}`]: string;
};
/** The beginning of two or more messages that differ by number: `members.one`, `members.other`. */
type Counted = Key extends infer K ? (K extends `${infer Name}.other` ? Name : never) : never;
type Values = Readonly<Record<string, string | number | null>>;

export interface Translate {
  (key: Key | Counted, values?: Values): string;
  /** What failed, by the server's code, and what to do. */
  error(code: string): string;
  /** What the server refuses. */
  problem(problem: Problem): string;
  /** What the viewer is told. */
  notification(told: Told): string;
  /** A number that stands beside a text. */
  number(value: number): string;
}

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly path?: readonly string[];
}

/** A notification: what it is about, what the server says, and the names in that; no names if the viewer may not know. */
export interface Told {
  readonly kind: string;
  readonly message: string;
  readonly details: {
    readonly person: string | null;
    readonly group: string | null;
    readonly resource: string | null;
    readonly role: "ADMINISTRATOR" | "FACILITATOR" | "MEMBER" | null;
    readonly expiresAt: string | null;
  } | null;
}

const LANGUAGES: Record<string, Partial<Messages>> = { en, de: { ...de, ...deNotifications } };
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;
/** A letter that would turn the direction of a sentence around it. */
const TURNS = /[\u0590-\u08ff\ufb1d-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Replaces texts of a language, or adds a language; what is left out stays English. */
export function setMessages(language: string, messages: Partial<Messages>): void {
  LANGUAGES[language] = { ...LANGUAGES[language], ...messages };
  dispatchEvent(new Event("usher-messages"));
}

/** The language of the nearest ancestor that has one, else the browser's. */
export function languageOf(element: Element): string {
  let found: Element | null = element;
  while (found) {
    const near: Element | null = found.closest("[lang]:not([lang=''])");
    if (near) return near.getAttribute("lang")!;
    const root: Node = found.getRootNode();
    found = root instanceof ShadowRoot ? root.host : null;
  }
  return navigator.language;
}

export function directionOf(language: string): "rtl" | "ltr" {
  return RIGHT_TO_LEFT.test(language) ? "rtl" : "ltr";
}

export function translator(language: string): Translate {
  const messages: Partial<Messages> = LANGUAGES[language] ?? LANGUAGES[language.split("-")[0]!] ?? LANGUAGES.en!;
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const number = (value: number): string => numbers.format(value);
  const isRightToLeft = directionOf(language) === "rtl";
  const find = (key: string): string | undefined => messages[key as Key] ?? LANGUAGES.en![key as Key];
  /** Keeps the direction of a name apart from that of the sentence. */
  const isolate = (name: string): string =>
    name && (isRightToLeft || TURNS.test(name)) ? `\u2068${name}\u2069` : name;
  const english = (said: string): string => (isRightToLeft ? `\u2066${said}\u2069` : said);
  const fill = (text: string, values: Values): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === "number" ? number(value) : isolate(value ?? "");
    });
  const translate = (key: string, values: Values = {}): string => {
    const { count } = values;
    const counted = typeof count === "number" ? `${key}.${plural.select(count)}` : key;
    return fill(find(counted) ?? find(`${key}.other`) ?? find(key) ?? key, values);
  };
  return Object.assign(translate, {
    number,
    error: (code: string) => find(`error.${code}`) ?? translate("error.other"),
    problem: ({ code, message, path }: Problem) =>
      messages[`problem.${code}.${path?.at(-1)}`] ?? messages[`problem.${code}`] ?? message,
    notification: ({ kind, message, details }: Told) => {
      if (!details) return messages["notification.hidden"] ?? english(message);
      const { expiresAt, role, ...names } = details;
      const key = `notification.${kind}` as const;
      const text = (!names.person && messages[`${key}.nobody`]) || messages[key];
      if (!text || !names.group) return english(message); // a kind without a text, or a notification older than its details
      return fill(text, {
        ...names,
        role: role && translate(`role.${role}`),
        date: expiresAt && dateText(language, lastMoment(expiresAt)),
      });
    },
  });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format, made once: making one takes longer than a row of a list. */
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${Object.keys(options).length}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(language, options);
  formats.set(key, made);
  return made;
}

export function dateText(language: string, when: string): string {
  return format(language, { dateStyle: "medium" }).format(new Date(when));
}

export function timeText(language: string, when: string): string {
  return format(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(when));
}
