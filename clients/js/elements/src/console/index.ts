// The console: the elements as an application, on the page that `/console` serves.
import "../messages/group.js";
import "../page.js";
import { deConsole } from "../messages/de-console.js";
import { enConsole } from "../messages/en-console.js";
import { setMessages } from "../messages/index.js";
import "./console.js";

setMessages("en", enConsole);
setMessages("de", deConsole);
