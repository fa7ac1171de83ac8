import { de } from "./de.js";
import { en } from "./en.js";

export type Messages = Readonly<Record<keyof typeof en, string>>;
type Key = keyof Messages;
/** The beginning of two or more messages that differ by number: `members.one`, `members.other`. */
type Counted = Key extends infer K ? (K extends `${infer Name}.other` ? Name : never) : never;
type Values = Readonly<Record<string, string | number>>;

export interface Translate {
  (key: Key | Counted, values?: Values): string;
  /** What failed, by the server's code, and what to do. */
  error(code: string): string;
}

const LANGUAGES: Record<string, Partial<Messages>> = { en, de };
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;

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
  const messages = LANGUAGES[language] ?? LANGUAGES[language.split("-")[0]!] ?? en;
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const find = (key: string): string | undefined => messages[key as Key] ?? en[key as Key];
  const translate = (key: string, values: Values = {}): string => {
    const { count } = values;
    const counted = typeof count === "number" ? `${key}.${plural.select(count)}` : key;
    const text = find(counted) ?? find(`${key}.other`) ?? find(key) ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : (value ?? "");
    });
  };
  return Object.assign(translate, { error: (code: string) => find(`error.${code}`) ?? translate("error.other") });
}

export function dateText(language: string, when: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(when));
}

export function timeText(language: string, when: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(when));
}
