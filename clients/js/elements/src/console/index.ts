// The console: the elements as an application, on the page that `/console` serves.
import "../page.js";
import "./console.js";
