import { html, type TemplateResult } from "lit";
import type { UsherElement } from "../element.js";
import type { Role } from "../recipients.js";

export interface RoleListOptions {
  /** Whose role it is. */
  readonly name: string;
  readonly role: Role;
  readonly possible: readonly Role[];
  readonly busy: boolean;
  readonly set: (role: Role, list: HTMLSelectElement) => unknown;
}

/** How long arrow keys have to rest, in milliseconds. */
const REST = 600;
const byKeys = new WeakSet<HTMLSelectElement>();
const resting = new WeakMap<HTMLSelectElement, ReturnType<typeof setTimeout>>();

/** Somebody's role, which is set as it is chosen; by arrow keys once they rest, for these pass by what lies between. */
export function roleList({ t }: UsherElement, options: RoleListOptions): TemplateResult {
  const { name, role, possible, busy, set } = options;
  const settle = (list: HTMLSelectElement): void => {
    clearTimeout(resting.get(list));
    resting.delete(list);
    if (list.isConnected && list.value !== role) void set(list.value as Role, list);
  };
  const changed = ({ currentTarget }: Event): void => {
    const list = currentTarget as HTMLSelectElement;
    clearTimeout(resting.get(list));
    if (byKeys.has(list)) resting.set(list, setTimeout(settle, REST, list));
    else settle(list);
  };
  const left = ({ currentTarget }: Event): void => {
    const list = currentTarget as HTMLSelectElement;
    byKeys.delete(list);
    if (resting.has(list)) settle(list);
  };
  return html`<select
    class="inline"
    aria-label=${t("members.roleOf", { name })}
    aria-busy=${busy}
    @keydown=${({ currentTarget }: Event) => byKeys.add(currentTarget as HTMLSelectElement)}
    @pointerdown=${({ currentTarget }: Event) => byKeys.delete(currentTarget as HTMLSelectElement)}
    @change=${changed}
    @blur=${left}
  >
    ${possible.map((one) => html`<option value=${one} .selected=${one === role}>${t(`role.${one}`)}</option>`)}
  </select>`;
}
