import { css } from "lit";
import { placesStyles } from "./ui/places.js";

export const seatsStyles = [
  placesStyles,
  css`
    .allocate {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0.75rem;
      align-items: end;
    }
    @container (max-width: 30rem) {
      .allocate {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
];
