import { groupChanges } from "@usher-graph/client";
import { html, nothing, type PropertyDeclarations } from "lit";
import { define, UsherElement } from "./element.js";
import { Screen } from "./screen.js";
import { seatsStyles } from "./seats-styles.js";
import {
  UsherAllocate,
  UsherRelease,
  UsherSeats,
  UsherSetPolicy,
  UsherWait,
  UsherWithoutSeat,
  type UsherSeatsQuery,
  type UsherSeatsQueryVariables,
} from "./seats.documents.js";
import { theme } from "./theme.js";
import { choices } from "./ui/choice.js";
import { Combobox, comboboxStyles, type Choice, type Found } from "./ui/combobox.js";
import { facts } from "./ui/facts.js";
import { mailto } from "./ui/mailto.js";
import { Pages } from "./ui/pages.js";
import { face } from "./ui/person.js";
import { places } from "./ui/places.js";
import { planTag } from "./ui/plan.js";
import { question, type Asked } from "./ui/question.js";
import { empty } from "./ui/states.js";

type Group = NonNullable<UsherSeatsQuery["group"]>;
type Plan = NonNullable<Group["seatPlan"]>;
type Seat = NonNullable<Plan["seats"]>["nodes"][number];
type Policy = Plan["policy"];
const POLICIES = ["MANUAL", "AUTOMATIC"] as const;

/**
 * The seats that a group has bought: who holds one, who waits, and what an administrator does with them.
 *
 * @fires usher-done
 * @csspart places, list, seat, line, pages
 */
export class Seats extends UsherElement {
  static override properties: PropertyDeclarations = {
    group: {},
    _asked: { state: true },
  };
  static override styles = [theme, comboboxStyles, seatsStyles];

