import { html, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "../element.js";
import { theme } from "../theme.js";
import { byField, field, type FieldError } from "../ui/field.js";
import { places, placesStyles } from "../ui/places.js";
import { lastMoment, planTag } from "../ui/plan.js";
import { question, type Asked } from "../ui/question.js";
import { UsherSetSeatPlan, type UsherStaffGroupQuery } from "./staff-group.documents.js";
import { consequences, staffStyles, wholeNumber } from "./staff-parts.js";

type Group = NonNullable<UsherStaffGroupQuery["group"]>;
type Plan = NonNullable<Group["seatPlan"]>;
type Terms = Readonly<Record<"seatCount" | "startsAt" | "expiresAt", string>>;

/** What staff set: a number of seats, a start and an end, with what that does before it is done. */
class StaffPlan extends UsherElement {
  static override properties: PropertyDeclarations = {
    about: { attribute: false },
    _edited: { state: true },
    _problems: { state: true },
    _asked: { state: true },
  };
  static override styles = [theme, placesStyles, staffStyles];

  /** The group whose plan it is. */
  declare about: Group;
  /** What has been typed and not saved, so that what others change meanwhile stays theirs. */
  declare _edited: Partial<Terms>;
  declare _problems: Readonly<Record<string, string>>;
  declare _asked: Asked | undefined;

  constructor() {
    super();
    this._edited = {};
    this._problems = {};
  }

  override render() {
    const { seatPlan: plan } = this.about;
    return html`<section class="card stack">
      <h2>${this.t("staff.plan")}</h2>
      ${plan ? this.#figures(plan) : html`<p class="soft">${this.t("staff.noPlanYet")}</p>`} ${this.#form(plan)}
      ${question(this, this._asked, () => (this._asked = undefined))}
    </section>`;
  }

  #figures(plan: Plan) {
    const { seatCount, allocatedCount, freeCount } = plan;
    return html`<div class="bar">
        <p class="grow">${this.t("seats.figures", { count: seatCount, free: freeCount })}</p>
        ${planTag(this, plan)}
      </div>
      ${places(this.t("seats.taken", { count: allocatedCount, all: seatCount }), allocatedCount, seatCount)}`;
  }

  #form(plan: Plan | null) {
    const saved = termsOf(plan);
    const now = { ...saved, ...this._edited };
    const input = (name: keyof Terms, label: string, type: "text" | "date", hint?: string) =>
      field({
        id: name,
        label,
        hint,
        problem: this._problems[name],
        control: (attributes) =>
          html`<input
            id=${name}
            type=${type}
            inputmode=${type === "text" ? "numeric" : "none"}
            autocomplete="off"
            maxlength="10"
            .value=${now[name]}
            @input=${(event: Event) => this.#edit(name, (event.target as HTMLInputElement).value, saved)}
            ${attributes}
          />`,
      });
    return html`<form class="stack" novalidate @submit=${this.#ask}>
      <div class="fields">
        ${input("seatCount", this.t("staff.seats"), "text")}
        ${input("startsAt", this.t("staff.starts"), "date", plan ? undefined : this.t("staff.startsHint"))}
        ${input("expiresAt", this.t("staff.expires"), "date")}
      </div>
      <div>
        ${this.button("plan", this.t("staff.setPlan"), () => undefined, {
          kind: "first",
          submit: true,
          disabled: Object.keys(this._edited).length === 0,
        })}
      </div>
    </form>`;
  }

  #edit(name: keyof Terms, value: string, saved: Terms): void {
    const { [name]: _, ...others } = this._edited;
    this._edited = value === saved[name] ? others : { ...others, [name]: value };
  }

  #ask = (event: Event): void => {
    event.preventDefault();
    const plan = this.about.seatPlan;
    const { seatCount: typed, startsAt, expiresAt } = { ...termsOf(plan), ...this._edited };
    const seatCount = wholeNumber(typed);
    const missing = this.t("field.missing");
    this._problems = {
      ...(seatCount === undefined && { seatCount: this.t("share.notANumber") }),
      ...(seatCount === null && { seatCount: missing }),
      ...(!expiresAt && { expiresAt: missing }),
    };
    if (seatCount == null || !expiresAt) return;
    // A day that was not touched keeps its moment.
    const begins = "startsAt" in this._edited && startsAt ? moment(startsAt, "00:00:00") : plan?.startsAt;
    const ends = plan && !("expiresAt" in this._edited) ? plan.expiresAt : moment(expiresAt, "23:59:59");
    this._asked = {
      heading: `${this.t("staff.setPlan")}: ${this.about.name}`,
      text: consequences(this.#consequences(seatCount, begins, ends)),
      yes: this.t("staff.setPlan"),
      isHarmless: plan !== null && seatCount >= plan.seatCount && Date.parse(ends) >= Date.parse(plan.expiresAt),
      act: () => this.#set(seatCount, begins, ends),
    };
  };

  #consequences(seatCount: number, begins: string | undefined, ends: string): string[] {
    const { seatPlan: plan, memberCount } = this.about;
    const from = begins ? this.date(begins) : this.t("staff.now");
    const lines = [this.t("staff.planWill", { count: seatCount, from, date: this.date(lastMoment(ends)) })];
    const status = statusAt(begins, ends);
    const held = plan?.allocatedCount ?? 0;
    if (!plan) lines.push(this.t("staff.planNew", { count: memberCount }));
    else if (seatCount < held) lines.push(this.t("staff.planTooFew", { count: held, more: held - seatCount }));
    else if (held) lines.push(this.t("staff.planKept", { count: held }));
    if (status === "SCHEDULED") lines.push(this.t("staff.planLater"));
    if (plan && held && status !== plan.status) {
      if (status === "EXPIRED" || plan.status === "ACTIVE") lines.push(this.t("staff.planEnds", { count: held }));
      else if (status === "ACTIVE") lines.push(this.t("staff.planBegins", { count: held }));
    }
    const given = Math.min(seatCount - held, plan?.waiting?.totalCount ?? 0);
    if (plan?.policy === "AUTOMATIC" && status === "ACTIVE" && given > 0) {
      lines.push(this.t("staff.planLine", { count: given }));
    }
    return lines;
  }

  async #set(seatCount: number, startsAt: string | undefined, expiresAt: string): Promise<void> {
    const input = { groupId: this.about.id, seatCount, expiresAt, ...(startsAt && { startsAt }) };
    const mend = (errors: readonly FieldError[]): void => void (this._problems = byField(errors, "seatCount"));
    if (await this.act("plan", UsherSetSeatPlan, { input }, { done: this.t("staff.planSet"), mend })) this._edited = {};
  }
}
define("usher-console-staff-plan", StaffPlan);

function termsOf(plan: Plan | null): Terms {
  if (!plan) return { seatCount: "", startsAt: "", expiresAt: "" };
  return {
    seatCount: String(plan.seatCount),
    startsAt: dayOf(plan.startsAt),
    expiresAt: dayOf(lastMoment(plan.expiresAt)),
  };
}

/** The reader's day of a moment, as a field for dates has it. */
function dayOf(when: string): string {
  return new Date(when).toLocaleDateString("sv-SE");
}

/** The moment of a day of the reader's. */
function moment(day: string, time: string): string {
  return new Date(`${day}T${time}`).toISOString();
}

function statusAt(begins: string | undefined, ends: string): Plan["status"] {
  const now = Date.now();
  if (Date.parse(ends) <= now) return "EXPIRED";
  return begins && Date.parse(begins) > now ? "SCHEDULED" : "ACTIVE";
}
