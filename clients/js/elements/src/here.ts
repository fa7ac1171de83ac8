// Connects the elements of a bundle to the Usher that it came from: they stand two folders below its address.
import { connection } from "./connection.js";

connection.set({ src: new URL("../..", import.meta.url).href });