  /** The ID of the group. */
  declare group: string | undefined;
  declare _asked: Asked | undefined;
  readonly #pages = new Pages(this);
  readonly #box = new Combobox<Choice>(this, {
    id: "member",
    find: (text) => this.#find(text),
    isEager: true,
  });
  readonly #screen = new Screen<UsherSeatsQuery, UsherSeatsQueryVariables>(
    this,
    () =>
      this.group
        ? {
            document: UsherSeats,
            variables: { id: this.group, ...this.#pages.variables },
            streams: [groupChanges(this.group)],
          }
        : undefined,
    ({ group }) => group,
  );

  override render() {
    return this.#screen.render(({ group }) => {
      const { seatPlan: plan } = group!;
      if (!plan) return html`<div class="card"><p>${this.t("seats.noPlan")}</p></div>`;
      const manages = group!.viewerActions.includes("MANAGE_SEATS");
      return html`<div class="stack">
        ${this.#plan(plan, group!.name)} ${this.#own(group!)} ${manages ? this.#allocate(plan) : nothing}
        ${plan.seats ? this.#held(plan.seats) : nothing} ${plan.waiting ? this.#line(plan) : nothing}
        ${manages ? this.#policy(plan) : nothing} ${question(this, this._asked, () => (this._asked = undefined))}
      </div>`;
    });
  }

  #plan(plan: Plan, name: string) {
    const { seatCount, allocatedCount, freeCount, supportEmail } = plan;
    const figures = this.t("seats.figures", { count: seatCount, free: freeCount });
    const lines = [name, this.page("groups", this.group!, "staff"), figures, ""];
    return html`<section class="card stack">
      <div class="bar">
        <h2 class="grow">${figures}</h2>
        ${planTag(this, plan)}
      </div>
      ${places(this.t("seats.taken", { count: allocatedCount, all: seatCount }), allocatedCount, seatCount)}
      <p class="soft small">
        ${this.t("seats.more")}
        <a href=${mailto(supportEmail, this.t("seats.moreSubject", { group: name }), lines)}>${supportEmail}</a>
      </p>
    </section>`;
  }

  /** The viewer's own seat, or the way to one. */
  #own({ viewerMembership }: Group) {
    if (!viewerMembership) return nothing;
    const { seat, seatWaitPosition: position, hasFullAccess } = viewerMembership;
    if (seat && hasFullAccess) return html`<p class="note">${this.t("seats.own", { number: seat.number })}</p>`;
    const set = (waiting: boolean) => () =>
      this.act(
        "wait",
        UsherWait,
        { input: { groupId: this.group!, waiting } },
        { done: this.t(waiting ? "seats.waits" : "seats.waitsNot") },
      );
    return html`<div class="note bar">
      <span class="grow">${position ? this.t("seats.position", { number: position }) : this.t("seats.ownNone")}</span>
      ${
        seat
          ? nothing
          : position
            ? this.button("wait", this.t("seats.leaveLine"), set(false))
            : this.button("wait", this.t("seats.request"), set(true))
      }
    </div>`;
  }

  #allocate(plan: Plan) {
    const why = plan.status !== "ACTIVE" ? "seats.notInForce" : plan.freeCount === 0 ? "seats.allInUse" : undefined;
    if (why) return html`<p class="note">${this.t(why)}</p>`;
    return html`<form class="card allocate" @submit=${this.#allocateChosen}>
      ${this.#box.render(this.t("seats.member"), { hint: this.t("seats.memberHint") })}
      ${this.button("allocate", this.t("seats.allocate"), () => undefined, {
        kind: "first",
        submit: true,
        disabled: !this.#box.chosen,
      })}
    </form>`;
  }

  #held(seats: NonNullable<Plan["seats"]>) {
    return html`<section class="stack">
      <h2>${this.t("seats.held")}</h2>
      ${this.#pages.render(seats, (seat) => this.#row(seat), empty(this.t("seats.noneHeld")))}
    </section>`;
  }

  #row({ number, allocatedAt, member }: Seat) {
    const name = member?.account.name ?? "";
    return html`<li part="seat">
      ${face(name)}
      <div class="who">
        <strong dir="auto">${name}</strong>
        ${facts(
          this.t("seat.number", { number }),
          allocatedAt && this.t("members.since", { date: this.date(allocatedAt) }),
        )}
      </div>
      ${
        member?.viewerActions.includes("RELEASE_SEAT")
          ? this.button(`release:${member.id}`, this.t("seats.release"), () => this.#askReleasing(member.id, name), {
              kind: "plain danger",
              name: this.t("seats.releaseName", { name }),
            })
          : nothing
      }
    </li>`;
  }

  #line({ waiting }: Plan) {
    const { nodes, totalCount } = waiting!;
    if (!nodes.length) return nothing;
    const more = totalCount - nodes.length;
    return html`<section class="stack">
      <h2>${this.t("seats.line")} <span class="soft number">${this.t.number(totalCount)}</span></h2>
      <ol class="rows" part="line">
        ${nodes.map(
          ({ id, seatWaitPosition, viewerActions, account }) =>
            html`<li>
              <span class="face" aria-hidden="true">${seatWaitPosition}</span>
              <div class="who"><strong dir="auto">${account.name}</strong></div>
              ${
                viewerActions.includes("ALLOCATE_SEAT")
                  ? this.button(`allocate:${id}`, this.t("seats.allocate"), () => this.#give(id, account.name), {
                      kind: "plain",
                      name: this.t("seats.allocateName", { name: account.name }),
                    })
                  : nothing
              }
            </li>`,
        )}
      </ol>
      ${more > 0 ? html`<p class="soft">${this.t("invite.more", { count: more })}</p>` : nothing}
    </section>`;
  }

  #policy(plan: Plan) {
    const given = Math.min(plan.freeCount, plan.waiting?.totalCount ?? 0);
    const hint = (policy: Policy): string =>
      policy === "AUTOMATIC" && plan.policy === "MANUAL" && given
        ? this.t("policy.AUTOMATICNow", { count: given })
        : this.t(`policy.${policy}Hint`);
    return html`<div class="card">
      ${choices({
        name: this.t("policy.name"),
        values: POLICIES,
        chosen: plan.policy,
        choose: (policy) => this.#setPolicy(policy, hint(policy), given),
        label: (policy) => this.t(`policy.${policy}`),
        hint,
        isBusy: this.isBusy("policy"),
      })}
    </div>`;
  }

  async #find(search: string): Promise<Found<Choice>> {
    const data = await this.ask(UsherWithoutSeat, { id: this.group!, search: search || null });
    const { nodes = [], pageInfo } = data?.group?.members ?? {};
    const found = nodes.map(({ id, account, seatWaitPosition: position }) => ({
      id,
      label: account.name,
      detail: position ? this.t("seats.inLine", { number: position }) : `@${account.username}`,
    }));
    return Object.assign(found, { hasMore: pageInfo?.hasNextPage });
  }

  async #allocateChosen(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!this.#box.chosen) return;
    const { id, label } = this.#box.chosen;
    await this.during("allocate", () => this.#give(id, label));
    this.#box.clear();
  }

  async #give(id: string, name: string): Promise<void> {
    await this.act(`allocate:${id}`, UsherAllocate, { id }, { done: this.t("seats.allocated", { name }) });
  }

  #askReleasing(id: string, name: string): void {
    const plan = this.#screen.data?.group?.seatPlan;
    const next = plan?.policy === "AUTOMATIC" ? plan.waiting?.nodes[0]?.account.name : undefined;
    this._asked = {
      heading: this.t("seats.releaseName", { name }),
      text: next ? this.t("seats.releaseNext", { name, next }) : this.t("seats.releaseText", { name }),
      yes: this.t("seats.release"),
      act: () => this.act(`release:${id}`, UsherRelease, { id }, { done: this.t("seats.released") }),
    };
  }

  /** Asks first where seats would be given at once. */
  #setPolicy(policy: Policy, text: string, given: number): void {
    const act = async (): Promise<void> => {
      const input = { groupId: this.group!, policy };
      await this.act("policy", UsherSetPolicy, { input }, { done: this.t("policy.set") });
      this.requestUpdate();
    };
    if (policy === "MANUAL" || !given) return void act();
    this._asked = { heading: this.t("policy.AUTOMATIC"), text, yes: this.t("policy.yes"), act };
  }
}
define("usher-seats", Seats);

declare global {
  interface HTMLElementTagNameMap {
    "usher-seats": Seats;
  }
}
