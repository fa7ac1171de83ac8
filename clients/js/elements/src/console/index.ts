// The console: the elements as an application, on the page that `/console` serves.
import "../messages/group.js";
import "../page.js";
import "./console.js";
