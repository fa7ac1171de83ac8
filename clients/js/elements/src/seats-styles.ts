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
    fieldset {
      display: grid;
      gap: 0.75rem;
      margin: 0;
      min-inline-size: 0;
    }
    legend {
      float: inline-start;
      padding: 0;
      font-size: 1.125rem;
      font-weight: 650;
    }
    .choice {
      display: flex;
      gap: 0.6rem;
      align-items: flex-start;
      font-weight: 400;
      clear: both;
    }
    .choice input {
      flex: none;
    }
  `,
];
