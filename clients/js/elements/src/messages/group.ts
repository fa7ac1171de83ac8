// The texts of what one does with a group, which the bell alone does without.
import { deGroup } from "./de-group.js";
import { deProblems } from "./de-problems.js";
import { enGroup } from "./en-group.js";
import { setMessages } from "./index.js";

setMessages("en", enGroup);
setMessages("de", { ...deGroup, ...deProblems });
