import type { Translate } from "../messages/index.js";

/** How many are on a list of patients; where it has a limit, the places that are taken, those kept for invitations too. */
export function caseloadFigures(
  t: Translate,
  { limit, count, reserved }: { readonly limit: number | null; readonly count: number; readonly reserved: number },
): string {
  return limit === null ? t("patients.count", { count }) : t("patients.countOf", { count: count + reserved, limit });
}
