import type { UsherElement } from "../element.js";
import { toast } from "./toast.js";

/** Copies a text; where the browser does not let us, shows it to be copied by hand. */
export async function copy({ t }: UsherElement, text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    prompt(t("share.copyByHand"), text);
  }
}
