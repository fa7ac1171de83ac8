// What the pages of an Usher load for whoever is signed in.
import "./here.js";
import "./bell.js";
